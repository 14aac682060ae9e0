"""``review.xlsx``: the questions as a workbook with drop-down answers, for ``alliances decide``."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from alliance_spiders.alliances import all_alliances
from output.report_cards import Candidate, Card
from output.report_text import shown
from output.tables import clean

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS = 5_000  # questions; the rest are in review.csv
LONGEST_CELL = 2_000  # characters
LONGEST_LIST = 255  # characters that a drop-down may hold
WIDTHS = {
    "asked": 30, "name_as_written": 40, "about": 40,
    "decision": 14, "ods_code": 11, "alliance_code": 14, "note": 25, "decided_by": 14,
    "answers": 60, "proposal": 60, "candidates": 60, "known": 40, "snippet": 60, "evidence_url": 40,
    "read_on": 12, "first_raised": 12, "item_id": 26, "question": 16, "basis": 10,
}  # fmt: skip
HIDDEN = ("basis",)
FORMULA_SIGNS = tuple("=+-@\t\r")
HOW_TO = (
    "Fill the column “decision” of the sheet “Questions”; its drop-down holds the answers that fit.",
    "“answers” says what each of them means. Where an answer names a code, the code goes into “ods_code” "
    "or “alliance_code”; correct what stands there.",
    "Rows without a decision are passed over. Leave “item_id” and the hidden “basis” as they are.",
    "Then take the file in: alliances decide review.xlsx. It is taken in as a whole or not at all.",
    "Names and snippets are text of web pages. They may be cut; review.html and the recording have more.",
)
_STAMP = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP archive can name


def workbook(cards: Sequence[Card], run_at: datetime) -> bytes:
    """The workbook; the same questions of the same run give the same bytes."""
    from openpyxl import Workbook as NewWorkbook
    from openpyxl.styles import Alignment, Font, NamedStyle

    book = NewWorkbook()
    book.properties.creator = "alliances"
    book.properties.created = run_at.replace(tzinfo=None)
    sheet = book.active
    if sheet is None:  # a new workbook has one; openpyxl's types do not say so
        sheet = book.create_sheet()
    text = Alignment(wrap_text=True, vertical="top")
    book.add_named_style(NamedStyle("text", alignment=text))
    book.add_named_style(NamedStyle("heading", alignment=text, font=Font(bold=True)))
    _fill(sheet, cards[:MOST_ROWS])
    _how_to(book)
    stream = BytesIO()
    book.save(stream)
    return _undated(stream.getvalue(), run_at)


def _fill(sheet: Worksheet, cards: Sequence[Card]) -> None:
    sheet.title = "Questions"
    _append(sheet, WIDTHS, "heading")
    for card in cards:
        cells = _cells(card)
        _append(sheet, [cells.get(column, "") for column in WIDTHS], "text")
    _drop_downs(sheet, "decision", [_answers(card) for card in cards])
    _drop_downs(sheet, "ods_code", [_codes(card) for card in cards], others=True)
    _drop_downs(sheet, "alliance_code", [tuple(a.code for a in all_alliances())] * len(cards))
    for column, width in WIDTHS.items():
        sheet.column_dimensions[_letter(column)].width = width
        sheet.column_dimensions[_letter(column)].hidden = column in HIDDEN
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions


def _cells(card: Card) -> dict[str, str]:
    """The cells of a row that are not empty, by column."""
    question = card.question
    name = question.name_as_written
    cells = asdict(question) | {
        "asked": card.asks,
        "about": ", ".join(filter(None, ("" if name else card.title, card.alliance))),
        "answers": "\n".join(_meaning(card)),
        "candidates": "\n".join(map(_candidate, card.candidates)),
        "known": " ".join(card.known),
        "read_on": card.read_on,
    }
    for column in ("name_as_written", "proposal", "snippet", "evidence_url"):
        cells[column] = shown(cells[column], LONGEST_CELL)
    return cells


def _candidate(candidate: Candidate) -> str:
    score = f" ({candidate.score} of 100)" if candidate.score is not None else ""
    return f"{candidate.code} {candidate.name}{score}: {candidate.reason}"


def _meaning(card: Card) -> list[str]:
    """Each answer with what it means and the code that it needs."""
    lines = []
    for choice in card.choices:
        needs = choice.ods_code or choice.alliance_code
        with_code = f" with {needs}" if needs else f" with the code of the {choice.ask}" if choice.ask else ""
        lines.append(f"{choice.decision.value}{with_code}: {choice.label}")
    return lines


def _answers(card: Card) -> tuple[str, ...]:
    return tuple(dict.fromkeys(choice.decision.value for choice in card.choices))


def _codes(card: Card) -> tuple[str, ...]:
    return tuple(dict.fromkeys(choice.ods_code for choice in card.choices if choice.ods_code))


def _append(sheet: Worksheet, texts: Iterable[str], style: str) -> None:
    """Add a row of text that no spreadsheet program takes for a formula, now or after a cell is edited."""
    from openpyxl.cell import WriteOnlyCell

    row = []
    for text in map(clean, texts):
        cell = WriteOnlyCell(sheet, text or None)
        if text:
            cell.data_type = "s"
        cell.style = style
        if text.startswith(FORMULA_SIGNS):
            cell.quotePrefix = True
        row.append(cell)
    sheet.append(row)


def _drop_downs(
    sheet: Worksheet, column: str, values: Sequence[tuple[str, ...]], *, others: bool = False
) -> None:
    """Give each row its list of values, one rule for all rows with the same list.

    Args:
        sheet: the sheet, already filled.
        column: the column that gets the lists.
        values: for each question the values to choose from; none gives no list.
        others: whether something else than what is in the list may be typed.
    """
    from openpyxl.worksheet.datavalidation import DataValidation

    rows: dict[tuple[str, ...], list[int]] = {}
    for number, choices in enumerate(values, 2):
        if choices and len(",".join(choices)) <= LONGEST_LIST:
            rows.setdefault(choices, []).append(number)
    for choices, numbers in rows.items():
        rule = DataValidation(
            "list",
            formula1=f'"{",".join(choices)}"',
            showErrorMessage=not others,
            error="Choose one of the answers in the list.",
            sqref=" ".join(_ranges(_letter(column), numbers)),
        )
        sheet.add_data_validation(rule)


def _ranges(letter: str, numbers: Sequence[int]) -> Iterator[str]:
    """The rows of a column as ranges, rows that follow each other in one."""
    start = 0
    for place, number in enumerate(numbers, 1):
        if place == len(numbers) or numbers[place] != number + 1:
            yield f"{letter}{numbers[start]}:{letter}{number}"
            start = place


def _letter(column: str) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(list(WIDTHS).index(column) + 1)


def _how_to(book: Workbook) -> None:
    sheet = book.create_sheet("How to answer")
    sheet.column_dimensions["A"].width = 110
    for number, line in enumerate(HOW_TO, 1):
        sheet.cell(number, 1, line)


def _undated(content: bytes, run_at: datetime) -> bytes:
    """The same archive without the time of its writing, which would make every run's bytes others."""
    stream = BytesIO()
    stamp = f">{run_at.strftime('%Y-%m-%dT%H:%M:%SZ')}</dcterms:modified>".encode()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "docProps/core.xml":
                data = re.sub(rb">[^<]*</dcterms:modified>", stamp, data)
            new.writestr(zipfile.ZipInfo(entry.filename, _STAMP), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
