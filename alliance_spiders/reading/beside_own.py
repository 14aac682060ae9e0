"""Lists of other trusts that stand beside the alliance's own.

No words tell of every list that a site may hold beside that of its partners: of a project, a service, a
course. Its trusts do: those of the area stand in the alliance's own list already, the others lie elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from alliance_spiders.reading.found import Block
from alliance_spiders.reading.judge import Level
from alliance_spiders.reading.words import Lean, against, lean

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
    if not others:
        return False
    larger = [each.trusts for each in blocks if len(each.trusts & area) >= max(_LIST, len(local) + 1)]
    held = frozenset(code for trusts in larger for code in trusts)
    return bool(larger) and local <= held and not others <= held


def _is_plain(block: Block) -> bool:
    """Whether it is said, where the alliance speaks of its partners, that these belong to them, too."""
    if block.level is not Level.DIRECT:
        return len(block.trusts) == 1  # an entry of its own on the page of partners
    if against(block.lead) or lean(block.lead).lean is not Lean.STRONG:
        return False
    is_of_partners = block.page.leaning.lean > Lean.NONE and bool(_PARTNERS.fullmatch(block.lead))
    return is_of_partners or bool(_ALLIANCE.search(block.lead))
