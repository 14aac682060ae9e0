"""A page as a tree of BeautifulSoup's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import (
    AttributeValueList,
    Comment,
    Doctype,
    NavigableString,
    PageElement,
    ProcessingInstruction,
)
from lxml import etree

_ASCII_SPACES = " \n\t\f\r"  # what BeautifulSoup squeezes; other spaces are text
_EMPTY = frozenset(LXMLTreeBuilder.DEFAULT_EMPTY_ELEMENT_TAGS or ())
_SPACED = frozenset(LXMLTreeBuilder.DEFAULT_PRESERVE_WHITESPACE_TAGS)
_KINDS = LXMLTreeBuilder.DEFAULT_STRING_CONTAINERS  # the class of the text in scripts, style sheets, ...
_SPECIAL = _EMPTY | _SPACED | frozenset(_KINDS)


class _Element(Tag):
    """An element of an HTML page; what is the same of nearly all of them is said once."""

    parser_class = BeautifulSoup
    namespace = None
    prefix = None
    sourceline = None
    sourcepos = None
    hidden = False
    known_xml = False
    can_be_empty_element = False
    cdata_list_attributes = None
    attribute_value_list_class = AttributeValueList
    preserve_whitespace_tags = LXMLTreeBuilder.DEFAULT_PRESERVE_WHITESPACE_TAGS
    interesting_string_types = Tag.MAIN_CONTENT_STRING_TYPES
    _namespaces: dict[str, str] = {}  # noqa: RUF012  BeautifulSoup's own attribute; never written to


class _Growing:
    """Takes the parser's events and puts elements and texts into the tree as they come.

    ``tags`` holds the elements by name, each list in the order of the page.
    """

    def __init__(self, builder: LXMLTreeBuilder, soup: BeautifulSoup) -> None:
        self.tags: dict[str, list[Tag]] = {}
        self._builder = builder
        self._open: list[Tag] = [soup]
        self._spaced: list[Tag] = []  # of the open elements, those that keep their white space
        self._kinds: list[Tag] = []  # and those whose text is of a kind of its own
        self._before = PageElement()  # the node before the next; at first one that stands before all
        self._text: list[str] = []

    def start(self, name: str, attrs: Mapping[str, str]) -> None:
        """An element begins."""
        if self._text:
            self._end_text()
        element = _Element.__new__(_Element)
        element.name = name
        element.attrs = dict(attrs)
        element.contents = []
        self._link(element)
        self._open.append(element)
        if name in _SPECIAL:
            self._start_special(element)
        alike = self.tags.get(name)
        if alike is None:
            self.tags[name] = [element]
        else:
            alike.append(element)

    def end(self, name: str) -> None:
        """An element ends, and those that are still open in it."""
        if self._text:
            self._end_text()
        place = len(self._open) - 1
        while place and self._open[place].name != name:
            place -= 1
        if place:
            if name in _SPECIAL:
                self._end_special(self._open[place])
            del self._open[place:]

    def data(self, text: str) -> None:
        """A piece of text."""
        self._text.append(text)

    def comment(self, text: str) -> None:
        """A comment."""
        self._end_text()
        self._put_text(text, Comment)

    def doctype(self, name: str, pubid: str, system: str) -> None:
        """The type of the document."""
        self._end_text()
        self._put_text(Doctype._string_for_name_and_ids(name, pubid, system), Doctype)

    def pi(self, target: str, text: str) -> None:
        """An instruction to some program."""
        self._end_text()
        self._put_text(f"{target} {text}", ProcessingInstruction)

    def close(self) -> None:
        """The page ends."""
        self._end_text()
        soup = self._open[0]
        if soup.contents:
            soup.contents[0].previous_element = None

    def _start_special(self, element: Tag) -> None:
        name = element.name
        if name in _EMPTY:
            element.can_be_empty_element = True
            self._builder.set_up_substitutions(element)  # of the encoding that a meta element names
        if name in _KINDS:
            element.interesting_string_types = {_KINDS[name]}
            self._kinds.append(element)
        if name in _SPACED:
            self._spaced.append(element)

    def _end_special(self, element: Tag) -> None:
        for kept in (self._kinds, self._spaced):
            if kept and kept[-1] is element:
                kept.pop()

    def _end_text(self) -> None:
        if self._text:
            text = "".join(self._text)
            self._text.clear()
            self._put_text(text, _KINDS[self._kinds[-1].name] if self._kinds else NavigableString)

    def _put_text(self, text: str, kind: type[NavigableString]) -> None:
        if not self._spaced and not text.strip(_ASCII_SPACES):
            text = "\n" if "\n" in text else " "
        string = str.__new__(kind, text)
        string.hidden = False
        self._link(string)

    def _link(self, node: PageElement) -> None:
        """Put a node at the end of the element that is open."""
        parent = self._open[-1]
        node.parent = parent
        node.previous_element = self._before
        node.next_element = node.next_sibling = node.previous_sibling = None
        self._before.next_element = self._before = node
        siblings = parent.contents
        if siblings:
            last = siblings[-1]
            last.next_sibling = node
            node.previous_sibling = last
        siblings.append(node)


class _PageBuilder(LXMLTreeBuilder):
    """Builds the tree without what HTML pages have no use for: namespaces, and lists of classes.

    BeautifulSoup asks thirty things of every element, as a page could be XML, or be parsed in part. To link
    the elements at once takes a third of the time, and the tree is the same: the tests compare the two.
    """

    def __init__(self) -> None:
        super().__init__(multi_valued_attributes=None)
        self.growing: _Growing | None = None

    def default_parser(self, encoding: str | None) -> Any:  # noqa: ANN401  lxml has no types
        """A parser that tells the growing tree of what it meets."""
        assert self.soup is not None  # BeautifulSoup sets it before it feeds
        self.growing = _Growing(self, self.soup)  # anew for each try: as text, then as bytes
        return etree.HTMLParser(
            target=self.growing, recover=True, huge_tree=self.huge_tree, encoding=encoding
        )


def parsed(text: str) -> BeautifulSoup:
    """A page as a tree. Classes stay one string each: nobody asks for a single one."""
    return parsed_with_tags(text)[0]


def parsed_with_tags(text: str) -> tuple[BeautifulSoup, dict[str, list[Tag]]]:
    """A page as a tree, and its elements by name, each list in the order of the page."""
    builder = _PageBuilder()
    soup = BeautifulSoup(text, builder=builder)
    return soup, builder.growing.tags if builder.growing else {}
