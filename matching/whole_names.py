"""Names that are to the letter those of the register: a look into a table answers, and nothing is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from matching.answers import Answers
from matching.cleaning import EDGES
from matching.entries import Entry, Origin, TrustNames
from matching.model import Match, Trust
from matching.suffix import LEGAL_WORDS
from matching.words import proves

_OFFICIAL = Origin.OFFICIAL  # members of an enumeration are slow to look up
# A name with one of these behind it is a trust's and no place's, charity's or board's.
_END = 8  # characters: the last word of all of these names, and what may stand behind it
_LEGAL = frozenset({"trust", "foundation trust"})  # behind “NHS”


class WholeNames:
    """Answers about the whole names of trusts, “NHS Trust” and all, as the register has them."""

    def __init__(self, trusts: Mapping[str, Trust], names: TrustNames, answers: Answers) -> None:
        self._trusts = trusts
        self._names = names
        self._answers = answers

    def answer(self, name: str) -> Match | None:
        """The one trust of exactly this name; capitals, spaces, commas, “The” and “&” do not matter."""
        if "trust" not in name[-_END:].lower():  # most other names are done with here
            return None
        entry = self._by_letters.get(_letters(name))
        return None if entry is None else self._answers.of_entry(name, entry)

    @cached_property
    def _by_letters(self) -> Mapping[str, Entry]:
        """The names whose words, in any spelling, are one trust's alone; today's before former ones."""
        found: dict[str, Entry] = {}
        for entries in self._names.by_key.values():
            if not proves(entries[0].words) or _are_of_several(entries):
                continue
            known: dict[str, Entry] = {}  # by what stands before “NHS”
            for entry in filter(self._is_sure, entries):
                letters = _letters(entry.name)
                before, _, behind = letters.rpartition(" nhs ")
                if behind in _LEGAL and before not in LEGAL_WORDS:
                    found[letters] = known.setdefault(before, entry)
        return found

    def _is_sure(self, entry: Entry) -> bool:
        """Not the former name of a closed trust: others may have had it before, or been it since."""
        return entry.origin is _OFFICIAL or self._trusts[entry.code].is_open


def _are_of_several(entries: Sequence[Entry]) -> bool:
    return len(entries) > 1 and any(entry.code != entries[0].code for entry in entries)


def _letters(name: str) -> str:
    plain = " ".join(name.replace(",", " ").replace("&", " and ").replace("’", "'").split()).strip(EDGES)
    return plain.casefold().removeprefix("the ")
