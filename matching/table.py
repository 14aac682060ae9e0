"""Names in, codes out: the table that ``alliances match`` reads and the one it writes."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import IO

from matching.csv_records import BrokenRecord, Record, cells_up_to, records
from matching.errors import UserError
from matching.model import Candidate, Match
from matching.text_lines import LONGEST_CELL, TextLines

COLUMNS = (
    "name",
    "status",
    "kind",
    "ods_code",
    "ods_name",
    "current_ods_code",
    "current_ods_name",
    "score",
    "reason",
    "candidates",
)
_ALLIANCE = "alliance_code"
_SEPARATORS = ",;\t|"
_SAMPLE = 20  # lines that tell a table from a list of names
_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")  # as columns are called, and no organisation
AllianceOf = Callable[[str], str]
"""The code of an alliance from what a person wrote for it; ``KeyError`` where there is no such alliance."""


@dataclass(frozen=True, slots=True)
class Question:
    """One row to resolve: a name as it stands in its cell and, when known, the alliance that names it."""

    name: str
    alliance_code: str | None = None


def open_names(
    stream: IO[bytes], what: str, column: str | None = None, alliance_of: AllianceOf = str
) -> Iterator[Question]:
    """Read names from a CSV with a column ``name``, or from plain lines; each row gives one, blank ones too.

    Text that is not UTF-8 is taken for Windows-1252, value by value, so that one bad byte costs nothing.

    Args:
        stream: the bytes of the table.
        what: what to call the input in a message.
        column: the column that holds the names, where it is not called ``name``.
        alliance_of: reads the cells of a column ``alliance_code``.

    Raises:
        UserError: it is no text, has not one column of names, a quotation mark that never closes, or an
            alliance that there is not.
    """
    text = TextLines(stream, what)
    lines = iter(text)
    first = next(lines, None)
    if first is None:
        raise UserError(f"{what} is empty. Give one name a line, or a CSV with a column “name”.")
    separator = _separator(first)
    header = _header(first, separator)
    wanted = _key(column or "name")
    if header.count(wanted) > 1:
        raise UserError(f"{what} has two columns “{wanted}” in line 1. Keep one of them.")
    if wanted in header:
        table = _Table(text, header, wanted, alliance_of)
        return table.questions(chain([first], lines), separator)
    sample = [first, *islice(lines, _SAMPLE)]
    if column or _is_table(sample, header, separator):
        shown = ", ".join(cell[:40] for cell in header[:20])
        raise UserError(
            f"{what} has no column “{wanted}” in line 1; its columns are: {shown}. "
            "Say with --column which one holds the names."
        )
    return _plain_names(chain(sample, lines), text)


def answer_row(match: Match, name: str) -> tuple[str, ...]:
    """The cells of one answer, in the order of ``COLUMNS``."""
    return (
        name,
        match.status,
        match.kind,
        match.ods_code,
        match.ods_name,
        match.current_ods_code,
        match.current_ods_name,
        format_score(match.score),
        match.reason,
        format_candidates(match.candidates),
    )


def format_score(score: float) -> str:
    """A score with at most one decimal: ``100``, ``92.5``."""
    return f"{score:.1f}".removesuffix(".0")


def format_candidates(candidates: Iterable[Candidate]) -> str:
    """Candidates in one cell: ``RA7 Bristol NHS Foundation Trust (91.5); RVJ … (closed, 88)``."""
    return "; ".join(
        f"{c.ods_code} {c.ods_name} ({f'{c.note}, ' if c.note else ''}{format_score(c.score)})"
        for c in candidates
    )


def _header(first: str, separator: str) -> list[str]:
    """The cells of the first line; none if it is too long to be a header."""
    try:
        return [_key(cell) for cell in next(csv.reader([first], delimiter=separator), [])]
    except csv.Error:
        return []


def _separator(header: str) -> str:
    return max(_SEPARATORS, key=header.count) if any(s in header for s in _SEPARATORS) else ","


def _key(column: str) -> str:
    return column.strip().casefold()


def _is_table(lines: list[str], header: list[str], separator: str) -> bool:
    """Whether this can be no list of names: columns are named, or each line has as many cells as the next.

    A comma within a name is followed by a space.
    """
    if any(_IDENTIFIER.fullmatch(cell) for cell in header):
        return True
    if len(header) < 2 or (separator == "," and ", " in lines[0]):
        return False
    rows = [row for row in (_header(line, separator) for line in lines) if any(row)]
    return len(rows) > 1 and {len(row) for row in rows} == {len(header)}


def _plain_names(lines: Iterable[str], text: TextLines) -> Iterator[Question]:
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_CELL:
            raise UserError(
                f"{text.what}, line {number}: longer than {LONGEST_CELL:,} characters, so no name."
            )
        yield Question(text.readable(line.rstrip("\r\n")))


@dataclass(frozen=True, slots=True)
class _Table:
    """A table with a header, and the columns that are read."""

    text: TextLines
    header: list[str]
    column: str
    alliance_of: AllianceOf

    def questions(self, lines: Iterable[str], separator: str) -> Iterator[Question]:
        """The rows as questions."""
        name_at = self.header.index(self.column)
        alliance_at = self.header.index(_ALLIANCE) if _ALLIANCE in self.header else None
        try:
            with cells_up_to(LONGEST_CELL):
                for record in islice(records(lines, separator), 1, None):
                    yield Question(self._cell(record, name_at), self._alliance(record, alliance_at))
        except BrokenRecord as error:
            raise UserError(f"{self.text.what} cannot be read at line {error.line}: {error}.") from None

    def _alliance(self, record: Record, at: int | None) -> str | None:
        written = self._cell(record, at).strip()
        try:
            return self.alliance_of(written) if written else None
        except KeyError:
            raise UserError(
                f"{self.text.what}, line {record.line}: there is no alliance “{written[:40]}”. "
                "Give a code such as N48 or no code, and put quotation marks around a name with a comma."
            ) from None

    def _cell(self, record: Record, at: int | None) -> str:
        return self.text.readable(record.cells[at]) if at is not None and at < len(record.cells) else ""
