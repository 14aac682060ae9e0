"""Cutting a block into runs of inline content, and runs into text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from alliance_spiders.reading.elements import INLINE
from alliance_spiders.reading.locator import is_text, path_of
from alliance_spiders.reading.tree import all_tags

Run = list[Tag | NavigableString]
_SEPARATORS = re.compile(r"(?:[\s,;|/·•&+–—-]|\band\b|\ba’r\b)*", re.IGNORECASE)
_BODY = re.compile(r"\b(?:trust|hospitals?|infirmary|council|university|hospice|board|icb)\b", re.IGNORECASE)
_UNSAID = frozenset("script style title s del strike".split())  # no text, or text struck out
_SPACES = re.compile(r"\s+")


def blocks_in(soup: BeautifulSoup) -> set[int]:
    """Identities of the inline elements that hold a block or a line break, and so are none."""
    marked: set[int] = set()
    for tag in all_tags(soup):
        if tag.name in INLINE:
            continue
        parent = tag.parent
        while parent is not None and parent.name in INLINE and id(parent) not in marked:
            marked.add(id(parent))
            parent = parent.parent
    return marked


def parts_of(tag: Tag, marked: set[int]) -> Iterator[Tag | Run]:
    """The children of a block: blocks as they are, inline content between them in runs."""
    run: Run = []
    for child in tag.contents:
        if isinstance(child, Tag):
            if child.name in INLINE and id(child) not in marked:
                run.append(child)
                continue
            if run:
                yield run
                run = []
            if child.name != "br":
                yield child
        elif isinstance(child, NavigableString) and is_text(child):
            run.append(child)
    if run:
        yield run


def text_of(run: Iterable[PageElement]) -> str:
    """The text of a run, spaces squeezed; neighbours that are joined without a space are parted."""
    pieces: list[str] = []
    for node in run:
        for string in _strings(node):
            if pieces and _glued(pieces[-1], string):
                pieces.append(" ")
            pieces.append(string)
    return _SPACES.sub(" ", "".join(pieces)).strip()


def _strings(node: PageElement) -> Iterator[str]:
    if isinstance(node, Tag) and node.name not in _UNSAID:
        for inner in node.descendants:
            if isinstance(inner, NavigableString) and is_text(inner) and not _hidden(inner):
                yield str(inner)
    elif isinstance(node, NavigableString):
        yield str(node)


def _hidden(string: NavigableString) -> bool:
    return string.parent is not None and string.parent.name in _UNSAID


def _glued(before: str, after: str) -> bool:
    """Whether “Trust” and “Leeds” met: a small letter or bracket, then a capital, with no space."""
    return bool(before and after) and (before[-1].islower() or before[-1] in ").’'") and after[0].isupper()


def separate_parts(run: Run) -> list[Tag]:
    """The links of a run that holds two or more, or its other elements when each names an organisation.

    Nothing but signs may stand between them.
    """
    tags = [node for node in run if isinstance(node, Tag) and node.get_text(strip=True)]
    parts = [tag for tag in tags if tag.name == "a"] or [tag for tag in tags if _BODY.search(tag.get_text())]
    if len(parts) < 2:
        return []
    own = {id(part) for part in parts}
    rest = "".join(_text(node) for node in run if id(node) not in own)
    return parts if _SEPARATORS.fullmatch(rest) else []


def _text(node: Tag | NavigableString) -> str:
    return node.get_text() if isinstance(node, Tag) else str(node)


def place_of(tag: Tag, run: Iterable[Tag | NavigableString]) -> str:
    """The locator of a run: of its one node, or of the block when it has several."""
    filled = [n for n in run if (n.get_text(strip=True) if isinstance(n, Tag) else n.strip())]
    if len(filled) == 1 and any(child is not filled[0] for child in tag.contents):
        return path_of(filled[0])
    return path_of(tag)
