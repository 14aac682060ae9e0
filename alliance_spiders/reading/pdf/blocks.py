"""From the lines of a PDF to its paragraphs and entries: lines that were wrapped are joined again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from alliance_spiders.reading.pdf.layout import Cell, Column

_LOOSE = 2.0  # of the size: lines further apart are never one text
_TIGHT = 1.12  # of the usual distance in a column: lines further apart are one text only by their words
_TIGHT_BY_WORDS = 1.5  # of the usual distance
_USUAL = 1.3  # of the size, where a column has one line
_LEAST = 0.9  # of the size: the least distance of two lines
_INDENT = 0.5  # of the size
_LIKE = 0.08  # of the size: sizes that differ less are the same
_LAST = 12  # lines that are looked at for the end of a text
_TITLE = 6  # spaces in a line that may be a title
_LONGEST = 1_500  # characters of one text
_OPEN = re.compile(r"(?:[,&/(]|\b(?:and|of|for|the|with|in|to|at|on|upon|by|from|or|a|an|our|is|are|St\.?))$")
_CLOSED = re.compile(
    r"(?:\b(?:Trusts?|TRUSTS?|FT|ICB|Board|BOARD|Council|COUNCIL|Ltd|Limited|CIC)|[.!?:;])[)*†’'\"]*$"
)
_MAY_CLOSE = re.compile(r"\b(?:Hospital|Infirmary|Centre|Alliance|Hospice|Charity|Institute)[)*†’'\"]*$")
_OF_A_TRUST = re.compile(r"\b(?:NHS|Foundation|Trust|FOUNDATION|TRUST)$")
_GENERIC = frozenset(
    "nhs foundation trust trusts ft hospital hospitals university teaching healthcare health care "
    "partnership services service community general group and of the".split()
)
# An enumeration runs on within a line: “… NHS Trust, Beta …”, “…; Gamma …”.
_WITHIN_LINE = re.compile(
    r";\s+\S|(?:\b(?:[Tt]rust|TRUST|FT)|\b(?:[Tt]rust|TRUST|FT) \([A-Z0-9]{2,8}\)),\s+\S"
)
_FULL = 0.7  # of the width of a column; a line in running text is hardly shorter
_BROKEN = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_JOINED_BY_HYPHEN = re.compile(r"(?:on|upon|in|le|by|under|the|next|of)\b|[\w’']+-\w")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, an entry or a title.

    ``left``, ``base`` and ``size`` are those of its first line, in points.
    """

    text: str
    left: float = 0.0
    base: float = 0.0
    size: float = 0.0
    is_bold: bool = False
    is_marked: bool = False


def blocks_beside(columns: Sequence[Column]) -> list[list[Block]]:
    """The texts of columns that stand side by side; where a line of one is wrapped, those of all may be."""
    is_wrapped = any(
        _gap(above, below) and not below.is_marked and _said_by_words(above.text, below.text)
        for column in columns
        for above, below in pairwise(column.cells)
    )
    return [_blocks(column.cells, is_wrapped=is_wrapped) for column in columns]


def _blocks(cells: Sequence[Cell], *, is_wrapped: bool) -> list[Block]:
    """The texts of a column, from top to bottom."""
    edge = max(cell.right for cell in cells)
    usual = min((gap for above, below in pairwise(cells) if (gap := _gap(above, below))), default=0.0)
    found: list[list[Cell]] = []
    for cell in cells:
        text = found[-1] if found else []
        if text and _continues(text, cell, usual or _USUAL * cell.size, edge if is_wrapped else None):
            text.append(cell)
        else:
            found.append([cell])
    return [_block(text) for text in found]


def across(columns: Sequence[Sequence[Block]]) -> list[Block]:
    """The texts of columns that are read one after the other; one may go on in the next column."""
    found: list[Block] = []
    for column in columns:
        first, *rest = column
        if found and _is_rest(found[-1], first):
            found[-1] = joined(found[-1], first)
        else:
            found.append(first)
        found += rest
    return found


def goes_on(block: Block, first: Block) -> bool:
    """Whether the first text of a page is the rest of one at the end of the page before."""
    return abs(first.left - block.left) < _INDENT * block.size and _is_rest(block, first)


def joined(block: Block, rest: Block) -> Block:
    """A text and its rest as one."""
    return replace(block, text=_joined(block.text, rest.text))


def _is_rest(block: Block, first: Block) -> bool:
    if first.is_marked or first.is_bold != block.is_bold or abs(first.size - block.size) > _LIKE * block.size:
        return False
    return len(block.text) < _LONGEST and _said_by_words(block.text, first.text)


def block_of(cell: Cell) -> Block:
    """A line by itself as a text."""
    return _block([cell])


def _gap(above: Cell, below: Cell) -> float:
    """The distance of two lines of one size; 0 when they are none."""
    gap = above.base - below.base
    is_one = _LEAST * below.size <= gap <= _LOOSE * below.size
    return gap if is_one and abs(above.size - below.size) <= _LIKE * below.size else 0.0


def _continues(text: Sequence[Cell], cell: Cell, usual: float, edge: float | None) -> bool:
    """Whether a line is the rest of the text above it.

    ``usual`` is the distance of lines; ``edge`` where they end at the latest, None where none is wrapped.
    """
    first, above = text[0], text[-1]
    gap = _gap(above, cell)
    if (
        not gap
        or cell.is_marked
        or above.is_bold != cell.is_bold
        or sum(len(c.text) for c in text) > _LONGEST
    ):
        return False
    whole = " ".join(each.text for each in text[-_LAST:])  # the end of a long text is all that tells
    if _said_by_words(whole, cell.text):
        return gap <= _TIGHT_BY_WORDS * usual
    if gap > _TIGHT * usual:
        return False
    is_aligned = not first.is_marked and abs(cell.left - above.left) < _INDENT * cell.size
    is_full = above.right - above.left >= _FULL * (cell.right - cell.left)
    if is_aligned and _runs_on(whole, cell.text, is_full=is_full):
        return True
    return _is_wrapped(text, whole, cell, edge)


def _is_wrapped(text: Sequence[Cell], whole: str, cell: Cell, edge: float | None) -> bool:
    """Whether a line stands where the rest of the text above it would, and that one has no end."""
    first, above = text[0], text[-1]
    if _is_closed(whole) or (_MAY_CLOSE.search(whole) and not _OF_A_TRUST.search(cell.text)):
        return False
    indent = _INDENT * cell.size
    if cell.left > first.left + indent or (first.is_marked and cell.left >= first.left - indent):
        return True  # set in, as the rest of an entry is
    word = cell.text.split()[0] if cell.text.split() else ""
    width = (cell.right - cell.left) * (len(word) + 1) / max(len(cell.text), 1)
    return edge is not None and above.right + width > edge


def _said_by_words(above: str, below: str) -> bool:
    """Whether words alone say that a line goes on: a broken word, “… and”, “NHS Foundation Trust”."""
    if _BROKEN.search(above) or _OPEN.search(above) or above.count("(") > above.count(")"):
        return True
    words = re.findall(r"[^\W_]+", below.lower())
    is_rest = bool(words) and _GENERIC.issuperset(words) and not below.endswith("s")
    return not _is_closed(above) and (is_rest or below[:1].islower())


def _runs_on(above: str, below: str, *, is_full: bool) -> bool:
    """Whether a text enumerates within its lines (“… are A; B and C;”), so that no line ends an entry."""
    if _WITHIN_LINE.search(above):
        return not above.endswith((".", "!", "?", ":"))
    is_open = is_full and (above.endswith(";") or not _is_closed(above))
    return is_open and above.count(" ") > _TITLE and bool(_WITHIN_LINE.search(below))


def _is_closed(text: str) -> bool:
    """Whether a text can end here: with a full stop, with “Trust”."""
    return bool(_CLOSED.search(text)) and not _GENERIC.issuperset(re.findall(r"[^\W_]+", text.lower()))


def _block(cells: Sequence[Cell]) -> Block:
    text = ""
    for cell in cells:
        text = _joined(text, cell.text) if text else cell.text
    first = cells[0]
    return Block(text, first.left, first.base, first.size, first.is_bold, first.is_marked)


def _joined(above: str, below: str) -> str:
    """Two lines as one; a hyphen that only breaks a word goes."""
    if not _BROKEN.search(above):
        return f"{above} {below}"
    is_word = above.endswith("\u00ad") or (below[:1].islower() and not _JOINED_BY_HYPHEN.match(below))
    return f"{above[:-1] if is_word else above}{below}"


def rows_of(columns: Sequence[Sequence[Block]]) -> list[list[list[Block]]] | None:
    """The rows of a table, each with its cells; None when columns side by side are no table.

    They are one when every text of a column begins beside a text of the first, and some text is longer than
    a line, or all columns have a head in bold.
    """
    tops = [block.base for block in columns[0]]
    if len(tops) < 2 or not all(_is_beside(block, tops) for column in columns[1:] for block in column):
        return None
    has_heads = all(column[0].is_bold and not any(b.is_bold for b in column[1:]) for column in columns)
    if not has_heads and not _has_wide_rows(columns[0]):
        return None
    rows: list[list[list[Block]]] = []
    for number, top in enumerate(tops):
        after = tops[number + 1] if number + 1 < len(tops) else float("-inf")
        rows.append([[b for b in column if _is_in(b, top, after)] for column in columns])
    return rows


def _is_beside(block: Block, tops: Sequence[float]) -> bool:
    return any(abs(block.base - top) < _INDENT * block.size for top in tops)


def _is_in(block: Block, top: float, after: float) -> bool:
    slack = _INDENT * block.size
    return after + slack < block.base <= top + slack


def _has_wide_rows(column: Sequence[Block]) -> bool:
    """Whether the entries of a column stand further apart than lines do."""
    return all(above.base - below.base > _USUAL * above.size for above, below in pairwise(column))
