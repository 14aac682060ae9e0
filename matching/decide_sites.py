"""Deciding whether a name is that of a hospital, and which trust it stands for."""

from __future__ import annotations

import re

from matching.answers import Answers
from matching.bodies import BodyFinder
from matching.entries import Origin, Query
from matching.model import Kind, Match, Status
from matching.names import core_words
from matching.register import Register
from matching.sites import Claim, SiteFinder
from matching.towns import towns
from matching.trusts import TrustFinder
from matching.words import BUILDINGS, SITE_SOFT, TWIN_TOWNS, identifies

_SCORES = {"exact": 100.0, "plain": 95.0, "with_town": 92.0, "part": 88.0}
_ENDINGS = tuple(f"{building} " for building in BUILDINGS)
# A hospital named after a saint or a sovereign alone: every region has one.
_SOVEREIGN = (
    r"(?:royal|queen|king|princess|prince|victoria|albert|alexandra|elizabeth|mary|george|charlotte)"
    r"(?:['’]?s)?"
)
_COMMON_NAME = re.compile(
    rf"(?:the )?(?:(?:st\.?|saint) [\w'’]+|{_SOVEREIGN}(?: {_SOVEREIGN})*)(?: (?:hospital|infirmary))?",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"\bhospitals\b", re.IGNORECASE)
_SHARED_SCORE = 50.0  # of each trust, where several run a place of the name


class SiteDecider:
    """Answers about names of hospitals."""

    def __init__(
        self,
        register: Register,
        trusts: TrustFinder,
        sites: SiteFinder,
        bodies: BodyFinder,
        answers: Answers,
    ) -> None:
        self._register = register
        self._trusts = trusts
        self._bodies = bodies
        self._answers = answers
        self._sites = sites

    def listed_under(self, query: Query) -> Match | None:
        """A hospital that the page lists under a trust, where the register knows the trust to work there."""
        if not query.under or query.reading.has_suffix or query.reading.says_nhs:
            return None
        claim, words = self._claim(query), query.reading.full_words
        claims = [(code, self._at(code, claim) or self._sites.claim_of(code, words)) for code in query.under]
        known = [(code, found) for code, found in claims if found]
        if len(known) != 1:
            return None
        code, found = known[0]
        does = "runs" if code in found.codes else "works at"
        reason = (
            f"The page lists it under {self._register.trusts[code].name} ({code}), which {does} {found.name}."
        )
        score = _SCORES[found.how]
        return self._answers.trust(query.name, code, "site_listed_under", reason, score=score, kind=Kind.SITE)

    @staticmethod
    def _at(code: str, claim: Claim | None) -> Claim | None:
        return claim if claim and code in (*claim.codes, *claim.visiting) else None

    def held_against_list(self, query: Query, answer: Match) -> Match:
        """The answer, or no safe one where the page lists a hospital under another trust than its own."""
        if self._is_common_name_elsewhere(query, answer):
            reason = (
                f"{answer.reason} But it lies outside the alliance's area, and many places have such a name."
            )
            listed = self._answers.candidates([(answer.ods_code, answer.score)])
            return self._answers.unsafe(
                query.name, Status.AMBIGUOUS, Kind.SITE, "site_out_of_area", reason, listed
            )
        if not query.under or not answer.current_codes or query.under & set(answer.current_codes):
            return answer
        if answer.kind is not Kind.SITE and not _speaks_of_hospital(query):
            return answer
        above = sorted(query.under)
        names = " and ".join(f"{self._register.trusts[code].name} ({code})" for code in above)
        reason = f"{answer.reason} But the page lists it under {names}, not known to work there."
        codes = [(answer.ods_code, answer.score), *((code, _SHARED_SCORE) for code in above)]
        listed = self._answers.candidates(codes)
        return self._answers.unsafe(
            query.name, Status.AMBIGUOUS, Kind.SITE, "site_listed_elsewhere", reason, listed
        )

    @staticmethod
    def _is_common_name_elsewhere(query: Query, answer: Match) -> bool:
        """Whether a hospital is named after a saint or a king alone, and the known one lies elsewhere."""
        if not query.area or not answer.current_codes:
            return False
        if answer.kind is not Kind.SITE and not _speaks_of_hospital(query):
            return False
        return not query.area & set(answer.current_codes) and bool(_COMMON_NAME.fullmatch(query.reading.text))

    def to_the_letter(self, query: Query) -> Match | None:
        """A hospital named without “NHS Trust” is the hospital, not the closed trust that had its name."""
        if query.reading.has_suffix or query.reading.says_nhs:
            return None
        claim = self._claim(query)
        if claim is None or claim.how != "exact" or self._is_plural_of_trust(query, claim):
            return None
        if not _speaks_of_hospital(query) and not self._outlived_trust(query, claim):
            return None
        if self._names_open_trust(query, claim):
            return None
        return self._answer(query, claim)

    def _outlived_trust(self, query: Query, claim: Claim) -> bool:
        """Whether a place, named without the word “hospital”, is checked and its own trust is closed."""
        known = self._trusts.exact(query.reading, query.reading.words)
        gone = bool(known) and not any(self._register.trusts[entry.code].is_open for entry in known)
        return gone and self._sites.is_checked(claim)

    def _is_plural_of_trust(self, query: Query, claim: Claim) -> bool:
        """“Coventry and Warwickshire Hospitals” are those of a trust, not the one hospital of that name."""
        if not _PLURAL.search(query.reading.text) or _PLURAL.search(claim.name):
            return False
        return self._trusts.has_open_with_same_places(query.reading.words)

    def _names_open_trust(self, query: Query, claim: Claim) -> bool:
        """Whether the name is rather an open trust's own: its name of today, or one that says “hospitals”."""
        known = self._trusts.exact(query.reading, query.reading.words)
        if not known or not self._register.trusts[known[0].code].is_open:
            return False
        own = known[0].origin is Origin.OFFICIAL or "hospitals" in query.reading.text.casefold()
        return own or claim.codes != (known[0].code,)

    def nearly(self, query: Query) -> Match | None:
        """A hospital by anything like its name, where that is safe."""
        claim = self._claim(query) if _speaks_of_hospital(query) else None
        if claim and self._is_plural_of_trust(query, claim):
            return None
        answer = self._answer(query, claim) if claim else None
        return answer if answer and answer.status is not Status.AMBIGUOUS else None

    def perhaps(self, query: Query) -> Match | None:
        """A hospital by anything like its name, when no trust fits."""
        claim = None if query.reading.has_suffix else self._claim(query)
        return self._answer(query, claim) if claim else None

    def _claim(self, query: Query) -> Claim | None:
        reading = query.reading
        full = self._sites.claim(reading.full_words)
        if reading.full_words == reading.words or (full and full.how == "exact"):
            return full
        bare = self._sites.claim(reading.words)
        if bare and bare.how == "exact" and len(bare.codes) == 1:
            return bare
        return full or bare

    def _answer(self, query: Query, claim: Claim) -> Match:
        inside = tuple(code for code in claim.codes if code in query.area)
        doubt = self._doubt(query, claim)
        if doubt and len(inside) != 1:
            listed = self._answers.candidates((code, _SHARED_SCORE) for code in claim.codes)
            return self._answers.unsafe(
                query.name, Status.AMBIGUOUS, Kind.SITE, "site_of_several", doubt, listed
            )
        trust = self._register.trusts[inside[0] if doubt else claim.codes[0]]
        settled = ", the only one of that name in the alliance's area" if doubt else ""
        reason = f"{claim.name} is run by {trust.name} ({trust.code}){settled}."
        rule, score = f"site_{claim.how}", _SCORES[claim.how]
        return self._answers.trust(query.name, trust.code, rule, reason, score=score, kind=Kind.SITE)

    def _doubt(self, query: Query, claim: Claim) -> str:
        """Why the place may not be that of the one trust that runs one of its name; empty when it is."""
        if len(claim.codes) > 1:
            known = f"{len(claim.codes)} trusts run or work at a place called {claim.name}"
            return f"{known}; nothing says which is meant."
        words = query.reading.full_words
        common = not identifies(words) or self._sites.is_common_saint(words, claim)
        if common or _is_of_twin_town(words, claim) or self._is_of_body(query, claim):
            return f"{claim.name} is a name that several hospitals carry; nothing says which is meant."
        if claim.how == "part" and len(set(words) - SITE_SOFT) == 1:
            return f"It is but one word of the name of {claim.name}; any hospital may be called so."
        if query.area and claim.how != "exact" and claim.codes[0] not in query.area:
            return f"It is not quite the name of {claim.name}, which lies outside the alliance's area."
        return ""

    def _is_of_body(self, query: Query, claim: Claim) -> bool:
        """Whether a body is called the same, and no town in brackets tells the hospital from it."""
        reading = query.reading
        in_town = any(core_words(note) in towns() for note in reading.notes)
        told_apart = in_town and self._sites.claim(reading.full_words) == claim
        return not told_apart and self._bodies.find(reading) is not None


def _is_of_twin_town(words: tuple[str, ...], claim: Claim) -> bool:
    """Whether a hospital is called by a town alone that another town is called like."""
    return claim.how == "exact" and len(words) == 2 and words[0] in TWIN_TOWNS and words[1] in BUILDINGS


def _speaks_of_hospital(query: Query) -> bool:
    reading = query.reading
    if reading.has_suffix or reading.says_nhs:
        return False
    words = " ".join(reading.words) + " "
    return any(map(words.__contains__, _ENDINGS))  # also “royalinfirmary”
