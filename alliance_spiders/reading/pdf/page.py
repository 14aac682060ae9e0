"""A PDF as a web page: its titles, paragraphs, lists and tables, so that both are read by the same rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from alliance_spiders.reading.nodes import Tag
from alliance_spiders.reading.pdf import PdfText
from alliance_spiders.reading.words import Lean, lean

_TITLE = 9  # words of a line that is a title by what it says
_LONGEST_TITLE = 15  # words
_LARGE = ((1.6, 2), (1.3, 3), (1.12, 4))  # times the size of most letters, and the level of such a title
_PLAIN_LEVEL = 6  # of a title that looks like text
_ENTRY = 16  # words; what is longer is no entry of a list without bullets
_LIKE = 1.5  # points
_DEEPEST = 4  # lists within each other
_NAME_ENDS = re.compile(r"\b(?:Trust|Hospital|Infirmary|Centre)\W*$")
_ENDS = (".", "!", "?", ":", ";", ",")


def page_of(texts: Sequence[PdfText]) -> str:
    """The texts as HTML; the ``id`` of an element is the place of its text."""
    size = _usual_size(texts)
    main = [text for text in texts if not text.is_margin]
    margins = "".join(_element("p", text) for text in texts if text.is_margin)
    body = "".join(
        _part(kind, list(part), size) for kind, part in groupby(main, key=lambda t: _kind(t, size))
    )
    return f"<html><body><main>{body}</main><footer>{margins}</footer></body></html>"


def place_of_tag(tag: Tag | None) -> str:
    """The place of the text that an element of such a page holds; empty outside of it."""
    while tag is not None:
        if tag.attrs.get("id", "").startswith("/"):
            return tag.attrs["id"]
        tag = tag.parent
    return ""


def _usual_size(texts: Sequence[PdfText]) -> float:
    letters: Counter[float] = Counter()
    for text in texts:
        letters[round(text.block.size * 2) / 2] += len(text.block.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _kind(text: PdfText, size: float) -> tuple[str, int]:
    """What a text is: a cell of which table, a title, an entry, or a paragraph."""
    if text.table:
        return "table", text.table
    if _level(text, size) or text.block.is_bold:
        return "title", 0
    if text.block.is_marked:
        return "list", 0
    words = text.block.text.split()
    is_entry = len(words) <= _ENTRY and not text.block.text.endswith(_ENDS)
    return ("lines", round(text.block.left / _LIKE)) if is_entry else ("text", 0)


def _level(text: PdfText, size: float) -> int:
    """The level of a title, by its size or by what it says; 0 for text."""
    words = len(text.block.text.split())
    if text.block.is_marked or words > _LONGEST_TITLE:
        return 0
    larger = next((level for times, level in _LARGE if size and text.block.size >= times * size), 0)
    return larger or (_PLAIN_LEVEL if words <= _TITLE and _is_title(text.block.text) else 0)


def _is_title(text: str) -> bool:
    """Whether a short text says what comes after it."""
    is_one = text.endswith(":") or re.fullmatch(r"[A-Z][^.,;]*", text) is not None
    return is_one and not _NAME_ENDS.search(text) and lean(text).lean is not Lean.NONE


def _part(kind: tuple[str, int], texts: Sequence[PdfText], size: float) -> str:
    """Texts of one kind in a row as HTML."""
    match kind[0]:
        case "table":
            return _table(texts)
        case "title":
            return "".join(_title(text, size) for text in texts)
        case "list":
            return _nested(texts)
        case "lines" if len(texts) > 1:
            return f"<ul>{''.join(_element('li', text) for text in texts)}</ul>"
    return "".join(_element("p", text) for text in texts)


def _title(text: PdfText, size: float) -> str:
    level = _level(text, size)
    return _element(f"h{level}", text) if level else _element("p", text, "b")


def _table(texts: Sequence[PdfText]) -> str:
    rows = (list(row) for _, row in groupby(texts, key=lambda text: text.row))
    width = max(text.column for text in texts) + 1
    return f"<table>{''.join(_row(row, width) for row in rows)}</table>"


def _row(texts: Sequence[PdfText], width: int) -> str:
    is_head = all(text.block.is_bold for text in texts) and len(texts) > 1
    cells: list[str] = []
    for column in range(width):
        inner = [text for text in texts if text.column == column]
        name = "th" if is_head else "td"
        if len(inner) == 1:
            cells.append(_element(name, inner[0]))
        else:
            cells.append(f"<{name}>{''.join(_element('p', text) for text in inner)}</{name}>")
    return f"<tr>{''.join(cells)}</tr>"


def _nested(texts: Sequence[PdfText]) -> str:
    """Entries with bullets; what is set in further than the entry before stands under that."""
    return "".join(_entries(list(texts)))


def _entries(texts: list[PdfText]) -> Iterator[str]:
    """The entries of a list, deeper ones inside."""
    lefts: list[float] = []
    for text in texts:
        left = text.block.left
        while lefts and left < lefts[-1] - _LIKE * 2:
            lefts.pop()
            yield "</li></ul>"
        if lefts and (left <= lefts[-1] + _LIKE * 2 or len(lefts) >= _DEEPEST):
            yield "</li>"
        else:
            lefts.append(left)
            yield "<ul>"
        yield f'<li id="{escape(text.place)}">{escape(text.block.text)}'
    yield "</li></ul>" * len(lefts)


def _element(name: str, text: PdfText, inner: str = "") -> str:
    shown = escape(text.block.text)
    shown = f"<{inner}>{shown}</{inner}>" if inner else shown
    return f'<{name} id="{escape(text.place)}">{shown}</{name}>'
