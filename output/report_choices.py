"""What a curator can answer to each kind of question, in words and as a decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from alliance_spiders.alliances import all_alliances
from matching.register import Register
from output.answers import answers
from output.decision import REOPENED, Verdict
from output.questions import Question

MOST_CANDIDATES = 5

ASKS = {
    "unresolved": "Which trust is this?",
    "ambiguous": "Which of these trusts is it?",
    "retired": "This trust has closed. Who goes on?",
    "renamed": "A trust has another name in the register",
    "added": "Is this trust a partner now?",
    "removed": "Has this trust left?",
    "two_alliances": "Which of them is its one alliance?",
    "not_seen": "Is it a partner, though the site has never listed it?",
    "site_unhealthy": "This site could not be read well",
    "register_changed": "The register of trusts has changed",
    "index_changed": "NHS England's list of alliances has changed",
    REOPENED: "Does this earlier decision still hold?",
}


class Ask(StrEnum):
    """What a choice leaves to be typed or picked."""

    NOTHING = ""
    TRUST = "trust"
    ALLIANCE = "alliance"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: the decision it stands for, in words, with the codes that it names."""

    decision: Verdict
    label: str
    ods_code: str = ""
    alliance_code: str = ""
    ask: Ask = Ask.NOTHING


def choices(question: Question, codes: Sequence[str], register: Register) -> tuple[Choice, ...]:
    """The answers to offer, the likeliest first; ``codes`` are the candidates of the question."""
    offered = _CHOICES.get(question.question, _noted)(question, codes, register)
    fitting = answers(question.question, question.alliance_code, question.ods_code, register)
    return tuple(choice for choice in offered if choice.decision in fitting)


def alliance_name(code: str) -> str:
    """The alliance's name, or the code itself where there is none."""
    return next((alliance.name for alliance in all_alliances() if alliance.code == code), code)


def trust_name(code: str, register: Register) -> str:
    """The trust's name with its code, or the code itself where the register has none."""
    trust = register.trusts.get(code)
    return f"{trust.name} ({code})" if trust else code


_IGNORE = Choice(Verdict.IGNORE, "Leave it as it is, and do not ask again")
_NO_TRUST = Choice(Verdict.NOT_A_TRUST, "It is no trust")
_OTHER_TRUST = Choice(Verdict.ACCEPT, "It is another trust, with this code", ask=Ask.TRUST)


def _of_name(question: Question, codes: Sequence[str], register: Register) -> Iterator[Choice]:
    for code in codes[:MOST_CANDIDATES]:
        yield Choice(Verdict.ACCEPT, f"It is {trust_name(code, register)}", code)
    yield from (_OTHER_TRUST, _NO_TRUST, _IGNORE)


def _of_retired(question: Question, codes: Sequence[str], register: Register) -> Iterator[Choice]:
    heirs = register.current(question.ods_code)
    if len(heirs) == 1:
        yield Choice(Verdict.ACCEPT, f"Count it as {trust_name(heirs[0], register)}", question.ods_code)
    else:
        for code in heirs[:MOST_CANDIDATES]:
            yield Choice(Verdict.ACCEPT, f"It is {trust_name(code, register)} now", code)
    yield Choice(Verdict.REJECT, f"It does not mean {trust_name(question.ods_code, register)}")
    yield from (_OTHER_TRUST, _NO_TRUST, _IGNORE)


def _of_added(question: Question, codes: Sequence[str], register: Register) -> Iterator[Choice]:
    yield Choice(Verdict.ACCEPT, "Yes, it is a partner")
    yield Choice(Verdict.REJECT, "No, it is no partner")
    yield _IGNORE


def _of_removed(question: Question, codes: Sequence[str], register: Register) -> Iterator[Choice]:
    yield Choice(Verdict.ACCEPT, "Yes, it has left")
    yield Choice(Verdict.REJECT, "No, it stays a partner")
    yield _IGNORE


def _of_not_seen(question: Question, codes: Sequence[str], register: Register) -> Iterator[Choice]:
    yield Choice(Verdict.ACCEPT, "Keep it as a partner")
    yield Choice(Verdict.REJECT, "It is no partner; take it out")
    yield _IGNORE


def _of_two_alliances(question: Question, codes: Sequence[str], register: Register) -> Iterator[Choice]:
    own = question.alliance_code
    yield Choice(Verdict.ACCEPT, f"{alliance_name(own)}, as proposed", alliance_code=own)
    for code in codes:
        if code != own:
            yield Choice(Verdict.ASSIGN, alliance_name(code), alliance_code=code)
    yield _IGNORE


def _of_register(question: Question, codes: Sequence[str], register: Register) -> Iterator[Choice]:
    if not question.alliance_code:
        yield Choice(Verdict.ASSIGN, "It belongs to this alliance", ask=Ask.ALLIANCE)
        yield Choice(Verdict.IGNORE, "No alliance has it")
        return
    yield Choice(Verdict.ACCEPT, "Yes, its successor goes on in this alliance")
    for code in register.current(question.ods_code):
        yield Choice(Verdict.ASSIGN, f"{trust_name(code, register)} goes on in this alliance", code)
    yield Choice(Verdict.ASSIGN, "Another trust goes on, with this code", ask=Ask.TRUST)
    yield Choice(Verdict.IGNORE, "None goes on, and do not ask again")


def _of_renamed(question: Question, codes: Sequence[str], register: Register) -> Iterator[Choice]:
    yield Choice(Verdict.ACCEPT, "Take the register's name")


def _of_reopened(question: Question, codes: Sequence[str], register: Register) -> Iterator[Choice]:
    yield Choice(Verdict.ACCEPT, "Keep the decision")
    yield Choice(Verdict.REJECT, "Withdraw the decision")


def _of_index(question: Question, codes: Sequence[str], register: Register) -> Iterator[Choice]:
    yield Choice(Verdict.ACCEPT, "It has been taken over, or looked into")
    yield Choice(Verdict.REJECT, "It is not right; what stands here stays")
    yield _IGNORE


def _noted(question: Question, codes: Sequence[str], register: Register) -> Iterator[Choice]:
    yield Choice(Verdict.ACCEPT, "Seen; ask again when it changes")


_CHOICES = {
    "unresolved": _of_name,
    "ambiguous": _of_name,
    "retired": _of_retired,
    "added": _of_added,
    "removed": _of_removed,
    "not_seen": _of_not_seen,
    "two_alliances": _of_two_alliances,
    "register_changed": _of_register,
    "renamed": _of_renamed,
    "index_changed": _of_index,
    REOPENED: _of_reopened,
}
