"""Text of hostile pages, made harmless and readable for people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markupsafe import Markup

LONGEST_NAME = 300  # characters shown of a name; the recording has the rest
SNIPPET_SIDE = 200  # characters shown before and after the name in its snippet

_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200d\u2060-\u2064\ufeff\ud800-\udfff]"
)


def shown(text: str, most: int = LONGEST_NAME) -> str:
    """The text on one line, without what no reader sees, of at most about ``most`` characters.

    Marks that turn the direction of reading are spelt out, because they can make a name look like another.
    """
    head = " ".join(_UNSEEN.sub("", text[: 2 * most]).split())
    plain = _DIRECTIONS.sub(lambda mark: f"‹U+{ord(mark[0]):04X}›", head)
    if len(text) <= 2 * most and len(plain) <= most:
        return plain
    return f"{plain[:most].rstrip()} … ({len(text):,} characters)"


def around(snippet: str, name: str) -> tuple[str, str, str]:
    """What stands before the name, the name, and what follows it; all in the first where it is not found."""
    found = _pattern(name).search(snippet) if name.strip() else None
    if found is None:
        return shown(snippet, 2 * SNIPPET_SIDE), "", ""
    start, end = max(0, found.start() - SNIPPET_SIDE), found.end() + SNIPPET_SIDE
    before = ("… " if start else "") + _edge(snippet[start : found.start()], before=True)
    after = _edge(snippet[found.end() : end], before=False) + (" …" if end < len(snippet) else "")
    return before, shown(found[0]), after


def marked(snippet: str, name: str) -> Markup:
    """The snippet as HTML, escaped, with the name marked where it stands in it."""
    from markupsafe import Markup, escape

    before, found, after = around(snippet, name)
    if not found:
        return escape(before)
    return Markup("{}<mark>{}</mark>{}").format(before, found, after)


def is_web_address(url: str) -> bool:
    """Whether a link may lead there; ``javascript:`` and the like may not."""
    return url.startswith(("https://", "http://"))


def _pattern(name: str) -> re.Pattern[str]:
    words = name[: 2 * LONGEST_NAME].split()
    return re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)


def _edge(text: str, *, before: bool) -> str:
    """One side of a snippet, which keeps the space that parts it from the name."""
    plain = shown(text)
    if before:
        return f"{plain} " if text[-1:].isspace() and plain else plain
    return f" {plain}" if text[:1].isspace() and plain else plain
