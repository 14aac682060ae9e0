"""The texts of a PDF, in the order of reading, each with its place.

A place is ``/page[2]/block[14]``: a paragraph, an entry or a cell, its wrapped lines joined. In rows of
earlier runs it is ``/page[2]/line[14]``: a line of the plain text that pypdf gives, which is also read where
it cannot be made out what stands where on a page.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count, groupby
from typing import TYPE_CHECKING, Any, TypeVar

from alliance_spiders.reading.pdf.blocks import (
    Block,
    across,
    block_of,
    blocks_beside,
    goes_on,
    joined,
    rows_of,
)
from alliance_spiders.reading.pdf.layout import Cell, Column, cells_of, columns_of
from alliance_spiders.reading.pdf.letters import legible
from alliance_spiders.reading.pdf.margins import without_margins

if TYPE_CHECKING:
    from pypdf import PageObject

MAX_PAGES = 30
MAX_TEXTS = 4_000
MAX_BYTES = 12_000_000
_MOST_OPERATIONS = 150_000  # of one document
_BESIDE = 5  # texts at the end of a page that may go on on the next one
_LIMITS: dict[str, Any] = {
    "stream_parsing_work_maximum_count": 300_000,
    "zlib_maximum_output_length": 20_000_000,
    "lzw_maximum_output_length": 20_000_000,
    "run_length_maximum_output_length": 20_000_000,
}
# What pypdf raises on damaged files, besides its own errors.
_DAMAGED = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RuntimeError,
    ArithmeticError,
    AssertionError,
    OSError,
)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class PdfText:
    """One text of a PDF.

    ``table`` numbers the table that it is in, else 0; ``row`` and ``column`` count from 0. ``is_margin``
    says that it stands over or under the text of several pages.
    """

    place: str
    block: Block
    table: int = 0
    row: int = 0
    column: int = 0
    is_margin: bool = False


def pdf_places(body: bytes) -> dict[str, str]:
    """``locator -> text`` of all texts, and of all plain lines; nothing when it cannot be read."""
    lines = [line for page in _each_page(body, _plain_lines) for line in page]
    return {text.place: text.block.text for text in (*pdf_texts(body), *lines)}


@lru_cache(maxsize=2)  # each row that points into a document asks for it
def pdf_texts(body: bytes) -> tuple[PdfText, ...]:
    """The texts of the first ``MAX_PAGES`` pages, at most ``MAX_TEXTS``; nothing when it cannot be read."""
    pages = _each_page(body, _Reader().read)
    kept, margins = without_margins([[each for each in page if isinstance(each, Cell)] for page in pages])
    texts: list[PdfText] = []
    for number, (page, cells) in enumerate(zip(pages, kept, strict=True), start=1):
        _add(texts, list(_texts(number, columns_of(cells), len(texts))))
        texts += [each for each in page if isinstance(each, PdfText)]
    for number, cell in enumerate(margins, start=1):
        texts.append(PdfText(f"/margin[{number}]", block_of(cell), is_margin=True))
    return tuple(texts[:MAX_TEXTS])


def _add(texts: list[PdfText], page: Sequence[PdfText]) -> None:
    """Add the texts of a further page; those that a page break cut in two become one."""
    first_row = [text for text in page[:_BESIDE] if text is page[0] or (text.table and text.row == 0)]
    for text in first_row:
        for n in range(len(texts) - 1, max(len(texts) - _BESIDE, 0) - 1, -1):
            if goes_on(texts[n].block, text.block):
                texts[n] = replace(texts[n], block=joined(texts[n].block, text.block))
                page = [each for each in page if each is not text]
                break
    texts += page


def _texts(page: int, columns: Sequence[Column], tables: int) -> Iterator[PdfText]:
    """The texts of a page; its tables get numbers above ``tables``."""
    number = count(1)
    for band, beside in groupby(columns, key=lambda column: column.band):
        blocks = blocks_beside(list(beside))
        rows = rows_of(blocks) if band and len(blocks) > 1 else None
        if rows is None:
            for block in across(blocks):
                yield PdfText(f"/page[{page}]/block[{next(number)}]", block)
            continue
        for row, cells in enumerate(rows):
            for column, block in ((n, block) for n, cell in enumerate(cells) for block in cell):
                place = f"/page[{page}]/block[{next(number)}]"
                yield PdfText(place, block, table=tables + band, row=row, column=column)


def _each_page(body: bytes, read: Callable[[int, PageObject], _T]) -> list[_T]:
    """What is read from each page; pages that cannot be read end the document."""
    from pypdf import PdfReader, apply_configuration  # late: most sites have no PDF that is read
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings quote the document
    found: list[_T] = []
    if len(body) > MAX_BYTES:
        return found
    try:
        with apply_configuration(**_LIMITS):
            pages = PdfReader(io.BytesIO(body)).pages
            for number in range(min(len(pages), MAX_PAGES)):
                found.append(read(number + 1, pages[number]))
    except (PyPdfError, *_DAMAGED):
        return found
    return found


class _Reader:
    """Reads the pages of one document until it has had enough."""

    def __init__(self) -> None:
        self._left = _MOST_OPERATIONS

    def read(self, number: int, page: PageObject) -> Sequence[Cell | PdfText]:
        """What stands where on a page; its plain lines where none of its fonts can be followed."""
        from pypdf.errors import PyPdfError

        from alliance_spiders.reading.pdf.runs import MOST_OPERATIONS, TooMuchError, runs_of

        if self._left <= 0:
            return []
        try:
            runs, operations = runs_of(page)
            self._left -= operations
            return cells_of(runs) or _plain_lines(number, page)
        except (TooMuchError, PyPdfError, *_DAMAGED):
            self._left -= MOST_OPERATIONS
            return []


def _plain_lines(number: int, page: PageObject) -> list[PdfText]:
    lines = enumerate((page.extract_text() or "").splitlines(), start=1)
    return [
        PdfText(f"/page[{number}]/line[{position}]", Block(legible(" ".join(line.split()))))
        for position, line in lines
        if line.strip()
    ]
