"""Reading ``partners.csv``, with the line on which each row begins."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from matching.errors import UserError
from output.csv_input import long_cells
from output.tables import PARTNERS


@dataclass(frozen=True, slots=True)
class Row:
    """A row of ``partners.csv``; it has a cell for each column."""

    line: int
    cells: Mapping[str, str]


def read_partners(path: Path) -> tuple[Row, ...]:
    """The rows of a ``partners.csv``.

    Raises:
        UserError: it cannot be read, or is not of the form that a run writes.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream, long_cells():
            return tuple(_rows(stream))
    except (OSError, ValueError, csv.Error) as error:
        told = error.args[0] if isinstance(error, _Malformed) else "it is no table that a run wrote"
        raise UserError(f"“{path}” is damaged: {told}. Do a run; it writes the file anew.") from None


class _Malformed(ValueError):
    """What is wrong with the form of the file, in words."""


def _rows(stream: TextIO) -> Iterator[Row]:
    reader = csv.reader(stream)
    header = next(reader, [])
    if sorted(header) != sorted(PARTNERS):
        raise _Malformed(_about_header(header))
    line = reader.line_num + 1
    for cells in reader:
        if cells and len(cells) != len(header):
            raise _Malformed(f"line {line} has {len(cells)} cells under {len(header)} columns")
        if cells:
            yield Row(line, dict(zip(header, cells, strict=True)))
        line = reader.line_num + 1


def _about_header(header: list[str]) -> str:
    missing = [column for column in PARTNERS if column not in header]
    return f"it lacks the column {missing[0]}" if missing else "it has a column that no run writes"
