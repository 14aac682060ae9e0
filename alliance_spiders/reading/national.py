"""Lists of the trusts of the whole country, which are nobody's list of partners."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from alliance_spiders.reading.blocks import Block
from alliance_spiders.reading.verdicts import Level

_MANY = 30  # trusts from elsewhere; no alliance has so many in all
_LOCAL = 1 / 2  # share of the trusts that lie in the area, in any list of an alliance's own


def national_lists(blocks: Sequence[Block], area: Collection[str]) -> list[Block]:
    """The blocks of pages that list far more trusts than the alliance's area can hold.

    What such a page introduces as the alliance's own partners, and what lies in the area, is none of them.

    Args:
        blocks: what was chosen as lists of partners.
        area: codes of the trusts in the alliance's area and of its last known members.
    """
    here = frozenset(area)
    on_page: dict[int, set[str]] = {}
    for block in blocks:
        on_page.setdefault(id(block.page), set()).update(block.trusts)
    wide = {page for page, trusts in on_page.items() if _is_national(trusts, here)}
    return [block for block in blocks if id(block.page) in wide and not _is_own(block, here)]


def _is_national(trusts: Collection[str], area: frozenset[str]) -> bool:
    local = len(area.intersection(trusts))
    return len(trusts) - local >= _MANY and local < len(trusts) * _LOCAL


def _is_own(block: Block, area: frozenset[str]) -> bool:
    local = len(block.trusts & area)
    return block.level is Level.DIRECT and local > 0 and local >= len(block.trusts) * _LOCAL
