"""What brackets or a sign add to a trust's name: a place of it, or words that make it another's."""

from __future__ import annotations

import re

from matching.doubts import is_bare_place
from matching.entries import Entry, Origin
from matching.names import Reading, read_name
from matching.register import Register
from matching.sites import SiteFinder
from matching.trusts import TrustFinder
from matching.words import DIRECTIONS, RANKS, SOFT, WORK, telling

_CLOSING = (")", "]")
_SIGN = re.compile(r"^(.+?)(?: ?[,:|]| [–—-]) ([^()]+)$")


class Notes:
    """Judges whether the words in brackets may be left out of a name."""

    def __init__(self, register: Register, trusts: TrustFinder, sites: SiteFinder) -> None:
        self._register = register
        self._trusts = trusts
        self._sites = sites

    def may_go(self, reading: Reading, entry: Entry | None = None) -> bool:
        """Whether the name says that it is a trust, or nobody knows the words in brackets.

        Likewise where they are places of the trust of that name, or of no other open one.
        """
        added = set(reading.full_words) - set(reading.words)
        if _goes_on(reading) and not (entry and self._is_name_of_today(entry)):
            places = self._sites.places_of(entry.code) if entry else frozenset()
            return not (telling(added) - places) & self._trusts.names.vocabulary
        if reading.has_suffix or not added & self._trusts.names.vocabulary:
            return True
        if entry is None or is_bare_place(reading) or self._is_hospital(reading):
            return False
        if any(map(_is_legal_name, reading.notes)):
            return False
        told = telling(added)
        if told and told <= self._sites.places_of(entry.code) and added - told <= SOFT | RANKS:
            return True
        return self.is_own_name(entry, reading) and not self._may_be_another(entry.code, added)

    def is_own_name(self, entry: Entry, reading: Reading) -> bool:
        """Whether a name without its brackets is that of an open trust today, and more than a place's."""
        return self._is_name_of_today(entry) and not is_bare_place(reading) and not self._is_hospital(reading)

    def _is_name_of_today(self, entry: Entry) -> bool:
        return entry.origin is Origin.OFFICIAL and self._register.trusts[entry.code].is_open

    def in_brackets(self, reading: Reading) -> Reading | None:
        """“University Hospitals Sussex – Brighton” with brackets, where its words in turn are another's."""
        names = self._trusts.names
        if reading.has_suffix or tuple(sorted(reading.words)) not in names.by_bag:
            return None
        found = _SIGN.match(reading.text)
        parted = read_name(f"{found[1]} ({found[2]})") if found else None
        return parted if parted and parted.notes and "".join(parted.words) in names.by_key else None

    def _is_hospital(self, reading: Reading) -> bool:
        """Whether a hospital of the register is called so, brackets and all."""
        claim = self._sites.claim(reading.full_words)
        return claim is not None and claim.how == "exact"

    def _may_be_another(self, code: str, words: set[str]) -> bool:
        """Whether words are of another line of work or direction, or in the names of other open trusts."""
        if words & (WORK | DIRECTIONS):
            return True
        entries = (entry for word in words for entry in self._trusts.names.by_word.get(word, ()))
        return any(entry.code != code and self._register.trusts[entry.code].is_open for entry in entries)


def _goes_on(reading: Reading) -> bool:
    """“St George's Hospital (Morpeth) NHS Trust”: brackets within a name belong to it."""
    behind = max(map(reading.text.rfind, _CLOSING))
    return reading.has_suffix and bool(reading.notes) and reading.text[behind + 1 :].strip(" .,") != ""


def _is_legal_name(note: str) -> bool:
    reading = read_name(note)
    return reading.has_suffix or reading.says_nhs
