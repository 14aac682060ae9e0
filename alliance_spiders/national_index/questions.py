"""Asking a person about changes of the index."""

from __future__ import annotations

from collections.abc import Iterable

from alliance_spiders.national_index.comparing import IndexChange, Turn
from matching.register import Register
from output.basis import Basis
from output.questions import LATER, SOON, Question, item_id

_ASKED = {
    Turn.NEW: "Accept once it has been taken in, or ignore it.",
    Turn.GONE: "Accept once it has been looked into.",
    Turn.RENAMED: "Accept once the name has been taken over, or reject the new name.",
    Turn.MOVED: "Accept once the address has been taken over, or reject the new address.",
    Turn.UNREADABLE: "Look at the page.",
}


def index_questions(changes: Iterable[IndexChange], register: Register) -> tuple[Question, ...]:
    """One question for each change; another name or address later is another question."""
    return tuple(_question(change, register) for change in changes)


def _question(change: IndexChange, register: Register) -> Question:
    about = (change.turn.value, change.alliance_code, change.name, change.url)
    return Question(
        item_id=item_id("index_changed", *about),
        priority=LATER if change.turn is Turn.UNREADABLE else SOON,
        alliance_code=change.alliance_code,
        ods_code="",
        name_as_written=change.name,
        question="index_changed",
        proposal=f"{change.sentence} {_ASKED[change.turn]}",
        evidence_url=change.page_url,
        snippet=change.name,
        basis=str(Basis.of(" ".join(about), change.turn.value, (), register)),
    )
