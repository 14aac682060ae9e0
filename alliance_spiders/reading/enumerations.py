"""Telling a text that only enumerates names from one that says something about them."""

from __future__ import annotations

import re

from alliance_spiders.reading.persons import has_role
from alliance_spiders.reading.shapes import is_clause, is_generic, is_name_shaped, looks_named
from alliance_spiders.reading.words import Lean, lean

_EDGES = " \t\n,;:/&()[]“”\"'–—-|•."
_JOINT = re.compile(r"\s*(?:[,;/&()|•]|\s[–—-]\s|\b(?:and|as well as|together with|along with|plus)\b)\s*")
_SIGN = re.compile(r"\s*[,;()|•]\s*")
_FIRST = re.compile(
    r"^\W*(?:(?:and|the|both|our|as well as|together with|along with|plus)\b\W*)*", re.IGNORECASE
)
_KEY = re.compile(
    r"[A-Z][\w'’&-]*(?: [\w'’&-]+){0,4}\s*:|"
    r"[A-Z][\w'’&-]*(?:,? (?:(?:and|the|of|upon|on|with)\b|&|[A-Z][\w'’&-]*)){0,12}\s*:"  # of places
)
_SYSTEM = re.compile(  # a part of the country is also named by the body that plans its care
    r"[A-Z][\w'’&,. -]{1,90}\b(?:ICB|ICS|ICP|[Ii]ntegrated [Cc]are (?:[Bb]oard|[Ss]ystem|[Pp]artnership)|"
    r"[Cc]are [Pp]artnership|[Pp]lace)(?: \([A-Z&]{2,12}\))?\s*:"
)
# Organisations of one kind or place (“Trusts with a cancer centre:”), and no name of one.
_KIND = re.compile(
    r"(?:[A-Z][\w'’&-]*(?: [\w'’&(),-]+){0,7} )?(?:[Tt]rusts|[Hh]ospitals|[Pp]roviders|"
    r"[Cc]entres|[Uu]nits)(?: [\w'’&(),-]+){0,8}\s*:"
)
_NEXT_KEY = re.compile(r"[.;]\s+([^.;:]{2,80}:)\s*$")  # of names in the same paragraph
_OTHERS = frozenset("other_alliance history future elsewhere visit host referral".split())
_OTHER_KINDS = re.compile(
    r"\W*other (?:\w+ ){0,2}(?:trusts|hospitals|providers|organi[sz]ations)\W*", re.IGNORECASE
)
_LONGEST = 10  # words of a name that is not known
_DETAIL = re.compile(r"^\s*\([^()]{0,60}\)")  # an abbreviation or a place in brackets behind a name
# What is left of a legal suffix that is written oddly: “N H S Trust”, “Founda tion Trust”.
_SUFFIX_LEFT = re.compile(
    r" (?:(?:N|H|S|NHS|National|Health|Service|F[a-z]*|T[a-z]*|tion)\b[ .]?){1,6}(?=\s*(?:[,;.(&]|and\b|$))"
)


def is_lead_of_names(text: str) -> bool:
    """Whether what stands before the first name is nothing, or only says of what kind or where they are."""
    lead = _FIRST.sub("", text).strip(_EDGES)
    return not lead or (is_generic(lead) and not is_of_others(lead)) or is_key(text)


def is_of_others(kind: str) -> bool:
    """Whether a kind of organisations is one that no partner is of (“Trusts in other alliances”)."""
    return lean(kind).rule in _OTHERS and not _OTHER_KINDS.fullmatch(kind)


def is_key(text: str) -> bool:
    """Whether a text is a word or a few before a colon that part names by place (“North:”, “Kent ICB:”)."""
    key = text.strip()
    return _is_written_as_key(key) and lean(key).lean is not Lean.AGAINST


def is_key_of_others(text: str) -> bool:
    """Whether such a text says that the names are something else (“Clinics:”, “Visiting teams:”)."""
    key = text.strip()
    return _is_written_as_key(key) and lean(key).lean is Lean.AGAINST


def is_kind_of_some(text: str) -> bool:
    """Whether a text before names says what some organisations have or do (“Centres with a scanner:”)."""
    return bool(_KIND.fullmatch(text.strip())) and not is_generic(text)


def _is_written_as_key(key: str) -> bool:
    if not key.endswith(":") or is_clause(key) or has_role(key):
        return False
    is_place = _KEY.fullmatch(key) and not looks_named(key)
    return bool(_SYSTEM.fullmatch(key) or is_place or _KIND.fullmatch(key))


def names_between(text: str, *, is_last: bool) -> list[str] | None:
    """The other names between two known ones, or behind the last; nothing when it is more than names.

    What stands behind a name and before the next may be an abbreviation in brackets, signs, joining words,
    kinds of organisations (“the hospices”), and names that are written as names.
    """
    rest = _DETAIL.sub("", text)
    left = _SUFFIX_LEFT.match(rest)
    rest = rest[left.end() :] if left else rest
    key = None if is_last else _NEXT_KEY.search(rest)
    if key is not None and is_lead_of_names(key[1][0].upper() + key[1][1:]):
        rest = rest[: key.start()]
    if not rest.strip(_EDGES):
        return []
    if not _JOINT.match(rest) and not (is_last and rest.strip() == "."):
        return None
    names: list[str] = []
    for entry in _SIGN.split(rest.rstrip(". \n")):
        pieces = [name for piece in _JOINT.split(entry) if (name := _plain(piece)) and not is_generic(name)]
        if not all(map(_may_be_body, pieces)):  # “Swindon and Wiltshire Council” is one
            pieces = [_plain(entry)]
        if not all(map(_may_be_body, pieces)):
            return None
        names += pieces
    return names


def _plain(piece: str) -> str:
    """A piece of an enumeration without signs and joining words around it."""
    return _FIRST.sub("", piece).strip(_EDGES)


def _may_be_body(name: str) -> bool:
    """Whether a text is short, has no verb, and is written as the name of an organisation."""
    is_short = len(name.split()) <= _LONGEST and not is_clause(name)
    return is_short and is_name_shaped(name) and looks_named(name)
