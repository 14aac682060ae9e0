"""Rows of tabs: what a tab says, it says of its panel."""

from __future__ import annotations

# One page a line, however long.
# ruff: noqa: E501
import pytest

from tests.reading.helpers import codes, read
from tests.reading.swag_pages import T3, A, B, G, H, L, S, ul

OWN, OTHERS = ul(G, S, A), ul(L, H, B)
TITLES = ("Our trusts", "Specialist centres elsewhere")


@pytest.mark.parametrize(
    ("row", "panels"),
    [
        (
            '<button role="tab">{}</button><button role="tab">{}</button>',
            '<div role="tabpanel">{}</div><div role="tabpanel" hidden>{}</div>',
        ),
        (
            '<button role="tab" aria-controls="a">{}</button><button role="tab" aria-controls="b">{}</button>',
            '<div role="tabpanel" id="a">{}</div><div role="tabpanel" id="b">{}</div>',
        ),
        (
            '<a role="tab" href="#a">{}</a><a role="tab" href="#b">{}</a>',
            '<div role="tabpanel" id="a">{}</div><div role="tabpanel" id="b">{}</div>',
        ),
        (
            '<li role="presentation"><a role="tab" id="t1">{}</a></li><li><a role="tab" id="t2">{}</a></li>',
            '<div role="tabpanel" aria-labelledby="t1">{}</div><div role="tabpanel" aria-labelledby="t2">{}</div>',
        ),
        (
            '<button role="tab" data-bs-target="#a"><b>{}</b></button>'
            '<button role="tab" data-bs-target="#b">{}</button>',
            '<section role="tabpanel" id="a"><div>{}</div></section><section role="tabpanel" id="b">{}</section>',
        ),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_each_panel_stands_under_its_own_tab(row: str, panels: str, turned: bool) -> None:
    titles = TITLES[::-1] if turned else TITLES
    lists = (OTHERS, OWN) if turned else (OWN, OTHERS)
    page = f'<div><div role="tablist">{row.format(*titles)}</div><div>{panels.format(*lists)}</div></div>'
    assert codes(read(page)) == T3


def test_tabs_within_a_panel_open_their_own() -> None:
    inner = (
        '<div role="tablist"><a role="tab">Our trusts</a><a role="tab">Former members</a></div>'
        f'<div role="tabpanel">{OWN}</div><div role="tabpanel">{OTHERS}</div>'
    )
    page = (
        '<div role="tablist"><a role="tab">About us</a><a role="tab">News</a></div>'
        f'<div role="tabpanel">{inner}</div><div role="tabpanel"><p>Opening in May.</p></div>'
    )
    assert codes(read(page)) == T3


def test_tabs_that_name_the_trusts_are_entries() -> None:
    tabs = "".join(f'<a role="tab">{name}</a>' for name in (G, S, A))
    panels = "".join('<div role="tabpanel"><p>Car parks and wards.</p></div>' for _ in range(3))
    assert codes(read(f'<h2>Our partners</h2><div role="tablist">{tabs}</div>{panels}')) == T3


def test_links_in_a_row_open_the_parts_they_lead_to() -> None:
    row = (
        '<ul class="t"><li><a href="#a">Our trusts</a></li><li><a href="#b">Neighbouring trusts</a></li></ul>'
    )
    assert codes(read(f'{row}<div id="a">{OWN}</div><div id="b">{OTHERS}</div>')) == T3


def test_a_table_of_contents_says_nothing_of_what_follows_it() -> None:
    contents = '<ul><li><a href="#a">Our trusts</a></li><li><a href="#b">Former members</a></li></ul>'
    parts = f'<section id="a"><h2>Our trusts</h2>{OWN}</section><section id="b"><h2>Former members</h2>{OTHERS}</section>'
    assert codes(read(contents + parts)) == T3


def test_words_over_the_tabs_introduce_all_panels() -> None:
    names = ("Gloucestershire Hospitals", "Royal United Hospitals Bath", "Oxford University Hospitals",
             "University Hospitals Bristol and Weston", "Great Western Hospitals")  # fmt: skip
    tabs = "".join(
        f"<button role='tab' aria-controls='t{n}'>{t}</button>" for n, t in enumerate(("East", "West"))
    )
    body = (
        f"<p>Our alliance is led by its members. They are:</p><div role='tablist'>{tabs}</div>"
        f"<div role='tabpanel' id='t0'>{ul(*names[:2])}</div>"
        f"<div role='tabpanel' id='t1' hidden>{ul(*names[2:])}</div>"
    )
    assert codes(read(f"<h1>Our structure</h1>{body}")) == {"RTE", "RD1", "RTH", "RA7", "RN3"}
