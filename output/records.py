"""What ``history.db`` holds of one run, as values."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime

from alliance_spiders.items import Place, Sighting, SiteResult
from matching.model import Kind, Match, Status
from output.basis import digest
from output.curated import MappingRow
from output.past import PageRef, Past


@dataclass(frozen=True, slots=True)
class SiteRow:
    """What was observed of one site in one run."""

    alliance_code: str
    state: str
    detail: str
    evidence: str
    pages_fetched: int
    fetched_at: str
    list_places: str
    pages: str


@dataclass(frozen=True, slots=True)
class SightingRow:
    """One name at one place, as read in one run. No text around the name is kept here."""

    alliance_code: str
    name_as_written: str
    kind: str
    status: str
    ods_code: str
    current_ods_code: str
    score: float
    rule: str
    counts: bool
    page_url: str
    locator: str
    record_id: str
    fetched_at: str


@dataclass(frozen=True, slots=True)
class Observation:
    """What one site was last believed to say, by which register and code, and where its pages are kept."""

    register_version: str
    code_version: str
    past: Past
    sightings: tuple[SightingRow, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One run on record. ``base_run`` is the run it was compared with, 0 for none.

    ``fingerprint`` covers all that went in apart from the mapping; ``before`` and ``after`` are the
    mapping it started from and the one it ended with, both empty when there was none. ``archive`` is the
    name of its recording, ``given`` the digest of a mapping that was given by hand.
    """

    id: int
    run_at: str
    mode: str
    evidence: str
    fingerprint: str
    base_run: int
    register_version: str
    code_version: str
    published: bool
    reasons: tuple[str, ...]
    before: tuple[MappingRow, ...] | None
    after: tuple[MappingRow, ...]
    archive: str = ""
    given: str = ""

    @property
    def key(self) -> str:
        """What tells this run from every other, also from one in a history that was begun anew."""
        return digest(self.id, self.run_at, self.fingerprint)


def site_row(result: SiteResult, evidence: str, pages: Iterable[PageRef]) -> SiteRow:
    """What is kept of a site's outcome."""
    return SiteRow(
        alliance_code=result.alliance_code,
        state=result.state.value,
        detail=result.detail,
        evidence=evidence,
        pages_fetched=result.pages_fetched,
        fetched_at=result.fetched_at.isoformat() if result.fetched_at else "",
        list_places=json.dumps(result.reading.list_places),
        pages=json.dumps([astuple(page) for page in pages]),
    )


def sighting_rows(result: SiteResult) -> list[SightingRow]:
    """What is kept of each sighting of a site."""
    return [
        SightingRow(
            alliance_code=result.alliance_code,
            name_as_written=s.name,
            kind=s.match.kind.value,
            status=s.match.status.value,
            ods_code=s.match.ods_code,
            current_ods_code=s.match.current_ods_code,
            score=s.match.score,
            rule=s.rule,
            counts=s.counts,
            page_url=s.place.page_url,
            locator=s.place.locator,
            record_id=s.place.record_id,
            fetched_at=s.place.fetched_at.isoformat(),
        )
        for s in result.reading.sightings
    ]


def sighting_of(row: SightingRow) -> Sighting:
    """A sighting as far as it is kept: without the words around the name and the reasons."""
    match = Match(
        name=row.name_as_written,
        status=Status(row.status),
        kind=Kind(row.kind),
        reason="",
        rule="",
        score=row.score,
        ods_code=row.ods_code,
        current_ods_code=row.current_ods_code,
    )
    fetched = datetime.fromisoformat(row.fetched_at)
    place = Place(row.page_url, row.locator, "", fetched, row.record_id)
    return Sighting(row.name_as_written, match, place, row.rule, bool(row.counts))
