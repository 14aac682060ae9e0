"""Lists of what a page offers, hospital by hospital or trust by trust, and lists that nothing introduces."""

from __future__ import annotations

import pytest

from alliance_spiders.reading.subjects import names_thing
from tests.reading.helpers import codes, html, page, read
from tests.reading.swag_pages import REAL, T3, A, G, L, S, ul

_OWN = (G, S, A)
_HOME = page(html("<p>Welcome.</p>", "Home"), "/")


def _table(head: str, value: str, *trusts: str) -> str:
    rows = "".join(f"<tr><td>{trust}</td><td>{value}</td></tr>" for trust in trusts or (*_OWN, L))
    return f"<table><tr><th>Trust</th><th>{head}</th></tr>{rows}</table>"


def _found(title: str, body: str, home: str = "<p>Welcome.</p>") -> set[str]:
    there = page(
        html(f"<h1>{title}</h1>{body}", title), f"/{title.lower().replace(' ', '-')}", link_text=title
    )
    return codes(read(page(html(home, "Home"), "/"), there))


_HEADED = "".join(f"<h3>{trust}</h3><p>Main entrance, 9am to 4pm.</p>" for trust in (*_OWN, L))
_SENTENCE = f"{G}, {S}, {A} and {L}"
OF_THINGS = (
    ("Referral forms", _table("Form", "<a href='#'>Download</a>")),
    ("Referral forms", f"<h2>Hospitals</h2>{ul(*_OWN)}"),
    ("Referral forms", f"<p>Forms for our local trusts</p>{ul(*_OWN)}"),
    ("Parking", _table("Charge", "£3 an hour")),
    ("Parking", ul(*_OWN)),
    ("Parking", _HEADED),
    ("Parking at our hospitals", ul(*_OWN)),
    ("Car parking at hospitals", _table("Charge", "£3 an hour")),
    ("Chemotherapy helplines", _table("Telephone", "01632 960001")),
    ("Helplines of local trusts", _table("Helpline", "01632 960001")),
    ("Lung health checks", f"<p>Lung health checks are provided by:</p>{ul(*_OWN)}"),
    ("Digital pathology", f"<p>These trusts share images with each other:</p>{ul(*_OWN)}"),
    ("Second opinions", f"<p>You can ask for one at any hospital, for example at:</p>{ul(*_OWN)}"),
    ("Work experience", f"<p>These trusts offer work experience in cancer care:</p>{ul(*_OWN)}"),
    ("Prehabilitation", f"<p>Our trusts hold classes:</p>{ul(*_OWN)}"),
    ("Prehabilitation", f"<p>Classes are provided by {_SENTENCE}.</p>"),
    ("Cancer information centres", _HEADED),
    ("Our information centres", _HEADED),
    ("Teledermatology", f"<h2>Who is involved</h2>{ul(*_OWN)}"),
    ("Hospitals", _table("Parking charge", "£3 an hour")),
    ("Cancer services", _table("Helpline", "01632 960001")),
    ("About us", f"<h2>Parking</h2>{ul(*_OWN)}"),
    ("About us", f"<p>Classes to get fit are held at:</p>{ul(*_OWN)}"),
    ("About us", _table("28 days", "81.2%")),
)  # fmt: skip
OF_PARTNERS = (
    ("About us", ul(*_OWN)),
    ("About us", f"<h2>NHS trusts</h2>{ul(*_OWN)}"),
    ("About us", f"<p>Cancer care in Wiltshire is provided by:</p>{ul(*_OWN)}"),
    ("How we work", f"<p>The alliance covers:</p>{ul(*_OWN)}"),
    ("Where we work", _table("Hospitals", "Two", *_OWN)),
    ("Our area", _table("Telephone", "01632 960001", *_OWN)),
    ("Our area", f"<h2>Somerset</h2>{ul(*_OWN)}"),
    ("Local services", _table("Website", "www.example.nhs.uk", *_OWN)),
    ("Hospitals", _table("Chief executive", "Orla Quill", *_OWN)),
    ("Cancer care in Somerset and Wiltshire", ul(*_OWN)),
    ("What is a cancer alliance?", ul(*_OWN)),
    ("How the alliance works", ul(*_OWN)),
    ("Our vision", ul(*_OWN)),
    ("SWAG Cancer Alliance", f"<h2>Working for you</h2>{ul(*_OWN)}"),
    ("Our partners", _table("Helpline", "01632 960001", *_OWN)),
    ("Information", f"<h2>Our partners</h2>{ul(*_OWN)}"),
    ("Parking", f"<h2>Trusts in our alliance</h2>{ul(*_OWN)}"),
    ("Partnership", f"<p>“Together we’re stronger”…</p>{ul(*_OWN)}"),
    ("Collaborators", ul(*_OWN)),
    ("Where you may be treated", ul(*_OWN)),
    ("About us", f"<h2>Proud to be working with</h2>{ul(*_OWN)}"),
    ("North", f"<p>These NHS trusts look after people with cancer in the north:</p>{ul(*_OWN)}"),
)  # fmt: skip


@pytest.mark.parametrize(("title", "body"), OF_THINGS)
def test_a_list_of_what_each_trust_offers_is_none_of_partners(title: str, body: str) -> None:
    assert _found(title, body) == set()


@pytest.mark.parametrize(("title", "body"), OF_PARTNERS)
def test_a_list_about_nothing_else_is_one(title: str, body: str) -> None:
    assert _found(title, body) == T3


@pytest.mark.parametrize(("title", "body"), OF_THINGS)
def test_it_adds_nothing_to_a_short_list_of_partners(title: str, body: str) -> None:
    assert _found(title, body, f"<h2>Our partners</h2>{ul(G, S)}") == {"RTE", "RH5"}


def test_home_page_is_about_no_one_thing() -> None:
    assert codes(read(page(html(f"<h1>Faster diagnosis for all</h1>{ul(*_OWN)}", "Home"), "/"))) == T3
    assert codes(read(page(html(f"<h2>Faster diagnosis</h2>{ul(*_OWN)}", "Home"), "/"))) == set()


def test_such_lists_are_counted_as_mentions() -> None:
    there = page(html(f"<h1>Parking</h1>{ul(*_OWN)}", "Parking"), "/parking")
    assert read(_HOME, there).mentions["other_subject"] == 3


def test_trusts_that_stand_only_in_vague_lists_are_told() -> None:
    assert read(page(html(ul(*_OWN)))).vague == T3
    assert read(page(html(REAL))).vague == frozenset()


@pytest.mark.parametrize(
    "text", ["Our area", "NHS trusts in Somerset", "Who forms the alliance", "", "The 9 trusts of Kent"]
)
def test_text_names_no_thing(text: str) -> None:
    assert not names_thing(text)


@pytest.mark.parametrize(
    "text", ["Parking", "Forms of trusts", "Referral forms", "Wig services", "NHS trusts and their helplines"]
)
def test_text_names_a_thing(text: str) -> None:
    assert names_thing(text)
