"""Which answers each kind of question takes, and what an answer may name other than the question does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matching.model import Trust
from matching.register import Register
from output.decision import NAME_QUESTIONS, REOPENED, Decision, Verdict

ACCEPT, REJECT, ASSIGN, IGNORE = Verdict.ACCEPT, Verdict.REJECT, Verdict.ASSIGN, Verdict.IGNORE

ANSWERS: Mapping[str, tuple[Verdict, ...]] = {
    "unresolved": (ACCEPT, Verdict.NOT_A_TRUST, IGNORE),
    "ambiguous": (ACCEPT, Verdict.NOT_A_TRUST, IGNORE),
    "retired": (ACCEPT, REJECT, Verdict.NOT_A_TRUST, IGNORE),
    "added": (ACCEPT, REJECT, IGNORE),
    "removed": (ACCEPT, REJECT, IGNORE),
    "not_seen": (ACCEPT, REJECT, IGNORE),
    "two_alliances": (ACCEPT, ASSIGN, IGNORE),
    "register_changed": (ACCEPT, ASSIGN, IGNORE),
    "renamed": (ACCEPT,),
    "site_unhealthy": (ACCEPT,),
    "index_changed": (ACCEPT, REJECT, IGNORE),
    REOPENED: (ACCEPT, REJECT),
}
"""The answers to each kind of question. The report, the workbook and what is taken in follow this table."""

ALSO_TAKEN: Mapping[str, tuple[Verdict, ...]] = {
    "unresolved": (REJECT,),  # it is no member of this alliance
    "ambiguous": (REJECT,),
    "added": (ASSIGN,),  # it is, and this is its one alliance
    "not_seen": (ASSIGN,),
    "renamed": (IGNORE,),
    "site_unhealthy": (IGNORE,),
}
"""Answers that are not offered, and are plain all the same when a person writes them into a file."""

_NAME_A_TRUST = frozenset({(kind, ACCEPT) for kind in NAME_QUESTIONS} | {("register_changed", ASSIGN)})
_NAME_AN_ALLIANCE = frozenset({("two_alliances", ASSIGN), ("register_changed", ASSIGN)})
_MAKE_A_MEMBER = frozenset({"", *NAME_QUESTIONS, "register_changed"})


@dataclass(frozen=True, slots=True)
class Unfit:
    """A decision of the log that cannot be followed, and why."""

    decision: Decision
    reason: str

    def __str__(self) -> str:
        about = self.decision.item_id or self.decision.name_as_written or self.decision.ods_code
        return (
            f"Note: the decision “{self.decision.decision}” on “{about[:80]}” in decisions.csv is without "
            f"effect: {self.reason}. Decide again."
        )


def answers(question: str, alliance_code: str, ods_code: str, register: Register) -> tuple[Verdict, ...]:
    """The answers to one question; to agree to a change of the register takes one that says who goes on."""
    every = ANSWERS[question]
    if question != "register_changed":
        return every
    heirs = register.current(ods_code)
    agreed = bool(alliance_code) and len(heirs) == 1 and heirs[0] != ods_code
    return every if agreed else tuple(answer for answer in every if answer is not ACCEPT)


def part(
    log: Iterable[Decision], items: Mapping[str, Mapping[str, str]], register: Register
) -> tuple[tuple[Decision, ...], tuple[Unfit, ...]]:
    """The decisions of a log that can be followed, and those that do not fit what they answer.

    Args:
        log: all decisions, oldest first.
        items: what was asked, by item.
        register: what it says today.
    """
    fit: list[Decision] = []
    unfit: list[Unfit] = []
    for decision in log:
        reason = wrong_answer(decision, items.get(decision.item_id), register) or _abroad(decision, register)
        if reason:
            unfit.append(Unfit(decision, reason))
        else:
            fit.append(decision)
    subjects, answered = {d.subject for d in fit}, {d.item_id for d in fit if d.item_id}
    left = (u for u in unfit if u.decision.subject not in subjects and u.decision.item_id not in answered)
    return tuple(fit), tuple(left)


def unanswered(
    unfit: Iterable[Unfit], items: Mapping[str, Mapping[str, str]]
) -> tuple[Mapping[str, str], ...]:
    """What was asked and has no answer that can be followed."""
    return tuple(items[each.decision.item_id] for each in unfit if each.decision.item_id in items)


def wrong_answer(decision: Decision, item: Mapping[str, str] | None, register: Register) -> str:
    """Why a decision is no answer to the question of its item; empty when it is, or answers none."""
    if item is None or item["question"] not in ANSWERS:
        return ""
    kind, alliance, code = item["question"], item["alliance_code"].upper(), item["ods_code"].upper()
    fitting = answers(kind, alliance, code, register)
    if decision.decision not in (*fitting, *ALSO_TAKEN.get(kind, ())):
        return f"this question takes {_or(fitting)}"
    way = (kind, decision.decision)
    names_trust = way in _NAME_A_TRUST or (way == (REOPENED, ACCEPT) and bool(item["name_as_written"]))
    if not names_trust and decision.ods_code != code:
        return _not_about("ods_code", decision.ods_code, code, way)
    if way not in _NAME_AN_ALLIANCE and decision.alliance_code != alliance:
        return _not_about("alliance_code", decision.alliance_code, alliance, way)
    return ""


def no_member(decision: Decision, register: Register) -> str:
    """Why the trust that a decision makes a member can be none; empty when it can, or none is made."""
    if decision.decision not in (ACCEPT, ASSIGN) or decision.question not in _MAKE_A_MEMBER:
        return ""
    code, current = decision.ods_code, register.current(decision.ods_code)
    if not code:
        return ""
    if code not in register.trusts:
        return f"the register knows no trust “{code[:20]}”; name the one that is meant"
    if not current:
        return _not_open(register.trusts[code])
    if len(current) > 1:
        return f"{code} was split into {', '.join(current)}; name the one that is meant"
    return _abroad(decision, register)


def _not_open(trust: Trust) -> str:
    if trust.opens:
        return f"{trust.code} opens on {trust.opens.isoformat()}, so it can be no member yet"
    return f"{trust.code} has closed and the register names no successor, so it can be no member"


def _abroad(decision: Decision, register: Register) -> str:
    if decision.decision not in (ACCEPT, ASSIGN) or decision.question not in _MAKE_A_MEMBER:
        return ""
    trusts = [register.trusts[code] for code in register.current(decision.ods_code)]
    if not trusts or any(trust.nation == "England" for trust in trusts):
        return ""
    return f"{decision.ods_code} is a trust of {trusts[0].nation}; only trusts of England have an alliance"


def _not_about(column: str, given: str, own: str, way: tuple[str, Verdict]) -> str:
    if not own:
        return f"“{way[1]}” names no {column} here; leave it empty"
    other = ", or say assign to choose another" if way == ("two_alliances", ACCEPT) else ""
    return f"this question is about {own}, not {given[:20]}; leave {column} empty{other}"


def _or(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last
