"""The names the register knows of trusts, and what they are found by."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import chain
from typing import TypeVar

from matching.model import Kind
from matching.names import Reading, core_words
from matching.register import Register
from matching.words import SOFT, WEAK, WORK, is_telling, telling

_UNKNOWN_WEIGHT = 6.5  # as a word that one trust of 693 carries
_SOFT_WEIGHT = 1.0
_COUNTRY = 1_000  # trusts, at most, of the registers that the weights were set by
K = TypeVar("K")
T = TypeVar("T")


class Origin(IntEnum):
    """How a trust came to a name; the lower, the better the claim."""

    OFFICIAL = 0
    FORMER = 1
    ALIAS = 2


_ALIAS = Origin.ALIAS  # members of an enumeration are slow to look up


@dataclass(slots=True, eq=False)  # to make a frozen one takes three times as long
class Entry:
    """One name of one trust; ``shortened`` for abbreviations such as “UHBW”, also of its hospitals."""

    name: str
    code: str
    origin: Origin
    words: tuple[str, ...]
    shortened: bool = False
    kind: Kind = Kind.TRUST


@dataclass(slots=True, eq=False)  # to make a frozen one takes three times as long
class Query:
    """One question: the name as written, the name as read, and what the page and the alliance add to it.

    ``area`` are the trusts in the alliance's area, ``under`` the open trusts that the page lists the name
    under; ``among_trusts`` says that the names beside it are those of trusts.
    """

    name: str
    reading: Reading
    area: frozenset[str] = frozenset()
    under: frozenset[str] = frozenset()
    among_trusts: bool = False

    def about(self, reading: Reading) -> Query:
        """The same question about another reading; quicker than ``dataclasses.replace``."""
        return Query(self.name, reading, self.area, self.under, self.among_trusts)


def is_shortened(name: str) -> bool:
    """Whether a name is an abbreviation: one word, mostly capitals (“UHBW”, “SaTH”)."""
    if " " in name:
        return False
    capitals = sum(letter.isupper() for letter in name)
    return capitals >= 2 and 2 * capitals >= len(name)


def trust_entries(register: Register) -> Iterator[Entry]:
    """Every name of every trust: of today, former ones, other known ones."""
    for trust in register.trusts.values():
        yield Entry(trust.name, trust.code, Origin.OFFICIAL, core_words(trust.name))
        for former in trust.former_names:
            yield Entry(former.name, trust.code, Origin.FORMER, core_words(former.name))
    for alias in register.aliases:
        shortened = is_shortened(alias.name)
        wanted = alias.kind is Kind.TRUST or (alias.kind is Kind.SITE and shortened)
        if wanted and alias.code in register.trusts:
            words = core_words(alias.name)
            yield Entry(alias.name, alias.code, Origin.ALIAS, words, shortened, alias.kind)


def grouped(pairs: Iterable[tuple[K, T]]) -> Mapping[K, Sequence[T]]:
    """Values by key, in the order they came; empty keys are left out."""
    found: defaultdict[K, list[T]] = defaultdict(list)
    for key, value in pairs:
        if key:
            found[key].append(value)
    found.default_factory = None  # to ask for a key adds none
    return found


def _weight(word: str, carriers: int, trusts: int) -> float:
    """The weight of a word that so many trusts of a register carry.

    A place tells less the more trusts there are of its name, however many others the register has. What
    is no place comes in proportion in a larger register, and tells as much there as in one of a country.
    """
    country = min(trusts, _COUNTRY)
    if word in WEAK or not is_telling(word):
        return math.log((country + 1) / max(1.0, carriers * country / trusts))
    return max(0.0, math.log((country + 1) / carriers))


class _Weights(dict[str, float]):
    """The weight of every word of a trust's name, worked out when it is first asked for, and of any other."""

    def __init__(self, carriers: Mapping[str, int], trusts: int) -> None:
        super().__init__()
        self._carriers = carriers
        self._trusts = trusts

    def __missing__(self, word: str) -> float:
        if word not in self._carriers:
            return _SOFT_WEIGHT if word in SOFT else _UNKNOWN_WEIGHT
        weight = self[word] = _weight(word, self._carriers[word], self._trusts)
        return weight


class TrustNames:
    """All names of trusts, by key and by telling word, and the weight of their words."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self.entries = tuple(trust_entries(register))

    @cached_property
    def by_key(self) -> Mapping[str, Sequence[Entry]]:
        """Names by their words run together."""
        return grouped(("".join(entry.words), entry) for entry in self.entries)

    @cached_property
    def by_bag(self) -> Mapping[tuple[str, ...], Sequence[Entry]]:
        """Names of several words by their words in alphabetical order."""
        return grouped((tuple(sorted(entry.words)), entry) for entry in self.entries if len(entry.words) > 1)

    @cached_property
    def by_word(self) -> Mapping[str, Sequence[Entry]]:
        """Names by each of their telling words, without abbreviations and names of groups of trusts."""
        return grouped(
            (word, entry)
            for entry in self.entries
            if not entry.shortened and not (entry.origin is _ALIAS and self._is_shared(entry))
            for word in telling(entry.words)
        )

    def _is_shared(self, entry: Entry) -> bool:
        """Whether another trust has a name of the same words."""
        alike = self.by_key.get("".join(entry.words), ())
        return any(other.code != entry.code and other.words == entry.words for other in alike)

    @cached_property
    def _carriers(self) -> Mapping[str, int]:
        """How many trusts carry each word."""
        words: defaultdict[str, set[str]] = defaultdict(set)  # by trust
        for entry in self.entries:
            words[entry.code].update(entry.words)
        return Counter(chain.from_iterable(words.values()))

    @property
    def words(self) -> Collection[str]:
        """Every word of a name of a trust."""
        return self._carriers.keys()

    @cached_property
    def weight(self) -> Callable[[str], float]:
        """How much a word tells: the fewer trusts carry it, the more (natural logarithm, 0 to 6.5)."""
        return _Weights(self._carriers, len(self._register.trusts)).__getitem__

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the register; a word in it is no misspelling of another."""
        names = [site.name for site in self._register.sites] + [body.name for body in self._register.bodies]
        return frozenset(SOFT | WORK).union(self._carriers, *map(core_words, names))
