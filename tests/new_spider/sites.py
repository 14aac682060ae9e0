"""An alliance that nobody has heard of, and its site: invented, with people all over it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.fixtures.build_sample import FixtureResponse, write_warc

CODE, SLUG = "Y0Z9", "vale_of_ister"
NAME = "Vale of Ister Cancer Alliance"
HOME = "https://www.valeofistercanceralliance.nhs.uk/"
TRUSTS = (
    "University Hospital Southampton NHS Foundation Trust",
    "Portsmouth Hospitals University NHS Trust",
    "Hampshire Hospitals NHS Foundation Trust",
    "Isle of Wight NHS Trust",
    "University Hospitals Sussex NHS Foundation Trust",
)
# What no fixture may hold, wherever on a page it stood.
PEOPLE = (
    "Quillon",
    "Farthingale",
    "Ottoline",
    "Brackenbury",
    "01632",
    "@",
    "kitchen table",
    "walking her dog",
)
_MENU = (
    '<nav aria-label="Quillon"><a href="/">Home</a> <a href="/who">Who we are</a> '
    '<a href="/people">Our people</a>'
    '<a href="/news/quillon-farthingale-runs">News</a> '
    '<a href="mailto:quillon@example.nhs.uk">Write</a></nav>'
)
LIST = (
    "<p>We bring together colleagues from all over the valley to make a real difference to everybody. "
    "Quillon Farthingale had the idea when she was walking her dog.</p><h2>Trusts in our alliance</h2>"
    f"<ul class='quillon-list' id='farthingale'><li><a href='/people/ottoline'>{TRUSTS[0]}</a> – lead: "
    f"Dr Ottoline Brackenbury</li><li data-lead='Ottoline'>{TRUSTS[1]}</li>"
    f"<li>{TRUSTS[2]}, write to ottoline.brackenbury@example.nhs.uk</li><li>{TRUSTS[3]} (01632 960123)</li>"
    f"<li title='Quillon Farthingale'>{TRUSTS[4]}</li></ul><!-- Quillon wrote this -->"
    '<script>var by = "Quillon Farthingale";</script>'
    '<img src="/quillon.jpg" alt="Quillon Farthingale smiles">'
)
PAGES = {
    "": (NAME, "<p>Quillon Farthingale leads us from her kitchen table in Hove, as she has for years.</p>"),
    "who": ("Who we are", LIST),
    "people": (
        "Our people",
        f"<ul><li>Quillon Farthingale, Managing Director, {TRUSTS[1]}</li>"
        f"<li>Dr Ottoline Brackenbury, clinical lead, {TRUSTS[0]}</li></ul>",
    ),
    "news/quillon-farthingale-runs": (
        "Quillon runs a mile",
        "<p>Quillon ran for Barts Health NHS Trust.</p>",
    ),
}


def page(title: str, body: str) -> bytes:
    foot = "<footer>Quillon Farthingale, quillon@example.nhs.uk, 01632 960999</footer>"
    head = f"<title>{title} | {NAME}</title><meta name='author' content='Quillon Farthingale'>"
    return (
        f"<!doctype html><html lang=en><head>{head}</head><body class='author-quillon'>{_MENU}"
        f"<main><h1>{title}</h1>{body}</main>{foot}</body></html>"
    ).encode()


def recording(path: Path, pages: Mapping[str, tuple[str, str]], home: str = HOME) -> Path:
    """A WARC file of some pages of the site, by path."""
    kind = (("Content-Type", "text/html; charset=utf-8"),)
    write_warc([FixtureResponse(home + at, 200, kind, page(*about)) for at, about in pages.items()], path)
    return path
