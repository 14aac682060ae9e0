"""The name in HTML that stands inside a value of a script's data: the text of a pin on a map."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from alliance_spiders.reading.elements import BOLD, INLINE
from alliance_spiders.reading.runs import is_one_name
from alliance_spiders.reading.shapes import is_generic, may_be_name

LONGEST = 4_000  # characters of such a value; a longer one is the text of a page
_LONGEST_NAME = 200  # characters
_TAG = re.compile(r"<(/?[a-zA-Z][\w:-]*)[^<>]{0,500}>")
_ENTRY = re.compile(r"<(?:li|tr|option|dt)\b", re.IGNORECASE)
_SEVERAL = 2  # entries that make a list
_HEADING = re.compile(r"h[1-6]")
_MARKS = BOLD | {"a"}
_UNSEEN = frozenset({"script", "style"})


class _Line(NamedTuple):
    """A line of text; ``marked`` is the bold text or the link with which it begins."""

    text: str
    marked: str
    is_heading: bool
    is_broken: bool  # a line break ends it, and no block


def is_html(value: str) -> bool:
    """Whether a value has elements of HTML in it, escaped once more or not."""
    return ("<" in value or "&lt;" in value) and _TAG.search(_unescaped(value)) is not None


def name_in(value: str) -> str:
    """What a value in HTML is titled; empty where it is titled by no name.

    The title is its heading, else the bold text, the link or the whole of its first line. A line that
    gives only a kind (“Hospital”) or the key of the next (“Name:”) is none.
    """
    if len(value) > LONGEST:
        return ""
    lines = [line for line in _joined(_lines(_unescaped(value))) if line.text]
    titles = [line.text for line in lines if line.is_heading]
    titles += [text for line in lines for text in (line.marked, line.text)]
    title = next((text for text in titles if text and not text.endswith(":") and not is_generic(text)), "")
    return title if 2 < len(title) <= _LONGEST_NAME and may_be_name(title) else ""


def entries_in(value: str) -> tuple[str, ...]:
    """The entries of the list that a value in HTML is; none of any other value."""
    if len(value) > LONGEST or len(_ENTRY.findall(value)) < _SEVERAL:
        return ()
    lines = (line.text for line in _joined(_lines(value)))
    return tuple(text for text in lines if 2 < len(text) <= _LONGEST_NAME and may_be_name(text))


def _unescaped(value: str) -> str:
    return value if "<" in value else unescape(value)


def _lines(html: str) -> Iterator[_Line]:
    """The lines of a piece of HTML: its blocks and what line breaks part; each may be empty."""
    pieces = _TAG.split(html)
    text, marked, mark, unseen, is_heading = "", "", "", "", False
    for piece, tag in zip(pieces[::2], [*pieces[1::2], "br"], strict=True):
        name = tag.lower()
        text += "" if unseen else unescape(piece)
        unseen = name if name in _UNSEEN else "" if name == f"/{unseen}" else unseen
        if name.lstrip("/") in INLINE:
            if name in _MARKS and not text.strip():
                mark = name
            elif mark and name == f"/{mark}":
                marked, mark = marked or text, ""
            continue
        yield _Line(_squeezed(text), _squeezed(marked), is_heading, is_broken=name == "br")
        text, marked, mark = "", "", ""
        if _HEADING.fullmatch(name.lstrip("/")):
            is_heading = not name.startswith("/")


def _joined(lines: Iterable[_Line]) -> Iterator[_Line]:
    """The lines; those that are one name together are one line."""
    last = _Line("", "", is_heading=False, is_broken=False)
    for line in lines:
        if last.is_broken and is_one_name(last.text, line.text, in_heading=last.is_heading):
            last = line._replace(text=f"{last.text} {line.text}", marked="")
        else:
            yield last
            last = line
    yield last


def _squeezed(text: str) -> str:
    return " ".join(text.split())
