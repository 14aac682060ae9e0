"""Where the published mapping differs from the register and from the next version of the mapping."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from matching.register import Register
from output.curated import MappingRow
from output.report_choices import alliance_name, trust_name

KINDS = ("unknown code", "closed code", "missing trust", "alliance", "name", "spelling")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is otherwise in the published file: of which of ``KINDS``, and both sides in words."""

    what: str
    ods_code: str
    published: str
    now: str


def differences(
    published: Iterable[MappingRow], rows: Iterable[MappingRow], register: Register
) -> tuple[Difference, ...]:
    """All differences between the published mapping and these rows, those that weigh most first."""
    before = tuple(published)
    now = {row.ods_code: row for row in rows}
    found = [difference for row in before for difference in _of_row(row, now, register)]
    known = {row.ods_code for row in before}
    found += [_missing(row) for code, row in now.items() if code not in known]
    return tuple(sorted(found, key=lambda difference: (KINDS.index(difference.what), difference.ods_code)))


def _of_row(row: MappingRow, now: Mapping[str, MappingRow], register: Register) -> Iterator[Difference]:
    trust = register.trusts.get(row.ods_code)
    if trust is None:
        yield Difference("unknown code", row.ods_code, row.ods_name, "not in the register")
        return
    if not trust.is_open:
        day = f" on {trust.closed.isoformat()}" if trust.closed else ""
        heirs = ", ".join(trust_name(code, register) for code in register.current(row.ods_code))
        text = f"closed{day}; {heirs or 'nobody known'} serves today"
        if trust.opens:
            text = f"not open yet; opens on {trust.opens.isoformat()}"
        yield Difference("closed code", row.ods_code, row.ods_name, text)
        return
    if row.ods_name != trust.name:
        what = "spelling" if _plain(row.ods_name) == _plain(trust.name) else "name"
        yield Difference(what, row.ods_code, row.ods_name, trust.name)
    new = now.get(row.ods_code)
    if new and new.cancer_alliance_code != row.cancer_alliance_code:
        yield Difference("alliance", row.ods_code, _alliance(row), _alliance(new))


def _missing(row: MappingRow) -> Difference:
    return Difference("missing trust", row.ods_code, "no row", f"{row.ods_name}: {_alliance(row)}")


def _alliance(row: MappingRow) -> str:
    return alliance_name(row.cancer_alliance_code) or "in no alliance"


def _plain(name: str) -> str:
    """The name without case, punctuation and spaces, and with “and” for “&”."""
    return re.sub(r"[^a-z0-9]", "", name.casefold().replace("&", "and"))
