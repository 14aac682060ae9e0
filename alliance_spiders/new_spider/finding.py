"""Where the list of partners stands on a recorded site, by the general rules alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlsplit

from alliance_spiders.crawling.scoring import LEADING, score
from alliance_spiders.crawling.urls import host_of, page_key
from alliance_spiders.items import Page, SiteReading
from alliance_spiders.new_spider.recorded import RecordedSite
from alliance_spiders.privacy import scrub
from alliance_spiders.reading import read_site
from alliance_spiders.reading.documents import read_document
from alliance_spiders.reading.hints import Hints
from alliance_spiders.reading.locator import is_pdf
from alliance_spiders.reading.model import Segment, Zone
from alliance_spiders.reading.shapes import looks_named
from alliance_spiders.reading.words import Lean, lean
from matching.errors import UserError
from matching.matcher import Matcher

LEAST_TRUSTS = 2  # no alliance has fewer partners
_MOST_PAGES_NAMED = 6
_MOST_HINTS = 4
_LONGEST_TITLE = 9  # words; what is longer is a sentence


@dataclass(frozen=True, slots=True)
class Found:
    """The list: its pages by key, its places, and the headings that introduce it.

    ``also`` are other pages that name a partner.
    """

    reading: SiteReading
    pages: tuple[str, ...]
    also: tuple[str, ...]
    places: tuple[tuple[str, str], ...]
    introductions: tuple[str, ...]


def find_list(site: RecordedSite, matcher: Matcher, before: Hints | None = None) -> Found:
    """The list, read without any hint; then once more with what was found and what was known before.

    Without the second reading, a page that only an old hint tells to be one of partners would be lost.

    Raises:
        UserError: there is none, or it stands only in a PDF; the message says what was seen.
    """
    crawl, known = site.crawl(), before or Hints()
    reading = read_site(crawl, site.alliance, matcher, Hints())
    trusts = {code for s in reading.sightings if s.counts for code in s.match.current_codes}
    if len(trusts) < LEAST_TRUSTS:
        raise UserError(_what_was_seen(site, reading))
    found = _found(site, reading)
    # What a hint brings in that the rules do not see without it is hardly a partner.
    sound = _names(reading) | _names(read_site(crawl, site.alliance, matcher, known))
    paths = (*likely_paths(site, found), *known.likely_paths)
    for words in (found.introductions, ()):
        hints = Hints(paths, (*words, *known.list_words), known.trap_paths)
        reading = read_site(crawl, site.alliance, matcher, hints)
        if _names(reading) <= sound:
            return replace(_found(site, reading), introductions=words)
    return found


def _names(reading: SiteReading) -> set[str]:
    return {sighting.name for sighting in reading.sightings}


def likely_paths(site: RecordedSite, found: Found) -> tuple[str, ...]:
    """The fewest pages that hold all trusts of the list: a hint makes a page one of partners as a whole."""
    left = set[str]().union(*found.reading.trusts_by_page.values())
    named = Counter(sighting.place.page_url for sighting in found.reading.sightings)
    paths: list[str] = []
    while left:
        url, codes = max(
            found.reading.trusts_by_page.items(), key=lambda each: (len(each[1] & left), named[each[0]])
        )
        left -= codes
        paths.append(hint_path(url, site.alliance.home))
    return tuple(path for path in paths if path.strip("/"))


def _found(site: RecordedSite, reading: SiteReading) -> Found:
    keys = tuple(dict.fromkeys(page_key(url) for url, _ in reading.list_places))
    listed = [site.pages[key] for key in keys if key in site.pages]
    if all(is_pdf(page.body, page.content_type) for page in listed):
        raise UserError(
            f"The list of partners stands in a PDF ({listed[0].url}). A fixture is made of web pages only; "
            "write the spider by hand, as docs/adding-a-spider.md says."
        )
    introductions = tuple(dict.fromkeys(filter(None, (_introduction(page, reading) for page in listed))))
    named = dict.fromkeys(page_key(sighting.place.page_url) for sighting in reading.sightings)
    also = tuple(key for key in named if key in site.pages and key not in keys)
    return Found(reading, keys, also, reading.list_places, introductions[:_MOST_HINTS])


def hint_path(url: str, home: str) -> str:
    """An address as a spider names it: its path, or the whole of it where it is on another host."""
    parts = urlsplit(url)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path or "/"
    return path if host_of(url) == host_of(home) else url


def _introduction(page: Page, reading: SiteReading) -> str:
    """The nearest heading over most of the names that a page lists; empty when there is none of use."""
    names = {sighting.name for sighting in reading.sightings if sighting.place.page_url == page.url}
    over = Counter(
        _nearest(segment, names)
        for segment in read_document(page).segments
        if segment.zone is Zone.MAIN and any(name in segment.text for name in names)
    )
    over.pop("", None)
    return max(over, key=lambda heading: over[heading], default="")


def _nearest(segment: Segment, names: Collection[str]) -> str:
    """The last heading over a text that introduces organisations; no place, no person, none of the names."""
    for heading in reversed(segment.headings):
        text = " ".join(heading.text.split())
        introduces = lean(text).lean >= Lean.WEAK or looks_named(text)
        is_name = any(name in text for name in names)
        if introduces and not is_name and 1 < len(text.split()) <= _LONGEST_TITLE and scrub(text) == text:
            return text
    return ""


def _what_was_seen(site: RecordedSite, reading: SiteReading) -> str:
    counts = [f"{rule.replace('_', ' ')} {count}" for rule, count in reading.mentions.items() if count]
    signs = ", ".join(sign.replace("_", " ") for sign in sorted(reading.signs) if ":" not in sign)
    # Only pages whose address promises a list: that of another may be a person's name.
    likely = (page.url for page in site.pages.values() if score(page.url, "") >= LEADING)
    pages = ", ".join(urlsplit(url).path for url in islice(likely, _MOST_PAGES_NAMED))
    return (
        f"No list of partners was found on the recorded pages of {site.alliance.name} ({len(site.pages)}; "
        f"likely by address: {pages or 'none'}). Seen were {len(reading.sightings)} names listed as "
        f"partners, and as mentions, by the reason: {', '.join(counts) or 'none'}; signs: {signs or 'none'}."
    )
