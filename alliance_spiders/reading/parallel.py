"""Sentences of one pattern that name the partners together: “Our centres are …”, “Our units are …”."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from alliance_spiders.reading.enumerations import names_between
from alliance_spiders.reading.introducing import NOUNS, OTHER_SUBJECT
from alliance_spiders.reading.model import Name
from alliance_spiders.reading.words import against

_ORGANISATIONS = re.compile(rf"\b(?:{NOUNS}|units)\b", re.IGNORECASE)
_LED = re.compile(r"(?:\b(?:are|include)|:)\s*$")
_LONGEST = 9  # words before the names
_LOCAL = 0.6  # share of the trusts that lie in the alliance's area


def lead_of_names(sentence: str, names: Sequence[Name]) -> str:
    """What stands before the names of a sentence that says nothing else; empty when it does."""
    start = sentence.find(names[0].text) if names else -1
    at, ends = max(start, 0), []
    for name in names:
        at = sentence.find(name.text, at)
        if at < 0:
            return ""
        ends.append((at, at + len(name.text)))
        at = ends[-1][1]
    gaps = [sentence[one[1] : other[0]] for one, other in pairwise(ends)]
    is_alone = (
        start > 0
        and not sentence[at:].strip(" .;")
        and all(names_between(g, is_last=False) == [] for g in gaps)
    )
    return sentence[:start] if is_alone else ""


def continues(lead: str, first: str) -> bool:
    """Whether a lead is of the pattern of the first one, which introduces partners, and of organisations."""
    words, known = lead.lower().split(), first.lower().split()
    if (
        not words
        or not known
        or len(words) > _LONGEST
        or (words[0], words[-1][-1]) != (known[0], known[-1][-1])
    ):
        return False
    is_said = bool(_LED.search(lead) and _ORGANISATIONS.search(lead))
    return is_said and not OTHER_SUBJECT.search(lead) and not against(lead)


def complete(trusts: Set[str], known: Set[str], area: Set[str]) -> bool:
    """Whether trusts are further ones of the area, and not a choice of those that are known."""
    return bool(trusts) and not trusts & known and len(trusts & area) >= _LOCAL * len(trusts)
