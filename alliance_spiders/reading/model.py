"""What the reading is made of: pieces of text with their place and surroundings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from itertools import chain
from typing import NamedTuple

from alliance_spiders.items import Page
from alliance_spiders.reading.elements import CELLS
from alliance_spiders.reading.nodes import Tag, Text
from matching.model import Match


class Zone(StrEnum):
    """The part of a page that something stands in."""

    MAIN = "main"
    NAV = "nav"
    HEADER = "header"
    FOOTER = "footer"
    ASIDE = "aside"
    BANNER = "banner"  # cookie box, alert, dialogue
    REPEATED = "repeated"  # the same on most pages of the site


MAIN = Zone.MAIN  # asked of every text; Python takes as long to look up a member in its class as to call


class Source(StrEnum):
    """Where on an element a text comes from."""

    TEXT = "text"
    ALT = "alt"
    TITLE = "title"
    LABEL = "aria-label"
    FILE = "src"
    OPTION = "option"
    SCRIPT = "script"

    @property
    def is_attribute(self) -> bool:
        """Whether the text is that of an attribute of the same name."""
        return self in _ATTRIBUTES


TEXT = Source.TEXT
_ATTRIBUTES = (Source.ALT, Source.TITLE, Source.LABEL, Source.FILE)


@dataclass(slots=True, eq=False)
class Segment:
    """A smallest piece of text.

    Attributes:
        index: position in the page, in document order.
        text: the text, spaces squeezed.
        shape: names of the elements around it, root first; siblings of one kind share it.
        headings: what stands over it, outermost first (headings, summaries, column heads, captions).
        owner: the list item it is nested under.
        level: 1 to 6 for a heading, 7 to 9 for what acts as one, 0 for text.
        nodes: the nodes that hold the text when it is one line of several in ``tag``.
        is_tab: it is a tab of a row and stands over its panel, not over what follows the row.
    """

    index: int
    text: str
    source: Source
    zone: Zone
    tag: Tag | None = None
    shape: tuple[str, ...] = ()
    headings: tuple[Segment, ...] = ()
    owner: Segment | None = None
    level: int = 0
    nodes: tuple[Tag | Text, ...] = ()
    place: str = ""  # a locator that is known already (PDF, script)
    is_tab: bool = False

    @property
    def is_cell(self) -> bool:
        """Whether it is the text of a table's cell; as a heading, it is the head of a column."""
        return self.tag is not None and self.tag.name in CELLS


@dataclass(slots=True, eq=False)
class Document:
    """One page, parsed once."""

    page: Page
    root: Tag | None  # none of what is no page of HTML
    segments: list[Segment]
    tags: Mapping[str, Sequence[Tag]] = field(default_factory=dict)
    title: str = ""
    h1: str = ""
    text_length: int = 0
    raw_tail: str = ""
    opens_html: bool = False
    closes_html: bool = False

    def release(self) -> None:
        """Take the tree apart, which is of no use any more.

        Its elements refer to each other, so that nothing but Python's search for garbage would free them, and
        that looks through all there is.
        """
        for tag in chain([self.root] if self.root is not None else (), *self.tags.values()):
            tag.contents.clear()
            tag.next_element = None


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken from a segment, as written, with what it stands for."""

    text: str
    match: Match


class Form(Enum):
    """How a segment holds names."""

    NAME = "name"  # the whole text is one
    HEAD = "head"  # it begins with one, more follows
    LISTING = "listing"  # it is several of them, joined
    WITHIN = "within"  # a category with names in brackets or after “such as”
    PROSE = "prose"  # they occur in running text
    PERSON = "person"  # a person, with a role or an employer
    NONE = "none"


NONE = Form.NONE
_ENTRIES = (Form.NAME, Form.HEAD, Form.LISTING, Form.WITHIN)


class Item(NamedTuple):
    """A segment and the names it holds; a tuple, for one is made of every text of a page."""

    segment: Segment
    form: Form
    names: tuple[Name, ...] = ()

    @property
    def is_entry(self) -> bool:
        """Whether it holds names as an entry of a list does."""
        return self.form in _ENTRIES


item_of = tuple.__new__  # several times as fast as to call the class


@dataclass(slots=True, eq=False)
class Group:
    """Siblings of one kind: the entries of one list, cells of one column, cards of one grid.

    ``items`` begin with the first that is seen to name something; ``before`` are the siblings above it.
    """

    items: list[Item]
    headings: tuple[Segment, ...]
    lead: str
    zone: Zone
    before: tuple[Item, ...] = ()
