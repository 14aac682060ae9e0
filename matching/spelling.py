"""Mending misspelt words by the words the register knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import product

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST = 5  # letters; shorter words are too near to one another
_SHORTEST_FOR_TWO = 9  # letters from which two slips are believed
_MOST_WRONG = 3  # misspelt words in one name
_CACHED_WORDS = 32_768
_MOST_WAYS = 6  # to mend one name
_WHOLE = ("", "")
_COMPOUNDS = {"healthcare": ("health", "care")}


Slips = tuple[tuple[str, str], ...]


class Speller:
    """Mends words that are one slip (two in long words) away from known words."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._known = frozenset(vocabulary)
        self._nearest = lru_cache(maxsize=_CACHED_WORDS)(self._find_nearest)

    def mendings(self, words: tuple[str, ...]) -> list[tuple[tuple[str, ...], Slips]]:
        """The ways to mend the unknown words, each with its pairs of wrong and right words; few, or none."""
        wrong = [word for word in dict.fromkeys(words) if word not in self._known]
        if not wrong:
            return []
        choices = [[(word, right) for right in self._nearest(word)] for word in wrong[:_MOST_WRONG]]
        if not any(choices):
            return []
        slips = [pairs for pairs in product(*(pairs for pairs in choices if pairs)) if pairs]
        return [(_replaced(words, dict(pairs)), pairs) for pairs in slips[:_MOST_WAYS]]

    def _find_nearest(self, word: str) -> list[str]:
        if len(word) < _SHORTEST or any(letter.isdigit() for letter in word):
            return []
        for slips in (1, 2) if len(word) >= _SHORTEST_FOR_TWO else (1,):
            found = self._within(word, slips)
            if found:
                return found[:_MOST_WAYS]
        return []

    def _within(self, word: str, slips: int) -> list[str]:
        lengths = range(max(len(word) - slips, _SHORTEST - 1), len(word) + slips + 1)
        # One slip spares the first two letters or the last two; two may spare neither.
        blocks = [(n, *ends) for n in lengths for ends in (_ends(word) if slips == 1 else [_WHOLE])]
        near = {
            known
            for block in blocks
            for known, _, _ in process.extract(
                word, self._blocks.get(block, ()), scorer=OSA.distance, score_cutoff=slips, limit=None
            )
        }
        return sorted(near)

    @cached_property
    def _blocks(self) -> Mapping[tuple[int, str, str], Sequence[str]]:
        """The known words by length: all, those of the same beginning, and those of the same end."""
        found: defaultdict[tuple[int, str, str], list[str]] = defaultdict(list)
        for word in self._known | _COMPOUNDS.keys():
            length = len(word)
            found[length, "", ""].append(word)
            found[length, word[:2], ""].append(word)
            found[length, "", word[-2:]].append(word)
        return found


def _ends(word: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (word[:2], ""), ("", word[-2:])


def _replaced(words: tuple[str, ...], right: Mapping[str, str]) -> tuple[str, ...]:
    mended = (right.get(word, word) for word in words)
    return tuple(part for word in mended for part in _COMPOUNDS.get(word, (word,)))
