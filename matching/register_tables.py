"""Rows of trusts, read from a table with a header or from the ODS ``etr`` report, which has none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from matching.reading_case import reading_case
from matching.register import RegisterError
from matching.succession import circle

REQUIRED = ("ods_code", "name", "status", "open_date", "successor_codes")
OPEN_WORDS = {"active": True, "open": True, "closed": False, "inactive": False}
CODE = re.compile(r"[A-Z0-9]{3,6}")
ETR_COLUMNS = 27
ETR_NAME, ETR_ICB, ETR_POSTCODE, ETR_OPENED, ETR_CLOSED = 1, 3, 9, 10, 11
NATIONS = ("England", "Wales", "Scotland", "Northern Ireland", "Isle of Man", "Channel Islands")
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class TrustRow:
    """What a file says of one trust; a part that the file has no column for is None."""

    code: str
    name: str
    is_open: bool
    opened: date | None
    closed: date | None
    successors: tuple[str, ...] | None = None
    predecessors: tuple[str, ...] | None = None
    postcode: str | None = None
    icb_code: str | None = None
    nation: str | None = None
    former_names: tuple[str, ...] = ()
    is_to_come: bool = False


def is_trust_table(rows: Rows) -> bool:
    """Whether the first row is a header that names the column of codes."""
    return bool(rows) and "ods_code" in _header(rows[0])


def is_etr(rows: Rows) -> bool:
    """Whether the first row is one of an ``etr`` report."""
    return bool(rows) and len(rows[0]) == ETR_COLUMNS and bool(CODE.fullmatch(rows[0][0]))


def read_trust_table(rows: Rows, where: str) -> list[TrustRow]:
    """The trusts of a table with a header.

    Raises:
        RegisterError: a column is missing, a row lacks a code, name, status or valid date or has another
            nation, or trusts follow each other in a circle.
    """
    header = _header(rows[0])
    if missing := [column for column in REQUIRED if column not in header]:
        raise RegisterError(
            f"The register {where} lacks the column {_listed(missing)}. Add it, even if it stays empty."
        )
    found = []
    today = datetime.now(UTC).date()
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(header):
            raise RegisterError(
                f"The register {where} has {len(row)} values in row {number} "
                f"where the header has {len(header)} columns."
            )
        found.append(
            _table_row(
                dict(zip(header, map(str.strip, row), strict=True)),
                f"row {number} of the register {where}",
                today,
            )
        )
    _unrepeated(found, where)
    _check_circles(found, where)
    return found


def read_etr(rows: Rows, where: str, today: date | None = None) -> list[TrustRow]:
    """The trusts of an ``etr`` report, each open from its opening date to its closing date.

    Raises:
        RegisterError: a row has another shape than the report of today.
    """
    today = today or datetime.now(UTC).date()
    found = []
    for number, row in enumerate(rows, start=1):
        place = f"row {number} of the register {where}"
        if len(row) != ETR_COLUMNS:
            raise RegisterError(f"There are {len(row)} columns in {place}; an etr report has {ETR_COLUMNS}.")
        opened, closed = compact_day(row[ETR_OPENED], place), compact_day(row[ETR_CLOSED], place)
        if opened is None:
            raise RegisterError(
                f"There is no opening date in column {ETR_OPENED + 1} of {place}. Have its columns moved?"
            )
        found.append(
            TrustRow(
                code=_code(row[0], place),
                name=_name(row[ETR_NAME], place),
                is_open=opened <= today and (closed is None or closed >= today),
                opened=opened,
                closed=closed,
                postcode=row[ETR_POSTCODE].strip(),
                icb_code=row[ETR_ICB].strip(),
                is_to_come=opened > today,
            )
        )
    _check_names(found, where)
    return _unrepeated(found, where)


def _table_row(row: Mapping[str, str], place: str, today: date) -> TrustRow:
    status, opened = row["status"].casefold(), _day(row["open_date"], place)
    if status not in OPEN_WORDS:
        raise RegisterError(f"The status “{row['status'][:40]}” in {place} is neither “active” nor “closed”.")
    is_to_come = OPEN_WORDS[status] and opened is not None and opened > today
    return TrustRow(
        code=_code(row["ods_code"], place),
        name=_name(row["name"], place),
        is_open=OPEN_WORDS[status] and not is_to_come,
        opened=opened,
        closed=_day(row.get("close_date", ""), place),
        successors=_split(row["successor_codes"], ";"),
        predecessors=_split(row["predecessor_codes"], ";") if "predecessor_codes" in row else None,
        postcode=row.get("postcode"),
        icb_code=row.get("icb_code"),
        nation=_nation(row.get("nation", ""), place),
        former_names=tuple(map(reading_case, _split(row.get("former_names", ""), "|"))),
        is_to_come=is_to_come,
    )


def _header(row: Sequence[str]) -> list[str]:
    return [cell.strip().casefold() for cell in row]


def _code(text: str, place: str) -> str:
    code = text.strip().upper()
    if not CODE.fullmatch(code):
        raise RegisterError(
            f"“{text[:40]}” in {place} is not an ODS code, which has three to six letters and digits."
        )
    return code


def _name(text: str, place: str) -> str:
    if not text.strip():
        raise RegisterError(f"The name is empty in {place}.")
    return reading_case(text)


def _nation(text: str, place: str) -> str | None:
    if not text:
        return None
    for nation in NATIONS:
        if text.casefold() == nation.casefold():
            return nation
    raise RegisterError(f"“{text[:40]}” in {place} is no nation. Give one of: {', '.join(NATIONS)}.")


def _day(text: str, place: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise RegisterError(f"“{text[:40]}” in {place} is not a date like 2026-07-01.") from error


def compact_day(text: str, place: str) -> date | None:
    """A day as the reports of ODS write it; none where the cell is empty."""
    if text and not re.fullmatch(r"[0-9]{8}", text):
        raise RegisterError(f"“{text[:40]}” in {place} is not a date like 20260701. Have its columns moved?")
    return _day(f"{text[:4]}-{text[4:6]}-{text[6:]}" if text else "", place)


def _split(text: str, mark: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(mark) if part.strip())


def _unrepeated(found: list[TrustRow], where: str) -> list[TrustRow]:
    seen: set[str] = set()
    for row in found:
        if row.code in seen:
            raise RegisterError(f"The register {where} has the code {row.code} twice. Keep one of the rows.")
        seen.add(row.code)
    return found


def _check_circles(found: list[TrustRow], where: str) -> None:
    codes = circle({row.code: row.successors or () for row in found if not row.is_open})
    if not codes:
        return
    numbers = {row.code: number for number, row in enumerate(found, start=2)}
    first = min(codes, key=lambda code: numbers[code])
    at = codes.index(first)
    told = ", ".join([*(codes[at:] + codes[:at])[:9], first])
    raise RegisterError(
        f"The successors in row {numbers[first]} of the register {where} lead in a circle: {told}. "
        "Correct successor_codes of one of them."
    )


def _check_names(found: list[TrustRow], where: str) -> None:
    """Nearly every trust is called one; in a report whose columns moved hardly any is."""
    if sum("trust" in row.name.casefold() for row in found) < 0.9 * len(found):
        raise RegisterError(
            f"Most names in the register {where} are not those of trusts. Have its columns moved?"
        )


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(columns[:-1]) + " and " + columns[-1] if len(columns) > 1 else columns[0]
