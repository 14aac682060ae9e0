"""Scrapy's cache storage on WARC: what was received is recorded, and a recording answers in its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings

from alliance_spiders.crawling.answers import scrapy_headers
from alliance_spiders.crawling.archive import ArchiveWriter, http_request, http_response
from alliance_spiders.crawling.entries import parse_date
from alliance_spiders.crawling.errors import Refused
from alliance_spiders.crawling.recording import Original, Recording
from alliance_spiders.crawling.urls import normalise
from alliance_spiders.items import FailureKind

RECORD = "alliance_record"  # request.meta: the RecordRef of the answer
REFUSED = "alliance_refused"  # request.meta: the Refused that says why there is no answer
ORIGINAL = "alliance_original"  # request.meta: the Original that the site is asked to confirm


@dataclass(frozen=True, slots=True)
class RecordRef:
    """Which record holds an answer, and when it was received."""

    record_id: str
    fetched_at: datetime
    truncated: bool = False


@dataclass(slots=True)
class Tape:
    """Where the spiders of one run record, or what they are played back from."""

    replay: Recording | None = None
    archive: ArchiveWriter | None = None
    last: Recording | None = None  # of the run before, so that an unchanged page need not be sent again
    served: set[str] = field(default_factory=set)

    def note_failure(self, url: str, kind: FailureKind, detail: str) -> None:
        """Record that an address gave no answer, in a live run whose archive can be written."""
        if self.archive is not None and self.archive.failed is None:
            self.archive.store_failure(url, kind, detail)

    def recorded_failure(self, url: str) -> Refused | None:
        """In a replay, why an address gave no answer when it was recorded; nothing if it gave one."""
        return self._served(self.replay.failure(url)) if self.replay is not None else None

    def recorded_end(self, home: str) -> Refused | None:
        """In a replay, why the crawl of a site ended early when it was recorded; nothing if it did not."""
        return self._served(self.replay.unfinished(home)) if self.replay is not None else None

    def _served(self, failure: tuple[str, Refused] | None) -> Refused | None:
        if failure is None:
            return None
        record_id, refused = failure
        self.served.add(record_id)
        return refused


class WarcStorage:
    """For ``HTTPCACHE_STORAGE``. The spider's attribute ``tape`` says what to do; without one, nothing."""

    def __init__(self, settings: BaseSettings) -> None:
        self._tape = Tape()

    def open_spider(self, spider: Spider) -> None:
        """Take the tape that the spider was given."""
        self._tape = getattr(spider, "tape", None) or Tape()

    def close_spider(self, spider: Spider) -> None:
        """The tape belongs to the run, not to the spider."""

    def retrieve_response(self, spider: Spider, request: Request) -> Response | None:
        """The recorded answer, in a replay; the reason in ``request.meta`` if there is none."""
        if self._tape.replay is None:
            return None
        try:
            answer = self._tape.replay.lookup(request.url)
        except Refused as refused:
            request.meta[REFUSED] = refused
            return None
        if answer is None:
            request.meta[REFUSED] = Refused(
                FailureKind.NOT_RECORDED, "The recording holds no answer to this address."
            )
            return None
        self._tape.served.add(answer.record_id)
        request.meta[RECORD] = RecordRef(answer.record_id, answer.fetched_at, answer.truncated)
        return Response(normalise(answer.url), answer.status, scrapy_headers(answer.headers), answer.raw)

    def store_response(self, spider: Spider, request: Request, response: Response) -> None:
        """Write a live answer into the run's archive."""
        if self._tape.archive is None:
            return
        parts = urlsplit(request.url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        asked = http_request(request.method, target, [("Host", parts.netloc), *_pairs(request)])
        given = http_response(response.status, _pairs(response), len(response.body))
        original = request.meta.get(ORIGINAL)
        if response.status == 304 and isinstance(original, Original):
            record_id, date = self._tape.archive.store_unchanged(request.url, asked, given, original)
        else:
            record_id, date = self._tape.archive.store(request.url, asked, given, response.body)
        request.meta[RECORD] = RecordRef(record_id, parse_date(date) or datetime.now(UTC))


def _pairs(message: Request | Response) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name in message.headers
        for value in message.headers.getlist(name)
    ]
