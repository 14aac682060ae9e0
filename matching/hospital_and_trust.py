"""A hospital and a trust in one text: “Queen's Hospital (Barking … NHS Trust)”, “… NHS Trust – St Mary's”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from matching.answers import TO_COME, Answers
from matching.doubts import is_bare_place
from matching.entries import Query, TrustNames, is_shortened
from matching.model import Kind, Match, Status
from matching.names import Reading, are_initials, core_words, read_name
from matching.register import Register
from matching.sites import Claim, SiteFinder
from matching.two_names import WHOLE_NAMES
from matching.words import BUILDINGS, identifies

# What can part a hospital from its trust. “at”, “of” and “and” stand inside names too: every cut is tried.
_RUN_BY = (
    r"part of|(?:run|managed|operated|owned|provided|hosted) by|under the management of|belong(?:s|ing) to"
    r"|(?:an?|one of the) (?:hospitals?|sites?) (?:of|at|in|within|run by|managed by)"
    r"|based (?:at|in)|includ(?:es|ing)|host of"
)
_SIGN = re.compile(
    rf"[\s,;:|([–—-]+(?:(?:now|is|are|was|a|the|one|of|which|who) )*(?:{_RUN_BY})\s"
    r"|\s*[,;:|/\n•()\[\]]+\s*|\s[–—+·-]+\s|['’]s?\s"
    r"|\s(?:at|of|in|from|under|within|by|for|and|&|with|plus)\s",
    re.IGNORECASE,
)
_HOSPITAL = re.compile(r"\b(?:hospital|infirmary)\b", re.IGNORECASE)
_MOST_SIGNS = 12  # between the parts; a text with more is a list
_MOST_WORDS = 24
_SITE_WORDS = frozenset({"site", "campus", "main", "trust"})
CONTRADICTED = "hospital_of_other"  # the rule of answers about a hospital and a trust elsewhere
_WHOLE = WHOLE_NAMES | {"initials"}
_SHARED_SCORE = 90.0
_FEWEST_LETTERS = 4  # of an abbreviation that contradicts; three are short for too much else


@dataclass(frozen=True, slots=True)
class _Parts:
    """A trust's whole name in a text, and the words of what else there is."""

    trust: str
    rest: tuple[str, ...]
    rest_text: str
    begins: bool  # whether the trust stands first


class HospitalAndTrust:
    """Answers about texts that name a trust whole and a hospital beside it."""

    def __init__(
        self,
        decide: Callable[[Query], Match],
        register: Register,
        names: TrustNames,
        sites: SiteFinder,
        answers: Answers,
    ) -> None:
        self._decide = decide
        self._register = register
        self._names = names
        self._sites = sites
        self._answers = answers

    def answer(self, query: Query) -> Match | None:
        """The trust, where it works at the hospital; no safe one where the register knows better."""
        reading = query.reading
        if not self._may_name_both(reading):
            return None
        for parts in sorted(self._ways(reading), key=lambda each: not read_name(each.trust).has_suffix):
            trust = self._decide(query.about(read_name(parts.trust)))
            if trust.rule == TO_COME:
                return trust
            if not trust.current_codes or trust.kind is not Kind.TRUST or trust.rule not in _WHOLE:
                continue
            if found := self._of_both(query, parts, trust):
                return found
        return None

    def held_against_remark(self, query: Query, answer: Match) -> Match:
        """A hospital's answer, or no safe one where a remark is to the letter another open trust's name.

        A bare place in brackets is rather where the hospital is, unless that trust belongs to another board.
        """
        reading = query.reading
        if not (reading.asides or reading.notes) or not answer.current_codes:
            return answer
        if answer.kind is not Kind.SITE and BUILDINGS.isdisjoint(reading.words):
            return answer
        for remark in (*reading.asides, *reading.notes):
            if "".join(core_words(remark)) not in self._names.by_key:
                continue
            other = self._meant(query, remark)
            is_place = remark not in reading.asides and is_bare_place(read_name(remark))
            if other and self._is_elsewhere(other, answer, reading, is_place):
                return self._of_other(query, other, reading.bare, (answer.ods_code,))
        return answer

    def _meant(self, query: Query, remark: str) -> str:
        """The open trust that a remark has the name of; “part of …” rather means it than the place."""
        other = self._decide(query.about(read_name(remark)))
        if other.status is Status.MATCHED and other.kind is Kind.TRUST and other.rule in WHOLE_NAMES:
            return other.ods_code
        only = len(other.candidates) == 1 and other.candidates[0].is_open
        return other.candidates[0].ods_code if only and remark in query.reading.asides else ""

    def _is_elsewhere(self, code: str, answer: Match, reading: Reading, is_place: bool) -> bool:
        """Whether a trust is not the hospital's, does not work there and, if asked, has another board."""
        if code in answer.current_codes or self._works_at(code, self._claim(reading.words), reading.words):
            return False
        boards = {self._register.trusts[each].icb_code for each in (code, *answer.current_codes)}
        return not is_place or len(boards) > 1

    def _may_name_both(self, reading: Reading) -> bool:
        """Whether there is something to part, and the text is not a trust's own name."""
        beside = reading.asides or reading.short_forms
        said = reading.has_suffix or reading.notes or reading.asides
        if not (said or beside) and BUILDINGS.isdisjoint(reading.words):
            return False
        words, names = reading.full_words, self._names
        if "".join(words) in names.by_key or tuple(sorted(words)) in names.by_bag:
            may = bool(beside) and not reading.has_suffix  # beside a trust's name they are no hospital
        else:
            may = bool(said) or not BUILDINGS.isdisjoint(reading.words)
        if not may or self._is_hospital(reading):
            return False
        if reading.short_forms:
            return True
        return self._holds_name(words if reading.bare == reading.text else core_words(reading.text))

    def _is_hospital(self, reading: Reading) -> bool:
        """“Royal Devon and Exeter Hospital” is one, though Royal Devon is short for a trust."""
        claim = None if reading.has_suffix else self._claim(core_words(reading.text))
        return claim is not None and claim.how == "exact"

    def _holds_name(self, words: tuple[str, ...]) -> bool:
        """Whether some of the words together are a name of a trust; most texts are done with here."""
        known, size = self._names.by_key, len(words)
        return size <= _MOST_WORDS and any(
            "".join(words[start:end]) in known
            for start in range(size)
            for end in range(start + 1, size + 1)
            if end - start < size
        )

    def _ways(self, reading: Reading) -> tuple[_Parts, ...]:
        """The ways to read a text as a trust's whole name and something else, the longest name first."""
        return tuple(self._parted(reading.text)) or tuple(self._glued(reading))

    def _glued(self, reading: Reading) -> Iterator[_Parts]:
        """A known hospital and a trust's whole name that nothing parts."""
        words = reading.text.split()
        if not reading.has_suffix or not BUILDINGS & set(reading.words) or len(words) > _MOST_WORDS:
            return
        for at in range(1, len(words)):
            for trust, rest in ((words[at:], words[:at]), (words[:at], words[at:])):
                named, beside = " ".join(trust), core_words(" ".join(rest))
                claim = self._claim(beside) if self._is_whole(named) and read_name(named).has_suffix else None
                if claim and claim.how == "exact":
                    yield _Parts(named, beside, " ".join(rest), trust[0] == words[0])

    def _parted(self, text: str) -> Iterator[_Parts]:
        signs = [found.span() for found in _SIGN.finditer(text)]
        if not 0 < len(signs) <= _MOST_SIGNS:
            return
        starts, ends = [0, *(end for _, end in signs)], [*(start for start, _ in signs), len(text)]
        if starts[-1] == len(text):  # a bracket that closes
            del starts[-1], ends[-1]
        for length in range(len(starts) - 1, 0, -1):
            for first in range(len(starts) - length + 1):
                start, end = starts[first], ends[first + length - 1]
                if start < end and self._is_whole(text[start:end]):
                    yield _cut(text, start, end)

    def _is_whole(self, part: str) -> bool:
        """Whether a part can be the whole name of a trust, more than a place's and no hospital's."""
        if is_shortened(part):
            return part not in self._register.trusts and len(part) >= _FEWEST_LETTERS
        if "".join(core_words(part)) not in self._names.by_key:
            return False
        reading = read_name(part)
        return reading.has_suffix or not (is_bare_place(reading) or _HOSPITAL.search(part))

    def _of_both(self, query: Query, parts: _Parts, trust: Match) -> Match | None:
        words, rest = parts.rest, read_name(parts.rest_text)
        if rest.says_nhs or rest.says_foundation:
            return None  # another trust's name
        if not (BUILDINGS & set(words) or read_name(parts.trust).has_suffix):
            return None  # “University Hospitals Birmingham and Solihull”
        claim = self._claim(words)
        if other := self._other_trust(rest, trust):
            return self._of_other(query, trust.ods_code, parts.rest_text, (other,))
        at_home = [code for code in trust.current_codes if self._works_at(code, claim, words)]
        if at_home:
            noted = query.reading.notes + query.reading.asides + query.reading.short_forms
            aside = any(parts.trust in note for note in noted)  # then the other name is what is listed
            is_trust = not aside or self._decide(query.about(rest)).kind is Kind.TRUST
            kind = Kind.TRUST if is_trust else Kind.SITE
            return self._agreeing(query, trust, at_home, claim)._replace(kind=kind)
        if claim is None or not self._contradicts(query, parts, trust):
            return None
        return self._of_other(query, trust.ods_code, claim.name, claim.codes)

    def _other_trust(self, rest: Reading, trust: Match) -> str:
        """The open trust that the rest is the whole name of, today or otherwise, if it is another one."""
        known = self._names.by_key.get("".join(rest.words), ()) if len(rest.words) > 1 else ()
        opened = {
            entry.code
            for entry in known
            if entry.kind is Kind.TRUST and self._register.trusts[entry.code].is_open
        }
        return "" if opened & set(trust.current_codes) else min(opened, default="")

    def _claim(self, words: tuple[str, ...]) -> Claim | None:
        claim = self._sites.claim(words)
        if claim or BUILDINGS & set(words) or "".join(words) not in self._sites.bare_keys:
            return claim
        return self._sites.claim((*words, "hospital")) or self._sites.claim((*words, "infirmary"))

    def _works_at(self, code: str, claim: Claim | None, words: tuple[str, ...]) -> bool:
        if claim and code in (*claim.codes, *claim.visiting):
            return True
        return identifies(words) and self._sites.claim_of(code, words) is not None

    def _agreeing(self, query: Query, trust: Match, codes: list[str], claim: Claim | None) -> Match:
        """The trust; of several that followed a closed one, the one that has the hospital."""
        if len(codes) == len(trust.current_codes) or len(codes) > 1:
            return trust._replace(
                rule="hospital_of_trust", reason=f"{trust.reason} It has the hospital named with it."
            )
        name = self._register.trusts[codes[0]].name
        where = claim.name if claim else "the hospital"
        reason = (
            f"{where} was run by {trust.ods_name} ({trust.ods_code}), and is by {name} ({codes[0]}) today."
        )
        return self._answers.trust(query.name, codes[0], "hospital_of_trust", reason)

    @staticmethod
    def _contradicts(query: Query, parts: _Parts, trust: Match) -> bool:
        """Whether a hospital elsewhere makes the trust doubtful: not where it stands in brackets behind it.

        Letters that can be short for the hospital's own name are not the other trust's.
        """
        if is_shortened(parts.trust) and are_initials(parts.trust.upper(), parts.rest_text):
            return False
        noted = parts.begins and query.reading.notes and read_name(parts.trust).has_suffix
        return not noted or "".join(core_words(query.reading.bare)) != "".join(core_words(parts.trust))

    def _of_other(self, query: Query, code: str, hospital: str, codes: tuple[str, ...]) -> Match:
        trusts = self._register.trusts
        runs = " or ".join(f"{trusts[each].name} ({each})" for each in codes[:2])
        reason = f"It names {trusts[code].name} ({code}), but {hospital} is run by {runs}."
        listed = self._answers.candidates((each, _SHARED_SCORE) for each in dict.fromkeys((code, *codes)))
        return self._answers.unsafe(query.name, Status.AMBIGUOUS, Kind.SITE, CONTRADICTED, reason, listed)


def _cut(text: str, start: int, end: int) -> _Parts:
    rest = f"{text[:start]} {text[end:]}"
    kept = " ".join(" ".join(piece for piece in _SIGN.split(f" {rest} ") if piece).split())
    words = tuple(word for word in core_words(kept) if word not in _SITE_WORDS)
    return _Parts(text[start:end], words, kept, not text[:start].strip(" ,;:|/([-–—"))
