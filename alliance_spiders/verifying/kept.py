"""What the history keeps of the last run: all that ``partners.csv`` was written from, but for the words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from alliance_spiders.alliances import all_alliances
from alliance_spiders.items import SiteState
from alliance_spiders.knowledge import areas_of
from matching.errors import UserError
from matching.register import Register
from matching.register_json import from_json
from output.answers import part
from output.decision import in_force
from output.decisions import read_log
from output.effects import Effects, effects_of
from output.errors import OutputError
from output.fingerprint import decisions_of
from output.history import known_at
from output.past import PageRef
from output.records import Run, SightingRow, SiteRow
from output.store import FILE_NAME, History, open_history


@dataclass(frozen=True, slots=True)
class Site:
    """One site as the run saw it."""

    alliance_code: str
    state: SiteState
    pages: tuple[PageRef, ...]
    sightings: tuple[SightingRow, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """The last run. ``first_seen`` is by alliance and name, from the runs before it.

    ``effects`` are those of the decisions that the run knew, ``areas`` those that it matched with;
    ``has_register`` and ``has_decisions`` say whether they could be had as they were then.
    """

    run: Run
    sites: Mapping[str, Site]
    register: Register
    areas: Mapping[str, frozenset[str]]
    effects: Effects
    first_seen: Mapping[tuple[str, str], str]
    has_register: bool
    has_decisions: bool


def last_run(data_dir: Path) -> Kept:
    """What is on record of the last run in a data folder.

    Raises:
        UserError: there is none, or the history or the log of decisions cannot be used.
    """
    with open_history(data_dir) as history:
        run = history.last_run()
        if run is None:
            raise UserError(
                f"“{data_dir / FILE_NAME}” holds no run, so partners.csv cannot be held against one. "
                f"Do a run: alliances run --data {data_dir}"
            )
        try:
            return _kept(data_dir, history, run)
        except (ValueError, TypeError, KeyError):
            raise OutputError(f"“{data_dir / FILE_NAME}” is damaged. Restore it from a copy.") from None


def _kept(data_dir: Path, history: History, run: Run) -> Kept:
    crawled = history.crawled(run.id)
    gone = sorted(crawled - {alliance.code for alliance in all_alliances()})
    if gone:
        raise UserError(
            f"The last run read {gone[0]}, an alliance that this program does not know. Do a run."
        )
    rows = {code: row for code, row in history.sites(run.id).items() if code in crawled}
    register = _register(history, run.register_version)
    known = known_at(history, run, register)
    log = read_log(data_dir, history)
    decisions = decisions_of(run, log, {code: row.evidence for code, row in rows.items()})
    fit, _ = part(log if decisions is None else decisions, history.questions(), register)
    return Kept(
        run=run,
        sites={code: _site(row, history.sightings(run.id, code)) for code, row in rows.items()},
        register=register,
        areas=areas_of(register, {code: last.members for code, last in known.items()}),
        effects=effects_of(in_force(fit), register),
        first_seen=history.first_sightings(run.base_run),
        has_register=register.version == run.register_version,
        has_decisions=decisions is not None,
    )


def _register(history: History, version: str) -> Register:
    """The register of that version; the bundled one where it is not kept."""
    bundled = Register.load()
    if bundled.version == version:
        return bundled
    text = history.register(version)
    return from_json(text, f"of version {version}") if text else bundled


def _site(row: SiteRow, sightings: tuple[SightingRow, ...]) -> Site:
    pages = tuple(PageRef(*page) for page in json.loads(row.pages))
    return Site(row.alliance_code, SiteState(row.state), pages, sightings)
