"""Holding an answer against an ODS code that is written beside the name."""

from __future__ import annotations

from matching.answers import Answers
from matching.entries import Query
from matching.model import Match, Status
from matching.names import are_initials
from matching.register import Register
from matching.trusts import TrustFinder

_CONFIRMED_SCORE = 95.0
_STATED_SCORE = 50.0


class StatedCodes:
    """Lets an ODS code or an abbreviation beside a name confirm or forbid an answer."""

    def __init__(self, register: Register, trusts: TrustFinder, answers: Answers) -> None:
        self._register = register
        self._trusts = trusts
        self._answers = answers

    def check(self, query: Query, answer: Match) -> Match:
        """The answer, or a better founded or a withdrawn one when a code stands beside the name."""
        code = self._stated(query)
        if answer.status is Status.NOT_A_TRUST:
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
        return self._answers.trust(
            query.name, code, "code", f"It is the ODS code of {self._register.trusts[code].name}."
        )

    def _contradicted(self, query: Query, answer: Match, code: str) -> Match:
        reason = (
            f"The name is that of {answer.ods_name} ({answer.ods_code}), but the code beside it is {code}."
        )
        listed = self._answers.candidates([(answer.ods_code, answer.score), (code, _STATED_SCORE)])
        return self._answers.unsafe(
            query.name, Status.AMBIGUOUS, answer.kind, "code_contradicts", reason, listed
        )
