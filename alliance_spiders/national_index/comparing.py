"""What the index says otherwise than this program: alliances that are new, gone, renamed or have moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from alliance_spiders.alliances import Alliance, all_alliances
from alliance_spiders.items import FailureKind, SiteCrawl
from alliance_spiders.national_index.place import index_place
from alliance_spiders.national_index.reading import Listed, read_index, shown_address
from alliance_spiders.privacy import scrub


class Turn(StrEnum):
    """What happened to an entry of the index."""

    NEW = "new"
    GONE = "gone"
    RENAMED = "renamed"
    MOVED = "moved"
    UNREADABLE = "unreadable"  # the index itself


@dataclass(frozen=True, slots=True)
class IndexChange:
    """One difference. ``alliance_code`` is empty where no known alliance is meant.

    ``name`` and ``url`` are what the index says, without any person; ``sentence`` is for people.
    """

    turn: Turn
    alliance_code: str
    name: str
    url: str
    sentence: str
    page_url: str


def index_changes(crawl: SiteCrawl) -> tuple[IndexChange, ...]:
    """The differences between the index, as crawled, and the alliances known.

    Nothing if a recording does not hold the index; one that says so if it cannot be read.
    """
    readings = [(page.url, read_index(page)) for page in crawl.pages]
    page_url, listed = max(readings, key=lambda reading: len(reading[1]), default=("", ()))
    if listed:
        return tuple(_changes(listed, page_url))
    if not_recorded(crawl):
        return ()
    return (_unreadable(crawl),)


def not_recorded(crawl: SiteCrawl) -> bool:
    """Whether a recording does not hold the index, so that nothing can be said about it."""
    return not crawl.pages and all(f.kind is FailureKind.NOT_RECORDED for f in crawl.failures)


def was_read(crawl: SiteCrawl) -> bool:
    """Whether the index is among the pages, so that what it no longer says is known to be gone."""
    return any(read_index(page) for page in crawl.pages)


def _changes(listed: Sequence[Listed], page_url: str) -> Iterator[IndexChange]:
    for alliance in all_alliances():
        entries = [entry for entry in listed if alliance.code in entry.known]
        yield from _of_alliance(alliance, entries, page_url)
    for entry in _each_once(entry for entry in listed if not entry.known):
        name, url = scrub(entry.name), shown_address(entry.url)
        sentence = (
            f"The index lists “{name}” ({url}), which is none of the known alliances. Its site is not read."
        )
        yield IndexChange(Turn.NEW, "", name, url, sentence, page_url)


def _of_alliance(alliance: Alliance, entries: Sequence[Listed], page_url: str) -> Iterator[IndexChange]:
    if not entries:
        sentence = f"The index no longer lists {alliance.name}. Its site is still read, and its members stay."
        yield IndexChange(Turn.GONE, alliance.code, "", "", sentence, page_url)
        return
    if not any(entry.codes for entry in entries):
        name = scrub(entries[0].name)
        sentence = f"The index calls {alliance.name} “{name}” now. The known name stays until it is changed."
        yield IndexChange(Turn.RENAMED, alliance.code, name, "", sentence, page_url)
    linked = [entry.url for entry in entries if entry.url]
    if linked and not any(alliance.covers(url) for url in linked):
        url = shown_address(linked[0])
        sentence = (
            f"The index links {alliance.name} to {url}. The known site ({alliance.home}) is still read."
        )
        yield IndexChange(Turn.MOVED, alliance.code, "", url, sentence, page_url)


def _unreadable(crawl: SiteCrawl) -> IndexChange:
    if crawl.pages:
        why = "Its page lists fewer than half of the known alliances."
        url = crawl.pages[0].url
    else:
        why = crawl.failures[0].detail if crawl.failures else "It was not fetched."
        url = index_place().addresses[0]
    return IndexChange(Turn.UNREADABLE, "", "", "", f"The index of alliances could not be read. {why}", url)


def _each_once(entries: Iterable[Listed]) -> Iterable[Listed]:
    return {(entry.name.casefold(), entry.url): entry for entry in entries}.values()
