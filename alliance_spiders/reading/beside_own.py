"""Lists of other trusts that stand beside the alliance's own.

No words tell of every list that a site may hold beside that of its partners: of a project, a service, a
course. Its trusts do: those of the area stand in the alliance's own list already, the others lie elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from bs4 import Tag

from alliance_spiders.reading.found import Block
from alliance_spiders.reading.judge import Level
from alliance_spiders.reading.tree import nearest
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

    Args:
        blocks: what was chosen as lists of partners.
        known: codes of the trusts in the alliance's area and of its last known members.
    """
    area = frozenset(known)
    return [block for block in blocks if _adds_others_only(block, blocks, area) and not _is_plain(block)]


def _adds_others_only(block: Block, blocks: Sequence[Block], area: frozenset[str]) -> bool:
    others, local = block.trusts - area, block.trusts & area
    if not others or len(block.trusts) < _SEVERAL:
        return False
    larger = [each for each in blocks if len(each.trusts & area) >= max(_LIST, len(local) + 1)]
    if not larger or any(_is_one_list(block, each) for each in larger):
        return False
    held = frozenset(code for each in larger for code in each.trusts)
    return local <= held and not others <= held


def _is_one_list(block: Block, larger: Block) -> bool:
    """Whether two blocks belong together: cells of one table, or entries that one text introduces."""
    if block.page is not larger.page:
        return False
    table = _table_of(block)
    return block.lead == larger.lead or (table is not None and table is _table_of(larger))


def _table_of(block: Block) -> Tag | None:
    tag = block.finds[0].segment.tag
    return nearest(tag, _TABLE) if tag is not None else None


def _is_plain(block: Block) -> bool:
    """Whether it is said, where the alliance speaks of its partners, that these belong to them, too."""
    if block.level is not Level.DIRECT or against(block.lead) or lean(block.lead).lean is not Lean.STRONG:
        return False
    is_of_partners = block.page.leaning.lean > Lean.NONE and bool(_PARTNERS.fullmatch(block.lead))
    return is_of_partners or bool(_ALLIANCE.search(block.lead))
