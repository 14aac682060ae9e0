"""Names that a page or a spreadsheet cut off within a word."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from matching.entries import Entry, Origin, TrustNames
from matching.names import fold
from matching.register import Register

_SHORTEST = 22  # letters and spaces that are left of a name


class CutNames:
    """Finds the whole name of a trust by its beginning."""

    def __init__(self, register: Register, names: TrustNames) -> None:
        self._register = register
        self._names = names

    def whole(self, text: str) -> Entry | None:
        """The one name that goes on where a text ends within a word; nothing when another name could."""
        begun = _folded(text.rstrip(" .…"))
        if len(begun) < _SHORTEST:
            return None
        entries = [self._entries[name] for name in _beginning(self._sorted, begun)]
        if not entries:
            return None
        codes = {entry.code for entry in entries}
        alone = len(codes) == 1 and not any(
            self._others[name] - codes for name in _beginning(self._sorted_others, begun)
        )
        within = all(_is_within_word(entry.name, begun) for entry in entries)
        return entries[0] if alone and within and not self._is_plural(begun) else None

    def _is_plural(self, begun: str) -> bool:
        """Whether a text ends with a whole word and its “s”: “Sheffield Health Partners”."""
        last = begun.rpartition(" ")[2]
        return last.endswith("s") and (last in self._names.vocabulary or last[:-1] in self._names.vocabulary)

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        known = [entry for entry in self._names.entries if entry.origin is not Origin.ALIAS]
        return {_folded(f"{entry.name} {entry.code}"): entry for entry in known}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._entries)

    @cached_property
    def _others(self) -> dict[str, frozenset[str]]:
        """The names of hospitals, with who runs them, and of bodies, which are nobody's."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for site in self._register.sites:
            found[_folded(site.name)].update(site.trusts or [""])
        for body in self._register.bodies:
            found[_folded(body.name)].add("")
        return {name: frozenset(codes) for name, codes in found.items()}

    @cached_property
    def _sorted_others(self) -> list[str]:
        return sorted(self._others)


def _is_within_word(name: str, begun: str) -> bool:
    """Whether a name goes on with the rest of a word; “Health Partners” and “Service” are whole words."""
    rest = _folded(name)[len(begun) :].partition(" ")[0]
    return rest not in ("", "s")


def _beginning(names: Sequence[str], begun: str) -> Iterable[str]:
    for position in range(bisect_left(names, begun), len(names)):
        if not names[position].startswith(begun):
            return
        yield names[position]


def _folded(name: str) -> str:
    return " ".join(fold(name)).removeprefix("the ").replace("health care", "healthcare")
