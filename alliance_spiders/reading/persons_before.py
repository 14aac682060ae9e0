"""Persons before an organisation where more than a sign parts the two (“Amira Osei represents …”)."""

from __future__ import annotations

import re
from functools import cache

from alliance_spiders.lexicon import (
    ORGANISATION_WORDS,
    is_first_name,
    is_known,
    is_of_names,
    is_persons_alone,
    is_plain,
)
from alliance_spiders.person_forms import TEAMS, UPPER
from alliance_spiders.reading.persons import is_person, is_place, is_place_pair, is_titled

_WORD = rf"[{UPPER}](?:[\w-]|['’](?!s?\s)|(?<=\b\w)\.)*"
_WHO = rf"(?:(?:The|Our)\s)?(?P<who>{_WORD}(?:\s{_WORD}){{0,3}}?)"
_DOES = (
    r"(?:represent(?:s|ed|ing)?|lead(?:s|ing)?|led|chair(?:s|ing)?|heads?|manag(?:es|ing)|runs?|works?|working|"
    r"serves?|speaks?|speaking|attends?|attending|sits?|join(?:s|ed)|acts?|acting|from|for|at|on\sbehalf\sof)"
)
_LETTERS = (
    r"(?:FRC[A-Z]{1,4}|MRC[A-Z]{1,4}|FFR?[A-Z]{1,4}|[MOCDK]BE|RGN|RNT?|RM|RMN|SRN|QN|BA|MA|BSc|MSc|MPH|MBA|PhD|"
    r"DPhil|MD|MBBS|MB|ChB|MBChB|BM|BS|BChir|DM|DCH|DRCOG|JP|DL|QC|KC|FRS|FMedSci|PGCE|LLB|Esq)"
)
_TEAM = re.compile(
    rf"{_WHO}['’]s?\s(?:\w+\s){{0,2}}?(?i:{TEAMS})\b(?:\s?[,:;|–—-]|\s(?:at|in|of|for|from|with|within)\b)?\s*"
)
_ACTING = re.compile(
    rf"{_WHO},?\s\(?(?:(?:[a-z]+|who|–|—|-)\s)?{_DOES}\s(?:(?:at|for|of|the|in|on|to|from)\s){{0,3}}"
)
_LETTERED = re.compile(rf"{_WHO},?\s(?:\(?{_LETTERS}\b\)?[\s,.:–—-]+)+(?:(?:at|for|of|from)\s)?")
_OF = re.compile(rf"{_WHO}\sof\s")
# Other signs than those that stand within names; the whole name of a trust must follow.
_SIGNED = re.compile(rf"{_WHO}\s*[^\w\s'’.&(),;:-][\W_]*(?=.*NHS (?:Foundation )?Trust)")
_TITLES = r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Rev|Cllr|Councillor)\.?\s)+"
_TITLED = re.compile(
    rf"(?P<who>{_TITLES}{_WORD}(?:\s{_WORD})??)(?:,?\s\(?(?:at|of|from|for)\s|\s?[,:|/–—(]\s?|\s-\s)"
    rf"|(?P<whole>{_TITLES}{_WORD}\s{_WORD})\s"
)
_SMALL = re.compile(r"(?P<who>[a-z][\w'’-]*(?:\s[a-z][\w'’-]*){1,2})\s?(?:[,:;|/(–—]|-\s)\s*")
_TRUST = re.compile(r"\b(?:NHS (?:Foundation )?Trust|NHS FT|Foundation Trust)\b", re.IGNORECASE)
# A first name may be torn in two (“Ami ra Osei”).
_FULL_NAME = re.compile(
    rf"(?:The\s)?({_WORD})\s(?:(?!(?:and|of|upon|under|in|on|le|the|for|at)\b)[a-z]{{2,12}}\s)?({_WORD})\s(?=({_WORD})\s)"
)
_START = re.compile(r"(?<![^\s(\[])\w")
_LETTERS_ONLY = re.compile(r"[^\W\d_][\w'’-]*")
_OWNED = re.compile(r"['’]s?$")
_OFFICES = frozenset(
    """lead leads leading host hosts hosted hosting chair chairs contact contacts main acute tertiary
    secondary specialist primary former formerly new visit view website logo link map ward wards unit units
    department site sites suite block building visiting provider partner member trust""".split()
)
_SHORT_FORM = 6  # letters of an abbreviation
_MAX_STARTS = 24


def after_person(name: str) -> str:
    """The organisation without the person before it; the name itself where there is none."""
    if all(map(is_of_names, _LETTERS_ONLY.findall(name))):
        return name
    for find in (_behind_phrase, _behind_small_letters, _where_registered, _behind_full_name):
        start = find(name)
        rest = name[start:]
        if start and (rest[:1].isupper() or rest[:1].isdigit()) and " " in rest and _is_organisation(rest):
            return rest.rstrip(")") if ")" in rest and "(" not in rest else rest
    return name


def is_owner(who: str) -> bool:
    """Whether those who own a team are persons: “Quennell” is one, “Guy” of “Guy’s” is none."""
    *_, before, last = "", *who.split()
    if before:
        return is_person(who) and not is_place_pair(before, f"{last}'s")
    return not is_of_names(last) and not is_of_names(f"{last}'s")


def is_small_name(who: str) -> bool:
    """Whether words in small letters beside an organisation are a person: “mark” is no plain word there."""
    if not who[:1].islower():
        return False
    first, *others = who.split()
    known = is_known if is_of_names(first) else is_plain
    return is_first_name(first) and len(others) in (1, 2) and not any(map(known, others))


def _is_organisation(rest: str) -> bool:
    words = _LETTERS_ONLY.findall(rest)
    return any(word.casefold() in ORGANISATION_WORDS for word in words) or all(map(is_of_names, words))


def _behind_phrase(name: str) -> int:
    """Where what follows begins, when words stand before it that are said of a person."""
    for pattern, is_told in _PHRASES:
        found = pattern.match(name)
        who = next(filter(None, found.groups())) if found else ""
        if found and is_told(who) and not is_place(who):
            return found.end()
    return 0


def _has_first_name(who: str) -> bool:
    return is_person(who) and is_first_name(who.split(maxsplit=1)[0])


def _behind_small_letters(name: str) -> int:
    """Where what follows “mark osei,” begins: so near to an organisation, “mark” is no plain word."""
    found = _SMALL.match(name) if name[:1].islower() else None
    return found.end() if found and is_small_name(found["who"]) else 0


def _where_registered(name: str) -> int:
    """Where a trust of the register begins, when words stand before it that no organisation has."""
    end = next((found.end() for found in _TRUST.finditer(name)), 0)
    starts = [found.start() for found in _START.finditer(name, 1, end)][:_MAX_STARTS]
    start = next((start for start in starts if _folded(name[start:end]) in _trusts()), 0)
    start -= len("The ") * name[:start].endswith("The ")
    return start if start and _is_stranger(name[:start]) else 0


def _is_stranger(before: str) -> bool:
    """Whether words are a person's: nothing else is known by them, and none is of a place or an office."""
    words = [_OWNED.sub("", word) for word in _LETTERS_ONLY.findall(before.replace("-", " "))]
    if is_place(" ".join(words)) or any(map(_is_of_office, words)):
        return False
    named = [word for word in words if word[0].isupper() and not is_plain(word)]
    if named and is_persons_alone(named[0]):
        return True
    return len(named) > 1 and all(is_first_name(word) or not is_of_names(word) for word in named)


def _is_of_office(word: str) -> bool:
    is_short_form = 1 < len(word) <= _SHORT_FORM and word.isupper()
    return is_short_form or word.casefold() in ORGANISATION_WORDS or word.casefold() in _OFFICES


def _behind_full_name(name: str) -> int:
    """Where a place begins behind a first name and a surname (“Amira Osei Westhampton NHS Trust”)."""
    found = _FULL_NAME.match(name)
    if not found or not _TRUST.search(name) or not is_first_name(found[1]):
        return 0
    known = is_of_names(found[1]) and is_of_names(found[2])
    is_of_hospital = is_known(found[3]) or found[3] == "Memorial" or found[2].casefold() in ORGANISATION_WORDS
    return 0 if known or is_of_hospital or is_place_pair(found[1], found[2]) else found.end()


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").replace("&", "and").split())


def _has_place(name: str) -> bool:
    """Whether a name is that of a trust and says more than what kind of organisation it is."""
    found = _TRUST.search(name)
    return found is not None and not set(name[: found.start()].casefold().split()) <= ORGANISATION_WORDS


# What stands between a person and an organisation, and what must be known of the person then.
_PHRASES = (
    (_TEAM, is_owner),
    (_ACTING, is_person),
    (_LETTERED, is_person),
    (_SIGNED, is_person),
    (_TITLED, is_titled),
    (_OF, _has_first_name),
)


@cache
def _trusts() -> frozenset[str]:
    from matching.register import Register

    register = Register.load()
    names = (one.name for group in (register.trusts.values(), register.aliases) for one in group)
    return frozenset(_folded(name).removeprefix("the ") for name in names if _has_place(name))
