"""Reading ``partners.csv`` and other tables of a run, with the line on which each row begins."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from matching.errors import UserError
from output.csv_input import long_cells
from output.tables import PARTNERS


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; it has a cell for each column."""

    line: int
    cells: Mapping[str, str]


class Malformed(ValueError):
    """What is wrong with the form of a file, in words."""


def read_partners(path: Path) -> tuple[Row, ...]:
    """The rows of a ``partners.csv``.

    Raises:
        UserError: it cannot be read, or is not of the form that a run writes.
    """
    try:
        return read_rows(path, PARTNERS)
    except (OSError, Malformed) as error:
        told = error if isinstance(error, Malformed) else "it cannot be read"
        raise UserError(f"“{path}” is damaged: {told}. Do a run; it writes the file anew.") from None


def read_rows(path: Path, columns: Sequence[str]) -> tuple[Row, ...]:
    """The rows of a table that a run wrote.

    Raises:
        OSError: it cannot be read.
        Malformed: it is not of the form that a run writes.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream, long_cells():
            return tuple(_rows(stream, columns))
    except Malformed:
        raise
    except (ValueError, csv.Error) as error:
        raise Malformed("it is no table that a run wrote") from error


def _rows(stream: TextIO, columns: Sequence[str]) -> Iterator[Row]:
    reader = csv.reader(stream)
    header = next(reader, [])
    if sorted(header) != sorted(columns):
        raise Malformed(_about_header(header, columns))
    line = reader.line_num + 1
    for cells in reader:
        if cells and len(cells) != len(header):
            raise Malformed(f"line {line} has {len(cells)} cells under {len(header)} columns")
        if cells:
            yield Row(line, dict(zip(header, cells, strict=True)))
        line = reader.line_num + 1


def _about_header(header: Sequence[str], columns: Sequence[str]) -> str:
    missing = [column for column in columns if column not in header]
    return f"it lacks the column {missing[0]}" if missing else "it has a column that no run writes"
