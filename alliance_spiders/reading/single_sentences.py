"""Sentences that name one partner each, and which of them belong to a list of partners.

One alone may mention a trust for any reason. It belongs to a list where it stands beside sentences that name
several, where others are of its pattern, where it leads to a list, or where it says that the trust joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from alliance_spiders.reading.blocks import Block, PageFindings, place_of_block
from alliance_spiders.reading.judge import Level
from alliance_spiders.reading.measures import are_of_area

_JOINED = re.compile(r"\bjoined (?:us|(?:the|our) alliance)\b", re.IGNORECASE)


def singles_to_take(findings: PageFindings, area: Set[str]) -> list[Block]:
    """The sentences of a page with one partner that belong to its lists of partners."""
    if not findings.single:
        return []
    taken = [
        *_beside_longer(findings),
        *_alike(findings.single, area),
        *_before_lists(findings),
        *_joined(findings),
    ]
    return list({id(block): block for block in taken}.values())


def _beside_longer(findings: PageFindings) -> Iterator[Block]:
    """Those that stand beside sentences with several partners."""
    prose = (block for block in findings.blocks if block.is_prose and block.level is Level.DIRECT)
    longer = set(map(place_of_block, prose))
    return (block for block in findings.single if place_of_block(block) in longer)


def _alike(single: Sequence[Block], area: Set[str]) -> Iterator[Block]:
    """Those of one pattern (“In X our partner is …”), if their trusts are of the area."""
    by_pattern: dict[object, list[Block]] = {}
    for block in single:
        words = block.said.lower().split()
        if words:
            by_pattern.setdefault((place_of_block(block), words[0], words[-1]), []).append(block)
    for alike in by_pattern.values():
        if are_of_area([find.name for block in alike for find in block.finds], area):
            yield from alike


def _lists(findings: PageFindings) -> list[Block]:
    return [block for block in findings.blocks if not block.is_prose and block.level >= Level.PAGE]


def _before_lists(findings: PageFindings) -> Iterator[Block]:
    """Those that lead to a list: “Our member trusts are A, which hosts the alliance, and:”."""
    firsts = {min(find.segment.index for find in block.finds) for block in _lists(findings)}
    for block in findings.single:
        segment = block.finds[0].segment
        if segment.text.rstrip().endswith(":") and segment.index + 1 in firsts:
            yield block


def _joined(findings: PageFindings) -> Iterator[Block]:
    """Those that say that a trust joined the alliance, on a page that lists its partners."""
    said = [block for block in findings.single if _JOINED.search(block.finds[0].segment.text)]
    return iter(said if said and _lists(findings) else [])
