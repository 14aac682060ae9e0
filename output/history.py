"""What the record of earlier runs tells a new one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alliance_spiders.alliances import all_alliances
from matching.register import Register
from output.curated import MappingRow
from output.records import Run
from output.store import History, evidence_key, open_history
from output.succession import carry_over, curated_memberships


@dataclass(frozen=True, slots=True)
class LastKnown:
    """What is known of one alliance before a run.

    ``members`` are open codes. ``list_places`` are ``(page_url, locator)`` of the last trusted run.
    """

    members: frozenset[str] = frozenset()
    list_places: tuple[tuple[str, str], ...] = ()
    last_healthy: datetime | None = None
    seen_before: bool = False


@dataclass(frozen=True, slots=True)
class Fared:
    """How a site fared in the last run that crawled it; ``last_healthy`` is empty if it never was well."""

    state: str
    trusts_found: int
    last_healthy: str


def how_sites_fared(data_dir: Path) -> Mapping[str, Fared]:
    """For each alliance that was ever crawled, how its site fared last, whichever run that was."""
    with open_history(data_dir) as history:
        last = history.last_run()
        number = last.id if last else 0
        trusted = history.last_trusted(number)
        found = history.trusts_found(number)
        fared = {}
        for code, row in history.sites(number).items():
            healthy, run_at = trusted.get(code, (None, ""))
            well = (healthy.fetched_at or run_at) if healthy else ""
            fared[code] = Fared(row.state, found.get(code, 0), well)
        return fared


def last_known(
    data_dir: Path,
    curated: Sequence[MappingRow] | None,
    register: Register,
    recordings: Sequence[str] = (),
) -> Mapping[str, LastKnown]:
    """What is known of every alliance before a run.

    Args:
        data_dir: the data folder; it need not exist.
        curated: the mapping to start from, None to start from nothing.
        register: who serves today for a closed trust.
        recordings: digests of the recordings to be replayed; when the last run read the very same, what
            was known before that run counts, so that the same evidence leads to the same results.
    """
    with open_history(data_dir) as history:
        last = history.last_in_order()
        same = bool(last and recordings and last.evidence == evidence_key(recordings))
        return _known_after(history, _number(last, same), curated, register)


def known_at(history: History, run: Run, register: Register) -> Mapping[str, LastKnown]:
    """What was known of every alliance before a run that is on record; ``register`` is that of the run."""
    before = history.last_in_order(run.id - 1)
    same = before is not None and run.mode != "live" and before.evidence == run.evidence
    return _known_after(history, _number(before, same), _started_from(history, run, before), register)


def _number(last: Run | None, same_evidence: bool) -> int:
    """The run whose outcome is what was known."""
    return 0 if last is None else last.base_run if same_evidence else last.id


def _started_from(history: History, run: Run, before: Run | None) -> Sequence[MappingRow] | None:
    """The mapping that a run was given; one that repeats another is on record with that of the other."""
    if run.given:
        first = history.first_given(run.given)
        return first.before if first else run.before
    repeats = before is not None and run.base_run != before.id
    return before.after if before and repeats and run.before is not None else run.before


def _known_after(
    history: History, number: int, curated: Sequence[MappingRow] | None, register: Register
) -> Mapping[str, LastKnown]:
    held = carry_over(history.memberships(number), register).memberships
    trusted = history.last_trusted(number)
    sites = history.sites(number)
    claimed = carry_over(curated_memberships(curated or ()), register).memberships
    known = {}
    for alliance in all_alliances():
        confirmed = {m.ods_code for m in held.values() if m.alliance_code == alliance.code and m.last_seen}
        claims = {code for owner, code in (*claimed, *held) if owner == alliance.code}
        row, run_at = trusted.get(alliance.code, (None, ""))
        known[alliance.code] = LastKnown(
            members=frozenset(confirmed if row else claims),
            list_places=tuple((url, place) for url, place in json.loads(row.list_places)) if row else (),
            last_healthy=datetime.fromisoformat(row.fetched_at or run_at) if row else None,
            seen_before=alliance.code in sites,
        )
    return known
