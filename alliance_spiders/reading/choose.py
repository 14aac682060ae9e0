"""Choosing, among all that a site says, what lists its partners."""

from __future__ import annotations

from collections.abc import Iterable

from alliance_spiders.reading.blocks import Block
from alliance_spiders.reading.verdicts import Level

_ENOUGH = 0.4  # a clear list that holds this share of what a vaguer one holds stands alone


def choose(blocks: Iterable[Block]) -> tuple[list[Block], list[Block]]:
    """The blocks that list partners, and those that are left as mentions.

    What is clearly introduced counts wherever it stands. A vaguer list counts only where the clear
    ones do not hold the trusts, so that no passing mention adds to a list of partners.
    """
    by_clearness = sorted(blocks, key=lambda block: -_tier(block))
    chosen: list[Block] = []
    left: list[Block] = []
    tiers = sorted({_tier(block) for block in by_clearness}, reverse=True)
    for tier in tiers:
        here = [block for block in by_clearness if _tier(block) == tier]
        if tier >= Level.PAGE or not _suffices(_trusts(chosen), _trusts(here)):
            chosen.extend(here)
        else:
            left.extend(here)
    return chosen, left


def _tier(block: Block) -> int:
    """Levels that count alike share a tier: lists introduced directly and by their page.

    A page of another kind may list some trusts only, or those of last year.
    """
    if block.page.trap:
        return min(block.level, Level.WEAK)
    return Level.PAGE if block.level >= Level.PAGE else block.level


def _trusts(blocks: Iterable[Block]) -> frozenset[str]:
    return frozenset(code for block in blocks for code in block.trusts)


def _suffices(clear: frozenset[str], vague: frozenset[str]) -> bool:
    return not vague or len(clear) >= max(2, len(vague) * _ENOUGH)
