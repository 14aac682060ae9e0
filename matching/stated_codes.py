"""Holding an answer against an ODS code that is written beside the name."""

from __future__ import annotations

from matching.answers import Answers
from matching.entries import Query
from matching.hospital_and_trust import CONTRADICTED
from matching.initials import Initials
from matching.model import Kind, Match, Status
from matching.names import are_initials
from matching.register import Register
from matching.trusts import TrustFinder
from matching.two_names import SEVERAL_NAMES
from matching.words import NO_CODES

_CONFIRMED_SCORE = 95.0
_STATED_SCORE = 50.0
_CODE_LENGTH = 3
_NOT_A_TRUST = Status.NOT_A_TRUST  # members of an enumeration are slow to look up


class StatedCodes:
    """Lets an ODS code or an abbreviation beside a name confirm or forbid an answer."""

    def __init__(self, register: Register, trusts: TrustFinder, answers: Answers) -> None:
        self._register = register
        self._trusts = trusts
        self._answers = answers
        self._initials = Initials(register, trusts.names)

    def check(self, query: Query, answer: Match) -> Match:
        """The answer, or a better founded or a withdrawn one when a code stands beside the name."""
        if alone := self._code_in_capitals(query):
            return self._of_code(query, answer, alone)
        if answer.rule in (CONTRADICTED, SEVERAL_NAMES):
            return answer  # letters beside it say no more than a name that stands there
        code = self._stated(query)
        if answer.status is _NOT_A_TRUST:
            return self._alone(query, answer, code)
        if not code:
            return answer if answer.ods_code else self._by_short_form(query, answer)
        if answer.ods_code:
            current = self._register.current(code)
            agrees = code == answer.ods_code or set(current) & set(answer.current_codes)
            return answer if agrees else self._contradicted(query, answer, code)
        return self._confirmed(query, answer, code, "code")

    def _by_short_form(self, query: Query, answer: Match) -> Match:
        """An unsafe answer, or the candidate that the abbreviation in brackets belongs to."""
        for short_form in query.reading.short_forms:
            known = self._trusts.exact(query.reading, (short_form.casefold(),))
            if len(known) == 1 and known[0].shortened:
                return self._confirmed(query, answer, known[0].code, "abbreviation")
        return answer

    def _confirmed(self, query: Query, answer: Match, code: str, what: str) -> Match:
        if not any(candidate.ods_code == code for candidate in answer.candidates):
            return answer
        trust = self._register.trusts[code]
        reason = f"The name could be that of {trust.name} ({code}), and the {what} beside it confirms it."
        return self._answers.trust(query.name, code, f"{what}_confirms", reason, score=_CONFIRMED_SCORE)

    def _stated(self, query: Query) -> str:
        if not query.reading.codes:
            return ""
        stated = {code for code in query.reading.codes if code in self._register.trusts}
        told = [code for code in stated if not are_initials(code, query.reading.text.partition("(")[0])]
        return told[0] if len(told) == 1 else ""

    def _alone(self, query: Query, answer: Match, code: str) -> Match:
        """Nothing but a code: the trust of that code."""
        if not code or query.reading.words:
            return answer
        return self._as_code(query, code)

    def _as_code(self, query: Query, code: str) -> Match:
        reason = f"It is the ODS code of {self._register.trusts[code].name}."
        return self._answers.trust(query.name, code, "code", reason)

    def _code_in_capitals(self, query: Query) -> str:
        """The code that a text of three capitals is; empty where it may be a word or an abbreviation."""
        text = query.reading.text
        if len(text) != _CODE_LENGTH or text not in self._register.trusts or text.casefold() in NO_CODES:
            return ""
        return text if text.isalpha() and not self._initials.are_of_any(text) else ""

    def _of_code(self, query: Query, answer: Match, code: str) -> Match:
        """The trust of a code, unless the same letters are in use for another organisation."""
        trust = self._register.trusts[code]
        meant = {answer.ods_code, *answer.current_codes, *(each.ods_code for each in answer.candidates)} - {
            ""
        }
        if meant <= {code, *trust.current} and (meant or answer.kind is Kind.OTHER):
            return self._as_code(query, code)
        if not meant:
            return answer
        reason = f"“{code}” is the ODS code of {trust.name}, and short for another organisation too."
        listed = self._answers.candidates(
            (each, _STATED_SCORE) for each in sorted({code, *meant}) if each in self._register.trusts
        )
        return self._answers.unsafe(query.name, Status.AMBIGUOUS, Kind.TRUST, "code_or_name", reason, listed)

    def _contradicted(self, query: Query, answer: Match, code: str) -> Match:
        reason = (
            f"The name is that of {answer.ods_name} ({answer.ods_code}), but the code beside it is {code}."
        )
        listed = self._answers.candidates([(answer.ods_code, answer.score), (code, _STATED_SCORE)])
        return self._answers.unsafe(
            query.name, Status.AMBIGUOUS, answer.kind, "code_contradicts", reason, listed
        )
