"""Names in capitals turned into the case that people read."""

from __future__ import annotations

import re
from functools import lru_cache

SMALL = frozenset("a and at by cum de for in le of on or the to under upon with".split())
INITIALS = frozenset(
    """
    NHS ICB ICS CCG PCT UK BMI HCA HCRG GP CIC CIO PLC LLP LTD ENT CAMHS MRI CT QEII II III IV NE SE NW SW
    KCL UCL UCLH RJAH HQ AKA A&E UTC WIC CDC LD QVH GSTT MIU OPD MH ICU COSD
    """.split()
)
FIXED = {"LTD": "Ltd", "PLC": "plc", "AKA": "aka", "CIC": "CIC", "ST.": "St", "ST": "St"}
WORD = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*['’]?", re.UNICODE)


@lru_cache(maxsize=32_768)  # reports give the same name in many rows
def reading_case(name: str) -> str:
    """``KING'S COLLEGE HOSPITAL NHS TRUST`` becomes ``King's College Hospital NHS Trust``.

    Words already in mixed case are kept, apart from ``'S`` and the small words; the first word and the
    first after a full stop, colon or bracket keep their capital.
    """
    text = " ".join(name.split())
    shouting = text.upper() == text
    parts: list[str] = []
    end = 0
    for found in WORD.finditer(text):
        gap = text[end : found.start()]
        starts = not parts or any(mark in gap for mark in "(:[/") or gap.endswith(" - ")
        parts.append(gap + _word(found.group(), starts=starts, shouting=shouting))
        end = found.end()
    return "".join(parts) + text[end:]


def _word(word: str, *, starts: bool, shouting: bool) -> str:
    if word.lower() in SMALL:
        return word.capitalize() if starts else word.lower()
    if word.upper() in FIXED and (shouting or word == word.upper()):
        return FIXED[word.upper()]
    if word.upper() in INITIALS and (shouting or word == word.upper() or word.upper() == "NHS"):
        return word.upper()
    if not shouting and not word.isupper() and not word.endswith(("'S", "’S")):
        return word if any(letter.isupper() for letter in word) else word.capitalize()
    if not shouting and word.isupper() and len(word) <= 4 and "'" not in word:
        return word
    return _capitalised(word)


def _capitalised(word: str) -> str:
    lower = word.lower()
    if re.match(r"o['’]\w\w", lower):
        return lower[:2].capitalize() + lower[2:].capitalize()
    if re.match(r"mc\w\w\w", lower):
        return "Mc" + lower[2:].capitalize()
    return lower[0].upper() + lower[1:]
