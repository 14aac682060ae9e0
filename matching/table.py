"""Names in, codes out: the table that ``alliances match`` reads and the one it writes."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import IO

from matching.errors import UserError
from matching.matcher import Matcher
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
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Question:
    """One row to resolve: a name as written and, when known, the alliance that names it."""

    name: str
    alliance_code: str | None = None


def open_names(stream: IO[bytes], what: str) -> Iterator[Question]:
    """Read names from a CSV with a column ``name``, or from plain lines.

    Text that is not UTF-8 is taken for Windows-1252, value by value, so that one bad byte costs nothing.

    Args:
        stream: the bytes of the table.
        what: what to call the input in a message.

    Raises:
        UserError: the table has two columns ``name``, or a quotation mark that never closes.
    """
    lines = _text_lines(stream)
    first = next(lines, None)
    if first is None:
        raise UserError(f"{what} is empty. Give one name a line, or a CSV with a column “name”.")
    separator = _separator(first)
    header = [cell.strip().casefold() for cell in next(csv.reader([first], delimiter=separator), [])]
    if "name" not in header:
        return _plain_names(chain([first], lines))
    if header.count("name") > 1:
        raise UserError(f"{what} has two columns “name” in line 1. Keep one of them.")
    return _table_names(lines, header, separator, what)


def write_answers(matcher: Matcher, questions: Iterable[Question], stream: IO[str]) -> None:
    """Match every name and write one row each, in order."""
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for question in questions:
        writer.writerow(answer_row(matcher.match(question.name, question.alliance_code), question.name))


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
        yield from (first + stream.read()).decode("utf-16", errors="replace").splitlines(keepends=True)
        return
    rest = iter(partial(stream.readline, _LONGEST_LINE), b"")
    for line in chain([first.removeprefix(codecs.BOM_UTF8)] if first else [], rest):
        if len(line) == _LONGEST_LINE:
            raise UserError(f"A line is longer than {_LONGEST_LINE:,} bytes, so this is no list of names.")
        text = line.replace(b"\0", b"").decode("utf-8", errors="surrogateescape")
        yield from _LINES.findall(text)


def _mended(value: str) -> str:
    """A value whose bytes were no UTF-8, read as Windows-1252."""
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return value.encode("utf-8", errors="surrogateescape").decode("cp1252", errors="replace")
    return value


def _separator(header: str) -> str:
    return max(_SEPARATORS, key=header.count) if any(s in header for s in _SEPARATORS) else ","


def _plain_names(lines: Iterable[str]) -> Iterator[Question]:
    for line in lines:
        name = _mended(line).strip()
        if name:
            yield Question(name)


def _table_names(lines: Iterator[str], header: list[str], separator: str, what: str) -> Iterator[Question]:
    name_at = header.index("name")
    alliance_at = header.index("alliance_code") if "alliance_code" in header else None
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(lines, delimiter=separator)
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise UserError(
                f"{what} cannot be read near line {reader.line_num + 1}: {error}. Check its quotation marks."
            ) from None
        if row is None:
            return
        if row:
            yield Question(_cell(row, name_at), _cell(row, alliance_at) or None)


def _cell(row: list[str], at: int | None) -> str:
    return _mended(row[at]).strip() if at is not None and at < len(row) else ""
