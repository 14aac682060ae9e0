"""Carrying memberships over from closed trusts to those that serve today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from matching.register import Register
from output.curated import MappingRow
from output.memberships import Key, Membership, Source
from output.notes import second_claims


@dataclass(frozen=True, slots=True)
class Carried:
    """Memberships of open trusts, and those that wait for a curator.

    ``waiting`` holds memberships whose trust closed and left two successors or none: nobody but a person
    can say who goes on. They are kept under the closed code.
    """

    memberships: Mapping[Key, Membership]
    waiting: Mapping[Key, Membership]


def curated_memberships(rows: Iterable[MappingRow]) -> dict[Key, Membership]:
    """What the curated mapping claims: each row's alliance and the second claims in its notes."""
    claimed: dict[Key, Membership] = {}
    for row in rows:
        for alliance in (row.cancer_alliance_code, *second_claims(row.notes)):
            if alliance:
                key = (alliance, row.ods_code)
                claimed.setdefault(key, Membership(*key, Source.CURATED))
    return claimed


def carry_over(memberships: Mapping[Key, Membership], register: Register) -> Carried:
    """Move each membership of a closed trust to the one open trust that serves today."""
    carried: dict[Key, Membership] = {}
    waiting: dict[Key, Membership] = {}
    for key, membership in sorted(memberships.items()):
        current = register.current(key[1])
        if len(current) != 1:
            waiting[key] = membership
            continue
        target = (key[0], current[0])
        moved = replace(membership, ods_code=current[0])
        carried[target] = merged(carried[target], moved) if target in carried else moved
    return Carried(carried, waiting)


def merged(one: Membership, other: Membership) -> Membership:
    """Two memberships of what is now one trust: the longer life and the fewer misses of both."""
    seen = sorted(day for day in (one.first_seen, other.first_seen) if day)
    fresher = min((one, other), key=lambda m: (not m.last_seen, m.misses))
    return replace(
        fresher,
        source=min(one.source, other.source, key=list(Source).index),
        first_seen=seen[0] if seen else "",
        last_seen=max(one.last_seen, other.last_seen),
    )
