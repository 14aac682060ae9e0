"""Lists that say themselves that they are cut: only a part is shown, more can be loaded, too few entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from alliance_spiders.reading.blocks import Block
from alliance_spiders.reading.counts import (
    Length,
    ends_with_more,
    offers_more,
    page_of,
    says_more,
    shown_of,
    stated,
)
from alliance_spiders.reading.elements import attribute
from alliance_spiders.reading.model import Segment, Source, Zone
from alliance_spiders.reading.nodes import Tag
from alliance_spiders.reading.pages import PageView
from alliance_spiders.reading.surroundings import (
    address_of,
    child_of,
    container_of,
    control_of,
    is_hidden,
    is_of_entry,
    joined,
    next_tags,
    plain_address,
)
from alliance_spiders.reading.tree import all_tags, children, is_within, shown

_BEFORE, _AFTER = 8, 8  # texts above and below a list that may speak of it
_SHORT = 6  # words; a longer text below a list parts it from what comes next
_CONTROL_LEVEL = 7  # buttons that unfold act as headings of this level and above
_TARGETS = ("aria-controls", "data-target", "data-bs-target", "href")
_ENTRY = frozenset("li tr dt h2 h3 h4 h5 h6 img figure article".split())
_ZONES = (Zone.MAIN, Zone.REPEATED)
_UP = 3  # elements around a text that may make it a link or a button
_MOST = 3_000  # elements looked at
_MOST_NUMBERS = 50  # introductions with a number that are looked at
_TITLES = frozenset("h1 h2 h3 h4 h5 h6 footer aside".split())


def says_incomplete(pages: Sequence[PageView], chosen: Iterable[Block]) -> str:
    """The words by which a page with a list says that the list is not whole there; empty when none does.

    Args:
        pages: all pages of the site; what a list says is elsewhere may stand on another of them.
        chosen: the blocks that list partners.
    """
    by_page: dict[int, list[Block]] = {}
    for block in chosen:
        if block.trusts and block.page.document.root is not None:
            by_page.setdefault(id(block.page), []).append(block)
    for blocks in by_page.values():
        listing = _Listing(blocks, pages, [b for other in by_page.values() for b in other])
        if said := listing.incomplete():
            return said
    return ""


class _Listing:
    """What is listed on one page, among what the whole site lists."""

    def __init__(
        self, blocks: Sequence[Block], pages: Sequence[PageView], everywhere: Sequence[Block]
    ) -> None:
        self._blocks = sorted(blocks, key=lambda block: block.finds[0].segment.index)
        self._pages = pages
        self._page = blocks[0].page
        self._segments = self._page.document.segments
        self._positions = {segment.index: position for position, segment in enumerate(self._segments)}
        self._containers = {id(block): container_of(block) for block in blocks}
        here = frozenset(code for block in blocks for code in block.trusts)
        self._elsewhere = frozenset(code for block in everywhere for code in block.trusts) - here

    def incomplete(self) -> str:
        """The words that say that more belongs to the list; empty when it can be whole."""
        for block in self._blocks:
            if length := self._below(block) or self._above(block):
                return length.words
        if length := self._too_few():
            return length.words
        return ""

    # -- below and above ------------------------------------------------------------------------------

    def _below(self, block: Block) -> Length | None:
        if block.is_prose:
            return ends_with_more(block.finds[-1].segment.text)
        container, last = self._containers[id(block)], block.finds[-1]
        is_near = True
        for segment in self._after(block, container):
            is_own = is_of_entry(segment, last, container)
            if length := self._part(segment.text, block):
                return length
            offered = offers_more(segment.text) or says_more(segment.text)
            if is_near and offered and self._is_open(offered, segment, block, is_own=is_own):
                return offered
            is_near = is_near and (is_own or len(segment.text.split()) <= _SHORT)
        return self._wordless(block, container)

    def _wordless(self, block: Block, container: Tag | None) -> Length | None:
        """What a control without a text of its own offers, by its value or label."""
        if any(is_hidden(find.segment.tag) for find in block.finds):
            return None
        for tag in next_tags(child_of(block.finds[-1].segment.tag, container)):
            if tag.name in _TITLES:
                return None
            label = attribute(tag, "value" if tag.name == "input" else "aria-label")
            offered = offers_more(label) if tag.name in ("input", "button") and label else None
            if offered and not (offered.total and self._size(block) >= offered.total):
                return offered
        return None

    def _above(self, block: Block) -> Length | None:
        for segment in () if block.is_prose else self._before(block):
            if length := self._part(segment.text, block):
                return length
            offered = offers_more(segment.text)
            if offered and offered.total and self._is_open(offered, segment, block, is_own=False):
                return offered
        return None

    def _part(self, text: str, block: Block) -> Length | None:
        """What a text says is shown of the list, unless all of it is here or on other pages."""
        for said in (shown_of, page_of):
            length = said(text)
            if length and length.last and not self._is_covered(length, said, block):
                return length
        return None

    def _is_covered(self, length: Length, said: Callable[[str], Length | None], block: Block) -> bool:
        if said is shown_of and self._size(block) >= length.total:
            return True
        numbers: set[int] = set()
        for page in self._pages:
            for segment in page.document.segments:
                other = said(segment.text)
                if other is not None and other.total == length.total:
                    numbers.update(range(other.first or other.last, min(other.last, length.total) + 1))
        return len(numbers) >= length.total

    def _is_open(self, offered: Length, segment: Segment, block: Block, *, is_own: bool) -> bool:
        """Whether what a control or a last entry offers is not here, and was not fetched either."""
        if offered.total:
            return self._size(block) < offered.total and not self._is_followed(segment)
        if is_own and not says_more(segment.text):
            return False
        return not (self._is_followed(segment) or self._unfolds(segment, block))

    def _is_followed(self, segment: Segment) -> bool:
        """Whether a link leads to a page that was fetched."""
        target = address_of(control_of(segment))
        if not target or self._page.document.root is None:
            return False
        here = self._page.document.page
        answered = [page.document.page for page in self._pages if page.document.page is not here]
        fetched = {plain_address(url) for page in answered for url in (page.url, page.requested_url)}
        return plain_address(joined(here.url, target)) in fetched

    def _unfolds(self, segment: Segment, block: Block) -> bool:
        """Whether a control only shows what stands on the page already."""
        if any(is_hidden(find.segment.tag) for find in block.finds):
            return True
        control = control_of(segment)
        if segment.tag is not None and "summary" in (
            segment.tag.name,
            *(p.name for p in segment.tag.parents),
        ):
            return True
        wanted = {attribute(control, name).lstrip("#") for name in _TARGETS} if control is not None else set()
        root = self._page.document.root
        if root is None or not wanted - {""}:
            return False
        first = block.finds[0].segment.tag
        panels = (tag for tag in islice(all_tags(root), _MOST) if attribute(tag, "id") in wanted - {""})
        return any(shown(panel) and not is_within(first, panel) for panel in panels)

    # -- numbers --------------------------------------------------------------------------------------

    def _too_few(self) -> Length | None:
        """What states a number of partners above that of the entries that follow."""
        places = {
            segment.index: (segment, length)
            for block in self._blocks
            for segment in self._introductions(block)
            if (length := stated(segment.text)) and not self._is_numbered(segment)
        }
        order = sorted(places)[:_MOST_NUMBERS]
        for position, index in enumerate(order):
            segment, length = places[index]
            end = order[position + 1] if position + 1 < len(order) else len(self._segments)
            if self._entries(segment, end, length) + len(self._elsewhere) < length.total:
                return length
        return None

    def _is_numbered(self, heading: Segment) -> bool:
        """Whether the number that a heading begins with is its own: “3 Member trusts” after “2 Aims”."""
        numbered = (each for each in self._segments if each.level and each.text[:1].isdigit())
        return bool(heading.level) and heading.text[:1].isdigit() and any(e is not heading for e in numbered)

    def _introductions(self, block: Block) -> Iterator[Segment]:
        first = block.finds[0].segment
        yield from first.headings
        yield from self._before(block)
        if block.is_prose:
            yield first

    def _entries(self, segment: Segment, end: int, length: Length) -> int:
        """How many entries follow a text, up to the next that states a number."""
        blocks = [b for b in self._blocks if segment.index <= b.finds[0].segment.index < end]
        listed = sum(map(self._size, blocks))
        if length.is_of_trusts:
            return listed
        others = {id(tag) for each in self._section(segment, end) if (tag := _entry_of(each)) is not None}
        return max(listed, len(others))

    def _section(self, segment: Segment, end: int) -> Iterator[Segment]:
        level = segment.level or max((heading.level for heading in segment.headings), default=0)
        position = self._positions.get(segment.index, len(self._segments))  # a label may come last
        for number in range(position + 1, len(self._segments)):
            each = self._segments[number]
            if each.index >= end or each.zone not in _ZONES or (each.level and each.level <= level):
                break
            yield each

    def _size(self, block: Block) -> int:
        """How many entries a block has, hospitals under their trusts not counted."""
        names = len({find.name.text for find in block.finds if find.over is None})
        if block.is_prose:
            return names
        container = self._containers[id(block)]
        entry = child_of(block.finds[0].segment.tag, container)
        if container is None or entry is None:
            return names
        if entry.name not in _ENTRY:
            return names
        alike = (tag for tag in children(container, (entry.name,)) if _is_entry(tag))
        return max(names, sum(not _speaks_of_more(shown(tag)) for tag in alike))

    # -- where ----------------------------------------------------------------------------------------

    def _before(self, block: Block) -> list[Segment]:
        """The texts between the title over a list and its first entry, with the title, the nearest first."""
        found: list[Segment] = []
        position = self._positions[block.finds[0].segment.index]
        for segment in reversed(self._segments[max(0, position - _BEFORE) : position]):
            if segment.zone not in _ZONES:
                break
            found.append(segment)
            if 0 < segment.level < _CONTROL_LEVEL:
                break
        return found

    def _after(self, block: Block, container: Tag | None) -> Iterator[Segment]:
        """The texts after a list's last name, up to the next title."""
        position = self._positions[block.finds[-1].segment.index]
        left = _AFTER
        for number in range(position + 1, len(self._segments)):
            segment = self._segments[number]
            is_own = is_of_entry(segment, block.finds[-1], container)
            left -= not is_own
            if left < 0 or segment.zone not in (*_ZONES, Zone.NAV):
                break
            if segment.source not in (Source.TEXT, Source.LABEL):
                continue
            if segment.zone is Zone.NAV and not (page_of(segment.text) or shown_of(segment.text)):
                continue
            if 0 < segment.level < _CONTROL_LEVEL and not is_own:
                break
            yield segment


def _is_entry(tag: Tag) -> bool:
    """Whether an element is an entry, and not the heads of columns."""
    return tag.name != "tr" or bool(children(tag, ("td",)))


def _speaks_of_more(text: str) -> bool:
    return any(said(text) is not None for said in (says_more, offers_more, shown_of))


def _entry_of(segment: Segment) -> Tag | None:
    """The list item, row, title or picture that a text is that of."""
    if _speaks_of_more(segment.text):
        return None
    tag = segment.tag
    for _ in range(_UP + 1):
        if tag is None or tag.name in _ENTRY:
            return tag if tag is not None and _is_entry(tag) else None
        tag = tag.parent
    return None
