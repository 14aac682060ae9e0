"""Whether a run may be published. A run that looks wrong as a whole changes nothing and says why."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from alliance_spiders.alliances import all_alliances
from alliance_spiders.items import SiteResult, SiteState
from matching.register import Register
from output.causes import Cause
from output.changes import Change, State
from output.curated import MappingRow

MOST_UNREAD = 1 / 3  # of the sites tried
MOST_CHANGED = 1 / 10  # of the rows of the mapping before
FEW = 3  # rows; so few are no sign that a run is wrong as a whole, however short the mapping
_READ = frozenset({SiteState.HEALTHY, SiteState.HEALED, SiteState.NO_LIST})
_OF_MEMBERS = frozenset({"added", "removed", "moved"})
_EXPECTED = frozenset({Cause.REGISTER, Cause.DECISION})


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the run is published, and every reason against it; ``forced`` when a person overruled them."""

    published: bool
    reasons: tuple[str, ...] = ()
    forced: bool = False


def judge(reasons: Iterable[str], publish_anyway: bool) -> Verdict:
    """Hold the run for any reason, unless a person said to publish anyway."""
    found = tuple(reasons)
    return Verdict(
        published=publish_anyway or not found, reasons=found, forced=publish_anyway and bool(found)
    )


def unread_sites(results: Sequence[SiteResult]) -> list[str]:
    """Too many of the sites tried could not be read."""
    if not results:
        return ["No site was crawled."]
    unread = [result.alliance_code for result in results if result.state not in _READ]
    if len(unread) <= len(results) * MOST_UNREAD:
        return []
    return [
        f"{len(unread)} of {len(results)} sites were not read well ({', '.join(unread)}); a third may be."
    ]


def too_many_changes(before: Collection[MappingRow], changes: Iterable[Change]) -> list[str]:
    """Too many rows would change for no reason of the register's or a person's.

    A mapping in which no trust has an alliance yet is a start from nothing: there is nothing to measure by.
    """
    rows = {row.ods_code for row in before}
    if not any(row.cancer_alliance_code for row in before):
        return []
    changed = {
        change.ods_code
        for change in changes
        if change.change in _OF_MEMBERS
        and change.state is State.APPLIED
        and change.cause not in _EXPECTED
        and change.ods_code in rows
    }
    if len(changed) <= max(FEW, len(rows) * MOST_CHANGED):
        return []
    return [
        f"{len(changed)} of {len(rows)} rows of the mapping would change for no reason of the register's "
        "or a person's; at most a tenth may."
    ]


def broken_contract(
    before: Iterable[MappingRow], after: Sequence[MappingRow], register: Register
) -> list[str]:
    """Rows that no mapping may hold: a code twice, unknown or closed, or an alliance that does not exist."""
    reasons = [
        f"The mapping holds {row.ods_code} ({row.ods_name}), which the register does not know. "
        "Correct the row or refresh the register."
        for row in before
        if row.ods_code not in register.trusts
    ]
    names = {alliance.code: alliance.name for alliance in all_alliances()} | {"": ""}
    seen: set[str] = set()
    for row in after:
        trust = register.trusts.get(row.ods_code)
        if row.ods_code in seen:
            reasons.append(f"{row.ods_code} would stand in the mapping twice.")
        if trust is None or not trust.is_open:
            reasons.append(f"{row.ods_code} would stand in the mapping, but is no open trust.")
        if names.get(row.cancer_alliance_code) != row.cancer_alliance_name:
            reasons.append(
                f"{row.ods_code} would have an alliance whose code and name do not belong together."
            )
        seen.add(row.ods_code)
    return reasons
