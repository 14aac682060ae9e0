"""Titles that stand in another part of a page than the list behind them."""

from __future__ import annotations

from alliance_spiders.reading.elements import LABEL
from alliance_spiders.reading.model import Group
from alliance_spiders.reading.pages import PageView
from alliance_spiders.reading.tree import is_within
from alliance_spiders.reading.words import Lean

FAR = 60  # texts below a title that are looked at for what it is over


def has_part_of_its_own(group: Group, page: PageView) -> bool:
    """Whether the nearest title stands with a text of its own in a part that the group is no part of.

    On a page of partners it tells of that part, and not of the list behind it.
    """
    title = next((h for h in reversed(group.headings) if 1 < h.level < LABEL), None)
    first = group.items[0].segment
    if title is None or title.tag is None or page.leaning.lean is not Lean.STRONG:
        return False
    around = set(map(id, first.tag.parents)) if first.tag is not None else set()
    part = title.tag.parent
    while part is not None and part.parent is not None and id(part.parent) not in around:
        part = part.parent
    between = page.document.segments[title.index + 1 : min(first.index, title.index + FAR)]
    return part is not None and any(not each.level and is_within(each.tag, part) for each in between)
