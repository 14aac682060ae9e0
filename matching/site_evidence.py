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
from statistics import fmean

from matching.model import Site, Trust
from matching.site_names import ACUTE, COMMUNITY, NOT_ACUTE, own_words, site_key

KM_PER_DEGREE = (111.0, 68.0)  # north-south; east-west at England's latitude
UNKNOWN_KM = 20.0
FAR_KM = 45.0
AWAY_KM = 15.0  # beyond it one record alone proves little
FEW_PLACES = 0.06
SOME_PLACES = 0.125
HOSTED_KM = 30.0
NAMESAKE = 6.0  # as much as headquarters, several records, or nearness say together


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
    _in_district: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _namesakes: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for trust in self.trusts.values():
            self._add_headquarters(trust)
        self._namesakes = _own_names(self.trusts)
        for record in self.records:
            if record.postcode and len(record.trusts) == 1:
                self._all[record.trusts[0]] += 1
                self._in_area[record.trusts[0], _area(record.postcode)] += 1
                self._at[record.trusts[0], record.postcode] += bool(record.code)
                self._in_district[district(record.postcode)][record.trusts[0]] += bool(record.code)
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
            + (NAMESAKE if mine and self._is_namesake(code, key) else 0.0)
        )

    def _is_namesake(self, code: str, key: str) -> bool:
        """Whether a place is called by the words that no other open trust has in its name."""
        words = self._namesakes.get(code, frozenset())
        other_work = bool(NOT_ACUTE.search(key)) and self.sectors.get(code, "") == ""
        return bool(words) and words <= own_words(key) and not other_work

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

    def most_at(self, postcode: str) -> int:
        """The most site codes that one trust has at a postcode."""
        codes = self._in_district[district(postcode)]
        return max((self._at[code, postcode] for code in codes), default=0)

    def is_home(self, site: Site) -> bool:
        """Whether a trust that runs a place has its headquarters there."""
        return any(set(site.trusts) & self.headquarters.get(postcode, set()) for postcode in site.postcodes)

    def is_guest(self, code: str, key: str, place: Iterable[Record]) -> bool:
        """Whether a trust's one record of a place is at the door of another trust, or alone and far.

        ``place`` are the records at the place, under whatever name. A trust with two site codes there, or
        with its headquarters, is no guest.
        """
        mine = [record for record in place if code in record.trusts]
        postcodes = {record.postcode for record in mine} - {""}
        if not postcodes or len({record.code for record in mine} - {""}) > 1 or self._is_namesake(code, key):
            return False
        if any(code in self.headquarters.get(postcode, ()) for postcode in postcodes):
            return False
        acute = self.sectors.get(code, "") not in {"community", "mental health"}
        if self._is_alone(code, postcodes, acute):
            return True
        others = {other for place in self._districts(postcodes) for other in self._in_district[place]}
        return any(
            (self._is_host_of(other, code, postcodes) and (acute or bool(ACUTE.search(key))))
            or (acute and self._is_nearer(other, code, postcodes))
            for other in others - {code}
        )

    def _is_alone(self, code: str, postcodes: set[str], acute: bool) -> bool:
        """Whether a place is surely away from a trust that has hardly any there, or, acute, few and far."""
        if not any(map(self._point, postcodes)):
            return False
        share, km = self._share(code, postcodes), self.distance(code, postcodes)
        return (share < FEW_PLACES and km > AWAY_KM) or (acute and share <= SOME_PLACES and km > FAR_KM)

    def _is_host_of(self, other: str, guest: str, postcodes: set[str]) -> bool:
        """Whether the other trust has several records at the very postcode, and more of them."""
        return any(self._at[other, place] > max(1, self._at[guest, place]) for place in postcodes)

    def _is_nearer(self, other: str, guest: str, postcodes: set[str]) -> bool:
        """Whether the guest is away from its own area, and the other at home, around or at the postcode."""
        km = self.distance(guest, postcodes)
        few = self._share(guest, postcodes) <= SOME_PLACES
        if km < self.distance(other, postcodes) or not (km > HOSTED_KM or few):
            return False
        counts = [self._in_district[place] for place in self._districts(postcodes)]
        return (
            any(found[other] > max(1, found[guest]) for found in counts)
            or any(other in codes for place in self._districts(postcodes) for codes in self._homes_in(place))
            or (km > HOSTED_KM and any(self._at[other, place] for place in postcodes))
        )

    @staticmethod
    def _districts(postcodes: Iterable[str]) -> set[str]:
        return {district(postcode) for postcode in postcodes}

    def _homes_in(self, place: str) -> Iterable[set[str]]:
        """The trusts at home in a postcode district, by postcode of their headquarters."""
        return (codes for postcode, codes in self.headquarters.items() if district(postcode) == place)

    def _point(self, postcode: str) -> tuple[float, float] | None:
        for place in (postcode, district(postcode), _area(postcode)):
            if points := self._points.get(place):
                return fmean(lat for lat, _ in points), fmean(lon for _, lon in points)
        return None


def _own_names(trusts: Mapping[str, Trust]) -> dict[str, frozenset[str]]:
    """By open trust the words of its name, where no other open trust has any of them."""
    words = {code: own_words(site_key(trust.name)) for code, trust in trusts.items() if trust.is_open}
    words = {code: found - {"nhs", "foundation"} for code, found in words.items()}
    carriers = Counter(word for found in words.values() for word in found)
    return {
        code: frozenset(found)
        for code, found in words.items()
        if found and all(carriers[word] == 1 for word in found)
    }


def _area(postcode: str) -> str:
    found = re.match(r"[A-Z]+", postcode)
    return found.group() if found else ""


def _is_early(site: str) -> bool:
    """Whether a site code has a low number: trusts numbered their own hospitals first."""
    number = site[3:]
    return len(site) == 5 and number.isdigit() and int(number) <= 12
