"""Names in, codes out: the table that ``alliances match`` reads and the one it writes."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import IO

from matching.csv_records import BrokenRecord, records
from matching.errors import UserError
from matching.model import Candidate, Match

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
_SEPARATORS = ",;\t|"
_LONGEST_FIELD = 1_000_000  # characters; a longer one means an unclosed quotation mark
_LONGEST_LINE = 64 * 1024 * 1024  # bytes; old files that end lines with a carriage return are one line
_PIECE = 1024 * 1024  # bytes that are read at a time
_SAMPLE = 20  # lines that tell a table from a list of names
_IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")  # as columns are called, and no organisation
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Question:
    """One row to resolve: a name as written and, when known, the alliance that names it."""

    name: str
    alliance_code: str | None = None


def open_names(stream: IO[bytes], what: str, column: str | None = None) -> Iterator[Question]:
    """Read names from a CSV with a column ``name``, or from plain lines; each row gives one, blank ones too.

    Text that is not UTF-8 is taken for Windows-1252, value by value, so that one bad byte costs nothing.

    Args:
        stream: the bytes of the table.
        what: what to call the input in a message.
        column: the column that holds the names, where it is not called ``name``.

    Raises:
        UserError: the table has not one column of names, or a quotation mark that never closes.
    """
    lines = _text_lines(stream)
    first = next(lines, None)
    if first is None:
        raise UserError(f"{what} is empty. Give one name a line, or a CSV with a column “name”.")
    separator = _separator(first)
    header = _header(first, separator)
    wanted = _key(column or "name")
    if header.count(wanted) > 1:
        raise UserError(f"{what} has two columns “{wanted}” in line 1. Keep one of them.")
    if wanted in header:
        return _table_names(chain([first], lines), header, wanted, separator, what)
    sample = [first, *islice(lines, _SAMPLE)]
    if column or _is_table(sample, header, separator):
        shown = ", ".join(cell[:40] for cell in header[:20])
        raise UserError(
            f"{what} has no column “{wanted}” in line 1; its columns are: {shown}. "
            "Say with --column which one holds the names."
        )
    return _plain_names(chain(sample, lines), what)


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
        f"{c.ods_code} {c.ods_name} ({'' if c.is_open else 'closed, '}{format_score(c.score)})"
        for c in candidates
    )


def _text_lines(stream: IO[bytes]) -> Iterator[str]:
    """Lines of text, ends kept, without byte-order mark and NUL bytes."""
    first = stream.readline(_LONGEST_LINE)
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield from _wide_lines(chain([first], iter(partial(stream.read, _PIECE), b"")))
        return
    rest = iter(partial(stream.readline, _LONGEST_LINE), b"")
    for line in chain([first.removeprefix(codecs.BOM_UTF8)] if first else [], rest):
        if len(line) == _LONGEST_LINE:
            raise UserError(_too_long(_LONGEST_LINE))
        text = line.replace(b"\0", b"").decode("utf-8", errors="surrogateescape")
        yield from _LINES.findall(text)


def _wide_lines(pieces: Iterable[bytes]) -> Iterator[str]:
    """Lines of UTF-16, decoded piece by piece, so that a large file needs no more memory than a small one."""
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    rest = ""
    for piece in pieces:
        *whole, rest = [*_LINES.findall(rest + decoder.decode(piece).replace("\0", "")), ""]
        if whole and not whole[-1].endswith("\n"):  # it may go on, or its end may: \r\n
            rest = whole.pop()
        if len(rest) > _LONGEST_FIELD:
            raise UserError(_too_long(_LONGEST_FIELD))
        yield from whole
    yield from _LINES.findall(rest)


def _too_long(most: int) -> str:
    return f"A line is longer than {most:,} bytes, so this is no list of names."


def _header(first: str, separator: str) -> list[str]:
    """The cells of the first line; none if it is too long to be a header."""
    try:
        return [_key(cell) for cell in next(csv.reader([first], delimiter=separator), [])]
    except csv.Error:
        return []


def _mended(value: str) -> str:
    """A value whose bytes were no UTF-8, read as Windows-1252."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return value.encode("utf-8", errors="surrogateescape").decode("cp1252", errors="replace")
    return value


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


def _plain_names(lines: Iterable[str], what: str) -> Iterator[Question]:
    for number, line in enumerate(lines, start=1):
        if len(line) > _LONGEST_FIELD:
            raise UserError(f"{what}, line {number}: longer than {_LONGEST_FIELD:,} characters, so no name.")
        yield Question(_mended(line).strip())


def _table_names(
    lines: Iterable[str], header: list[str], column: str, separator: str, what: str
) -> Iterator[Question]:
    name_at = header.index(column)
    alliance_at = header.index("alliance_code") if "alliance_code" in header else None
    before = csv.field_size_limit(_LONGEST_FIELD)  # the limit is one for the whole process
    try:
        for record in islice(records(lines, separator), 1, None):
            yield Question(_cell(record.cells, name_at), _cell(record.cells, alliance_at) or None)
    except BrokenRecord as error:
        raise UserError(f"{what} cannot be read at line {error.line}: {error}.") from None
    finally:
        csv.field_size_limit(before)


def _cell(row: list[str], at: int | None) -> str:
    return _mended(row[at]).strip() if at is not None and at < len(row) else ""
