"""One decision of a curator, and which of many are in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Verdict(StrEnum):
    """What a curator may say."""

    ACCEPT = "accept"
    REJECT = "reject"
    NOT_A_TRUST = "not_a_trust"
    ASSIGN = "assign"
    IGNORE = "ignore"


NAME_QUESTIONS = frozenset({"unresolved", "ambiguous", "retired"})
MEMBER_QUESTIONS = frozenset({"added", "removed", "not_seen"})
# An answer to any other question is about one moment, and is never asked again.
LASTING = NAME_QUESTIONS | MEMBER_QUESTIONS | {"", "two_alliances", "site_unhealthy", "register_changed"}
REOPENED = "decision_reopened"


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the log. ``question`` is what was asked, ``basis`` what the answer rested on."""

    decided_at: str
    decided_by: str
    item_id: str
    alliance_code: str
    name_as_written: str
    ods_code: str
    decision: Verdict
    note: str
    question: str = ""
    basis: str = ""

    @property
    def about_name(self) -> bool:
        """Whether it settles what a name means, rather than who is a member."""
        if self.decision is Verdict.NOT_A_TRUST:
            return True
        if self.decision is Verdict.ASSIGN or not self.name_as_written:
            return False
        return not self.question or self.question in NAME_QUESTIONS

    @property
    def subject(self) -> tuple[str, ...]:
        """What it is about: a later decision on the same subject takes the place of an earlier one."""
        if self.about_name:
            return ("name", self.alliance_code, name_key(self.name_as_written))
        if self.assigns:
            return ("assign", self.ods_code)
        if not self.question or self.question in MEMBER_QUESTIONS:
            return ("member", self.alliance_code, self.ods_code)
        return ("item", self.item_id)

    @property
    def assigns(self) -> bool:
        """Whether it says which alliance is the trust's one."""
        agreed = self.question == "two_alliances" and self.decision is Verdict.ACCEPT
        return agreed or self.decision is Verdict.ASSIGN

    def says_the_same(self, other: Decision) -> bool:
        """Whether another decision would change nothing that this one has not."""
        mine = (self.decision, self.subject, self.ods_code, self.alliance_code, self.basis)
        return mine == (other.decision, other.subject, other.ods_code, other.alliance_code, other.basis)

    def withdraws(self, earlier: Decision) -> bool:
        """Whether it takes back a decision that was asked again because its ground is gone."""
        refused = self.question == REOPENED and self.decision is Verdict.REJECT
        return refused and earlier.question != REOPENED and _is_about(self, earlier)


def name_key(name: str) -> str:
    """The name without the differences that no reader sees: case and white space."""
    return " ".join(name.casefold().split())


def in_force(log: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that count today: of each subject the latest, less those that a curator withdrew."""
    standing: dict[tuple[str, ...], Decision] = {}
    for decision in log:
        if decision.question == REOPENED and decision.decision in (Verdict.ACCEPT, Verdict.REJECT):
            _answer_again(standing, decision)
        else:
            standing.pop(decision.subject, None)  # so that the order stays that of the log
            standing[decision.subject] = decision
    return tuple(standing.values())


def _answer_again(standing: dict[tuple[str, ...], Decision], answer: Decision) -> None:
    """Withdraw or confirm what a reopened question is about; a new code takes the old one's place."""
    for subject, earlier in list(standing.items()):
        if not earlier.basis or not _is_about(answer, earlier):
            continue
        if answer.decision is Verdict.REJECT:
            del standing[subject]
        else:
            code = answer.ods_code or earlier.ods_code
            standing[subject] = replace(earlier, ods_code=code, basis=answer.basis)


def _is_about(answer: Decision, earlier: Decision) -> bool:
    if (answer.alliance_code, name_key(answer.name_as_written)) != (
        earlier.alliance_code,
        name_key(earlier.name_as_written),
    ):
        return False
    return bool(answer.name_as_written) or answer.ods_code == earlier.ods_code
