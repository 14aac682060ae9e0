"""Which trusts a short name can mean: “Homerton”, “Sheffield”, “York and Scarborough”."""

from __future__ import annotations

import re
from collections.abc import Iterable

from matching.entries import Origin
from matching.names import core_words
from matching.register import Register
from matching.sectors import not_acute
from matching.trusts import Grade, Ranked
from matching.words import (
    HARD_WORK,
    HOSPITAL_WORDS,
    RANKS,
    SOFT,
    SOFT_WORK,
    WORK,
    first_telling,
    is_county,
    telling,
)

_AND = re.compile(r"\s(?:and|&)\s|,", re.IGNORECASE)
_DROPPED_IN_SPEECH = RANKS | {"cancer", "orthopaedic", "eye"}


class ShortNames:
    """Narrows down what a short name can mean."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def meant(self, words: tuple[str, ...], ranked: list[Ranked]) -> list[Ranked]:
        """The open trusts that a short name can mean: one when it is safe, several when it is not."""
        fitting = [r for r in ranked if r.grade > Grade.NONE and not r.comparison.extra and self._is_open(r)]
        in_order = [r for r in fitting if _in_order(words, r.entry.words)]
        if len(in_order) == 1:
            return in_order if _begins(in_order[0], words) else []
        whole = [r for r in fitting if telling(r.entry.words) == telling(words)]
        leading = [r for r in fitting if first_telling(r.entry.words) == first_telling(words)]
        for narrower in (whole, leading):
            hospitals = [r for r in narrower if self._is_hospital_trust(r.code)]
            if len(hospitals) == 1:
                return narrower if _is_rather_another(hospitals[0], narrower) else hospitals
        return fitting if len(fitting) > 1 or not fitting or _begins(fitting[0], words) else []

    def is_whole_acute_name(self, words: tuple[str, ...], ranked: Ranked) -> bool:
        """Whether a name has all that tells of an acute trust's, in its order."""
        return self._is_acute(ranked) and ranked.grade > Grade.SHORT and _in_order(words, ranked.entry.words)

    def has_rival(self, words: tuple[str, ...], chosen: Ranked, ranked: list[Ranked], anywhere: bool) -> bool:
        """Whether another acute trust is called by the same place too: “Tees” may be South or North Tees.

        ``anywhere`` in its name, or as the first place of it.
        """
        others = (r for r in ranked if r.code != chosen.code and self._is_open(r) and self._is_acute(r))
        place, first = set(words) - SOFT, first_telling(words)
        return any(
            place <= set(r.entry.words) and (anywhere or first_telling(r.entry.words) == first)
            for r in others
        )

    def _is_acute(self, ranked: Ranked) -> bool:
        sector_said = set(core_words(self._register.trusts[ranked.code].name)) & (WORK - RANKS)
        return ranked.code not in not_acute() and not sector_said

    def _is_open(self, ranked: Ranked) -> bool:
        return self._register.trusts[ranked.code].is_open

    def _is_hospital_trust(self, code: str) -> bool:
        words = set(core_words(self._register.trusts[code].name))
        if words & (HARD_WORK | (SOFT_WORK - RANKS)):
            return False
        return bool(words & (HOSPITAL_WORDS | {"university", "royal"})) or words == telling(words)


def _is_rather_another(chosen: Ranked, others: list[Ranked]) -> bool:
    """Whether a trust was only once called so, and another is so today: “North Staffordshire”."""
    today = [r for r in others if r.entry.origin is Origin.OFFICIAL]
    return chosen.entry.origin is Origin.FORMER and bool(today)


def _begins(ranked: Ranked, words: tuple[str, ...]) -> bool:
    """Whether a name is the beginning of the one it fits, and no line of work is left out."""
    left_out = set(ranked.comparison.missing) & (WORK - _DROPPED_IN_SPEECH)
    return has_first_place(words, ranked) and not left_out


def has_first_place(words: Iterable[str], ranked: Ranked) -> bool:
    """Whether words have the whole first place of a name: “Calderdale” of two, but no “Milton” of Keynes."""
    first = _AND.split(ranked.entry.name, maxsplit=1)[0]
    whole = {word for word in telling(core_words(first)) if not is_county(word)}
    return {first_telling(ranked.entry.words), *whole} <= set(words)


def _in_order(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    rest = iter(known)
    return all(word in rest for word in words)
