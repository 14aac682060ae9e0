"""What the spider of an alliance knows that helps to read its site."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from alliance_spiders.alliances import Alliance
from alliance_spiders.reading.hints import Hints
from alliance_spiders.spiders.base import AllianceSpider


@cache
def hints_of(alliance: Alliance) -> Hints:
    """The hints of the one spider in the alliance's module; none for an alliance without one yet."""
    name = f"alliance_spiders.spiders.{alliance.slug}"
    if find_spec(name) is None:
        return Hints()
    module = import_module(name)
    spiders = (value for value in vars(module).values() if isinstance(value, type))
    return next(s for s in spiders if issubclass(s, AllianceSpider) and s is not AllianceSpider).hints()
