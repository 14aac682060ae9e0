"""What stands over and under the text of each page of a PDF: its running title, its number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from alliance_spiders.reading.pdf.layout import Cell

_MARGIN = 0.1  # of the height that text takes: only there anything is a running title
_NUMBER = re.compile(r"page \d{1,3}(?: ?(?:of|/) ?\d{1,3})?|\W{0,2}\d{1,3}\W{0,2}", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def without_margins(pages: Sequence[Sequence[Cell]]) -> tuple[list[list[Cell]], list[Cell]]:
    """The pages without their running titles, and each of these once.

    At the top of the first page a running title stays: there it is often the title itself.
    """
    bases = [cell.base for page in pages for cell in page]
    if not bases:
        return [list(page) for page in pages], []
    height = _MARGIN * (max(bases) - min(bases))
    low, high = min(bases) + height, max(bases) - height
    counts = Counter(key for page in pages for key in {_key(c) for c in page if not low < c.base < high})
    wanted = max(2, len(pages) / 2)
    kept: list[list[Cell]] = []
    margins: dict[str, Cell] = {}
    shown: set[str] = set()
    for page in pages:
        texts: list[Cell] = []
        for cell in page:
            key = _key(cell)
            is_margin = not low < cell.base < high and (counts[key] >= wanted or _is_number(cell, pages))
            if not is_margin or (cell.base >= high and not kept and not _is_number(cell, pages)):
                texts.append(cell)
                shown.add(key)
            else:
                margins.setdefault(key, cell)
        kept.append(texts)
    return kept, [cell for key, cell in margins.items() if key not in shown]


def _key(cell: Cell) -> str:
    return _DIGITS.sub("#", cell.text.casefold())


def _is_number(cell: Cell, pages: Sequence[Sequence[Cell]]) -> bool:
    """Whether a text is the number of a page; a bare number in a document of one page may be anything."""
    return bool(_NUMBER.fullmatch(cell.text)) and (len(pages) > 1 or cell.text[:1].lower() == "p")
