"""Trusts called by two places alone: “Basildon & Thurrock”, “South West London and St George's”."""

from __future__ import annotations

import re

from matching.answers import Answers
from matching.bodies import BodyFinder
from matching.doubts import Doubts, is_bare_place
from matching.entries import Entry, Origin, Query
from matching.model import Kind, Match, Status
from matching.register import Register
from matching.trusts import TrustFinder
from matching.words import NO_PLACE, is_county, is_telling, proves

_JOINED = re.compile(r"[\w'’] (?:and|&) \w", re.IGNORECASE)
_SCORE = 90.0


class TwoPlaces:
    """Answers about two places joined, which begin the name of one trust and are all that tells of it."""

    def __init__(
        self, register: Register, trusts: TrustFinder, bodies: BodyFinder, doubts: Doubts, answers: Answers
    ) -> None:
        self._register = register
        self._trusts = trusts
        self._bodies = bodies
        self._doubts = doubts
        self._answers = answers

    def answer(self, query: Query) -> Match | None:
        """The trust, open or closed of late; ambiguous where a board's area is called the same."""
        reading = query.reading
        if not is_bare_place(reading) or not _JOINED.search(reading.text):
            return None
        entries = self._beginning(reading.full_words)
        opened = {code: e for code, e in entries.items() if self._register.trusts[code].is_open}
        meant = opened or entries
        if not meant:
            return None
        code, entry = next(iter(meant.items()))
        doubtful = len(meant) > 1 or self._doubts.is_elsewhere(query, code) or self._is_area(query)
        return self._unsafe(query, list(meant)) if doubtful else self._safe(query, entry)

    def _beginning(self, words: tuple[str, ...]) -> dict[str, Entry]:
        """The trusts whose names begin so and go on with words that tell no place."""
        told = [word for word in words if is_telling(word)]
        index = self._trusts.names.by_word
        if len(told) < 2 or not proves(told) or any(word not in index for word in told):
            return {}
        return {
            entry.code: entry
            for entry in min((index[word] for word in told), key=len)
            if entry.origin is not Origin.ALIAS
            and entry.words[: len(words)] == words
            and set(entry.words[len(words) :]) <= NO_PLACE
            and not self._doubts.is_forgotten(entry.code, bare=False)
        }

    def _is_area(self, query: Query) -> bool:
        """Whether counties, a board or a commissioner are called the same."""
        words = query.reading.full_words
        counties = all(is_county(word) for word in words if is_telling(word))
        return counties or self._doubts.is_area(words) or self._bodies.area_brand(query.reading) is not None

    def _unsafe(self, query: Query, codes: list[str]) -> Match:
        listed = self._answers.candidates((code, _SCORE) for code in codes)
        names = " or ".join(f"{each.ods_name} ({each.ods_code})" for each in listed)
        reason = f"It could be {names}, but a board's area or another trust could be called the same."
        return self._answers.unsafe(query.name, Status.AMBIGUOUS, Kind.TRUST, "two_places", reason, listed)

    def _safe(self, query: Query, entry: Entry) -> Match:
        trust = self._register.trusts[entry.code]
        reason = f"They are the places of {trust.name} ({trust.code}), and of no other trust together."
        return self._answers.trust(query.name, trust.code, "two_places", reason, score=_SCORE)
