"""A table of names in parts: the rows of each are a pure function of its names and the register."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from matching.matcher import Matcher
from matching.register import Register
from matching.table import COLUMNS, Question, answer_row

_ROWS = 2_000  # about a tenth of a second of work
_CHARACTERS = 1_000_000  # so that parts stay small where names are texts
LINE_END = "\r\n"


def header() -> str:
    """The first line of a table of answers."""
    return _text([COLUMNS])


def in_parts(questions: Iterable[Question]) -> Iterator[list[Question]]:
    """The rows of a table in their order, a bounded number at a time."""
    part: list[Question] = []
    size = 0
    for question in questions:
        part.append(question)
        size += len(question.name)
        if len(part) >= _ROWS or size >= _CHARACTERS:
            yield part
            part, size = [], 0
    if part:
        yield part


def answered(matcher: Matcher, part: Iterable[Question]) -> str:
    """The lines of a part of a table of answers."""
    return _text(
        answer_row(matcher.match(_meant(asked.name, matcher.register), asked.alliance_code), asked.name)
        for asked in part
    )


def _meant(name: str, register: Register) -> str:
    """What a cell holds, without the space around it; the code of a trust may be written in any case."""
    text = name.strip()
    code = text.upper()
    return code if code in register.trusts else text


def _text(rows: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator=LINE_END).writerows(rows)
    return text.getvalue()
