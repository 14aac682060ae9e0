"""Telling a line about a person from the name of an organisation."""

from __future__ import annotations

import re

from alliance_spiders.privacy import holds_person, surnames_first

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
_SHAPED = re.compile(
    r"[A-Z][\w'’-]+(?:\s+[A-Z]\.?)?(?:\s+(?:de|van|von|da|al|el|Mc|Mac|O['’]))?(?:\s+[A-Z][\w'’-]+){1,2}"
)
_SMALL = frozenset(
    "in at on for from with across within around near by to of the our your this these an a and".split()
)
ROLE_HEADS = re.compile(
    r"^\W*(?:role|job(?: title)?|job role|position|title|post|responsibility|represents|e-?mail)\W*$", re.I
)
CONTACT_HEADS = re.compile(
    r"^\W*(?:(?:main|key|lead|first|local|named) )?contacts?(?: (?:name|person|point))?\W*$", re.I
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
    if text.partition(" ")[0].casefold() in _SMALL:  # “In Craven, …”
        return False
    return is_titled(text) or (bool(_SHAPED.fullmatch(text)) and holds_person(text))


def begins_with_person(text: str) -> bool:
    """Whether a line begins with a person (“Jane Doe, cancer manager, …”, “Dr Doe – …”)."""
    if is_titled(text):
        return True
    first = _BETWEEN.split(text, maxsplit=1)[0]
    if first == text:
        return False
    return is_person(first) or any(start == 0 for start, _ in surnames_first(text))
