"""The age of the register and what it holds, for ``alliances register status``."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime

from matching.register import Register

OLD_AFTER_DAYS = 90
_SHOWN = 10


def describe(register: Register, today: date | None = None) -> list[str]:
    """Lines for people: state of the register, counts, and a warning when it is old."""
    today = today or datetime.now(UTC).date()
    age = (today - register.as_of).days
    known = [trust for trust in register.trusts.values() if not trust.is_to_come]
    counts = Counter((trust.nation, trust.is_open) for trust in known)
    lines = [f"Register as of {register.as_of.isoformat()} ({age} days old), version {register.version}."]
    lines += [
        f"{nation}: {counts[nation, True]} open trusts, {counts[nation, False]} closed."
        for nation in sorted({nation for nation, _ in counts})
    ]
    former = sum(len(trust.former_names) for trust in register.trusts.values())
    lines.append(
        f"{former} former names, {len(register.aliases)} other names, "
        f"{len(register.sites)} hospitals and sites, {len(register.bodies)} other bodies."
    )
    to_come = sorted(
        (trust.opens, trust.code, trust.name) for trust in register.trusts.values() if trust.opens
    )
    lines += [f"Opens on {opens.isoformat()}: {code} {name}." for opens, code, name in to_come]
    if strange := _strange_successors(register):
        lines.append(
            f"Warning: these codes are named as successors, but are no trusts in the register: "
            f"{', '.join(strange[:_SHOWN])}{', …' if len(strange) > _SHOWN else ''}. Check them."
        )
    if is_old(register, today):
        lines.append(
            f"Warning: the register is older than {OLD_AFTER_DAYS} days. Trusts may have closed or changed "
            "their names since. Run: alliances register refresh"
        )
    return lines


def _strange_successors(register: Register) -> list[str]:
    """Successors that nothing is known of; those that the bundled register has are older kinds of body."""
    return sorted(_unknown_successors(register) - _unknown_successors(Register.load()))


def _unknown_successors(register: Register) -> set[str]:
    named = {code for trust in register.trusts.values() for code in trust.successors}
    return named - register.trusts.keys()


def is_old(register: Register, today: date) -> bool:
    """Whether the register should be fetched again."""
    return (today - register.as_of).days > OLD_AFTER_DAYS
