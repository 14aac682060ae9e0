"""Deciding on short names and abbreviations of trusts."""

from __future__ import annotations

from matching.answers import ACCEPT_LINE, Answers
from matching.doubts import Doubts, is_bare_place, is_brand, is_county_hospital, may_be_person, without_brand
from matching.entries import Query
from matching.initials import Initials
from matching.model import Kind, Match, Status
from matching.names import core_words
from matching.register import Register
from matching.short_names import ShortNames
from matching.trusts import Grade, Ranked, TrustFinder
from matching.words import BUILDINGS, SOFT

_ABBREVIATED_SCORE = 92.0
_INITIALS_SCORE = 85.0
_SHARED_SCORE = 50.0


class ShortDecider:
    """Answers about names that say less than a trust's whole name."""

    def __init__(self, register: Register, trusts: TrustFinder, doubts: Doubts, answers: Answers) -> None:
        self._register = register
        self._trusts = trusts
        self._doubts = doubts
        self._answers = answers
        self._short = ShortNames(register)
        self._initials = Initials(register, trusts.names)

    def answer(self, query: Query, ranked: list[Ranked]) -> Match | None:
        """The one open trust, or the one in the alliance's area, that a name without “NHS Trust” can mean."""
        meant = self._short.meant(query.reading.full_words, ranked)
        if not meant:
            return None
        inside = [r for r in meant if r.code in query.area]
        chosen, settled = (meant, False) if len(meant) == 1 else (inside, True)
        if len(chosen) != 1 or self._is_doubtful(query, chosen[0], settled, ranked):
            return self._answers.undecided(query.name, [(r.code, r.score) for r in meant])
        trust = self._register.trusts[chosen[0].code]
        what = (
            "the only trust in the alliance's area that it can mean"
            if settled
            else self._only(trust.code, ranked)
        )
        beside = "; the names beside it are those of trusts" if query.among_trusts else ""
        reason = f"It is short for {trust.name} ({trust.code}), {what}{beside}."
        rule = "short_name_in_area" if settled else "short_name"
        others = self._answers.candidates(
            (r.code, r.score) for r in ranked if r.code != trust.code and r.score <= chosen[0].score
        )
        return self._answers.trust(query.name, trust.code, rule, reason, score=chosen[0].score, others=others)

    def _only(self, code: str, ranked: list[Ranked]) -> str:
        """What sets a trust apart from the other open ones that a short name fits."""
        fitting = {r.code for r in ranked if r.grade > Grade.NONE and self._register.trusts[r.code].is_open}
        if fitting <= {code}:
            return "the only open trust it can mean"
        return (
            "the one of the open trusts it could mean that is called so with no other line of work or place"
        )

    def _is_doubtful(self, query: Query, chosen: Ranked, settled: bool, ranked: list[Ranked]) -> bool:
        words = query.reading.full_words
        if is_county_hospital(words) and chosen.code not in query.area:
            return True
        if chosen.grade is Grade.SHORT and may_be_person(query.reading, chosen.entry.name):
            return True
        if not (settled or query.among_trusts) and self._is_of_closed_too(query, chosen, ranked):
            return True
        is_area = self._doubts.is_area(words)
        rival = self._short.has_rival(words, chosen, ranked, is_area)
        if query.among_trusts and not rival and self._short.is_whole_acute_name(words, chosen):
            return self._doubts.is_elsewhere(query, chosen.code)
        if self._doubts.may_be_university(query.reading):
            return True
        return not settled and self._tells_too_little(query, chosen, is_area, rival)

    def _is_of_closed_too(self, query: Query, chosen: Ranked, ranked: list[Ranked]) -> bool:
        """Whether a trust that closed of late and was followed by others was called by the place too."""
        if not is_bare_place(query.reading) or chosen.code in query.area:
            return False
        called = (r.code for r in ranked if r.grade is Grade.SPELLING)
        closed = (code for code in called if not self._register.trusts[code].is_open)
        return any(
            chosen.code not in self._register.current(code)
            and not self._doubts.is_forgotten(code, bare=False)
            for code in closed
        )

    def _tells_too_little(self, query: Query, chosen: Ranked, is_area: bool, rival: bool) -> bool:
        """Whether the words alone are too few: “Chelsea Hospital” could be any hospital there."""
        likely = chosen.score >= ACCEPT_LINE or chosen.code in query.area
        if self._doubts.is_elsewhere(query, chosen.code) or not likely:
            return True
        shortened, bare = chosen.grade is Grade.SHORT, is_bare_place(query.reading) or is_brand(query.reading)
        if shortened and bare and self._doubts.is_area(without_brand(query.reading)):
            return True  # “Norfolk Health” could be any body's there
        unsure = (bare and rival) or ((shortened or bare) and is_area)
        return unsure or (shortened and bool(BUILDINGS & set(query.reading.words)))

    def abbreviated(self, query: Query) -> Match | None:
        """“RJAH Orthopaedic Hospital”: an abbreviation of a trust, and besides only words of its name."""
        reading = query.reading
        for position, word in enumerate(reading.words):
            if word.upper() not in reading.text:
                continue
            rest = set(reading.words[:position] + reading.words[position + 1 :])
            entries = self._trusts.exact(reading, (word,)) if rest else []
            if len(entries) == 1 and entries[0].shortened:
                trust = self._register.trusts[entries[0].code]
                if rest <= SOFT | set(core_words(trust.name)):
                    whose = f"{trust.name} ({trust.code})"
                    reason = f"{entries[0].name} is short for {whose}; the rest are words of its name."
                    return self._answers.trust(
                        query.name, trust.code, "abbreviated", reason, score=_ABBREVIATED_SCORE
                    )
        return None

    def initials(self, query: Query) -> Match | None:
        """The trust whose name has these initials."""
        text = query.reading.text
        codes = self._initials.codes(text) if text.isupper() and " " not in text else ()
        if not codes:
            return None
        chosen = codes if len(codes) == 1 else tuple(code for code in codes if code in query.area)
        if len(chosen) != 1:
            listed = self._answers.candidates((code, _SHARED_SCORE) for code in codes)
            reason = f"{len(codes)} trusts have these initials; nothing says which is meant."
            return self._answers.unsafe(query.name, Status.AMBIGUOUS, Kind.TRUST, "initials", reason, listed)
        trust = self._register.trusts[chosen[0]]
        reason = f"They are the initials of {trust.name} ({trust.code}), and of no other trust it could be."
        return self._answers.trust(query.name, trust.code, "initials", reason, score=_INITIALS_SCORE)
