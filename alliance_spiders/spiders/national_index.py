"""NHS England's index of Cancer Alliances: its one page, and nothing that it links to."""

from __future__ import annotations

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from alliance_spiders.alliances import Alliance
from alliance_spiders.crawling.browser import Browser
from alliance_spiders.crawling.frontier import Candidate
from alliance_spiders.crawling.plan import Role, Step
from alliance_spiders.crawling.storage import Tape
from alliance_spiders.items import Page
from alliance_spiders.national_index.place import index_place, index_site
from alliance_spiders.national_index.reading import read_index
from alliance_spiders.spiders.base import AllianceSpider


class NationalIndexSpider(AllianceSpider):
    """Asks for the known addresses of the page in turn, until one shows the list."""

    name = "national_index"

    def __init__(
        self,
        alliance: Alliance | None = None,
        tape: Tape | None = None,
        browser: Browser | None = None,
        **arguments: str,
    ) -> None:
        super().__init__(alliance or index_site(), tape, browser, **arguments)
        self._addresses = iter(index_place().addresses)
        self._found = False

    def _next(self) -> Iterator[Request]:
        address = "" if self._found else next(self._addresses, "")
        if address:
            yield self._request(Step(Role.START, Candidate(0, 0, address)))

    def _read_page(self, step: Step, response: Response) -> Iterator[Page]:
        page = self._page(step, response)
        self._found = bool(read_index(page))
        yield page
