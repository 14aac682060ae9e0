"""Which one of several claiming alliances is a trust's own, and why."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

from alliance_spiders.alliances import all_alliances
from matching.model import Trust

ONLY_NOTED = "only a note in the curated mapping claims it, and no site has listed it"
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Choice:
    """The alliance chosen, the reason in words, and whether a person should look at it."""

    alliance_code: str
    reason: str
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class AreaException:
    """A postcode area (``HG``) or district (``DN22``) whose alliance is not its board's."""

    postcode: str
    alliance_code: str
    reason: str


def choose(
    trust: Trust,
    claims: Collection[str],
    assigned: str,
    curated: str,
    members: Mapping[str, Collection[Trust]],
    sure: Collection[str] | None = None,
) -> Choice:
    """The trust's one alliance: a decision, else the curated choice, else the area, else the nearest.

    A claim that only a note in the curated mapping makes is no ground to move a trust; it waits for a person.

    Args:
        trust: the open trust.
        claims: codes of the alliances it is a member of.
        assigned: code of the alliance that a curator decided on, or empty.
        curated: code of the alliance in the curated mapping, or empty.
        members: for each alliance, the trusts that are its members.
        sure: the claims that rest on more than a note; None for all.
    """
    if assigned:
        return Choice(assigned, "decided by a curator")
    if not claims:
        return Choice("", "no alliance lists it")
    if curated in claims:
        return Choice(curated, "as in the curated mapping")
    grounded = [code for code in claims if sure is None or code in sure]
    if not grounded:
        return Choice("", ONLY_NOTED, doubtful=True)
    if len(grounded) == 1:
        return Choice(grounded[0], "the only alliance that lists it")
    return _by_area(trust, grounded) or _by_distance(trust, grounded, members)


def _by_area(trust: Trust, claims: Collection[str]) -> Choice | None:
    district, area = _postcode_parts(trust.postcode)
    for exception in area_exceptions():
        if exception.postcode in (district, area) and exception.alliance_code in claims:
            return Choice(exception.alliance_code, f"area: {exception.reason}")
    holders = [a for a in all_alliances() if a.code in claims and trust.icb_code and trust.icb_code in a.icbs]
    if len(holders) == 1:
        return Choice(holders[0].code, f"area: its board {trust.icb_code} lies with {holders[0].name} only")
    return None


def _by_distance(trust: Trust, claims: Collection[str], members: Mapping[str, Collection[Trust]]) -> Choice:
    nearest: list[tuple[float, str, str]] = []
    for code in claims:
        for other in members.get(code, ()):
            kilometres = distance(trust, other)
            # A trust that several of them claim says nothing about which is nearer.
            alone = not any(other in members.get(rival, ()) for rival in claims if rival != code)
            if other.code != trust.code and alone and kilometres is not None:
                nearest.append((kilometres, code, other.name))
    if not nearest:
        first = next(a for a in all_alliances() if a.code in claims)
        return Choice(first.code, "neither area nor distance tells; the first of the list", doubtful=True)
    kilometres, code, name = min(nearest)
    return Choice(code, f"nearest: {name} is {kilometres:.0f} km away", doubtful=True)


def distance(one: Trust, other: Trust) -> float | None:
    """Kilometres between two trusts as the crow flies; None where a position is missing."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    lat1, lon1, lat2, lon2 = map(radians, (one.latitude, one.longitude, other.latitude, other.longitude))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, chord)))


@cache
def area_exceptions() -> tuple[AreaException, ...]:
    """The bundled exceptions, in the order of the file."""
    text = files("output").joinpath("data/area_exceptions.csv").read_text("utf-8")
    return tuple(
        AreaException(row["postcode"], row["alliance_code"], row["reason"])
        for row in csv.DictReader(text.splitlines())
    )


def _postcode_parts(postcode: str) -> tuple[str, str]:
    """District and area of a postcode: “DN22 7XF” gives DN22 and DN."""
    district = postcode.upper().split(" ")[0] if " " in postcode else postcode.upper()[:-3]
    return district, "".join(letter for letter in district[:2] if letter.isalpha())
