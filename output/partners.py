"""``partners.csv`` and ``sites.csv``: what the last run saw, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from alliance_spiders.alliances import all_alliances
from alliance_spiders.items import Sighting, SiteResult
from output.memberships import Presence
from output.tables import PARTNERS, SITES, Table, table


def partners_table(results: Sequence[SiteResult], first_seen: Mapping[tuple[str, str], str]) -> Table:
    """One row for each alliance and name as written, by its surest sighting.

    Args:
        results: the sites of this run.
        first_seen: when each alliance was first seen to write each name, in earlier runs (ISO times).
    """
    rows = []
    for result in _in_order(results):
        for sighting in _one_each(result.reading.sightings):
            rows.append(_partner(result, sighting, first_seen.get((result.alliance_code, sighting.name), "")))
    return table(PARTNERS, rows)


def sites_table(
    results: Sequence[SiteResult], presences: Mapping[str, Presence], last_healthy: Mapping[str, str]
) -> Table:
    """One row for each site of this run."""
    alliances = {alliance.code: alliance for alliance in all_alliances()}
    rows = []
    for result in _in_order(results):
        alliance = alliances[result.alliance_code]
        rows.append(
            {
                "alliance_code": alliance.code,
                "alliance_name": alliance.name,
                "spider": alliance.slug,
                "state": result.state.value,
                "detail": result.detail,
                "home_url": alliance.home,
                "partner_urls": " ".join(result.partner_urls),
                "pages_fetched": result.pages_fetched,
                "trusts_found": len(presences[alliance.code].seen),
                "last_healthy": last_healthy.get(alliance.code, ""),
            }
        )
    return table(SITES, rows)


def _partner(result: SiteResult, sighting: Sighting, first_seen: str) -> dict[str, object]:
    match, place = sighting.match, sighting.place
    names = {alliance.code: alliance.name for alliance in all_alliances()}
    fetched = place.fetched_at.isoformat()
    return {
        "alliance_code": result.alliance_code,
        "alliance_name": names[result.alliance_code],
        "name_as_written": sighting.name,
        "kind": match.kind.value,
        "status": match.status.value,
        "ods_code": match.ods_code,
        "ods_name": match.ods_name,
        "current_ods_code": match.current_ods_code,
        "current_ods_name": match.current_ods_name,
        "score": f"{match.score:.0f}",
        "reason": match.reason,
        "page_url": place.page_url,
        "locator": place.locator,
        "snippet": place.snippet,
        "fetched_at": fetched,
        "warc_record_id": place.record_id,
        "first_seen": (min(first_seen, fetched) if first_seen else fetched)[:10],
        "last_seen": fetched[:10],
    }


def _one_each(sightings: Iterable[Sighting]) -> list[Sighting]:
    """One sighting a name as written: one that counts before one that does not, then the first."""
    best: dict[str, Sighting] = {}
    for sighting in sightings:
        known = best.get(sighting.name)
        if known is None or (sighting.counts and not known.counts):
            best[sighting.name] = sighting
    return sorted(best.values(), key=lambda s: s.name)


def _in_order(results: Sequence[SiteResult]) -> list[SiteResult]:
    order = {alliance.code: number for number, alliance in enumerate(all_alliances())}
    return sorted(results, key=lambda result: order[result.alliance_code])
