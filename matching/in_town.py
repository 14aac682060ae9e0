"""A known hospital or trust with its own town behind it: “Pilgrim Hospital, Boston”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from matching.answers import Answers
from matching.bodies import BodyFinder
from matching.doubts import is_bare_place
from matching.entries import Query
from matching.model import Kind, Match, Status
from matching.names import core_words, read_name
from matching.register import Register
from matching.sites import SiteFinder
from matching.towns import lies_in, towns, written_words
from matching.words import BUILDINGS

_MOST_WORDS = 4  # of a town
_SCORE = 95.0
_NAMED = frozenset({"exact", "known_name"})
_SIGN = re.compile(r"[\s,:;(–—-]+$")


class InTown:
    """Answers about names with a town behind them, by the postcodes of the places of that name."""

    def __init__(
        self,
        decide: Callable[[Query], Match],
        register: Register,
        sites: SiteFinder,
        bodies: BodyFinder,
        answers: Answers,
    ) -> None:
        self._decide = decide
        self._register = register
        self._sites = sites
        self._bodies = bodies
        self._answers = answers

    def answer(self, query: Query) -> Match | None:
        """The trust of the one place of that name in the town; nothing where there is none or several."""
        reading = query.reading
        if reading.has_suffix or reading.says_nhs or written_words().isdisjoint(reading.folded.split()):
            return None
        for head, town, parted in _parted(reading.text):
            districts = towns().get(core_words(town))
            if districts and (found := self._found(query, (head, town), districts, parted)):
                return found
        return None

    def _found(
        self, query: Query, texts: tuple[str, str], districts: frozenset[str], parted: bool
    ) -> Match | None:
        words = core_words(texts[0])
        if BUILDINGS & set(words):
            codes = self._sites.run_in(words, districts)
            return self._of_site(query, texts, codes[0]) if len(codes) == 1 else None
        return self._of_trust(query, texts, districts) if parted and words else None

    def _of_trust(self, query: Query, texts: tuple[str, str], districts: frozenset[str]) -> Match | None:
        """The trust of a name that is no area's: “The Christie, Manchester”, not “Medway, Gillingham”."""
        reading = read_name(texts[0])
        named = self._decide(query.about(reading))
        if named.status is not Status.MATCHED or named.kind is not Kind.TRUST or named.rule not in _NAMED:
            return None
        area = is_bare_place(reading) and self._bodies.area_brand(reading)
        if area or not lies_in([self._register.trusts[named.ods_code].postcode], districts):
            return None
        return named._replace(name=query.name, score=_SCORE, reason=f"{named.reason} It lies in {texts[1]}.")

    def _of_site(self, query: Query, texts: tuple[str, str], code: str) -> Match:
        trust = self._register.trusts[code]
        reason = f"{texts[0]} in {texts[1]} is run by {trust.name} ({code})."
        return self._answers.trust(query.name, code, "site_in_town", reason, score=_SCORE, kind=Kind.SITE)


def _parted(text: str) -> Iterator[tuple[str, str, bool]]:
    """The ways to cut a text before its last words, and whether by a sign; the longest town first."""
    starts = [found.start() for found in re.finditer(r"\S+", text)][1:]
    for start in starts[-_MOST_WORDS:]:
        before, town = text[:start], text[start:].strip("() ")
        head = _SIGN.sub("", before)
        if head and town:
            yield head, town, head != before.rstrip() or text[start] == "("
