"""What happened, day by day, for the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from output.decision import Decision
from output.report_choices import alliance_name
from output.report_text import shown

MOST_EVENTS = 400


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: what changed or was decided, of what, why, and how far it is."""

    what: str
    about: str
    cause: str
    state: str
    detail: str


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day (ISO)."""

    date: str
    events: tuple[Event, ...]


def timeline(changes: Iterable[Mapping[str, str]], log: Sequence[Decision]) -> tuple[Day, ...]:
    """The newest days first, of at most ``MOST_EVENTS`` events; the same news of two runs is told once."""
    dated = [(row["observed_at"][:10], _of_change(row)) for row in changes]
    dated += [(decision.decided_at[:10], _of_decision(decision)) for decision in log]
    newest = sorted(dict.fromkeys(dated), key=lambda pair: pair[0], reverse=True)[:MOST_EVENTS]
    days: dict[str, list[Event]] = {}
    for date, event in newest:
        days.setdefault(date, []).append(event)
    return tuple(Day(date, tuple(events)) for date, events in days.items())


def _of_change(row: Mapping[str, str]) -> Event:
    about = f"{row['ods_name']} ({row['ods_code']})"
    if row["alliance_code"]:
        about += f", {alliance_name(row['alliance_code'])}"
    return Event(row["change"], about, row["cause"], row["state"], shown(row["detail"], 500))


def _of_decision(decision: Decision) -> Event:
    named = decision.name_as_written or decision.ods_code or decision.item_id
    about = ", ".join(filter(None, (shown(named), alliance_name(decision.alliance_code))))
    verdict = decision.decision.value.replace("_", " ")
    code = f" {decision.ods_code}" if decision.about_name and decision.ods_code else ""
    return Event("decided", about, "decision", f"{verdict}{code}", shown(decision.note, 500))
