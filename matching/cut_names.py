"""Names that a page or a spreadsheet cut off within a word."""

from __future__ import annotations

from bisect import bisect_left
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
        if len(begun) < _SHORTEST or any(_beginning(self._others, begun)):
            return None
        entries = [self._entries[name] for name in _beginning(self._sorted, begun)]
        alone = len({entry.code for entry in entries}) == 1
        return entries[0] if alone and all(_is_within_word(entry.name, begun) for entry in entries) else None

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        known = [entry for entry in self._names.entries if entry.origin is not Origin.ALIAS]
        return {_folded(f"{entry.name} {entry.code}"): entry for entry in known}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._entries)

    @cached_property
    def _others(self) -> list[str]:
        sites = (site.name for site in self._register.sites)
        return sorted(map(_folded, (*sites, *(body.name for body in self._register.bodies))))


def _is_within_word(name: str, begun: str) -> bool:
    """Whether a name goes on with the rest of a word; “Health Partners” and “Service” are whole words."""
    rest = _folded(name)[len(begun) :].partition(" ")[0]
    return rest not in ("", "s") and not begun.endswith("s")


def _beginning(names: Sequence[str], begun: str) -> Iterable[str]:
    for position in range(bisect_left(names, begun), len(names)):
        if not names[position].startswith(begun):
            return
        yield names[position]


def _folded(name: str) -> str:
    return " ".join(fold(name)).removeprefix("the ")
