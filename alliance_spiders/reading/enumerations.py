"""Telling a text that only enumerates names from one that says something about them."""

from __future__ import annotations

import re

from alliance_spiders.reading.persons import has_role
from alliance_spiders.reading.shapes import is_clause, is_generic, is_name_shaped, looks_named
from alliance_spiders.reading.words import Lean, lean

_EDGES = " \t\n,;:/&()[]“”\"'–—-|•."
_JOINT = re.compile(r"\s*(?:[,;/&()|•]|\s[–—-]\s|\b(?:and|as well as|together with|along with|plus)\b)\s*")
_FIRST = re.compile(
    r"^\W*(?:(?:and|the|both|our|as well as|together with|along with|plus)\b\W*)*", re.IGNORECASE
)
_KEY = re.compile(r"[A-Z][\w'’&-]*(?: [\w'’&-]+){0,4}\s*:")
_SYSTEM = re.compile(  # a part of the country is also named by the body that plans its care
    r"[A-Z][\w'’&,. -]{1,90}\b(?:ICB|ICS|ICP|[Ii]ntegrated [Cc]are (?:[Bb]oard|[Ss]ystem|[Pp]artnership)|"
    r"[Cc]are [Pp]artnership|[Pp]lace)(?: \([A-Z&]{2,12}\))?\s*:"
)
_LONGEST = 10  # words of a name that is not known
_DETAIL = re.compile(r"^\s*\([^()]{0,60}\)")  # an abbreviation or a place in brackets behind a name


def is_lead_of_names(text: str) -> bool:
    """Whether what stands before the first name is nothing, or only says of what kind or where they are."""
    lead = _FIRST.sub("", text).strip(_EDGES)
    return not lead or is_generic(lead) or is_key(text)


def is_key(text: str) -> bool:
    """Whether a text is a word or a few before a colon that part names by place (“North:”, “Kent ICB:”)."""
    key = text.strip()
    return (
        key.endswith(":")
        and bool(_SYSTEM.fullmatch(key) or (_KEY.fullmatch(key) and not looks_named(key)))
        and not (is_clause(key) or has_role(key))
        and lean(key).lean is not Lean.AGAINST
    )


def names_between(text: str, *, is_last: bool) -> list[str] | None:
    """The other names between two known ones, or behind the last; nothing when it is more than names.

    What stands behind a name and before the next may be an abbreviation in brackets, signs, joining words,
    kinds of organisations (“the hospices”), and names that are written as names.
    """
    rest = _DETAIL.sub("", text)
    if not rest.strip(_EDGES):
        return []
    if not _JOINT.match(rest) and not (is_last and rest.strip() == "."):
        return None
    names: list[str] = []
    for piece in _JOINT.split(rest.rstrip(". \n")):
        name = _FIRST.sub("", piece).strip(_EDGES)
        if not name or is_generic(name):
            continue
        is_short = len(name.split()) <= _LONGEST and not is_clause(name)
        if not (is_short and is_name_shaped(name) and looks_named(name)):
            return None
        names.append(name)
    return names
