"""What differs from last time, one record for each difference (``changes.csv``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from alliance_spiders.alliances import all_alliances
from matching.model import Trust
from matching.register import Register
from output.basis import digest
from output.causes import Cause
from output.curated import MappingRow
from output.mapping import NextMapping, curated_alliance
from output.memberships import MISSES_TO_REMOVE, Event, Key, Turn
from output.notes import second_claims

ODS_RECORD = "https://directory.spineservices.nhs.uk/ORD/2-0-0/organisations/"


class State(StrEnum):
    """Column ``state`` of ``changes.csv``."""

    PROPOSED = "proposed"
    APPLIED = "applied"
    HELD = "held"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Change:
    """One row of ``changes.csv``; its fields are the columns."""

    change_id: str
    observed_at: str
    alliance_code: str
    ods_code: str
    ods_name: str
    change: str
    cause: Cause
    state: State
    confirmations: int
    detail: str
    evidence_url: str = ""


TURNS = {
    Turn.ADDED: ("added", State.APPLIED),
    Turn.ADD_PROPOSED: ("added", State.PROPOSED),
    Turn.REMOVED: ("removed", State.APPLIED),
    Turn.REMOVE_PROPOSED: ("removed", State.PROPOSED),
    Turn.REMOVE_WITHDRAWN: ("removed", State.WITHDRAWN),
}


def change_id(change: str, *what: str) -> str:
    """The name of a change: the same for the same change, whenever it is observed."""
    return f"{change}-{digest(change, *what)}"


def membership_changes(
    events: Iterable[Event], observed_at: str, register: Register, cause: Callable[[Event], Cause]
) -> Iterator[Change]:
    """The additions and removals that a run brought about or proposes."""
    for event in events:
        if event.turn not in TURNS:
            continue
        change, state = TURNS[event.turn]
        member, shown = event.membership, event.sighting or event.where
        yield Change(
            change_id=change_id(change, member.alliance_code, member.ods_code),
            observed_at=observed_at,
            alliance_code=member.alliance_code,
            ods_code=member.ods_code,
            ods_name=_name(register, member.ods_code),
            change=change,
            cause=Cause.DECISION if event.by_decision else cause(event),
            state=state,
            confirmations=1 if change == "added" else member.misses,
            detail=_detail(event),
            evidence_url=shown.place.page_url if shown else member.page_url,
        )


def register_changes(before: Iterable[MappingRow], register: Register, observed_at: str) -> Iterator[Change]:
    """Trusts that closed, were renamed or are new since the mapping before; none without a mapping."""
    rows = tuple(before)
    known = {row.ods_code for row in rows}
    served = {
        code for row in rows if row.ods_code in register.trusts for code in register.current(row.ods_code)
    }
    for row in rows:
        trust = register.trusts.get(row.ods_code)
        if trust is None or not trust.is_open:
            yield _closed(row, trust, register, observed_at)
        elif spelling(row.ods_name) != spelling(trust.name):
            detail = f"“{row.ods_name}” is “{trust.name}” in the register."
            yield _by_register("renamed", row, trust.name, detail, observed_at)
    for trust in register.open_trusts() if rows else ():
        if trust.code not in known | served:
            opened = f" It opened on {trust.opened.isoformat()}." if trust.opened else ""
            row = MappingRow(trust.code, trust.name)
            yield _by_register(
                "added",
                row,
                trust.name,
                f"The register has a trust that the mapping lacked.{opened}",
                observed_at,
            )


def moves(
    before: Iterable[MappingRow],
    after: NextMapping,
    register: Register,
    observed_at: str,
    cause: Callable[[str, str, str], Cause],
    added: Collection[Key] = (),
) -> Iterator[Change]:
    """Trusts whose one alliance is another than before.

    A trust that only a note claims is no more than proposed. ``cause`` is asked for trust, former and new
    alliance; ``added`` are the memberships told already, which explain why a trust without alliance has one.
    """
    rows: dict[str, list[MappingRow]] = {}
    for row in before:
        current = register.current(row.ods_code)
        if len(current) == 1:
            rows.setdefault(current[0], []).append(row)
    names = {alliance.code: alliance.name for alliance in all_alliances()}
    for row in after.rows:
        known = rows.get(row.ods_code, ())
        if not known:
            continue
        choice = after.choices[row.ods_code]
        old, new = curated_alliance(known, row.ods_code), row.cancer_alliance_code
        if not old and any(each.cancer_alliance_code for each in known):
            continue  # its predecessors were in several: that is asked about
        noted = second_claims(row.notes) if old and choice.doubtful and not new else ()
        to = new or next(iter(noted), "")
        if not to or old == to or (not old and (new, row.ods_code) in added):
            continue
        yield Change(
            change_id=change_id("moved", row.ods_code, old, to),
            observed_at=observed_at,
            alliance_code=to,
            ods_code=row.ods_code,
            ods_name=row.ods_name,
            change="moved",
            cause=cause(row.ods_code, old, to),
            state=State.APPLIED if new else State.PROPOSED,
            confirmations=1 if new else 0,
            detail=f"From {names.get(old, 'no alliance')} to {names[to]}: {choice.reason}.",
        )


def respelled(before: Iterable[MappingRow], register: Register) -> int:
    """How many names differ from the register's only in case, punctuation, “&” or spaces."""
    pairs = [
        (row.ods_name, register.trusts[row.ods_code]) for row in before if row.ods_code in register.trusts
    ]
    return sum(t.is_open and name != t.name and spelling(name) == spelling(t.name) for name, t in pairs)


def held(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes of a run that the gate held: what would have been applied is held."""
    return tuple(replace(c, state=State.HELD) if c.state is State.APPLIED else c for c in changes)


def ordered(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Each change once, in an order that depends on nothing but the changes."""
    unique: Mapping[str, Change] = {change.change_id: change for change in changes}
    return tuple(sorted(unique.values(), key=lambda c: (c.alliance_code, c.ods_code, c.change)))


def _closed(row: MappingRow, trust: Trust | None, register: Register, observed_at: str) -> Change:
    if trust is None:
        detail = "The register knows no trust of this code. Correct the row, or refresh the register."
        return replace(_by_register("removed", row, row.ods_name, detail, observed_at), state=State.PROPOSED)
    if trust.opens:
        detail = f"It is not open yet; it opens on {trust.opens.isoformat()}."
        return _by_register("removed", row, trust.name, detail, observed_at)
    when = f" on {trust.closed.isoformat()}" if trust.closed else ""
    heirs = [register.trusts[code] for code in register.current(row.ods_code)]
    names = " and ".join(f"{heir.name} ({heir.code})" for heir in heirs)
    if not heirs:
        return _by_register(
            "removed", row, trust.name, f"It closed{when}; the register names no successor.", observed_at
        )
    if len(heirs) == 1:
        return _by_register(
            "succeeded", row, trust.name, f"It closed{when}; {names} serves today.", observed_at
        )
    detail = f"It closed{when} and was split, so its row is gone; {names} serve today."
    if not row.cancer_alliance_code:
        return _by_register("succeeded", row, trust.name, detail, observed_at)
    asking = f"{detail} A person must say which is in the alliance."
    return replace(_by_register("succeeded", row, trust.name, asking, observed_at), state=State.PROPOSED)


def _by_register(change: str, row: MappingRow, name: str, detail: str, observed_at: str) -> Change:
    return Change(
        change_id=change_id(change, row.ods_code, name if change == "renamed" else detail),
        observed_at=observed_at,
        alliance_code=row.cancer_alliance_code,
        ods_code=row.ods_code,
        ods_name=name,
        change=change,
        cause=Cause.REGISTER,
        state=State.APPLIED,
        confirmations=1,
        detail=detail,
        evidence_url=ODS_RECORD + row.ods_code,
    )


def _detail(event: Event) -> str:
    member, name = event.membership, f"“{event.sighting.name}”" if event.sighting else ""
    words = {
        Turn.ADDED: f"The alliance's site lists it as {name}." if name else "Added by a curator's decision.",
        Turn.ADD_PROPOSED: f"The site lists it as {name}, but is not well enough to be believed.",
        Turn.REMOVED: f"Missing in {member.misses} sound runs in a row; last seen {member.last_seen}.",
        Turn.REMOVE_PROPOSED: f"Missing in {member.misses} of {MISSES_TO_REMOVE} sound runs; "
        f"last seen {member.last_seen}.",
        Turn.REMOVE_WITHDRAWN: f"The site lists it again as {name}."
        if name
        else "Kept by a curator's decision.",
        Turn.NOT_SEEN: "",
    }
    if event.by_decision and event.turn is Turn.REMOVED:
        return "Removed by a curator's decision."
    if event.doubt:
        seen = f"The site lists it as {name}." if name else f"Last seen {member.last_seen}."
        return f"{seen} {event.doubt}"
    return words[event.turn]


def _name(register: Register, code: str) -> str:
    trust = register.trusts.get(code)
    return trust.name if trust else ""


def spelling(name: str) -> str:
    """A name without the differences that make no other name: case, punctuation, “&” and spaces."""
    return re.sub(r"[^a-z0-9]", "", name.casefold().replace("&", "and"))
