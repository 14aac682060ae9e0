"""How much speaks for a trust running a hospital, rather than holding a clinic in it.

ODS lists a place under every trust that works there. The weights below were fitted to hospitals whose trust
is known and rounded; what they say is sensible on its own: a trust runs what lies at its headquarters, what
it has several records of, what both source lists name, what is near; a visitor has one record, far away,
with a late number.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import hypot
from statistics import mean

from matching.model import Trust
from matching.site_names import ACUTE, COMMUNITY

KM_PER_DEGREE = (111.0, 68.0)  # north-south; east-west at England's latitude
UNKNOWN_KM = 20.0
FAR_KM = 45.0
FEW_PLACES = 0.06


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the site list: ``trusts`` are those of today, several where the trust of then was split."""

    name: str
    code: str
    postcode: str
    then: str
    trusts: tuple[str, ...]


def district(postcode: str) -> str:
    """``BS1`` of ``BS1 3NU``; empty for an empty postcode."""
    return postcode.partition(" ")[0]


@dataclass
class Evidence:
    """What the site list and the register say about places; ``score`` judges one trust at one place."""

    trusts: Mapping[str, Trust]
    sectors: Mapping[str, str]
    records: Iterable[Record]
    headquarters: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _at: Counter[tuple[str, str]] = field(default_factory=Counter)
    _areas: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _all: Counter[str] = field(default_factory=Counter)
    _in_area: Counter[tuple[str, str]] = field(default_factory=Counter)
    _points: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    _homes: dict[str, set[tuple[float, float]]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        for trust in self.trusts.values():
            self._add_headquarters(trust)
        for record in self.records:
            if record.postcode and len(record.trusts) == 1:
                self._all[record.trusts[0]] += 1
                self._in_area[record.trusts[0], _area(record.postcode)] += 1
                self._at[record.trusts[0], record.postcode] += bool(record.code)
        for code, area in self._in_area:
            self._areas[code].add(area)

    def _add_headquarters(self, trust: Trust) -> None:
        recent = trust.closed is None or trust.closed.year >= 2010
        if trust.postcode and recent and len(trust.current) == 1:
            self.headquarters[trust.postcode].add(trust.current[0])
        if trust.postcode and trust.latitude is not None and trust.longitude is not None:
            for place in (trust.postcode, district(trust.postcode), _area(trust.postcode)):
                self._points[place].append((trust.latitude, trust.longitude))
            if recent and len(trust.current) == 1:
                self._homes[trust.current[0]].add((trust.latitude, trust.longitude))

    def score(self, code: str, key: str, place: Iterable[Record]) -> float:
        """How strongly the records of one place speak for one of today's trusts; only differences matter."""
        mine = [record for record in place if code in record.trusts]
        postcodes = {record.postcode for record in place} - {""}
        return (
            self._records_score(code, mine, postcodes)
            + self._place_score(code, postcodes)
            + self._sector_score({code, *(record.then for record in mine)}, key)
        )

    def _records_score(self, code: str, mine: list[Record], postcodes: set[str]) -> float:
        own = [record for record in mine if record.trusts == (code,)]
        codes = {record.code for record in own} - {""}
        score = {0: -2.2, 1: 0.0, 2: 1.0}.get(len(codes), 1.8)
        score += 1.1 if any(not record.code for record in own) else 0.0
        score += 0.6 if any(_is_early(site) for site in codes) else 0.0
        return score + 0.6 * min(4, max((self._at[code, postcode] for postcode in postcodes), default=0))

    def _place_score(self, code: str, postcodes: set[str]) -> float:
        at_home = any(code in self.headquarters.get(postcode, ()) for postcode in postcodes)
        away = min(60.0, self.distance(code, postcodes)) / 45 + min(20, len(self._areas[code])) / 18
        return (3.6 if at_home else 0.0) + self._share(code, postcodes) - away

    def _sector_score(self, codes: set[str], key: str) -> float:
        sectors = {self.sectors.get(code, "") for code in codes}
        if "ambulance" in sectors:
            return -3.0
        if not sectors & {"community", "mental health"}:
            return 0.0
        if ACUTE.search(key):
            return -1.5
        named = bool(COMMUNITY.search(key))
        return (2.9 if named else 1.3) if "community" in sectors else (1.9 if named else 1.0)

    def _share(self, code: str, postcodes: Iterable[str]) -> float:
        """The part of a trust's places that lies in the postcode area."""
        here = max((self._in_area[code, _area(place)] for place in postcodes), default=0)
        return here / max(1, self._all[code])

    def distance(self, code: str, postcodes: Iterable[str]) -> float:
        """Kilometres, roughly, from the headquarters of the trust, or of one merged into it, to a place.

        A usual distance where a position is not known.
        """
        here = [point for point in map(self._point, postcodes) if point]
        return min(
            (
                hypot((lat - north) * KM_PER_DEGREE[0], (lon - east) * KM_PER_DEGREE[1])
                for lat, lon in here
                for north, east in self._homes.get(code, ())
            ),
            default=UNKNOWN_KM,
        )

    def is_visitor(self, code: str, postcodes: Iterable[str]) -> bool:
        """Whether a trust has hardly any place in the postcode areas and is surely far from them."""
        places = [place for place in postcodes if district(place) in self._points]
        return (
            bool(places) and self._share(code, places) < FEW_PLACES and self.distance(code, places) > FAR_KM
        )

    def _point(self, postcode: str) -> tuple[float, float] | None:
        for place in (postcode, district(postcode), _area(postcode)):
            if points := self._points.get(place):
                return mean(lat for lat, _ in points), mean(lon for _, lon in points)
        return None


def _area(postcode: str) -> str:
    found = re.match(r"[A-Z]+", postcode)
    return found.group() if found else ""


def _is_early(site: str) -> bool:
    """Whether a site code has a low number: trusts numbered their own hospitals first."""
    number = site[3:]
    return len(site) == 5 and number.isdigit() and int(number) <= 12
