"""Words that are abbreviated, or off by a letter, in a name that is otherwise a trust's own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from rapidfuzz.distance import OSA

from matching.answers import Answers
from matching.entries import Entry, Origin, Query
from matching.model import Match
from matching.names import Reading
from matching.register import Register
from matching.sectors import not_acute
from matching.towns import place_words
from matching.trusts import TrustFinder
from matching.words import HOSPITAL_WORDS, is_telling, proves

_SCORE = 88.0
_SHORTEST = 3  # letters of a word with a slip
_FEWEST_WORDS = 2  # of a name with a slip in a short word
_COUNTY = "shire"
_SHORT_FOR = {
    "n": ("north",),
    "s": ("south",),
    "e": ("east",),
    "w": ("west",),
    "ne": ("north", "east"),
    "nw": ("north", "west"),
    "se": ("south", "east"),
    "sw": ("south", "west"),
    "gt": ("great",),
    "ctrl": ("central",),
}


class Respelt:
    """Answers about names with a word written otherwise."""

    def __init__(
        self, decide: Callable[[Query], Match], register: Register, trusts: TrustFinder, answers: Answers
    ) -> None:
        self._decide = decide
        self._register = register
        self._trusts = trusts
        self._answers = answers

    def spelt_out(self, query: Query) -> Match | None:
        """“E & N Herts NHS Trust” with its points of the compass spelt out."""
        words = query.reading.full_words
        if _SHORT_FOR.keys().isdisjoint(words) or words[-1] in _SHORT_FOR:
            return None  # a letter at the end is what is left of a word that was cut off
        whole = tuple(part for word in words for part in _SHORT_FOR.get(word, (word,)))
        answer = self._decide(query.about(replace(query.reading, words=whole, full_words=whole)))
        if not answer.ods_code:
            return None
        return answer._replace(score=min(answer.score, _SCORE), reason=f"Spelt out: {answer.reason}")

    def slip(self, query: Query) -> Match | None:
        """A whole name with one letter wrong in a word too short to be mended by itself: “Alder Hay”."""
        reading = query.reading
        whole = reading.says_trust and (reading.says_nhs or reading.says_foundation)  # no charity's name
        near = {entry.code: entry for entry in self._near(reading)} if whole else {}
        if len(near) != 1:
            return None
        entry = next(iter(near.values()))
        trust = self._register.trusts[entry.code]
        reason = f"It is the name of {trust.name} ({trust.code}) but for one letter."
        return self._answers.trust(query.name, trust.code, "misspelt_exact", reason, score=_SCORE)

    def _near(self, reading: Reading) -> Iterator[Entry]:
        words, index = reading.words, self._trusts.names.by_word
        told = [word for word in words if proves((word,)) and word in index]
        if len(words) < _FEWEST_WORDS or not told:
            return
        for entry in min((index[word] for word in told), key=len):
            if _one_letter_off(words, entry.words, self._trusts.names.words):
                yield entry

    def town_for_county(self, query: Query) -> Match | None:
        """“University Hospitals Leicestershire”, where no hospital trust is called by the county."""
        reading = query.reading
        county = next((word for word in reading.words if word.removesuffix(_COUNTY) != word), "")
        if not county or not HOSPITAL_WORDS & set(reading.words) or self._has_hospitals(county):
            return None
        words = tuple(word.removesuffix(_COUNTY) if word == county else word for word in reading.words)
        known = [entry for entry in self._trusts.exact(reading, words) if entry.origin is Origin.OFFICIAL]
        if len(known) != 1 or not self._register.trusts[known[0].code].is_open:
            return None
        trust = self._register.trusts[known[0].code]
        reason = f"It is the name of {trust.name} ({trust.code}) with the county for the town."
        return self._answers.trust(query.name, trust.code, "county_for_town", reason, score=_SCORE)

    def _has_hospitals(self, county: str) -> bool:
        """Whether an open acute trust has the county in a name of its own."""
        codes = {entry.code for entry in self._trusts.names.by_word.get(county, ())} - not_acute()
        return any(self._register.trusts[code].is_open for code in codes)


def _one_letter_off(asked: tuple[str, ...], known: tuple[str, ...], of_trusts: Collection[str]) -> bool:
    """Whether two names differ in one letter of one telling word that no trust's name has."""
    pairs = [(a, b) for a, b in zip(asked, known, strict=False) if a != b]
    if len(asked) != len(known) or len(pairs) != 1:
        return False
    wrong, right = pairs[0]
    is_name = wrong in of_trusts or wrong in place_words()  # “Belford” is no Bedford
    telling = is_telling(wrong) and is_telling(right) and wrong[0] == right[0] and not is_name
    return telling and min(len(wrong), len(right)) >= _SHORTEST and OSA.distance(wrong, right) == 1
