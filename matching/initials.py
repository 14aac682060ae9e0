"""The trusts that initials such as “RLBUHT” stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property

from matching.entries import Origin, TrustNames, grouped
from matching.names import STOP_WORDS, SUFFIX_WORDS, core_words, fold
from matching.register import Register
from matching.sectors import not_acute
from matching.words import BUILDINGS

_RECENT = date(2005, 1, 1)  # trusts that closed before are no longer called by initials
_FEWEST_CORE = 3  # letters without those of the legal suffix
_CORE_OF_HOSPITAL = 3
_FEWEST = 4  # letters in all; three fit too many
_NOBODY: frozenset[str] = frozenset()
_SUFFIXES = ("", "t", "nt", "nhst", "ft", "nft", "nhsft")


class Initials:
    """Finds trusts by the initials of their names of today and before."""

    def __init__(self, register: Register, names: TrustNames) -> None:
        self._register = register
        self._names = names

    def codes(self, text: str) -> tuple[str, ...]:
        """The trusts with these initials, with or without those of “NHS (Foundation) Trust”."""
        return self._by_initials.get(text.casefold(), ())

    def are_of_any(self, text: str) -> bool:
        """Whether three letters, as a code has, are the initials of an open trust or a hospital."""
        return text.casefold() in self._of_three

    def of_hospitals(self, text: str) -> frozenset[str]:
        """The trusts with a hospital of these three initials that other trusts work at too."""
        letters = text.casefold()
        return self._of_hospitals.get(letters, _NOBODY) if len(letters) == _CORE_OF_HOSPITAL else _NOBODY

    @cached_property
    def _of_hospitals(self) -> Mapping[str, frozenset[str]]:
        """By initials; a small hospital, or one of a trust without acute ones, is not called so elsewhere."""
        register = self._register
        return {
            initials: frozenset(codes)
            for initials, codes in grouped(
                (initials, code)
                for site in register.sites
                if site.name in register.visiting and len(site.trusts) == 1
                for code in site.trusts
                if code not in not_acute() and _may_have_three(core_words(site.name))
                for initials in _cores(site.name)
                if len(initials) == _CORE_OF_HOSPITAL
            ).items()
        }

    @cached_property
    def _of_three(self) -> frozenset[str]:
        trusts = [trust.name for trust in self._register.open_trusts()]
        sites = (site.name for site in self._register.sites if site.trusts)
        hospitals = [name for name in sites if BUILDINGS & set(core_words(name))]
        return frozenset(
            initials[:3] for name in (*trusts, *hospitals) for initials in _cores(name) if len(initials) == 3
        )

    @cached_property
    def _by_initials(self) -> Mapping[str, tuple[str, ...]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for entry in self._names.entries:
            trust = self._register.trusts[entry.code]
            known = trust.is_open or (trust.closed is not None and trust.closed >= _RECENT)
            if known and entry.origin is not Origin.ALIAS:
                for initials in _initials_of(entry.name):
                    found[initials].add(entry.code)
        return {initials: tuple(sorted(codes)) for initials, codes in found.items()}


def _may_have_three(words: tuple[str, ...]) -> bool:
    """Whether these can be the words of a hospital with three initials: small words may add to them."""
    return 0 < len(words) <= _CORE_OF_HOSPITAL and words[-1] in BUILDINGS and "community" not in words


def _initials_of(name: str) -> Iterator[str]:
    """“ltht”, “lthnhst” … for “Leeds Teaching Hospitals NHS Trust”."""
    for spelled in {name, name.replace("ealthcare", "ealth")}:
        for initials in _cores(spelled):
            if len(initials) >= _FEWEST_CORE:
                yield from (initials + end for end in _SUFFIXES if len(initials + end) >= _FEWEST)


def _cores(name: str) -> set[str]:
    """The initials of a name without its legal suffix, with and without those of small words."""
    core = [word for word in fold(name) if word not in SUFFIX_WORDS]
    telling = [word for word in core if word not in STOP_WORDS]
    return {"".join([word[0] for word in words]) for words in (core, telling)}
