"""A page as a tree of BeautifulSoup's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import AttributeDict


class _PageBuilder(LXMLTreeBuilder):
    """Builds the tree without what HTML pages have no use for: namespaces, and lists of classes.

    BeautifulSoup looks for both at every element; without, parsing takes a third less. ``tags`` holds the
    elements by name, each list in the order of the page.
    """

    def __init__(self) -> None:
        super().__init__(multi_valued_attributes=None, attribute_dict_class=AttributeDict)
        self.tags: dict[str, list[Tag]] = {}

    def reset(self) -> None:
        """Begin anew: a page that is refused as text is tried as bytes."""
        super().reset()
        self.tags.clear()

    def start(self, tag: str | bytes, attrib: Mapping[Any, Any], nsmap: object = None) -> None:
        """An element begins."""
        name = str(tag)
        element = self.soup.handle_starttag(name, None, None, AttributeDict(attrib)) if self.soup else None
        if element is not None:
            self.tags.setdefault(name, []).append(element)

    def end(self, tag: str | bytes) -> None:
        """An element ends."""
        if self.soup is not None:
            self.soup.handle_endtag(str(tag))


def parsed(text: str) -> BeautifulSoup:
    """A page as a tree. Classes stay one string each: nobody asks for a single one."""
    return parsed_with_tags(text)[0]


def parsed_with_tags(text: str) -> tuple[BeautifulSoup, dict[str, list[Tag]]]:
    """A page as a tree, and its elements by name, each list in the order of the page."""
    builder = _PageBuilder()
    soup = BeautifulSoup(text, builder=builder)
    return soup, builder.tags
