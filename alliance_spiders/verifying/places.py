"""Does what a row says stand on the recorded page, at the place and under the address that it names?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from alliance_spiders.crawling.recording import Recording
from alliance_spiders.crawling.urls import normalise
from alliance_spiders.items import Page
from alliance_spiders.privacy import REMOVED
from alliance_spiders.reading.decode import decode_body
from alliance_spiders.reading.locator import is_json, is_pdf, resolve, text_at, unescape_script
from alliance_spiders.reading.nodes import Tag
from alliance_spiders.reading.parsing import parsed
from alliance_spiders.reading.pdf import pdf_places
from alliance_spiders.verifying.faults import Fault, shown
from alliance_spiders.verifying.partners_file import Row
from alliance_spiders.verifying.records import Records, page_of

_WORD = re.compile(r"[^\W_]{3,}")


class PageText:
    """A recorded page, parsed once however many rows point into it."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def at(self, locator: str) -> str | None:
        """The text at a place; None when there is no such place."""
        if self._tree is not None:
            return resolve(self._tree, locator)
        return text_at(self._page.body, self._page.content_type, self._page.encoding, locator)

    def lacks(self, text: str) -> str:
        """The first word of a text that stands nowhere on the page; empty when all of them do."""
        return next((word for word in _WORD.findall(text) if word.casefold() not in self._all), "")

    @cached_property
    def _tree(self) -> Tag | None:
        if is_pdf(self._page.body, self._page.content_type) or is_json(self._page.content_type):
            return None
        return parsed(self._decoded)

    @cached_property
    def _decoded(self) -> str:
        return decode_body(self._page.body, self._page.content_type, self._page.encoding)

    @cached_property
    def _all(self) -> str:
        """All text of the page, what is written in attributes and scripts too."""
        if is_pdf(self._page.body, self._page.content_type):
            return " ".join(pdf_places(self._page.body).values()).casefold()
        pieces = [self._decoded, unescape_script(self._decoded)]
        if self._tree is not None:
            # A word may be cut up by tags.
            pieces += [self._tree.get_text(), self._tree.get_text(" ")]
        return " ".join(pieces).casefold()


class Places:
    """Holds rows against the pages of one recording; ``records`` is what was found about these."""

    def __init__(self, recording: Recording, records: Records) -> None:
        self._recording = recording
        self.records = records
        self._pages: dict[str, tuple[Page, PageText] | None] = {}

    def check(self, rows: Iterable[Row], unread: set[tuple[str, str]]) -> Iterator[Fault]:
        """What each row says of its page; of the rows in ``unread``, the words of the snippet too."""
        for row in rows:
            yield from self._record(row)
            page = self._page(row.cells["warc_record_id"])
            if page is not None:
                yield from _address(row, page[0])
                yield from _place(row, page[1])
                if (row.cells["alliance_code"], row.cells["name_as_written"]) in unread:
                    yield from _snippet(row, page[1])

    def _record(self, row: Row) -> Iterator[Fault]:
        record_id = row.cells["warc_record_id"]
        owners = self.records.owners.get(record_id, [])
        if problem := self.records.problems.get(record_id):
            yield Fault.of_row(row, "warc_record_id", problem)
        elif not owners:
            yield Fault.of_row(row, "warc_record_id", "the run read no such record")
        elif row.cells["alliance_code"] not in owners:
            yield Fault.of_row(row, "alliance_code", f"the page is one of {', '.join(owners)}")

    def _page(self, record_id: str) -> tuple[Page, PageText] | None:
        if record_id not in self._pages:
            page = page_of(self._recording, record_id)
            self._pages[record_id] = (page, PageText(page)) if page else None
        return self._pages[record_id]


def _address(row: Row, page: Page) -> Iterator[Fault]:
    for column, recorded in (("page_url", normalise(page.url)), ("fetched_at", page.fetched_at.isoformat())):
        if row.cells[column] != recorded:
            yield Fault.of_row(row, column, f"the record is of {shown(recorded)}")


def _place(row: Row, text: PageText) -> Iterator[Fault]:
    found = text.at(row.cells["locator"])
    if found is None:
        yield Fault.of_row(row, "locator", "the recorded page has no such place")
    elif _squeezed(row.cells["name_as_written"]) not in _squeezed(found):
        yield Fault.of_row(row, "name_as_written", "it does not stand at the place that the row names")


def _snippet(row: Row, text: PageText) -> Iterator[Fault]:
    if word := text.lacks(row.cells["snippet"].replace(REMOVED, " ")):
        yield Fault.of_row(row, "snippet", f"{shown(word)} stands nowhere on the recorded page")


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()
