"""Telling a line about a person from the name of an organisation."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from alliance_spiders.lexicon import is_first_name, is_of_names, is_persons_alone
from alliance_spiders.person_forms import surnames_first
from alliance_spiders.privacy import holds_person

_TITLED = re.compile(
    r"^\W*(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Sir|Dame|Rev|Revd|Cllr|Councillor|Lord|Lady)\b\.?\s+[A-Z]"
)
_ROLE = re.compile(
    r"\b(?:director|manager|(?:clinical|nursing|programme|project|pathway|medical|joint|deputy|"
    r"data|team|operational|lung|"
    r"cancer|service|patient|workforce|tumour|site|nurse|gp|research|network) lead|"
    r"lead(?:er)?\b(?= (?:for|of|at|nurse|clinician|consultant|"
    r"cancer|manager|gp|ahp))|nurse|consultant|surgeon|"
    r"oncologist|physician|chair(?:man|woman|person)?|chief (?:executive|officer|nurse|operating|"
    r"medical|finance)|ceo|"
    r"officer|co-?ordinator|administrator|radiographer|radiologist|pathologist|haematologist|"
    r"head of|secretary|"
    r"president|advis[eo]r|governor|facilitator|navigator|analyst|apprentice|trustee|general practitioner|"
    r"patient partner|patient representative|lay member|works? (?:at|for)|based at|employed by)\b",
)
# One of these stands in whatever ``_ROLE`` fits; most texts have none, and to look for them is quick.
_OF_ROLES = (
    *"director manager lead nurse consultant surgeon oncologist physician chair chief ceo officer".split(),
    *"ordinator administrator radiographer radiologist pathologist haematologist secretary president".split(),
    *"advise adviso governor facilitator navigator analyst apprentice trustee practitioner".split(),
    *("head of", "work at", "works at", "work for", "works for", "based at", "employed by"),
    *("patient partner", "patient representative", "lay member"),
)
_LETTERS = re.compile(r"[a-z-]+")
_OF_JOBS = frozenset(
    """a acting and associate cancer care chief clinical commissioning deputy executive finance for interim
    its joint managing medical non-executive nursing of operating operations or our planning quality
    strategy the transformation""".split()
)
_BETWEEN = re.compile(r"\s*(?:,|\s[–—-]\s|:|\||\bfrom\b|\bat\b|\()\s*")
_SHAPED = re.compile(
    r"[A-Z][\w'’-]+(?:\s+[A-Z]\.?)?(?:\s+(?:de|van|von|da|al|el|Mc|Mac|O['’]))?(?:\s+[A-Z][\w'’-]+){1,2}"
)
_PLACE = re.compile(
    r"^(?:North|South|East|West|Great|Gt|Little|Upper|Lower|New|Old|Mount|Port|Saint|St)\b|"
    r"\b(?:Road|Street|Lane|Avenue|Way|Wing|Site|Campus|Square|Hill|Park|House|Green|Gardens?|Court|Grove|"
    r"Bay|Heath|Common|Cross|Bridge|Gate|Place|Lodge|Building|Unit|Ward|Floor)\W*$"
)  # no person is called so, unless a first name stands before it that no place has
_COMPASS = (" North", " South", " East", " West")
_INITIALS = re.compile(r"(?:[A-Z]\.\s?)+[A-Z][\w'’-]+$")
_SMALL = frozenset(
    "in at on for from with across within around near by to of the our your this these an a and serving "
    "covering today now since".split()
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
    small = text.lower()
    return any(map(small.__contains__, _OF_ROLES)) and bool(_ROLE.search(small))


def is_role(text: str) -> bool:
    """Whether a text is a job and names nobody: “Chief Executive”, “Director of Nursing”."""
    return has_role(text) and set(_LETTERS.findall(_ROLE.sub(" ", text.lower()))) <= _OF_JOBS


def is_titled(text: str) -> bool:
    """Whether a text begins with a person's title and name."""
    return bool(_TITLED.match(text))


def is_person(text: str) -> bool:
    """Whether a short text is a person's name: two or three capitalised words that name nothing else."""
    text = text.strip(" ,.;:")
    if text.partition(" ")[0].casefold() in _SMALL:  # “In Craven, …”
        return False
    if text.endswith(_COMPASS) and not is_first_name(text.partition(" ")[0]):  # “Cheshire East”
        return False
    return is_titled(text) or (bool(_SHAPED.fullmatch(text)) and holds_person(text))


def is_place(text: str) -> bool:
    """Whether words that could be a person's name are those of a place or of a hospital's name."""
    words = text.split()
    while words and words[0].islower():  # “in Sutton Coldfield”
        words = words[1:]
    if is_titled(text) or any(map(is_persons_alone, words[:-1])) or _INITIALS.match(text):
        return False
    if _PLACE.search(text):
        return True
    if len(words) < 2:
        return False
    is_of_places = not is_first_name(words[0]) and all(map(is_of_names, words))
    return is_of_places or all(is_place_pair(*pair) for pair in pairwise(words))


def is_place_pair(first: str, second: str) -> bool:
    """Whether two words stand side by side in the name of a hospital."""
    return (_bare(first), _bare(second)) in _pairs_of_hospitals()


def begins_with_person(text: str) -> bool:
    """Whether a line begins with a person (“Jane Doe, cancer manager, …”, “Dr Doe – …”)."""
    if is_titled(text):
        return True
    first = _BETWEEN.split(text, maxsplit=1)[0]
    if first == text:
        return False
    return is_person(first) or any(start == 0 for start, _ in surnames_first(text))


def _bare(word: str) -> str:
    return word.casefold().replace("’", "'").strip(".,;:'()[]")


@cache
def _pairs_of_hospitals() -> frozenset[tuple[str, str]]:
    from matching.register import Register

    register = Register.load()
    names = (one.name.split() for group in (register.sites, register.aliases) for one in group)
    return frozenset((_bare(first), _bare(second)) for name in names for first, second in pairwise(name))
