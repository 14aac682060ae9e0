"""Adding the Cancer Alliance to any table of trusts, without touching a byte of what is there."""

from __future__ import annotations

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

Owner = tuple[str, str]
"""Code and name of an alliance; both empty for none."""


def attach(
    table_path: Path, column: str, data_dir: Path, as_of: date | None, register: Register
) -> Iterator[bytes]:
    """The table with two more columns, ``cancer_alliance_code`` and ``cancer_alliance_name``, piece by piece.

    A closed trust takes its successor's alliance; a code that is no trust's, or whose successors lie in
    different alliances, gets none. Rows, their order, line ends and all other cells stay as they are,
    byte for byte; a row that is too short is filled with empty cells first. Memory does not grow with the
    table. What is wrong in a late row is told when it is reached, so the pieces are the table only when all
    of them have come.

    Args:
        table_path: a CSV with a header, separated by comma, semicolon, tab or bar.
        column: the column that holds ODS codes of trusts, in any case.
        data_dir: the data folder; without a mapping in it, the bundled mapping is used.
        as_of: the day whose knowledge counts, None for today's.
        register: who serves today for a closed trust.

    Raises:
        InputError: the table cannot be read, lacks the column, has the new ones already, or has a row
            with more cells than the header.
    """
    owner_of = _owners(data_dir, as_of, register)
    try:
        # Every byte survives: what is no UTF-8 is carried through as it is.
        with table_path.open(encoding="utf-8", errors="surrogateescape", newline="") as stream:
            lines = _lines(_Lines(stream, table_path), column, owner_of)
            while piece := "".join(islice(lines, _PIECE)):
                yield piece.encode("utf-8", "surrogateescape")
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise InputError(f"“{table_path}” cannot be read: {reason}. Check the path.") from error


class _Lines:
    """The lines of a table; those of the record that is being read are kept as they stand."""

    def __init__(self, stream: TextIO, path: Path) -> None:
        self.path = path
        self._stream = stream
        self._taken: list[str] = []
        self._first = self._read()
        self.mark = _BOM if self._first.startswith(_BOM) else ""
        self._first = self._first.removeprefix(_BOM)

    @property
    def header(self) -> str:
        """The first line."""
        return self._first

    def __iter__(self) -> Iterator[str]:
        line = self._first
        while line:
            self._taken.append(line)
            yield line
            line = self._read()

    def record(self) -> str:
        """What was read since the last record; it begins anew."""
        raw = "".join(self._taken)
        self._taken.clear()
        return raw

    def _read(self) -> str:
        line = self._stream.readline(_LONGEST)
        if "\0" in line:
            raise InputError(
                f"“{self.path}” holds NUL bytes, so it is no CSV in UTF-8. Save it as “CSV UTF-8”."
            )
        if len(line) == _LONGEST and line[-1] not in "\r\n":
            raise InputError(
                f"“{self.path}” has a line of more than {_LONGEST:,} characters, so it is no CSV."
            )
        return line


def _owners(data_dir: Path, as_of: date | None, register: Register) -> Callable[[str], Owner]:
    rows = {row.ods_code: row for row in _mapping_known_at(data_dir, as_of)}
    names = {alliance.code: alliance.name for alliance in all_alliances()} | {"": ""}
    codes = _alliance_codes(rows, register)

    def owner(cell: str) -> Owner:
        found = codes.get(cell.strip().upper(), "")
        return found, names[found]

    return owner


def _mapping_known_at(data_dir: Path, as_of: date | None) -> tuple[MappingRow, ...]:
    if as_of is None:
        return starting_mapping(data_dir)
    with open_history(data_dir) as history:
        run = run_known_at(history, as_of)
    return run.after if run else ()


def _alliance_codes(rows: Mapping[str, MappingRow], register: Register) -> dict[str, str]:
    """Alliance by code, for every code that has a row or whose successors' rows agree."""
    codes = {code: row.cancer_alliance_code for code, row in rows.items()}
    for code in register.trusts:
        if code not in rows:
            owners = {rows[heir].cancer_alliance_code for heir in register.current(code) if heir in rows}
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


@dataclass(frozen=True, slots=True)
class _Record:
    """One record as it stands, its line end included, and its cells."""

    raw: str
    cells: list[str]


def _records(lines: _Lines, separator: str) -> Iterator[_Record]:
    reader = csv.reader(lines, delimiter=separator)
    width, begins, raw = 0, 1, ""
    try:
        for cells in reader:
            width = width or len(cells)
            if len(cells) > width:
                raise InputError(
                    f"“{lines.path}”, line {begins}: {len(cells)} cells under {width} columns. "
                    "Put quotation marks around a cell that holds a separator."
                )
            raw = lines.record()
            yield _Record(raw, cells)
            begins = reader.line_num + 1
        # Only a strict reading of the last record tells a quotation mark that never closes.
        begins -= raw.count("\n")
        next(csv.reader(io.StringIO(raw, newline=""), delimiter=separator, strict=raw.count("\n") > 1), None)
    except csv.Error as error:
        raise InputError(
            f"“{lines.path}”, line {begins}: {error}. Is a quotation mark never closed?"
        ) from error


def _with_owner(
    record: _Record, separator: str, place: int, width: int, owner_of: Callable[[str], Owner]
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
