"""Which trust a hospital stands under on a page: in its entry, under its heading, by number or in its row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from alliance_spiders.reading.as_written import numbering
from alliance_spiders.reading.elements import CELLS
from alliance_spiders.reading.model import Item, Name, Segment, Source
from alliance_spiders.reading.nodes import Tag
from alliance_spiders.reading.tree import children, nearest
from matching.model import Kind, Status


def is_trust(name: Name) -> bool:
    """Whether a name is that of a trust itself, known or not."""
    return name.match.kind is Kind.TRUST and name.match.status is not Status.NOT_A_TRUST


def trust_in(item: Item | None) -> Name | None:
    """The trust that an entry or a heading names."""
    return next((name for name in item.names if is_trust(name)), None) if item else None


def numbered_over(segment: Segment, others: Iterable[tuple[Segment, Name]]) -> Name | None:
    """The trust numbered “3” that “3a” belongs to."""
    number, letter = numbering(segment.text)
    if not number or not letter:
        return None
    return next(
        (name for other, name in others if numbering(other.text) == (number, "") and is_trust(name)), None
    )


def column_heads(items: Iterable[Item]) -> frozenset[int]:
    """The heads of columns that hold trusts, by the identity of their segments: they are labels."""
    trusts = (item.segment for item in items if any(map(is_trust, item.names)))
    return frozenset(id(heading) for segment in trusts for heading in segment.headings if heading.is_cell)


class Rows:
    """The trusts in the rows of a page's tables."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._by_row: dict[int, list[tuple[int, Name]]] = {}
        self._trusts: Counter[tuple[int, int]] = Counter()
        self._hospitals: Counter[tuple[int, int]] = Counter()
        for item in items:
            cell = _cell(item.segment) if item.names else None
            row = nearest(cell, ("tr",)) if cell is not None else None
            if cell is None or row is None:
                continue
            name, column = trust_in(item), (id(nearest(row, ("table",))), _column(row, cell))
            if name is not None:
                self._by_row.setdefault(id(row), []).append((column[1], name))
            self._trusts[column] += name is not None
            self._hospitals[column] += name is None and any(n.match.kind is Kind.SITE for n in item.names)

    def over(self, segment: Segment) -> Name | None:
        """The trust in an earlier cell of a row, where the column of the segment is none of trusts."""
        cell = _cell(segment)
        row = nearest(cell, ("tr",)) if cell is not None else None
        if cell is None or row is None:
            return None
        column = _column(row, cell)
        key = (id(nearest(row, ("table",))), column)
        if self._trusts[key] > self._hospitals[key]:
            return None
        return next((name for at, name in self._by_row.get(id(row), ()) if at < column), None)


def _cell(segment: Segment) -> Tag | None:
    if segment.tag is None or segment.source is Source.SCRIPT:
        return None
    return segment.tag if segment.tag.name in CELLS else nearest(segment.tag, CELLS)


def _column(row: Tag, cell: Tag) -> int:
    return next((n for n, other in enumerate(children(row, CELLS)) if other is cell), 0)
