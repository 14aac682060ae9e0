"""Which known names are worth comparing with a name, told by its telling words alone."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from matching.entries import Entry, TrustNames
from matching.words import in_order_telling, telling

_CACHED_WORDS = 32_768


class Blocks:
    """Finds the names of trusts that share telling words with a name."""

    def __init__(self, names: TrustNames) -> None:
        self._names = names
        self._is_compound = lru_cache(maxsize=_CACHED_WORDS)(self._has_two_words)

    def sharing(self, words: tuple[str, ...]) -> list[Entry]:
        """The names that share a telling word, also one written as two."""
        index = self._names.by_word
        asked = telling(words) | {a + b for a, b in pairwise(words)}
        # By identity: the hash of an entry costs more than all the rest.
        return list({id(entry): entry for word in sorted(asked) for entry in index.get(word, ())}.values())

    def fitting(self, words: tuple[str, ...]) -> list[Entry]:
        """The names that can have every telling word of a name: a few too many, never too few."""
        index, told = self._names.by_word, in_order_telling(words)
        for word in told:
            if word not in index and not self._may_be_spaced(word, words):
                return []
        needed = [word for word in told if not self._may_be_spaced(word, words)]
        if not needed:
            return self.sharing(words)
        rarest = min((index[word] for word in needed), key=len)
        return [entry for entry in rarest if all(word in entry.words for word in needed)]

    def _may_be_spaced(self, word: str, words: tuple[str, ...]) -> bool:
        """Whether a known name may have “bassetlaw” for “basset law”, or the other way round."""
        if self._is_compound(word):
            return True
        known = self._names.words
        return any(word + other in known or other + word in known for other in words)

    def _has_two_words(self, word: str) -> bool:
        known = self._names.words
        return any(word[:cut] in known and word[cut:] in known for cut in range(1, len(word)))
