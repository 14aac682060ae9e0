"""The curated mapping: which one alliance each trust belongs to, kept by people."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from alliance_spiders.alliances import Alliance, all_alliances
from output.csv_input import Record, read_records
from output.errors import InputError
from output.tables import MAPPING, Table

_ODS_CODE = re.compile(r"[A-Z0-9]{3,6}")


@dataclass(frozen=True, slots=True)
class MappingRow:
    """One trust and its one alliance; the alliance's cells are empty for a trust in none."""

    ods_code: str
    ods_name: str
    cancer_alliance_name: str = ""
    cancer_alliance_code: str = ""
    notes: str = ""


def read_mapping(path: Path) -> tuple[MappingRow, ...]:
    """Read a curated mapping, in its own order.

    Raises:
        InputError: no such table, a code twice, or an alliance that does not exist.
    """
    rows: list[MappingRow] = []
    lines: dict[str, int] = {}
    for record in read_records(path, MAPPING):
        row = _row(path, record)
        if row.ods_code in lines:
            raise InputError(
                f"“{path}”, line {record.line}: {row.ods_code} stands in line {lines[row.ods_code]} already. "
                "Keep one row for each trust."
            )
        lines[row.ods_code] = record.line
        rows.append(row)
    if not rows:
        raise InputError(f"“{path}” has no rows. To start from nothing, use --no-curated.")
    return tuple(rows)


@cache
def published_mapping() -> tuple[MappingRow, ...]:
    """The bundled mapping that OpenPrescribing Hospitals published in April 2026."""
    with as_file(files("output").joinpath("data/published_mapping.csv")) as path:
        return read_mapping(path)


def mapping_table(rows: Iterable[MappingRow]) -> Table:
    """The rows as the table that ``read_mapping`` reads."""
    return Table(
        MAPPING,
        tuple(
            (row.ods_code, row.ods_name, row.cancer_alliance_name, row.cancer_alliance_code, row.notes)
            for row in rows
        ),
    )


def _row(path: Path, record: Record) -> MappingRow:
    cells = record.cells
    code = cells["ods_code"].upper()
    if not _ODS_CODE.fullmatch(code):
        raise InputError(f"“{path}”, line {record.line}: “{cells['ods_code'][:40]}” is no ODS code like RVJ.")
    alliance = _alliance(path, record)
    return MappingRow(
        ods_code=code,
        ods_name=cells["ods_name"],
        cancer_alliance_name=alliance.name if alliance else "",
        cancer_alliance_code=alliance.code if alliance else "",
        notes=cells["notes"],
    )


def _alliance(path: Path, record: Record) -> Alliance | None:
    code, name = record.cells["cancer_alliance_code"].upper(), record.cells["cancer_alliance_name"]
    if not code and not name:
        return None
    where = f"“{path}”, line {record.line}"
    if not code:
        raise InputError(f"{where}: “{name[:80]}” stands without its cancer_alliance_code. Add the code.")
    alliance = next((a for a in all_alliances() if a.code == code), None)
    if alliance is None:
        raise InputError(f"{where}: no Cancer Alliance has the code “{code[:20]}”. See: alliances list.")
    if name and _key(name) not in {_key(known) for known in (alliance.name, *alliance.other_names)}:
        raise InputError(
            f"{where}: {code} is “{alliance.name}”, but the row says “{name[:80]}”. "
            "Correct the code or the name."
        )
    return alliance


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold().replace("&", "and")).removeprefix("the")
