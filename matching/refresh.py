"""The register fetched from ODS anew: all of it or nothing, and what changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

from matching.model import Site, Trust
from matching.ods import Details, OdsClient, OdsService
from matching.ods_fetch import OdsError
from matching.out_file import out_file
from matching.register import Register
from matching.register_json import to_json
from matching.register_overlay import merged, with_successors
from matching.register_tables import CODE, TrustRow, read_etr
from matching.site_overlay import with_sites
from matching.site_report import read_ets

LEAST_KEPT = 0.9  # of the open trusts; ODS never closes a tenth of them at once
LEAST_SUCCESSIONS = 0.5  # of those known since 2017, which the report goes back to
MOST_ASKED = 60  # trusts that may differ at once before the reports are not believed
REPORTS_SINCE = date(2017, 3, 31)
Successions = Mapping[str, tuple[str, ...]]


class ChangeKind(StrEnum):
    """What happened to a trust between two registers."""

    OPENED = "opened"
    CLOSED = "closed"
    RENAMED = "renamed"
    SUCCEEDED = "succeeded"
    ANNOUNCED = "announced"


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """One difference between the register before and after; ``line`` says it in words."""

    kind: ChangeKind
    code: str
    name: str
    line: str


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The new register and what is new in it."""

    register: Register
    changes: tuple[RegisterChange, ...]
    hospitals: str = ""

    def lines(self) -> list[str]:
        """What changed, for people."""
        counts = f"{len(self.register.open_trusts())} open trusts in England"
        head = f"Register of {self.register.as_of.isoformat()}, version {self.register.version}: {counts}."
        lines = [change.line for change in self.changes] + ([self.hospitals] if self.hospitals else [])
        return [head, *(lines or ["Nothing changed."])]


def refresh(base: Register, out: Path, service: OdsService, today: date | None = None) -> Refreshed:
    """Fetch the register, lay it over ``base``, and write it to ``out``.

    Raises:
        OdsError: something was missing, refused or not to be believed; ``out`` is as it was.
    """
    today = today or datetime.now(UTC).date()
    register = fetch(base, OdsClient(service), today)
    _write(to_json(register), out)
    return Refreshed(register, tuple(compare(base, register)), compare_sites(base.sites, register.sites))


def fetch(base: Register, client: OdsClient, today: date) -> Register:
    """``base`` with what ODS says today of every trust and hospital.

    Raises:
        OdsError: something was missing, refused or not to be believed.
    """
    rows = {
        row.code: row
        for name in ("etr", "ect")
        for row in read_etr(_table(client.report(name)), f"“{name}”", today)
    }
    successions = _successions(_table(client.report("succ")), base)
    site_rows = read_ets(_table(client.report("ets")), base, base.trusts.keys() | rows.keys(), today)
    asked = _to_ask(base, rows, successions)
    if len(asked) > MOST_ASKED:
        raise OdsError(
            f"The reports of ODS differ from the register in {len(asked)} trusts; nothing was changed."
        )
    told = {code: client.details(code) for code in sorted(asked)}
    known = _with_told(successions, told)
    settled = [_settled(code, rows, base, told, today) for code in sorted(rows.keys() | told.keys())]
    new = merged(base, [_succeeded(row, base, known) for row in settled])
    _check_open(base, new)
    return with_sites(with_successors(new, known, today), site_rows, base)


def compare(before: Register, after: Register) -> Iterator[RegisterChange]:
    """What changed from one register to the next, by code."""
    for code in sorted(before.trusts.keys() | after.trusts.keys()):
        if new := after.trusts.get(code):
            yield from _changes(before.trusts.get(code), new, after)


def compare_sites(before: Iterable[Site], after: Iterable[Site]) -> str:
    """What changed among the hospitals, in a line of counts; empty when nothing did."""
    old, new = ({site.name: site.trusts for site in sites} for sites in (before, after))
    moved = [name for name in old.keys() & new.keys() if old[name] != new[name]]
    if not moved and old.keys() == new.keys():
        return ""
    added, gone = len(new.keys() - old.keys()), len(old.keys() - new.keys())
    return f"Hospitals: {added} new, {gone} gone, {len(moved)} with another trust."


def _changes(old: Trust | None, new: Trust, after: Register) -> Iterator[RegisterChange]:
    def change(kind: ChangeKind, line: str) -> RegisterChange:
        return RegisterChange(kind, new.code, new.name, line)

    heirs = " and ".join(f"{code} {after.trusts[code].name}" for code in new.current) or "no known successor"
    if new.is_to_come:
        if old is None or old.opened != new.opened:
            yield change(ChangeKind.ANNOUNCED, f"To open on {new.opened}: {new.code} {new.name}.")
        return
    if old is None or old.is_to_come:
        if new.is_open:
            yield change(ChangeKind.OPENED, f"Opened: {new.code} {new.name}.")
        return
    if old.name.casefold() != new.name.casefold():
        yield change(ChangeKind.RENAMED, f"Renamed: {new.code} {old.name} is now {new.name}.")
    if old.is_open and not new.is_open:
        yield change(ChangeKind.CLOSED, f"Closed: {new.code} {new.name}; {heirs}.")
    elif not new.is_open and old.current != new.current:
        yield change(ChangeKind.SUCCEEDED, f"Succeeded: {new.code} {new.name}; today {heirs}.")


def _table(text: str) -> list[list[str]]:
    try:
        return [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if any(row)]
    except csv.Error as error:
        raise OdsError(f"ODS sent a report that is no whole table ({error}). Try again later.") from error


def _successions(rows: Sequence[Sequence[str]], base: Register) -> Successions:
    """Direct successors by code: the columns are the old code, the new one, a reason and the date."""
    found: dict[str, set[str]] = {}
    for row in rows:
        if len(row) < 4 or not row[0] or not row[1]:
            raise OdsError("The report “succ” of ODS has other columns than it had. Nothing was changed.")
        if row[0] in base.trusts and CODE.fullmatch(row[1]):
            found.setdefault(row[0], set()).add(row[1])
    known = [
        trust.code
        for trust in base.trusts.values()
        if _is_recent(trust) and trust.code not in base.corrections
    ]
    if len([code for code in known if code in found]) < LEAST_SUCCESSIONS * len(known):
        raise OdsError("The report “succ” of ODS lacks most of the successions it had. Nothing was changed.")
    return {code: tuple(sorted(codes)) for code, codes in found.items()}


def _is_recent(trust: Trust) -> bool:
    return bool(trust.successors and trust.closed and trust.closed > REPORTS_SINCE)


def _to_ask(base: Register, rows: Mapping[str, TrustRow], successions: Successions) -> set[str]:
    """The trusts whose reports leave something open: new, just closed, gone from the reports, or merged."""
    was_open = {trust.code for trust in base.open_trusts()}
    is_open = {row.code for row in rows.values() if row.is_open}
    closed = {row.code for row in rows.values() if not row.is_open}
    known = {trust.code for trust in base.trusts.values() if not trust.is_to_come}
    return (is_open - known) | (was_open & closed) | (was_open - rows.keys()) | (is_open & successions.keys())


def _settled(
    code: str, rows: Mapping[str, TrustRow], base: Register, told: Mapping[str, Details], today: date
) -> TrustRow:
    """The row of a trust, open only between its legal dates, whatever its status says."""
    row = rows.get(code) or _row(base.trusts[code])
    details = told.get(code)
    if details and details.opened and (row.is_to_come or details.opened > today):
        to_come = details.opened > today
        row = replace(row, opened=details.opened, is_open=not to_come, is_to_come=to_come)
    if details is None or details.closed is None or row.is_to_come:
        return row
    return replace(row, closed=details.closed, is_open=details.closed >= today)


def _succeeded(row: TrustRow, base: Register, successions: Successions) -> TrustRow:
    """The row with its successors, without which the hospitals of a trust that closed would have no trust."""
    before = base.trusts[row.code].successors if row.code in base.trusts else ()
    found = tuple(sorted({*before, *successions.get(row.code, ())}))
    return replace(row, successors=found)


def _row(trust: Trust) -> TrustRow:
    return TrustRow(
        trust.code, trust.name, trust.is_open, trust.opened, trust.closed, is_to_come=trust.is_to_come
    )


def _with_told(successions: Successions, told: Mapping[str, Details]) -> Successions:
    """Successions of the report and of the single records; older closures stand only with the successor."""
    found = {code: set(codes) for code, codes in successions.items()}
    for code, details in told.items():
        found.setdefault(code, set()).update(details.successors)
        for predecessor in details.predecessors:
            found.setdefault(predecessor, set()).add(code)
    return {code: tuple(sorted(codes)) for code, codes in found.items()}


def _check_open(base: Register, new: Register) -> None:
    before, after = len(base.open_trusts()), len(new.open_trusts())
    if after < LEAST_KEPT * before:
        raise OdsError(f"ODS lists {after} open trusts where there were {before}; nothing was changed.")


def _write(text: str, out: Path) -> None:
    """Replace the file whole or not at all."""
    try:
        with out_file(out) as file:
            file.write(text.encode())
    except OSError as error:
        raise OdsError(
            f"The register cannot be written to “{out}”: {error.strerror}. Choose another place."
        ) from error
