"""The addresses still to be fetched, best first, within limits that no site can exceed."""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from itertools import count

from alliance_spiders.crawling.links import Link
from alliance_spiders.crawling.scoring import (
    LEADING,
    LISTING,
    NAMING,
    NEVER,
    Region,
    Taste,
    continues,
    is_document,
    lies_below,
    score,
)
from alliance_spiders.crawling.urls import family, normalise, page_key

_LETTERS = re.compile(r"[A-Z](?:\s?(?:-|–|to)\s?[A-Z])?", re.IGNORECASE)  # “C”, “A to F”


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one site is fetched in one run."""

    pages: int = 40
    depth: int = 3
    ordinary: int = 24  # pages that nothing but their presence speaks for
    documents: int = 5
    alike: int = 6  # ordinary pages of one folder, pagination or calendar
    parts: int = 26  # of one list: further pages, or one for each letter, area or partner
    queue: int = 2_000
    megabytes: int = 20


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """An address with its worth; the order is that of fetching: of equals, the one that was seen first."""

    rank: int
    depth: int
    seen: int = field(kw_only=True, default=0)
    url: str
    text: str = field(default="", compare=False)

    @property
    def score(self) -> int:
        """Points; more is better."""
        return -self.rank


class Frontier:
    """A queue in which every page stands once, under the best of the links that lead to it."""

    def __init__(self, limits: Limits, taste: Taste, top: Collection[str] = ()) -> None:
        """``top`` are the folders in which the site itself begins, as ``family`` gives them."""
        self._limits = limits
        self._taste = taste
        self._top = frozenset(folder.removeprefix("www.") for folder in top)
        self._seen = count()
        self._heap: list[Candidate] = []
        self._best: dict[str, int] = {}
        self._texts: dict[str, str] = {}
        self._linked: dict[str, str] = {}  # the spelling in which links lead to a page
        self._done: set[str] = set()
        self._families: Counter[str] = Counter()
        self._continued: dict[str, set[str]] = {}  # further pages of each list
        self._parts: set[str] = set()  # pages that the content of a page of partners leads to
        self._passed_over: dict[str, str] = {}  # by family, the first of them that was too many
        self._ordinary = 0
        self._documents = 0

    def __len__(self) -> int:
        return len(self._heap)

    def offer(self, link: Link, depth: int, parent: Candidate | None = None) -> None:
        """Take a link in, if it is worth fetching and no better link to its page is known."""
        is_within = parent is not None and parent.depth > 0 and link.region is Region.MAIN
        points = score(
            link.url, link.text, link.region, self._taste, parent.score if parent and is_within else 0
        )
        if parent is not None and parent.depth and parent.score >= LEADING:
            if continues(link.url, parent.url):
                points, depth = parent.score - 1, parent.depth
                if not self._may_continue(link.url):
                    return
            elif points != NEVER and (link.region is Region.MAIN or _is_letter(link)):
                points = self._of_part(link, points, parent)
        is_part = page_key(link.url) in self._parts
        deepest = self._limits.depth + (points >= NAMING or is_part)
        if points == NEVER or depth > deepest:
            return
        self._linked.setdefault(page_key(link.url), link.url)
        if parent is not None and link.region is Region.MAIN and parent.score >= LEADING:
            points += 6  # what a leading page itself points to
        self.put(link.url, depth, points, link.text)

    def _of_part(self, link: Link, points: int, parent: Candidate) -> int:
        """Points of what a leading page's content leads to: a page for each letter, area or partner."""
        is_letter = _is_letter(link)
        if is_letter or parent.score >= NAMING:
            self._parts.add(page_key(link.url))
        if is_letter or (parent.score >= LISTING and lies_below(link.url, parent.url)):
            return max(points, LEADING)
        return points

    def passed_over(self) -> tuple[str, ...]:
        """Of what the content of a page of partners leads to, an address of each folder that was not read
        to its end."""
        unread = self._parts - self._done
        waiting = (c.url for c in self._heap if page_key(c.url) in unread)
        return tuple({**{family(url): url for url in waiting}, **self._passed_over}.values())

    def _may_continue(self, url: str) -> bool:
        """Whether another page of a list is still taken; a calendar has no end."""
        key = page_key(url)
        kin = family(url)
        if (
            key not in self._continued.setdefault(kin, set())
            and len(self._continued[kin]) >= self._limits.parts
        ):
            self._passed_over.setdefault(kin, url)
            return False
        self._continued[kin].add(key)
        return True

    def put(self, url: str, depth: int, points: int, text: str = "") -> None:
        """Take an address in with a worth that is given."""
        url = normalise(url)
        key = page_key(url)
        if text:
            self._texts.setdefault(key, text)
        if not url or key in self._done or self._best.get(key, NEVER) >= points:
            return
        self._best[key] = points
        heapq.heappush(self._heap, Candidate(-points, depth, url, seen=next(self._seen)))
        if len(self._heap) > self._limits.queue:
            self._heap = heapq.nsmallest(self._limits.queue // 2, self._heap)

    def pop(self) -> Candidate | None:
        """The best address that is left and allowed; it is never given again."""
        while self._heap:
            candidate = heapq.heappop(self._heap)
            if self.mark(candidate.url) and self._allowed(candidate):
                key = page_key(candidate.url)
                url = self._linked.get(key, candidate.url)
                return replace(candidate, url=url, text=self._texts.get(key, ""))
        return None

    def mark(self, url: str) -> bool:
        """Note that a page needs no more fetching; false if that was known."""
        key = page_key(url)
        known = key in self._done
        self._done.add(key)
        return not known

    def unmark(self, url: str) -> None:
        """Allow a page again that was asked for on a guess."""
        key = page_key(url)
        self._done.discard(key)
        self._best.pop(key, None)

    def _allowed(self, candidate: Candidate) -> bool:
        if is_document(candidate.url):
            self._documents += 1
            return self._documents <= self._limits.documents
        if candidate.score >= LEADING:
            return True
        kin = family(candidate.url)
        if kin.removeprefix("www.") in self._top:
            kin = ""
        is_part = page_key(candidate.url) in self._parts
        alike = self._limits.parts if is_part else self._limits.alike
        if self._ordinary >= self._limits.ordinary or (kin and self._families[kin] >= alike):
            if is_part:
                self._passed_over.setdefault(kin, candidate.url)
            return False
        self._ordinary += 1
        self._families[kin] += 1
        return True


def _is_letter(link: Link) -> bool:
    """Whether a link leads to a part of an A to Z, which may be a menu of its own."""
    return link.region is not Region.FOOTER and bool(_LETTERS.fullmatch(link.text.strip()))
