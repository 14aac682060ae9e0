"""Lists spread over several pages: a page for each letter or area, or further pages of one list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from alliance_spiders.crawling.scoring import list_address
from alliance_spiders.reading.blocks import Block
from alliance_spiders.reading.model import Zone
from alliance_spiders.reading.pages import PageView
from alliance_spiders.reading.verdicts import Level
from alliance_spiders.reading.words import Lean

_FEW = 3  # trusts that make a list
_LOCAL = 0.5  # share of them that lie in the alliance's area
Kin = tuple[object, ...]


def gathered(
    blocks: Sequence[Block], scattered: Iterable[Block], pages: Sequence[PageView], area: frozenset[str]
) -> tuple[list[Block], Counter[str]]:
    """All blocks, those that continue a list on another page at the level of that list, and mentions.

    ``scattered`` are blocks too short to be a list on their page. They count where, together with vague
    blocks of their kin, they are a list: on further pages of one list, or on pages of one folder that
    they, or the page at its top, show to be about the partners.
    """
    mentions: Counter[str] = Counter()
    clear, vague = ([block for block in blocks if _is_clear(block) is wanted] for wanted in (True, False))
    short = list(scattered)
    kept = _continued([*vague, *short], clear) | _in_folders([*vague, *short], pages, area)
    mentions["unintroduced"] += sum(len(block.finds) for block in short if block not in kept)
    return [*clear, *vague, *(block for block in short if block in kept)], mentions


def _is_clear(block: Block) -> bool:
    return block.level >= Level.PAGE or block.level is Level.STRIP


def _continued(vague: Sequence[Block], clear: Sequence[Block]) -> set[Block]:
    """The blocks on further pages of a list that is clear on one of its pages."""
    lists = {_list(block): block.page for block in clear if block.zone is Zone.MAIN}
    found = {b for b in vague if _list(b) in lists and lists[_list(b)] is not b.page and b.zone is Zone.MAIN}
    for block in found:
        block.level = Level.PAGE
    return found


def _in_folders(vague: Sequence[Block], pages: Sequence[PageView], area: frozenset[str]) -> set[Block]:
    """The blocks on pages of one folder, or of one list, that are a list together."""
    tops = {tuple(page.steps): page for page in pages}
    kin: dict[Kin, list[Block]] = {}
    for block in vague:
        for key in {("folder", *block.page.steps[:-1]), ("list", _list(block))}:
            kin.setdefault(key, []).append(block)
    found: set[Block] = set()
    for (how, *folder), blocks in kin.items():
        top = [tops[tuple(folder)]] if how == "folder" and tuple(folder) in tops else []  # type: ignore[arg-type]
        if folder and _is_list(blocks, area) and _speak_of_partners(top, [b.page for b in blocks]):
            for block in blocks:
                block.level = max(each.level for each in blocks)
            found.update(blocks)
    return found


def _list(block: Block) -> object:
    """What the pages of one list share: the address without the number of the page."""
    return list_address(block.page.document.page.url)


def _is_list(blocks: Sequence[Block], area: frozenset[str]) -> bool:
    trusts = frozenset(code for block in blocks for code in block.trusts)
    is_spread = len({id(block.page) for block in blocks}) > 1
    return is_spread and len(trusts) >= _FEW and len(trusts & area) >= _LOCAL * len(trusts)


def _speak_of_partners(top: Sequence[PageView], pages: Sequence[PageView]) -> bool:
    if any(page.trap for page in (*top, *pages)):
        return False
    return any(p.leaning.lean >= Lean.WEAK for p in top) or all(p.leaning.lean >= Lean.WEAK for p in pages)
