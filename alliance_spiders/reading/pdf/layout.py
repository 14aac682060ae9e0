"""The lines of a PDF page in the order in which people read them: column after column.

Pieces of text on one height are joined to cells. Where cells stand side by side, the space between them parts
columns, as far down as no cell crosses it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise

_SAME_LINE = 0.35  # of the size: pieces that differ less in height stand on one line
_WORD = 0.12  # of the size: what is wider parts two words
_MAYBE = 0.38  # of the size: no space is wider, unless a line is set flush
_SURELY = 1.3  # of the size: what is wider parts two cells
_BESIDE = 0.9  # of the size: lines that differ less in height stand side by side
_BULLET_GAP = 4.0  # of the size: the most between a bullet and its entry
_SPACE = 0.25  # of the size: about as wide as a space
_STARTS = 3  # lines that begin at one place make it the edge of a column
_NARROWEST = 3.0  # points between two columns
_NEAR = 1.8  # of the size: lines further apart do not belong together
_WIDER = 1.1  # times the widest gap in a column: what is further down is none of it
_LIKE = 0.08  # of the size: sizes that differ less are the same
_DEPTH = 4  # columns within columns
_BOXES = 12  # boxes on a page
_MOST_BESIDE = 40  # cells on about one height that are looked at
_BULLETS = "•‣⁃◦▪▫■□●○◉♦➢➤►▶✓✔❖·\uf0b7\uf0a7\uf0d8\uf076"
_MARKER = re.compile(rf"[{_BULLETS}o§–—*-]|\(?(?:\d{{1,2}}|[a-zA-Z]|[ivx]{{1,4}})[.)]|\d{{1,2}}")
_MARKED = re.compile(rf"(?:[{_BULLETS}]|[–—*-](?=\s))\s*")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text on one line as the file holds it; lengths in points, ``base`` grows upwards."""

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Cell(Run):
    """The text of one line of one column, made of one or more pieces.

    ``is_marked`` says that a bullet or a number stands before it; ``left`` is where its words begin.
    """

    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """Cells under each other. Columns side by side share ``band``; 0 for text across the page."""

    cells: tuple[Cell, ...]
    band: int = 0


def columns_of(cells: Iterable[Cell]) -> list[Column]:
    """The columns of a page in the order of reading."""
    return list(_in_order(sorted(cells, key=lambda cell: (-cell.base, cell.left)), count(1), 0))


# -- cells ------------------------------------------------------------------------------------------


def cells_of(runs: Iterable[Run]) -> list[Cell]:
    """The cells of a page from its pieces of text."""
    lines = [sorted(line, key=lambda run: run.left) for line in _lines(_as_drawn(runs))]
    edges = _edges(lines)
    return [cell for line in lines for cell in _with_markers(_cells_of(line, edges))]


def _as_drawn(runs: Iterable[Run]) -> Iterator[Run]:
    """Pieces joined that were drawn one right after the other: what else is drawn over them stays apart."""
    drawn: Run | None = None
    for run in runs:
        if drawn is not None and _goes_on(drawn, run):
            joint = " " if run.left - drawn.right > _WORD * run.size else ""
            drawn = replace(drawn, text=f"{drawn.text}{joint}{run.text}", right=run.right)
            continue
        if drawn is not None:
            yield drawn
        drawn = run
    if drawn is not None:
        yield drawn


def _goes_on(drawn: Run, run: Run) -> bool:
    is_level = abs(drawn.base - run.base) < 0.1 and drawn.size == run.size and drawn.is_bold == run.is_bold
    return is_level and -_SAME_LINE < (run.left - drawn.right) / run.size < _MAYBE


def _lines(runs: Iterable[Run]) -> Iterator[list[Run]]:
    line: list[Run] = []
    for run in sorted(runs, key=lambda run: -run.base):
        if line and line[0].base - run.base > _SAME_LINE * max(run.size, line[0].size):
            yield line
            line = []
        line.append(run)
    if line:
        yield line


def _edges(lines: Iterable[Sequence[Run]]) -> Counter[int]:
    """How many lines begin, or begin anew after a wide space, at each point of the page's width."""
    starts: Counter[int] = Counter()
    for line in lines:
        end = float("-inf")
        for run in line:
            if run.left - end > _SURELY * run.size:
                starts[round(run.left)] += 1
            end = max(end, run.right)
    return starts


def _cells_of(line: Sequence[Run], edges: Counter[int]) -> Iterator[Cell]:
    """The pieces of one line, joined where no column can part them; their text keeps its spaces."""
    cell: Cell | None = None
    for run in line:
        if cell is None:
            cell = _cell(run)
            continue
        gap = run.left - cell.right
        if gap < -run.size / 2 and run.text.strip() in cell.text and run.right <= cell.right + 1:
            continue  # drawn twice, to look bold
        if _parts(gap, run, edges):
            yield cell
            cell = _cell(run)
            continue
        joint = " " if gap > _WORD * run.size else ""
        cell = replace(
            cell,
            text=f"{cell.text}{joint}{run.text}",
            right=max(_end(run), cell.right),
            size=max(run.size, cell.size),
            is_bold=cell.is_bold and run.is_bold,
        )
    if cell is not None:
        yield cell


def _cell(run: Run) -> Cell:
    indent = len(run.text) - len(run.text.lstrip())
    left = run.left + indent * _SPACE * run.size
    return Cell(run.text, left, _end(run), run.base, run.size, run.is_bold)


def _end(run: Run) -> float:
    """Where the letters of a piece end; the spaces behind them are none of a column."""
    return run.right - (len(run.text) - len(run.text.rstrip())) * _SPACE * run.size


def _parts(gap: float, run: Run, edges: Counter[int]) -> bool:
    """Whether the space before a piece parts columns: a wide one, or one where other lines begin."""
    if gap > _SURELY * run.size or gap < -run.size:
        return True
    at = round(run.left)
    return gap > _MAYBE * run.size and sum(edges[each] for each in (at - 1, at, at + 1)) >= _STARTS


def _with_markers(cells: Iterable[Cell]) -> Iterator[Cell]:
    """Cells of one line, each bullet or number joined to the entry behind it."""
    marker: Cell | None = None
    for cell in cells:
        text = " ".join(cell.text.split())
        if marker is not None and cell.left - marker.right < _BULLET_GAP * cell.size:
            shown = f"{marker.text} {text}" if marker.text[-1:] in ".)" or marker.text.isdigit() else text
            yield replace(cell, text=shown, is_marked=True)
            marker = None
            continue
        if marker is not None:
            yield marker
            marker = None
        if _MARKER.fullmatch(text):
            marker = replace(cell, text=text)
        elif found := _MARKED.match(text):
            yield replace(cell, text=text[found.end() :], is_marked=True)
        else:
            yield replace(cell, text=text)
    if marker is not None:
        yield marker


# -- columns ----------------------------------------------------------------------------------------


def _in_order(cells: Sequence[Cell], bands: Iterator[int], depth: int) -> Iterator[Column]:
    """Cells, from top to bottom, as columns: what stands side by side is read column by column."""
    rest = list(cells)
    boxes: list[list[Cell]] = []  # what text flows around; read after it
    while rest:
        pair = _side_by_side(rest) if depth < _DEPTH else None
        if pair is None:
            yield Column(tuple(rest))
            break
        start, end, gutter = _band(rest, *pair)
        if _flows_on(rest, start, end, gutter) and len(boxes) < _BOXES:
            boxes.append([cell for cell in rest[start:end] if cell.left >= gutter[1] - 1])
            rest[start:end] = [cell for cell in rest[start:end] if cell.left < gutter[1] - 1]
            continue
        end = _without_tail(rest, start, end, gutter)
        if start:
            yield Column(tuple(rest[:start]))
        band = next(bands)
        for column in _columns(rest[start:end]):
            inner = list(_in_order(column, bands, depth + 1))
            yield from [replace(inner[0], band=band)] if len(inner) == 1 else inner
        rest = rest[end:]
    for box in boxes:
        yield from _in_order(box, bands, depth + 1)


def _flows_on(cells: Sequence[Cell], start: int, end: int, gutter: tuple[float, float]) -> bool:
    """Whether the text left of a space goes on below it without a break: at its right stands a box."""
    above = [cell for cell in cells[start:end] if cell.right <= gutter[0] + 1]
    if end >= len(cells) or len(above) < 2 or not _alike(above[-1], cells[end]):
        return False
    is_next = above[-1].base - cells[end].base <= _NEAR * cells[end].size
    return is_next and abs(above[-1].left - cells[end].left) < _LIKE * cells[end].size + 1


def _side_by_side(cells: Sequence[Cell]) -> tuple[int, tuple[float, float]] | None:
    """The first cell with another one beside it, and the space between the two."""
    for position, cell in enumerate(cells):
        for other in cells[position + 1 : position + _MOST_BESIDE]:
            if cell.base - other.base >= _BESIDE * min(cell.size, other.size):
                break
            left, right = (cell, other) if cell.left <= other.left else (other, cell)
            if right.left - left.right >= _NARROWEST:
                return position, (left.right, right.left)
    return None


def _band(
    cells: Sequence[Cell], first: int, gutter: tuple[float, float]
) -> tuple[int, int, tuple[float, float]]:
    """How far a space between columns reaches up and down: no cell crosses it there."""
    start, end = first, first
    low, high = gutter
    while end < len(cells):
        cell = cells[end]
        if cell.right <= high - _NARROWEST:
            low = max(low, cell.right)
        elif cell.left >= low + _NARROWEST:
            high = min(high, cell.left)
        else:
            break
        end += 1
    while start and _continues_up(cells[start - 1], cells[start], low, high):
        start -= 1
    return start, end, (low, high)


def _continues_up(cell: Cell, below: Cell, low: float, high: float) -> bool:
    """Whether a cell right above columns is the first line of one of them."""
    is_near = cell.base - below.base < _NEAR * below.size and _alike(cell, below)
    return is_near and (cell.right <= low + 1 or cell.left >= high - 1)


def _without_tail(cells: Sequence[Cell], start: int, end: int, gutter: tuple[float, float]) -> int:
    """Where columns end, without what follows below the left one: a title of what comes next."""
    left = [n for n in range(start, end) if cells[n].right <= gutter[0] + 1]
    lowest = min((cells[n].base for n in range(start, end) if cells[n].left >= gutter[1] - 1), default=0.0)
    widest = 0.0
    for above, below in pairwise(left):
        gap = cells[above].base - cells[below].base
        is_below = cells[below].base < lowest - _BESIDE * cells[below].size
        is_other = gap > _NEAR * cells[below].size and gap > _WIDER * widest
        if is_below and (is_other or not _alike(cells[above], cells[below])):
            return below
        widest = max(widest, gap)
    return end


def _alike(cell: Cell, other: Cell) -> bool:
    return abs(cell.size - other.size) <= _LIKE * other.size and cell.is_bold == other.is_bold


def _columns(cells: Sequence[Cell]) -> list[list[Cell]]:
    """The cells of a band, column by column; each column from top to bottom."""
    columns: list[list[Cell]] = []
    right = float("-inf")
    for cell in sorted(cells, key=lambda cell: cell.left):
        if columns and cell.left < right + _NARROWEST:
            columns[-1].append(cell)
        else:
            columns.append([cell])
        right = max(right, cell.right)
    joined: list[list[Cell]] = []
    for column in columns:
        if joined and not _stand_beside(joined[-1], column):
            joined[-1] += column
        else:
            joined.append(column)
    return [sorted(column, key=lambda cell: (-cell.base, cell.left)) for column in joined]


def _stand_beside(column: Sequence[Cell], other: Sequence[Cell]) -> bool:
    """Whether a line of one column stands beside a line of another."""
    bases = sorted(cell.base for cell in column)
    for cell in other:
        near = bisect_left(bases, cell.base - _BESIDE * cell.size)
        if near < len(bases) and bases[near] < cell.base + _BESIDE * cell.size:
            return True
    return False
