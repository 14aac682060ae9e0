"""Lists of short names that only the words over them show to be trusts: “Guy's and St Thomas'”.

Several such lists under neighbouring titles or lines are one list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from enum import Enum, auto

from alliance_spiders.reading.as_written import as_written
from alliance_spiders.reading.elements import LABEL
from alliance_spiders.reading.families import may_be_place
from alliance_spiders.reading.model import MAIN, NONE, TEXT, Form, Item, Segment
from alliance_spiders.reading.names import Namer, is_safe
from alliance_spiders.reading.nesting import column_heads, is_trust
from alliance_spiders.reading.words import Lean, lean, sentences

_NAME = Form.NAME  # members of an enumeration are slow to look up
_SHORT = 6  # words of a short name
_LONGEST = 80  # characters of one, with what is said behind it
_FAR = 60  # texts that are looked through for the words over a list
_MOST = 40  # entries; a longer list is none of an alliance's trusts
_FEW = 2  # trusts under words that say “trusts”
_MORE = 3  # trusts, one of them by a longer name, under words that say “partners”
_TRUSTS = re.compile(r"\b(?:trusts|hospitals|(?:every|each) (?:\w+ )?trust)\b", re.IGNORECASE)
# “… are run by our partner trusts, listed here”, whatever they run.
_OUR_TRUSTS = re.compile(
    r"\bour (?:(?:partner|member|provider|nhs|acute|local) )*(?:trusts|hospitals)\b[^.]{0,20}"
    r"(?:\b(?:listed|below|here|following)\b|:)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?:in|at|for|to|from|of|by|near|across)\W*$", re.IGNORECASE)  # places follow
_OTHER_KINDS = re.compile(
    r"\b(?:areas?|boroughs?|cit(?:y|ies)|towns?|villages?|counties|places?|localit\w+|districts?|"
    r"neighbourhoods?|councils?|authorit\w+|boards?|icbs?|systems?|gps?|practices?|networks?|hospices?|"
    r"charit\w+|universit\w+|communit\w+|sites?|clinics?|services?|wards?|teams?|people|who|where|near|by)\b",
    re.IGNORECASE,
)


# A title that says such a thing is over a list of them, and parts no list.
_LISTED_KINDS = re.compile(
    r"\b(?:areas|boroughs|cities|towns|villages|counties|places|localities|districts|neighbourhoods|councils|"
    r"authorities|boards|icbs|systems|gps|practices|networks|hospices|charities|universities|communities|sites|"
    r"clinics|services|wards|teams|people|who|where)\b",
    re.IGNORECASE,
)


class _Kind(Enum):
    """How the entries of a run stand."""

    ROW = auto()  # right after each other
    BOX = auto()  # first in boxes side by side
    TITLE = auto()  # as titles of one rank


@dataclass(slots=True)
class _Run:
    """Entries of one kind; ``said`` are the words over them that speak of partners, ``over`` their titles."""

    kind: _Kind
    items: list[Item]
    said: Segment | None
    over: tuple[Segment, ...]

    @property
    def says_trusts(self) -> bool:
        """Whether they say “trusts”, and not what these have or where they are."""
        sentence = sentences(self.said.text)[-1] if self.said is not None else ""
        if _OUR_TRUSTS.search(sentence):
            return True
        found = _TRUSTS.search(sentence)
        if found is None or _OPEN.search(sentence):
            return False
        return not _OTHER_KINDS.search(sentence[: found.start()])


def with_short_names(items: Sequence[Item], namer: Namer, area: Set[str]) -> list[Item]:
    """The items; the short names in lists of trusts of the area are entries."""
    unread = (item.segment for item in items if item.form is NONE and item.segment.zone is MAIN)
    if not any(_may_be_short_name(segment.text, namer) for segment in unread):
        return list(items)
    kin: dict[object, list[_Run]] = {}
    for run in _runs(items):
        if run.said is not None:
            key = (run.kind, run.items[0].segment.shape, id(run.said), *map(id, run.over))
            kin.setdefault(key, []).append(run)
    read: dict[int, Item] = {}
    for runs in kin.values():
        if any(item.form is NONE for run in runs for item in run.items):
            read |= _read(runs, namer, area)
    if not read:
        return list(items)
    heads = column_heads(items)
    return [item if id(item.segment) in heads else read.get(id(item.segment), item) for item in items]


def _may_be_short_name(text: str, namer: Namer) -> bool:
    """Whether a text that nobody is read in has a word that tells a trust; on most pages none has."""
    return len(text) <= _LONGEST and any(map(namer.tells, text.split()))


def _read(runs: Sequence[_Run], namer: Namer, area: Set[str]) -> dict[int, Item]:
    """The entries of lists that are all trusts of the area, by their segments; none where one is not."""
    found: dict[int, Item] = {}
    long = sure = 0
    for item in (item for run in runs for item in run.items):
        read = item if item.form is not NONE else namer.item(item.segment, bare=True)
        sure += bool(read.names) and is_safe(read.names[0].match)
        read = namer.among_trusts(read)
        if not _is_trust_of(read, area if item.form is NONE else None):
            return {}
        long += item.form is not NONE
        found[id(item.segment)] = read
    codes = {code for item in found.values() for code in item.names[0].match.current_codes}
    says_trusts = all(run.says_trusts for run in runs)
    is_list = len(codes) >= _FEW if says_trusts else long > 0 and len(codes) >= _MORE
    return found if is_list and sure else {}  # places alone (“Hull”, “York”) may be places


def _is_trust_of(item: Item, area: Set[str] | None) -> bool:
    """Whether an entry is one trust; a short name must be that of one of the area, where that is given."""
    if item.form is not _NAME or len(item.names) != 1:
        return False
    name = item.names[0]
    return is_safe(name.match) and is_trust(name) and (area is None or set(name.match.current_codes) <= area)


def _runs(items: Sequence[Item]) -> Iterator[_Run]:
    yield from _rows(items)
    for kind, found in ((_Kind.BOX, _firsts_of_boxes(items)), (_Kind.TITLE, _titles(items))):
        for alike in found:
            if any(item.form is NONE for item in alike):
                yield from _run_of(kind, alike, items)


def _firsts_of_boxes(items: Sequence[Item]) -> list[list[Item]]:
    """The first texts of boxes of one kind side by side: the names on cards, whatever stands below them."""
    seen: set[int] = set()
    firsts: dict[object, list[Item]] = {}
    for item in items:
        if item.segment.zone is not MAIN or item.segment.source is not TEXT:
            continue
        box = item.segment.tag.parent if item.segment.tag is not None else None
        if box is None or box.parent is None or id(box) in seen:
            continue
        seen.add(id(box))
        if not item.segment.level:
            kind = (id(box.parent), box.name, box.attrs.get("class", ""), item.segment.shape)
            firsts.setdefault(kind, []).append(item)
    return [alike for alike in firsts.values() if len(alike) >= _FEW]


def _titles(items: Sequence[Item]) -> list[list[Item]]:
    """Neighbouring titles of one rank."""
    alike: dict[object, list[Item]] = {}
    for item in items:
        segment = item.segment
        if 1 < segment.level < LABEL:
            over = tuple(id(heading) for heading in segment.headings)
            alike.setdefault((segment.level, segment.shape, over), []).append(item)
    return [titles for titles in alike.values() if len(titles) >= _FEW]


def _rows(items: Sequence[Item]) -> Iterator[_Run]:
    """Entries of one kind right after each other."""
    run: list[Item] = []
    for item in items:
        if run and not _goes_on(run[-1].segment, item.segment):
            yield from _run_of(_Kind.ROW, run, items)
            run = []
        run.append(item)
    yield from _run_of(_Kind.ROW, run, items)


def _goes_on(before: Segment, after: Segment) -> bool:
    is_alike = before.shape == after.shape and before.zone is after.zone and before.owner is after.owner
    return is_alike and before.headings == after.headings


def _run_of(kind: _Kind, run: list[Item], items: Sequence[Item]) -> Iterator[_Run]:
    if not run or (kind is _Kind.ROW and run[0].segment.level):
        return
    if len(run) <= _MOST and all(map(_may_be_entry, run)):
        yield _Run(kind, run, *_said_over(run[0].segment, items))


def _may_be_entry(item: Item) -> bool:
    segment = item.segment
    if segment.zone is not MAIN or segment.source is not TEXT or segment.level >= LABEL:
        return False
    text = segment.text
    if item.form is NONE and (text.endswith((".", ":", "?", "!")) or not text[:1].isupper()):
        return False
    is_short = len(as_written(text).split()) <= _SHORT
    return item.form is _NAME or (item.form is NONE and is_short)


def _said_over(first: Segment, items: Sequence[Item]) -> tuple[Segment | None, tuple[Segment, ...]]:
    """The nearest words over a list that say clearly what it is, where they say that these are the partners.

    Nearer ones may only part the list by place. With them come the titles over these words.
    """
    for segment, over in _texts_over(first, items):
        leaning = lean(segment.text).lean
        if leaning is Lean.STRONG:
            return segment, over
        is_place = may_be_place(segment.text) and not _LISTED_KINDS.search(segment.text)
        if leaning is Lean.AGAINST or not is_place:
            return None, ()
    return None, ()


def _texts_over(first: Segment, items: Sequence[Item]) -> Iterator[tuple[Segment, tuple[Segment, ...]]]:
    """The text right before a list, or right before the titles that part it, and the titles over it.

    Each comes with the titles over it.
    """
    before = items[first.index - 1] if first.index else None
    is_lead = before is not None and before.form is NONE and before.segment.zone is first.zone
    if is_lead and before is not None and before.segment not in first.headings:
        yield before.segment, first.headings
    for rank in range(len(first.headings) - 1, -1, -1):
        title, over = first.headings[rank], first.headings[:rank]
        yield title, (*over, title)
        above = _before_titles(title, first, items)
        if above is not None:
            yield above, over


def _before_titles(title: Segment, first: Segment, items: Sequence[Item]) -> Segment | None:
    """The text before the first of neighbouring titles that part a list; between them lists stand alone."""
    for item in reversed(items[max(title.index - _FAR, 0) : title.index]):
        segment = item.segment
        is_beside = segment.level == title.level and segment.shape == title.shape
        if is_beside or (segment.shape == first.shape and segment.level == first.level):
            continue
        is_text = not segment.level and segment.source is TEXT and segment.zone is first.zone
        return segment if is_text and item.form is NONE else None
    return None
