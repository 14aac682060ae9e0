"""Which trust runs a hospital: the site list sorted into hospitals, each given to the trust that runs it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from matching.model import Site, Trust
from matching.reading_case import reading_case
from matching.site_evidence import Evidence, Record, district
from matching.site_names import is_hospital, own_words, site_key, without_trust

Row = Mapping[str, str]
Kin = Mapping[str, list[tuple[str, Record]]]
CLEAR_LEAD = 1.2  # with a smaller one the trusts that claim a hospital share it
NEAR_KM = 20.0

NOT_ENGLAND = re.compile(  # Berwick, in England, has a postcode of the Scottish side: TD15
    r"(LL|CF|SA|LD|NP)\d|CH[5-8] |SY(1[5-9]|2[0-5]) "  # Wales
    r"|(BT|JE|GY|IM)\d"  # Northern Ireland, the Channel Islands, the Isle of Man
    r"|(AB|DD|DG|EH|FK|G|HS|IV|KA|KW|KY|ML|PA|PH|ZE)\d|TD(?!15 )"  # Scotland
)


@dataclass(frozen=True, slots=True)
class Hospital:
    """One name: the trusts that run a place of that name and those that only visit."""

    site: Site
    visiting: tuple[str, ...]


def build_sites(
    rows: Iterable[Row],
    trusts: Mapping[str, Trust],
    sectors: Mapping[str, str],
    private: Mapping[str, frozenset[str]],
    known: Mapping[str, tuple[str, ...]],
) -> list[Hospital]:
    """The hospitals of open trusts, by name.

    ``private`` maps the key of an independent hospital to its postcode districts, ``known`` the key of a
    hospital to the trusts that are known to run it.
    """
    records = list(_records(rows, trusts))
    evidence = Evidence(trusts, sectors, records)
    by_key: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        key = site_key(record.name)
        if _counts(record) and not _is_private(record, private.get(key)):
            by_key[key].append(record)
    kin = _by_postcode(by_key)
    decided = {key: _hospital(key, group, evidence, kin, known.get(key, ())) for key, group in by_key.items()}
    return sorted((found for found in decided.values() if found), key=lambda found: found.site.name)


def _records(rows: Iterable[Row], trusts: Mapping[str, Trust]) -> Iterable[Record]:
    """The rows of trusts that someone serves for today; a row without postcode has that of its site code."""
    listed = [_record(row, trusts) for row in rows if trusts[row["trust_code"]].current]
    placed = {record.code: record for record in listed if record.code and record.postcode}
    for record in listed:
        same = placed.get(record.code)
        if same and not record.postcode and own_words(site_key(record.name)) & own_words(site_key(same.name)):
            yield replace(record, postcode=same.postcode)
        else:
            yield record


def _record(row: Row, trusts: Mapping[str, Trust]) -> Record:
    return Record(
        name=reading_case(without_trust(row["site_name"])),
        code=row["site_code"],
        postcode=" ".join(row["postcode"].upper().split()),
        then=row["trust_code"],
        trusts=trusts[row["trust_code"]].current,
    )


def _counts(record: Record) -> bool:
    return is_hospital(record.name) and not NOT_ENGLAND.match(record.postcode)


def _is_private(record: Record, districts: frozenset[str] | None) -> bool:
    return districts is not None and (not districts or district(record.postcode) in districts)


def _by_postcode(by_key: Mapping[str, list[Record]]) -> dict[str, list[tuple[str, Record]]]:
    found: dict[str, list[tuple[str, Record]]] = defaultdict(list)
    for key, group in by_key.items():
        for record in group:
            if record.postcode:
                found[record.postcode].append((key, record))
    return found


def _hospital(
    key: str, group: list[Record], evidence: Evidence, kin: Kin, known: tuple[str, ...]
) -> Hospital | None:
    winners = set(known)
    for place in _places(group, evidence):
        if not known or _is_elsewhere(place, known, evidence):
            winners.update(_who_runs(key, _with_kin(key, place, kin), evidence))
    if not winners:
        return None
    theirs = [record for record in group if winners & set(record.trusts)] or group
    site = Site(
        name=_name(theirs),
        trusts=tuple(sorted(winners)),
        codes=tuple(sorted({record.code for record in theirs} - {""})),
        postcodes=tuple(sorted({record.postcode for record in theirs} - {""})),
    )
    everyone = {code for record in group for code in record.trusts}
    return Hospital(site, tuple(sorted(everyone - winners)))


def _is_elsewhere(place: list[Record], known: tuple[str, ...], evidence: Evidence) -> bool:
    """Whether a place is another hospital of that name: on record, and far from those known to run one."""
    postcodes = [record.postcode for record in place if record.postcode]
    return (
        bool(postcodes)
        and len({record.code for record in place} - {""}) >= 2
        and not any(code in record.trusts for code in known for record in place)
        and all(evidence.distance(code, postcodes) > NEAR_KM for code in known)
    )


def _places(group: list[Record], evidence: Evidence) -> list[list[Record]]:
    """The records of one name by place: those of one postcode district are one place.

    A record without postcode belongs to the place that its trust has a record of, else to the nearest.
    """
    places: dict[str, list[Record]] = defaultdict(list)
    for record in group:
        if record.postcode:
            places[district(record.postcode)].append(record)
    for record in [record for record in group if not record.postcode]:
        same = [
            name for name, place in places.items() if any(set(x.trusts) & set(record.trusts) for x in place)
        ]
        near = [
            name
            for name, place in places.items()
            if evidence.distance(record.trusts[0], [x.postcode for x in place]) < NEAR_KM
        ]
        places[(same or near or [""])[0]].append(record)
    return list(places.values())


def _who_runs(key: str, place: list[Record], evidence: Evidence) -> set[str]:
    """The trust that clearly leads at one place; several where none does; none where all are visitors."""
    claims = {code for record in place for code in record.trusts}
    for record in place:
        claims |= evidence.headquarters.get(record.postcode, set())
    scores = {code: evidence.score(code, key, place) for code in claims}
    best = max(scores.values())
    leaders = {code for code, score in scores.items() if score > best - CLEAR_LEAD}
    postcodes = [record.postcode for record in place if record.postcode]
    if postcodes and all(evidence.is_visitor(code, postcodes) for code in leaders):
        return set()
    return leaders


def _with_kin(key: str, place: list[Record], kin: Kin) -> list[Record]:
    """The records of a place and those at its postcodes whose names share a word of their own with it."""
    words = own_words(key)
    same = [
        record
        for postcode in sorted({record.postcode for record in place} - {""})
        for other, record in kin.get(postcode, ())
        if other != key and words & set(other.split())
    ]
    return place + same


def _name(records: list[Record]) -> str:
    """The commonest spelling; among equals the one with most apostrophes, then the first in the alphabet."""
    counts = Counter(record.name for record in records)
    return min(counts, key=lambda name: (-counts[name], -name.count("'"), name))
