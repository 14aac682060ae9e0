"""A list that says itself that it is cut is not believed: one fact a line."""

# ruff: noqa: E501
from __future__ import annotations

from dataclasses import replace

import pytest

from alliance_spiders.items import SiteState
from tests.reading.helpers import codes, html, page, read
from tests.test_health import KNOWN, MEMBERS, reading, state

NAMES = (
    "Gloucestershire Hospitals NHS Foundation Trust",
    "Somerset NHS Foundation Trust",
    "University Hospitals Bristol and Weston NHS Foundation Trust",
    "Royal United Hospitals Bath NHS Foundation Trust",
    "Great Western Hospitals NHS Foundation Trust",
    "Salisbury NHS Foundation Trust",
)
ENTRIES = "".join(f"<li>{name}</li>" for name in NAMES)
LIST = f"<ul>{ENTRIES}</ul>"
TABLE = "<table><tr><th>Trust</th></tr>" + "".join(f"<tr><td>{name}</td></tr>" for name in NAMES) + "</table>"
CARDS = "".join(f"<div class='card'><h3>{name}</h3><p>It cares for people.</p></div>" for name in NAMES)
LOGOS = "".join(f"<div><img src='/{n}.png' alt='{name}'></div>" for n, name in enumerate(NAMES))
HEADING = "<h2>Our partners</h2>"
AT = "/about/our-partners"


def said(body: str, *others: tuple[str, str]) -> str:
    pages = [page(html(other, title="Our partners"), path) for path, other in others]
    found = read(page(html(body, title="Our partners"), AT), *pages)
    assert codes(found) == {"RTE", "RH5", "RA7", "RD1", "RN3", "RNZ"}
    return found.says_incomplete


@pytest.mark.parametrize(
    ("after", "quoted"),
    [
        ("<p class='info'>Showing 1 to 6 of 8 entries</p>", "Showing 1 to 6 of 8 entries"),
        ("<p>Showing 6 of 8</p>", "Showing 6 of 8"),
        ("<p>Showing 1-6 of 8 partners</p>", "Showing 1-6 of 8 partners"),
        ("<div><span>Displaying 1 – 6 of 12 results.</span></div>", "Displaying 1 – 6 of 12 results"),
        ("<p>Viewing items 1 to 6 of 9</p>", "Viewing items 1 to 6 of 9"),
        ("<p>6 of 8 partners shown</p>", "6 of 8 partners shown"),
        ("<p>1-6 of 8 results</p>", "1-6 of 8 results"),
        ("<p>Showing 1 to 6 of 6 entries (filtered from 8 total entries)</p>", "Showing 1 to 6 of 6 entries"),
        ("<p>Page 1 of 2</p>", "Page 1 of 2"),
        ("<p>and 2 more…</p>", "and 2 more…"),
        ("<p>+ 2 more</p>", "+ 2 more"),
        ("<p>…and two other trusts</p>", "…and two other trusts"),
        ("<p>and many more</p>", "and many more"),
        ("<button>Load more</button>", "Load more"),
        ("<button>Show more</button>", "Show more"),
        ("<div class='foot'><a role='button'>View all</a></div>", "View all"),
        ("<p><a href='#'>See all partners</a></p>", "See all partners"),
        ("<a href='javascript:more()'>Load more partners</a>", "Load more partners"),
        ("<a href='/about/all-partners'>View all partners</a>", "View all partners"),
        ("<button>Show all 8 partners</button>", "Show all 8 partners"),
        ("<button>View all (8)</button>", "View all (8)"),
        ("<button>Show 2 more</button>", "Show 2 more"),
        ("<button>View full list</button>", "View full list"),
        ("<p>Showing 1 to 6 of 8 partner organisations</p>", "Showing 1 to 6 of 8 partner organisations"),
        ("<p>Showing page 1 of 2</p>", "Showing page 1 of 2"),
        ("<nav><span>Page 1 of 2</span> <a href='#'>Next</a></nav>", "Page 1 of 2"),
        ("<input type='button' value='Load more'>", "Load more"),
        ("<button aria-label='Load more partners'><svg></svg></button>", "Load more partners"),
        ("<p>+2</p>", "+2"),
        ("<p>2 more trusts are not shown.</p>", "2 more trusts are not shown."),
        ("<p>Showing the first 6 partners</p>", "Showing the first 6 partners"),
        ("<p>Loading more…</p>", "Loading more…"),
        ("<p>Please note: this is not a complete list.</p>", "Please note: this is not a complete list."),
        ("<p>This list is incomplete.</p>", "This list is incomplete."),
        ("<p>Showing 1 to 6 of 8 entries</p><a>Previous</a> <a>Next</a>", "Showing 1 to 6 of 8 entries"),
    ],
)
@pytest.mark.parametrize("entries", [LIST, TABLE, CARDS, LOGOS], ids=["list", "table", "cards", "logos"])
def test_what_stands_under_a_list_says_that_it_is_cut(entries: str, after: str, quoted: str):
    assert said(HEADING + entries + after) == quoted


@pytest.mark.parametrize(
    "last", ["<li>and 2 more…</li>", "<li>+2 more</li>", "<li><button>Load more</button></li>"]
)
def test_last_entry_says_that_the_list_is_cut(last: str):
    assert said(f"{HEADING}<ul>{ENTRIES}{last}</ul>")


@pytest.mark.parametrize("before", ["<p>Showing 1 to 6 of 8 entries</p>", "<a>Show all 8 partners</a>"])
def test_what_stands_over_a_list_says_that_it_is_cut(before: str):
    assert said(HEADING + before + LIST)


@pytest.mark.parametrize(
    "after",
    [
        "<p>Showing 1 to 6 of 6 entries</p>",
        "<p>Showing 1-6 of 6</p>",
        "<p>Showing 1 to 4 of 6 entries</p>",  # the rest stands on the page, and its scripts hide it
        "<button>Show all 6 partners</button>",
        "<button>View all (6)</button>",
        "<p>Showing 1 of 3 slides</p>",
        "<p>Showing 1 to 3 of 12 news stories</p>",
        "<p>1 of 3</p>",
        "<p>and 3 more news</p>",
        "<a href='/events'>Show all events</a>",
        "<button>Load more news</button>",
        "<button>Show more stories</button>",
        "<button>Show less</button>",
        "<button>Next</button>",
        "<a href='/work'>Read more</a>",
        "<a href='/work'>Find out more</a>",
        "<h2>Latest news</h2><p>A walk in May</p><button>Load more</button>",
        "<h2>News</h2><p>Showing 1 to 3 of 12</p>",
        "<h2>Events</h2><p>and 2 more</p>",
        "<p>We hold a meeting in each season and tell all who care for people about it.</p><button>Show more</button>",
        "<button aria-controls='more'>Show more</button><div id='more'><p>We were founded in 2016.</p></div>",
        "<p>Page 3 of our plan tells more.</p>",
        "<details><summary>Show more</summary><p>We were founded in 2016.</p></details>",
        "<aside><p>Showing 1 to 3 of 9</p><button>Load more</button></aside>",
        "<h3>News</h3><button aria-label='Load more'></button>",
        "<nav aria-label='pages'><a href='/a'>1</a> <a href='/b'>2</a></nav>",
        "<button>Show all sections</button>",
        "<p>Two more trusts joined in 2024.</p>",
    ],
)
@pytest.mark.parametrize("entries", [LIST, CARDS], ids=["list", "cards"])
def test_whole_list_is_believed(entries: str, after: str):
    assert said(HEADING + entries + after) == ""


def test_more_that_is_hidden_on_the_page_is_read():
    hidden = ENTRIES.replace("<li>Salis", "<li class='is-hidden'>Salis")
    assert said(f"{HEADING}<ul>{hidden}</ul><button>Load more</button>") == ""


def test_more_of_each_entry_is_no_more_of_the_list():
    cards = CARDS.replace("</p></div>", "</p><button>Show more</button></div>")
    assert said(f"{HEADING}<div>{cards}</div>") == ""


NEXT = f"<h2>Our partners</h2><ul><li>{NAMES[0]}</li><li>{NAMES[1]}</li></ul>"


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("<a href='?page=2'>Load more</a>", ""),
        ("<a href='/about/our-partners/?page=2#list'>Show more</a>", ""),
        ("<p>Showing 1 to 6 of 8 entries</p>", "<p>Showing 7 to 8 of 8 entries</p>"),
        ("<p>Page 1 of 2</p>", "<p>Page 2 of 2</p>"),
    ],
)
def test_next_page_that_was_read_makes_the_list_whole(here: str, there: str):
    assert said(HEADING + LIST + here, (f"{AT}?page=2", NEXT + there)) == ""
    assert said(HEADING + LIST + here) != ""


def test_next_page_behind_a_control_among_the_cards_makes_the_list_whole():
    following = f"{HEADING}<main>{CARDS}<a href='?page=2'>Load more</a></main>"
    assert said(following, (f"{AT}?page=2", NEXT)) == ""


@pytest.mark.parametrize(
    ("intro", "quoted"),
    [
        ("<p>Our 8 partner trusts are:</p>", "8 partner trusts"),
        ("<p>Our eight partner trusts are:</p>", "eight partner trusts"),
        ("<p>The alliance is made up of 8 NHS trusts:</p>", "8 NHS trusts"),
        (
            "<p>The alliance is made up of eight NHS foundation trusts and 3 ICBs:</p>",
            "eight NHS foundation trusts",
        ),
        ("<p>Our ten members are:</p>", "ten members"),
        ("<p>There are 7 partner organisations.</p>", "7 partner organisations"),
        ("<h2>Our 8 partners</h2>", "8 partners"),
        ("<h2>Partners (8)</h2>", "Partners (8)"),
    ],
)
@pytest.mark.parametrize("entries", [LIST, TABLE, CARDS], ids=["list", "table", "cards"])
def test_number_above_that_of_the_entries_says_that_the_list_is_cut(entries: str, intro: str, quoted: str):
    assert said(intro + entries) == quoted


@pytest.mark.parametrize(
    "intro",
    [
        "<p>Our 6 partner trusts are:</p>",
        "<p>Our six partner trusts are:</p>",
        "<p>Our 4 partner trusts are:</p>",
        "<p>Our partners run 12 hospitals:</p>",
        "<p>Our partners work at 20 sites and with 3 ICBs:</p>",
        "<p>Our partners serve 2.4 million people with 45 GP practices:</p>",
        "<p>We are one of 20 cancer alliances.</p>",
        "<p>Six of the eight trusts in the region are our partners:</p>",
        "<p>Since 2023 partners have been:</p>",
        "<p>We are a partnership of about 8 trusts:</p>",
        "<p>Our partners send 14 board members.</p>",
        "<p>Our partners have 40 members of staff.</p>",
        "<h2>Our 2026 partners</h2>",
        "<p>In 2019 seven partners signed.</p>",
        "<p>Nine trusts became six trusts in 2023.</p>",
        "<p>Before 2020 we had 9 member trusts.</p>",
        "<p>Five of our 8 partner trusts run cancer centres.</p>",
        "<h2>7 Aims</h2><p>Better care.</p><h2>8 Partners</h2>",
    ],
)
def test_number_of_something_else_says_nothing_of_the_list(intro: str):
    assert said(f"{HEADING}{intro}<p>Our partners are:</p>{LIST}") == ""


def test_number_is_that_of_all_lists_under_it():
    north, south = ENTRIES[: ENTRIES.index("<li>University")], ENTRIES[ENTRIES.index("<li>University") :]
    body = f"<h2>Our 6 partner trusts</h2><h3>North</h3><ul>{north}</ul><h3>South</h3><ul>{south}</ul>"
    assert said(body) == ""
    assert said(body.replace("6 partner", "7 partner")) == "7 partner trusts"


def test_number_of_members_counts_those_that_are_no_trusts():
    others = "<li>St Peter's Hospice</li><li>Macmillan Cancer Support</li>"
    assert said(f"<p>Our 8 members are:</p><ul>{ENTRIES}{others}</ul>") == ""
    assert said(f"<p>Our 8 members are:</p>{LIST}<h3>Charities</h3><ul>{others}</ul>") == ""


def test_sentence_that_ends_with_more_is_cut():
    names = ", ".join(NAMES)
    assert said(f"<p>Our partners are {names} and two more trusts.</p>") == "and two more trusts"
    assert said(f"<p>Our partners are {names} and many charities.</p>") == ""


def test_site_whose_list_says_that_it_is_cut_is_partial():
    cut = replace(reading(MEMBERS), says_incomplete="Showing 1 to 6 of 8")
    assert state(cut, expected=KNOWN) is SiteState.PARTIAL


@pytest.mark.parametrize("digits", [1, 4, 9, 5_000])
def test_number_of_any_length_is_no_trouble(digits: int):
    said(f"{HEADING}{LIST}<p>Showing 1 to {'9' * digits} of {'9' * digits}</p>")


def test_control_in_an_accordion_that_holds_the_list_is_one_of_the_list():
    assert (
        said(f"<details><summary>Our partners</summary>{LIST}<button>Load more</button></details>")
        == "Load more"
    )
