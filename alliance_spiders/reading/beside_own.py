"""Lists of other trusts that stand beside the alliance's own.

No words tell of every list that a site may hold beside that of its partners: of a project, a service, a
course. Its trusts do: those of the area stand in the alliance's own list already, the others lie elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from alliance_spiders.reading.blocks import Block
from alliance_spiders.reading.nodes import Tag
from alliance_spiders.reading.tree import nearest
from alliance_spiders.reading.verdicts import Level
from alliance_spiders.reading.words import Lean, against, lean

_SEVERAL = 2  # trusts; one alone may be a new partner's own entry, wherever it stands
_TABLE = ("table",)
_LIST = 3  # trusts of the area that make a list the alliance's own
_ALLIANCE = re.compile(r"\balliance\b", re.IGNORECASE)
_PARTNERS = re.compile(
    r"\W*(?:(?:our|the|all|these|other|also|new|nhs|hospital|acute|specialist|associate)\W+)*"
    r"(?:partner|member)s?(?: (?:trusts?|hospitals?|organi[sz]ations?|bodies))?\W*",
    re.IGNORECASE,
)


def beside_own(blocks: Sequence[Block], known: Collection[str]) -> list[Block]:
    """The blocks that add trusts from elsewhere and nothing else to a list of the alliance's own.

    Takes time linear in the number of blocks, of which a hostile page may hold tens of thousands.

    Args:
        blocks: what was chosen as lists of partners.
        known: codes of the trusts in the alliance's area and of its last known members.
    """
    own = OwnLists(blocks, frozenset(known))
    return [block for block in blocks if own.are_beside(block) and not _is_plain(block)]


class OwnLists:
    """The lists with several trusts of the area, by how many they hold of them."""

    def __init__(self, blocks: Sequence[Block], area: frozenset[str]) -> None:
        self._area = area
        self._together: dict[object, int] = {}  # what blocks of one list share -> most trusts of the area
        by_size: dict[int, set[str]] = {}
        for block in blocks:
            trusts = block.trusts
            size = len(trusts & area)
            if size >= _LIST:
                by_size.setdefault(size, set()).update(trusts)
                for mark in _marks_of(block):
                    self._together[mark] = max(size, self._together.get(mark, 0))
        self._held: list[tuple[int, frozenset[str]]] = []  # size, all trusts in lists of that size or larger
        for size in sorted(by_size, reverse=True):
            larger = self._held[-1][1] if self._held else frozenset()
            self._held.append((size, larger | by_size[size]))

    def are_beside(self, block: Block) -> bool:
        """Whether larger lists hold all that a block has of the area, and it has others."""
        trusts = block.trusts
        others, local = trusts - self._area, trusts & self._area
        if not others or len(trusts) < _SEVERAL:
            return False
        larger = max(_LIST, len(local) + 1)
        if any(self._together.get(mark, 0) >= larger for mark in _marks_of(block)):
            return False
        held = next((codes for size, codes in reversed(self._held) if size >= larger), frozenset())
        return bool(held) and local <= held and not others <= held


def _marks_of(block: Block) -> Iterator[object]:
    """What a block shares with others of one list: the text that introduces it, the table it stands in."""
    yield id(block.page), block.lead
    table = _table_of(block)
    if table is not None:
        yield id(table)


def _table_of(block: Block) -> Tag | None:
    tag = block.finds[0].segment.tag
    return nearest(tag, _TABLE) if tag is not None else None


def _is_plain(block: Block) -> bool:
    """Whether it is said, where the alliance speaks of its partners, that these belong to them, too."""
    if block.level is not Level.DIRECT or against(block.lead) or lean(block.lead).lean is not Lean.STRONG:
        return False
    is_of_partners = block.page.leaning.lean > Lean.NONE and bool(_PARTNERS.fullmatch(block.lead))
    return is_of_partners or bool(_ALLIANCE.search(block.lead))
