"""What travels from the crawl to the reading, and from the reading to the output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from matching.model import Match


class FailureKind(StrEnum):
    """Why a page could not be had."""

    NOT_FOUND = "not_found"  # 404, 410
    FORBIDDEN = "forbidden"  # 401, 403, 407, 451
    ROBOTS = "robots"
    HTTP_ERROR = "http_error"  # any other 4xx or 5xx
    DNS = "dns"
    CONNECTION = "connection"  # refused, reset, cut off
    TIMEOUT = "timeout"
    TLS = "tls"
    REDIRECT = "redirect"  # loop, too many, or away from the site
    TOO_LARGE = "too_large"
    NOT_RECORDED = "not_recorded"  # replay: no record answers
    WRONG_TYPE = "wrong_type"  # neither HTML, text, PDF, XML nor JSON
    BROKEN = "broken"  # body that cannot be decoded
    PASSED_OVER = "passed_over"  # more pages of one folder than are read
    UNFINISHED = "unfinished"  # the crawl itself ended before the site had been read


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a site, as recorded. ``url`` is where it was found after redirects."""

    url: str
    requested_url: str
    status: int
    content_type: str
    body: bytes
    encoding: str
    fetched_at: datetime
    record_id: str
    depth: int = 0
    link_text: str = ""
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """One address that gave no page; ``detail`` is a sentence for people, with no page text in it."""

    url: str
    kind: FailureKind
    detail: str
    depth: int = 0
    status: int = 0


@dataclass(frozen=True, slots=True)
class SiteCrawl:
    """All that was fetched from one alliance's site in one run, in the order it was asked for."""

    alliance_code: str
    pages: tuple[Page, ...] = ()
    failures: tuple[Failure, ...] = ()


class SiteState(StrEnum):
    """How a site fared (column ``state`` of ``sites.csv``)."""

    HEALTHY = "healthy"
    HEALED = "healed"
    PARTIAL = "partial"
    NO_LIST = "no_list"
    NOT_RECOGNISED = "not_recognised"
    BLOCKED = "blocked"
    NEEDS_BROWSER = "needs_browser"
    UNREACHABLE = "unreachable"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Place:
    """Where on a page something stands.

    ``locator`` is an absolute XPath in the page as lxml parses it (``/html/body/main/ul[2]/li[3]``),
    with ``/@alt`` and the like for an attribute. ``snippet`` is the text around the name, with no
    person, telephone number or e-mail address in it.
    """

    page_url: str
    locator: str
    snippet: str
    fetched_at: datetime
    record_id: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """An organisation that a page lists as a partner of the alliance.

    ``counts`` says whether it makes a trust a member: false for a hospital nested under its trust.
    ``rule`` names the reading rule that took it for a partner.
    """

    name: str
    match: Match
    place: Place
    rule: str
    counts: bool = True


@dataclass(frozen=True, slots=True)
class SiteReading:
    """What one site says.

    ``mentions`` and ``ignored`` count the strings that looked like organisations but are no partners,
    by the rule that decided. ``list_places`` are ``(page_url, locator)`` of the containers in which
    partners were found; they show whether a page changed its shape since the last run.
    ``trusts_by_page`` are codes of the open trusts listed on each of those pages; ``pieces_by_page`` of those
    in a piece too short to be a list, and counted as mentions; ``vague`` of those that stand only in lists of
    which nothing says that they are of partners.
    ``standing`` are last known members that no sighting shows, by code, where their name stands all the same:
    on a page of partners, in no entry of a list.
    ``signs`` are findings about the site as a whole that health is judged by (for example
    ``alliance_named``, ``script_shell``, ``login``, ``maintenance``, ``parked``, ``categories_only``).
    ``says_incomplete`` are the words by which a page with the list says that more belongs to it
    (“Showing 1 to 6 of 8”); empty when none does.
    """

    alliance_code: str
    sightings: tuple[Sighting, ...] = ()
    mentions: Mapping[str, int] = field(default_factory=dict)
    ignored: Mapping[str, int] = field(default_factory=dict)
    list_places: tuple[tuple[str, str], ...] = ()
    trusts_by_page: Mapping[str, frozenset[str]] = field(default_factory=dict)
    pieces_by_page: Mapping[str, frozenset[str]] = field(default_factory=dict)
    vague: frozenset[str] = frozenset()
    standing: Mapping[str, Sighting] = field(default_factory=dict)
    signs: frozenset[str] = frozenset()
    says_incomplete: str = ""


@dataclass(frozen=True, slots=True)
class SiteResult:
    """The outcome for one alliance in one run: what was read, and how far it can be believed."""

    alliance_code: str
    state: SiteState
    detail: str
    reading: SiteReading
    partner_urls: tuple[str, ...] = ()
    pages_fetched: int = 0
    fetched_at: datetime | None = None
    failures: tuple[Failure, ...] = ()
