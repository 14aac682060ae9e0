"""The pages of one site in a recording, whether or not a crawl would have come to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from scrapy.http import Response

from alliance_spiders.alliances import Alliance
from alliance_spiders.crawling.answers import Answer, decode_response, scrapy_headers
from alliance_spiders.crawling.errors import Refused
from alliance_spiders.crawling.links import Link, is_monstrous, page_links
from alliance_spiders.crawling.recording import Recording
from alliance_spiders.crawling.scoring import score
from alliance_spiders.crawling.urls import host_of, normalise, page_key
from alliance_spiders.items import Page, SiteCrawl
from matching.errors import UserError

MOST_PAGES = 200  # of one site; a mirror may hold thousands
_READABLE = ("text/html", "application/xhtml", "application/pdf", "application/json")
_REDIRECTS = 5
_FURTHEST = 9  # steps from the home page


@dataclass(frozen=True, slots=True)
class RecordedSite:
    """Pages by key, the home page first if it was recorded; ``links`` leads from page to page, by key.

    ``addresses`` are those of the pages and all that they link to, recorded or not.
    """

    alliance: Alliance
    pages: dict[str, Page]
    links: dict[str, tuple[tuple[str, str], ...]]
    home: str
    addresses: frozenset[str]

    def crawl(self) -> SiteCrawl:
        """The pages in the shape in which the reader takes them."""
        return SiteCrawl(self.alliance.code, tuple(self.pages.values()))


def site_in(recording: Recording, alliance: Alliance) -> RecordedSite:
    """The site of an alliance, as recorded.

    Raises:
        UserError: the recording holds no page of it.
    """
    urls = [url for url in recording.addresses() if alliance.covers(url)]
    home = _landing(recording, alliance)
    urls.sort(key=lambda url: (page_key(url) != home, -score(url, ""), len(url), url))
    pages: dict[str, Page] = {}
    found: dict[str, list[Link]] = {}
    for url in urls:
        answer = _answer(recording, url)
        if answer is not None and page_key(url) not in pages and len(pages) < MOST_PAGES:
            _take(answer, url, pages, found)
    if not pages:
        raise UserError(_not_there(recording, alliance))
    links = {key: tuple(_followed(recording, each, pages)) for key, each in found.items()}
    addresses = {page.url for page in pages.values()} | {link.url for each in found.values() for link in each}
    return RecordedSite(alliance, _with_depth(pages, links, home), links, home, frozenset(addresses))


def target_of(recording: Recording, url: str) -> str:
    """The key of the page that an address leads to, redirects followed as far as they were recorded."""
    for _ in range(_REDIRECTS):
        answer = _answer(recording, url)
        if answer is None or not 300 <= answer.status < 400:
            break
        url = normalise(urljoin(url, answer.header("Location")))
    return page_key(url)


def _landing(recording: Recording, alliance: Alliance) -> str:
    return target_of(recording, normalise(alliance.home))


def _answer(recording: Recording, url: str) -> Answer | None:
    try:
        return recording.lookup(url) if url else None
    except Refused:
        return None


def _take(answer: Answer, url: str, pages: dict[str, Page], found: dict[str, list[Link]]) -> None:
    """Keep an answer that is a page; one that is damaged, or no page, is passed over."""
    if answer.status != 200:
        return
    try:
        page = replace(answer.page(), url=url, requested_url=url)
        response, _ = decode_response(
            Response(url, answer.status, scrapy_headers(answer.headers), answer.raw)
        )
    except Refused:
        return
    if page.content_type.startswith(_READABLE) and page.body and not is_monstrous(response):
        pages[page_key(url)] = page
        found[page_key(url)] = list(page_links(response))


def _followed(recording: Recording, links: list[Link], pages: dict[str, Page]) -> Iterator[tuple[str, str]]:
    """Where the links of a page lead within the site, each place once, with the words of the link."""
    seen: set[str] = set()
    for link in links:
        key = page_key(link.url)
        key = key if key in pages else target_of(recording, link.url)
        if key in pages and key not in seen:
            seen.add(key)
            yield key, link.text


def _with_depth(
    pages: dict[str, Page], links: dict[str, tuple[tuple[str, str], ...]], home: str
) -> dict[str, Page]:
    """The pages with their distance from the home page, and the words of the link that leads to them."""
    depths = {home: (0, "")}
    level = [home]
    for depth in range(1, _FURTHEST):
        reached = [pair for key in level for pair in links.get(key, ()) if pair[0] not in depths]
        for key, text in reached:
            depths.setdefault(key, (depth, text))
        level = list(dict.fromkeys(key for key, _ in reached))
    unlinked = (_FURTHEST, "")
    return {
        key: replace(page, depth=depths.get(key, unlinked)[0], link_text=depths.get(key, unlinked)[1])
        for key, page in pages.items()
    }


def _not_there(recording: Recording, alliance: Alliance) -> str:
    hosts = Counter(host_of(url) for url in recording.addresses())
    shown = ", ".join(host for host, _ in hosts.most_common(5)) + (" and others" if len(hosts) > 5 else "")
    return (
        f"The recording holds no page of {alliance.name} ({', '.join(alliance.scope)}). "
        f"It holds answers of {shown or 'no site'}."
    )
