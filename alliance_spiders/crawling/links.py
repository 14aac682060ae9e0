"""The links of a page and of a sitemap, in their order, within limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import etree
from scrapy.http import HtmlResponse, Response
from scrapy.utils.sitemap import Sitemap
from w3lib.html import get_base_url, get_meta_refresh

from alliance_spiders.crawling.decoding import decode_body
from alliance_spiders.crawling.errors import Refused
from alliance_spiders.crawling.scoring import Region
from alliance_spiders.crawling.urls import MAX_URL, normalise

MAX_LINKS = 2_000  # of one page
MAX_SITEMAP = 5_000  # addresses of one sitemap
_MAX_HTML = 5 * 1024 * 1024
_MAX_TEXT = 200
_MAX_PIECES = 50  # of text or pictures in one link
_MAX_ANCESTORS = 30
# One step through the page: to join the nodes of several takes too long on a large one.
_LINKED = etree.XPath(
    "//*[self::a or self::area or self::iframe or self::frame or self::object or self::embed"
    " or self::option[starts-with(@value, '/') or starts-with(@value, 'http')] or @onclick or @data-href"
    " or self::form[@action and .//button and not(translate(@method, 'POST', 'post') = 'post')"
    " and not(.//textarea) and not(.//input[not(@type = 'hidden' or @type = 'submit')])]]"  # but a button
)
_EMBEDDED = ("iframe", "frame", "object", "embed")
_TITLE_OVER = etree.XPath("(preceding::*[self::h1 or self::h2 or self::h3])[last()]")
_ADDRESSES = ("href", "src", "data", "data-href", "action")
_PRESSED = re.compile(
    r"""\b(?:location(?:\.href)?\s*=|(?:location\.(?:assign|replace)|open)\()\s*["']([^"']+)"""
)
_NO_ADDRESS = ("#", "mailto:", "tel:", "javascript:", "data:")
_MENU_TAGS = {"nav", "header"}
_MENU_ROLES = {"navigation", "banner"}
_MENU_NAME = re.compile(r"\b(nav|navbar|navigation|menu|main-?menu|site-?header)\b", re.IGNORECASE)
_FOOTER_NAME = re.compile(r"\b(site-?|page-?)?footer\b", re.IGNORECASE)
_MONSTER = re.compile(rb"<[a-zA-Z](?:[^<>\s/=]*+[\s/=]++){20000}")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Link:
    """An address, the words that name it, and where they stand."""

    url: str
    text: str = ""
    region: Region = Region.MAIN


def page_links(response: Response) -> tuple[Link, ...]:
    """The links of a page to http(s) addresses; those of the first ``MAX_LINKS`` elements."""
    if not isinstance(response, HtmlResponse) or len(response.body) > _MAX_HTML:
        return ()
    base = get_base_url(response.text[:4_096], response.url, response.encoding)
    found = [*_refresh(response), *_elements(response, base)]
    return tuple(link for link in found if link.url)


def same_page_spelling(response: Response) -> str:
    """The canonical address, where it is the page's own path in another spelling; else nothing.

    Many sites name one canonical address for all their pages, so a different path proves nothing.
    """
    if not isinstance(response, HtmlResponse) or len(response.body) > _MAX_HTML:
        return ""
    named = response.xpath("//link[@rel='canonical']/@href").get("")
    canonical = _join(response.url, named) if named else ""
    own, other = urlsplit(response.url).path.rstrip("/"), urlsplit(canonical).path.rstrip("/")
    return canonical if canonical and own.casefold() == other.casefold() else ""


def is_monstrous(response: Response) -> bool:
    """Whether an element has so many attributes that reading the page would take minutes."""
    return isinstance(response, HtmlResponse) and bool(_MONSTER.search(response.body))


def sitemap_addresses(body: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The pages and the further sitemaps that a sitemap names; nothing for what is none."""
    try:
        sitemap = Sitemap(decode_body(body, ["gzip"] if body.startswith(b"\x1f\x8b") else []).body)
        places = [str(entry.get("loc", "")) for entry in islice(sitemap, MAX_SITEMAP)]
    except (etree.LxmlError, StopIteration, Refused):
        return (), ()
    addresses = tuple(url for url in map(normalise, places) if url)
    return ((), addresses) if sitemap.type == "sitemapindex" else (addresses, ())


def _refresh(response: HtmlResponse) -> Iterator[Link]:
    _, target = get_meta_refresh(response.text[:4_096], response.url, response.encoding)
    if target:
        yield Link(normalise(target), "", Region.REFRESH)


def _elements(response: HtmlResponse, base: str) -> Iterator[Link]:
    regions: dict[etree._Element | None, Region] = {}
    linked = (element for element in _LINKED(response.selector.root) if _address(element))
    for element in islice(linked, MAX_LINKS):
        parent = element.getparent()
        if parent not in regions:
            regions[parent] = _region(parent)
        yield Link(_join(base, _address(element)), _text(element), regions[parent])


def _address(element: etree._Element) -> str:
    pressed = _PRESSED.search(element.get("onclick", "")[:MAX_URL])
    named = [element.get(name) for name in _ADDRESSES]
    chosen = element.get("value") if element.tag == "option" else None
    address = str(next(filter(None, [*named, chosen, pressed and pressed[1]]), "")).strip()
    return "" if len(address) > MAX_URL or address.lower().startswith(_NO_ADDRESS) else address


def _join(base: str, address: str) -> str:
    try:
        return normalise(urljoin(base, address.strip()))
    except ValueError:
        return ""


def _text(element: etree._Element) -> str:
    words = "".join(str(text)[:_MAX_TEXT] for text in islice(element.itertext(), _MAX_PIECES))
    if not words.strip():
        pictures = islice(element.iter("img", "title"), _MAX_PIECES)
        words = " ".join(str(picture.get("alt") or picture.text or "")[:_MAX_TEXT] for picture in pictures)
    named = words.strip() or element.get("aria-label") or element.get("title") or element.get("alt") or ""
    if not named and element.tag in _EMBEDDED:  # it stands in the page as a part of it
        named = "".join("".join(title.itertext()) for title in _TITLE_OVER(element))
    return _SPACE.sub(" ", named).strip()[:_MAX_TEXT]


def _region(element: etree._Element | None) -> Region:
    for _ in range(_MAX_ANCESTORS):
        if element is None:
            break
        role = element.get("role")
        if element.tag == "footer" or role == "contentinfo" or _named(element, _FOOTER_NAME):
            return Region.FOOTER
        if element.tag == "main" or role == "main":
            return Region.MAIN
        if element.tag in _MENU_TAGS or role in _MENU_ROLES or _named(element, _MENU_NAME):
            return Region.MENU
        element = element.getparent()
    return Region.MAIN


def _named(element: etree._Element, name: re.Pattern[str]) -> bool:
    return bool(name.search(f"{element.get('id', '')[:_MAX_TEXT]} {element.get('class', '')[:_MAX_TEXT]}"))
