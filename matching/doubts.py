"""Why a name that fits a trust may mean something else: a place, an area, a university, a charity."""

from __future__ import annotations

import re
from functools import cached_property

from matching.bodies import BodyFinder
from matching.entries import Entry, Origin, Query, TrustNames
from matching.kinds import is_university_like
from matching.model import Kind
from matching.names import Reading, core_words
from matching.register import Register
from matching.words import AREAS, BUILDINGS, NO_PLACE, WEAK, is_county, is_telling, telling

_FORGOTTEN_PLACE = 5  # years after which “Ealing” no longer means the trust of that name
_FORGOTTEN_NAME = 15  # years after which “Good Hope Hospital” no longer does
_LEAST_WEIGHT = 3.6  # of the telling words together; a word of twenty trusts tells too little
_BOARD_WORDS = frozenset(["integrated", "care", "board", "cancer", "alliance"])
_BRAND_WORDS = frozenset(["health", "care"])
_ANY_HOSPITAL = BUILDINGS | {"general", "district"}
_TWO_NAMES = re.compile(r"[^\W\d_a-z][\w'’.-]* [^\W\d_a-z][\w'’-]*")
_DESCRIPTION = re.compile(
    r"^(?:(?:the|an?|all|any|other|local|main|acute|nhs|our|some|several|both) )*"
    r"(?:hospitals?|trusts?|nhs|infirmar(?:y|ies)|clinics?|services?|providers?|centres?) "
    r"(?:in|across|near|around|within|throughout) ",
    re.IGNORECASE,
)
_BOARD_BRAND = re.compile(r"\bhealth (?:and|&) (?:social )?care$", re.IGNORECASE)


def is_bare_place(reading: Reading) -> bool:
    """Only words of places, nothing of the NHS or of a hospital."""
    return not (reading.has_suffix or reading.says_nhs) and NO_PLACE.isdisjoint(reading.words)


def is_brand(reading: Reading) -> bool:
    """Only “health” or “care” beside the words of a place: “Cornwall Health” may be anybody's."""
    added = NO_PLACE.intersection(reading.words)
    return added <= _BRAND_WORDS and not (reading.has_suffix or reading.says_nhs)


def without_brand(reading: Reading) -> tuple[str, ...]:
    """The words of a name but for “health” and “care”."""
    return tuple(word for word in reading.full_words if word not in _BRAND_WORDS)


def is_board_brand(reading: Reading) -> bool:
    """“Frimley Health and Care” is how integrated care systems call themselves."""
    if reading.has_suffix or reading.says_nhs or reading.text[-4:].lower() != "care":
        return False
    return _BOARD_BRAND.search(reading.text) is not None


def is_description(reading: Reading) -> bool:
    """“Hospitals in Leeds”, “The hospital in Sheffield”: what there is in a place, and no name."""
    return bool(_DESCRIPTION.match(reading.text))


def is_any_group(reading: Reading) -> bool:
    """“Bristol Group”: one place and “group”, which may be anybody's."""
    if reading.has_suffix or reading.says_nhs or "group" not in reading.words:
        return False
    place = telling(reading.words)
    return len(place) == 1 and set(reading.words) - place == {"group"}


def is_county_hospital(words: tuple[str, ...]) -> bool:
    """Only a county and “hospital”: “Surrey Hospital” could be any hospital there."""
    told, said = telling(words), set(words)
    return bool(told and said & BUILDINGS) and all(map(is_county, told)) and said - told <= _ANY_HOSPITAL


def may_be_person(reading: Reading, whole: str) -> bool:
    """Two proper names that stand together in a longer one: “Robert Jones” may be a person."""
    words = reading.words
    if len(words) != 2 or not _TWO_NAMES.fullmatch(reading.text) or reading.text not in whole:
        return False
    return all(is_telling(word) and word not in WEAK and not is_county(word) for word in words)


class Doubts:
    """Judges names by what else of the register they could mean."""

    def __init__(self, register: Register, names: TrustNames, bodies: BodyFinder) -> None:
        self._register = register
        self._names = names
        self._bodies = bodies

    def about(self, query: Query, entry: Entry) -> str:
        """What speaks against a name that is to the letter a trust's; empty when nothing does."""
        reading = query.reading
        if self.may_be_university(reading) and not entry.shortened and not self._is_listed(query, entry.code):
            return "a university could be called the same"
        if self._may_be_charity(query, entry.code):
            return "a charity could be called the same"
        return "" if reading.has_suffix else self._about_place(query, entry)

    def about_wording(self, query: Query, code: str) -> bool:
        """Whether a name that is nearly a trust's is rather that of a charity or of a board's area."""
        reading = query.reading
        football = reading.folded.endswith("community trust") and not reading.says_nhs
        board = reading.says_nhs and not reading.has_suffix and self.is_area(reading.words)
        return football or board or self._may_be_charity(query, code)

    def _may_be_charity(self, query: Query, code: str) -> bool:
        """“Medway Foundation”, “Papworth Trust”; not where the page or the alliance speaks for the trust."""
        reading = query.reading
        if reading.says_nhs or (reading.says_trust and reading.says_foundation):
            return False
        if reading.says_foundation:
            return True
        known = code in query.area or self._is_listed(query, code)
        return reading.says_trust and not known and len(reading.words) == 1

    def _about_place(self, query: Query, entry: Entry) -> str:
        bare = is_bare_place(query.reading)
        if bare and self.is_elsewhere(query, entry.code):
            return "it lies outside the alliance's area"
        if entry.origin is Origin.ALIAS:
            return ""
        if self.is_forgotten(entry.code, bare):
            return "that trust closed long ago"
        known = entry.code in query.area or self._is_listed(query, entry.code)
        if bare and not known and self.is_area(entry.words):
            return "an area is called the same"
        return ""

    def _is_listed(self, query: Query, code: str) -> bool:
        """Whether the page names trusts here, so that it means neither an area nor a university."""
        trust = self._register.trusts[code]
        return query.among_trusts and trust.is_open and not self.is_elsewhere(query, code)

    def is_elsewhere(self, query: Query, code: str) -> bool:
        """Whether the alliance's area is known and neither the trust nor who serves today lies in it."""
        return bool(query.area) and not query.area & {code, *self._register.current(code)}

    def is_forgotten(self, code: str, bare: bool) -> bool:
        """Whether a trust closed so long ago that a name without “NHS Trust” means the place."""
        trust = self._register.trusts[code]
        if trust.is_open or trust.is_to_come:
            return False
        years = _FORGOTTEN_PLACE if bare else _FORGOTTEN_NAME
        return trust.closed is None or self._register.as_of.year - trust.closed.year > years

    def may_be_university(self, reading: Reading) -> bool:
        """“Liverpool University” may; “University Southampton” and “James Paget University” may not."""
        if not is_university_like(reading):
            return False
        words = tuple(word for word in reading.words if word != "st")
        if "college" in words:
            return True
        if words[0] == "university":
            return False
        return len(words) < 3 or self._bodies.is_turned_university(reading.words)

    def is_area(self, words: tuple[str, ...]) -> bool:
        """Whether a bare name is that of a county or a board's area, or too common to tell a trust."""
        if frozenset(words) in self._areas or (len(words) == 1 and is_county(words[0])):
            return True
        return sum(map(self._names.weight, telling(words))) < _LEAST_WEIGHT

    @cached_property
    def _areas(self) -> frozenset[frozenset[str]]:
        kinds = (Kind.ICB, Kind.ALLIANCE)
        names = (core_words(body.name) for body in self._register.bodies if body.kind in kinds)
        return AREAS | frozenset(frozenset(words) - _BOARD_WORDS for words in names)
