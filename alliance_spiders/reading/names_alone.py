"""The name of an organisation without the person, telephone number or e-mail address beside it.

What is left is always one piece of the text as it stands, so that it is found again on the page.
"""

from __future__ import annotations

import re
from functools import lru_cache

from alliance_spiders.lexicon import ORGANISATION_WORDS, is_of_names, is_persons_alone
from alliance_spiders.person_forms import other_persons
from alliance_spiders.privacy import scrub
from alliance_spiders.reading.persons import is_person, is_place, is_titled
from alliance_spiders.reading.persons_before import after_person, is_small_name
from matching.contacts import contacts_in

_SEPARATOR = re.compile(r"\s*(?:[(\[,;:|•·]|\s[–—/-]\s|\s\*)\s*")  # where something is added to a name
_DASHES = "–—-"
_EDGES = " \t,;:|/•·–—-([)]."
_OFFICE = (
    r"(?:(?:cancer|clinical|medical|nursing|programme|deputy|joint|senior|main|for|or|our|us|the|on|at|is|no)\b"
    r"[\s.]*){0,3}(?:contact|lead|chair|manager|director|tel(?:ephone)?|phone|mob(?:ile)?|fax|call|ring|text|"
    r"switchboard|e-?mail|enquiries|details|c/o|attn|via|(?:chaired|led) by|[tmfe](?=\s*[:.]))\b"
)
_CALLED = re.compile(rf"{_OFFICE}[:.\s]*", re.IGNORECASE)
_LABEL = re.compile(rf"(?:^|(?<=[\s(\[])){_OFFICE}\W*(?:(?:us|me|on|at|no|is)\b\W*)*$", re.IGNORECASE)
_JOINED = re.compile(r"^[\W_]*(?:(?:and|with|plus)\s+)?")
_SIGNS = re.compile(r"\s*(?:[^\w\s'’.&-]|\s-\s)\s*")
_WORD_BEFORE = re.compile(  # words after which, without any sign, a person follows
    rf"\s+(?={_OFFICE}|(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Cllr|Councillor)\b)", re.IGNORECASE
)
_WHOLE = re.compile(
    r"(.*?\b(?:NHS (?:Foundation )?Trust|NHS FT|Foundation Trust))(?=\W)(?!\s*$)", re.IGNORECASE
)
_WITH_TAIL = re.compile(
    r"(.*?\b(?:NHS (?:Foundation )?Trust|NHS FT|Foundation Trust))"
    r"[\s,;:|–—-]+(?![(\[])(?!.*\b(?:hospitals?|infirmary|nhs|ft|trusts?|centre|and|with)\b)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:Road|Street|Lane|Avenue|Drive|Way|Square|Terrace|Crescent)\b"
    r"|\bwww\.|https?://|\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}\b"
)


@lru_cache(maxsize=4096)
def without_person(name: str) -> str:
    """The name alone; as it was where nothing is left without what seems to be a person."""
    for step in (
        after_person,
        _without_contacts,
        _without_address,
        _without_person_before,
        _without_person_behind,
    ):
        name = step(name) or name
    return name


def _without_contacts(name: str) -> str:
    """The piece before the first way to reach somebody, or “SMITH, Jane”, or else the one behind it."""
    for start, end in (*contacts_in(name), *other_persons(name)):
        before = _unlabelled(name[:start])
        return _trust_alone(before) or before or _without_contacts(name[end:].strip(_EDGES))
    return name


def _without_address(name: str) -> str:
    """“Airedale NHS Foundation Trust Skipton Road, Keighley” without what says where the trust is."""
    return (_ADDRESS.search(name) and _trust_alone(name)) or name


def _trust_alone(name: str) -> str:
    """The whole name of the trust that a text begins with; empty where the rest may name another."""
    found = _WITH_TAIL.match(name)
    return found[1] if found else ""


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
    is_person_before = _is_added_person(said) or _is_added_person(before)
    return _without_person_before(rest) if is_told and is_person_before else name


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
    return whole[1] if whole and _is_person_behind_whole(name[whole.end() :]) else name


def _is_person_behind_whole(added: str) -> bool:
    """Whether a person follows the whole name of a trust, whatever sign is between them."""
    added = _JOINED.sub("", added)
    first = _SIGNS.split(added)[0]
    said = _SIGNS.split(_CALLED.sub("", added, count=1))[0] if _CALLED.match(added) else first
    is_role_of = said != first and len(said.split()) == 1 and said[:1].isupper() and not is_of_names(said)
    return is_role_of or _is_added_person(said) or _is_added_person(first)


def _is_inside(sign: str, added: str) -> bool:
    """Whether an opening bracket is closed before the name goes on."""
    closing = {"(": ")", "[": "]"}.get(sign, "")
    return bool(closing) and bool(re.match(r"\s*\w", added.partition(closing)[2]))


def _is_person_behind(sign: str, head: str, added: str) -> bool:
    first = _SEPARATOR.split(added)[0].strip(_EDGES)
    said = _CALLED.sub("", first, count=1) if _CALLED.match(first) else first
    # Behind a dash stands the brand of a board, too (“Gloucestershire ICB - One Gloucestershire”).
    is_open = said != first or sign not in _DASHES or head.endswith(("Trust", "FT"))
    return bool(is_open) and (_is_added_person(said) or _is_added_person(first))


def _is_added_person(added: str) -> bool:
    first = _SEPARATOR.split(added)[0].strip(_EDGES)
    if set(_words(first)) & ORGANISATION_WORDS or (is_place(first) and not is_titled(first)):
        return False
    is_first = is_persons_alone(first) and not first.isupper()
    return bool(first) and (is_first or is_person(first) or scrub(first) != first or is_small_name(first))


def _unlabelled(text: str) -> str:
    """A name without “contact”, “Tel:” and the like at its end."""
    text = text.rstrip(_EDGES)
    while label := _LABEL.search(text):
        text = text[: label.start()].rstrip(_EDGES)
    return text.strip(" \t,;:|/•·–—-")


def _words(text: str) -> list[str]:
    return [word.strip(".,;:'()[]") for word in text.casefold().replace("’", "'").split()]
