"""Ways to write a person that two words with capitals in a row do not show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alliance_spiders.lexicon import (
    is_first_name,
    is_known,
    is_of_names,
    is_only_first_name,
    is_persons_alone,
    is_plain,
    may_hold_first_name,
)

UPPER = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x250)) if letter.isupper())
# Words for those who work for a person: “Quennell’s team”.
TEAMS = (
    r"(?:teams?|units?|firm|groups?|office|secretary|colleagues|patients|wards?|departments?|clinics?|staff)"
)
# “QUENNELL, Amira”: a surname in capitals, then a first name.
_IN_CAPITALS = re.compile(
    rf"\b([{UPPER}][{UPPER}'’-]{{2,}}),\s+([{UPPER}][\w'’]*(?:-[{UPPER}][\w'’]*)*)(?!\w)"
)
# “Quennell, Amira –”: a surname, then a common first name that ends what is said.
_FIRST_BEHIND = re.compile(
    rf"\b([{UPPER}][\w'’-]+),\s+([{UPPER}][\w'’-]+)(?=\s*(?:$|[–—|:;)/]|-\s|(?:at|from)\b))"
)
# “Amira.Quennell” and “Amira_Quennell”, as before the sign of an e-mail address.
_DOTTED = re.compile(rf"(?<![\w./@-])([{UPPER}][^\W_]{{2,40}})[._]([{UPPER}][\w'’-]{{2,40}})(?![\w./@])")
_TEAM_OF = re.compile(
    rf"(?<![\w'’-])((?:[{UPPER}][\w-]{{1,40}}\s){{0,2}})([{UPPER}](?:[\w-]|['’](?!s?\s)){{2,40}})(?=['’]s?\s(?:\w{{1,30}}\s){{0,2}}{TEAMS}\b)"
)
_SMALL = rf"[^\W\d_{UPPER}][\w'’-]{{1,30}}"
_SIGNS = ",;:|•·*(/–—>"
# What texts with the two forms above hold; most texts do not.
_JOINED = re.compile(r"[._](?=[^\W\d_])")
_OWNED = re.compile(r"['’]s?\s")
_APART = str.maketrans(dict.fromkeys(_SIGNS, " "))
# “amira quennell”, alone between two signs or behind an office.
_IN_SMALL = re.compile(
    rf"(?:(?<![^{_SIGNS}])|(?<=[{_SIGNS}-]\s)|(?<=\blead\s)|(?<=\bchair\s)|(?<=\bcontact\s)|(?<=\bby\s))"
    rf"(?!(?:lead|chair|contact)\s)({_SMALL})((?:\s{_SMALL}){{1,2}}?)"
    rf"(?=\s*(?:$|[{_SIGNS}).]|-\s|(?:and|or|at|from|for)\b))"
)


def surnames_first(text: str) -> list[tuple[int, int]]:
    """Where “SMITH, Jane” stands: starts and ends. Enumerated places and abbreviations are no persons."""
    if "," not in text:
        return []
    in_capitals = [
        found.span()
        for found in _IN_CAPITALS.finditer(text)
        if not found[2][1:].isupper()
        and not any(map(is_known, found.groups()))
        and not _goes_on(text[: found.start()])
    ]
    return in_capitals or [
        found.span()
        for found in _FIRST_BEHIND.finditer(text)
        if is_persons_alone(found[2]) or (is_first_name(found[2]) and not is_of_names(found[1]))
    ]


def _goes_on(before: str) -> bool:
    """Whether a surname is not the first word (“JANE SMITH, Leeds …”)."""
    word = before.split()[-1:]
    return (
        bool(word)
        and before[-1:].isspace()
        and len(word[0]) > 1
        and word[0].isupper()
        and not is_known(word[0])
    )


def other_persons(text: str) -> list[tuple[int, int]]:
    """Where persons stand that are written in one word, in small letters, or with the surname first."""
    apart: list[tuple[int, int]] = []
    for span in sorted([*surnames_first(text), *_in_one_word(text), *_in_small(text)]):
        if apart and span[0] < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(apart[-1][1], span[1]))
        else:
            apart.append(span)
    return apart


def is_name_in_small(first: str, others: str) -> bool:
    """Whether words in small letters are a person: a first name, then words that nothing else is known by."""
    known = is_of_names if is_of_names(first) else is_plain
    return is_only_first_name(first) and not any(map(known, others.split()))


def _in_one_word(text: str) -> Iterator[tuple[int, int]]:
    if _JOINED.search(text):
        dotted = _DOTTED.finditer(text)
        yield from (found.span() for found in dotted if _is_name(found[1], found[2]))
    if _OWNED.search(text):
        yield from (_whole_owner(found) for found in _TEAM_OF.finditer(text) if _is_owner(found[2]))


def _is_owner(word: str) -> bool:
    return not is_of_names(word) and not is_of_names(f"{word}'s")


def _whole_owner(found: re.Match[str]) -> tuple[int, int]:
    """The surname with the words before it that are no organisation's."""
    start = found.start(2)
    for word in reversed(list(re.finditer(r"\S+", found[1]))):
        if is_of_names(word[0]) and not is_first_name(word[0]):
            break
        start = found.start() + word.start()
    return start, found.end()


def _is_name(first: str, last: str) -> bool:
    return is_persons_alone(first) or not (
        is_of_names(last) or (is_of_names(first) and not is_first_name(first))
    )


def _in_small(text: str) -> Iterator[tuple[int, int]]:
    if not may_hold_first_name(text.translate(_APART).split()):  # as is the case with nearly all texts
        return
    for found in _IN_SMALL.finditer(text):
        if is_name_in_small(found[1], found[2]):
            yield found.span()
