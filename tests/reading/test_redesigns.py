"""The fixture sites after a redesign: the same content in other elements gives the same partners."""

from __future__ import annotations

import csv
import gzip
import re
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from alliance_spiders.alliances import all_alliances
from tests.fixtures.build_sample import load_site
from tests.reading.helpers import codes, page, read

SITES = Path(__file__).parents[1] / "fixtures" / "sites"
DECOY = (
    "<div><h3>Trusts in the news</h3>"
    "<ul><li>Leeds Teaching Hospitals NHS Trust</li><li>Wye Valley NHS Trust</li></ul></div>"
)
OTHER_DECOY = (
    "<div><h3>NHS news</h3><ul><li>Barts Health NHS Trust</li><li>Isle of Wight NHS Trust</li></ul></div>"
)


def _renamed(html: str) -> str:
    def names(found: re.Match[str]) -> str:
        return f'{found[1]}="{" ".join(f"x{zlib.crc32(word.encode())}" for word in found[2].split())}"'

    return re.sub(r'\b(class|id)="([^"]*)"', names, html)


def _to(name: str, *others: str) -> Callable[[str], str]:
    pattern = re.compile(rf"<(/?)(?:{'|'.join(others)})\b[^>]*>")
    return lambda html: pattern.sub(lambda found: f"<{found[1]}{name}>", html)


REDESIGNS: dict[str, Callable[[str], str]] = {
    "as it is": lambda html: html,
    "classes renamed": _renamed,
    "classes removed": lambda html: re.sub(r'\s(class|id|role)="[^"]*"', "", html),
    "no landmarks": _to("div", "main", "section", "article", "header", "footer", "nav", "aside"),
    "lists of divs": _to("div", "ul", "ol", "li"),
    "headings of divs": _to("div", "h2", "h3", "h4"),
    "tables of divs": _to("div", "table", "tbody", "thead", "tr", "td", "th"),
    "wrapped": lambda html: re.sub(r"(<body[^>]*>)", r"\1<div><div>", html).replace(
        "</body>", "</div></div></body>"
    ),
    "decoy below": lambda html: html.replace("</body>", f"{DECOY}</body>"),
    "decoy above": lambda html: re.sub(r"(<body[^>]*>)", rf"\1{OTHER_DECOY}", html),
}


def _unpacked(body: bytes) -> bytes:
    return gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body


@cache
def fixture_pages(slug: str) -> tuple[dict[str, str], frozenset[str]]:
    """Pages by address, and the codes of the trusts that are partners."""
    bodies = {
        response.url: _unpacked(response.body)
        for response in load_site(SITES / slug)
        if response.status == 200
    }
    pages = {
        url: body.decode("utf-8", "replace") for url, body in bodies.items() if b"<html" in body[:500].lower()
    }
    with (SITES / slug / "expected.csv").open(encoding="utf-8", newline="") as stream:
        rows = [
            row
            for row in csv.DictReader(stream)
            if row["counts"] == "yes" and row["kind"] in ("trust", "site")
        ]
    return pages, frozenset(code for row in rows for code in row["current_ods_code"].split(";") if code)


SLUGS = [alliance.slug for alliance in all_alliances()]
EVERY = 4  # each redesign is tried on every fourth site, another quarter for the next
PAIRS = [(slug, "as it is") for slug in SLUGS] + [
    (slug, name) for n, name in enumerate(list(REDESIGNS)[1:]) for slug in SLUGS[n % EVERY :: EVERY]
]


@pytest.mark.parametrize(("slug", "redesign"), PAIRS)
def test_redesign_changes_no_partner(slug: str, redesign: str) -> None:
    pages, expected = fixture_pages(slug)
    made = [page(REDESIGNS[redesign](body), url) for url, body in pages.items()]
    assert codes(read(*made, alliance=slug)) == expected
