"""Whether all of a page arrived."""

from __future__ import annotations

import re
from collections.abc import Iterable

from alliance_spiders.reading.decode import decode_body
from alliance_spiders.reading.model import Document

# Elements whose end HTML does not let out; what is left open at the end of a page was cut.
_CLOSING = frozenset(
    """a article aside b button details dialog div dl em fieldset figure footer form h1 h2 h3 h4 h5 h6 header
    main nav ol section select span strong table ul""".split()
)
_RAW = frozenset("script style textarea title noscript template".split())  # markup in them is no markup
_END = 120  # characters of a page that no other text ends with by chance
_FEW = 2  # pages that show what the frame of a site is
_MOST = 0.5
_MARK = re.compile(r"<(?:(?P<comment>!--)|(?P<end>/)?(?P<name>[a-z][a-z0-9]*))", re.IGNORECASE)


def is_truncated(document: Document) -> bool:
    """Whether a page lacks its end: it breaks off, or leaves elements open.

    The end tags of ``body`` and ``html`` may be left out; those of lists, tables and containers may not.
    """
    if breaks_off(document):
        return True
    if document.root is None or not document.opens_html or document.closes_html:
        return False
    return not closes_all(_text_of(document))


def breaks_off(document: Document) -> bool:
    """Whether a page ends in the middle of a tag or of a text."""
    if document.page.truncated:
        return True
    tail = document.raw_tail
    if document.root is None or not tail.strip() or document.closes_html:
        return False
    rest = tail[tail.rfind(">") + 1 :]
    return "<" in rest or (document.opens_html and bool(rest.strip()))


def ends_within(document: Document, others: Iterable[Document]) -> bool:
    """Whether a page has no end, and stops where most others of its site go on: in the frame they share."""
    end = document.raw_tail[-_END:]
    if document.root is None or not document.opens_html or document.closes_html or len(end) < _END:
        return False
    whole = [other for other in others if other is not document and other.closes_html]
    going_on = sum(end in _text_of(other) for other in whole)
    return going_on >= _FEW and going_on > len(whole) * _MOST


def _text_of(document: Document) -> str:
    page = document.page
    return decode_body(page.body, page.content_type, page.encoding)


def closes_all(text: str) -> bool:
    """Whether every list, table and container before a page's footer is closed again.

    Takes time linear in the length of the text.
    """
    low, position = text.lower(), 0
    opened: list[str] = []
    while mark := _MARK.search(low, position):
        position = mark.end()
        name = mark["name"]
        if name is None or (name in _RAW and not mark["end"]):
            position = low.find("-->" if name is None else f"</{name}", position)
            if position < 0:
                return False
        elif name in _CLOSING and not mark["end"]:
            opened.append(name)
        elif name in _CLOSING and name in opened:
            del opened[len(opened) - 1 - opened[::-1].index(name) :]
    return not opened or _is_in_last_part(opened, low)


def _is_in_last_part(opened: list[str], low: str) -> bool:
    """Whether what is left open is the foot of the page, so that all its content stands before it."""
    if "footer" not in opened:
        return False
    around = set(opened[: opened.index("footer")])
    return not around or (around == {"div"} and "</main" in low)
