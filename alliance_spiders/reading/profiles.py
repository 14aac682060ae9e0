"""Paragraphs that tell of one partner each, each in its own words, below a text that announces the partners.

“This is how our member trusts are spread: In Stroud, care is given by A, which runs … . B looks after …”
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from alliance_spiders.reading.blocks import Find, PageFindings
from alliance_spiders.reading.elements import LABEL
from alliance_spiders.reading.judge import Judge
from alliance_spiders.reading.model import MAIN, NONE, TEXT, Form, Group, Item, Segment
from alliance_spiders.reading.nesting import is_trust
from alliance_spiders.reading.pages import PageView
from alliance_spiders.reading.shapes import takes_back
from alliance_spiders.reading.verdicts import Level
from alliance_spiders.reading.words import Lean, against, lean, sentences

_HOSTED = re.compile(r"\bhost(?:s|ed|ing)?\b", re.IGNORECASE)
_TEXTS = (Form.PROSE, Form.HEAD)  # a name by itself is an entry of a list
_SEVERAL = 3  # trusts
_MOST = 5  # trusts that one paragraph tells of
_WORDS = 8  # of a label between two paragraphs
_OF_AREA = 0.75  # share of the trusts that lie in the alliance's area


def take_profiles(
    items: Sequence[Item], page: PageView, judge: Judge, findings: PageFindings, area: Set[str]
) -> None:
    """Take in the sentences of paragraphs that tell of the partners, out of those that say nothing of it."""
    open_blocks = {id(block.finds[0].segment): block for block in (*findings.unsaid, *findings.single)}
    if page.trap or not open_blocks:
        return
    finds: dict[int, list[Find]] = {}
    for block in (*findings.blocks, *findings.unsaid, *findings.single):
        for find in block.finds:
            finds.setdefault(id(find.segment), []).append(find)
    taken: set[int] = set()
    for run in _runs(items, finds):
        codes = [_codes(finds[id(item.segment)]) for item in run]
        if _are_partners(codes, area) and _is_announced(run[0].segment, items, judge):
            taken |= {id(item.segment) for item in run if not _is_of_others(item.segment.text)}
    chosen = [b for b in (*findings.unsaid, *findings.single) if id(b.finds[0].segment) in taken]
    for block in findings.blocks:
        if block.is_prose and block.level < Level.PAGE and id(block.finds[0].segment) in taken:
            block.level = Level.PAGE
    for block in chosen:
        block.level = Level.PAGE
        block.finds = [find for find in block.finds if is_trust(find.name)]
    known = set(map(id, chosen))
    findings.blocks += [block for block in chosen if block.finds]
    findings.unsaid = [block for block in findings.unsaid if id(block) not in known]
    findings.single = [block for block in findings.single if id(block) not in known]


def _is_of_others(text: str) -> bool:
    """Whether a paragraph says itself that it is of others."""
    return takes_back(text) or bool(_HOSTED.search(text) or against(text))


def _runs(items: Sequence[Item], finds: dict[int, list[Find]]) -> Iterator[list[Item]]:
    """Paragraphs beside each other, each with a trust; labels may stand between them."""
    run: list[Item] = []
    for item in items:
        segment = item.segment
        if segment.zone is not MAIN or segment.source is not TEXT:
            continue
        if item.form in _TEXTS and _codes(finds.get(id(segment), [])):
            if run and not _are_siblings(run[-1].segment, segment):
                yield run
                run = []
            run.append(item)
        elif run and not _is_label(item):
            yield run
            run = []
    if run:
        yield run


def _is_label(item: Item) -> bool:
    """Whether a text is a place or a year before what is said of it."""
    segment = item.segment
    return item.form is NONE and len(segment.text.split()) <= _WORDS and segment.level in (0, LABEL)


def _are_siblings(one: Segment, other: Segment) -> bool:
    return one.shape == other.shape and _titles(one) == _titles(other)


def _titles(segment: Segment) -> list[Segment]:
    return [heading for heading in segment.headings if heading.level < LABEL]


def _codes(finds: Sequence[Find]) -> frozenset[str]:
    return frozenset(code for f in finds if is_trust(f.name) for code in f.name.match.current_codes)


def _are_partners(codes: Sequence[frozenset[str]], area: Set[str]) -> bool:
    """Whether each paragraph tells of other trusts, nearly all of the alliance's area."""
    together = frozenset[str]().union(*codes)
    are_apart = sum(map(len, codes)) == len(together) and max(map(len, codes)) <= _MOST
    is_enough = len(codes) > 1 and len(together) >= _SEVERAL
    return are_apart and is_enough and len(together & area) >= len(together) * _OF_AREA


def _is_announced(first: Segment, items: Sequence[Item], judge: Judge) -> bool:
    """Whether the text right before paragraphs, or the title over them, says that they tell of partners."""
    before = (items[index] for index in range(first.index - 1, -1, -1))
    above = next((item for item in before if not _is_label(item)), None)
    if above is not None and above.segment.zone is MAIN and not above.segment.level:
        said = [lean(sentence, is_sentence=True) for sentence in sentences(above.segment.text)]
        if any(leaning.lean is Lean.AGAINST for leaning in said):
            return False
        if any(leaning.lean is Lean.STRONG for leaning in said):
            return True
    if any(heading.level > 1 for heading in _titles(first)):
        return judge.is_titled_partners(Group([items[first.index]], first.headings, "", first.zone))
    return judge.page.leaning.lean is Lean.STRONG
