"""The ODS report ``ets``: the sites of NHS trusts, read only when it can be believed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from matching.ods_fetch import OdsError
from matching.register import Register
from matching.register_tables import (
    ETR_CLOSED,
    ETR_COLUMNS,
    ETR_NAME,
    ETR_OPENED,
    ETR_POSTCODE,
    Rows,
    compact_day,
)
from matching.site_names import own_words, site_key

SITE_CODE = re.compile(r"[A-Z0-9]{5,9}")
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}")
DAY = re.compile(r"(19|20)[0-9]{6}")
WHERE = "of the report “ets”"
MOST = 0.8  # of the rows; a column in which fewer hold what it is for has moved
LEAST_PLACED = 0.5  # of the rows; closed sites often lack a postcode
LEAST_TRUSTS = 0.9  # of the open trusts with sites of their own; care trusts have another report
LEAST_SITES = 0.6  # of the sites of open trusts; the report leaves out what closed before 2017
LEAST_OPEN = 0.5  # of those; some were closed before the register was built
LEAST_NAMED = 0.5  # of the known sites; a name may change, most do not


@dataclass(frozen=True, slots=True)
class SiteRow:
    """What ODS says of one site. ``parent`` is the code of a trust of the register, open or closed."""

    code: str
    name: str
    postcode: str
    parent: str
    opened: date | None
    closed: date | None
    joined: date | None  # its parent
    is_open: bool


def read_ets(rows: Rows, base: Register, trusts: Container[str], today: date) -> list[SiteRow]:
    """The sites of the trusts of ``trusts``; those of other bodies are left out.

    Raises:
        RegisterError: a date is none.
        OdsError: the report lacks sites that it had, or has other columns than it had.
    """
    for number, row in enumerate(rows, start=1):
        if len(row) != ETR_COLUMNS:
            raise OdsError(
                f"There are {len(row)} columns in row {number} {WHERE}; it has {ETR_COLUMNS}. "
                "Nothing was changed."
            )
    parent = _parent_column(rows, trusts)
    found = [
        _row(row, parent, f"row {number} {WHERE}", today)
        for number, row in enumerate(rows, start=1)
        if row[parent] in trusts
    ]
    _check_columns(found)
    _check_known(found, base)
    return found


def _row(row: Sequence[str], parent: int, place: str, today: date) -> SiteRow:
    opened, closed = compact_day(row[ETR_OPENED], place), compact_day(row[ETR_CLOSED], place)
    return SiteRow(
        code=row[0].strip().upper(),
        name=" ".join(row[ETR_NAME].split()),
        postcode=" ".join(row[ETR_POSTCODE].upper().split()),
        parent=row[parent],
        opened=opened,
        closed=closed,
        joined=compact_day(row[parent + 1], place) if DAY.fullmatch(row[parent + 1]) else None,
        is_open=(closed is None or closed >= today) and (opened is None or opened <= today),
    )


def _parent_column(rows: Rows, trusts: Container[str]) -> int:
    """The column of the parent, which is known by its content: nearly every value is the code of a trust.

    No other column of the report holds codes of trusts.
    """
    counts = Counter(
        number for row in rows for number, cell in enumerate(row) if number and cell and cell in trusts
    )
    number, count = max(counts.items(), key=lambda item: item[1], default=(0, 0))
    if not rows or count < MOST * len(rows) or number + 1 == ETR_COLUMNS:
        raise OdsError("The report “ets” of ODS names no trust for most sites. Nothing was changed.")
    return number


def _check_columns(found: Sequence[SiteRow]) -> None:
    whole = sum(
        bool(SITE_CODE.fullmatch(row.code) and row.name)
        and (not row.postcode or bool(POSTCODE.fullmatch(row.postcode)))
        for row in found
    )
    placed = sum(bool(row.postcode) for row in found)
    if whole < MOST * len(found) or placed < LEAST_PLACED * len(found):
        raise OdsError("The report “ets” of ODS has other columns than it had. Nothing was changed.")
    code, times = Counter(row.code for row in found).most_common(1)[0]
    if times > 1:
        raise OdsError(f"The report “ets” of ODS holds the site {code} twice. Nothing was changed.")


def _check_known(found: Sequence[SiteRow], base: Register) -> None:
    """Whether the sites known before are there, in all parts of the report, under their names."""
    names = {code: site.name for site in base.sites for code in site.codes}
    now = {row.code: row for row in found}
    known = {code for code in names if code[:3] in base.trusts and base.trusts[code[:3]].is_open}
    if _lacks({code[:3] for code in known}, {code[:3] for code in now}, LEAST_TRUSTS) or _lacks(
        known, now, LEAST_SITES
    ):
        raise OdsError("The report “ets” of ODS lacks many of the sites it had. Nothing was changed.")
    if _lacks(known & now.keys(), {row.code for row in found if row.is_open}, LEAST_OPEN):
        raise OdsError("The report “ets” of ODS has most sites closed. Nothing was changed.")
    there = [code for code in names if code in now]
    named = sum(bool(_words(names[code]) & _words(now[code].name)) for code in there)
    if named < LEAST_NAMED * len(there):
        raise OdsError("The report “ets” of ODS gives other names to most sites. Nothing was changed.")


def _words(name: str) -> set[str]:
    return own_words(site_key(name))


def _lacks(wanted: Iterable[str], there: Container[str], least: float) -> bool:
    wanted = list(wanted)
    return sum(code in there for code in wanted) < least * len(wanted)
