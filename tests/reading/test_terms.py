"""Notes on the time of a membership: what is to come, what is over, and what is neither."""

# One fact a line, however long.
# ruff: noqa: E501
from __future__ import annotations

from datetime import date

import pytest

from alliance_spiders.reading.terms import is_over, is_to_come
from alliance_spiders.reading.years import of_last_year, period
from tests.reading.helpers import codes, html, page, read
from tests.reading.swag_pages import T3, A, G, L, S, ul

_DAY = date(2026, 9, 1)

TO_COME = [
    "from April 2027",
    "(from 1 April 2027)",
    "with effect from 01/04/2027",
    "from 2027/28",
    "from October 2026",
    "joining April 2027",
    "joining soon",
    "joining next year",
    "to join in 2027",
    "due to join in spring 2027",
    "set to join the alliance",
    "becomes a full member on 1 April 2027",
    "has applied to join",
    "will join us shortly",
    "prospective member",
    "not yet a member",
    "application pending",
    "awaiting approval",
    "New members from April 2027",
    "Partners to be",
    "April 2027",
]
OVER = [
    "left 2025",
    "left the alliance in March 2024",
    "member until 2024",
    "until 31 August 2026",
    "2016–2024",
    "former member",
    "no longer a partner",
    "was a partner until 2024",
    "observer",
    "non-member",
    "withdrew in 2023",
]
NEITHER = [
    "from April 2024",
    "joining April 2024",
    "joined in 2025",
    "from 1 September 2026",
    "until March 2027",
    "leaving March 2027",
    "2016–2027",
    "member since 2016",
    "new member",
    "associate member",
    "part of Northern Group from April 2027",
    "to be known as Northern Care from April 2027",
    "foundation trust from April 2027",
    "lead provider from April 2027",
    "new hospital opens in 2027",
    "joining up NHS organisations",
    "Non-NHS partners",
    "Our plans for 2027",
    "Next",
    "Our partners since 2020",
    "Our members 2024–2027",
    "",
]


@pytest.mark.parametrize("note", TO_COME)
def test_note_of_what_is_to_come(note: str) -> None:
    assert is_to_come(note, _DAY)


@pytest.mark.parametrize("note", OVER)
def test_note_of_what_is_over(note: str) -> None:
    assert is_over(note, _DAY)


@pytest.mark.parametrize("note", NEITHER)
def test_other_notes(note: str) -> None:
    assert not is_to_come(note, _DAY)
    assert not is_over(note, _DAY)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("2027/28", date(2027, 4, 1), date(2028, 3, 31)),
        ("february 2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("1st of april 2027", date(2027, 4, 1), date(2027, 4, 1)),
        ("1 april 2027", date(2027, 4, 1), date(2027, 4, 1)),
        ("april 1, 2027", date(2027, 4, 1), date(2027, 4, 1)),
        ("03/04/2027", date(2027, 4, 3), date(2027, 4, 3)),
        ("3.4.27", date(2027, 4, 3), date(2027, 4, 3)),
        ("2027-04-03", date(2027, 4, 3), date(2027, 4, 3)),
        ("spring 2027", date(2027, 3, 1), date(2027, 5, 28)),
    ],
)
def test_days_that_a_date_may_mean(text: str, first: date, last: date) -> None:
    meant = period(text)
    assert meant is not None
    assert (meant.first, meant.last) == (first, last)


@pytest.mark.parametrize("text", ["31 february 2027", "99/99/2027", "0000-00-00", "soon"])
def test_no_date(text: str) -> None:
    assert period(text) is None


@pytest.mark.parametrize(
    ("text", "title", "told"),
    [
        ("The partners in 2025/26 were", "", "The partners in 2025/26 are"),
        ("They were partners throughout the year", "Report 2025/26", "They are partners throughout the year"),
        ("They were partners throughout the year", "Report 2018/19", None),
        ("They were partners throughout the year", "Report", None),
        ("The partners in 2019 were", "Report 2025/26", None),
        ("The partners were", "Report 2025/26", None),
    ],
)
def test_what_was_in_the_last_year(text: str, title: str, told: str | None) -> None:
    assert of_last_year(text, title, _DAY) == (told or text)


def _found(body: str, title: str = "Our partners", path: str = "/our-partners") -> set[str]:
    return codes(read(page(html(f"<h1>{title}</h1>{body}", title), path)))


def _table(head: str, usual: str, value: str) -> str:
    rows = "".join(f"<tr><td>{trust}</td><td>{usual}</td></tr>" for trust in (G, S, A))
    return f"<table><tr><th>Trust</th><th>{head}</th></tr>{rows}<tr><td>{L}</td><td>{value}</td></tr></table>"


def _cards(note: str) -> str:
    usual = "".join(f"<div><h3>{trust}</h3><p>Serves local people.</p></div>" for trust in (G, S, A))
    return f"<div>{usual}<div><h3>{L}</h3><p>{note}</p></div></div>"


NO_MEMBERS = [
    ul(G, S, A, f"{L} (from April 2027)"),
    ul(G, S, A, f"{L} – joining April 2027"),
    ul(G, S, A, f"{L}, from April 2027"),
    ul(G, S, A, f"{L} <em>joining soon</em>"),
    ul(G, S, A, f"{L}<br>Joining in April 2027"),
    ul(G, S, A, f"{L} joins us in April 2027. It runs two hospitals."),
    ul(G, S, A, f"{L} is to become a partner in 2027."),
    ul(G, S, A, f"Joining in April 2027: {L}"),
    ul(G, S, f"{A} and {L} (from April 2027)"),
    ul(G, S, A, f"{L} (member 2016–2024)"),
    ul(G, S, A, f"{L}*") + "<p>* joins us in April 2027</p>",
    ul(G, S, A, f"{L}<sup>1</sup>") + "<p><sup>1</sup> From April 2027</p>",
    ul(f"{G}*", S, A, f"{L}**") + "<p>* Host. ** Joining April 2027.</p>",
    ul(G, S, A, f"{L} [2]") + "<p>[1] Host</p><p>[2] Left in 2024</p>",
    ul(G, S, A) + "<h3>Joining soon</h3>" + ul(L),
    ul(G, S, A) + "<h3>From April 2027</h3>" + ul(L),
    ul(G, S, A) + "<p>Joining in April 2027</p>" + ul(L),
    ul(G, S, A) + "<p>Our partners from April 2027:</p>" + ul(L),
    ul(G, S, A) + f"<p>{L} is to become a partner in 2027.</p>",
    ul(G, S, A) + f"<p>From April 2027 {L} will be a partner.</p>",
    "".join(f"<p>{each}</p>" for each in (G, S, A)) + f"<p>{L} is joining us in April 2027.</p>",
    f"<p>Our partners are {G}, {S}, {A} and {L} (from April 2027).</p>",
    f"<p>Our partners are {G}, {S}, {A} and, from April 2027, {L}.</p>",
    _table("Status", "Member", "Joining 2027"),
    _table("Status", "Member", "Left 2025"),
    _table("Status", "Member", "Former"),
    _table("Membership", "Full", "Observer"),
    _table("Member?", "Yes", "No"),
    _table("Joined", "2016", "April 2027"),
    _table("Member since", "2016", "2027"),
    _table("Left", "", "March 2025"),
    _table("Notes", "", "Joins the alliance in April 2027"),
    _cards("Joining April 2027"),
    _cards("Left the alliance in 2024."),
    _cards("This trust will become a partner in April 2027."),
    f"<dl><dt>{G}</dt><dd>Host</dd><dt>{S}</dt><dd>Member</dd><dt>{A}</dt><dd>Member</dd><dt>{L}</dt><dd>Joining 2027</dd></dl>",
]  # fmt: skip


@pytest.mark.parametrize("body", NO_MEMBERS)
def test_who_joins_later_or_has_left_is_no_member(body: str) -> None:
    assert _found(body) == T3


MEMBERS = [
    ul(G, S, f"{A} (from April 2024)"),
    ul(G, S, f"{A} (joining April 2024)"),
    ul(G, S, f"{A} (until March 2027)"),
    ul(G, S, f"{A} (leaving March 2027)"),
    ul(G, S, f"{A} (part of Northern Group from April 2027)"),
    ul(G, S, f"{A} (part of Northern Group, from April 2027)"),
    ul(G, S, f"{A} (from April 2027, part of Northern Group)"),
    ul(G, S, f"{A} – foundation trust from April 2027"),
    ul(f"{G} and {S}", A, f"Observers: {L} (observer)"),
    ul(G, S, f"{A}*") + "<p>* Host organisation</p>",
    ul(G, S, f"{A}*") + "<p>* joined us in April 2024. ** Joining in 2027</p>",
    ul(G, S) + "<h3>Joined in 2024</h3>" + ul(A),
    ul(G, S) + "<h3>Trusts joining in April 2024</h3>" + ul(A),
    _table("Status", "Member", "Member").replace(L, A),
    _table("Status", "Member", "Leaving March 2027").replace(L, A),
    _table("Status", "Member", "Associate").replace(L, A),
    _table("Joined", "2016", "April 2026").replace(L, A),
    _table("Until", "", "March 2027").replace(L, A),
    _table("Cancer lead", "Named", "Left 2025").replace(L, A),
    _table("Electronic records", "Live", "From April 2027").replace(L, A),
    _table("Robot", "Yes", "No").replace(L, A),
    _table("Notes", "", "New hospital opens in April 2027").replace(L, A),
    _cards("Joined in April 2024").replace(L, A),
    _cards("A new hospital opens in 2027.").replace(L, A),
    f"<h3>{G}</h3><p>Joined in 2024</p><h3>{S}</h3><p>Leaves us in March 2027</p><h3>{A}</h3><p>Host</p>",
]  # fmt: skip


@pytest.mark.parametrize("body", MEMBERS)
def test_who_is_a_member_today_is_one(body: str) -> None:
    assert _found(body) == T3


def test_a_date_alone_parts_no_list() -> None:
    lines = "".join(f"<p>{trust}</p><p>4 November 2025</p>" for trust in (G, S, A))
    assert _found(f"<h2>Our partners</h2><div>{lines}</div>") == T3
