"""For tests only: every host is answered by one server on this machine, without TLS."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response


class TestServerHandler(HTTP11DownloadHandler):
    """Asks the server of the setting ``ALLIANCES_TEST_SERVER``; the host asked for stands in ``Host``."""

    __test__ = False  # no test case, whatever its name

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._server = crawler.settings["ALLIANCES_TEST_SERVER"]

    async def download_request(self, request: Request) -> Response:
        """Ask the test server for the same path."""
        parts = urlsplit(request.url)
        headers = request.headers.copy()
        headers["Host"] = parts.netloc
        headers["X-Forwarded-Proto"] = parts.scheme
        address = parts._replace(scheme="http", netloc=self._server).geturl()
        response = await super().download_request(request.replace(url=address, headers=headers))
        return response.replace(url=request.url)
