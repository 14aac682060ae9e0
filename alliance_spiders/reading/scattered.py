"""Lists that a site spreads over the pages of one folder: a page for each letter, or for each area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from alliance_spiders.reading.found import Block
from alliance_spiders.reading.pages import PageView
from alliance_spiders.reading.words import Lean

_FEW = 3  # trusts that make a list
_LOCAL = 0.5  # share of them that lie in the alliance's area


def gathered(
    scattered: Iterable[Block], pages: Sequence[PageView], area: frozenset[str], mentions: Counter[str]
) -> list[Block]:
    """The blocks that are too short to be a list on their page, and are one together.

    Their pages lie in one folder, and they or the page at the top of it could be about the partners.
    What is left is counted as mentions.
    """
    tops = {tuple(page.steps): page for page in pages}
    folders: dict[tuple[str, ...], list[Block]] = {}
    for block in scattered:
        folders.setdefault(tuple(block.page.steps[:-1]), []).append(block)
    kept: list[Block] = []
    for folder, blocks in folders.items():
        top = [tops[folder]] if folder in tops else []
        if folder and _is_list(blocks, area) and _speak_of_partners([*top, *(b.page for b in blocks)]):
            kept += blocks
        else:
            mentions["unintroduced"] += sum(len(block.finds) for block in blocks)
    return kept


def _is_list(blocks: Sequence[Block], area: frozenset[str]) -> bool:
    trusts = frozenset(code for block in blocks for code in block.trusts)
    is_spread = len({id(block.page) for block in blocks}) > 1
    return is_spread and len(trusts) >= _FEW and len(trusts & area) >= _LOCAL * len(trusts)


def _speak_of_partners(pages: Sequence[PageView]) -> bool:
    return not any(page.trap for page in pages) and any(page.leaning.lean >= Lean.WEAK for page in pages)
