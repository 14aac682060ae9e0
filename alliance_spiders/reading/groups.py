"""Putting siblings together: the entries of one list, the cells of one column, the cards of one grid."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import zip_longest

from alliance_spiders.reading.elements import CELLS, LABEL, LISTS
from alliance_spiders.reading.model import NONE, TEXT, Form, Group, Item, Segment, Zone
from alliance_spiders.reading.names import is_organisation, is_safe
from alliance_spiders.reading.nesting import is_trust
from alliance_spiders.reading.nodes import Tag
from alliance_spiders.reading.notes_beside import notes_beside
from alliance_spiders.reading.terms import tells_of_time
from alliance_spiders.reading.tree import is_longer, is_within, nearest
from alliance_spiders.reading.words import Lean, lean, points_on
from matching.model import Kind

_WRAPPER = 20  # characters beside a heading in an element that only wraps it
_WRAPPERS = frozenset({"p", "div"})
_CELL = 200  # characters in a cell of a table that is a table
_FAR = 60  # texts that are looked through for those
_LEADS = 3  # texts before a list that may introduce it
_LONGEST_ENTRY = 18  # words of an entry that names nothing
_TITLE = 9  # words of a title; a text with more is a sentence
_ENTRY_WORDS = 5  # a text with more that says something parts two lists

_OF_NAMES = re.compile(r"(?:name|trust|organi[sz]ation|provider|partner|member)(?: name)?:?", re.IGNORECASE)

Key = tuple[Zone, bool, tuple[str, ...], tuple[int, ...], int]


def names_something(item: Item) -> bool:
    """Whether an item holds names as an entry of a list does."""
    return item.is_entry


def is_name_heading(item: Item | None) -> bool:
    """Whether a heading is itself an organisation, and so an entry rather than a title."""
    if item is None or item.form not in (Form.NAME, Form.HEAD):
        return False
    match = item.names[0].match
    return is_organisation(match) and match.kind is not Kind.ALLIANCE  # an alliance is no entry, but has some


class Grouper:
    """Groups the items of one page."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._by_segment = {id(item.segment): item for item in items}
        self._grids = _grids(items)
        self._has_cells = any("tr" in item.segment.shape for item in items if item.form is not NONE)
        self.notes = tuple(notes_beside(items))  # each with its entry
        self._notes = frozenset(id(note.segment) for note, _ in self.notes)
        self._introducing: dict[int, bool] = {}  # by the identity of a segment
        self._titles: dict[int, tuple[Segment, ...]] = {}  # by the identity of the headings

    def groups(self) -> list[Group]:
        """Every group with at least one name in it, in the order of the page."""
        wanted = {self._key(item.segment) for item in self._items if item.form is not NONE}
        likely = {(zone, shape) for zone, _, shape, _, _ in wanted}  # known without the titles over a text
        members: dict[Key, list[Item]] = {}
        for item in self._items:
            if (item.segment.zone, self._shape(item.segment)) in likely:
                key = self._key(item.segment)
                if key in wanted:
                    members.setdefault(key, []).append(item)
        runs = [run for key, alike in members.items() for run in self._runs(key, alike)]
        groups = [self._group(run) for run in runs if any(item.form is not NONE for item in run)]
        return sorted(groups, key=lambda group: group.items[0].segment.index)

    def titles(self, segment: Segment) -> tuple[Segment, ...]:
        """The headings of a segment that are titles, not organisations."""
        known = self._titles.get(id(segment.headings))  # most texts share them with the one before
        if known is None:
            known = tuple(h for h in segment.headings if not self._is_label(h))
            self._titles[id(segment.headings)] = known
        return known

    def _is_label(self, heading: Segment) -> bool:
        """Whether a heading is no title over what follows: an organisation, or “Name” before each name."""
        if heading.level >= LABEL and not heading.is_cell and _OF_NAMES.fullmatch(heading.text):
            return True
        return is_name_heading(self._by_segment.get(id(heading)))

    def parent(self, segment: Segment) -> Item | None:
        """The organisation that a segment stands under: of its list item or its nearest heading."""
        if segment.owner is not None:
            return self._by_segment.get(id(segment.owner))
        for heading in reversed(segment.headings):
            item = self._by_segment.get(id(heading))
            if is_name_heading(item) and reaches(heading, segment):
                return item
            if heading.level < 7:
                return None
        return None

    def _key(self, segment: Segment) -> Key:
        titles = tuple(id(heading) for heading in self.titles(segment))
        is_text = segment.source is TEXT
        return segment.zone, is_text, self._shape(segment), titles, id(segment.owner)

    def _shape(self, segment: Segment) -> tuple[str, ...]:
        shape = segment.shape
        if (
            self._has_cells
            and len(shape) > 1
            and shape[-1] in _WRAPPERS
            and shape[-2][:1] == "c"
            and _is_column(shape[-2])
        ):
            shape = shape[:-1]  # some cells of a column may hold a paragraph
        if self._grids and _table_of(segment) in self._grids:
            return tuple("c" if _is_column(step) else step for step in shape)
        return shape

    def _runs(self, key: Key, alike: list[Item]) -> Iterable[list[Item]]:
        """Siblings cut where a text between them, or one of them, introduces something new."""
        in_rows = _are_in_rows([item.segment for item in alike if names_something(item)])
        for stretch in (alike,) if in_rows else self._stretches(alike):
            yield from self._runs_in(key, stretch, in_rows=in_rows)

    def _stretches(self, alike: list[Item]) -> Iterator[list[Item]]:
        """The siblings around names, up to texts that part two runs for certain; the rest is far off."""
        end = 0
        for position, item in enumerate(alike):
            if position < end or item.form is NONE:
                continue
            start = position
            while start > end and not self._parts(alike, start - 1):
                start -= 1
            end = position + 1
            while end < len(alike) and not self._parts(alike, end):
                end += 1
            yield alike[start:end]

    def _parts(self, alike: list[Item], position: int) -> bool:
        """Whether one of several siblings introduces something, and tells of no entry right before it."""
        item, before = alike[position], alike[position - 1] if position else None
        is_next = before is not None and before.segment.index + 1 == item.segment.index
        return not is_next and self._introduces(item)

    def _runs_in(self, key: Key, alike: list[Item], *, in_rows: bool) -> Iterator[list[Item]]:
        run: list[Item] = []
        for item, following in zip_longest(alike, alike[1:]):
            if in_rows and run and item.form is NONE and _parent(item.segment) is _parent(run[-1].segment):
                if run[-1].form is NONE and not any(map(str.isalpha, run[-1].segment.text)):
                    run[-1] = item  # behind the number of the row
                continue  # another cell of the row of the entry before
            behind = following.segment if following is not None else None
            if run and self._parted(key, run[-1].segment, item.segment, behind):
                yield run
                run = []
            if self._introduces(item):
                if run and self._is_description(run[-1].segment, item.segment):
                    continue
                if run:
                    yield run
                run = []
            else:
                run.append(item)
        if run:
            yield run

    def _parted(self, key: Key, before: Segment, after: Segment, behind: Segment | None) -> bool:
        """Whether a text between two siblings introduces the second, and ``behind``, the one that follows."""
        between = self._items[before.index + 1 : after.index]
        return any(
            before not in item.segment.headings
            and self._key(item.segment) != key
            and self._introduces(item)
            and not self._is_description(before, item.segment)
            and (_outside(item.segment, before, after) or _opens_part(item.segment, before, after, behind))
            for item in between[-40:]
        )

    @staticmethod
    def _is_description(entry: Segment, text: Segment) -> bool:
        """Whether a text tells of the entry right before it, its sibling."""
        if text.index != entry.index + 1 or entry.tag is None or text.tag is None or text.level:
            return False
        is_long = len(text.text.split()) > _TITLE and not points_on(text.text)
        return is_long and text.tag.parent is entry.tag.parent and text.tag is not entry.tag

    def _introduces(self, item: Item) -> bool:
        """Whether a text introduces what comes, and is no note beside an entry."""
        number = id(item.segment)
        if number not in self._introducing:
            self._introducing[number] = number not in self._notes and self._is_introduction(item)
        return self._introducing[number]

    @staticmethod
    def _is_introduction(item: Item) -> bool:
        """Whether a text is no entry of a list but says what comes: a title, a sentence, a colon."""
        segment = item.segment
        if segment.source is not TEXT or any(is_safe(name.match) for name in item.names):
            return False
        text, is_nameless = segment.text, item.form is NONE
        if segment.level:
            return is_nameless and _is_clear(text)
        words = len(text.split())
        if text.endswith(":") or (is_nameless and words > _LONGEST_ENTRY):
            return True
        return not names_something(item) and (
            _is_clear(text) or (words >= _ENTRY_WORDS and lean(text).lean is not Lean.NONE)
        )

    def _group(self, run: list[Item]) -> Group:
        """A group that begins with its first name; what stands before it introduces it."""
        start = next((n for n, item in enumerate(run) if item.form is not NONE), 0)
        first = run[start].segment
        return Group(
            items=run[start:],
            headings=self.titles(first),
            lead=self._lead(first, frozenset(id(item.segment) for item in run[:start])),
            zone=first.zone,
            before=tuple(run[:start]),
        )

    def _lead(self, first: Segment, before: Set[int]) -> str:
        """The texts right before a group, nearest first, one a line; they end at a heading.

        What tells of an entry without a name (``before``, by identity) introduces none of the others.
        """
        if first.shape[:1] == ("script",):  # it stands behind all that is shown, and below none of it
            return ""
        leads: list[str] = []
        inside = _container(first)
        for index in range(first.index - 1, max(first.index - _FAR, -1), -1):
            item = self._items[index]
            segment = item.segment
            if segment.zone is Zone.NAV and first.zone is Zone.MAIN:  # the contents of the part below
                continue
            if segment.zone is not first.zone or len(leads) >= _LEADS:
                break
            if segment.source is not TEXT or segment.is_tab or _is_column_head(segment):
                continue
            if inside is not None and is_within(segment.tag, inside):
                continue
            if _is_of(before, segment):
                continue
            named = [name for name in item.names if name.match.kind is not Kind.ALLIANCE]
            holds_names = (names_something(item) and named) or any(is_safe(name.match) for name in named)
            if (holds_names and not segment.text.endswith(":")) or self._describes(index, first):
                break
            if 0 < segment.level < 7:
                leads += self._titles_above(index, first)
                break
            if leads and segment.tag is not None and not is_within(first.tag, segment.tag.parent):
                break
            leads.append(segment.text)
        return "\n".join(leads)

    def before_title(self, group: Group) -> str:
        """The texts right before the nearest title over a group, nearest first, one a line."""
        title = group.headings[-1]
        leads: list[str] = []
        for index in range(title.index - 1, max(title.index - _LEADS - 1, -1), -1):
            item = self._items[index]
            segment = item.segment
            if segment.zone is not title.zone or segment.source is not TEXT or names_something(item):
                break
            if 0 < segment.level < 7:
                break
            leads.append(segment.text)
        return "\n".join(leads)

    def _titles_above(self, index: int, first: Segment) -> list[str]:
        """The texts of a title over a group and of one of the same rank right above that."""
        title = self._items[index].segment
        if title not in first.headings:
            return [title.text] if reaches(title, first) else []
        above = self._items[index - 1] if index else None
        if above is None or above.form is not NONE or above.segment.level != title.level:
            return []
        return [title.text, above.segment.text] if reaches(above.segment, first) else []

    def _describes(self, index: int, first: Segment) -> bool:
        """Whether a text belongs to the entry before it, an earlier sibling of the first entry."""
        before = self._items[index - 1] if index else None
        if before is None or not names_something(before) or before.segment.shape != first.shape:
            return False
        text, inside = self._items[index].segment, _container(before.segment)
        if inside is not None and tells_of_time(text.text) and not is_within(text.tag, inside):
            return False
        text, around = self._items[index].segment, _container(before.segment)
        is_title = bool(text.level) and lean(text.text).lean is Lean.AGAINST
        is_outside = (
            around is not None and not is_within(text.tag, around) and not is_within(first.tag, around)
        )
        return not (is_title or is_outside or points_on(text.text))


def _is_of(titles: Set[int], segment: Segment) -> bool:
    """Whether a text is one of several titles, or stands under one and says nothing of what follows it."""
    if not segment.level or segment.level >= LABEL:
        over = segment.headings[-1:]
        return any(id(title) in titles for title in over) and not _says_what_follows(segment.text)
    return id(segment) in titles and lean(segment.text).lean is Lean.NONE


def _says_what_follows(text: str) -> bool:
    return points_on(text) or lean(text).lean is Lean.STRONG


def _is_column_head(segment: Segment) -> bool:
    """Whether a text is the head of a column in a table that is made of other elements."""
    return segment.tag is not None and segment.tag.attrs.get("role") == "columnheader"


def _is_clear(text: str) -> bool:
    """Whether a text says clearly what comes, or of what time it is."""
    return lean(text).lean in (Lean.STRONG, Lean.AGAINST) or tells_of_time(text)


def _grids(items: Sequence[Item]) -> frozenset[int]:
    """Tables that set one list out in columns: trusts stand in several of them, and none has a head."""
    columns: dict[tuple[int, str], Counter[bool]] = {}
    for item in filter(names_something, items):
        place = next((step for step in reversed(item.segment.shape) if _is_column(step)), "")
        if place and not any(h.is_cell for h in item.segment.headings):
            counts = columns.setdefault((_table_of(item.segment), place), Counter())
            counts[any(is_trust(name) for name in item.names)] += 1
    of_trusts = Counter(table for (table, _), counts in columns.items() if counts[True] > counts[False])
    return frozenset(table for table, count in of_trusts.items() if count > 1)


def _is_column(step: str) -> bool:
    """Whether a step in the shape of a text is that of a cell: “c0”."""
    return step[:1] == "c" and step[1:].isdecimal()


def _table_of(segment: Segment) -> int:
    """The identity of the table that a text stands in; 0 when it stands in none."""
    table = nearest(segment.tag, ("table",)) if segment.tag is not None else None
    return id(table) if table is not None else 0


def _parent(segment: Segment) -> Tag | None:
    return segment.tag.parent if segment.tag is not None else None


def _are_in_rows(entries: list[Segment]) -> bool:
    """Whether every entry has an element of its own around it."""
    return len(entries) > 1 and len({id(_parent(entry)) for entry in entries}) == len(entries)


def reaches(heading: Segment, segment: Segment) -> bool:
    """Whether a text stands in the same part of the page as a heading: in the element that holds it.

    The head of a column reaches through its table.
    """
    if heading.is_cell and heading.tag is not None:
        table = nearest(heading.tag, ("table",))
        return table is None or is_within(segment.tag, table)
    part = heading.tag.parent if heading.tag is not None else None
    while part is not None and not is_longer(part, len(heading.text) + _WRAPPER):
        part = part.parent
    return part is None or is_within(segment.tag, part)


def _container(segment: Segment) -> Tag | None:
    """The outermost list that a segment is an entry of; a cell that holds a whole page ends the search."""
    found: Tag | None = None
    tag = segment.tag
    while tag is not None:
        if tag.name in CELLS and (found is not None or _holds_more(tag, segment)):
            return found
        if tag.name in LISTS:
            found = tag
        tag = tag.parent
    return found


def _holds_more(cell: Tag, segment: Segment) -> bool:
    return len(cell.get_text()) > 3 * len(segment.text) + _CELL


def _chain(tag: Tag | None) -> list[int]:
    chain: list[int] = []
    while tag is not None:
        chain.append(id(tag))
        tag = tag.parent
    return chain[::-1]


def _opens_part(text: Segment, before: Segment, after: Segment, behind: Segment | None) -> bool:
    """Whether a text stands at the head of a part of the page with several siblings, and none before."""
    if text.tag is None or behind is None or after.tag is None:
        return False
    around = {id(after.tag), *map(id, after.tag.parents)}
    part = text.tag.parent
    while part is not None and id(part) not in around:
        part = part.parent
    return part is not None and is_within(behind.tag, part) and not is_within(before.tag, part)


def _outside(middle: Segment, before: Segment, after: Segment) -> bool:
    """Whether a text stands between two siblings and in neither of them."""
    first, second, third = _chain(before.tag), _chain(middle.tag), _chain(after.tag)
    depth = 0
    while depth < min(len(first), len(third)) and first[depth] == third[depth]:
        depth += 1
    if len(second) <= depth:
        return True
    branch = second[depth]
    return branch not in (first[depth : depth + 1] + third[depth : depth + 1])
