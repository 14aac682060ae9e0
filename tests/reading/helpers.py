"""Making a crawl of a few pages and reading it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from alliance_spiders.alliances import all_alliances, find_alliance
from alliance_spiders.areas import trust_areas
from alliance_spiders.items import Page, SiteCrawl, SiteReading
from alliance_spiders.reading import Hints, read_site
from matching.matcher import Matcher
from matching.register import Register

HOME = "https://www.swagcanceralliance.nhs.uk"
LONG_AGO = datetime(2026, 9, 1, tzinfo=UTC)


@cache
def matcher() -> Matcher:
    """One matcher for all tests."""
    register = Register.load()
    return Matcher(register, trust_areas(register, all_alliances(), {}))


def page(body: str | bytes, path: str = "/about-us", content_type: str = "text/html", **more: object) -> Page:
    """A page of the SWAG site, unless ``path`` is a whole address."""
    url = path if path.startswith("http") else HOME + path
    raw = body.encode() if isinstance(body, str) else body
    values = {"encoding": "utf-8", "depth": 0 if path == "/" else 1} | more
    return Page(url, url, 200, content_type, raw, fetched_at=LONG_AGO, record_id=f"<{url}>", **values)  # type: ignore[arg-type]


def html(main: str, title: str = "About us", site: str = "SWAG Cancer Alliance") -> str:
    """A whole page around the content of ``<main>``."""
    return (
        f"<!DOCTYPE html><html><head><title>{title} | {site}</title></head>"
        f"<body><header><a href='/'>{site}</a></header><main>{main}</main></body></html>"
    )


def read(
    *pages: Page | str, alliance: str = "swag", hints: Hints | None = None, members: tuple[str, ...] = ()
) -> SiteReading:
    """Read pages as a site; a string is the content of an “About us” page."""
    known = find_alliance(alliance)
    made = tuple(p if isinstance(p, Page) else page(html(p, site=known.name)) for p in pages)
    return read_site(SiteCrawl(known.code, made), known, matcher(), hints, members)


def names(reading: SiteReading) -> list[str]:
    """Names of all sightings."""
    return [sighting.name for sighting in reading.sightings]


def codes(reading: SiteReading) -> set[str]:
    """Open trusts that the sightings make members."""
    return {code for s in reading.sightings if s.counts for code in s.match.current_codes}
