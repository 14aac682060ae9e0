"""The next version of the curated mapping: one row for each open trust of England."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from alliance_spiders.alliances import all_alliances
from matching.model import Trust
from matching.register import Register
from output.curated import MappingRow
from output.memberships import Key
from output.notes import with_claims
from output.primary import Choice, choose


@dataclass(frozen=True, slots=True)
class NextMapping:
    """The rows, sorted by code, and for each trust why its alliance is the one it is."""

    rows: tuple[MappingRow, ...]
    choices: Mapping[str, Choice]


def build(
    register: Register,
    memberships: Iterable[Key],
    before: Iterable[MappingRow],
    assigned: Mapping[str, str],
    unseen: Collection[Key] = (),
) -> NextMapping:
    """Build the mapping.

    Args:
        register: which trusts are open, and their names.
        memberships: alliance and trust of each claim, of open trusts.
        before: the rows of the mapping before.
        assigned: the one alliance of a trust, by its code, where a curator decided.
        unseen: the claims that neither a site nor a person has confirmed.
    """
    claims: dict[str, list[str]] = {}
    members: dict[str, list[Trust]] = {}
    order = {alliance.code: number for number, alliance in enumerate(all_alliances())}
    for alliance_code, code in sorted(memberships, key=lambda key: (order[key[0]], key[1])):
        claims.setdefault(code, []).append(alliance_code)
        members.setdefault(alliance_code, []).append(register.trusts[code])
    earlier = _rows_by_current(before, register)
    choices: dict[str, Choice] = {}
    rows: list[MappingRow] = []
    for trust in _trusts(register, earlier):
        own = earlier.get(trust.code, ())
        listed = claims.get(trust.code, ())
        rows_of = {row.cancer_alliance_code for row in own}
        sure = {code for code in listed if code in rows_of or (code, trust.code) not in unseen}
        curated = curated_alliance(own, trust.code)
        choice = choose(trust, listed, assigned.get(trust.code, ""), curated, members, sure)
        choices[trust.code] = choice
        rows.append(_row(trust, choice, listed, own))
    return NextMapping(tuple(rows), choices)


def curated_alliance(rows: Iterable[MappingRow], code: str) -> str:
    """Code of the alliance that a trust's own row, else its predecessors' rows, agree on."""
    rows = tuple(rows)
    for group in ([r for r in rows if r.ods_code == code], rows):
        codes = {row.cancer_alliance_code for row in group if row.cancer_alliance_code}
        if len(codes) == 1:
            return codes.pop()
    return ""


def _trusts(register: Register, earlier: Iterable[str]) -> list[Trust]:
    """The open trusts of England, and those of elsewhere that people put into the mapping."""
    codes = {trust.code for trust in register.open_trusts()} | set(earlier)
    return [register.trusts[code] for code in sorted(codes)]


def _rows_by_current(rows: Iterable[MappingRow], register: Register) -> dict[str, tuple[MappingRow, ...]]:
    """Rows by the open trust that they are about today; a closed trust's row goes to its one successor."""
    by_code: dict[str, tuple[MappingRow, ...]] = {}
    for row in rows:
        current = register.current(row.ods_code)
        if len(current) == 1:
            by_code[current[0]] = (*by_code.get(current[0], ()), row)
    return by_code


def _row(
    trust: Trust, choice: Choice, claims: Collection[str], earlier: Collection[MappingRow]
) -> MappingRow:
    names = {alliance.code: alliance.name for alliance in all_alliances()}
    ordered = sorted(earlier, key=lambda row: row.ods_code != trust.code)
    notes = "; ".join(dict.fromkeys(row.notes for row in ordered if row.notes))
    second = [code for code in claims if code != choice.alliance_code]
    return MappingRow(
        ods_code=trust.code,
        ods_name=trust.name,
        cancer_alliance_name=names.get(choice.alliance_code, ""),
        cancer_alliance_code=choice.alliance_code,
        notes=with_claims(notes, second, names),
    )
