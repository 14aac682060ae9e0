"""The fixture site: which pages it holds, what they are called, and its listing ``site.toml``."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import urlsplit

from alliance_spiders.alliances import Alliance
from alliance_spiders.crawling.urls import host_of, normalise, page_key
from alliance_spiders.new_spider.finding import Found
from alliance_spiders.new_spider.recorded import RecordedSite
from alliance_spiders.new_spider.reducing import Reducer
from alliance_spiders.new_spider.vocabulary import Vocabulary
from alliance_spiders.reading.documents import read_document
from alliance_spiders.reading.names import Namer
from matching.matcher import Matcher
from matching.register import Register

MOST_PAGES = 12
FURTHEST = 3  # steps from the home page that a crawl goes
ROBOTS = "User-agent: *\nAllow: /\n"
LARGEST = 300_000  # characters of a page that does not hold the list
_HEAD = (
    "# Written by “alliances new-spider” from recorded pages. It holds their structure, headings and\n"
    "# names of organisations; all other words are the project's own.\n"
    "reduced = true\n"
)


@dataclass(frozen=True, slots=True)
class Fixture:
    """The files of a site folder by name; ``addresses`` are those of its pages."""

    files: dict[str, bytes]
    addresses: tuple[str, ...]


def make_fixture(site: RecordedSite, found: Found, matcher: Matcher, register: Register) -> Fixture:
    """The reduced pages of a site with all that a replay of it needs."""
    documents = {key: read_document(page) for key, page in site.pages.items()}
    vocabulary = Vocabulary(register, documents.values())
    chosen = _chosen(site, found, vocabulary)
    names: dict[str, frozenset[str]] = {}
    for sighting in found.reading.sightings:
        key = page_key(sighting.place.page_url)
        names[key] = names.get(key, frozenset()) | {sighting.name}
    reducer = Reducer(
        Namer(matcher, site.alliance), vocabulary, names, {key: site.pages[key].url for key in chosen}
    )
    bodies = {key: reducer.reduce(documents[key]) for key in chosen}
    needed = {*found.pages, *found.also}
    kept = {key: body for key, body in bodies.items() if body and (key in needed or len(body) <= LARGEST)}
    return _written(site, needed, kept)


def _chosen(site: RecordedSite, found: Found, vocabulary: Vocabulary) -> list[str]:
    """Keys of the pages to keep: home, the list, the way to it, then others, the nearest first."""
    wanted = (*found.pages, *found.also)
    way = [key for page in wanted for key in _way(site, page)]
    needed = [key for key in dict.fromkeys((site.home, *wanted, *way)) if key in site.pages]
    others = dict.fromkeys((*(key for key, _ in site.links.get(site.home, ())), *site.pages))
    # The address of a page may be a person's name.
    paths = {key: urlsplit(site.pages[key].url).path for key in others if key not in needed}
    more = [key for key, path in paths.items() if vocabulary.holds_only_plain_words(path)]
    return [*needed, *more][: max(MOST_PAGES, len(needed))]


def _way(site: RecordedSite, page: str) -> list[str]:
    """The pages that a visitor passes from home to another page; none where no links lead there."""
    came_from: dict[str, str] = {}
    level = [site.home]
    while level and page not in came_from:
        reached = [(key, start) for start in level for key, _ in site.links.get(start, ())]
        level = list(dict.fromkeys(key for key, _ in reached if key not in came_from and key != site.home))
        for key, start in reached:
            came_from.setdefault(key, start)
    way: list[str] = []
    while page in came_from and page != site.home and len(way) < MOST_PAGES:
        way.append(page)
        page = came_from[page]
    return way if page == site.home else []


def _written(site: RecordedSite, needed: Collection[str], bodies: dict[str, str]) -> Fixture:
    alliance = site.alliance
    home_url = site.pages[site.home].url if site.home in bodies else normalise(alliance.home)
    far = (key for key in needed if key in bodies and key != site.home)
    lost = [site.pages[key].url for key in far if not 0 < len(_way(site, key)) <= FURTHEST]
    if site.home not in bodies:
        bodies = {site.home: _home_page(alliance, lost), **bodies}
    elif lost:
        bodies = {**bodies, site.home: _with_links(bodies[site.home], lost)}
    files: dict[str, bytes] = {"robots.txt": ROBOTS.encode()}
    responses: list[dict[str, str]] = []
    for key, body in bodies.items():
        url = site.pages[key].url if key in site.pages else home_url
        is_json = body.startswith("[")
        name = _file_name("home" if key == site.home else _slug(url), "json" if is_json else "html", files)
        files[name] = body.encode("utf-8")
        row = {"url": url, "file": name}
        responses.append({**row, "content_type": "application/json"} if is_json else row)
    addresses = tuple(row["url"] for row in responses)
    hosts = dict.fromkeys(
        f"{urlsplit(row['url']).scheme}://{urlsplit(row['url']).netloc}" for row in responses
    )
    responses += [
        {"url": f"{host}/robots.txt", "file": "robots.txt", "content_type": "text/plain; charset=utf-8"}
        for host in hosts
    ]
    listing = map(_table, (*_ways_in(alliance, home_url), *responses))
    files["site.toml"] = (_HEAD + "".join(listing)).encode("utf-8")
    return Fixture(files, addresses)


def _ways_in(alliance: Alliance, home_url: str) -> list[dict[str, str]]:
    """A redirect from the address that everybody knows, where the home page stands at another."""
    if normalise(alliance.home) == normalise(home_url):
        return []
    return [{"url": normalise(alliance.home), "location": home_url}]


def _table(row: dict[str, str]) -> str:
    return "\n[[response]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in row.items())


def _home_page(alliance: Alliance, links: Iterable[str]) -> str:
    """A home page for a site of which none was recorded."""
    name = escape(alliance.name)
    body = f"<h1>{name}</h1>\n<p>Text of the page.</p>\n{_links(links)}"
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8"/><title>{name}</title></head>\n'
        f"<body><main>\n{body}</main></body></html>\n"
    )


def _with_links(body: str, links: Iterable[str]) -> str:
    """The home page with links to pages that no recorded link leads to."""
    found = re.search(r"</body>", body)
    at = found.start() if found else len(body)
    return f"{body[:at]}{_links(links)}{body[at:]}"


def _links(urls: Iterable[str]) -> str:
    return "".join(f'<p><a href="{escape(url)}">About us</a></p>\n' for url in urls)


def _slug(url: str) -> str:
    parts = urlsplit(url)
    words = re.sub(r"\.\w{2,5}$", "", parts.path) + (f"-{parts.query}" if parts.query else "")
    slug = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:60]
    return slug or host_of(url).replace(".", "-")


def _file_name(slug: str, ending: str, taken: Iterable[str]) -> str:
    names = set(taken)
    number = 1
    while (name := f"{slug}{'' if number == 1 else f'-{number}'}.{ending}") in names:
        number += 1
    return name
