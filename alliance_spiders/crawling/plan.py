"""Deciding what to fetch next from one site: the home page, what leads to the partners, a few others."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urljoin, urlsplit

from alliance_spiders.alliances import Alliance
from alliance_spiders.crawling.frontier import Candidate, Frontier, Limits
from alliance_spiders.crawling.links import Link
from alliance_spiders.crawling.scoring import Region, Taste
from alliance_spiders.crawling.urls import family, host_of, normalise, page_key
from alliance_spiders.items import FailureKind

_START_POINTS = 1_000
_LIKELY_POINTS = 500
_GUESSED = range(_LIKELY_POINTS - 100, _LIKELY_POINTS + 1)
_MAX_SITEMAPS = 4
_MAX_REQUESTS = 90
_MAX_STARTS = 5  # other ways in that are tried
_OF_POSTS = re.compile(r"post|news|event|blog|tag|categor|author|media|attachment|product", re.IGNORECASE)
_UNREACHABLE = {FailureKind.DNS, FailureKind.CONNECTION, FailureKind.TIMEOUT, FailureKind.TLS}
_TURNED_AWAY = {FailureKind.FORBIDDEN, FailureKind.HTTP_ERROR}
_PATIENCE = {**dict.fromkeys(_UNREACHABLE, 3), **dict.fromkeys(_TURNED_AWAY, 8), FailureKind.DNS: 1}


class Role(Enum):
    """What a request is for."""

    START = "start"
    PAGE = "page"
    GUESS = "guess"  # known or likely beforehand, and no link seen that leads there
    SITEMAP = "sitemap"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to fetch."""

    role: Role
    candidate: Candidate

    @property
    def url(self) -> str:
        """The address to ask for."""
        return self.candidate.url


class Plan:
    """The order in which one site is fetched; it depends on the answers alone, so a replay repeats it."""

    def __init__(
        self, alliance: Alliance, taste: Taste, likely: Iterable[str] = (), limits: Limits | None = None
    ) -> None:
        self._alliance = alliance
        self._limits = limits or Limits()
        self._taste = taste
        self._frontier = Frontier(self._limits, taste, _top_folders(alliance))
        self._starts = deque([alliance.home])
        self._reserve = deque(_other_starts(alliance))
        self._likely = tuple(likely)
        self._sitemaps: deque[str] = deque()
        self._sitemaps_left = _MAX_SITEMAPS
        self._requests = 0
        self._pages = 0
        self._bytes = 0
        self._silent: Counter[str] = Counter()
        self._unknown_names: set[str] = set()
        self._answered: set[str] = set()

    @property
    def used_up(self) -> bool:
        """Whether the site has sent as much as is taken from one site."""
        return self._bytes >= self._limits.megabytes * 1024 * 1024

    @property
    def passed_over(self) -> tuple[str, ...]:
        """An address of each folder of parts of the list that was not read to its end."""
        return self._frontier.passed_over()

    def next(self) -> Step | None:
        """What to fetch now; nothing when the site has been read as far as it is read."""
        if self._pages >= self._limits.pages or self._requests >= _MAX_REQUESTS or self.used_up:
            return None
        step = self._start() or self._sitemap() or self._page()
        self._requests += step is not None
        return step

    def took_bytes(self, count: int) -> None:
        """Count what the site has sent."""
        self._bytes += count

    def took_page(self, step: Step, url: str, links: Iterable[Link]) -> None:
        """A page was had: queue where it leads."""
        first = self._pages == 0
        self._pages += 1
        self._silent[host_of(url)] = 0
        self._frontier.mark(step.url)
        self._frontier.mark(url)
        if first:
            self._starts.clear()
            self._offer_likely(url)
        for link in links:
            is_stored = link.region is Region.MAIN and self._alliance.stores(link.url)
            if is_stored or self._alliance.covers(link.url):
                self._frontier.offer(link, step.candidate.depth + 1, step.candidate)

    def same_page(self, url: str) -> None:
        """Another address of a page that was had."""
        self._frontier.mark(url)

    def add_sitemaps(self, urls: Iterable[str]) -> None:
        """Sitemaps to read, those of pages before those of posts."""
        fresh = {page_key(url): url for url in urls if host_of(url) in self._alliance.hosts}
        ranked = sorted(fresh.values(), key=lambda url: (bool(_OF_POSTS.search(url)), url))
        self._sitemaps.extend(ranked[:_MAX_SITEMAPS])

    def took_sitemap(self, pages: Iterable[str], further: Iterable[str]) -> None:
        """A sitemap was read: queue its pages as if they were two steps from home."""
        self.add_sitemaps(further)
        for url in pages:
            if self._alliance.covers(url):
                self._frontier.offer(Link(url, "", Region.SITEMAP), min(2, self._limits.depth))

    def failed(self, step: Step, kind: FailureKind) -> None:
        """Nothing was had; look for another way in if the home page failed."""
        host = host_of(step.url)
        if step.role is Role.GUESS:
            self._frontier.unmark(step.url)  # a link may still lead to the page, in its own spelling
        if kind in _PATIENCE:
            self._silent[host] += 1
            if self._silent[host] >= _PATIENCE[kind]:
                self._silent[host] = max(_PATIENCE.values())
        if kind is FailureKind.DNS:
            self._unknown_names.add(urlsplit(step.url).netloc)
        if step.role is Role.START and not self._pages and not self._starts:
            self._next_start(step, kind)

    def _next_start(self, step: Step, kind: FailureKind) -> None:
        # Another spelling helps against a name or a connection that fails, not against an answer.
        if kind not in _UNREACHABLE and kind is not FailureKind.REDIRECT:
            self._answered.add(page_key(step.url))
        while self._reserve:
            url = self._reserve.popleft()
            if urlsplit(url).netloc in self._unknown_names:
                continue
            if page_key(url) not in self._answered:
                self._starts.append(url)
                return
        self._offer_likely(self._alliance.home)

    def _start(self) -> Step | None:
        if not self._starts:
            return None
        return Step(Role.START, Candidate(-_START_POINTS, 0, normalise(self._starts.popleft())))

    def _sitemap(self) -> Step | None:
        while self._sitemaps and self._sitemaps_left:
            url = self._sitemaps.popleft()
            if self._frontier.mark(url):
                self._sitemaps_left -= 1
                return Step(Role.SITEMAP, Candidate(0, 1, url))
        return None

    def _page(self) -> Step | None:
        while (candidate := self._frontier.pop()) is not None:
            if self._silent[host_of(candidate.url)] < max(_PATIENCE.values()):
                guessed = candidate.score in _GUESSED and not candidate.text
                return Step(Role.GUESS if guessed else Role.PAGE, candidate)
        return None

    def _offer_likely(self, home: str) -> None:
        for place, path in enumerate(self._likely):
            url = normalise(urljoin(home, path))
            if self._alliance.covers(url):
                self._frontier.put(url, 1, _LIKELY_POINTS - place)


def _top_folders(alliance: Alliance) -> set[str]:
    """The folders in which the alliance's site begins; more than the host where it is a section."""
    return {family(f"https://{place.rstrip('/')}/page") for place in alliance.scope} | {family(alliance.home)}


def _other_starts(alliance: Alliance) -> list[str]:
    """Other ways in: the other hosts and sections of the scope, with and without ``www.``, then http."""
    urls = [alliance.home]
    for scheme in ("https", "http"):
        for place in alliance.scope:
            urls += [f"{scheme}://{place}", f"{scheme}://www.{place}"]
    spelled = list(dict.fromkeys(normalise(url) for url in urls))
    return spelled[1 : _MAX_STARTS + 1]
