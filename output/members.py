"""Who is or was a member, and all that happened to a trust or an alliance, from what is on record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from alliance_spiders.alliances import all_alliances
from matching.register import Register
from output.curated import MappingRow, published_mapping, read_mapping
from output.decision import Decision
from output.decisions import read_log
from output.errors import InputError
from output.frames import frame_of, in_alliance_order, table_of
from output.mapping import build
from output.memberships import Key, Membership
from output.records import Run
from output.store import History, open_history
from output.succession import carry_over, curated_memberships
from output.tables import Table
from output.validity import decisions_by_membership, with_validity

MEMBERS = (
    "alliance_code", "alliance_name", "ods_code", "ods_name", "is_primary", "source", "first_seen",
    "last_seen", "decided_by", "decided_at",
)  # fmt: skip
EVENTS = (
    "observed_at", "alliance_code", "ods_code", "ods_name", "change", "cause", "state", "confirmations",
    "detail", "evidence_url", "valid_from", "decided_by",
)  # fmt: skip


def members(
    data_dir: Path, alliance: str | None = None, as_of: date | None = None, register: Register | None = None
) -> Table:
    """The members of all alliances or of one, today or as known at the end of a day.

    Before the first run, today's members are those of the curated mapping, closed trusts given way to those
    that serve today by the ``register``.

    Raises:
        InputError: nothing is on record for that day.
    """
    with open_history(data_dir) as history:
        run = run_known_at(history, as_of)
        until = f"{as_of.isoformat()[:10]}T24" if as_of else "9999"
        decided = decisions_by_membership(read_log(data_dir, history), until)
        if run:
            claims = _claims(history.memberships(run.id, waiting=False), run.after, decided)
        else:
            claims = _today(starting_mapping(data_dir), register or Register.load())
        frame = frame_of(claims, tuple(column for column in MEMBERS if column != "alliance_name"))
    chosen = frame if alliance is None else frame[frame["alliance_code"] == alliance]
    return table_of(in_alliance_order(chosen), MEMBERS)


def history(data_dir: Path, code: str, register: Register | None = None) -> Table:
    """What is on record of a trust (and of those it took over) or of an alliance, oldest first.

    ``observed_at`` is when it became known, ``valid_from`` the day from which it held as far as that is
    known, ``decided_by`` the person who decided it.

    Raises:
        InputError: no trust and no alliance has the code.
    """
    code = code.strip().upper()
    alliances = {a.code for a in all_alliances()}
    known = register or Register.load()
    if code not in alliances and code not in known.trusts:
        raise InputError(
            f"“{code[:20]}” is the code of no trust and no alliance. Codes look like RVJ or N48."
        )
    line = {code} if code in alliances else line_of(code, known)
    column = "alliance_code" if code in alliances else "ods_code"
    with open_history(data_dir) as store:
        marks = ", ".join("?" * len(line))
        decisions = [d for d in read_log(data_dir, store) if getattr(d, column) in line]
        changes = store.changes(f"{column} IN ({marks})", *sorted(line))
        events = [{column: str(event.get(column, "")) for column in EVENTS}
                  for event in with_validity(changes, decisions, known)]  # fmt: skip
        events += [_decided(decision) for decision in decisions]
        events += _site_events(store, code) if code in alliances else ()
    told = frame_of(events, EVENTS).drop_duplicates().sort_values("observed_at", kind="stable")
    return table_of(told, EVENTS)


def line_of(code: str, register: Register) -> set[str]:
    """The code, with those of all trusts that it took over, near and far."""
    line: set[str] = set()
    waiting = [code]
    while waiting:
        found = waiting.pop()
        if found not in line and found in register.trusts:
            line.add(found)
            waiting += register.trusts[found].predecessors
    return line


def run_known_at(history: History, as_of: date | None) -> Run | None:
    """The newest published run, of all or of those up to the end of a day; None when there is no run at all.

    Raises:
        InputError: a day is asked for of which nothing is on record.
    """
    if as_of is None:
        return history.newest_published()
    day = as_of.date() if isinstance(as_of, datetime) else as_of
    run = history.published_run(f"{day.isoformat()}T23:59:59.999999+00:00")
    if run is None:
        raise InputError(
            f"Nothing is on record of {day.isoformat()} or before. Leave --as-of out for what is known today."
        )
    return run


def starting_mapping(data_dir: Path) -> tuple[MappingRow, ...]:
    """The data folder's own mapping, else the bundled one."""
    own = data_dir / "mapping.csv"
    return read_mapping(own) if own.is_file() else published_mapping()


def _claims(
    memberships: Mapping[Key, Membership],
    mapping: Iterable[MappingRow],
    decided: Mapping[Key, Mapping[str, str]],
) -> Iterator[dict[str, str]]:
    rows = {row.ods_code: row for row in mapping}
    for member in memberships.values():
        row = rows.get(member.ods_code)
        yield {
            "alliance_code": member.alliance_code,
            "ods_code": member.ods_code,
            "ods_name": row.ods_name if row else "",
            "is_primary": "yes" if row and row.cancer_alliance_code == member.alliance_code else "no",
            "source": member.source.value,
            "first_seen": member.first_seen,
            "last_seen": member.last_seen,
            **decided.get(member.key, {}),
        }


def _today(rows: Collection[MappingRow], register: Register) -> Iterator[dict[str, str]]:
    """What a mapping claims of the trusts that are open today."""
    memberships = carry_over(curated_memberships(rows), register).memberships
    return _claims(memberships, build(register, memberships, rows, {}).rows, {})


def _decided(decision: Decision) -> dict[str, str]:
    who = f" by {decision.decided_by}" if decision.decided_by else ""
    about = f" on “{decision.name_as_written}”" if decision.name_as_written else ""
    return dict.fromkeys(EVENTS, "") | {
        "observed_at": decision.decided_at,
        "alliance_code": decision.alliance_code,
        "ods_code": decision.ods_code,
        "change": "decision",
        "cause": "decision",
        "state": decision.decision.value,
        "detail": f"{decision.decision.value}{about}{who}. {decision.note}".strip(),
        "decided_by": decision.decided_by,
    }


def _site_events(store: History, alliance_code: str) -> Iterator[dict[str, str]]:
    """Each time the state of the site became another."""
    before = ""
    for run_at, state, detail in store.site_states(alliance_code):
        if state != before:
            text = f"{state.replace('_', ' ')}: {detail}"
            yield dict.fromkeys(EVENTS, "") | {
                "observed_at": run_at,
                "alliance_code": alliance_code,
                "change": "site",
                "state": state,
                "detail": text,
            }
        before = state
