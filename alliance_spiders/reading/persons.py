"""Telling a line about a person from the name of an organisation."""

from __future__ import annotations

import re

from alliance_spiders.privacy import holds_person, scrub

_TITLED = re.compile(
    r"^\W*(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Sir|Dame|Rev|Revd|Cllr|Councillor|Lord|Lady)\b\.?\s+[A-Z]"
)
_ROLE = re.compile(
    r"\b(?:director|manager|(?:clinical|nursing|programme|project|pathway|medical|joint|deputy|"
    r"data|team|operational|lung|"
    r"cancer|service|patient|workforce|tumour|site|nurse|gp|research|network) lead|"
    r"lead(?:er)?\b(?= (?:for|of|at|nurse|clinician|consultant|"
    r"cancer|manager|gp|aHP))|nurse|consultant|surgeon|"
    r"oncologist|physician|chair(?:man|woman|person)?|chief (?:executive|officer|nurse|operating|"
    r"medical|finance)|ceo|"
    r"officer|co-?ordinator|administrator|radiographer|radiologist|pathologist|haematologist|"
    r"head of|secretary|"
    r"president|advis[eo]r|governor|facilitator|navigator|analyst|apprentice|trustee|general practitioner|"
    r"patient partner|patient representative|lay member|works? (?:at|for)|based at|employed by)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:,|\s[–—-]\s|:|\||\bfrom\b|\bat\b|\()\s*")
_TAIL = re.compile(r"\s*(?:[(\[,;:|]|\s[–—-]\s)\s*")  # where something is added to a name
_PLACE = re.compile(r"\b(?:Road|Street|Way|Wing|Site|Campus|Square)\W*$")  # no person is called so
_DIGITS = 6  # of a telephone number, at least
_CALLED = re.compile(
    r"(?:contact|lead|chair(?:ed by)?|c/o|attn|via|tel(?:ephone)?|phone|e-?mail)\b[:. ]*", re.IGNORECASE
)
_SHAPED = re.compile(
    r"[A-Z][\w'’-]+(?:\s+[A-Z]\.?)?(?:\s+(?:de|van|von|da|al|el|Mc|Mac|O['’]))?(?:\s+[A-Z][\w'’-]+){1,2}"
)
ROLE_HEADS = re.compile(
    r"^\W*(?:role|job(?: title)?|job role|position|title|post|responsibility|represents|e-?mail)\W*$", re.I
)
PERSON_HEADS = re.compile(
    r"^\W*(?:name|member|contact|person|lead|clinical lead|attendee|speaker|author|staff|chair|"
    r"who|representative)s?(?: name)?\W*$",
    re.I,
)


def has_role(text: str) -> bool:
    """Whether a text names a job."""
    return bool(_ROLE.search(text))


def is_titled(text: str) -> bool:
    """Whether a text begins with a person's title and name."""
    return bool(_TITLED.match(text))


def is_person(text: str) -> bool:
    """Whether a short text is a person's name: two or three capitalised words that name nothing else."""
    text = text.strip(" ,.;:")
    return is_titled(text) or (bool(_SHAPED.fullmatch(text)) and holds_person(text))


def begins_with_person(text: str) -> bool:
    """Whether a line begins with a person (“Jane Doe, cancer manager, …”, “Dr Doe – …”)."""
    if is_titled(text):
        return True
    first = _BETWEEN.split(text, maxsplit=1)[0]
    return first != text and is_person(first)


def without_person(name: str) -> str:
    """The name of an organisation without the person, telephone number or e-mail that is added to it."""
    for tail in _TAIL.finditer(name):
        head, added = name[: tail.start()].rstrip(), name[tail.end() :].strip(" )].")
        said = _CALLED.sub("", added, count=1)
        # Behind a dash stands the brand of a board, too (“Gloucestershire ICB - One Gloucestershire”).
        is_open = said != added or tail[0].strip() not in "–—-" or head.endswith(("Trust", "FT"))
        is_open = is_open or "@" in said or sum(char.isdigit() for char in said) >= _DIGITS
        if head and is_open and _tells_of_person(said):
            return head
    return name


def _tells_of_person(added: str) -> bool:
    if _PLACE.search(added):
        return False
    return scrub(added) != added or is_person(_TAIL.split(added)[0].strip(" )]."))
