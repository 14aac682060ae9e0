"""Which trust runs a hospital: the site list sorted into hospitals, each given to the trust that runs it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from matching.model import Site, Trust
from matching.reading_case import reading_case
from matching.site_evidence import Evidence, Record, district
from matching.site_names import SORTS, is_hospital, is_private_hospital, own_words, site_key, without_trust

Row = Mapping[str, str]
Kin = Mapping[str, list[tuple[str, Record]]]
CLEAR_LEAD = 1.2  # with a smaller one the trusts that claim a hospital share it
NEAR_KM = 20.0
FEW_AT = 2  # site codes of one trust at a private hospital
WITH_TOWN = re.compile(r"^(.+?)(?: ?\(| ?, )[^(),]+\)?$")
ALIKE = 85  # per cent, of two spellings of one word

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
    companies = _companies(records, evidence)
    by_key: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        key = site_key(record.name)
        if _counts(record) and not (_is_private(record, private.get(key)) or _is_company(record, companies)):
            by_key[key].append(record)
    kin = _by_postcode(by_key)
    judged = (
        (key, _hospital(key, group, evidence, kin, _known_for(key, group, known)))
        for key, group in by_key.items()
    )
    decided = _beside_doubles({key: found for key, found in judged if found}, known, evidence)
    return sorted(decided.values(), key=lambda found: found.site.name)


def hospitals_abroad(rows: Iterable[Row]) -> list[str]:
    """The names of hospitals of the list that lie outside England; an English one may share such a name."""
    postcodes = ((row["site_name"], " ".join(row["postcode"].upper().split())) for row in rows)
    names = {reading_case(without_trust(name)) for name, place in postcodes if NOT_ENGLAND.match(place)}
    return sorted(name for name in names if is_hospital(name))


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


def _companies(records: Iterable[Record], evidence: Evidence) -> dict[str, set[str]]:
    """By postcode the words of the private hospitals there; not where a trust has a place of its own."""
    found: dict[str, set[str]] = defaultdict(set)
    for record in records:
        if is_private_hospital(record.name) and evidence.most_at(record.postcode) <= FEW_AT:
            found[record.postcode] |= own_words(site_key(record.name))
    return found


def _is_company(record: Record, companies: Mapping[str, set[str]]) -> bool:
    """Whether a name is that of a private hospital at its postcode, with the word “private” left out."""
    words = own_words(site_key(record.name))
    return bool(words) and words <= companies.get(record.postcode, set())


def _by_postcode(by_key: Mapping[str, list[Record]]) -> dict[str, list[tuple[str, Record]]]:
    found: dict[str, list[tuple[str, Record]]] = defaultdict(list)
    for key, group in by_key.items():
        for record in group:
            if record.postcode:
                found[record.postcode].append((key, record))
    return found


def _beside_doubles(
    decided: Mapping[str, Hospital], known: Collection[str], evidence: Evidence
) -> dict[str, Hospital]:
    """The hospitals, where one that rests on one site code is shared with one that is perhaps the same.

    “Market Street District Hospital” and “Market Street Hospital” may well be one, and nothing says whose.
    """
    weak = {
        key: found.site
        for key, found in decided.items()
        if key not in known and len(found.site.codes) < 2 and not evidence.is_home(found.site)
    }
    others: dict[str, list[str]] = defaultdict(list)
    for key, found in decided.items():
        for place in {district(postcode) for postcode in found.site.postcodes} or {""}:
            others[place].append(key)
    shared = dict(decided)
    for key, site in weak.items():
        trusts = set(site.trusts)
        for place in {"", *map(district, site.postcodes)}:
            for other in others[place]:
                double = decided[other].site
                if _may_be_double(key, other, placed=bool(place)) and (not place or other in weak):
                    trusts.update(double.trusts)
        shared[key] = replace(decided[key], site=replace(site, trusts=tuple(sorted(trusts))))
    return shared


def _may_be_double(key: str, other: str, placed: bool) -> bool:
    """Whether two names differ by their sort alone, or, in one postcode district, by one word."""
    one, two = _plain(key), _plain(other)
    return one == two or (placed and len(one ^ two) == 1 and bool(own_words(key) & own_words(other)))


def _plain(key: str) -> frozenset[str]:
    return frozenset(key.split()) - SORTS


def _hospital(
    key: str, group: list[Record], evidence: Evidence, kin: Kin, known: tuple[str, ...]
) -> Hospital | None:
    places = [
        _with_kin(key, place, kin)
        for place in _places(group, evidence)
        if not known or _is_elsewhere(place, known, evidence)
    ]
    leaders = [_leaders(key, place, evidence) for place in places]
    believed = any(
        _is_believed(key, place, found, evidence) for place, found in zip(places, leaders, strict=True)
    )
    if not believed and not known:
        return None
    winners = set(known).union(*leaders)  # a guest's place shows that the name is not one hospital's alone
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


def _known_for(key: str, group: list[Record], known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The trusts known to run a hospital, also where its town stands behind: “North Hospital (Leeds)”."""
    if key in known or not (found := WITH_TOWN.match(group[0].name)):
        return known.get(key, ())
    run = known.get(site_key(found[1]), ())
    return run if len(run) == 1 and any(run[0] in record.trusts for record in group) else ()


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


def _leaders(key: str, place: list[Record], evidence: Evidence) -> set[str]:
    """The trust that clearly leads at one place; several where none does; none where all are far visitors."""
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


def _is_believed(key: str, place: list[Record], leaders: set[str], evidence: Evidence) -> bool:
    """Whether more is known of who runs a place than the one record of a guest."""
    return bool(leaders) and (len(leaders) > 1 or not evidence.is_guest(next(iter(leaders)), key, place))


def _with_kin(key: str, place: list[Record], kin: Kin) -> list[Record]:
    """The records of a place and those at its postcodes whose names share a word with it, or nearly."""
    words = own_words(key)
    same = [
        record
        for postcode in sorted({record.postcode for record in place} - {""})
        for other, record in kin.get(postcode, ())
        if other != key and _share_word(words, own_words(other))
    ]
    return place + same


def _share_word(one: set[str], two: set[str]) -> bool:
    return any(fuzz.ratio(mine, theirs) >= ALIKE for mine in one for theirs in two)


def _name(records: list[Record]) -> str:
    """The commonest spelling; among equals the one with most apostrophes, then the first in the alphabet."""
    counts = Counter(record.name for record in records)
    return min(counts, key=lambda name: (-counts[name], -name.count("'"), name))
