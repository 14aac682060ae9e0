"""Names that a page or a spreadsheet cut off within a word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TypeVar

from matching.entries import Entry, Origin, TrustNames, grouped
from matching.model import Body, Site
from matching.names import STOP_WORDS, SUFFIX_WORDS, core_words, fold
from matching.register import Register

T = TypeVar("T")
Names = tuple[Sequence[str], Sequence[T]]  # names in alphabetical order, and what each stands for

_ALIAS = Origin.ALIAS  # members of an enumeration are slow to look up
_CACHED_WORDS = 4_096
_SHORTEST = 22  # letters and spaces that are left of a name


class CutNames:
    """Finds the whole name of a trust by its beginning."""

    def __init__(self, register: Register, names: TrustNames) -> None:
        self._register = register
        self._names = names
        # Only names with the same first word are looked into: few of many are ever asked for.
        self._entries = lru_cache(maxsize=_CACHED_WORDS)(self._entries_from)
        self._others = lru_cache(maxsize=_CACHED_WORDS)(self._others_from)

    def whole(self, text: str) -> Entry | None:
        """The one name that goes on where a text ends within a word; nothing when another name could."""
        begun = _folded(text.rstrip(" .…"))
        if len(begun) < _SHORTEST or not self._ends_within_word(begun):
            return None
        first = _first_whole(begun)
        entries = list(_beginning(self._entries(first), begun))
        codes = {entry.code for entry in entries}
        if len(codes) != 1 or not all(_is_within_word(entry.name, begun) for entry in entries):
            return None
        shared = self._is_plural(begun) or any(
            owners - codes for owners in _beginning(self._others(first), begun)
        )
        return None if shared else entries[0]

    def _ends_within_word(self, begun: str) -> bool:
        """Whether some word of the register goes on where a text ends; most texts are done with here."""
        last, words = begun.rpartition(" ")[2], self._words
        after = bisect_right(words, last)
        return after < len(words) and words[after].startswith(last)

    @cached_property
    def _words(self) -> Sequence[str]:
        """Every word that ``_folded`` can have, but for its plural, in alphabetical order."""
        return sorted({*self._names.vocabulary, *STOP_WORDS, *SUFFIX_WORDS, "healthcare"})

    def _is_plural(self, begun: str) -> bool:
        """Whether a text ends with a whole word and its “s”: “Sheffield Health Partners”."""
        last = begun.rpartition(" ")[2]
        return last.endswith("s") and (last in self._names.vocabulary or last[:-1] in self._names.vocabulary)

    def _entries_from(self, word: str) -> Names[Entry]:
        """The names of trusts from a word on, and whose each is; all names where no word counts."""
        entries = self._entries_by_word.get(word, ()) if word else self._whole_names
        return _in_order({_folded(f"{entry.name} {entry.code}"): entry for entry in entries})

    def _others_from(self, word: str) -> Names[frozenset[str]]:
        """The names of hospitals, with who runs them, and of bodies, which are nobody's."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for other in self._others_by_word.get(word, ()) if word else self._other_names:
            owners = other.trusts if isinstance(other, Site) else ()
            found[_folded(other.name)].update(owners or ("",))
        return _in_order({name: frozenset(codes) for name, codes in found.items()})

    @cached_property
    def _whole_names(self) -> Sequence[Entry]:
        return [entry for entry in self._names.entries if entry.origin is not _ALIAS]

    @cached_property
    def _entries_by_word(self) -> Mapping[str, Sequence[Entry]]:
        return grouped((entry.words[0], entry) for entry in self._whole_names if entry.words)

    @property
    def _other_names(self) -> Iterable[Site | Body]:
        return (*self._register.sites, *self._register.bodies)

    @cached_property
    def _others_by_word(self) -> Mapping[str, Sequence[Site | Body]]:
        return grouped((_first_word(other.name), other) for other in self._other_names)


def _in_order(named: Mapping[str, T]) -> Names[T]:
    names = sorted(named)
    return names, [named[name] for name in names]


def _first_word(name: str) -> str:
    """The first word of a name that counts; empty when none does."""
    words = core_words(name)
    return words[0] if words else ""


def _first_whole(begun: str) -> str:
    """The same of the beginning of a name, whose last word may be a part of one."""
    return _first_word(begun.rpartition(" ")[0])


def _is_within_word(name: str, begun: str) -> bool:
    """Whether a name goes on with the rest of a word; “Health Partners” and “Service” are whole words."""
    rest = _folded(name)[len(begun) :].partition(" ")[0]
    return rest not in ("", "s")


def _beginning(known: Names[T], begun: str) -> Iterator[T]:
    """What stands behind the names that begin so."""
    names, values = known
    for position in range(bisect_left(names, begun), len(names)):
        if not names[position].startswith(begun):
            return
        yield values[position]


def _folded(name: str) -> str:
    return " ".join(fold(name)).removeprefix("the ").replace("health care", "healthcare")
