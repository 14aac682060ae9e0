"""Mending misspelt words by the words the register knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import product

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST = 5  # letters; shorter words are too near to one another
_SHORTEST_FOR_TWO = 9  # letters from which two slips are believed
_MOST_WRONG = 3  # misspelt words in one name
_MOST_WAYS = 6  # to mend one name
_COMPOUNDS = {"healthcare": ("health", "care")}


Slips = tuple[tuple[str, str], ...]


class Speller:
    """Mends words that are one slip (two in long words) away from known words."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._known = frozenset(vocabulary)

    def mendings(self, words: tuple[str, ...]) -> list[tuple[tuple[str, ...], Slips]]:
        """The ways to mend the unknown words, each with its pairs of wrong and right words; few, or none."""
        wrong = [word for word in dict.fromkeys(words) if word not in self._known]
        choices = [[(word, right) for right in self._nearest(word)] for word in wrong[:_MOST_WRONG]]
        slips = [pairs for pairs in product(*(pairs for pairs in choices if pairs)) if pairs]
        return [(_replaced(words, dict(pairs)), pairs) for pairs in slips[:_MOST_WAYS]]

    def _nearest(self, word: str) -> list[str]:
        if len(word) < _SHORTEST or any(letter.isdigit() for letter in word):
            return []
        for slips in (1, 2) if len(word) >= _SHORTEST_FOR_TWO else (1,):
            found = self._within(word, slips)
            if found:
                return found[:_MOST_WAYS]
        return []

    def _within(self, word: str, slips: int) -> list[str]:
        lengths = range(max(len(word) - slips, _SHORTEST - 1), len(word) + slips + 1)
        near = [known for length in lengths for known in self._by_length.get(length, ())]
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=slips, limit=None)
        return sorted(known for known, _, _ in found)

    @cached_property
    def _by_length(self) -> Mapping[int, tuple[str, ...]]:
        found: defaultdict[int, list[str]] = defaultdict(list)
        for word in sorted(self._known | _COMPOUNDS.keys()):
            found[len(word)].append(word)
        return {length: tuple(words) for length, words in found.items()}


def _replaced(words: tuple[str, ...], right: Mapping[str, str]) -> tuple[str, ...]:
    mended = (right.get(word, word) for word in words)
    return tuple(part for word in mended for part in _COMPOUNDS.get(word, (word,)))
