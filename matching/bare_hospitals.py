"""Hospitals that are named without the word: “Royal Preston”, “Derriford”, “Watford General”."""

from __future__ import annotations

from matching.answers import Answers
from matching.bodies import BodyFinder
from matching.doubts import Doubts
from matching.entries import Query
from matching.kinds import is_university_like
from matching.model import Kind, Match, Status
from matching.register import Register
from matching.sectors import not_acute
from matching.sites import Claim, SiteFinder
from matching.words import BUILDINGS, NO_HOSPITAL, is_county, proves, telling

_SCORE = 88.0
_DOUBTED_SCORE = 75.0
_STRONG = frozenset({"royal", "general", "children"})  # words that no town's name has
_CERTAIN = "general"
_NO_ACUTE = NO_HOSPITAL | {"day", "cottage", "dental"}
_FEWEST_OF_UNIVERSITY = 3  # words; “Newham University” is a university first


class BareHospitals:
    """Answers about names that are a known hospital's but for the word."""

    def __init__(
        self, register: Register, sites: SiteFinder, bodies: BodyFinder, doubts: Doubts, answers: Answers
    ) -> None:
        self._register = register
        self._sites = sites
        self._bodies = bodies
        self._doubts = doubts
        self._answers = answers

    def answer(self, query: Query) -> Match | None:
        """The trust that runs it where page or area speaks for it, else what it could be."""
        reading = query.reading
        words = reading.full_words
        if not (self._may_be(words) or self._may_be(reading.words)):
            return None
        if reading.has_suffix or reading.says_nhs or _NO_ACUTE & set(words) or not proves(words):
            return None
        university = is_university_like(reading)
        if university and len(words) < _FEWEST_OF_UNIVERSITY:
            return None
        claim = self._claim(words) or self._claim(reading.words)
        if claim is None:
            return None
        safe = not university and len(claim.codes) == 1 and self._is_spoken_for(query, claim)
        return self._safe(query, claim) if safe else self._unsafe(query, claim)

    def _claim(self, words: tuple[str, ...]) -> Claim | None:
        """The hospital of an acute trust with these words and “hospital” or “infirmary”, to the letter."""
        if not self._may_be(words):
            return None
        claims = (self._sites.claim((*words, building)) for building in sorted(BUILDINGS))
        exact = [claim for claim in claims if claim and claim.how == "exact"]
        alone = len({claim.codes for claim in exact}) == 1 and set(exact[0].codes) - not_acute()
        return exact[0] if alone else None

    def _may_be(self, words: tuple[str, ...]) -> bool:
        return "".join(words) in self._sites.bare_keys

    def _is_spoken_for(self, query: Query, claim: Claim) -> bool:
        """Whether page or area speaks for the trust, or the name itself: nothing but a hospital is a General.

        Page and area must where a town or a street may be called so, for a hospital checked by hand.
        """
        code, words = claim.codes[0], query.reading.full_words
        if code in query.under:
            return True
        if self._doubts.is_elsewhere(query, code) or code in not_acute() or self._is_of_body(query):
            return False
        if _CERTAIN in words and self._sites.is_checked(claim):
            return True
        told, inside = telling(words), code in query.area
        if len(told) == 1 and _STRONG & set(words):
            return inside or query.among_trusts
        county = all(map(is_county, told))
        return (
            inside
            and query.among_trusts
            and not county
            and self._sites.is_checked(claim)
            and bool(claim.visiting)
        )

    def _is_of_body(self, query: Query) -> bool:
        """Whether another body is called the same, or a commissioner by that town: “Barnet”."""
        found = self._bodies.find(query.reading) or self._bodies.area_brand(query.reading)
        return found is not None

    def _safe(self, query: Query, claim: Claim) -> Match:
        trust = self._register.trusts[claim.codes[0]]
        reason = f"It is short for {claim.name}, run by {trust.name} ({trust.code}). {_spoken_by(query)}."
        return self._answers.trust(
            query.name, trust.code, "site_without_word", reason, score=_SCORE, kind=Kind.SITE
        )

    def _unsafe(self, query: Query, claim: Claim) -> Match:
        listed = self._answers.candidates((code, _DOUBTED_SCORE) for code in claim.codes)
        reason = f"It could be short for {claim.name}, but it does not say that it is a hospital."
        return self._answers.unsafe(
            query.name, Status.AMBIGUOUS, Kind.SITE, "site_without_word", reason, listed
        )


def _spoken_by(query: Query) -> str:
    if query.under:
        return "The page lists it under that trust"
    if query.among_trusts:
        return "The names beside it are those of trusts"
    return "It lies in the alliance's area" if query.area else "Nothing else is known to be called so"
