"""Closed trusts of which a person must say who goes on: one matter, asked once, however it comes up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from matching.register import Register
from output.basis import Basis
from output.decision import Decision, Verdict
from output.effects import Effects
from output.memberships import Key, Membership
from output.questions import Question, item_id


def unsettled(
    waiting: Mapping[Key, Membership], effects: Effects, register: Register
) -> dict[Key, Membership]:
    """The memberships of closed trusts, with several heirs or none, that no decision is about yet."""
    return {key: held for key, held in waiting.items() if not _is_settled(key, effects, register)}


def _is_settled(key: Key, effects: Effects, register: Register) -> bool:
    alliance, code = key
    if effects.answers(item_id("register_changed", alliance, code)):
        return True
    return any(
        decision.alliance_code == alliance and _says_who_goes_on(decision, code, register)
        for decision in effects.decisions
    )


def _says_who_goes_on(decision: Decision, code: str, register: Register) -> bool:
    """Whether a decision about no item, or about the closed trust's name, tells what becomes of it."""
    if decision.question == "retired":
        basis = Basis.parse(decision.basis)
        about = decision.ods_code == code or (basis is not None and code in basis.codes)
        return about and (decision.decision, decision.ods_code) != (Verdict.ACCEPT, code)
    return (
        not decision.about_name
        and not decision.item_id
        and decision.ods_code in (code, *register.current(code))
    )


def told_once(
    questions: Iterable[Question], waiting: Mapping[Key, Membership], register: Register
) -> Iterator[Question]:
    """The questions without those that ask of a closure what another one asks or has asked.

    A merger that a name on the alliance's own page raises too is asked by that name; of a member that left
    several successors or none it is asked who goes on, whatever the page calls it.

    Args:
        questions: all that a run raises.
        waiting: the memberships of closed trusts, with several heirs or none.
        register: who serves today.
    """
    asked = tuple(questions)
    on_page = {(q.alliance_code, q.ods_code) for q in asked if q.question == "retired"}
    for question in asked:
        key = question.alliance_code, question.ods_code
        merged = len(register.current(question.ods_code)) == 1
        by_name = question.question == "register_changed" and merged and key in on_page
        by_row = question.question == "retired" and not merged and key in waiting
        if not by_name and not by_row:
            yield question
