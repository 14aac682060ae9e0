"""Wording an answer: every ``Match`` is made here, so that status, codes and reason always agree."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from matching.entries import Entry, Origin
from matching.model import Body, Candidate, Kind, Match, Status, Trust
from matching.register import Register
from matching.succession import long_date

MAX_CANDIDATES = 3
# An answer that rests on a name's words alone has at least this score. Set by labelled and invented names
# (docs/accuracy.md): down to here answers were seen and none was wrong.
ACCEPT_LINE = 60.0
HOME_NATION = "England"
# Members of an enumeration are slow to look up.
_MATCHED, _RETIRED, _NOT_A_TRUST = Status.MATCHED, Status.RETIRED, Status.NOT_A_TRUST
TO_COME = "not_yet_open"  # the rule of answers about a trust whose day has not come
_NAMED = {
    Origin.OFFICIAL: ("exact", "It is the name of", "."),
    Origin.FORMER: ("former_name", "It is a former name of", ", which was renamed and kept its code."),
    Origin.ALIAS: ("known_name", "It is another name in use for", "."),
}


class Answers:
    """Makes answers from codes of one register."""

    def __init__(self, register: Register) -> None:
        self._trusts = register.trusts
        self._fate = cache(self._fate_of)
        self._today = cache(self._today_of)

    def trust(  # noqa: PLR0913 - the parts of an answer; those after the star have a usual value
        self,
        name: str,
        code: str,
        rule: str,
        reason: str,
        *,
        score: float = 100.0,
        kind: Kind = Kind.TRUST,
        others: tuple[Candidate, ...] = (),
    ) -> Match:
        """The safe answer: matched when the trust is open, retired when it is closed."""
        trust = self._trusts[code]
        if trust.nation != HOME_NATION:
            why = f"{reason} It is a trust of {trust.nation}; only trusts of {HOME_NATION} are matched."
            return self.none(name, Kind.OTHER, "other_nation", why)
        if trust.is_to_come:
            return self._to_come(name, trust, reason, score, kind)
        codes, names = self._today(code)
        return Match(
            name=name,
            status=_MATCHED if trust.is_open else _RETIRED,
            kind=kind,
            reason=reason if trust.is_open else f"{reason} {self._fate(code)}",
            rule=rule,
            score=round(score, 1),
            ods_code=code,
            ods_name=trust.name,
            current_ods_code=codes,
            current_ods_name=names,
            candidates=others,
        )

    def of_entry(self, name: str, entry: Entry, aside: str = "") -> Match:
        """The safe answer for a name that is one of a trust's own; ``aside`` is what else speaks for it."""
        trust = self._trusts[entry.code]
        rule, before, behind = _NAMED[entry.origin]
        reason = f"{before} {trust.name} ({trust.code}){behind}{aside}"
        return self.trust(name, entry.code, rule, reason, kind=entry.kind)

    def _to_come(self, name: str, trust: Trust, reason: str, score: float, kind: Kind) -> Match:
        """No safe answer yet, but the trust to come and those open today that it will follow."""
        today = [code for code in trust.predecessors if code in self._trusts and self._trusts[code].is_open]
        listed = self.candidates((code, score) for code in (trust.code, *today))
        names = " and ".join(f"{self._trusts[code].name} ({code})" for code in today)
        until = f" Until then {names} {'are' if len(today) > 1 else 'is'} open." if today else ""
        why = f"{reason} It opens on {long_date(trust.opens)}.{until}"
        return self.unsafe(name, Status.UNRESOLVED, kind, TO_COME, why, listed)

    def _today_of(self, code: str) -> tuple[str, str]:
        """The codes and the names of the trusts that a trust is today."""
        trust = self._trusts[code]
        current = (code,) if trust.is_open else trust.current
        return ";".join(current), ";".join([self._trusts[each].name for each in current])

    def _fate_of(self, code: str) -> str:
        trust = self._trusts[code]
        when = f" in {trust.closed.year}" if trust.closed else ""
        if not trust.current:
            return f"It closed{when}; no trust is known to have followed it."
        names = " and ".join(f"{self._trusts[each].name} ({each})" for each in trust.current)
        return f"It closed{when}; {names} {'serve' if len(trust.current) > 1 else 'serves'} today."

    def body(self, name: str, body: Body, reason: str) -> Match:
        """A known organisation that is no trust, with its own code if it has one."""
        return Match(
            name=name,
            status=_NOT_A_TRUST,
            kind=body.kind,
            reason=reason,
            rule="known_body",
            score=100.0,
            ods_code=body.code,
            ods_name=body.name if body.code else "",
        )

    def none(self, name: str, kind: Kind, rule: str, reason: str) -> Match:
        """No trust at all."""
        return Match(name=name, status=_NOT_A_TRUST, kind=kind, reason=reason, rule=rule)

    def unsafe(
        self,
        name: str,
        status: Status,
        kind: Kind,
        rule: str,
        reason: str,
        listed: tuple[Candidate, ...] = (),
    ) -> Match:
        """No safe answer: ambiguous or unresolved, with what it could have been."""
        score = listed[0].score if listed else 0.0
        return Match(
            name=name, status=status, kind=kind, reason=reason, rule=rule, score=score, candidates=listed
        )

    def undecided(self, name: str, codes: Iterable[tuple[str, float]]) -> Match:
        """Several trusts, or one that is not safe, by what the words tell."""
        listed = self.candidates(codes)
        names = " or ".join(f"{c.ods_name} ({c.ods_code})" for c in listed[:2])
        why = "the words do not tell which" if len(listed) > 1 else "too much of the name differs to be sure"
        reason = f"It could be {names}, but {why}."
        return self.unsafe(name, Status.AMBIGUOUS, Kind.TRUST, "several", reason, listed)

    def candidates(self, codes: Iterable[tuple[str, float]]) -> tuple[Candidate, ...]:
        """The first few codes with their scores as possible answers."""
        made = (
            Candidate(trust.code, trust.name, round(score, 1), trust.is_open, trust.opens)
            for trust, score in ((self._trusts[code], score) for code, score in codes)
        )
        return tuple(candidate for candidate, _ in zip(made, range(MAX_CANDIDATES), strict=False))
