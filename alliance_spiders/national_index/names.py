"""Comparing names of alliances: ``&`` or “and”, “Cancer Alliance” or not, brackets, abbreviations."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from alliance_spiders.alliances import all_alliances

_NUMBER = re.compile(r"^\s*\(?\d{1,3}[.):]?\s+")
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_DASH = re.compile(r"\s+[-–—|/]\s+|:\s+")
_WORD = re.compile(r"[^\W_]+")
_NO_PART_OF_A_NAME = frozenset("the nhs cancer alliance alliances and of for website site".split())


def name_keys(text: str) -> frozenset[str]:
    """What two spellings of a name share: a key for the whole, for each part, for what is in brackets."""
    text = _NUMBER.sub("", unicodedata.normalize("NFKC", text))
    inside = [first or second for first, second in _BRACKETS.findall(text)]
    outside = _BRACKETS.sub(" ", text)
    parts = (text, outside, *_DASH.split(outside), *inside)
    return frozenset(key for key in map(_key, parts) if key)


def alliances_named(text: str) -> frozenset[str]:
    """Codes of the known alliances that a text is a name of; more than one only if it names them all."""
    known = _known()
    return frozenset(known[key] for key in name_keys(text) if key in known)


@cache
def _known() -> dict[str, str]:
    return {
        _key(name): alliance.code
        for alliance in all_alliances()
        for name in (alliance.name, *alliance.other_names)
    }


def _key(text: str) -> str:
    # "&" is dropped with the other signs, as "and" is with the other small words.
    return " ".join(word for word in _WORD.findall(text.casefold()) if word not in _NO_PART_OF_A_NAME)
