"""From the rows of ``history.db`` to values and back; what is no such value raises an error."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import TypeVar

from alliance_spiders.items import SiteState
from output.curated import MappingRow
from output.damage import day, text, texts
from output.memberships import Membership, Source
from output.past import PageRef
from output.records import Run, SightingRow, SiteRow, sighting_of

RowT = TypeVar("RowT", SiteRow, SightingRow)


def membership(row: sqlite3.Row) -> Membership:
    """A row of ``memberships``."""
    return Membership(
        alliance_code=row["alliance_code"],
        ods_code=row["ods_code"],
        source=Source(row["source"]),
        first_seen=row["first_seen"],
        last_seen=row["last_seen"],
        misses=int(row["misses"]),
        missed_in=tuple(texts(row["missed_in"])),
        page_url=row["page_url"],
    )


def site(row: sqlite3.Row) -> SiteRow:
    """A row of ``sites``; its state, day, places and pages can be used."""
    found = _of(SiteRow, row)
    SiteState(found.state)
    day(found.fetched_at)
    pages(row)
    for url, place in json.loads(found.list_places):
        text(url)
        text(place)
    return found


def pages(row: sqlite3.Row) -> tuple[PageRef, ...]:
    """The pages of a row of ``sites``."""
    return tuple(PageRef(*page) for page in json.loads(row["pages"]))


def sighting(row: sqlite3.Row) -> SightingRow:
    """A row of ``sightings`` that a sighting can be made of."""
    found = _of(SightingRow, row)
    sighting_of(found)
    return found


def question(row: sqlite3.Row) -> dict[str, str]:
    """A row of ``questions``."""
    int(row["priority"])
    return dict(row)


def register(content: bytes) -> str:
    """The text of a register."""
    return zlib.decompress(content).decode()


def run_at(row: sqlite3.Row) -> str:
    """When the run of a row was dated."""
    return day(text(row["run_at"]))


def run(row: sqlite3.Row) -> Run:
    """A row of ``runs``."""
    before = row["before_rows"]
    return Run(
        id=row["id"],
        run_at=run_at(row),
        mode=row["mode"],
        evidence=row["evidence"],
        fingerprint=row["fingerprint"],
        base_run=int(row["base_run"]),
        register_version=row["register_version"],
        code_version=row["code_version"],
        published=bool(row["published"]),
        reasons=tuple(texts(row["reasons"])),
        before=None if before is None else _load(before),
        after=_load(row["after_rows"]),
        archive=text(row["archive"]),
        given=row["given"],
    )


def dump(rows: Iterable[MappingRow]) -> str:
    """The rows of a mapping as they stand in a cell."""
    return json.dumps([list(asdict(row).values()) for row in rows], ensure_ascii=False)


def _load(cell: str) -> tuple[MappingRow, ...]:
    return tuple(MappingRow(*map(text, cells)) for cells in json.loads(cell))


def _of(kind: type[RowT], row: sqlite3.Row) -> RowT:
    return kind(**{field.name: row[field.name] for field in fields(kind)})
