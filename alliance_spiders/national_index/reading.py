"""Reading the index: which entries it has, wherever and in whatever shape the list stands on the page.

The list is known by what is in it: it is the smallest part of the page that holds the most of the known
alliances, by name or by site. So it survives another heading, a table in place of a list, or cards.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from alliance_spiders.alliances import all_alliances
from alliance_spiders.crawling.urls import host_of, normalise
from alliance_spiders.items import Page
from alliance_spiders.national_index.names import alliances_named
from alliance_spiders.reading.decode import decode_body

LEAST_KNOWN = 1 / 2  # share of the known alliances that a page must list to be believed
_MAX_ELEMENTS = 3_000
_MAX_ANCESTORS = 60
_MAX_LINKS = 100  # of one item that are counted
_MAX_NAME = 120  # characters
_SHARE_OF_ITEM = 0.5  # of an item's text that must be links; less is running text
_AROUND = ("nav", "header", "footer", "aside")
_ITEMS = ("li", "tr", "td", "th", "dt", "dd", "p", "h2", "h3", "h4", "h5", "h6", "article", "div", "section")
_CELLS = ("li", "td", "th", "dt", "dd")  # may say more about the entry after its name
_TEXTS = ("li", "td", "th", "dt", "dd", "p", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ul", "ol", "table", "dl")
_NO_NAME = re.compile(
    r"^(?:(?:visit|view|go to|read|find|more|click|here|see|open|web ?site|web ?page|home ?page|link)\b"
    r"|www\.|https?:)",
    re.IGNORECASE,
)
_SAYS_ALLIANCE = re.compile(r"\w.*\balliance\s*(?:\([^()]*\)\s*)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry. ``url`` is empty where the entry is no link; ``codes`` are the alliances it names."""

    name: str
    url: str
    codes: frozenset[str]
    site_of: str = ""

    @property
    def known(self) -> frozenset[str]:
        """The alliances that the entry stands for, by name, else by site."""
        return self.codes or frozenset({self.site_of} - {""})


def read_index(page: Page) -> tuple[Listed, ...]:
    """The entries of the index in their order; nothing if the page lists fewer than half of the alliances."""
    soup = BeautifulSoup(decode_body(page.body, page.content_type, page.encoding), "lxml")
    entries = [(tag, listed) for tag, listed in _entries(soup, page.url) if not _is_around(tag)]
    box = _container(entries)
    if box is None:
        return ()
    inside = [(tag, listed) for tag, listed in entries if box in islice(tag.parents, _MAX_ANCESTORS)]
    known_lists = _lists_of_known(inside)
    return tuple(
        listed
        for tag, listed in inside
        if listed.known or _is_new(tag, listed, known_lists, host_of(page.url))
    )


def site_owner(url: str) -> str:
    """Code of the alliance whose site an address belongs to; empty if it is nobody's."""
    return next((alliance.code for alliance in all_alliances() if alliance.covers(url)), "")


def _entries(soup: BeautifulSoup, base: str) -> Iterator[tuple[Tag, Listed]]:
    """Links that make up most of what they stand in, and short texts that name an alliance without a link."""
    for tag in islice(soup.find_all(["a", "area", *_TEXTS]), _MAX_ELEMENTS):
        if tag.name in ("a", "area"):
            listed = _linked(tag, base)
        else:
            listed = None if tag.find("a") else _listed(_text(tag), "")
        if listed is not None and (listed.url or listed.codes):
            yield tag, listed


def _linked(tag: Tag, base: str) -> Listed | None:
    url = _address(tag, base)
    text = _text(tag) or str(tag.get("alt") or tag.get("aria-label") or tag.get("title") or "")
    if tag.name == "a" and _NO_NAME.match(text):  # “Visit website” beside the name
        row = _text(tag.find_parent(["tr", "li", "article"]) or tag)
        text = row.replace(text, " ").strip() or text
    elif tag.name == "a" and _in_running_text(tag, text):
        return None
    return _listed(text, url) if url else None


def _in_running_text(tag: Tag, text: str) -> bool:
    item = tag.find_parent(_ITEMS)
    if item is None:
        return False
    words = _text(item)
    if item.name in _CELLS and words.startswith(text):
        return False
    links = sum(len(_text(link)) for link in islice(item.find_all("a"), _MAX_LINKS))
    return links < len(words) * _SHARE_OF_ITEM


def _listed(text: str, url: str) -> Listed | None:
    name = " ".join(text.split())
    if not name or len(name) > _MAX_NAME:
        return None
    return Listed(name, url, alliances_named(name), site_owner(url) if url else "")


def _container(entries: Iterable[tuple[Tag, Listed]]) -> Tag | None:
    """The smallest element with the most alliances, if these are enough."""
    held: dict[int, set[str]] = defaultdict(set)
    boxes: dict[int, Tag] = {}
    depths: dict[int, int] = {}
    for tag, listed in entries:
        parents = list(islice(tag.parents, _MAX_ANCESTORS))
        for depth, parent in enumerate(reversed(parents)):
            held[id(parent)] |= listed.known
            boxes[id(parent)], depths[id(parent)] = parent, depth
    best = max(held, key=lambda box: (len(held[box]), depths[box]), default=None)
    if best is None or len(held[best]) < len(all_alliances()) * LEAST_KNOWN:
        return None
    return boxes[best]


def _lists_of_known(entries: Iterable[tuple[Tag, Listed]]) -> set[int]:
    """The lists in which at least two known alliances stand."""
    counts: dict[int, set[str]] = defaultdict(set)
    for tag, listed in entries:
        counts[id(tag.find_parent(_LISTS))] |= listed.known
    counts.pop(id(None), None)
    return {box for box, codes in counts.items() if len(codes) > 1}


def _is_new(tag: Tag, listed: Listed, known_lists: set[int], own_host: str) -> bool:
    """Whether an unknown entry is an alliance: it stands among them, or is called one and has a site."""
    if not listed.url or _NO_NAME.match(listed.name):
        return False
    if id(tag.find_parent(_LISTS)) in known_lists:
        return True
    return bool(_SAYS_ALLIANCE.search(listed.name)) and host_of(listed.url) != own_host


def _address(tag: Tag, base: str) -> str:
    try:
        return normalise(urljoin(base, str(tag.get("href") or "").strip())) if tag.get("href") else ""
    except ValueError:
        return ""


def _is_around(tag: Tag) -> bool:
    return any(parent.name in _AROUND for parent in islice(tag.parents, _MAX_ANCESTORS))


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def shown_address(url: str) -> str:
    """An address as people are shown it: no query, and no longer than a line."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path}"[:200]
