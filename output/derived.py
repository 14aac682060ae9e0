"""Tables that follow from the mapping and the memberships, joined with the register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from matching.register import Register
from output.curated import MappingRow
from output.frames import frame_of, in_alliance_order, table_of
from output.mapping import NextMapping
from output.memberships import Membership
from output.tables import ALL_CODES, MAPPING, MEMBERSHIPS, Table

_OWNER = ["cancer_alliance_code", "cancer_alliance_name"]


def all_codes(register: Register, rows: Iterable[MappingRow]) -> Table:
    """Every code that a trust of England ever had, with today's alliance where it is beyond doubt.

    The successors of a closed trust may lie in different alliances; then it has none.
    """
    trusts = frame_of(
        (
            {
                "ods_code": trust.code,
                "ods_name": trust.name,
                "status": "open" if trust.is_open else "closed",
                "current_ods_code": ";".join(trust.current),
            }
            for trust in register.trusts.values()
            if trust.nation == "England"
        ),
        ("ods_code", "ods_name", "status", "current_ods_code"),
    )
    owners = frame_of(map(asdict, rows), MAPPING).set_index("ods_code")[_OWNER]
    heirs = trusts.assign(heir=trusts["current_ods_code"].str.split(";")).explode("heir")
    claims = heirs.join(owners, on="heir").drop_duplicates(["ods_code", *_OWNER])
    agreed = claims.drop_duplicates("ods_code", keep=False).set_index("ods_code")[_OWNER]
    return table_of(trusts.join(agreed, on="ods_code").sort_values("ods_code"), ALL_CODES)


def memberships_table(memberships: Iterable[Membership], mapping: NextMapping, register: Register) -> Table:
    """All claims: every trust of every alliance, the second ones included."""
    claims = frame_of(
        (
            {
                "alliance_code": member.alliance_code,
                "ods_code": member.ods_code,
                "ods_name": register.trusts[member.ods_code].name,
                "source": member.source.value,
                "confirmed": "yes" if member.last_seen else "no",
                "first_seen": member.first_seen,
                "last_seen": member.last_seen,
            }
            for member in memberships
        ),
        ("alliance_code", "ods_code", "ods_name", "source", "confirmed", "first_seen", "last_seen"),
    )
    choices = frame_of(
        (
            {"ods_code": code, "primary": choice.alliance_code, "primary_reason": choice.reason}
            for code, choice in mapping.choices.items()
        ),
        ("ods_code", "primary", "primary_reason"),
    )
    joined = in_alliance_order(claims).merge(choices, on="ods_code", how="left")
    is_primary = joined["primary"] == joined["alliance_code"]
    return table_of(joined.assign(is_primary=is_primary.map({True: "yes", False: "no"})), MEMBERSHIPS)
