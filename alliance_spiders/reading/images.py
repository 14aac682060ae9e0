"""Names in pictures: alternative texts, titles, labels, and as a last resort the file name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from alliance_spiders.reading.elements import IMAGES, LISTS, attribute
from alliance_spiders.reading.html_values import is_html
from alliance_spiders.reading.model import Source
from alliance_spiders.reading.nodes import Tag, Text
from alliance_spiders.reading.tree import all_tags, has_any, is_plain

_GENERIC = re.compile(
    r"(?:partner|organisation|trust|company|our|the|site|website|home|image|img|picture|photo|"
    r"icon|logo|logos|banner|"
    r"graphic|illustration|map|\W|\d)*",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[A-Za-z]{3}")
_CONTAINERS = LISTS | frozenset(
    "nav main section form header footer aside body article fieldset iframe".split()
)
_TAGS_WITH_TEXTS = IMAGES | {"a"}


def picture_texts(run: Iterable[Tag | Text], has_text: bool) -> Iterator[tuple[Tag, Source, str]]:
    """``(element, source, text)`` of the pictures and, where there is no text, of the links of a run."""
    for node in run:
        if not isinstance(node, Tag) or (node.name not in _TAGS_WITH_TEXTS and is_plain(node)):
            continue
        inner = [node]
        if node.contents:
            inner += (tag for tag in all_tags(node) if tag.name in _TAGS_WITH_TEXTS)
        if len(inner) == 1 and node.name not in _TAGS_WITH_TEXTS:
            continue
        found = [text for tag in inner if tag.name in IMAGES for text in _of_picture(tag)]
        named = any(source is not Source.FILE for _, source, _ in found)
        labels = [] if has_text or named else [text for tag in inner for text in _of_label(tag)]
        yield from labels or found


def _of_picture(tag: Tag) -> Iterator[tuple[Tag, Source, str]]:
    if tag.name == "input" and attribute(tag, "type") != "image":
        return
    for source in (Source.ALT, Source.TITLE, Source.LABEL):
        text = " ".join(attribute(tag, source).split()) if source in tag.attrs else ""
        if text and not _GENERIC.fullmatch(text):
            yield tag, source, text
            return
    name = _file_name(attribute(tag, "src"))
    if name:
        yield tag, Source.FILE, name


def _of_label(tag: Tag) -> Iterator[tuple[Tag, Source, str]]:
    for source in (Source.LABEL, Source.TITLE):
        text = " ".join(attribute(tag, source).split()) if source in tag.attrs else ""
        if text and not _GENERIC.fullmatch(text):
            yield tag, source, text
            return


def _file_name(address: str) -> str:
    """The last part of an address when it has a name in it: no number, no data address."""
    if not address or address.startswith("data:"):
        return ""
    # Taken apart by hand: a page may have hundreds of pictures, and ``urlsplit`` looks at a lot more.
    path = address.partition("#")[0].partition("?")[0].partition("//")
    folder, _, last = (path[2] or path[0]).rpartition("/")
    name = unquote(last) if folder or not path[1] else ""
    return name if len(name) < 150 and _LETTERS.search(name.rpartition(".")[0]) else ""


_DATA = tuple(f"data-{key}" for key in "title name label organisation trust hospital popup tooltip".split())

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
    return any(source is not Source.FILE for each in pictures for _, source, _ in _of_picture(each))


def labelled(tag: Tag) -> str:
    """The label of a block that shows no text of its own (a logo drawn as a background)."""
    if tag.name in _CONTAINERS or not (tag.has_attr("aria-label") or tag.has_attr("title")):
        return ""
    if tag.get_text(strip=True) or (has_any(tag, IMAGES) and _has_named_picture(tag)):
        return ""
    return " ".join((attribute(tag, "aria-label") or attribute(tag, "title")).split())
