"""The name of an organisation without the person, telephone number or e-mail address beside it.

What is left is always one piece of the text as it stands, so that it is found again on the page.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from alliance_spiders.contacts import contacts_in
from alliance_spiders.privacy import ORGANISATION_WORDS, scrub, surnames_first
from alliance_spiders.reading.persons import is_person, is_titled

_SEPARATOR = re.compile(r"\s*(?:[(\[,;:|•·]|\s[–—/-]\s)\s*")  # where something is added to a name
_DASHES = "–—-"
_EDGES = " \t,;:|/•·–—-([)]."
_OFFICE = (
    r"(?:(?:cancer|clinical|medical|nursing|programme|deputy|joint|senior|main|for|or|our|us|the|on|at|is|no)\b"
    r"[\s.]*){0,3}(?:contact|lead|chair|manager|director|tel(?:ephone)?|phone|mob(?:ile)?|fax|call|ring|text|"
    r"switchboard|e-?mail|enquiries|details|c/o|attn|via|(?:chaired|led) by|[tmfe](?=\s*[:.]))\b"
)
_CALLED = re.compile(rf"{_OFFICE}[:.\s]*", re.IGNORECASE)
_LABEL = re.compile(rf"(?:^|(?<=[\s(\[])){_OFFICE}\W*(?:(?:us|me|on|at|no|is)\b\W*)*$", re.IGNORECASE)
_WORD_BEFORE = re.compile(  # words after which, without any sign, a person follows
    rf"\s+(?={_OFFICE}|(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Cllr|Councillor)\b)", re.IGNORECASE
)
_WHOLE = re.compile(r"(.*?\b(?:NHS (?:Foundation )?Trust|NHS FT|Foundation Trust))\s+(?=\w)", re.IGNORECASE)
_PLACE = re.compile(
    r"^(?:North|South|East|West|Great|Gt|Little|Upper|Lower|New|Old|Mount|Port|Saint|St)\b|"
    r"\b(?:Road|Street|Lane|Avenue|Way|Wing|Site|Campus|Square|Hill|Park|House|Green|Gardens?|Court|Grove|"
    r"Bay|Heath|Common|Cross|Bridge|Gate|Place|Lodge|Building|Unit|Ward|Floor)\W*$"
)  # no person is called so


def without_person(name: str) -> str:
    """The name alone; as it was where nothing is left without what seems to be a person."""
    for step in (_without_contacts, _without_person_before, _without_person_behind):
        name = step(name) or name
    return name


def _without_contacts(name: str) -> str:
    """The piece before the first way to reach somebody, or “SMITH, Jane”, or else the one behind it."""
    for start, end in (*contacts_in(name), *surnames_first(name)):
        before = _unlabelled(name[:start])
        return before or _without_contacts(name[end:].strip(_EDGES))
    return name


def _without_person_before(name: str) -> str:
    """“Lead: Amira Osei – Airedale NHS Trust” without what stands before the trust."""
    first = _SEPARATOR.search(name)
    if first is None:
        return name
    before, rest = name[: first.start()], name[first.end() :].strip()
    if not set(_words(rest)) & ORGANISATION_WORDS:
        return name
    if _CALLED.fullmatch(before):
        shorter = _without_person_before(rest)
        return name if shorter == rest else shorter
    said = _CALLED.sub("", before, count=1) if _CALLED.match(before) else before
    is_told = said != before or is_titled(before) or _WHOLE.match(f"{rest} x")
    return _without_person_before(rest) if is_told and _is_added_person(said) else name


def _without_person_behind(name: str) -> str:
    """The piece before the first person; what is in brackets in the middle of a name belongs to it."""
    for found in _SEPARATOR.finditer(name):
        sign, head, added = found[0].strip(), name[: found.start()].rstrip(), name[found.end() :]
        if head and not _is_inside(sign, added) and _is_person_behind(sign, head, added):
            return _unlabelled(head)
    for word in _WORD_BEFORE.finditer(name):
        if _is_added_person(_CALLED.sub("", name[word.end() :], count=1)):
            return _unlabelled(name[: word.start()])
    whole = _WHOLE.match(name)
    behind = _SEPARATOR.split(name[whole.end() :])[0] if whole else ""
    return whole[1] if whole and is_person(behind) and not _is_place(behind) else name


def _is_inside(sign: str, added: str) -> bool:
    """Whether an opening bracket is closed before the name goes on."""
    closing = {"(": ")", "[": "]"}.get(sign, "")
    return bool(closing) and bool(re.match(r"\s*\w", added.partition(closing)[2]))


def _is_person_behind(sign: str, head: str, added: str) -> bool:
    first = _SEPARATOR.split(added)[0].strip(_EDGES)
    said = _CALLED.sub("", first, count=1) if _CALLED.match(first) else first
    # Behind a dash stands the brand of a board, too (“Gloucestershire ICB - One Gloucestershire”).
    is_open = said != first or sign not in _DASHES or head.endswith(("Trust", "FT"))
    return bool(is_open) and _is_added_person(said)


def _is_added_person(added: str) -> bool:
    first = _SEPARATOR.split(added)[0].strip(_EDGES)
    if _is_place(first) or set(_words(first)) & ORGANISATION_WORDS:
        return False
    return bool(first) and (is_person(first) or scrub(first) != first)


def _is_place(text: str) -> bool:
    """Whether words that could be a person's name are those of a place or of a hospital's name."""
    if _PLACE.search(text):
        return True
    pairs = list(pairwise(_words(text)))
    return bool(pairs) and all(pair in _pairs_of_hospitals() for pair in pairs)


def _unlabelled(text: str) -> str:
    """A name without “contact”, “Tel:” and the like at its end."""
    text = text.rstrip(_EDGES)
    while label := _LABEL.search(text):
        text = text[: label.start()].rstrip(_EDGES)
    return text.strip(" \t,;:|/•·–—-")


def _words(text: str) -> list[str]:
    return [word.strip(".,;:'()[]") for word in text.casefold().replace("’", "'").split()]


@cache
def _pairs_of_hospitals() -> frozenset[tuple[str, str]]:
    from matching.register import Register

    return frozenset(pair for site in Register.load().sites for pair in pairwise(_words(site.name)))
