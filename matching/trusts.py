"""Finding the trust that carries a name: to the letter, or by its telling words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache, lru_cache

from matching.blocking import Blocks
from matching.compare import Comparison, compare
from matching.entries import Entry, Origin, TrustNames, is_shortened
from matching.names import STOP_WORDS, SUFFIX_WORDS, Reading, fold
from matching.register import Register
from matching.sectors import not_acute
from matching.words import (
    DIRECTIONS,
    HARD_WORK,
    HOSPITAL_WORDS,
    NO_HOSPITAL,
    RANKS,
    SOFT_WORK,
    any_tells,
    is_telling,
    proves,
    telling,
)

FIRST_FOUNDATION_TRUST = date(2004, 4, 1)
FORGOTTEN_ABBREVIATION = date(2015, 1, 1)
_OTHER_SECTORS = NO_HOSPITAL | (SOFT_WORK - RANKS)
_SERVED = "ambulance"
_NEVER_DROPPED = frozenset({"ambulance", "paramedic", "mental"})


class Grade(IntEnum):
    """How far a known name can be what was written; the higher, the better."""

    NONE = 0  # something speaks against it
    SHORT = 1  # telling words are missing, none is added
    WORDING = 2  # the telling words are the same, the line of work is worded otherwise
    SPELLING = 3  # only words that come and go differ


_NONE = Grade.NONE  # members of an enumeration are slow to look up


@dataclass(slots=True, eq=False)  # to make a frozen one takes three times as long
class Ranked:
    """A known name held against the one asked for."""

    entry: Entry
    comparison: Comparison
    grade: Grade

    @property
    def code(self) -> str:
        """The trust's code."""
        return self.entry.code

    @property
    def score(self) -> float:
        """0 to 100."""
        return self.comparison.score


class TrustFinder:
    """Finds the trusts of one register by name."""

    def __init__(self, register: Register) -> None:
        self._trusts = register.trusts
        self._spelt = cache(lambda name: _spelt(" ".join(fold(name))))  # of names that several trusts carry
        self.names = TrustNames(register)
        self._blocks = Blocks(self.names)

    def exact(self, reading: Reading, words: tuple[str, ...]) -> list[Entry]:
        """The names that are the same but for spelling habits, the best claims first, one for each trust."""
        entries = (
            self.names.by_key.get("".join(words))
            or self.names.by_bag.get(tuple(sorted(words)))
            or self._served(words)
        )
        possible = [e for e in entries if self._possible(e.code, reading) and self._case_fits(e, reading)]
        if len(possible) < 2:
            return possible
        possible = sorted(possible, key=lambda e: (self._claim(e, reading), e.code))
        best: dict[str, Entry] = {}
        for entry in possible:
            best.setdefault(entry.code, entry)
        return list(best.values())

    def may_be_exact(self, words: tuple[str, ...]) -> bool:
        """Whether words that are no name to the letter can be one in another order, or of an ambulance."""
        return tuple(sorted(words)) in self.names.by_bag or _SERVED in words

    def _served(self, words: tuple[str, ...]) -> tuple[Entry, ...]:
        """“East of England Ambulance” is the open service of that name."""
        if _SERVED not in words or "service" in words:
            return ()
        known = self.names.by_key.get("".join((*words, "service")), ())
        return tuple(entry for entry in known if self._trusts[entry.code].is_open)

    def best_claims(self, entries: list[Entry], reading: Reading) -> list[Entry]:
        """The names of equal and best claim; several when the name itself cannot tell."""
        if entries[0].origin is Origin.OFFICIAL:
            return entries[:1]
        if entries[0].shortened:
            return [e for e in entries if self._is_remembered(e.code)] or entries[:1]
        return [e for e in entries if self._claim(e, reading)[:5] == self._claim(entries[0], reading)[:5]]

    def was_never_foundation(self, reading: Reading) -> bool:
        """Whether the name is that of a trust that closed too early to be the foundation trust it says."""
        entries = self.names.by_key.get("".join(reading.words), ())
        return any(not self._possible(entry.code, reading) for entry in entries)

    def closed_before_foundation(self, code: str, reading: Reading) -> bool:
        """Whether a name says to be a foundation trust, and the trust closed without ever being one.

        Pages are careless about that; it counts where an open trust could be meant by the words that tell.
        """
        trust = self._trusts[code]
        if not reading.says_foundation or trust.is_open or "foundation" in trust.name.casefold():
            return False
        told = telling(reading.words)
        entries = self.names.by_word.get(min(told, default=""), ())
        return not told or any(self._trusts[e.code].is_open and told <= set(e.words) for e in entries)

    def has_open_with_same_places(self, words: tuple[str, ...]) -> bool:
        """Whether the words that tell are just those of an open trust's name that says “hospital”."""
        told = telling(words)
        entries = self.names.by_word.get(min(told, default=""), ())
        return any(
            self._trusts[entry.code].is_open and telling(entry.words) == told and "hospital" in entry.words
            for entry in entries
        )

    def _possible(self, code: str, reading: Reading) -> bool:
        """A trust that closed before there were foundation trusts was none."""
        trust = self._trusts[code]
        if trust.is_open or not reading.says_foundation:
            return True
        if trust.is_to_come:
            return True
        return trust.closed is not None and trust.closed > FIRST_FOUNDATION_TRUST

    def _is_remembered(self, code: str) -> bool:
        """Whether a trust is open, or closed so lately that its abbreviation is still about."""
        closed = self._trusts[code].closed
        return self._trusts[code].is_open or (closed is not None and closed > FORGOTTEN_ABBREVIATION)

    @staticmethod
    def _case_fits(entry: Entry, reading: Reading) -> bool:
        """An abbreviation counts only when it is written as one: “SATH” or “SaTH”, never “Sath”."""
        if not entry.shortened or entry.name in reading.text or entry.name.upper() in reading.text:
            return True
        return any(is_shortened(word) and _same_letters(word, entry.name) for word in reading.text.split())

    def _claim(self, entry: Entry, reading: Reading) -> tuple[bool, bool, int, bool, bool, int]:
        """What orders claims to one name: the code beside it, every letter, how the name was come by."""
        trust = self._trusts[entry.code]
        closed = trust.closed.toordinal() if trust.closed else 0
        letters, joined = self._spelt(entry.name)
        asked_letters, asked_joined = _spelt(reading.folded)
        other_letters, other_words = letters != asked_letters, joined != asked_joined
        claim = (entry.code not in reading.codes, other_letters, entry.origin)
        return (*claim, other_words, not trust.is_open, -closed)

    def ranked(self, reading: Reading, words: tuple[str, ...]) -> list[Ranked]:
        """The trusts that share a telling word, each by its best name, the likeliest first.

        Nothing where no trust can be meant: most names are told so without a comparison.
        """
        fitting = {id(entry): self._ranked(entry, words, reading) for entry in self._blocks.fitting(words)}
        if not any(found.grade for found in fitting.values()):
            return []
        best: dict[str, Ranked] = {}
        for entry in self._blocks.sharing(words):
            if not self._possible(entry.code, reading):
                continue
            found = fitting.get(id(entry)) or self._ranked(entry, words, reading)
            known = best.get(entry.code)
            if known is None or (found.grade, found.score) > (known.grade, known.score):
                best[entry.code] = found
        return sorted(best.values(), key=lambda r: (not r.grade, -r.score, r.code))

    def _ranked(self, entry: Entry, words: tuple[str, ...], reading: Reading) -> Ranked:
        comparison = compare(words, entry.words, self.names.weight)
        other = _is_other_sector(entry.code, comparison) or not _same_directions(words, entry.words)
        return Ranked(entry, comparison, _NONE if other else grade(comparison, reading))


def _is_other_sector(code: str, c: Comparison) -> bool:
    """“Derby Partnership” is no acute trust, even where none but an acute one is called Derby."""
    return not _OTHER_SECTORS.isdisjoint(c.extra) and code not in not_acute()


def _same_directions(asked: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether points of the compass belong to the same places: “South Tees” is no Tees and South Humber."""
    if DIRECTIONS.isdisjoint(asked) or DIRECTIONS.isdisjoint(known):
        return True
    directions = DIRECTIONS.intersection(asked, known)
    shared = set(asked).intersection(known) - DIRECTIONS
    return all(_beside(word, asked, shared) == _beside(word, known, shared) for word in directions)


def _beside(direction: str, words: tuple[str, ...], shared: set[str]) -> str:
    """What a point of the compass belongs to: the next word that both names have, or that tells a place."""
    behind = words[words.index(direction) + 1 :]
    return next((word for word in behind if word in shared or is_telling(word)), "")


def _same_letters(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


@lru_cache(maxsize=1_024)
def _spelt(folded: str) -> tuple[list[str], bool]:
    """The letters of a name, and whether it has an “and”, which tells “Health and Care” from “Healthcare”."""
    words = folded.split()
    return [word for word in words if word not in STOP_WORDS and word not in SUFFIX_WORDS], "and" in words


def grade(c: Comparison, reading: Reading) -> Grade:
    """Judge a comparison; the order of the rules is the order of what weighs most."""
    if any_tells(c.extra) or not proves(c.same):
        return _NONE
    missing, extra = frozenset(c.missing), frozenset(c.extra)
    if (missing | extra) & DIRECTIONS or extra & HARD_WORK or missing & _NEVER_DROPPED:
        return Grade.NONE
    if (
        missing & NO_HOSPITAL
        and frozenset(reading.words) & HOSPITAL_WORDS
        and not frozenset(c.same) & NO_HOSPITAL
    ):
        return Grade.NONE
    known = missing.union(c.same)
    swapped = ("hospital" in extra and known & {"health", "care"}) or (
        "health" in extra and "hospital" in missing
    )
    if any_tells(missing):
        return Grade.NONE if swapped else Grade.SHORT
    if swapped or missing & HARD_WORK or (missing | extra) & SOFT_WORK:
        return Grade.WORDING
    return Grade.SPELLING
