"""Between a spider and its pages: the browser that shows them, where the crawl has one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Headers, HtmlResponse, Response
from scrapy.http.request import NO_CALLBACK

from alliance_spiders.crawling.browser import Browser, BrowserError, Fetched
from alliance_spiders.crawling.entries import parse_date
from alliance_spiders.crawling.middlewares import WELL_KNOWN
from alliance_spiders.crawling.storage import RECORD, RecordRef, Tape

_ASKED_BY_PAGE = "alliance_asked_by_page"  # request.meta: a page in the browser asks, not the spider
_MAX_FAILED = 3  # pages that the browser could not show, before it is not tried again
_MAX_BYTES = 20 * 1024 * 1024  # of what the pages of one site ask for
_HTML = "text/html; charset=utf-8"
_NOT_PASSED_ON = ("content-encoding", "content-length", "transfer-encoding", "set-cookie", "connection")


class RenderingMiddleware:
    """Puts what the browser shows in place of each page, and records it.

    The spider's attribute ``browser`` is the browser; without one, nothing is done.
    """

    def __init__(self, crawler: Crawler, browser: Browser) -> None:
        self._crawler = crawler
        self._browser = browser
        self._had: dict[str, Fetched | None] = {}
        self._bytes = 0
        self._failed = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build for one spider.

        Raises:
            NotConfigured: it has no browser.
        """
        browser = getattr(crawler.spider, "browser", None)
        if browser is None:
            raise NotConfigured
        return cls(crawler, browser)

    async def process_response(self, request: Request, response: Response) -> Response:
        """The page as a browser shows it; as it came where it is none or the browser fails."""
        asked = request.meta.get(WELL_KNOWN) or request.meta.get(_ASKED_BY_PAGE)
        is_page = response.status == 200 and isinstance(response, HtmlResponse)
        if asked or not is_page or self._failed >= _MAX_FAILED:
            return response
        try:
            html = await self._browser.show(response.url, _fetched(response), self._fetch)
        except BrowserError:
            self._failed += 1
            return response
        body = html.encode("utf-8", "replace")
        self._record(request, response.url, body)
        return response.replace(body=body, headers=Headers({"Content-Type": _HTML}), encoding="utf-8")

    async def _fetch(self, url: str, accept: str, is_page: bool) -> Fetched | None:
        if url not in self._had:
            self._had[url] = await self._download(url, accept, is_page)
        return self._had[url]

    async def _download(self, url: str, accept: str, is_page: bool) -> Fetched | None:
        if self._bytes > _MAX_BYTES or self._crawler.engine is None:
            return None
        meta = {_ASKED_BY_PAGE: True, WELL_KNOWN: not is_page}
        request = Request(url, headers={"Accept": accept}, callback=NO_CALLBACK, dont_filter=True, meta=meta)
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception:  # noqa: BLE001 - whatever stops a download, the page does without it
            return None
        self._bytes += len(response.body)
        return _fetched(response)

    def _record(self, request: Request, url: str, body: bytes) -> None:
        tape: Tape | None = getattr(self._crawler.spider, "tape", None)
        raw = request.meta.get(RECORD)
        if tape is None or tape.archive is None or not isinstance(raw, RecordRef):
            return
        record_id, date = tape.archive.store_shown(url, _HTML, body, raw.record_id)
        request.meta[RECORD] = RecordRef(record_id, parse_date(date) or datetime.now(UTC))


def _fetched(response: Response) -> Fetched:
    headers = {
        name.decode("latin-1"): b", ".join(response.headers.getlist(name)).decode("latin-1")
        for name in response.headers
        if name.decode("latin-1").lower() not in _NOT_PASSED_ON
    }
    return Fetched(response.status, headers, response.body)
