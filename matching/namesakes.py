"""Places of one name in different towns: “St Martin's Hospital” and “St Martins Hospital (Bath)”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from matching.entries import grouped
from matching.model import Site
from matching.names import core_words

_WITH_TOWN = re.compile(r"^(.+?) ?(?:\(|, )")
_AREA = re.compile(r"[A-Z]+")  # of a postcode


class Namesakes:
    """The places of a register that are told from another of the same name by a town."""

    def __init__(self, sites: Iterable[Site]) -> None:
        self._by_key: Mapping[str, Sequence[Site]] = grouped(
            ("".join(core_words(found[1])), site)
            for site in sites
            if _may_have_town(site.name) and (found := _WITH_TOWN.match(site.name))
        )

    def of(self, words: tuple[str, ...], sites: Iterable[Site]) -> frozenset[str]:
        """The trusts that run such a place elsewhere, by its postcode, and none of the places given."""
        others = self._by_key.get("".join(words), ())
        if not others:
            return frozenset()
        here = tuple(sites)
        known = {code for site in here for code in site.trusts}
        areas = {area for site in here for area in _areas(site)}
        far = (site for site in others if known.isdisjoint(site.trusts) and _lies_elsewhere(site, areas))
        return frozenset(code for site in far for code in site.trusts)


def _may_have_town(name: str) -> bool:
    """Whether there is a mark before a town in a name: quicker to tell than where."""
    return "(" in name or "," in name


def _areas(site: Site) -> set[str]:
    found = (_AREA.match(postcode) for postcode in site.postcodes)
    return {area[0] for area in found if area}


def _lies_elsewhere(site: Site, areas: set[str]) -> bool:
    """Whether a place has a postcode, and no place of those areas can be it."""
    own = _areas(site)
    return bool(own) and own.isdisjoint(areas)
