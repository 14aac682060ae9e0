"""What all spiders share: start at home, go where the partners are, hand over pages and failures."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from functools import cached_property
from typing import ClassVar
from urllib.parse import urljoin

from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure as TwistedFailure

from alliance_spiders.alliances import Alliance, find_alliance
from alliance_spiders.crawling.answers import content_type, encoding_of
from alliance_spiders.crawling.browser import Browser
from alliance_spiders.crawling.decoding import MAX_SENT
from alliance_spiders.crawling.failures import describe, describe_status
from alliance_spiders.crawling.frontier import Limits
from alliance_spiders.crawling.links import is_monstrous, page_links, same_page_spelling, sitemap_addresses
from alliance_spiders.crawling.middlewares import WELL_KNOWN, RobotsMiddleware
from alliance_spiders.crawling.plan import Plan, Role, Step
from alliance_spiders.crawling.scoring import Taste
from alliance_spiders.crawling.storage import RECORD, REFUSED, RecordRef, Tape
from alliance_spiders.crawling.urls import host_of, page_key
from alliance_spiders.items import Failure, FailureKind, Page
from alliance_spiders.reading.hints import Hints

_READABLE = (
    "text/",
    "application/pdf",
    "application/xhtml",
    "application/xml",
    "application/json",
    "application/ld",
)
_STEP = "alliance_step"
_NOT_THERE = (FailureKind.NOT_FOUND, FailureKind.NOT_RECORDED)


class AllianceSpider(Spider):
    """Reads one alliance's site; a subclass says what is particular about it.

    ``likely_paths``: paths or addresses where the list stands, or is likely to. ``leading_words``: words in
    links that lead there on this site. ``list_words``: words that introduce the list itself. ``trap_paths``:
    parts of addresses that are never followed.
    """

    likely_paths: ClassVar[tuple[str, ...]] = ()
    leading_words: ClassVar[tuple[str, ...]] = ()
    list_words: ClassVar[tuple[str, ...]] = ()
    trap_paths: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        alliance: Alliance | None = None,
        tape: Tape | None = None,
        browser: Browser | None = None,
        **arguments: str,
    ) -> None:
        super().__init__(**arguments)
        self.alliance = alliance or find_alliance(self.name)
        self.tape = tape
        self.browser = browser
        self._plan = Plan(self.alliance, Taste(self.leading_words, self.trap_paths), self.likely_paths)
        self._bodies: set[bytes] = set()
        self._urls: set[str] = set()

    @classmethod
    def hints(cls) -> Hints:
        """What the spider knows that helps to read its site."""
        return Hints(likely_paths=cls.likely_paths, list_words=cls.list_words, trap_paths=cls.trap_paths)

    def covers(self, url: str, *, whole_host: bool = False) -> bool:
        """Whether a page or document is the alliance's; ``whole_host``: lies on its hosts or below these."""
        if not whole_host:
            return self.alliance.covers(url) or self.alliance.stores(url)
        hosts = self.alliance.hosts
        return url.startswith(("http://", "https://")) and any(
            host_of(url) == host or host_of(url).endswith(f".{host}") for host in hosts
        )

    async def start(self) -> AsyncIterator[Failure | Request]:
        """Begin with the home page; each answer brings the next request."""
        for first in self._next():
            yield first

    def parse(self, response: Response) -> Iterator[Page | Failure | Request]:
        """Take an answer, then ask for the next page."""
        step: Step = response.meta[_STEP]
        self._plan.took_bytes(len(response.body))
        if step.role is Role.SITEMAP:
            self._read_sitemap(response)
        elif response.status >= 300:
            yield from self._fail(step, response.url, *describe_status(response), status=response.status)
        elif not content_type(response).startswith(_READABLE):
            detail = f"The address holds a file, no page ({content_type(response)[:60]})."
            yield from self._fail(step, step.url, FailureKind.WRONG_TYPE, detail, status=response.status)
        elif is_monstrous(response):
            yield from self._fail(step, response.url, FailureKind.BROKEN, "The page is not made to be read.")
        else:
            yield from self._read_page(step, response)
        yield from self._go_on()

    def refused(self, failure: TwistedFailure) -> Iterator[Failure | Request]:
        """Note why there is no answer, then ask for the next page."""
        request: Request = failure.request  # type: ignore[attr-defined]
        step: Step = request.meta[_STEP]
        kind, detail = describe(request.meta.get(REFUSED) or failure.value or IgnoreRequest())
        if kind is FailureKind.TOO_LARGE:
            self._plan.took_bytes(MAX_SENT)  # it was sent, although it was not taken
        yield from self._fail(step, request.meta.get("redirect_urls", [request.url])[0], kind, detail)
        yield from self._go_on()

    @cached_property
    def _robots(self) -> RobotsMiddleware | None:
        return self.crawler.get_downloader_middleware(RobotsMiddleware)

    def _go_on(self) -> Iterator[Failure | Request]:
        if self._plan.used_up:
            detail = f"The site sent more than {Limits().megabytes} MB, so it was not read to the end."
            yield Failure(self.alliance.home, FailureKind.TOO_LARGE, detail)
        yield from self._next()

    def _next(self) -> Iterator[Failure | Request]:
        if self.tape is not None and self.tape.archive is not None and self.tape.archive.failed:
            return
        step = self._plan.next()
        if step is not None:
            yield self._request(step)
            return
        for url in self._plan.passed_over:
            detail = f"More pages like {url} are linked than are read from one site."
            yield Failure(url, FailureKind.PASSED_OVER, detail)

    def _request(self, step: Step) -> Request:
        return Request(
            step.url,
            callback=self.parse,
            errback=self.refused,
            dont_filter=True,  # the plan repeats nothing, and a dropped request would end the crawl
            meta={_STEP: step, WELL_KNOWN: step.role is Role.SITEMAP},
        )

    def _read_page(self, step: Step, response: Response) -> Iterator[Page]:
        first = not self._bodies
        digest = hashlib.sha256(response.body).digest()
        fresh = digest not in self._bodies and page_key(response.url) not in self._urls
        self._bodies.add(digest)
        self._urls.add(page_key(response.url))
        self._plan.took_page(step, response.url, page_links(response) if fresh else ())
        if spelling := same_page_spelling(response):
            self._plan.same_page(spelling)
        if first:
            named = self._robots.sitemaps() if self._robots else ()
            self._plan.add_sitemaps((*named, urljoin(response.url, "/sitemap.xml")))
        if fresh:
            yield self._page(step, response)

    def _page(self, step: Step, response: Response) -> Page:
        record = response.meta.get(RECORD) or RecordRef("", datetime.now(UTC))
        return Page(
            url=response.url,
            requested_url=step.url,
            status=response.status,
            content_type=content_type(response),
            body=response.body,
            encoding=encoding_of(response),
            fetched_at=record.fetched_at,
            record_id=record.record_id,
            depth=step.candidate.depth,
            link_text=step.candidate.text,
            truncated=record.truncated,
        )

    def _read_sitemap(self, response: Response) -> None:
        if response.status == 200:
            self._plan.took_sitemap(*sitemap_addresses(response.body))

    def _fail(
        self, step: Step, url: str, kind: FailureKind, detail: str, status: int = 0
    ) -> Iterator[Failure]:
        self._plan.failed(step, kind)
        if step.role is Role.SITEMAP or (step.role is Role.GUESS and kind in _NOT_THERE):
            return  # nobody said that there is such a page
        yield Failure(url, kind, detail, step.candidate.depth, status)
