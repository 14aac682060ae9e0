"""Names that a page or a spreadsheet cut off within a word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import TypeVar

from matching.entries import Entry, Origin, TrustNames, grouped
from matching.names import STOP_WORDS, SUFFIX_WORDS, fold
from matching.register import Register

T = TypeVar("T")
Names = tuple[Sequence[str], Sequence[T]]  # names in alphabetical order, and what each stands for

_SHORTEST = 22  # letters and spaces that are left of a name
_KEPT = frozenset("abcdefgijklmnopqrsuvwxyz")  # first letters that folding keeps; not of “The”, nor of “HNS”


class CutNames:
    """Finds the whole name of a trust by its beginning."""

    def __init__(self, register: Register, names: TrustNames) -> None:
        self._register = register
        self._names = names
        # Each letter is looked into when it is first asked for: few of many names are.
        self._entries = cache(self._entries_from)
        self._others = cache(self._others_from)

    def whole(self, text: str) -> Entry | None:
        """The one name that goes on where a text ends within a word; nothing when another name could."""
        begun = _folded(text.rstrip(" .…"))
        if len(begun) < _SHORTEST or not self._ends_within_word(begun):
            return None
        entries = list(_beginning(self._entries(begun[0]), begun))
        codes = {entry.code for entry in entries}
        if len(codes) != 1 or not all(_is_within_word(entry.name, begun) for entry in entries):
            return None
        shared = self._is_plural(begun) or any(
            owners - codes for owners in _beginning(self._others(begun[0]), begun)
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

    def _entries_from(self, letter: str) -> Names[Entry]:
        """The names of trusts from a letter on, and whose each is."""
        entries = self._entries_by_letter.get(letter, ())
        return _in_order({_folded(f"{entry.name} {entry.code}"): entry for entry in entries})

    def _others_from(self, letter: str) -> Names[frozenset[str]]:
        """The names of hospitals, with who runs them, and of bodies, which are nobody's."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for name, owners in self._others_by_letter.get(letter, ()):
            found[_folded(name)].update(owners or ("",))
        return _in_order({name: frozenset(codes) for name, codes in found.items()})

    @cached_property
    def _entries_by_letter(self) -> Mapping[str, Sequence[Entry]]:
        known = (entry for entry in self._names.entries if entry.origin is not Origin.ALIAS)
        return grouped((_first_letter(entry.name), entry) for entry in known)

    @cached_property
    def _others_by_letter(self) -> Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]:
        others = [(site.name, site.trusts) for site in self._register.sites]
        others += [(body.name, ()) for body in self._register.bodies]
        return grouped((_first_letter(name), (name, owners)) for name, owners in others)


def _in_order(named: Mapping[str, T]) -> Names[T]:
    names = sorted(named)
    return names, [named[name] for name in names]


def _first_letter(name: str) -> str:
    """The letter that a name begins with as ``_folded`` has it; to fold all of it takes far longer."""
    if (first := name[:1].lower()) in _KEPT:
        return first
    for piece in name.split():
        words = fold(piece)
        if words and words != ["the"]:
            return words[0][0]
    return ""


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
