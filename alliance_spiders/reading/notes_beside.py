"""Notes beside a name: in its card, under it as a title, in its row of a table, behind a mark at the foot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from alliance_spiders.reading.elements import CELLS
from alliance_spiders.reading.model import TEXT, Item, Segment
from alliance_spiders.reading.nodes import Tag
from alliance_spiders.reading.terms import is_over, is_to_come, tells_of_time
from alliance_spiders.reading.tree import all_tags, has_any, is_plain, is_within, nearest
from alliance_spiders.reading.words_against import any_of
from alliance_spiders.reading.years import periods

_MOST = 160  # characters of a note
_INSIDE = 20  # elements in a text that are looked through for a raised mark
_ROW = 12  # texts before and behind one in a row of a table
_WIDE = frozenset("html body main article section form table tbody tr ul ol dl".split())  # no box of one name
_KINDS = r"(?:(?:current|alliance|member|partner|membership|partnership)(?:['’]s)? )*"
_STATUS = any_of(rf"^{_KINDS}(?:status|standing|stage|type|category|member|membership|partner|partnership)$")
_NOTES = any_of(r"^(?:further |other )?(?:notes?|comments?|remarks?|details?|information)$")
_BEGIN = any_of(
    rf"^{_KINDS}(?:joined|joining|joins|join|since|from|start\w*|effective(?: from)?|commenced)(?: date)?$",
    r"^date (?:joined|started|from|of (?:joining|membership|entry))$",
)
_END = any_of(
    rf"^{_KINDS}(?:left|until|to|end|ends|ended|leaving|leaves)(?: date)?$", r"^date (?:left|ended|to)$"
)
_NEGATIVE = re.compile(r"no|none|not|not yet|n", re.IGNORECASE)
# What a note must say that nothing shows to be one of membership: a date alone may be that of anything.
_OF_MEMBERSHIP = re.compile(
    r"\b(?:join\w*|members?|partners?|membership|alliance|prospective|former|applicant|left|from|leaver)\b",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(
    r"^\s*(\*+|[†‡§¶^#]+|[¹²³⁴⁵⁶⁷⁸⁹]|\[\d\]|\(\d\)|\d(?=\s?[A-Z]))[\s=:.–-]*(?=\w)(.{3,})", re.DOTALL
)
_NEXT_MARK = re.compile(r"(?<=[\s.;,])(?=(?:\*+|[†‡§¶]+|[¹²³⁴⁵⁶⁷⁸⁹]|\[\d\])\s*\w)")
_MARK = re.compile(r"(\*+|[†‡§¶^#]+|[¹²³⁴⁵⁶⁷⁸⁹]|\[\d\]|\(\d\)|(?<=[a-z)])\s?\d)\W*$")
_PLAIN = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789", "[]() ")


NotesBeside = Sequence[tuple[Item, Item]]


def notes_beside(items: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """The notes of a page that stand in the box of one entry or under it as a title, each with its entry."""
    entries = [number for number, item in enumerate(items) if item.is_entry]
    position = 0
    for number, item in enumerate(items if entries else ()):
        while position < len(entries) and entries[position] <= number:
            position += 1
        if not _may_be_note(item):
            continue
        around = [items[n] for n in entries[max(position - 2, 0) : position + 2]]
        before, behind = around[: min(position, 2)], around[min(position, 2) :]
        entry = _entry_of(item.segment, before, behind)
        if entry is not None:
            yield item, entry


def _may_be_note(item: Item) -> bool:
    segment = item.segment
    return (
        not item.names
        and len(segment.text) <= _MOST
        and segment.source is TEXT
        and not segment.text.endswith(":")
        and tells_of_time(segment.text)
    )


def _entry_of(note: Segment, before: list[Item], behind: list[Item]) -> Item | None:
    """The entry that a note belongs to, given up to two before it and up to two behind it."""
    last = before[-1] if before else None
    if last is not None and _is_under(note, last.segment):
        return last
    if last is not None and _is_defined(last.segment.tag, note.tag):
        return last
    others = before[:-1] + behind
    if last is not None and _share_box(note, last.segment, others):
        return last
    first = behind[0] if behind else None
    others = before + behind[1:]
    return first if first is not None and _share_box(note, first.segment, others) else None


def _is_under(note: Segment, title: Segment) -> bool:
    """Whether an entry is the nearest title over a note, and stands in one element with it."""
    is_title = bool(note.headings) and note.headings[-1] is title
    return is_title and title.tag is not None and is_within(note.tag, title.tag.parent)


def _is_defined(name: Tag | None, note: Tag | None) -> bool:
    """Whether a text is what a list of definitions says of the name right before it."""
    if name is None or note is None or name.name != "dt" or note.name != "dd":
        return False
    beside = (node for node in name.next_elements if node.parent is name.parent and isinstance(node, Tag))
    return next((node for node in beside if node is note or node.name == "dt"), None) is note


def _share_box(note: Segment, entry: Segment, others: Sequence[Item]) -> bool:
    """Whether an element around a note and an entry holds no other entry, and is no part of the page."""
    box = note.tag
    while box is not None and not is_within(entry.tag, box):
        box = box.parent
    if box is None or box.name in _WIDE:
        return False
    return not any(is_within(other.segment.tag, box) for other in others)


_OF_PAGES = ("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table")


class Notes:
    """What the notes of one page say, on the day it was had; ``has_raised`` where marks may stand raised."""

    def __init__(self, items: Sequence[Item], notes: NotesBeside, day: date, *, has_raised: bool) -> None:
        self._day = day
        self._has_raised = has_raised
        self._taken_back = {
            id(entry.segment)
            for note, entry in notes
            if _OF_MEMBERSHIP.search(note.segment.text) and self._ends(note.segment.text)
        }
        self._marks: set[str] = set()
        if not any(item.is_entry for item in items):
            return
        for number, item in enumerate(items):
            segment = item.segment
            if segment.source is not TEXT or (item.names and item.is_entry):
                continue
            if "tr" in segment.shape and not _is_of_layout(segment) and self._is_said_in_cell(segment):
                self._taken_back |= {id(other.segment) for other in _in_row(items, number) if other.is_entry}
            may_be_mark = has_raised or not segment.text[:1].isalpha()
            if may_be_mark and len(segment.text) <= 4 * _MOST:
                self._marks.update(self._marks_of(segment))

    def take_back(self, segment: Segment, text: str) -> bool:
        """Whether notes say that an entry is no member; ``text`` ends with the mark of a footnote, if any."""
        if id(segment) in self._taken_back:
            return True
        if not self._marks:
            return False
        mark = _MARK.search(text)
        marks = {mark[1].translate(_PLAIN)} if mark is not None else set(_raised(segment))
        return not marks.isdisjoint(self._marks)

    def _ends(self, note: str) -> bool:
        return is_to_come(note, self._day) or is_over(note, self._day)

    def _is_said_in_cell(self, segment: Segment) -> bool:
        """Whether the cell of a table says that its row is that of no member."""
        text = segment.text.strip()
        head = segment.headings[-1] if segment.headings else None
        title = head.text.lower().strip(" ?:.*") if head is not None and head.is_cell else ""
        if not text or len(text) > _MOST:
            return False
        if _BEGIN.search(title):
            return self._begins_later(text)
        if _END.search(title):
            dated = periods(text.lower())
            return bool(dated) and dated[-1].last < self._day
        if _STATUS.search(title):
            return self._ends(text) or bool("er" in title and _NEGATIVE.fullmatch(text))
        return (not title or bool(_NOTES.search(title))) and self._is_plain(text)

    def _begins_later(self, text: str) -> bool:
        dated = periods(text.lower())
        return dated[0].first > self._day if dated else is_to_come(text, self._day)

    def _is_plain(self, text: str) -> bool:
        return bool(_OF_MEMBERSHIP.search(text)) and self._ends(text)

    def _marks_of(self, segment: Segment) -> list[str]:
        """The marks of the footnotes in a text that say of what they mark that it is no member."""
        text = segment.text
        raised = list(_raised(segment)) if self._has_raised else []
        marks = raised if raised and self._ends(text) else []
        if text[:1].isalpha() or not _FOOTNOTE.match(text):
            return marks
        parts = (_FOOTNOTE.match(part) for part in _NEXT_MARK.split(text))
        return marks + [part[1].translate(_PLAIN) for part in parts if part and self._ends(part[2])]


def _raised(segment: Segment) -> Iterator[str]:
    """The marks that are set above the line beside a text, and are no part of it."""
    for node in segment.nodes or (segment.tag,):
        if not isinstance(node, Tag) or (is_plain(node) and node.name != "sup"):
            continue
        for tag in (node, *islice(all_tags(node), _INSIDE)):
            if tag.name == "sup":
                yield tag.get_text().strip().translate(_PLAIN)


def _is_of_layout(segment: Segment) -> bool:
    """Whether the cell of a text holds titles and lists, as one that a page is laid out with does."""
    cell = nearest(segment.tag, CELLS) if segment.tag is not None and segment.tag.name not in CELLS else None
    return cell is not None and has_any(cell, _OF_PAGES)


def _row_of(segment: Segment) -> Tag | None:
    return nearest(segment.tag, ("tr",)) if segment.tag is not None else None


def _in_row(items: Sequence[Item], number: int) -> list[Item]:
    """The items in the same row of a table as one of them."""
    row = _row_of(items[number].segment)
    near = items[max(number - _ROW, 0) : number + _ROW]
    return [item for item in near if row is not None and _row_of(item.segment) is row]
