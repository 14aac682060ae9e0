"""What ``history.db`` holds of one run, as values."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from alliance_spiders.items import SiteResult
from output.curated import MappingRow


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
    page_digests: str


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
    """What one site was last believed to say, and by which register and code it was read.

    ``page_digests`` are the SHA-256 of the pages read, by address, as far as they are known.
    """

    register_version: str
    code_version: str
    page_digests: Mapping[str, str]
    sightings: tuple[SightingRow, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One run on record. ``base_run`` is the run it was compared with, 0 for none.

    ``fingerprint`` covers all that went in apart from the mapping; ``before`` and ``after`` are the
    mapping it started from and the one it ended with, both empty when there was none.
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


def site_row(result: SiteResult, evidence: str, page_digests: Mapping[str, str]) -> SiteRow:
    """What is kept of a site's outcome."""
    pages = sorted({s.place.page_url for s in result.reading.sightings})
    return SiteRow(
        alliance_code=result.alliance_code,
        state=result.state.value,
        detail=result.detail,
        evidence=evidence,
        pages_fetched=result.pages_fetched,
        fetched_at=result.fetched_at.isoformat() if result.fetched_at else "",
        list_places=json.dumps(result.reading.list_places),
        page_digests=json.dumps({url: page_digests[url] for url in pages if url in page_digests}),
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
