"""The questions of a data folder that still wait, for answering them outside the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matching.register import Register
from output.answers import part
from output.csv_input import long_cells, read_records
from output.decision import REOPENED, Decision, in_force
from output.decisions import read_log
from output.effects import effects_of
from output.memberships import Key
from output.questions import Question, question_of, undecided
from output.report_cards import Card, Known, cards
from output.store import open_history


def waiting(data_dir: Path, register: Register) -> tuple[Card, ...]:
    """What the last run asked and nobody has answered since, the most urgent first.

    Raises:
        InputError: the log of decisions has a wrong line.
        OutputError: the history cannot be read.
    """
    with open_history(data_dir) as history:
        last = history.last_run()
        if last is None:
            return ()
        log = read_log(data_dir, history)
        fit, _ = part(log, history.questions(), register)
        base = history.run(last.base_run)
        known = Known.of(
            register,
            history.memberships(last.base_run),
            base.after if base else last.before or (),
            _read_on(data_dir),
            history.first_sightings(last.base_run),
        )
        asked = [question_of(row) for row in history.questions_of(last.id)]
    left = undecided(asked, effects_of(in_force(fit), register))
    return cards((q for q in left if not _answered_again(q, log)), known)


def _answered_again(question: Question, log: Sequence[Decision]) -> bool:
    """Whether a decision that was reopened has been answered on the new ground."""
    return question.question == REOPENED and any(
        decision.item_id == question.item_id and decision.basis == question.basis for decision in log
    )


def _read_on(data_dir: Path) -> dict[Key, str]:
    path = data_dir / "partners.csv"
    if not path.is_file():
        return {}
    with long_cells():
        records = read_records(path, ("alliance_code", "name_as_written", "fetched_at"))
    return {
        (r.cells["alliance_code"], r.cells["name_as_written"]): r.cells["fetched_at"][:10] for r in records
    }
