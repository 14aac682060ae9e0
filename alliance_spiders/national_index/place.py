"""Where the national index stands (table ``index`` of ``data/alliances.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from alliance_spiders.alliances import Alliance

INDEX_CODE = "INDEX"
"""Stands where the crawl of an alliance has the alliance's code."""


@dataclass(frozen=True, slots=True)
class IndexPlace:
    """``addresses``: where the page stands, then where it may stand. ``scope``: as for an alliance."""

    name: str
    addresses: tuple[str, ...]
    scope: tuple[str, ...]


@cache
def index_place() -> IndexPlace:
    """The place of the index."""
    text = files("alliance_spiders").joinpath("data/alliances.toml").read_text("utf-8")
    row = tomllib.loads(text)["index"]
    return IndexPlace(row["name"], tuple(row["addresses"]), tuple(row["scope"]))


@cache
def index_site() -> Alliance:
    """The index in the shape in which a crawl takes its sites; it is no alliance."""
    place = index_place()
    return Alliance(
        code=INDEX_CODE,
        slug="national_index",
        name=place.name,
        other_names=(),
        ons_code="",
        home=place.addresses[0],
        scope=place.scope,
        icbs=(),
    )
