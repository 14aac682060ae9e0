"""Looking around in a parsed page."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import accumulate

from alliance_spiders.reading.nodes import Tag


def all_tags(root: Tag) -> Iterator[Tag]:
    """Every element below one, in the order of the page."""
    stack = root.contents[::-1]
    while stack:
        node = stack.pop()
        if isinstance(node, Tag):
            yield node
            if node.contents:
                stack.extend(reversed(node.contents))


def has_any(root: Tag, names: Collection[str]) -> bool:
    """Whether an element of one of these names stands below another."""
    return any(tag.name in names for tag in all_tags(root))


def is_plain(tag: Tag) -> bool:
    """Whether an element holds one text and no element, as most do."""
    return len(tag.contents) == 1 and not isinstance(tag.contents[0], Tag)


def nearest(tag: Tag, names: Collection[str]) -> Tag | None:
    """The nearest element of one of these names around another."""
    parent = tag.parent
    while parent is not None and parent.name not in names:
        parent = parent.parent
    return parent


def children(tag: Tag, names: Collection[str]) -> list[Tag]:
    """The children of an element that have one of these names."""
    return [child for child in tag.contents if isinstance(child, Tag) and child.name in names]


def is_within(tag: Tag | None, container: Tag | None) -> bool:
    """Whether an element is another one or stands in it."""
    while tag is not None:
        if tag is container:
            return True
        tag = tag.parent
    return False


def is_longer(tag: Tag, most: int) -> bool:
    """Whether the texts in an element have more characters than these, without the spaces around each."""
    return any(length > most for length in accumulate(map(len, tag.stripped_strings)))


def shown(tag: Tag | None) -> str:
    """The text of an element, spaces squeezed; empty for none."""
    return " ".join(tag.get_text(" ").split()) if tag is not None else ""
