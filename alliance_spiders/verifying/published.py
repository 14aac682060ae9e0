"""Are the mapping and the tables made from it what the history says was published last?"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from alliance_spiders.verifying.faults import Fault, brief, shown
from alliance_spiders.verifying.partners_file import Malformed, Row, read_rows
from alliance_spiders.version import code_version
from matching.register import Register
from output.csv_input import long_cells
from output.curated import MappingRow, mapping_table, read_mapping
from output.derived import all_codes, memberships_table
from output.errors import InputError, OutputError
from output.mapping import NextMapping
from output.primary import Choice
from output.records import Run
from output.registers import kept
from output.store import FILE_NAME, History, open_history
from output.tables import ALL_CODES, MAPPING, MEMBERSHIPS, Table

_MAPPING = "mapping.csv"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A table as it was published: ``key`` tells its rows apart; of some columns nothing is on record."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    rows: Sequence[Mapping[str, str]]
    unknown: frozenset[str] = frozenset()


def check_published(data_dir: Path) -> Iterator[Fault]:
    """What of the published tables is not as the history has it; nothing before the first published run.

    A run that was held leaves them as they were, a mapping that was put into the folder by hand too.
    """
    with open_history(data_dir) as history:
        last, published = history.last_run(), history.newest_published()
        if last is None or published is None:
            return
        try:
            tables = list(_tables(history, published))
        except (KeyError, ValueError, TypeError):
            raise OutputError(f"“{data_dir / FILE_NAME}” is damaged. Restore it from a copy.") from None
        by_hand = None if last.published else last.before
    for table in tables:
        if table.name != _MAPPING or by_hand is None or by_hand != _mapping_in(data_dir):
            yield from _check(data_dir, table)


def _tables(history: History, run: Run) -> Iterator[Wanted]:
    mapping = run.after
    yield _wanted(_MAPPING, MAPPING, ("ods_code",), mapping_table(mapping))
    register = _register(history, run.register_version)
    if register is None:
        return
    yield _wanted("mapping_all_codes.csv", ALL_CODES, ("ods_code",), all_codes(register, mapping))
    choices = {row.ods_code: Choice(row.cancer_alliance_code, "") for row in mapping}
    members = history.memberships(run.id, waiting=False).values()
    claims = memberships_table(members, NextMapping(mapping, choices), register)
    # Why an alliance is the first is not on record, and another program may call the alliances otherwise.
    named = run.code_version == code_version()
    unknown = frozenset({"primary_reason"} if named else {"primary_reason", "alliance_name"})
    yield _wanted("memberships.csv", MEMBERSHIPS, ("alliance_code", "ods_code"), claims, unknown)


def _wanted(
    name: str,
    columns: tuple[str, ...],
    key: tuple[str, ...],
    table: Table,
    unknown: frozenset[str] = frozenset(),
) -> Wanted:
    with long_cells():
        rows = csv.DictReader(io.StringIO(table.to_csv().decode(), newline=""))
        return Wanted(name, columns, key, tuple(rows), unknown)


def _register(history: History, version: str) -> Register | None:
    bundled = Register.load()
    return bundled if bundled.version == version else kept(history, version)


def _mapping_in(data_dir: Path) -> tuple[MappingRow, ...] | None:
    try:
        return read_mapping(data_dir / _MAPPING)
    except InputError:
        return None


def _check(data_dir: Path, table: Wanted) -> Iterator[Fault]:
    try:
        rows = read_rows(data_dir / table.name, table.columns)
    except OSError as error:
        yield Fault(table.name, "", f"the file cannot be read: {error.strerror}")
    except Malformed as error:
        yield Fault(table.name, "", f"the file is damaged: {error}")
    else:
        yield from _compare(table, rows)


def _compare(table: Wanted, rows: Iterable[Row]) -> Iterator[Fault]:
    left = {_key(table, cells): cells for cells in table.rows}
    for row in rows:
        where = f"{table.name} line {row.line}, {_key(table, row.cells)}"
        cells = left.pop(_key(table, row.cells), None)
        if cells is None:
            yield Fault(where, "", "the run wrote no such row, or not twice")
            continue
        for column in table.columns:
            if column not in table.unknown and row.cells[column] != cells[column]:
                problem = f"it is {shown(row.cells[column])}, and the run wrote {shown(cells[column])}"
                yield Fault(where, column, problem)
    for key in left:
        yield Fault(f"{table.name}, {key}", "", "the row is missing")


def _key(table: Wanted, cells: Mapping[str, str]) -> str:
    return " ".join(brief(cells[column]) for column in table.key)
