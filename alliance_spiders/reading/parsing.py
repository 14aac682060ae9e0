"""From the text of a page to its tree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from lxml import etree

from alliance_spiders.reading.nodes import APART, Node, Remark, Tag, Text, TextApart

ROOT = "[document]"
_ASCII_SPACES = " \n\t\f\r"  # what is squeezed where a text holds nothing else; other spaces are text
# Signs without width, which tell where a word may be broken: they part no words, and are none.
WITHOUT_WIDTH = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_INVISIBLE = dict.fromkeys(map(ord, WITHOUT_WIDTH))
_SPACED = frozenset({"pre", "textarea"})  # keep their white space
_SPECIAL = APART | _SPACED
_BYTE_ORDER = "\ufeff"
# What a site's own element shows, in the page's source: its end ends with that of the element.
_SHADOW = re.compile(r"<template(?=[^<>]{0,400}\bshadowroot)[^<>]*>", re.IGNORECASE)

# Parsers that have done; lxml looks into a new one for longer than a small page takes to be parsed.
_at_rest: list[tuple[_Growing, etree.HTMLParser]] = []

Tags = Mapping[str, Sequence[Tag]]


class _Growing:
    """Takes the parser's events and puts elements and texts into the tree as they come.

    ``tags`` holds the elements by name, each list in the order of the page.
    """

    def __init__(self) -> None:
        self._text: list[str] = []
        self.data = self._text.append  # a piece of text
        self.begin()

    def begin(self) -> None:
        """A page begins."""
        self._text.clear()
        self.root = Tag(ROOT, {}, None)
        self.tags: defaultdict[str, list[Tag]] = defaultdict(list)
        self._open = [self.root]
        self._spaced: list[Tag] = []  # of the open elements, those that keep their white space
        self._apart: list[Tag] = []  # and those whose text is none of the page
        self._latest: Node = self.root

    def start(self, name: str, attrs: Mapping[str, str]) -> None:
        """An element begins."""
        if self._text:
            self._end_text()
        parent = self._open[-1]
        tag = Tag(name, attrs, parent)
        parent.contents.append(tag)
        self._latest.next_element = self._latest = tag
        self._open.append(tag)
        self.tags[name].append(tag)
        if name in _SPECIAL:
            (self._spaced if name in _SPACED else self._apart).append(tag)

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

    def comment(self, text: str) -> None:
        """A comment."""
        self._put_remark(text)

    def doctype(self, name: str, _public: str, _system: str) -> None:
        """The type of the document."""
        self._put_remark(name)

    def pi(self, target: str, text: str) -> None:
        """An instruction to some program."""
        self._put_remark(f"{target} {text}")

    def close(self) -> None:
        """The page ends."""
        if self._text:
            self._end_text()

    def _end_special(self, tag: Tag) -> None:
        for kept in (self._apart, self._spaced):
            if kept and kept[-1] is tag:
                kept.pop()

    def _end_text(self) -> None:
        said = "".join(self._text)
        self._text.clear()
        if not said.isascii():
            said = said.translate(_INVISIBLE) or " "
        if said.isspace() and not self._spaced and not said.strip(_ASCII_SPACES):
            said = "\n" if "\n" in said else " "
        self._link(TextApart(said, self._apart[-1].name) if self._apart else Text(said))

    def _put_remark(self, text: str) -> None:
        if self._text:
            self._end_text()
        self._link(Remark(text))

    def _link(self, node: Text | Remark) -> None:
        """Put a node at the end of the element that is open."""
        node.parent = parent = self._open[-1]
        node.next_element = None
        parent.contents.append(node)
        self._latest.next_element = self._latest = node


def parsed(text: str) -> Tag:
    """A page as a tree."""
    return parsed_with_tags(text)[0]


def parsed_with_tags(text: str) -> tuple[Tag, Tags]:
    """A page as a tree, and its elements by name, each list in the order of the page."""
    growing, parser = _at_rest.pop() if _at_rest else _new_parser()
    if "shadowroot" in text:
        text = _SHADOW.sub("<div>", text)
    parser.feed(text.removeprefix(_BYTE_ORDER))
    parser.close()
    found = growing.root, growing.tags
    growing.begin()
    _at_rest.append((growing, parser))
    return found


def _new_parser() -> tuple[_Growing, etree.HTMLParser]:
    growing = _Growing()
    return growing, etree.HTMLParser(target=growing, recover=True)
