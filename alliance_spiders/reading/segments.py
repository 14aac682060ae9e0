"""A page as a row of segments: every smallest text with what stands around it.

One walk over the tree, without recursion, so that no depth of nesting can hurt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from alliance_spiders.reading.around import Around, OpenEntry, OpenList, OverText, around_of
from alliance_spiders.reading.elements import (
    BOLD,
    CELLS,
    CLOSED,
    ITEMS,
    LISTS,
    SKIPPED,
    UNSHAPED,
    attribute,
    heading_level,
)
from alliance_spiders.reading.images import (
    data_label,
    has_label,
    labelled,
    picture_texts,
    says_no_name,
)
from alliance_spiders.reading.locator import path_of
from alliance_spiders.reading.model import TEXT, Segment, Source, Zone
from alliance_spiders.reading.nodes import Tag, Text
from alliance_spiders.reading.runs import (
    Run,
    are_marked,
    blocks_in,
    mark_behind_name,
    name_before_sentence,
    parts_of,
    separate_parts,
    single_text,
    text_of,
)
from alliance_spiders.reading.scripts import attribute_strings
from alliance_spiders.reading.tabs import tabs_of
from alliance_spiders.reading.tree import all_tags, children, nearest
from alliance_spiders.reading.zones import zone_of

MAX_SEGMENTS = 60_000
_LONG_TITLE = 15  # words; a bold line that is longer is a sentence
_CHOICES = frozenset({"select", "datalist"})
_SET_ASIDE = SKIPPED | _CHOICES
_SAYING = {"optgroup": ("label",), "option": ("label", "value")}
_SECTION = 2  # level of the headings that divide a page; no panel's label stands over them
_BOLD_LINE = 9  # level of a line in bold
_TABLE = ("table",)
# Attributes that say nothing to people.
_UNSAYING = frozenset("class id style href target rel role tabindex width height align valign type".split())
_DEEPEST = 200  # elements around a text that its shape tells; all of 20,000 would take gigabytes
_WIDEST = 200  # columns or rows of one cell
_MANY = 4  # texts under a heading make it the heading of those


class Walker:
    """Walks one page; ``segments`` holds what it found."""

    def __init__(self, root: Tag, tags: Mapping[str, Sequence[Tag]]) -> None:
        self.segments: list[Segment] = []
        self.over_skipped: dict[int, tuple[Segment, ...]] = {}  # the headings over each script and the like
        self._marked = blocks_in(tags)
        self._marked_boxes: dict[int, bool] = {}  # by identity
        self._headings: list[OverText] = []  # in force, in the order in which they were met
        self._over: tuple[Segment, ...] | None = ()  # their segments; none when they have changed
        self._columns: dict[int, int] = {}  # cell -> its column
        self._reaching: dict[
            int, dict[int, int]
        ] = {}  # table -> column -> rows that a cell still reaches down
        self._column_heads: dict[tuple[int, int], Segment] = {}  # (table, column) -> its head
        self._tabs = tabs_of(tags)
        self._has_tabs = self._tabs.any
        self._time = 0
        self._texts = 0  # met so far; a list counts as many
        self._walk(tags["body"][0] if "body" in tags else root)

    def _walk(self, top: Tag) -> None:
        stack: list[tuple[Tag, Run | None, Around, bool]] = [(top, None, Around(Zone.MAIN, ()), False)]
        while stack and len(self.segments) < MAX_SEGMENTS:
            tag, run, around, leaving = stack.pop()
            if leaving:
                self._leave(tag, around.since)
            elif run is not None:
                self._read_run(tag, run, around)
            elif tag.name in _SET_ASIDE:
                self._set_aside(tag, around)
            else:
                inner = self._enter(tag, around)
                alone = tag.contents[0] if len(tag.contents) == 1 else None
                if type(alone) is Text and tag.name != "pre":  # as in most blocks
                    text = " ".join(alone.split())
                    if text:
                        self._read_text(tag, [alone], text, inner)
                    self._leave(tag, inner.since)
                    continue
                parts = parts_of(tag, self._marked)
                if len(parts) == 1 and not isinstance(parts[0], Tag):
                    self._read_run(tag, parts[0], inner)
                    parts = []
                if not parts:
                    self._leave(tag, inner.since)
                    continue
                stack.append((tag, None, inner, True))
                for part in reversed(parts):
                    if isinstance(part, Tag):
                        stack.append((part, None, inner, False))
                    else:
                        stack.append((tag, part, inner, False))

    # -- entering and leaving ---------------------------------------------------------------------

    def _enter(self, tag: Tag, around: Around) -> Around:
        name = tag.name
        if name in LISTS:
            self._texts += _MANY
        if name == "tr":
            self._number_cells(tag)
        label = self._tabs.title_of(tag) if self._has_tabs and tag.attrs else ""
        inner = around_of(
            Around,
            (
                zone_of(tag, around.zone),
                self._shape(tag, around.shape),
                self._tick(),
                heading_level(tag) or around.level,
                OpenEntry(around.within) if name == "li" else around.entry,
                OpenList(around.within) if name in ("ul", "ol") else around.within,
            ),
        )
        if name in CELLS:
            self._put_column_head(tag)
        if label and not inner.level and not _has_title(tag, label):
            level = _level_over(tag)
            self._push(level, self._add(label, Source.LABEL, tag, inner.at(level), hidden=True))
        if tag.attrs and not _UNSAYING.issuperset(tag.attrs):
            self._add_labels(tag, inner)
        return inner

    def _add_labels(self, tag: Tag, inner: Around) -> None:
        """What attributes say of an element without text."""
        text = labelled(tag)
        if text:
            self._add(text, Source.LABEL, tag, inner)
        name, text = data_label(tag)
        if text:
            self._add(text, Source.LABEL, tag, inner).place = f"{path_of(tag)}/@{name}"
        for name, keys, text in attribute_strings(tag):
            around = inner.in_shape(name, *keys)
            self._add(text, Source.SCRIPT, tag, around).place = f"{path_of(tag)}/@{name}"

    def _shape(self, tag: Tag, shape: tuple[str, ...]) -> tuple[str, ...]:
        if tag.name in UNSHAPED:
            return shape
        if len(shape) == _DEEPEST:
            shape = shape[1:]
        if tag.name in CELLS:
            return (*shape, f"c{self._columns.get(id(tag), 0)}")
        # What fills one slot is no sibling of what fills another.
        if tag.name == "span" and "slot" in tag.attrs:
            return (*shape, f"{tag.name}:{attribute(tag, 'slot')}")
        return (*shape, tag.name)

    def _leave(self, tag: Tag, since: int) -> None:
        if not self._headings or self._headings[-1].since < since:
            return
        closed = tag.name in CLOSED
        self._set_headings(
            h
            for h in self._headings
            if h.since < since or not (closed or (self._has_used(h) and h.level > 1))
        )

    def _has_used(self, heading: OverText) -> bool:
        """Whether so much stands under a heading that it is the heading of that."""
        return self._texts - heading.texts >= _MANY

    # -- tables ---------------------------------------------------------------------------------

    def _number_cells(self, row: Tag) -> None:
        """Give the cells of a row their columns, past the cells that reach down from rows above."""
        reaching = self._reaching.setdefault(id(nearest(row, _TABLE)), {})
        column = 0
        for cell in children(row, CELLS):
            while reaching.get(column, 0) > 0:
                reaching[column] -= 1
                column += 1
            self._columns[id(cell)] = column
            wide, tall = _span(cell, "colspan"), _span(cell, "rowspan")
            for each in range(column, column + wide):
                reaching[each] = tall - 1
            column += wide
        for each in [each for each in reaching if each >= column and reaching[each] > 0]:
            reaching[each] -= 1

    def _put_column_head(self, cell: Tag) -> None:
        table = nearest(cell, _TABLE)
        head = self._column_heads.get((id(table), self._columns.get(id(cell), 0)))
        if head is not None:
            self._push(8, head)

    def _keep_column_head(self, cell: Tag, segment: Segment) -> None:
        row, table = nearest(cell, ("tr",)), nearest(cell, _TABLE)
        if row is None or table is None:
            return
        in_head = row.parent is not None and row.parent.name == "thead"
        if in_head or not children(row, ("td",)):
            self._column_heads[(id(table), self._columns.get(id(cell), 0))] = segment

    # -- text -----------------------------------------------------------------------------------

    def _read_run(self, tag: Tag, run: Run, around: Around) -> None:
        single = single_text(run) if tag.name != "pre" else None
        if single and not (has_label(run[0]) and says_no_name(single)):
            self._read_text(tag, run, single, around)
            return
        links = separate_parts(run) if not around.level else []
        for link in links:
            part = self._add(text_of([link]), TEXT, link, around.in_shape(link.name))
            part.is_tab = self._tabs.are_all(link, [link])
        if tag.name == "pre":
            links = self._read_lines(tag, run, around)
        may_be_entry = not (links or around.level) and len(run) > 1
        led = name_before_sentence(run) if may_be_entry else None
        if led is not None:
            self._add(text_of([led[0]]), TEXT, led[0], around.in_shape(led[0].name))
            run = led[1]
        marked = mark_behind_name(run, partial(self._are_marked, tag)) if may_be_entry else None
        if marked is not None:
            self._add(text_of([marked[1]]), TEXT, marked[1], around.in_shape(marked[1].name))
            run = [marked[0]]
        text = text_of(run) if not links else ""
        if text:
            self._read_text(tag, run, text, around)
        for said in picture_texts(run, text):
            segment = self._add(said.text, said.source, said.tag, around.in_shape("img").at(0))
            if said.attribute:
                segment.place = f"{path_of(said.tag)}/@{said.attribute}"

    def _are_marked(self, tag: Tag) -> bool:
        """Whether the elements beside one all have a mark behind their text; asked once for each parent."""
        box = tag.parent
        if box is None:
            return False
        if id(box) not in self._marked_boxes:
            self._marked_boxes[id(box)] = are_marked(box)
        return self._marked_boxes[id(box)]

    def _read_lines(self, tag: Tag, run: Run, around: Around) -> list[Tag]:
        """Text that is set line by line; the element, when it holds more than one."""
        whole = "".join(node.get_text() if isinstance(node, Tag) else str(node) for node in run)
        lines = [" ".join(line.split()) for line in whole.splitlines() if line.strip()]
        for line in lines if len(lines) > 1 else ():
            self._add(line, TEXT, tag, around)
        return [tag] if len(lines) > 1 else []

    def _read_text(self, tag: Tag, run: Run, text: str, around: Around) -> None:
        level = around.level or (_BOLD_LINE if _is_bold_line(tag, run, text) else 0)
        segment = self._add(text, TEXT, tag, around.at(level), run)
        segment.is_tab = bool(self._tabs.parts) and self._tabs.are_all(tag, run)
        if tag.name in CELLS:
            self._keep_column_head(tag, segment)
        if level and not segment.is_tab:
            self._push(level, segment)

    def _set_aside(self, tag: Tag, around: Around) -> None:
        """Read choices by themselves; of what shows no text here, note where it stands."""
        if tag.name in _CHOICES:
            self._read_select(tag, around)
        else:
            self.over_skipped[id(tag)] = self._headings_over(0)

    def _read_select(self, tag: Tag, around: Around) -> None:
        label = attribute(tag, "aria-label")
        inner = around.in_shape("select", "option")
        since = self._tick()
        if label:
            self._push(7, self._add(label, Source.LABEL, tag, inner.at(7)))
        for each in all_tags(tag):
            text = " ".join(each.get_text(" ").split()) if each.name == "option" else ""
            if text:
                self._add(text, Source.OPTION, each, inner)
            else:
                self._add_choice(each, inner)
        self._leave(tag, since)

    def _add_choice(self, tag: Tag, around: Around) -> None:
        """What an attribute says of a group of options, or of an option without a text."""
        for name in _SAYING.get(tag.name, ()):
            text = " ".join(attribute(tag, name).split())
            if text:
                self._add(text, Source.OPTION, tag, around).place = f"{path_of(tag)}/@{name}"
                return

    def _add(
        self,
        text: str,
        source: Source,
        tag: Tag,
        around: Around,
        run: Run | None = None,
        *,
        hidden: bool = False,
    ) -> Segment:
        entry = around.entry
        first = entry is not None and entry.first is None and not hidden
        segment = Segment(
            index=len(self.segments),
            text=text,
            source=source,
            zone=around.zone,
            tag=tag,
            shape=_item_shape(around.shape) if first else around.shape,
            headings=self._headings_over(around.level),
            owner=_owner_of(entry, tag) if entry is not None else None,
            level=around.level,
            nodes=tuple(run or ()),
        )
        self._texts += 1
        if first and entry is not None and source is TEXT:
            entry.first = segment
            if entry.within is not None:
                entry.within.latest = segment
        if not hidden:
            self.segments.append(segment)
        return segment

    def _tick(self) -> int:
        self._time += 1
        return self._time

    def _push(self, level: int, segment: Segment) -> None:
        self._set_headings(h for h in self._headings if _stays(h.level, level))
        self._headings.append(OverText(level, segment, self._tick(), self._texts))

    def _set_headings(self, headings: Iterable[OverText]) -> None:
        self._headings = list(headings)
        self._over = None

    def _headings_over(self, level: int) -> tuple[Segment, ...]:
        """What stands over a text; the texts under one heading share it."""
        if level:
            return tuple(h.segment for h in self._headings if _stays(h.level, level))
        if self._over is None:
            self._over = tuple(h.segment for h in self._headings)
        return self._over


def _level_over(panel: Tag) -> int:
    """The level of a panel's label: that of a summary, or right above the headings in it."""
    highest = min((level for tag in all_tags(panel) if (level := heading_level(tag))), default=7)
    return highest - 1 if _SECTION < highest < 7 else 7


def _has_title(panel: Tag, label: str) -> bool:
    """Whether the first heading in a panel says what its label says; the label is no title over that."""
    title = next((tag for tag in all_tags(panel) if heading_level(tag)), None)
    return title is not None and text_of([title]).casefold().startswith(label.casefold())


def _span(cell: Tag, name: str) -> int:
    value = attribute(cell, name)
    return min(int(value), _WIDEST) if value.isdigit() and int(value) > 0 else 1


def _stays(level: int, new: int) -> bool:
    """Whether a heading stays in force over a new one; a bold line also does over a summary or a term."""
    return level < new or (level == _BOLD_LINE and new in (7, 8))


def _owner_of(entry: OpenEntry, tag: Tag) -> Segment | None:
    """The text that a text of a list item is nested under, if any."""
    if entry.first is not None and entry.first.tag is not tag:
        return entry.first
    outer = entry.within.outer if entry.within is not None else None
    return outer.latest if outer is not None else None


def _item_shape(shape: tuple[str, ...]) -> tuple[str, ...]:
    """The shape up to the innermost list item: wrappers in it do not matter for its first text."""
    for end in range(len(shape), 0, -1):
        if shape[end - 1] in ITEMS:
            return shape[:end]
    return shape


def _is_bold_line(tag: Tag, run: Run, text: str) -> bool:
    if tag.name in ITEMS or (len(run) == 1 and not isinstance(run[0], Tag)):  # as most
        return False
    if not any(isinstance(node, Tag) and node.name in BOLD for node in run):
        return False
    if len(text.split()) > _LONG_TITLE:
        return False
    filled = [node for node in run if (node.get_text(strip=True) if isinstance(node, Tag) else node.strip())]
    return len(filled) == 1 and isinstance(filled[0], Tag) and filled[0].name in BOLD
