"""Adding the Cancer Alliance to any table of trusts, without touching a byte of what is there."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import IO

from alliance_spiders.alliances import all_alliances
from matching.csv_records import BrokenRecord, Record, cells_up_to, records
from matching.register import Register
from matching.text_lines import LONGEST_CELL, NoText, TextLines
from output.curated import MappingRow
from output.errors import InputError
from output.members import run_known_at, starting_mapping
from output.store import open_history

ADDED = ("cancer_alliance_code", "cancer_alliance_name")
_SEPARATORS = (",", ";", "\t", "|")
_PIECE = 5_000  # records that are written at once

Owner = tuple[str, str]
"""Code and name of an alliance; both empty for none."""


@dataclass(slots=True)
class Tally:
    """How many rows a table has, and how many of them hold a code that nobody knows."""

    rows: int = 0
    unknown: int = 0

    def __str__(self) -> str:
        rows = f"{self.rows:,} row{'' if self.rows == 1 else 's'}"
        if not self.unknown:
            return f"{rows}; no unknown code."
        hold = "holds a code" if self.unknown == 1 else "hold codes"
        return f"{rows}; {self.unknown:,} of them {hold} that no trust is known by, and got no alliance."


def attach(
    table: Path | IO[bytes],
    column: str,
    data_dir: Path,
    as_of: date | None,
    register: Register,
    tally: Tally | None = None,
) -> Iterator[bytes]:
    """The table with two more columns, ``cancer_alliance_code`` and ``cancer_alliance_name``, piece by piece.

    A closed trust takes its successor's alliance; a code that is no trust's, or whose successors lie in
    different alliances, gets none. Rows, their order, line ends and all other cells stay as they are,
    byte for byte, in UTF-16 too; a row that is too short is filled with empty cells first. Memory does not
    grow with the table. What is wrong in a late row is told when it is reached, so the pieces are the table
    only when all of them have come.

    Args:
        table: a CSV with a header, separated by comma, semicolon, tab or bar; a stream is standard input.
        column: the column that holds ODS codes of trusts, in any case.
        data_dir: the data folder; without a mapping in it, the bundled mapping is used.
        as_of: the day whose knowledge counts, None for today's.
        register: who serves today for a closed trust.
        tally: counts the rows as they are read.

    Raises:
        InputError: the table cannot be read, lacks the column, has the new ones already, or has a row
            with more cells than the header.
    """
    owner_of = _owners(data_dir, as_of, register, tally or Tally())
    what = f"“{table}”" if isinstance(table, Path) else "Standard input"
    try:
        with table.open("rb") if isinstance(table, Path) else nullcontext(table) as content:
            text = TextLines(content, what)
            lines = _lines(text, column, owner_of)
            while piece := "".join(islice(lines, _PIECE)):
                yield text.encoded(piece)
    except NoText as error:
        raise InputError(str(error)) from error
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise InputError(f"{what} cannot be read: {reason}. Check the path.") from error


def _owners(data_dir: Path, as_of: date | None, register: Register, tally: Tally) -> Callable[[str], Owner]:
    rows = {row.ods_code: row for row in _mapping_known_at(data_dir, as_of)}
    names = {alliance.code: alliance.name for alliance in all_alliances()} | {"": ""}
    owners = {code: (found, names[found]) for code, found in _alliance_codes(rows, register).items()}
    none = ("", "")

    def owner(cell: str) -> Owner:
        code = cell.strip().upper()
        tally.rows += 1
        tally.unknown += bool(code) and code not in owners
        return owners.get(code, none)

    return owner


def _mapping_known_at(data_dir: Path, as_of: date | None) -> tuple[MappingRow, ...]:
    if as_of is None:
        return starting_mapping(data_dir)
    with open_history(data_dir) as history:
        run = run_known_at(history, as_of)
    return run.after if run else ()


def _alliance_codes(rows: Mapping[str, MappingRow], register: Register) -> dict[str, str]:
    """Alliance by code, for every known code: that of its row, else the one that all its successors have."""
    codes = {code: row.cancer_alliance_code for code, row in rows.items()}
    for code in register.trusts:
        if code not in rows:
            owners = {codes.get(heir, "") for heir in register.current(code) if heir != code}
            codes[code] = owners.pop() if len(owners) == 1 else ""
    return codes


def _lines(text: TextLines, column: str, owner_of: Callable[[str], Owner]) -> Iterator[str]:
    lines = iter(text)
    header = next(lines, "")
    separator = _separator(header, column)
    with cells_up_to(LONGEST_CELL):
        records = _records(chain([header], lines) if header else (), separator, text.what)
        first = next(records, None)
        if first is None:
            raise InputError(f"{text.what} is empty. It needs a header with the column “{column}”.")
        place = _place(text.what, first.cells, column)
        yield text.mark + _extended(first.raw, separator, ADDED)
        for record in records:
            yield (
                _with_owner(record, separator, place, len(first.cells), owner_of)
                if record.cells
                else record.raw
            )


def _records(lines: Iterable[str], separator: str, what: str) -> Iterator[Record]:
    width = 0
    try:
        for record in records(lines, separator):
            width = width or len(record.cells)
            if len(record.cells) > width:
                raise InputError(
                    f"{what}, line {record.line}: {len(record.cells)} cells under {width} columns. "
                    "Put quotation marks around a cell that holds a separator."
                )
            yield record
    except BrokenRecord as error:
        raise InputError(f"{what}, line {error.line}: {error}.") from error


def _with_owner(
    record: Record, separator: str, place: int, width: int, owner_of: Callable[[str], Owner]
) -> str:
    code = record.cells[place] if place < len(record.cells) else ""
    filling = ("",) * (width - len(record.cells))
    return _extended(record.raw, separator, (*filling, *owner_of(code)))


def _separator(header: str, column: str) -> str:
    def has_column(separator: str) -> bool:
        try:
            return _key(column) in map(_key, next(csv.reader([header], delimiter=separator), []))
        except csv.Error:
            return False  # reading the record will tell

    return next(filter(has_column, _SEPARATORS), ",")


def _place(what: str, header: list[str], column: str) -> int:
    keys = [_key(name) for name in header]
    if keys.count(_key(column)) != 1:
        problem = "has no" if _key(column) not in keys else "has more than one"
        shown = ", ".join(name.strip()[:40] for name in header[:20])
        raise InputError(f"{what} {problem} column “{column}”. Its columns are: {shown}.")
    for name in ADDED:
        if name in keys:
            raise InputError(f"{what} has a column “{name}” already. Rename or drop it first.")
    return keys.index(_key(column))


def _key(name: str) -> str:
    return name.strip().casefold()


def _extended(raw: str, separator: str, cells: tuple[str, ...]) -> str:
    body = raw.rstrip("\r\n")
    return body + _suffix(separator, cells) + raw[len(body) :]


@cache
def _suffix(separator: str, cells: tuple[str, ...]) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator="").writerow(("", *cells))
    return stream.getvalue()
