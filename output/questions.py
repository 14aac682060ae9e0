"""What a person must look at, one record for each question (``review.csv``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace

from alliance_spiders.alliances import all_alliances
from matching.model import Candidate, Match
from output.basis import digest
from output.decision import REOPENED
from output.effects import Effects
from output.tables import REVIEW, Table, guard, table

URGENT, SOON, LATER = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Question:
    """One row of ``review.csv``; its fields are the columns, and ``basis`` is what an answer will rest on."""

    item_id: str
    priority: int
    alliance_code: str
    ods_code: str
    name_as_written: str
    question: str
    proposal: str
    candidates: str = ""
    evidence_url: str = ""
    snippet: str = ""
    first_raised: str = ""
    basis: str = ""


def item_id(question: str, *what: str) -> str:
    """The name of a question: the same for the same question in every run."""
    return f"{question}-{digest(question, *what)}"


def candidates(match: Match) -> str:
    """The next best answers in one cell: ``RVJ North Bristol NHS Trust (87); …``."""
    return "; ".join(_candidate(candidate) for candidate in match.candidates)


def question_of(row: Mapping[str, str]) -> Question:
    """A question as it stands on record."""
    kept = {field.name: row[field.name] for field in fields(Question) if field.name != "priority"}
    return Question(**kept, priority=int(row["priority"]))


def undecided(questions: Iterable[Question], effects: Effects) -> Iterator[Question]:
    """The questions that no decision answers; what was decided does not come back."""
    for question in questions:
        about = (question.alliance_code, question.ods_code, question.name_as_written)
        if question.question == REOPENED or not effects.settles(question.question, question.item_id, *about):
            yield question


def dated(questions: Iterable[Question], first_raised: Mapping[str, str], today: str) -> tuple[Question, ...]:
    """Each question once, with the day it was first raised, the most urgent first."""
    unique: dict[str, Question] = {}
    for question in questions:
        unique.setdefault(
            question.item_id, replace(question, first_raised=first_raised.get(question.item_id, today))
        )
    order = {alliance.code: number for number, alliance in enumerate(all_alliances())}
    return tuple(
        sorted(
            unique.values(),
            key=lambda q: (
                q.priority,
                q.question,
                order.get(q.alliance_code, -1),
                q.ods_code,
                q.name_as_written,
                q.item_id,
            ),
        )
    )


def review_table(questions: Iterable[Question]) -> Table:
    """``review.csv``: people open it in a spreadsheet, so no cell may act as a formula there."""
    rows = ({column: guard(str(cell)) for column, cell in asdict(q).items()} for q in questions)
    return table(REVIEW, rows)


def _candidate(candidate: Candidate) -> str:
    note = f", {candidate.note}" if candidate.note else ""
    return f"{candidate.ods_code} {candidate.ods_name} ({candidate.score:.0f}{note})"
