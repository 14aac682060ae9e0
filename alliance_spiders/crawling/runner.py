"""Crawling all sites at once, in one process, and handing each over when it is done."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from twisted.logger import globalLogBeginner
from twisted.python.failure import Failure as TwistedFailure

from alliance_spiders.alliances import Alliance
from alliance_spiders.crawling.archive import (
    ArchiveWriter,
    copy_records,
    free_place,
    live_recordings,
    remove_unfinished,
)
from alliance_spiders.crawling.browser import Browser, installed, missing
from alliance_spiders.crawling.options import CrawlOptions, CrawlReport, user_agent
from alliance_spiders.crawling.recording import Recording
from alliance_spiders.crawling.recording_error import RecordingError
from alliance_spiders.crawling.run_settings import settings_for
from alliance_spiders.crawling.storage import Tape
from alliance_spiders.items import Failure, FailureKind, Page, SiteCrawl
from alliance_spiders.spiders.base import AllianceSpider

_SITES_AT_ONCE = 50  # more would only wait for each other, and each takes memory
_REPLAYED_AT_ONCE = 4  # no site makes another wait; so the first can be read while others are replayed
_GRACE = 1.0  # seconds that a stopped run waits for answers that are under way
_NO_CONTACT = "No contact address is set; set one, so that the sites can reach you."

OnSite = Callable[[SiteCrawl], Awaitable[bool | None]]
"""True to have the site crawled a second time, with a browser that runs its scripts."""

OnPage = Callable[[str, int], None]


def crawl(
    alliances: Sequence[Alliance], options: CrawlOptions, on_site: OnSite, on_page: OnPage | None = None
) -> CrawlReport:
    """Crawl the sites of some alliances; ``on_site`` gets each as soon as it is done, while others go on.

    Where ``on_site`` asks for it, a live site is crawled again in the end, with a browser, and comes twice.
    ``on_page(alliance_code, n)`` is called after the n-th page or failure of a site. Can be called once in a
    process, because Scrapy's event loop cannot be started twice. An exception in ``on_site`` ends the run
    and comes out of this function.

    Raises:
        RecordingError: the archive cannot be written.
    """
    return _Run(options, on_site, on_page or (lambda _code, _count: None)).crawl(alliances)


class _Site:
    """Gathers what the spider of one alliance yields."""

    def __init__(self, alliance: Alliance, crawler: Crawler, on_page: OnPage) -> None:
        self.alliance = alliance
        self.pages: list[Page] = []
        self.failures: list[Failure] = []
        self._on_page = on_page
        crawler.signals.connect(self._item, signal=signals.item_scraped)
        crawler.signals.connect(self._error, signal=signals.spider_error)
        crawler.signals.connect(self._closed, signal=signals.spider_closed)

    @property
    def result(self) -> SiteCrawl:
        """All that was had."""
        return SiteCrawl(self.alliance.code, tuple(self.pages), tuple(self.failures))

    def broke(self, error: BaseException) -> None:
        """Note that the spider itself failed."""
        detail = f"The spider stopped because of a fault of its own ({type(error).__name__})."
        self.failures.append(Failure(self.alliance.home, FailureKind.UNFINISHED, detail))

    def end(self, tape: Tape) -> None:
        """Record that the crawl ended early, or note that it did so when it was recorded."""
        early = [failure for failure in self.failures if failure.kind is FailureKind.UNFINISHED]
        for failure in early:
            tape.note_failure(failure.url, failure.kind, failure.detail)
        recorded = tape.recorded_end(self.alliance.home)
        if recorded and not early:
            self.failures.append(Failure(self.alliance.home, recorded.kind, recorded.detail))

    def _item(self, item: object) -> None:
        if isinstance(item, Page):
            self.pages.append(item)
        elif isinstance(item, Failure):
            self.failures.append(item)
        self._on_page(self.alliance.code, len(self.pages) + len(self.failures))

    def _error(self, failure: TwistedFailure) -> None:
        self.broke(failure.value or RuntimeError())

    def _closed(self, reason: str) -> None:
        if reason == "closespider_timeout":
            detail = "The time for the run was up before the site had been read."
            self.failures.append(Failure(self.alliance.home, FailureKind.UNFINISHED, detail))


class _Run:
    def __init__(self, options: CrawlOptions, on_site: OnSite, on_page: OnPage) -> None:
        self._options = options
        self._on_site = on_site
        self._on_page = on_page
        self._start = datetime.now(UTC)
        self._tape = Tape(options.replay, self._archive(), self._last_recording())
        # What goes wrong comes out as a failure with a sentence; without this, Twisted prints tracebacks.
        globalLogBeginner.beginLoggingTo([], redirectStandardIO=False, discardBuffer=True)
        self._process = AsyncCrawlerProcess(settings_for(options))
        self._unfinished: set[str] = set()
        self._turn = asyncio.Semaphore(_REPLAYED_AT_ONCE if options.replay else _SITES_AT_ONCE)
        self._for_browser: list[Alliance] = []
        self._stopped = False
        self._error: BaseException | None = None

    def crawl(self, alliances: Sequence[Alliance]) -> CrawlReport:
        """Run to the end or to a signal."""
        loop = asyncio.get_event_loop()
        main = loop.create_task(self._main(alliances))
        with _signals(loop, partial(self._stop, loop, main)):
            self._process.start(stop_after_crawl=False, install_signal_handlers=False)
        if self._tape.archive is not None and self._tape.archive.failed is not None:
            raise self._tape.archive.failed
        archive, records = self._finish()
        if self._tape.last is not None:
            self._tape.last.close()
        if self._error is not None:
            raise self._error
        replay = self._options.replay
        return CrawlReport(
            date=replay.date if replay else self._start,
            archive=archive,
            records=records,
            stopped=self._stopped,
            unfinished=tuple(sorted(self._unfinished)),
            warnings=() if replay or self._options.contact.strip() else (_NO_CONTACT,),
        )

    async def _main(self, alliances: Sequence[Alliance]) -> None:
        from twisted.internet import reactor

        tasks = [asyncio.ensure_future(self._site(alliance)) for alliance in alliances]
        try:
            await asyncio.gather(*tasks)
            await self._with_browser()
        except asyncio.CancelledError:
            self._stopped = True
        except BaseException as error:  # noqa: BLE001 - raised again outside the event loop
            self._error = error
        finally:
            try:
                await self._come_to_rest([task for task in tasks if not task.done()])
            finally:  # a signal more may come meanwhile
                reactor.stop()  # type: ignore[misc]  # Twisted's reactor is a module to mypy

    async def _come_to_rest(self, under_way: Sequence[asyncio.Future[None]]) -> None:
        """End the sites that another one's fault left under way; without a loop they cannot end in order."""
        if not under_way:
            return
        self._stopped = True
        stopping = asyncio.ensure_future(self._process.stop())
        await asyncio.wait([stopping, *under_way], timeout=_GRACE)
        for task in under_way:
            task.cancel()
        await asyncio.wait(under_way, timeout=_GRACE)

    async def _with_browser(self) -> None:
        """Crawl again, one after the other, the sites that stayed empty without their scripts."""
        if self._for_browser and not self._stopped and not missing():
            async with Browser(installed()) as browser:
                for alliance in self._for_browser:
                    if self._seconds_left() > 0 and not self._stopped:
                        await self._site(alliance, browser)

    async def _site(self, alliance: Alliance, browser: Browser | None = None) -> None:
        self._unfinished.add(alliance.code)
        async with self._turn:
            if not self._stopped:
                await self._crawl_site(alliance, browser)

    async def _crawl_site(self, alliance: Alliance, browser: Browser | None) -> None:
        crawler = self._process.create_crawler(spider_class(alliance.slug, self._process))
        if self._options.replay is None:
            crawler.settings.set("CLOSESPIDER_TIMEOUT", max(1.0, self._seconds_left()), "cmdline")
        site = _Site(alliance, crawler, self._on_page)
        crawl = self._process.crawl(crawler, alliance=alliance, tape=self._tape, browser=browser)
        outcome = (await asyncio.gather(crawl, return_exceptions=True))[0]
        if isinstance(outcome, Exception):
            site.broke(outcome)
        site.end(self._tape)
        if not self._stopped:
            self._unfinished.discard(alliance.code)
            if await self._on_site(site.result) and self._options.replay is None and browser is None:
                self._for_browser.append(alliance)

    def _seconds_left(self) -> float:
        """Of the time for the whole run."""
        return self._options.seconds - (datetime.now(UTC) - self._start).total_seconds()

    def _stop(self, loop: asyncio.AbstractEventLoop, main: asyncio.Task[None]) -> None:
        if self._stopped:
            main.cancel()
            return
        self._stopped = True
        self._stopping = loop.create_task(self._process.stop())
        loop.call_later(_GRACE, main.cancel)

    def _archive(self) -> ArchiveWriter | None:
        if self._options.replay is not None or self._options.archive_dir is None:
            return None
        info = {
            "software": user_agent("").partition(" ")[0],
            "format": "WARC File Format 1.1",
            "robots": "obey",
            "http-header-user-agent": user_agent(self._options.contact),
        }
        remove_unfinished(self._options.archive_dir)
        return ArchiveWriter(free_place(self._options.archive_dir, self._start), info)

    def _last_recording(self) -> Recording | None:
        """The newest recording of a live run; what a replay was given may come from anywhere."""
        if self._options.replay is not None or self._options.archive_dir is None:
            return None
        newest = max(live_recordings(self._options.archive_dir), default=None)
        try:
            return Recording.open(newest) if newest else None
        except RecordingError:
            return None  # a page more is fetched, no more than that

    def _finish(self) -> tuple[Any, int]:
        if self._tape.archive is not None:
            return self._tape.archive.finish(), self._tape.archive.records
        replay, directory = self._options.replay, self._options.archive_dir
        if replay is None or directory is None:
            return None, len(self._tape.served)
        return copy_records(replay, self._tape.served, directory), len(self._tape.served)


@contextmanager
def _signals(loop: asyncio.AbstractEventLoop, stop: Callable[[], None]) -> Iterator[None]:
    """Stop on SIGINT and SIGTERM while the loop runs, and put back what was set before."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        loop.add_signal_handler(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            loop.remove_signal_handler(number)
            signal.signal(number, handler)


def spider_class(slug: str, process: AsyncCrawlerProcess) -> type[Spider]:
    """The spider of an alliance; a plain one for an alliance that has none of its own yet."""
    if slug in process.spider_loader.list():
        return process.spider_loader.load(slug)
    return type("PlainSpider", (AllianceSpider,), {"name": slug})
