"""Adding the Cancer Alliance to any table of trusts, without touching a byte of what is there."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TextIO

from alliance_spiders.alliances import all_alliances
from matching.csv_records import BrokenRecord, Record, records
from matching.register import Register
from output.curated import MappingRow
from output.errors import InputError
from output.members import run_known_at, starting_mapping
from output.store import open_history

ADDED = ("cancer_alliance_code", "cancer_alliance_name")
_SEPARATORS = (",", ";", "\t", "|")
_BOM = "\ufeff"
_LONGEST = 10_000_000  # characters of a line
_PIECE = 5_000  # records that are written at once

_WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

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
    table_path: Path,
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
        table_path: a CSV with a header, separated by comma, semicolon, tab or bar.
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
    try:
        with table_path.open("rb") as content:
            encoding, errors = _encoding(content)
            stream = io.TextIOWrapper(content, encoding, errors, newline="")
            lines = _lines(_Lines(stream, table_path), column, owner_of)
            while piece := "".join(islice(lines, _PIECE)):
                yield piece.encode(encoding, errors)
    except UnicodeDecodeError as error:
        raise InputError(f"“{table_path}” is cut off or damaged UTF-16. Save it as “CSV UTF-8”.") from error
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise InputError(f"“{table_path}” cannot be read: {reason}. Check the path.") from error


def _encoding(content: io.BufferedReader) -> tuple[str, str]:
    """How to read a table so that every byte survives: what is no UTF-8 is carried through as it is."""
    wide = _WIDE.get(content.peek(2)[:2])
    return (wide, "surrogatepass") if wide else ("utf-8", "surrogateescape")


class _Lines:
    """The lines of a table, without the mark at its beginning."""

    def __init__(self, stream: TextIO, path: Path) -> None:
        self.path = path
        self._stream = stream
        first = self._read()
        self.mark = _BOM if first.startswith(_BOM) else ""
        self.header = first.removeprefix(_BOM)

    def __iter__(self) -> Iterator[str]:
        line = self.header
        while line:
            yield line
            line = self._read()

    def _read(self) -> str:
        line = self._stream.readline(_LONGEST)
        if "\0" in line:
            raise InputError(f"“{self.path}” holds NUL bytes, so it is no CSV. Save it as “CSV UTF-8”.")
        if len(line) == _LONGEST and line[-1] not in "\r\n":
            raise InputError(
                f"“{self.path}” has a line of more than {_LONGEST:,} characters, so it is no CSV."
            )
        return line


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


def _lines(lines: _Lines, column: str, owner_of: Callable[[str], Owner]) -> Iterator[str]:
    separator = _separator(lines.header, column)
    records = _records(lines, separator)
    first = next(records, None)
    if first is None:
        raise InputError(f"“{lines.path}” is empty. It needs a header with the column “{column}”.")
    place = _place(lines.path, first.cells, column)
    yield lines.mark + _extended(first.raw, separator, ADDED)
    for record in records:
        yield (
            _with_owner(record, separator, place, len(first.cells), owner_of) if record.cells else record.raw
        )


def _records(lines: _Lines, separator: str) -> Iterator[Record]:
    width = 0
    try:
        for record in records(lines, separator):
            width = width or len(record.cells)
            if len(record.cells) > width:
                raise InputError(
                    f"“{lines.path}”, line {record.line}: {len(record.cells)} cells under {width} columns. "
                    "Put quotation marks around a cell that holds a separator."
                )
            yield record
    except BrokenRecord as error:
        raise InputError(f"“{lines.path}”, line {error.line}: {error}.") from error


def _with_owner(
    record: Record, separator: str, place: int, width: int, owner_of: Callable[[str], Owner]
) -> str:
    code = record.cells[place] if place < len(record.cells) else ""
    filling = ("",) * (width - len(record.cells))
    return _extended(record.raw, separator, (*filling, *owner_of(code)))


def _separator(header: str, column: str) -> str:
    def has_column(separator: str) -> bool:
        return _key(column) in map(_key, next(csv.reader([header], delimiter=separator), []))

    return next(filter(has_column, _SEPARATORS), ",")


def _place(path: Path, header: list[str], column: str) -> int:
    keys = [_key(name) for name in header]
    if keys.count(_key(column)) != 1:
        problem = "has no" if _key(column) not in keys else "has more than one"
        shown = ", ".join(name.strip()[:40] for name in header[:20])
        raise InputError(f"“{path}” {problem} column “{column}”. Its columns are: {shown}.")
    for name in ADDED:
        if name in keys:
            raise InputError(f"“{path}” has a column “{name}” already. Rename or drop it first.")
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
