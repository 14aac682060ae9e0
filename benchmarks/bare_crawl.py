"""The least that Scrapy needs to crawl a recording: a spider that drops every answer, and a cache."""

from __future__ import annotations

from collections.abc import AsyncIterator

from scrapy import Request, Spider
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from scrapy.settings import BaseSettings

from alliance_spiders.crawling.errors import Refused
from alliance_spiders.crawling.recording import Recording


class BareSpider(Spider):
    """Asks for the addresses that it is given."""

    name = "bare"

    def __init__(self, urls: list[str], recording: Recording) -> None:
        super().__init__()
        self.urls = urls
        self.recording = recording

    async def start(self) -> AsyncIterator[Request]:
        """All at once; Scrapy puts them in a queue."""
        for url in self.urls:
            yield Request(url)

    def parse(self, response: Response) -> None:
        """Nothing is done with an answer."""


class BareStorage:
    """For ``HTTPCACHE_STORAGE``: answers from the spider's recording."""

    def __init__(self, settings: BaseSettings) -> None:
        pass

    def open_spider(self, spider: BareSpider) -> None:
        """Nothing to open."""

    def close_spider(self, spider: BareSpider) -> None:
        """Nothing to close."""

    def retrieve_response(self, spider: BareSpider, request: Request) -> Response | None:
        """The recorded answer, as Scrapy's own storages give it."""
        try:
            answer = spider.recording.lookup(request.url)
        except Refused:
            return None
        if answer is None:
            return None
        headers = Headers()
        for name, value in answer.headers:
            headers.appendlist(name, value.encode("latin-1", "replace"))
        kind = responsetypes.from_args(headers=headers, url=answer.url, body=answer.raw[:5_000])
        return kind(url=request.url, status=answer.status, headers=headers, body=answer.raw)

    def store_response(self, spider: BareSpider, request: Request, response: Response) -> None:
        """Nothing is received."""
