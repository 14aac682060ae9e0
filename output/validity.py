"""Since when something held in the world, which is not when it was observed; and who decided it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from matching.register import Register
from output.causes import Cause
from output.changes import State
from output.decision import Decision
from output.memberships import Key

_CLOSED = frozenset({State.APPLIED.value, State.WITHDRAWN.value})


def with_validity(
    changes: Iterable[Mapping[str, str]], decisions: Sequence[Decision], register: Register
) -> Iterator[dict[str, str]]:
    """The changes, oldest first, each with ``valid_from`` and ``decided_by``."""
    begun: dict[str, str] = {}
    for change in changes:
        first = begun.setdefault(change["change_id"], change["observed_at"])
        yield {
            **change,
            "valid_from": _valid_from(change, first, register),
            "decided_by": _decided_by(change, decisions),
        }
        if change["state"] in _CLOSED:
            del begun[change["change_id"]]


def decisions_by_membership(log: Iterable[Decision], until: str) -> dict[Key, dict[str, str]]:
    """Who decided last on each membership, and when, up to a time."""
    return {
        (decision.alliance_code, decision.ods_code): {
            "decided_by": decision.decided_by,
            "decided_at": decision.decided_at,
        }
        for decision in log
        if decision.alliance_code and decision.ods_code and not decision.about_name
        if decision.decided_at <= until
    }


def _valid_from(change: Mapping[str, str], first: str, register: Register) -> str:
    """The register's own date; of a site, the day on which it first showed this.

    What a program or a person read otherwise changed nothing in the world, and has no such day; nor has
    what turned out not to be so.
    """
    if change["state"] == State.WITHDRAWN.value:
        return ""
    if change["cause"] == Cause.SITE.value:
        return first[:10]
    trust = register.trusts.get(change["ods_code"])
    if change["cause"] != Cause.REGISTER.value or trust is None:
        return ""
    return _day({"added": trust.opened, "removed": trust.closed, "succeeded": trust.closed}, change["change"])


def _day(days: Mapping[str, date | None], change: str) -> str:
    day = days.get(change)
    return day.isoformat() if day else ""


def _decided_by(change: Mapping[str, str], decisions: Iterable[Decision]) -> str:
    """Who decided what a change followed; empty for a change that nobody decided.

    A replay is dated by its records, so the decision that it followed may bear a later date.
    """
    if change["cause"] != Cause.DECISION.value:
        return ""
    about = [
        decision
        for decision in decisions
        if decision.ods_code == change["ods_code"] and decision.alliance_code in ("", change["alliance_code"])
    ]
    earlier = [decision for decision in about if decision.decided_at <= change["observed_at"]]
    return (earlier or about)[-1].decided_by if about else ""
