"""Whether a run may be published. A run that looks wrong as a whole changes nothing and says why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from alliance_spiders.alliances import all_alliances
from alliance_spiders.items import SiteResult, SiteState
from matching.register import Register
from output.changes import spelling
from output.curated import MappingRow
from output.notes import second_claims

MOST_UNREAD = 1 / 3  # of the sites tried
MOST_CHANGED = 1 / 10  # of the rows of the mapping before
FEW = 4  # rows; so few are no sign that a run is wrong as a whole, however short the mapping
_READ = frozenset({SiteState.HEALTHY, SiteState.HEALED, SiteState.NO_LIST})
_RENAMED = "renamed"


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


def too_many_changes(
    before: Collection[MappingRow], after: Iterable[MappingRow], by_person: Collection[str], *, ours: bool
) -> list[str]:
    """Too many rows would differ from the mapping before, whatever the cause.

    A mapping in which no trust has an alliance yet is a start from nothing: there is nothing to measure by.
    The same holds for the first trusts of an alliance that had none, whose site was read later than others.

    Args:
        before: the rows of the mapping before.
        after: the rows that would be published.
        by_person: the trusts whose rows people changed by what they decided; those do not count.
        ours: whether a run made the mapping before. One that people made may spell names in another way than
            the register, so names are no changes there.
    """
    known = {row.cancer_alliance_code for row in before} - {""}
    if not known:
        return []
    rows = tuple(after)
    first = _first_of_alliances(before, rows, known)
    aside = {*by_person, *first}
    counted = Counter(how for code, how in changed_rows(before, rows).items() if code not in aside)
    if not ours:
        del counted[_RENAMED]
    if counted.total() <= max(FEW, len(before) * MOST_CHANGED):
        return []
    parts = ", ".join(f"{number} {how}" for how, number in sorted(counted.items()))
    return [
        f"{counted.total()} of {len(before)} rows of the mapping would change ({parts}); at most a tenth may."
    ]


def _first_of_alliances(
    before: Iterable[MappingRow], after: Iterable[MappingRow], known: Collection[str]
) -> set[str]:
    """The trusts without an alliance that now are in one which had none."""
    free = {row.ods_code for row in before if not row.cancer_alliance_code}
    return {r.ods_code for r in after if r.ods_code in free and r.cancer_alliance_code not in {"", *known}}


def changed_rows(before: Iterable[MappingRow], after: Iterable[MappingRow]) -> dict[str, str]:
    """What becomes of each row of a mapping that does not stay as it is, in a word, by code.

    Spelling is no change, and the row of a new trust changes none.
    """
    now = {row.ods_code: row for row in after}
    found = {row.ods_code: _difference(row, now.get(row.ods_code)) for row in before}
    return {code: how for code, how in found.items() if how}


def _difference(then: MappingRow, now: MappingRow | None) -> str:
    if now is None:
        return "gone"
    if then.cancer_alliance_code != now.cancer_alliance_code:
        return "in another alliance or none"
    if spelling(then.ods_name) != spelling(now.ods_name):
        return _RENAMED
    return "with other notes" if set(second_claims(then.notes)) != set(second_claims(now.notes)) else ""


def broken_contract(
    before: Iterable[MappingRow],
    after: Sequence[MappingRow],
    register: Register,
    by_person: Collection[str] = (),
) -> list[str]:
    """Rows that no mapping may hold: a code twice, unknown or closed, or an alliance that does not exist.

    Of an unknown code in the mapping before, a person may have said what becomes of its row (``by_person``).
    """
    reasons = [
        f"The mapping holds {row.ods_code} ({row.ods_name}), which the register does not know. "
        "Correct the row or refresh the register."
        for row in before
        if row.ods_code not in register.trusts and row.ods_code not in by_person
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
