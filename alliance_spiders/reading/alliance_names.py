"""Which alliance a text speaks of."""

from __future__ import annotations

import re
from functools import cached_property

from alliance_spiders.alliances import Alliance, all_alliances

_WORDS = re.compile(r"[^\W_]+")
_SHORT = 12  # characters: a name this short is an abbreviation and proves nothing in running text


def folded(text: str) -> str:
    """A text in small letters, words parted by single spaces, ``&`` as ``and``."""
    return " ".join(_WORDS.findall(text.replace("&", " and ").casefold()))


class AllianceNames:
    """The names of one alliance and those of all others."""

    def __init__(self, alliance: Alliance) -> None:
        self._alliance = alliance
        # Of the frame of a site, each page asks again.
        self._said: dict[str, bool] = {}
        self._said_others: dict[str, frozenset[str]] = {}

    @cached_property
    def own(self) -> tuple[str, ...]:
        """Names of the alliance that are long enough to tell."""
        return _telling(self._alliance)

    @cached_property
    def _others(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (name, other.code)
            for other in all_alliances()
            if other.code != self._alliance.code
            for name in _telling(other)
        )

    def is_own(self, text: str) -> bool:
        """Whether a text names the alliance."""
        if "lliance" not in text and "artners" not in text and len(text) < _SHORT:
            return False
        if text not in self._said:
            plain = f" {folded(text)} "
            self._said[text] = any(f" {name} " in plain for name in self.own)
        return self._said[text]

    def others(self, text: str) -> frozenset[str]:
        """Codes of the other alliances that a text names."""
        if "lliance" not in text and "LLIANCE" not in text:
            return frozenset()
        if text not in self._said_others:
            plain = f" {folded(text)} "
            for name in self.own:
                plain = plain.replace(f" {name} ", " ")
            self._said_others[text] = frozenset(code for name, code in self._others if f" {name} " in plain)
        return self._said_others[text]


def _telling(alliance: Alliance) -> tuple[str, ...]:
    names = (folded(name) for name in (alliance.name, *alliance.other_names))
    return tuple(sorted({name for name in names if len(name) >= _SHORT}, key=len, reverse=True))
