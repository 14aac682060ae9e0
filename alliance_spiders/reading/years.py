"""Years in what a page says: a span that is over tells of the past, one that runs on does not."""

from __future__ import annotations

import re

_SPAN = re.compile(
    r"\b(?:between\s+|from\s+)?((?:19|20)\d\d)\s*(?:-|–|—|/|to|until|and)\s*((?:19|20)?\d\d)\b(?![-–—/]\d)",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:before|until|prior to|up to|by)\s+(?:\w+\s+)?((?:19|20)\d\d)\b", re.IGNORECASE)


def without_years_to_come(text: str, year: int) -> str:
    """A text without the spans of years that reach into ``year`` or beyond it, so that no history is left."""
    if "20" not in text:
        return text
    shorter = _SPAN.sub(lambda found: " " if _end(found) >= year else found[0], text)
    return _UNTIL.sub(lambda found: " " if int(found[1]) > year else found[0], shorter)


def _end(span: re.Match[str]) -> int:
    """The last year of a span; “2026-27” ends in 2027."""
    first, last = span[1], span[2]
    return int(first[: 4 - len(last)] + last)
