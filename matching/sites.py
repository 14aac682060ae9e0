"""Finding the trust that runs a hospital: by the hospital's name, and by the places it is named with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, lru_cache
from itertools import chain, combinations

from matching.entries import grouped
from matching.model import Kind, Site, Trust
from matching.names import core_words
from matching.namesakes import Namesakes
from matching.register import Register
from matching.sectors import not_acute
from matching.towns import lies_in, towns
from matching.words import (
    BUILDINGS,
    DIRECTIONS,
    HARD_WORK,
    SITE_SOFT,
    SITE_SORTS,
    STREETS,
    WEAK,
    WORK,
    identifies,
    proves,
)

_NO_TOWNS = WORK | DIRECTIONS | WEAK | BUILDINGS | STREETS
_OTHER_CENTRES = tuple(frozenset({kind, "centre"}) for kind in ("health", "medical", "leisure"))
_SITE = Kind.SITE  # members of an enumeration are slow to look up
_COMMON = 2  # other trusts with places of a saint's name
_MOST_WORDS = 8  # of a hospital and its town
_CACHED_CLAIMS = 1_024
_LATELY = date(2010, 1, 1)  # trusts that closed since are still what a town's hospital is called after
Worded = tuple[tuple[str, ...], Site]  # the words of a name, and the place


@dataclass(frozen=True, slots=True)
class Claim:
    """The open trusts that run a place called ``name``; ``how`` says how the name was recognised.

    ``visiting`` are open trusts that work there without running it.
    """

    name: str
    codes: tuple[str, ...]
    how: str = "exact"
    visiting: tuple[str, ...] = ()


class SiteFinder:
    """Finds hospitals of one register by name."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._places = cache(self._places_of)
        self._plain_with = lru_cache(maxsize=_CACHED_CLAIMS)(self._by_plain_with)
        self.claim = lru_cache(maxsize=_CACHED_CLAIMS)(self._find_claim)  # several rules ask in turn

    def _find_claim(self, words: tuple[str, ...]) -> Claim | None:
        """Who runs the place of this name; the first way that knows it decides.

        Ways: the name itself; and where it says “hospital”: the name with common additions left out; a name
        and the town it is in; the telling words of one longer name.
        """
        if not words:
            return None
        found = self._exact(words)
        if found:
            found = self._beside_namesakes(found, words)
        elif BUILDINGS.isdisjoint(words) or _is_beside_hospital(words):
            return None
        found = found or self._plain(words) or self._with_town(words) or self._part(words)
        visiting = self._register.visiting.get(found.name, ()) if found else ()
        return self._contested(replace(found, visiting=visiting)) if found and visiting else found

    def _contested(self, claim: Claim) -> Claim:
        """A claim shared with the acute trusts that work there too, unless the claim was checked by hand.

        Where ODS lists both for one hospital, its records alone tell too badly which of them runs it.
        """
        if len(claim.codes) != 1 or claim.codes[0] not in not_acute():
            return claim
        if claim.codes[0] in self._checked.get(_key(claim.name), ()):
            return claim
        acute = tuple(code for code in claim.visiting if code not in not_acute())
        return replace(claim, codes=(*claim.codes, *acute))

    def _beside_namesakes(self, claim: Claim, words: tuple[str, ...]) -> Claim:
        """A claim shared with who runs a place of that name in another town.

        Not where it was checked by hand whose the bare name is, or where the trust itself is called so.
        """
        others = self._namesakes.of(words, self._by_key["".join(words)])
        if not others or self._checked.get(_key(claim.name)) or self._is_called(claim.codes[0], words):
            return claim
        return replace(claim, codes=(*claim.codes, *sorted(others)))

    def _is_called(self, code: str, words: tuple[str, ...]) -> bool:
        return _plain_words(words) <= set(core_words(self._register.trusts[code].name))

    def is_checked(self, claim: Claim) -> bool:
        """Whether it was checked by hand that these trusts run the place."""
        return set(claim.codes).issubset(self._checked.get(_key(claim.name), ()))

    def places_of(self, code: str) -> frozenset[str]:
        """The words of the towns and hospitals that a trust is known by, in its name or alone."""
        return self._places(code)

    def is_common_saint(self, words: tuple[str, ...], claim: Claim) -> bool:
        """Whether other trusts too have places called by the saint that a hospital is called by alone."""
        named = tuple(word for word in words if word not in SITE_SOFT)
        if claim.how != "exact" or len(named) != 2 or named[0] != "st" or SITE_SORTS & set(words):
            return False
        return len(self._carriers.get(named[1], frozenset()) - set(claim.codes)) >= _COMMON

    def claim_of(self, code: str, words: tuple[str, ...]) -> Claim | None:
        """One trust's place by words of its name: “City Hospital” for “Nottingham City Hospital”."""
        plain = _plain_words(words)
        if not plain or not BUILDINGS & set(words):
            return None
        run = self._by_code.get(code, ())
        sites = [site for known, site in run if plain <= set(known) and BUILDINGS & set(known)]
        return _claim(sites[:1], "part")

    def run_in(self, words: tuple[str, ...], districts: frozenset[str]) -> tuple[str, ...]:
        """The trusts that run a place of exactly this name in one of the postcode districts.

        All who share the name where it has places in several, and those that share the place.
        """
        sites = (site for site in self._by_key.get("".join(words), ()) if lies_in(site.postcodes, districts))
        codes = {code for site in sites for code in site.trusts}
        claim = self.claim(words) if codes else None
        contested = set(claim.codes) & set(claim.visiting) if claim else set()
        return tuple(sorted(codes | contested))

    def _exact(self, words: tuple[str, ...]) -> Claim | None:
        sites = self._by_key.get("".join(words))
        return _claim(sites, "exact") if sites else None

    def _plain(self, words: tuple[str, ...]) -> Claim | None:
        """“Torbay District General Hospital” for “Torbay Hospital”."""
        plain = _plain_words(words)
        if not identifies(plain):
            return None
        sorts = SITE_SORTS & set(words)
        named = [(site, SITE_SORTS & set(known)) for known, site in self._called(plain)]
        claim = _claim([site for site, known in named if _same_sort(sorts, known)], "plain")
        shortened = all(known - sorts for _, known in named)
        return None if claim and shortened and self._is_named_after(plain, claim.codes) else claim

    def _is_named_after(self, plain: frozenset[str], codes: tuple[str, ...]) -> bool:
        """Whether another open trust has the words in its name: Westminster is not only in Dorset."""
        named = frozenset.intersection(*(self._open_with.get(word, frozenset()) for word in plain))
        return bool(named - set(codes))

    def _with_town(self, words: tuple[str, ...]) -> Claim | None:
        """“Pilgrim Hospital Boston”: a known name, and a place that this trust alone is known by."""
        plain = _plain_words(words)
        named = plain & self._by_own_word.keys()
        if len(plain) > _MOST_WORDS or not plain - named <= self._place_words:
            return None
        for size in range(min(len(plain) - 1, len(named)), 0, -1):
            found = {
                code: site.name
                for known in self._plain_within(named, size)
                if proves(known)
                for _, site in self._called(known)
                for code in site.trusts
                if plain - known <= self._places(code) and self._may_lie(known, words)
            }
            if found:
                return Claim(next(iter(found.values())), tuple(sorted(found)), "with_town")
        return None

    def _may_lie(self, known: frozenset[str], words: tuple[str, ...]) -> bool:
        """Whether a town can tell which of several trusts is meant, if its postcode districts are known.

        It cannot where none of the places lies there, nor where several trusts share one that does.
        """
        sites = [site for _, site in self._called(known)]
        districts = towns().get(tuple(word for word in words if word not in known and word not in SITE_SOFT))
        if not districts or len({code for site in sites for code in site.trusts}) < 2:
            return True
        there = [site for site in sites if lies_in(site.postcodes, districts)]
        return bool(there) and not any(
            len(site.trusts) > 1 and all(lies_in([place], districts) for place in site.postcodes)
            for site in there
        )

    def _plain_within(self, plain: frozenset[str], size: int) -> list[frozenset[str]]:
        return [frozenset(c) for c in combinations(sorted(plain), size) if self._called(frozenset(c))]

    def _part(self, words: tuple[str, ...]) -> Claim | None:
        """“Tyrrell Hospital” for “Ilfracombe Tyrrell Hospital”: two telling words, or one that is rare."""
        plain = _plain_words(words)
        if not proves(plain):
            return None
        if len(plain) == 1 and plain <= self._towns:
            return None
        by_plain = min(map(self._plain_with, sorted(plain)), key=len)
        longer = (key for key in by_plain if plain < key and not (key - plain) & HARD_WORK)
        claim: Claim | None = None
        for site in (site for key in longer for known, site in by_plain[key] if _runs(words, known)):
            if "(" in site.name:  # a service in another's building
                continue
            if len(site.trusts) > 1 or (claim and claim.codes != site.trusts):
                return None
            claim = claim or Claim(site.name, site.trusts, "part")
        return claim

    @cached_property
    def _namesakes(self) -> Namesakes:
        return Namesakes(site for site in self._register.sites if site.trusts)

    @cached_property
    def _checked(self) -> Mapping[str, Sequence[str]]:
        return grouped((_key(a.name), a.code) for a in self._register.aliases if a.kind is _SITE)

    @cached_property
    def _sites(self) -> tuple[Worded, ...]:
        known = [Site(alias.name, (alias.code,)) for alias in self._register.aliases if alias.kind is _SITE]
        return tuple(
            [(core_words(site.name), site) for site in (*self._register.sites, *known) if site.trusts]
        )

    @cached_property
    def bare_keys(self) -> frozenset[str]:
        """The words of hospitals, run together, without the last where it is “hospital” or “infirmary”."""
        return frozenset(["".join(words[:-1]) for words, _ in self._sites if words[-1] in BUILDINGS])

    @cached_property
    def _by_key(self) -> Mapping[str, Sequence[Site]]:
        return grouped(("".join(words), site) for words, site in self._sites)

    @cached_property
    def _by_code(self) -> Mapping[str, Sequence[Worded]]:
        return grouped((code, worded) for worded in self._sites for code in worded[1].trusts)

    @cached_property
    def _by_own_word(self) -> Mapping[str, Sequence[Worded]]:
        """Hospitals by each word of their names that others need not have."""
        hospitals = [each for each in self._sites if not BUILDINGS.isdisjoint(each[0])]
        return grouped((word, each) for each in hospitals for word in each[0] if word not in SITE_SOFT)

    def _by_plain_with(self, word: str) -> Mapping[frozenset[str], Sequence[Worded]]:
        """Hospitals with one word by all their own words; few of many words are ever asked for."""
        return grouped((_plain_words(worded[0]), worded) for worded in self._by_own_word.get(word, ()))

    def _called(self, plain: frozenset[str]) -> Sequence[Worded]:
        """The hospitals with just these own words."""
        return self._plain_with(min(plain)).get(plain, ())

    @cached_property
    def _open_with(self) -> Mapping[str, frozenset[str]]:
        """The open trusts with a word in their names, or in those of trusts that became them of late."""
        trusts = (t for t in self._register.trusts.values() if t.is_open or (t.closed and t.closed > _LATELY))
        pairs = grouped(
            (word, code) for trust in trusts for word in core_words(trust.name) for code in trust.current
        )
        return {word: frozenset(codes) for word, codes in pairs.items()}

    @cached_property
    def _carriers(self) -> Mapping[str, frozenset[str]]:
        """The trusts that run places with a word in their names, of the words that stand beside “St”."""
        saints = frozenset().union(*(words for words, _ in self._sites if "st" in words)) - SITE_SOFT
        pairs = grouped(
            (word, code)
            for words, site in self._sites
            if not saints.isdisjoint(words)
            for word in saints.intersection(words)
            for code in site.trusts
        )
        return {word: frozenset(codes) for word, codes in pairs.items()}

    @cached_property
    def _towns(self) -> frozenset[str]:
        """Words of trusts and other bodies; a hospital called by one of them alone could be any there."""
        trusts = (trust.name for trust in self._register.trusts.values())
        bodies = (body.name for body in self._register.bodies)
        return frozenset(chain.from_iterable(map(core_words, (*trusts, *bodies))))

    def _places_of(self, code: str) -> frozenset[str]:
        """Words of a trust's own name, of those that it followed, and of the places it runs alone."""
        names = [core_words(trust.name) for trust in self._with_followed.get(code, ())]
        alone = [words for words, site in self._by_code.get(code, ()) if len(site.trusts) == 1]
        return frozenset().union(*names, *alone) - _NO_TOWNS

    @cached_property
    def _place_words(self) -> frozenset[str]:
        """The words of all trusts, and of the places that one of them runs alone."""
        alone = (words for words, site in self._sites if len(site.trusts) == 1)
        trusts = (core_words(trust.name) for trust in self._register.trusts.values())
        return frozenset().union(*alone, *trusts) - _NO_TOWNS

    @cached_property
    def _with_followed(self) -> Mapping[str, Sequence[Trust]]:
        """Each trust and those that it is today."""
        trusts = self._register.trusts.values()
        return grouped((code, trust) for trust in trusts for code in {trust.code, *trust.current})


def _runs(words: tuple[str, ...], site_words: tuple[str, ...]) -> bool:
    """Whether the words stand together in a site's name: no “Park Hospital” in “University Park, Derby”."""
    asked = [word for word in words if word not in SITE_SOFT or word in BUILDINGS]
    known = [word for word in site_words if word not in SITE_SOFT or word in BUILDINGS]
    return any(known[start : start + len(asked)] == asked for start in range(len(known)))


def _is_beside_hospital(words: tuple[str, ...]) -> bool:
    """“Park Hospital Road”, “Park Hospital Health Centre”: named after a hospital, and none."""
    last = max((at for at, word in enumerate(words) if word in BUILDINGS), default=len(words))
    behind = set(words[last + 1 :])
    return bool(behind & STREETS) or any(kind <= behind for kind in _OTHER_CENTRES)


def _same_sort(asked: frozenset[str], known: frozenset[str]) -> bool:
    return asked <= known or known <= asked


def _key(name: str) -> str:
    return "".join(core_words(name))


def _plain_words(words: Iterable[str]) -> frozenset[str]:
    return frozenset(words) - SITE_SOFT


def _claim(sites: Iterable[Site], how: str) -> Claim | None:
    known = tuple(sites)
    codes = sorted({code for site in known for code in site.trusts})
    return Claim(known[0].name, tuple(codes), how) if codes else None
