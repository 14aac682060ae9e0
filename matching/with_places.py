"""A trust's short name and one of its places: “Barts Health – Newham”, “Mid and South Essex (Southend)”."""

from __future__ import annotations

import re
from collections.abc import Callable

from matching.answers import Answers
from matching.doubts import is_bare_place
from matching.entries import Query
from matching.model import Kind, Match, Status
from matching.names import read_name
from matching.register import Register
from matching.sectors import not_acute
from matching.sites import SiteFinder
from matching.trusts import TrustFinder
from matching.words import is_telling, proves

_IN_BRACKETS = re.compile(r"^([^()]+?) ?\(([^()]+)\)$")
_BEHIND_SIGN = re.compile(r"^(.+?)(?: ?[,:|]| [–—-]) (.+)$")
_SIGN = re.compile(r"[,:|–—-] ")
_SCORE = 90.0
_DOUBTED_SCORE = 75.0
_MOST_WORDS = 3  # of a place
_FEWEST_OF_AREA = 2  # words of a trust's name that an area has too: of one word too little is said
_UNDECIDED = frozenset({"bare_name", "several"})


class WithPlaces:
    """Answers about names with a place behind them."""

    def __init__(
        self,
        decide: Callable[[Query], Match],
        register: Register,
        trusts: TrustFinder,
        sites: SiteFinder,
        answers: Answers,
    ) -> None:
        self._decide = decide
        self._register = register
        self._trusts = trusts
        self._sites = sites
        self._answers = answers

    def answer(self, query: Query) -> Match | None:
        """The trust of the name, if the place is its own; else what it could be."""
        text = query.reading.text
        in_brackets = _IN_BRACKETS.match(text) if text.endswith(")") else None
        found = in_brackets or (_BEHIND_SIGN.match(text) if _SIGN.search(text) else None)
        place = _place_words(found[2]) if found else ()
        if not found or not place:
            return None
        head = self._decide(query.about(read_name(found[1])))
        code = self._meant(head)
        own = bool(code) and set(place) <= self._sites.places_of(code)
        if not code or not (own or (in_brackets and self._is_known(place))):
            return None
        if own and self._is_meant(code, place, head):
            return self._safe(query, code, found[2])
        reason = f"It could be {self._named(code)}, but “{found[2]}” does not show that it is meant."
        listed = self._answers.candidates([(code, _DOUBTED_SCORE)])
        return self._answers.unsafe(query.name, Status.AMBIGUOUS, Kind.TRUST, "other_place", reason, listed)

    def _meant(self, head: Match) -> str:
        """The open trust that a name means or, of all, can mean; empty where there is none or several."""
        if head.current_codes and head.kind is Kind.TRUST:
            return head.current_codes[0] if head.current_codes == (head.ods_code,) else ""
        if head.rule not in _UNDECIDED or len(head.candidates) != 1 or not head.candidates[0].is_open:
            return ""
        return head.candidates[0].ods_code

    def _is_known(self, place: tuple[str, ...]) -> bool:
        """Whether words are of places at all: “Home” is none."""
        return all(word in self._trusts.names.words and proves((word,)) for word in place)

    def _is_meant(self, code: str, place: tuple[str, ...], head: Match) -> bool:
        """Whether the trust is; where an area is called the same, only by the place of an acute hospital."""
        if head.current_codes:
            return True
        claim = self._sites.claim((*place, "hospital"))
        enough = len(read_name(head.candidates[0].ods_name).words) >= _FEWEST_OF_AREA
        return enough and claim is not None and claim.codes == (code,) and code not in not_acute()

    def _safe(self, query: Query, code: str, place: str) -> Match:
        reason = f"It is short for {self._named(code)}, and “{place}” is one of its places."
        return self._answers.trust(query.name, code, "name_with_place", reason, score=_SCORE)

    def _named(self, code: str) -> str:
        return f"{self._register.trusts[code].name} ({code})"


def _place_words(text: str) -> tuple[str, ...]:
    """The words of a place; none where a text is more than that."""
    reading = read_name(text)
    words = reading.full_words
    few = 0 < len(words) <= _MOST_WORDS and is_bare_place(reading)
    return words if few and all(map(is_telling, words)) else ()
