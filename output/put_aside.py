"""Answers to questions that have changed since they were asked: kept apart and shown, never followed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from matching.register import Register
from output.basis import Basis
from output.csv_input import long_cells, read_records
from output.decision import Decision
from output.report_text import shown
from output.store import History
from output.tables import DECISIONS, guard, table

FILE_NAME = "put_aside.csv"
COLUMNS = (*DECISIONS, "reason")


@dataclass(frozen=True, slots=True)
class Aside:
    """An answer that was not followed, and why."""

    decision: Decision
    reason: str

    def __str__(self) -> str:
        about = self.decision.name_as_written or self.decision.ods_code or self.decision.item_id
        return (
            f"The answer “{self.decision.decision}” on “{shown(about, 80)}” was put aside: {self.reason} "
            "Answer the question again from the newest report."
        )


def sort_out(
    given: Sequence[Decision], log: Iterable[Decision], history: History, register: Register
) -> tuple[tuple[Decision, ...], tuple[Aside, ...]]:
    """Part the answers that can be followed from those whose question has changed since.

    Args:
        given: the answers, each with the basis that it rests on.
        log: what was decided before; to change one's mind is always possible.
        history: what was asked, and when.
        register: what it says today of the trusts concerned.
    """
    items = history.questions()
    asked = _Asked(history)
    decided = {decision.item_id for decision in log}
    kept: list[Decision] = []
    aside: list[Aside] = []
    for decision in given:
        item = items.get(decision.item_id)
        reason = _changed(decision, item, register) if item else ""
        if item and not reason and decision.item_id not in decided and asked.no_more(item):
            reason = "The question is not asked any more."
        if reason:
            aside.append(Aside(decision, reason))
        else:
            kept.append(decision)
    return tuple(kept), tuple(aside)


def with_earlier(data_dir: Path, aside: Iterable[Aside]) -> bytes:
    """The file of answers put aside, each once, the earlier ones first."""
    rows = [*_rows(data_dir)]
    for each in aside:
        cells = {**asdict(each.decision), "reason": each.reason}
        rows.append({column: guard(str(cells[column])) for column in COLUMNS})
    unique = {(row["item_id"], row["decision"], row["basis"]): row for row in rows}
    return table(COLUMNS, unique.values()).to_csv()


def reasons(data_dir: Path) -> dict[str, str]:
    """Why the latest answer to each item was put aside, as far as one was."""
    return {row["item_id"]: f"“{row['decision']}”. {row['reason']}" for row in _rows(data_dir)}


def _rows(data_dir: Path) -> list[dict[str, str]]:
    path = data_dir / FILE_NAME
    if not path.is_file():
        return []
    with long_cells():
        return [record.cells for record in read_records(path, (), COLUMNS)]


def _changed(decision: Decision, item: Mapping[str, str], register: Register) -> str:
    then, now = Basis.parse(decision.basis), Basis.parse(item["basis"])
    if then is None or now is None or then == now:
        return ""
    return then.why_reopened(now, register)


class _Asked:
    """What the last run asked, and which sites it read."""

    def __init__(self, history: History) -> None:
        last = history.last_run()
        self._history = history
        self._run_at = last.run_at if last else ""
        self._items = {row["item_id"] for row in history.questions_of(last.id)} if last else set()

    def no_more(self, item: Mapping[str, str]) -> bool:
        """Whether the last run could have asked it and did not."""
        if item["item_id"] in self._items:
            return False
        if not item["alliance_code"]:
            return True
        runs = [run_at for run_at, _, _ in self._history.site_states(item["alliance_code"])]
        return bool(runs) and runs[-1] == self._run_at
