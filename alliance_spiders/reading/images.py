"""Names in pictures: alternative texts, titles, labels, and as a last resort the file name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import unquote

from alliance_spiders.reading.elements import IMAGES, LISTS, attribute
from alliance_spiders.reading.html_values import is_html
from alliance_spiders.reading.model import Source
from alliance_spiders.reading.nodes import Node, Tag, Text
from alliance_spiders.reading.tree import all_tags, children, has_any, is_plain

_GENERIC = re.compile(
    r"(?:partner|organisation|trust|company|our|the|site|website|home|image|img|picture|photo|"
    r"icon|logo|logos|banner|"
    r"graphic|illustration|map|\W|\d)*",
    re.IGNORECASE,
)
# The words of a link that only say that it leads somewhere; and those before the name of where it leads.
_LINK = re.compile(
    r"(?:(?:visit|view|go to|see|open|the|our|their|its|trust|hospital|full)\s+)*"
    r"(?:web ?site|web ?page|home ?page|site|link|details|profile|more|read more|"
    r"find out more|learn more|more info(?:rmation)?|here|click here|visit|view|go)\W*",
    re.IGNORECASE,
)
LONGEST_LINK = 30  # characters
_TO = re.compile(
    r"(?:visit|go to|view|open|links? to|(?:find out|read|learn)? ?more about|website (?:of|for))\s+"
    r"(?:the (?:web ?site|page) (?:of|for)\s+)?(?=[A-Z]|the [A-Z])",
    re.IGNORECASE,
)
_LAZY = ("data-src", "data-lazy-src", "data-original", "srcset", "data-srcset")
_LETTERS = re.compile(r"[A-Za-z]{3}")
_CONTAINERS = LISTS | frozenset(
    "nav main section form header footer aside body article fieldset iframe".split()
)
_TAGS_WITH_TEXTS = IMAGES | {"a"}
_DATA = tuple(f"data-{key}" for key in "title name label organisation trust hospital popup tooltip".split())
_SAYING = frozenset({"title", "aria-label", *_DATA})  # of an element that shows nothing else


class Said(NamedTuple):
    """What an attribute says of an element; ``attribute`` is named where the source does not tell it."""

    tag: Tag
    source: Source
    text: str
    attribute: str = ""


def picture_texts(run: Iterable[Tag | Text], shown: str) -> Iterator[Said]:
    """What the pictures and, where no text names anything, the links of a run say.

    ``shown`` is the text of the run; “Website” names nothing.
    """
    has_text = bool(shown) and not says_no_name(shown)
    for node in run:
        if not isinstance(node, Tag):
            continue
        is_said = node.name in _TAGS_WITH_TEXTS or (not node.contents and not _SAYING.isdisjoint(node.attrs))
        if not is_said and is_plain(node):
            continue
        inner = [node]
        if node.contents:
            inner += (tag for tag in all_tags(node) if tag.name in _TAGS_WITH_TEXTS)
        if len(inner) == 1 and not is_said:
            continue
        found = [text for tag in inner if tag.name in IMAGES for text in _of_picture(tag)]
        named = any(said.source is not Source.FILE for said in found)
        labels = [] if has_text or named else [text for tag in inner for text in _of_label(tag)]
        yield from labels or found


def has_label(node: Node) -> bool:
    """Whether an attribute says what an element is."""
    return type(node) is Tag and ("title" in node.attrs or "aria-label" in node.attrs)


def says_no_name(text: str) -> bool:
    """Whether a text only says that it is a link: “Website”, “Find out more”."""
    return len(text) <= LONGEST_LINK and _LINK.fullmatch(text) is not None


def _of_picture(tag: Tag) -> Iterator[Said]:
    if tag.name == "input" and attribute(tag, "type") != "image":
        if attribute(tag, "type") == "button" and (text := attribute(tag, "value")):
            yield Said(tag, Source.LABEL, text, "value")
        return
    for source in (Source.ALT, Source.TITLE, Source.LABEL):
        text = " ".join(attribute(tag, source).split()) if source in tag.attrs else ""
        if text and not _GENERIC.fullmatch(text):
            yield Said(tag, source, text)
            return
    for element, name, address in _addresses(tag):
        if file := _file_name(address):
            yield Said(element, Source.FILE, file, name)
            return


def _addresses(tag: Tag) -> Iterator[tuple[Tag, str, str]]:
    """``(element, attribute, address)``: a picture that is loaded when it is seen has it not in ``src``."""
    yield tag, "", attribute(tag, "src")
    places, around = [tag], tag.parent
    while around is not None and around.name in ("picture", "source"):
        places += [around, *children(around, ("source",))]
        around = around.parent
    for each in places:
        for name in _LAZY:
            if name in each.attrs:
                yield each, name, attribute(each, name).partition(",")[0].strip().partition(" ")[0]


def _of_label(tag: Tag) -> Iterator[Said]:
    for source in (Source.LABEL, Source.TITLE):
        text = " ".join(attribute(tag, source).split()) if source in tag.attrs else ""
        if text and not _GENERIC.fullmatch(text):
            yield Said(tag, source, _TO.sub("", text, count=1) if _TO.match(text) else text)
            return
    name, text = data_label(tag)
    if text:
        yield Said(tag, Source.LABEL, text, name)


def _file_name(address: str) -> str:
    """The last part of an address when it has a name in it: no number, no data address."""
    if not address or address.startswith("data:"):
        return ""
    # Taken apart by hand: a page may have hundreds of pictures, and ``urlsplit`` looks at a lot more.
    path = address.partition("#")[0].partition("?")[0].partition("//")
    folder, _, last = (path[2] or path[0]).rpartition("/")
    name = unquote(last) if folder or not path[1] else ""
    return name if len(name) < 150 and _LETTERS.search(name.rpartition(".")[0]) else ""


_OWN_DATA = ("name", "title", "label", "heading")  # of an element that the site's scripts define


def data_label(tag: Tag) -> tuple[str, str]:
    """Name and value of the attribute that names an element without text (a pin on a map)."""
    for name in (*_DATA, *_OWN_DATA) if "-" in tag.name else _DATA:
        if name in tag.attrs and not tag.get_text(strip=True):
            text = " ".join(attribute(tag, name).split())
            return ("", "") if is_html(text) else (name, text)
    return "", ""


def _has_named_picture(tag: Tag) -> bool:
    """Whether a picture in an element says what it shows, other than by its file."""
    pictures = (inner for inner in all_tags(tag) if inner.name in IMAGES)
    return any(said.source is not Source.FILE for each in pictures for said in _of_picture(each))


def labelled(tag: Tag) -> str:
    """The label of a block that shows no text of its own (a logo drawn as a background)."""
    if tag.name in _CONTAINERS or not (tag.has_attr("aria-label") or tag.has_attr("title")):
        return ""
    if tag.get_text(strip=True) or (has_any(tag, IMAGES) and _has_named_picture(tag)):
        return ""
    return " ".join((attribute(tag, "aria-label") or attribute(tag, "title")).split())
