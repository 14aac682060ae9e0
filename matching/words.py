"""Classes of words in the names of NHS organisations (``data/words.toml``).

What is in no class is a *telling* word: a place, a person, a proper name. Telling words say which
organisation is meant; the classes say how much a missing or added word weighs. All words are as
``names.stem`` leaves them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from importlib.resources import files

_CLASSES = tomllib.loads(files("matching").joinpath("data/words.toml").read_text("utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_CLASSES[name].split())


DIRECTIONS = _words("directions")
HARD_WORK = _words("hard_work")
SOFT_WORK = _words("soft_work")
WORK = HARD_WORK | SOFT_WORK
RANKS = frozenset({"royal", "county", "united"})  # of the last, those that a hospital has too
SOFT = _words("soft")
WEAK = _words("weak")
HOSPITAL_WORDS = _words("hospital_words")
NO_HOSPITAL = _words("no_hospital")
BUILDINGS = _words("buildings")
NO_CODES = _words("no_codes")
COMMON_LETTERS = _words("common_letters")
SITE_SORTS = _words("site_sorts")
SITE_SOFT = _words("site_soft")
STREETS = _words("streets")
TWIN_TOWNS = _words("twin_towns")
AREAS = frozenset(frozenset(area.split()) for area in _CLASSES["areas"])
_COUNTIES = _words("counties")
NO_PLACE = SOFT | WORK
_NOT_TELLING = NO_PLACE | DIRECTIONS
_PROVING_NOTHING = _NOT_TELLING | WEAK


def is_telling(word: str) -> bool:
    """Whether a word says which organisation is meant."""
    return word not in _NOT_TELLING


def telling(words: Iterable[str]) -> frozenset[str]:
    """The words that say which organisation is meant."""
    return frozenset(words) - _NOT_TELLING


def in_order_telling(words: Iterable[str]) -> list[str]:
    """The same in their order, each as often as it stands there."""
    return [word for word in words if word not in _NOT_TELLING]


def any_tells(words: Iterable[str]) -> bool:
    """Whether one word at least says which organisation is meant."""
    return not _NOT_TELLING.issuperset(words)


def first_telling(words: Iterable[str]) -> str:
    """The first word that says which organisation is meant; empty when none does."""
    return next(filter(is_telling, words), "")


def proves(words: Iterable[str]) -> bool:
    """Whether one word at least is a proper name that few others share."""
    return not _PROVING_NOTHING.issuperset(words)


def identifies(words: Iterable[str]) -> bool:
    """Whether words can name one place: “Northern General Hospital” does, “City Hospital” does not."""
    kept = frozenset(words) - BUILDINGS
    return proves(kept) or (len(kept) > 1 and bool(kept - SITE_SOFT))


def is_county(word: str) -> bool:
    """Whether a word is the name of a county or region."""
    return word in _COUNTIES or (word.endswith("shire") and len(word) > len("shire"))
