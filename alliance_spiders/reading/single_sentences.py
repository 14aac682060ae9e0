"""Sentences that name one partner each, and which of them belong to a list of partners.

One alone may mention a trust for any reason. It belongs to a list where it stands beside sentences that name
several, where others are of its pattern, where it leads to a list, or where it says that the trust joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from alliance_spiders.reading.blocks import Block, PageFindings, place_of_block
from alliance_spiders.reading.measures import are_of_area
from alliance_spiders.reading.verdicts import Level

_SEVERAL = 3  # sentences
_JOINED = re.compile(r"\bjoined (?:us|(?:the|our) alliance)\b", re.IGNORECASE)


def singles_to_take(findings: PageFindings, area: Set[str]) -> list[Block]:
    """The sentences of a page with one partner that belong to its lists of partners."""
    if not findings.single:
        return []
    said = [block for block in findings.single if block.level is Level.DIRECT]
    taken = [
        *_beside_longer(findings, said),
        *_alike(findings.single, area),
        *_before_lists(findings, said),
        *_joined(findings, said),
    ]
    return list({id(block): block for block in taken}.values())


def _beside_longer(findings: PageFindings, said: Sequence[Block]) -> Iterator[Block]:
    """Those that stand beside sentences with several partners."""
    prose = (block for block in findings.blocks if block.is_prose and block.level is Level.DIRECT)
    longer = set(map(place_of_block, prose))
    return (block for block in said if place_of_block(block) in longer)


def _alike(single: Sequence[Block], area: Set[str]) -> Iterator[Block]:
    """Those of one pattern (“In X our partner is …”), if their trusts are of the area.

    Of those that only say whose care it is (“In X, care is provided by …”) it takes more.
    """
    by_pattern: dict[object, list[Block]] = {}
    for block in single:
        words = block.said.lower().split() or _frame(block)
        if words:
            by_pattern.setdefault((place_of_block(block), words[0], words[-1]), []).append(block)
    for alike in by_pattern.values():
        is_said = any(block.level is Level.DIRECT for block in alike)
        if (is_said or len(alike) >= _SEVERAL) and are_of_area(
            [find.name for block in alike for find in block.finds], area
        ):
            yield from alike


def _frame(block: Block) -> list[str]:
    """The words around the name of a sentence that says more of it than whom it names."""
    find = block.finds[0]
    before, _, behind = find.segment.text.lower().partition(find.name.text.lower())
    return [*before.split(), *behind.split()] if block.level is Level.DIRECT and before.strip() else []


def _lists(findings: PageFindings) -> list[Block]:
    return [block for block in findings.blocks if not block.is_prose and block.level >= Level.PAGE]


def _before_lists(findings: PageFindings, said: Sequence[Block]) -> Iterator[Block]:
    """Those that lead to a list: “Our member trusts are A, which hosts the alliance, and:”."""
    firsts = {min(find.segment.index for find in block.finds) for block in _lists(findings)}
    for block in said:
        segment = block.finds[0].segment
        if segment.text.rstrip().endswith(":") and segment.index + 1 in firsts:
            yield block


def _joined(findings: PageFindings, said: Sequence[Block]) -> Iterator[Block]:
    """Those that say that a trust joined the alliance, on a page that lists its partners."""
    joined = [block for block in said if _JOINED.search(block.finds[0].segment.text)]
    return iter(joined if joined and _lists(findings) else [])
