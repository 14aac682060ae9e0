"""Index pages in several shapes, from the alliances known."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from alliance_spiders.alliances import all_alliances
from alliance_spiders.items import Page, SiteCrawl
from alliance_spiders.national_index.place import INDEX_CODE, index_place

URL = index_place().addresses[0]
KNOWN = [(alliance.name, alliance.home) for alliance in all_alliances()]

Entries = list[tuple[str, str]]


def page(body: str, url: str = URL) -> Page:
    html = f"<html><body><main><h1>Cancer Alliances</h1>{body}</main></body></html>"
    return Page(
        url, url, 200, "text/html", html.encode(), "utf-8", datetime(2026, 9, 1, tzinfo=UTC), "<urn:x>"
    )


def crawl(body: str) -> SiteCrawl:
    return SiteCrawl(INDEX_CODE, (page(body),))


def numbered(entries: Entries) -> str:
    return "<ol>" + "".join(f"<li>{link(*entry)}</li>" for entry in entries) + "</ol>"


def by_region(entries: Entries) -> str:
    parts = [entries[start : start + 4] for start in range(0, len(entries), 4)]
    return "".join(f"<h3>Region {n}</h3><ul>{numbered(part)}</ul>" for n, part in enumerate(parts))


def table(entries: Entries) -> str:
    rows = (f"<tr><td>{escape(name)}</td><td>{link('Visit website', url)}</td></tr>" for name, url in entries)
    return f"<table><tr><th>Alliance</th><th>Site</th></tr>{''.join(rows)}</table>"


def cards(entries: Entries) -> str:
    return "".join(
        f"<div class='card'><h3>{link(*entry)}</h3><p>It plans cancer services.</p></div>"
        for entry in entries
    )


def lines(entries: Entries) -> str:
    return "<p>" + "<br>".join(f"{n}. {link(*entry)}" for n, entry in enumerate(entries, 1)) + "</p>"


def described(entries: Entries) -> str:
    note = "covers several counties, each with hospitals and boards of its own, as told on its pages"
    return "<ul>" + "".join(f"<li>{link(*entry)} {note}</li>" for entry in entries) + "</ul>"


def image_map(entries: Entries) -> str:
    areas = "".join(f'<area href="{escape(url)}" alt="{escape(name)}">' for name, url in entries)
    return f"<map>{areas}</map>"


def link(name: str, url: str) -> str:
    return f'<a href="{escape(url)}">{escape(name)}</a>' if url else escape(name)


SHAPES = (numbered, by_region, table, cards, lines, described, image_map)
