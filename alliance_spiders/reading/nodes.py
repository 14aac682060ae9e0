"""A page as a tree: elements, texts, and what is neither.

The elements have what is used of BeautifulSoup's, under the same names. BeautifulSoup's can also be changed
and written out again, for which each knows thirty things: to make them takes longer than all else of parsing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

# Elements whose text is no part of what the page says, unless it is asked for.
APART = frozenset("script style template rt rp".split())


class Text(str):
    """A text of the page."""

    __slots__ = ("next_element", "parent")

    parent: Tag
    next_element: Node | None


class TextApart(Text):
    """A text in a script, a style sheet, a template or a note of how to say a word."""

    __slots__ = ("kind",)

    kind: str  # the name of the element

    def __new__(cls, said: str, kind: str) -> TextApart:
        """A text in an element of the name ``kind``."""
        text = super().__new__(cls, said)
        text.kind = kind
        return text


class Remark(str):
    """A comment, a declaration or an instruction: it stands in the page and is no text of it."""

    __slots__ = ("next_element", "parent")

    parent: Tag
    next_element: Node | None


class Tag:
    """An element; that of the whole page has no parent and is called ``[document]``.

    ``next_element`` is the node that begins next, whether inside or behind this one.
    """

    __slots__ = ("attrs", "contents", "name", "next_element", "parent")

    name: str
    attrs: Mapping[str, str]
    contents: list[Node]
    parent: Tag | None
    next_element: Node | None

    def __init__(self, name: str, attrs: Mapping[str, str], parent: Tag | None) -> None:
        self.name = name
        self.attrs = attrs
        self.contents = []
        self.parent = parent
        self.next_element = None

    @property
    def parents(self) -> Iterator[Tag]:
        """The elements around it, from the inside out."""
        parent = self.parent
        while parent is not None:
            yield parent
            parent = parent.parent

    @property
    def next_elements(self) -> Iterator[Node]:
        """All nodes that begin behind the beginning of this one, in the order of the page."""
        node = self.next_element
        while node is not None:
            yield node
            node = node.next_element

    @property
    def descendants(self) -> Iterator[Node]:
        """All nodes in it, in the order of the page."""
        last: Node = self
        while isinstance(last, Tag) and last.contents:
            last = last.contents[-1]
        node: Node | None = self
        while node is not last and node is not None:
            node = node.next_element
            if node is not None:
                yield node

    @property
    def strings(self) -> Iterator[Text]:
        """The texts in it; of a script, a style sheet and the like its own, which no other has."""
        if self.name in APART:
            return (n for n in self.descendants if isinstance(n, TextApart) and n.kind == self.name)
        return (node for node in self.descendants if type(node) is Text)

    def has_attr(self, name: str) -> bool:
        """Whether it has an attribute."""
        return name in self.attrs

    def get_text(self, separator: str = "", *, strip: bool = False) -> str:
        """The texts in it, joined; ``strip`` leaves out the spaces around each, and the empty ones."""
        if len(self.contents) == 1 and type(self.contents[0]) is Text and self.name not in APART:  # as most
            return self.contents[0].strip() if strip else str(self.contents[0])
        return separator.join(self.stripped_strings if strip else self.strings)

    @property
    def stripped_strings(self) -> Iterator[str]:
        """The texts in it without the spaces around each, as far as anything is left."""
        return (shown for text in self.strings if (shown := text.strip()))


Node = Tag | Text | Remark
