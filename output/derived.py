"""Tables that follow from the mapping and the memberships, joined with the register."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from alliance_spiders.alliances import all_alliances
from matching.register import Register
from output.curated import MappingRow
from output.mapping import NextMapping
from output.memberships import Membership
from output.tables import ALL_CODES, MEMBERSHIPS, Table, table

_NO_OWNER = ("", "")


def all_codes(register: Register, rows: Iterable[MappingRow]) -> Table:
    """Every code that a trust of England has or had, with today's alliance where it is beyond doubt.

    The successors of a closed trust may lie in different alliances; then it has none.
    """
    owners = {row.ods_code: (row.cancer_alliance_code, row.cancer_alliance_name) for row in rows}
    trusts = (
        trust for trust in register.trusts.values() if trust.nation == "England" and not trust.is_to_come
    )
    found: list[dict[str, str]] = []
    for trust in sorted(trusts, key=lambda trust: trust.code):
        claims = {owners.get(heir) for heir in trust.current} or {None}
        code, name = (claims.pop() if len(claims) == 1 else None) or _NO_OWNER
        found.append(
            {
                "ods_code": trust.code,
                "ods_name": trust.name,
                "status": "open" if trust.is_open else "closed",
                "current_ods_code": ";".join(trust.current),
                "cancer_alliance_code": code,
                "cancer_alliance_name": name,
            }
        )
    return table(ALL_CODES, found)


def memberships_table(memberships: Iterable[Membership], mapping: NextMapping, register: Register) -> Table:
    """All claims: every trust of every alliance, the second ones included."""
    return table(MEMBERSHIPS, _claims(memberships, mapping, register))


def _claims(
    memberships: Iterable[Membership], mapping: NextMapping, register: Register
) -> Iterator[dict[str, str]]:
    """The claims by alliance, in their order, then by trust; those of an unknown alliance are left out."""
    places = {alliance.code: (place, alliance.name) for place, alliance in enumerate(all_alliances())}
    known = [member for member in memberships if member.alliance_code in places]
    for member in sorted(known, key=lambda m: (places[m.alliance_code][0], m.ods_code)):
        choice = mapping.choices.get(member.ods_code)
        yield {
            "alliance_code": member.alliance_code,
            "alliance_name": places[member.alliance_code][1],
            "ods_code": member.ods_code,
            "ods_name": register.trusts[member.ods_code].name,
            "is_primary": "yes" if choice and choice.alliance_code == member.alliance_code else "no",
            "primary_reason": choice.reason if choice else "",
            "source": member.source.value,
            "confirmed": "yes" if member.last_seen else "no",
            "first_seen": member.first_seen,
            "last_seen": member.last_seen,
        }
