"""What stands between a spider and a site: scope, robots.txt, patience, and undoing compression."""

from __future__ import annotations

import asyncio
from typing import Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from alliance_spiders.crawling.answers import decode_response, scrapy_headers
from alliance_spiders.crawling.decoding import ACCEPT_ENCODING
from alliance_spiders.crawling.errors import Refused
from alliance_spiders.crawling.failures import describe, describe_status
from alliance_spiders.crawling.recording import Original
from alliance_spiders.crawling.storage import ORIGINAL, RECORD, REFUSED, RecordRef, Tape
from alliance_spiders.crawling.urls import host_of, is_gate
from alliance_spiders.items import FailureKind
from alliance_spiders.privacy import scrub

WELL_KNOWN = "alliance_well_known"  # request.meta: robots.txt or a sitemap, which lie outside a section

_ROBOTS_PRIORITY = 1_000
_MAX_ROBOTS = 500 * 1024  # bytes; what Google reads of a robots.txt
_DEFAULT_WAIT = 2.0  # seconds
_CONDITIONS = (("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since"))
_MAX_WAIT = 30  # seconds that a Retry-After is obeyed; what asks for longer is left alone


class _OfCrawler:
    """Holds the crawler of its spider, as Scrapy builds middlewares."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build for one spider."""
        return cls(crawler)


class ScopeMiddleware(_OfCrawler):
    """Lets nothing pass but http(s) addresses of the spider's own alliance, redirects included."""

    def process_request(self, request: Request) -> None:
        """Refuse what leads away or round in a circle."""
        earlier = request.meta.get("redirect_urls", [])
        if request.url in earlier:
            raise Refused(FailureKind.REDIRECT, "The address redirects in a loop.")
        covers = getattr(self._crawler.spider, "covers", None)
        if covers is None or covers(request.url, whole_host=bool(request.meta.get(WELL_KNOWN))):
            return
        target = host_of(request.url) or "an address that is no web page"
        if earlier and target == host_of(earlier[0]):
            target = f"{target}{scrub(urlsplit(request.url).path[:80])}"
        if earlier and not request.meta.get(WELL_KNOWN) and is_gate(request.url):
            raise Refused(
                FailureKind.FORBIDDEN,
                f"The address leads to {target}, which asks for a login or for consent.",
            )
        raise Refused(
            FailureKind.REDIRECT, f"The address leads to {target}, which is not the alliance's own site."
        )


class RobotsMiddleware(_OfCrawler):
    """Obeys robots.txt (RFC 9309); to Scrapy's own, a failing robots.txt is a permission."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._rules: dict[str, asyncio.Task[Protego | Refused]] = {}
        self._agent = crawler.settings["USER_AGENT"]

    async def process_request(self, request: Request) -> None:
        """Refuse what robots.txt forbids, or everything where robots.txt cannot be read."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._fetch(f"{origin}/robots.txt"))
        rules = await self._rules[origin]
        if isinstance(rules, Refused):
            raise Refused(rules.kind, rules.detail)
        if not rules.can_fetch(request.url, self._agent):
            raise Refused(FailureKind.ROBOTS, "The site's robots.txt asks not to fetch this address.")

    def sitemaps(self) -> tuple[str, ...]:
        """The addresses of sitemaps that the robots.txt files read so far name."""
        found: list[str] = []
        for task in self._rules.values():
            rules = task.result() if task.done() and not task.cancelled() else None
            if isinstance(rules, Protego):
                found.extend(rules.sitemaps)
        return tuple(dict.fromkeys(found))

    async def _fetch(self, url: str) -> Protego | Refused:
        meta = {"dont_obey_robotstxt": True, WELL_KNOWN: True}
        request = Request(url, callback=NO_CALLBACK, meta=meta, priority=_ROBOTS_PRIORITY, dont_filter=True)
        try:
            response = await self._crawler.engine.download_async(request)
        except IgnoreRequest as error:
            return self._unanswered(request, error)
        except Exception as error:  # noqa: BLE001 - whatever stops a download stops the crawl of this host
            return _unreadable(error)
        return _rules_of(response)

    def _unanswered(self, request: Request, error: IgnoreRequest) -> Protego | Refused:
        refused = request.meta.get(REFUSED, error)
        if isinstance(refused, Refused) and refused.kind in (FailureKind.NOT_RECORDED, FailureKind.REDIRECT):
            return Protego.parse("")
        return _unreadable(refused)


def _unreadable(error: Exception) -> Refused:
    kind, detail = describe(error)
    if kind in (FailureKind.DNS, FailureKind.CONNECTION, FailureKind.TLS):
        return Refused(kind, detail)  # it is not robots.txt that cannot be had, but the site
    return Refused(kind, f"The site's robots.txt cannot be read, so nothing is fetched. {detail}")


def _rules_of(response: Response) -> Protego | Refused:
    if response.status >= 500 or response.status == 429:
        # The whole site may fail so, but as long as robots.txt does, no page is asked for.
        kind, detail = describe_status(response)
        return Refused(kind, f"{detail} That was its answer for robots.txt, so nothing more was asked for.")
    if response.status != 200:
        return Protego.parse("")
    text = response.body[:_MAX_ROBOTS].decode("utf-8-sig", "ignore")
    # A page in place of robots.txt says nothing about robots.
    return Protego.parse("" if text.lstrip().startswith("<") else text)


class PatienceMiddleware:
    """Waits before Scrapy retries 429 or 503, as long as the site asks, if that is bearable."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("RETRY_ENABLED"):
            raise NotConfigured
        self._retries = crawler.settings.getint("RETRY_TIMES")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build for one spider."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Wait, or leave alone what asks for more patience than there is."""
        if response.status in (429, 503):
            wait = _retry_after(response)
            if wait > _MAX_WAIT:
                request.meta["dont_retry"] = True
            elif request.meta.get("retry_times", 0) < self._retries:
                await asyncio.sleep(wait)
        return response


def _retry_after(response: Response) -> float:
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    return float(_MAX_WAIT) if value else _DEFAULT_WAIT  # a date: the most that is waited


class UnansweredMiddleware(_OfCrawler):
    """Records why an address gave no answer, so that a replay meets the same failure."""

    def process_request(self, request: Request) -> None:
        """Fail as recorded."""
        if refused := self._tape.recorded_failure(request.url):
            raise refused

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Note what the network did; what is refused here, a replay refuses as well."""
        if not isinstance(exception, IgnoreRequest):
            self._tape.note_failure(request.url, *describe(exception))

    @property
    def _tape(self) -> Tape:
        return getattr(self._crawler.spider, "tape", None) or Tape()


class UnchangedMiddleware(_OfCrawler):
    """Asks for a page only if it has changed since the last recording, and takes it from there if not."""

    def process_request(self, request: Request) -> None:
        """Name the version that is at hand; what a redirected request says of its old address is removed."""
        request.meta.pop(ORIGINAL, None)
        for _, condition in _CONDITIONS:
            request.headers.pop(condition, None)
        original = self._original(request.url)
        if original is None:
            return
        for header, condition in _CONDITIONS:
            if value := original.answer.header(header):
                request.headers[condition] = value
                request.meta[ORIGINAL] = original

    def process_response(self, request: Request, response: Response) -> Response:
        """The page of the last recording in place of “not modified”."""
        original = request.meta.get(ORIGINAL)
        if response.status != 304 or not isinstance(original, Original):
            return response
        answer = original.answer
        return Response(request.url, answer.status, scrapy_headers(answer.headers), answer.raw)

    def _original(self, url: str) -> Original | None:
        tape = getattr(self._crawler.spider, "tape", None)
        if not isinstance(tape, Tape) or tape.last is None:
            return None
        try:
            return tape.last.original(url)
        except Refused:
            return None


class DecodingMiddleware:
    """Undoes content encoding, the same way for live and recorded answers."""

    def process_request(self, request: Request) -> None:
        """Say which encodings are understood."""
        request.headers.setdefault("Accept-Encoding", ACCEPT_ENCODING)

    def process_response(self, request: Request, response: Response) -> Response:
        """Give the response in plain, and note a body that broke off."""
        plain, decoded = decode_response(response)
        record = request.meta.get(RECORD)
        if decoded.truncated and isinstance(record, RecordRef):
            request.meta[RECORD] = RecordRef(record.record_id, record.fetched_at, truncated=True)
        return plain
