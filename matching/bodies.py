"""Finding organisations of the register that are no trusts, by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from matching.entries import grouped
from matching.model import Body, Kind
from matching.names import Reading, core_words, fold
from matching.register import Register

_LONG_FORMS = {
    "icb": ("integrated", "care", "board"),
    "ic": ("integrated", "care", "system"),
    "ccg": ("clinical", "commissioning", "group"),
    "pct": ("primary", "care"),
}
_SHORT_FORMS = frozenset(_LONG_FORMS)
_UNIVERSITIES = frozenset({"university", "institute", "school"})
_BOARD_WORDS = frozenset(["integrated", "care", "board", "clinical", "commissioning", "group", "icb", "ccg"])


class BodyFinder:
    """Finds boards, commissioners, universities and other known bodies."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def find(self, reading: Reading) -> Body | None:
        """The body of exactly this name; the open one where an earlier one had it too."""
        full, bare = reading.full_words, reading.words
        for words in (full,) if full == bare else (full, bare):
            bodies = [body for body in self._by_key.get(_key(words), ()) if _worded_alike(reading, body)]
            if bodies:
                return next((body for body in bodies if body.is_open), bodies[0])
        return None

    def area_brand(self, reading: Reading) -> Body | None:
        """The board or former commissioner that “NHS Sheffield” was or is the short name of."""
        return self._by_area.get(tuple(sorted(reading.words)))

    @cached_property
    def _by_area(self) -> Mapping[tuple[str, ...], Body]:
        kinds = (Kind.ICB, Kind.COMMISSIONER)
        bodies = sorted((b for b in self._register.bodies if b.kind in kinds), key=lambda b: b.is_open)
        return {tuple(sorted(w for w in core_words(b.name) if w not in _BOARD_WORDS)): b for b in bodies}

    def has_initials(self, text: str) -> bool:
        """Whether an alliance has these initials: “NCA” for Northern Cancer Alliance."""
        return text.casefold() in self._initials

    @cached_property
    def _initials(self) -> frozenset[str]:
        names = (fold(body.name) for body in self._register.bodies if body.kind is Kind.ALLIANCE)
        return frozenset("".join(word[0] for word in words if word != "and") for words in names)

    def is_turned_university(self, words: tuple[str, ...]) -> bool:
        """Whether a university has the same words in any order: “Leeds University”, “University of Leeds”."""
        return tuple(sorted(words)) in self._universities

    @cached_property
    def _by_key(self) -> Mapping[str, Sequence[Body]]:
        bodies = self._register.bodies
        return grouped(zip(map(_key, map(core_words, [body.name for body in bodies])), bodies, strict=True))

    @cached_property
    def _universities(self) -> frozenset[tuple[str, ...]]:
        """The words of universities and the like, in alphabetical order."""
        names = [core_words(body.name) for body in self._register.bodies]
        return frozenset([tuple(sorted(words)) for words in names if not _UNIVERSITIES.isdisjoint(words)])


def _worded_alike(reading: Reading, body: Body) -> bool:
    """No university is called “University Southampton”; that is short for a hospital."""
    formal = body.kind is Kind.UNIVERSITY and "university of" in body.name.casefold()
    return not formal or reading.words[0] != "university" or "university of" in reading.text.casefold()


def _key(words: tuple[str, ...]) -> str:
    if _SHORT_FORMS.isdisjoint(words):
        return "".join(words)
    return "".join(part for word in words for part in _LONG_FORMS.get(word, (word,)))
