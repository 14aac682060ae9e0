"""Compile the bundled register: ``python -m matching.build FACTS_DIR [--out FILE]``.

FACTS_DIR holds the tables of the Organisation Data Service as CSV: ``trusts.csv``, ``sites.csv``,
``positions.csv``, ``icbs.csv``, ``ccgs.csv``, ``welsh_health_boards.csv``, ``cancer_alliances.csv``. They are
joined with the hand-kept tables in ``matching/data``.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from matching.build_sites import build_sites, hospitals_abroad
from matching.model import Body, FormerName, Kind, Trust
from matching.reading_case import reading_case
from matching.register import Alias, Register, RegisterError
from matching.register_json import finished, to_json
from matching.site_names import site_key
from matching.succession import with_succession

DATA = Path(__file__).parent / "data"
Row = dict[str, str]


def compile_register(facts: Path, kept: Path = DATA) -> Register:
    """The register of the fact tables in ``facts`` and the hand-kept tables in ``kept``."""
    corrections = {row["code"]: _codes(row["successors"]) for row in _rows(kept / "corrections.csv")}
    trusts = _trusts(facts, kept, corrections)
    hospitals = build_sites(
        _rows(facts / "sites.csv"),
        with_succession(trusts),
        sectors={row["code"]: row["sector"] for row in _rows(kept / "sectors.csv")},
        private=_private(_rows(kept / "bodies.csv")),
        known=_known_hospitals(_rows(kept / "aliases.csv")),
    )
    return finished(
        Register(
            trusts=with_succession(trusts),
            sites=tuple(hospital.site for hospital in hospitals),
            bodies=tuple(_bodies(facts, kept)),
            aliases=tuple(map(_alias, _rows(kept / "aliases.csv"))),
            as_of=_newest(trusts),
            version="",
            visiting={hospital.site.name: hospital.visiting for hospital in hospitals if hospital.visiting},
            corrections=corrections,
        )
    )


def _alias(row: Row) -> Alias:
    return Alias(row["name"], row["code"], row["source"], Kind(row["kind"]))


def _trusts(facts: Path, kept: Path, corrections: Mapping[str, tuple[str, ...]]) -> list[Trust]:
    places = {row["ods_code"]: row for row in _rows(facts / "positions.csv")}
    former = _former_names(kept)
    return [
        _trust(row, places.get(row["ods_code"]), former.get(row["ods_code"], []), corrections)
        for row in _rows(facts / "trusts.csv")
    ]


def _trust(
    row: Row, place: Row | None, former: list[FormerName], corrections: Mapping[str, tuple[str, ...]]
) -> Trust:
    code = row["ods_code"]
    name = reading_case(row["name"])
    known = [FormerName(reading_case(old), "ODS") for old in reversed(row["former_names"].split("|")) if old]
    return Trust(
        code=code,
        name=name,
        is_open=row["status"] == "active",
        opened=_day(row["open_date"]),
        closed=_day(row["close_date"]),
        postcode=row["postcode"],
        icb_code=row["icb_code"],
        nation=row["nation"],
        successors=_codes(row["successor_codes"]) or corrections.get(code, ()),
        predecessors=_codes(row["predecessor_codes"]),
        former_names=_merged(name, former, known),
        latitude=float(place["latitude"]) if place else None,
        longitude=float(place["longitude"]) if place else None,
    )


def _former_names(kept: Path) -> dict[str, list[FormerName]]:
    former: dict[str, list[FormerName]] = {}
    for row in _rows(kept / "former_names.csv"):
        former.setdefault(row["code"], []).append(
            FormerName(row["name"], row["source"], _whole_day(row["until"]))
        )
    return former


def _merged(today: str, *lists: list[FormerName]) -> tuple[FormerName, ...]:
    """Every former name once, those with a date first; a spelling of today's name is none."""
    seen = {today.casefold()}
    merged = []
    for old in [old for names in lists for old in names]:
        if old.name.casefold() not in seen:
            seen.add(old.name.casefold())
            merged.append(old)
    return tuple(merged)


def _bodies(facts: Path, kept: Path) -> list[Body]:
    bodies = [
        Body(
            row["name"], Kind.ICB, row["ods_code"], row["status"] == "active", _codes(row["successor_codes"])
        )
        for row in _rows(facts / "icbs.csv")
    ]
    bodies += [
        Body(
            reading_case(row["name"]),
            Kind.COMMISSIONER,
            row["ods_code"],
            row["status"] == "active",
            _codes(row["icb_code"]),
        )
        for row in _rows(facts / "ccgs.csv")
    ]
    bodies += [
        Body(row["name"], Kind.OTHER, row["ods_code"])
        for row in _rows(facts / "welsh_health_boards.csv")
        if row["type"] == "local health board"
    ]
    bodies += [
        Body(row["name"], Kind.ALLIANCE, row["ods_code"]) for row in _rows(facts / "cancer_alliances.csv")
    ]
    bodies += [Body(row["name"], Kind(row["kind"]), row["code"]) for row in _rows(kept / "bodies.csv")]
    bodies += [Body(name, Kind.OTHER) for name in hospitals_abroad(_rows(facts / "sites.csv"))]
    return bodies


def _private(rows: Iterable[Row]) -> dict[str, frozenset[str]]:
    """Keys of independent hospitals with their postcode districts."""
    return {
        site_key(row["name"]): frozenset(_codes(row["postcode_areas"]))
        for row in rows
        if row["kind"] == "independent"
    }


def _known_hospitals(rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    """Keys of hospitals with the trusts that the hand-kept table gives them."""
    known: dict[str, tuple[str, ...]] = {}
    for row in rows:
        if row["kind"] == "site":
            key = site_key(row["name"])
            known[key] = (*known.get(key, ()), row["code"])
    return known


def _newest(trusts: Iterable[Trust]) -> date:
    """The last day that the facts are known to describe: of the newest opening, or the first after a closure.

    The tables carry no date of their own. A later day would claim knowledge of changes that they cannot hold.
    """
    days = [trust.opened for trust in trusts if trust.opened]
    return max(days + [trust.closed + timedelta(days=1) for trust in trusts if trust.closed])


def _rows(path: Path) -> list[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise RegisterError(
            f"The table “{path}” cannot be opened: {error.strerror}. Check the folder."
        ) from error


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code for code in text.split(";") if code)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _whole_day(text: str) -> date | None:
    """A date; nothing where only the year is known, which the source says in words."""
    return None if len(text) == 4 else _day(text)


def main() -> None:
    """Write the register; the path and the counts go to standard output."""
    parser = argparse.ArgumentParser(
        prog="python -m matching.build", description="Compile the bundled register."
    )
    parser.add_argument("facts", type=Path, help="folder with the ODS tables as CSV")
    parser.add_argument("--out", type=Path, default=DATA / "register.json")
    options = parser.parse_args()
    try:
        register = compile_register(options.facts)
    except RegisterError as error:
        parser.exit(1, f"{error}\n")
    options.out.write_text(to_json(register), "utf-8")
    counts = f"{len(register.trusts)} trusts, {len(register.sites)} sites, {len(register.bodies)} bodies"
    print(f"{options.out}: {counts}")


if __name__ == "__main__":
    main()
