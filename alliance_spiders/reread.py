"""Reading the recorded pages of an earlier run again, with today's program.

What differs between then and now may be the site's doing, the register's or this program's. Only the old
pages, read anew, can tell; no network is asked and no old program is needed.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from scrapy.http import Response

from alliance_spiders.alliances import Alliance, all_alliances
from alliance_spiders.crawling.answers import Answer, decode_response, scrapy_headers
from alliance_spiders.crawling.errors import Refused
from alliance_spiders.crawling.links import Link, page_links
from alliance_spiders.crawling.recording import Recording
from alliance_spiders.crawling.recording_error import RecordingError
from alliance_spiders.crawling.urls import normalise, page_key
from alliance_spiders.items import Page, SiteCrawl
from alliance_spiders.reading import read_site
from alliance_spiders.spider_hints import hints_of
from matching.matcher import Matcher
from matching.register import Register
from output.past import PageRef, Past, Rereading, address_digest


class Rereader:
    """Opens each recording and makes each matcher once. ``areas`` are those of ``Matcher``."""

    def __init__(self, archive_dir: Path, areas: Mapping[str, frozenset[str]], ready: Matcher) -> None:
        self._archive_dir = archive_dir
        self._areas = areas
        self._matchers = {ready.register.version: ready}
        self._recordings: dict[str, Recording | None] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def __call__(self, alliance_code: str, past: Past, register: Register) -> Rereading | None:
        """What the pages of an earlier crawl say; None when one of them can no longer be had."""
        recording = self._recording(past.archive)
        alliance = next((a for a in all_alliances() if a.code == alliance_code), None)
        if recording is None or alliance is None:
            return None
        return read_again(recording, alliance, past.pages, self._matcher(register))

    def _recording(self, name: str) -> Recording | None:
        """The recording of this name, opened once; None when it is gone or damaged."""
        path = self._archive_dir / Path(name).name
        if name not in self._recordings:
            try:
                found = self._stack.enter_context(Recording.open(path)) if name else None
            except RecordingError:
                found = None
            self._recordings[name] = found
        return self._recordings[name]

    def _matcher(self, register: Register) -> Matcher:
        if register.version not in self._matchers:
            self._matchers[register.version] = Matcher(register, self._areas)
        return self._matchers[register.version]


def read_again(
    recording: Recording, alliance: Alliance, refs: tuple[PageRef, ...], matcher: Matcher
) -> Rereading | None:
    """What the pages of a crawl say to today's program; None when one of them can no longer be had."""
    try:
        answers = [recording.get(ref.record_id) for ref in refs]
        pages, linked = _as_crawled(answers, refs)
    except (KeyError, Refused):
        return None
    reading = read_site(SiteCrawl(alliance.code, pages), alliance, matcher, hints_of(alliance))
    return Rereading(reading, linked)


def page_refs(pages: Iterable[Page]) -> tuple[PageRef, ...]:
    """What is kept of a crawl's pages."""
    return tuple(
        PageRef(page.record_id, page.depth, hashlib.sha256(page.body).hexdigest(), address_digest(page.url))
        for page in pages
    )


def _as_crawled(
    answers: Iterable[Answer], refs: tuple[PageRef, ...]
) -> tuple[tuple[Page, ...], Mapping[str, frozenset[str]]]:
    """The pages as the crawl had them, with the words of the links that led to them, and all links.

    Raises:
        Refused: an answer is damaged.
    """
    words: dict[str, str] = {}
    linked: dict[str, set[str]] = defaultdict(set)
    pages: list[Page] = []
    for answer, ref in zip(answers, refs, strict=True):
        page = answer.page()
        key = page_key(page.url)
        pages.append(replace(page, url=normalise(page.url), depth=ref.depth, link_text=words.get(key, "")))
        for link in _links(answer):
            if link.text:
                words.setdefault(page_key(link.url), link.text)
            linked[address_digest(link.url)].add(ref.sha256)
    return tuple(pages), {url: frozenset(digests) for url, digests in linked.items()}


def _links(answer: Answer) -> tuple[Link, ...]:
    response, _ = decode_response(
        Response(normalise(answer.url), answer.status, scrapy_headers(answer.headers), answer.raw)
    )
    return page_links(response)
