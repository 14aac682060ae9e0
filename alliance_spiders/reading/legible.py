"""Whether what was sent as a page is text, and whether the text is language."""

from __future__ import annotations

import re
from string import punctuation

_LOOKED_AT = 4_000  # bytes
_MOST_CONTROLS = 0.02  # share of the bytes
# Neither NUL bytes, which text in two bytes a letter is full of, nor those that escape to another alphabet.
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_ENOUGH = 200  # characters; a shorter text may be names alone
_LEAST_COMMON = 0.03  # share of the words
_LEAST_BESIDE_FILLER = 0.1  # the title of a page, and labels, stand over its filler
_FILLER = ("lorem ipsum", "dolor sit amet")
# What no English page on hospitals does without; words that Latin filler has too are left out.
_COMMON = frozenset(
    "the of and to for with is are was be by from on our we us you your their this that which or not have "
    "has it as at all will more can who about nhs trust trusts hospital hospitals health healthcare cancer "
    "care alliance partners members services patients".split()
)


def is_text(body: bytes) -> bool:
    """Whether a body is text in any code, and not a picture or another file that is called a page."""
    start = body[:_LOOKED_AT]
    return len(_CONTROLS.findall(start)) <= len(start) * _MOST_CONTROLS


def is_garbled(text: str) -> bool:
    """Whether a text, in small letters, is long enough to tell and has next to no English word in it.

    Filler, letters replaced or misread, and text turned into signs all are; a list of names is not.
    """
    words = text.split()
    is_filler = any(map(text.__contains__, _FILLER))
    if sum(map(len, words)) < _ENOUGH and not is_filler:
        return False
    least = _LEAST_BESIDE_FILLER if is_filler else _LEAST_COMMON
    return sum(word.strip(punctuation) in _COMMON for word in words) < len(words) * least
