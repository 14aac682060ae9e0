"""Texts that name nobody, told by how they are written: most of a page, and quick to tell."""

from __future__ import annotations

import re

from alliance_spiders.reading.persons import has_role
from matching.matcher import Matcher

# In small letters, too, these may be words of a trust's name.
_KINDS = ("nhs", "trust", "hosp", "infirm", "foundation")
# Two words with capitals side by side, small words between them aside, or a word of several capitals.
_IN_CAPITALS = re.compile(
    r"[A-Z][\w'’]*[^\w.!?]{1,3}(?:(?:and|of|the|for|upon|on|in|at|de|la|le)\b[ -])*[A-Z]|[A-Z][\w&]*[A-Z]"
)
_CAPITAL = re.compile(r"[A-Z][\w'’]*")
_LONGEST = 200  # characters of a line about a person
_FIRST = re.compile(r"\W*(?:the\s+)?([\w'’]+)", re.IGNORECASE)
_BEGINNING = 80  # characters


def is_plain(text: str, matcher: Matcher) -> bool:
    """Whether a text names no organisation and no person, as no word of it is written like one of a name.

    A name has capitals, or it says in small letters what it is (“leeds teaching hospitals”). One word
    with a capital, such as the first of a text, counts only where a name that the register knows has it.
    """
    small = text.lower()
    if any(map(small.__contains__, _KINDS)):
        return False
    first = _FIRST.match(text)
    if first is not None and matcher.knows(first[1]):
        return False
    is_small = text[1:] == small[1:]
    if not is_small and (_IN_CAPITALS.search(text) or any(map(matcher.knows, _CAPITAL.findall(text)))):
        return False
    if matcher.may_find(text[:_BEGINNING] if is_small else text):
        return False
    return len(text) > _LONGEST or not has_role(text)
