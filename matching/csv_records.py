"""The records of a CSV one by one, each as it stands; a quotation mark that swallows rows is an error."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

_NEVER_CLOSED = "a quotation mark is never closed, or not at the end of its cell"


class Record(NamedTuple):
    """One record: the line on which it begins, its text with line ends, and its cells (none if blank)."""

    line: int
    raw: str
    cells: list[str]


class BrokenRecord(ValueError):
    """A record that cannot be read: the line on which it begins, and what is wrong there."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line


def records(lines: Iterable[str], separator: str = ",", *, strict: bool = False) -> Iterator[Record]:
    """Read records from lines of text, ends kept.

    Stray quotation marks within a line are taken as they stand. One that leads over a line end must be
    closed, and closed at the end of a cell: else it is a slip, and the rows after it were lost in its cell.
    A ``strict`` reading takes no stray mark.

    Raises:
        BrokenRecord: such a slip, or a cell longer than ``csv.field_size_limit``.
    """
    taken: list[str] = []
    reader = csv.reader(_kept(lines, taken), delimiter=separator, strict=strict)
    begins, waiting = 1, None
    try:
        for cells in reader:
            if waiting is not None:
                yield waiting
            waiting = Record(begins, "".join(taken), cells)
            if len(taken) > 1:
                _check(waiting, taken, separator)
            taken.clear()
            begins = reader.line_num + 1
    except csv.Error as error:
        raise BrokenRecord(begins, _problem(error)) from error
    if waiting is not None:
        _check_last(waiting, separator)
        yield waiting


@contextmanager
def cells_up_to(characters: int) -> Iterator[None]:
    """Let cells be so long; the limit is one for the whole process."""
    before = csv.field_size_limit(characters)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _kept(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


def _check(record: Record, lines: list[str], separator: str) -> None:
    try:
        next(csv.reader(lines, delimiter=separator, strict=True), None)
    except csv.Error as error:
        raise BrokenRecord(record.line, _problem(error)) from error


def _problem(error: csv.Error) -> str:
    """What is wrong, in words that say more than Python's."""
    if "larger" in str(error):
        return (
            f"a cell has more than {csv.field_size_limit():,} characters, as when a quotation mark is missing"
        )
    return _NEVER_CLOSED


def _check_last(record: Record, separator: str) -> None:
    """Nothing follows the last record that could show that it is open, so a row is put behind it."""
    after = [record.raw.rstrip("\r\n") + "\n", "end\n"]
    if record.cells and sum(1 for _ in csv.reader(after, delimiter=separator)) == 1:
        raise BrokenRecord(record.line, _NEVER_CLOSED)
