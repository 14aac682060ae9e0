"""Registers of any size, made of the real one: its patterns of names with new places in them.

Each copy of the real register keeps the words that all names share, the successions, former names, other
names and hospitals, and puts a new word for every word that tells one organisation from another. The new
words come from one supply for all copies, as small as the map of a country, so that a place stands in
several names, as places do.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import product

from benchmarks.invented import BODIES, OPEN_SPELLINGS, SPELLINGS, place
from benchmarks.labels import Label
from matching.entries import is_shortened
from matching.model import FormerName, Kind, Site, Trust
from matching.names import core_words
from matching.register import Alias, Register
from matching.words import WEAK, is_telling, telling

_ONSETS = "b br bl c ch cl cr d dr f fl g gl gr h k l m n p pr r s sh sl st sw t th tr w wh".split()
_VOWELS = "a e i o u ea oa ay".split()
_CODAS = "b ck d l ld ll lm m n nd ng r rd rk rn st t tch x".split()
_ENDINGS = """
ton ham ford bury ley wick mouth field borough dale port stead combe worth well thorpe by minster bridge gate
""".split()
_PLACES = 40_000  # about as many as there are names of places in Great Britain
_WORD = re.compile(r"(?<!['A-Za-z])[A-Za-z]+")  # not what follows an apostrophe
_SHIRE = "shire"
_NO_TRUST_EVERY = 7  # one name in so many is that of a body that is no trust
_PLAIN_EVERY = 3  # one in so many is as registered


def grown(register: Register, trusts: int) -> Register:
    """A register of about so many trusts: the real one, and as many copies as it takes."""
    copies = max(1, round(trusts / len(register.trusts)))
    made = [register, *(_Copy(register, number).register() for number in range(1, copies))]
    return replace(
        register,
        trusts={code: trust for each in made for code, trust in each.trusts.items()},
        sites=tuple(site for each in made for site in each.sites),
        aliases=tuple(alias for each in made for alias in each.aliases),
        visiting={name: codes for each in made for name, codes in each.visiting.items()},
        version=f"{register.version}x{copies}",
    )


class _Copy:
    """The real register with other places."""

    def __init__(self, register: Register, number: int) -> None:
        self._real = register
        self._end = f"{number:03X}"
        self._supply = iter(random.Random(number).sample(places(), 6_000))
        self._instead: dict[str, str] = {}

    def register(self) -> Register:
        real = self._real
        kept = (alias for alias in real.aliases if alias.kind in (Kind.TRUST, Kind.SITE))
        return replace(
            real,
            trusts={self._code(code): self._trust(trust) for code, trust in real.trusts.items()},
            sites=tuple(self._site(site) for site in real.sites),
            aliases=tuple(self._alias(alias) for alias in kept if not is_shortened(alias.name)),
            visiting={self.name(name): self._codes(codes) for name, codes in real.visiting.items()},
        )

    def name(self, name: str) -> str:
        """A name with a new word for each that tells."""
        return _WORD.sub(lambda found: self._word(found[0]), name)

    def _word(self, word: str) -> str:
        core = core_words(word)
        if len(core) != 1 or core[0] in WEAK or not is_telling(core[0]):
            return word
        if core[0] not in self._instead:
            county = core[0].endswith(_SHIRE)
            self._instead[core[0]] = next(self._supply) + _SHIRE * county
        return self._instead[core[0]]

    def _code(self, code: str) -> str:
        return code + self._end

    def _codes(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(self._code, codes))

    def _trust(self, trust: Trust) -> Trust:
        return replace(
            trust,
            code=self._code(trust.code),
            name=self.name(trust.name),
            successors=self._codes(trust.successors),
            current=self._codes(trust.current),
            predecessors=self._codes(trust.predecessors),
            former_names=tuple(
                FormerName(self.name(old.name), old.source, old.until) for old in trust.former_names
            ),
        )

    def _site(self, site: Site) -> Site:
        return Site(self.name(site.name), self._codes(site.trusts), self._codes(site.codes), site.postcodes)

    def _alias(self, alias: Alias) -> Alias:
        return replace(alias, name=self.name(alias.name), code=self._code(alias.code))


@cache
def places() -> tuple[str, ...]:
    """The supply of words for places, always the same."""
    heads = ("".join(parts) for parts in product(_ONSETS, _VOWELS, _CODAS))
    made = sorted(head.capitalize() + ending for head in heads for ending in _ENDINGS)
    fit = [word for word in made if is_telling(word.casefold())]
    return tuple(random.Random(0).sample(fit, _PLACES))


class Labels:
    """Names with their right answers, made from one register."""

    def __init__(self, register: Register) -> None:
        self._trusts = [trust for trust in register.trusts.values() if trust.nation == "England"]
        self._known: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        self._telling: defaultdict[str, set[str]] = defaultdict(set)
        for name, codes in _all_names(register):
            words = core_words(name)
            self._known[words].update(codes)
            for word in telling(words):
                self._telling[word].update(codes)

    def make(self, count: int) -> Iterator[Label]:
        """So many different names: as registered, altered, and of bodies that are no trust.

        Where a register is too small for so many, spaces between the words make the difference.
        """
        chance = random.Random(count)
        numbers: defaultdict[str, int] = defaultdict(int)
        made: set[str] = set()
        while len(made) < count:
            label = self._label(chance.choice(self._trusts), chance)
            if label:
                plain = " ".join(label.name.split())
                name = _spaced(plain, numbers[plain])
                numbers[plain] += 1
                made.add(name)
                yield replace(label, name=name)

    def _label(self, trust: Trust, chance: random.Random) -> Label | None:
        """A name that can mean one thing alone; nothing where what was made fits another name too."""
        if not chance.randrange(_NO_TRUST_EVERY):
            where, sort = place(trust.name), chance.choice(list(BODIES))
            name = chance.choice(BODIES[sort]).format(where)
            unique = where and core_words(name) not in self._known
            return Label(name, "", frozenset(), "no trust", sort) if unique else None
        ways = {**SPELLINGS, **(OPEN_SPELLINGS if trust.is_open else {})}
        sort = chance.choice(list(ways)) if chance.randrange(_PLAIN_EVERY) else "as registered"
        name = ways[sort](trust.name)
        if (sort != "as registered" and name == trust.name) or self._may_be_another(name, trust):
            return None
        group = "as registered" if sort == "as registered" else "altered"
        return Label(name, trust.code, frozenset(trust.current), group, sort)

    def _may_be_another(self, name: str, trust: Trust) -> bool:
        """Whether another organisation has this name, or all of its words that tell.

        Nobody could say which of them “Sheffield Hospitals NHS Trust” is where both have other words besides.
        """
        own = {trust.code, *trust.current}
        words, whole = core_words(name), core_words(trust.name)
        if (self._known.get(words, own) | self._known[whole]) - own:
            return True
        left = telling(words)
        if words == whole or not left:
            return words != whole
        return bool(set.intersection(*(self._telling.get(word, set()) for word in left)) - own)


def _all_names(register: Register) -> Iterator[tuple[str, Iterable[str]]]:
    for trust in register.trusts.values():
        for name in (trust.name, *(former.name for former in trust.former_names)):
            yield name, (trust.code,)
    yield from ((alias.name, (alias.code,)) for alias in register.aliases)
    yield from ((site.name, site.trusts) for site in register.sites)
    yield from ((body.name, (body.code or body.name,)) for body in register.bodies)


def _spaced(name: str, number: int) -> str:
    """One of many ways to write a name that differ in spaces alone."""
    words = name.split(" ")
    made = words[0]
    for word in words[1:]:
        number, more = divmod(number, 4)
        made += " " * (more + 1) + word
    return made + " " * number
