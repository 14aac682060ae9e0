"""Old copies of a list that a page still holds and does not show."""

from __future__ import annotations

from collections.abc import Sequence

from alliance_spiders.reading.alliance_names import folded
from alliance_spiders.reading.blocks import Block
from alliance_spiders.reading.model import Segment
from alliance_spiders.reading.surroundings import is_hidden


def hidden_copies(blocks: Sequence[Block]) -> list[Block]:
    """The lists that are hidden together with a heading that stands over a list that is shown, too.

    A part that unfolds has a heading of its own, and the rest of a long list has none.
    """
    shown = {(id(block.page), _title(block)) for block in blocks if block.trusts and not _is_hidden(block)}
    return [block for block in blocks if _is_hidden(block) and (id(block.page), _title(block)) in shown]


def _heading(block: Block) -> Segment | None:
    """The nearest heading over a list that is no entry of it."""
    headings = block.finds[0].segment.headings
    return headings[-1] if headings else None


def _title(block: Block) -> str:
    heading = _heading(block)
    return folded(heading.text) if heading is not None else ""


def _is_hidden(block: Block) -> bool:
    """Whether a list and the heading over it are both not shown."""
    heading = _heading(block)
    return heading is not None and is_hidden(heading.tag) and is_hidden(block.finds[0].segment.tag)
