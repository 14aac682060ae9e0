"""Pages of another kind: of contacts, the board, research, waiting times, a strategy. Some list the partners."""

# One fact a line, however long.
# ruff: noqa: E501
from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from alliance_spiders.items import Page
from alliance_spiders.reading.years import without_years_to_come
from tests.reading.helpers import codes, html, page, read
from tests.reading.swag_pages import T3, A, B, G, H, L, S, ul
from tests.reading.test_pdf import pdf

_NAME = "Somerset, Wiltshire, Avon and Gloucestershire Cancer Alliance"
_HOME = page(html("<h1>SWAG Cancer Alliance</h1><p>Welcome.</p>", "Home"), "/")
_OWN = ul(G, S, A)
_MIXED = ul(G, S, L)  # two of the area and one from elsewhere: what a page on other work holds
_AWAY = ul(L, H, B)


def _table(head: str, *rows: tuple[str, str]) -> str:
    cells = "".join(f"<tr><td>{trust}</td><td>{value}</td></tr>" for trust, value in rows)
    return f"<table><tr><th>Trust</th><th>{head}</th></tr>{cells}</table>"


_TELEPHONES = _table("Telephone", (G, "01632 960001"), (S, "01632 960002"), (A, "01632 960003"))
_NURSES = _table("Lead nurse", (G, "Orla Quill"), (S, "Tam Birch"), (A, "Ivo Fenn"))
_TARGETS = _table("28 days", (G, "81.2%"), (S, "79.9%"), (A, "80.4%"))
_TARGETS_MIXED = _table("28 days", (G, "81.2%"), (S, "79.9%"), (L, "80.4%"))


def _found(path: str, title: str, body: str) -> set[str]:
    there = page(html(f"<h1>{title}</h1>{body}", title), path, link_text=title)
    return codes(read(_HOME, there))


def _facts(facts: Sequence[tuple[str, str, str]]) -> pytest.MarkDecorator:
    ids = [f"{title}: {body[:70]}" for _, title, body in facts]
    return pytest.mark.parametrize(("path", "title", "body"), facts, ids=ids)


LISTS = (
    ("/contact/", "Contact us", f"<h2>Our member trusts</h2>{_OWN}"),
    ("/contact/", "Contact us", f"<h2>Our partner organisations</h2>{_OWN}"),
    ("/contact/", "Contact us", f"<h2>Trusts in our alliance</h2>{_TELEPHONES}"),
    ("/contact/", "Contact us", f"<h2>The trusts in our alliance</h2><p>Their switchboards are:</p>{_TELEPHONES}"),
    ("/contact/", "Contact us", f"<h2>Alliance members</h2>{_TELEPHONES}"),
    ("/contact/", "Contact us", f"<h2>Member organisations</h2>{_TELEPHONES}"),
    ("/contact/", "Contact us", f"<h2>Trusts in {_NAME}</h2>{_OWN}"),
    ("/contact/", "Contact us", f"<p>{_NAME} is made up of the following organisations:</p>{_OWN}"),
    ("/contact/", "Contact us", f"<p>The trusts in our alliance are {G}, {S} and {A}.</p>"),
    ("/contact/", "Contact us", f"<p>To comment on your care, please contact the hospital trust in our alliance that treats you.</p>{_TELEPHONES}"),
    ("/contact/", "Contact us", f"<h2>Lead cancer nurses</h2><p>Each of the trusts in the alliance has a lead cancer nurse.</p>{_NURSES}"),
    ("/strategyx/", "Get in touch", f"<p>Hospitals that belong to the alliance:</p>{_OWN}"),
    ("/board/", "Our board", f"<h2>Our partner organisations</h2>{_OWN}"),
    ("/our-board/", "Our board", f"<p>Our board is made up of the chief executives of:</p>{_OWN}"),
    ("/our-board/", "Our board", f"<p>Our board brings together the leaders of the following trusts:</p>{_OWN}"),
    ("/our-board/", "Our board", f"<p>The chief executives of these trusts sit on our board:</p>{_OWN}"),
    ("/our-board/", "Our board", f"<p>The following trusts are represented on our board:</p>{_OWN}"),
    ("/board/", "Our board", f"<p>Every partner organisation has an equal vote at our board:</p>{_OWN}"),
    ("/governance/", "Governance", f"<p>Each of these trusts has one vote on our Board:</p>{_OWN}"),
    ("/our-partners/", "Our partners", f"<p>Each of these trusts has one vote on our Board:</p>{_OWN}"),
    ("/whos-who/", "Who’s who", f"<p>The family of organisations that make up the alliance:</p>{_OWN}"),
    ("/whos-who/", "Who’s who", f"<p>The alliance is made up of {G}, {S} and {A}.</p>"),
    ("/our-team/", "Our team and partners", f"<h2>Members of the alliance</h2>{_OWN}"),
    ("/performance/", "Cancer waiting times", f"<h2>Trusts in our alliance</h2>{_TARGETS}"),
    ("/performance/", "Cancer waiting times", f"<p>The table shows how trusts in our alliance are doing:</p>{_TARGETS}"),
    ("/research/", "Research", f"<p>The NHS trusts in our alliance are:</p>{_OWN}"),
    ("/strategyx/", "Research and our partners", f"<h2>Members of the alliance</h2>{_OWN}"),
    ("/strategy/", "Our strategy 2026 to 2031", f"<p>The NHS trusts in our alliance are:</p>{_OWN}"),
    ("/strategy/", "Our plan 2024–2026", f"<h2>Our partners</h2>{_OWN}"),
    ("/strategy/", "Our plan up to 2030", f"<h2>Our partners</h2>{_OWN}"),
    ("/about-us/", "About us", f"<h2>Our members 2025–2028</h2>{_OWN}"),
)  # fmt: skip


@_facts(LISTS)
def test_page_of_another_kind_lists_partners_where_it_says_so(path: str, title: str, body: str) -> None:
    assert _found(path, title, body) == T3


MENTIONS = (
    ("/contact/", "Contact us", f"<h2>Neighbouring alliances</h2>{_MIXED}"),
    ("/contact/", "Contact us", f"<h2>Contact your local hospital</h2>{_MIXED}"),
    ("/contact/", "Contact us", f"<h2>Our member trusts</h2>{_AWAY}"),
    ("/contact/", "Contact us", f"<h2>Our member trusts in the lung project</h2>{_MIXED}"),
    ("/contact/", "Contact us", f"<h2>Trusts outside our alliance</h2>{_AWAY}"),
    ("/contact/", "Contact us", f"<p>Trusts not in our alliance:</p>{_MIXED}"),
    ("/contact/", "Contact us", f"<p>The trusts in our alliance are on our partners page. For other hospitals contact:</p>{_MIXED}"),
    ("/contact/", "Contact us", f"<h2>Peninsula Cancer Alliance</h2><h3>Member trusts</h3>{_MIXED}"),
    ("/contact/", "Contact us", f"<p>If you are treated at {G}, {S} or {L}, contact the patient advice service there.</p>"),
    ("/our-board/", "Our board", "<h2>Board members</h2>" + ul(f"Orla Quill, {G}", f"Tam Birch, {S}", f"Ivo Fenn, {L}")),
    ("/our-board/", "Our board", "<p>Our board is made up of the chief executives of:</p>" + ul(f"Orla Quill, {G}", f"Tam Birch, {S}", f"Ivo Fenn, {L}")),
    ("/our-board/", "Our board", f"<p>Our board members are employed by:</p>{_MIXED}"),
    ("/our-board/", "Our board", f"<h2>In attendance</h2>{_MIXED}"),
    ("/our-board/", "Our board", f"<h2>Members of the alliance</h2><p>Apologies were sent by:</p>{_MIXED}"),
    ("/our-board/", "Our board", f"<h2>Members of the lung group</h2>{_MIXED}"),
    ("/our-board/", "Our board", f"<h2>Steering group</h2><h3>Our member organisations</h3>{_MIXED}"),
    ("/our-board/", "Our board", f"<p>The workforce sub-group has members from the following trusts:</p>{_MIXED}"),
    ("/governance/", "Governance", f"<p>Each of these trusts has one vote on the steering group:</p>{_MIXED}"),
    ("/our-team/", "Our team", f"<p>The alliance board members work for the following organisations, as listed below:</p>{_MIXED}"),
    ("/our-team/", "Our team", f"<p>Members of staff from across our alliance come from these organisations:</p>{_MIXED}"),
    ("/performance/", "Cancer waiting times", f"<h2>Trusts in England</h2>{_TARGETS_MIXED}"),
    ("/performance/", "Cancer waiting times", f"<p>Patients in our alliance are also treated at:</p>{_TARGETS_MIXED}"),
    ("/radiotherapy/", "Radiotherapy network", f"<h2>Our member trusts</h2>{_MIXED}"),
    ("/research/", "Research", f"<p>Our research partners are:</p>{_MIXED}"),
    ("/research/", "Research", f"<h2>Our partner organisations</h2>{_MIXED}"),
    ("/research/", "Research", f"<p>Trusts taking part in the trial:</p>{_MIXED}"),
    ("/research/", "Research", f"<p>Trusts across our alliance taking part in the trial:</p>{_MIXED}"),
    ("/research/", "Research", f"<h2>Members of the alliance research network</h2>{_MIXED}"),
    ("/annual-report/", "Annual report 2019 to 2020", f"<h2>Our members</h2>{_MIXED}"),
    ("/strategy/", "Our strategy 2016–2021", f"<p>The NHS trusts in our alliance are:</p>{_MIXED}"),
    ("/about-us/", "About us", f"<h2>Our members 2016–2020</h2>{_MIXED}"),
    ("/jobs/", "Jobs", f"<h2>Trusts in our alliance</h2>{_MIXED}"),
    ("/2019/03/alliance/", "A new alliance", f"<p>The trusts in our alliance are:</p>{_MIXED}"),
)  # fmt: skip


@_facts(MENTIONS)
def test_page_of_another_kind_lists_no_partners_otherwise(path: str, title: str, body: str) -> None:
    assert _found(path, title, body) == set()


def test_page_of_another_kind_adds_nothing_to_a_page_of_partners() -> None:
    partners = page(html(f"<h1>Our partners</h1>{_OWN}", "Our partners"), "/our-partners/")
    contact = page(html(f"<h1>Contact us</h1><h2>Our member trusts</h2>{_MIXED}", "Contact us"), "/contact/")
    assert codes(read(_HOME, partners, contact)) == T3


def _pdf(path: str, link_text: str, *lines: str) -> Page:
    return page(pdf(*lines), path, "application/pdf", link_text=link_text)


@pytest.mark.parametrize(
    "path",
    [
        "/wp-content/uploads/2026/03/x.pdf",
        "/wp-content/uploads/2019/03/partners.pdf",
        "/sites/default/files/2026-03/members.pdf",
        "/media/abcd12/our-partner-trusts.pdf",
        "/downloads/x.pdf",
        "/resources/x.pdf",
        "/news/2026/members.pdf",
    ],
)
def test_folder_of_a_pdf_says_nothing(path: str) -> None:
    listed = _pdf(path, "Our member organisations (PDF)", "The NHS trusts in our alliance are:", G, S, A)
    assert codes(read(_HOME, listed)) == T3


@pytest.mark.parametrize(
    ("name", "link_text"),
    [
        ("newsletter", "Newsletter"),
        ("x", "Latest news"),
        ("x", "Vacancies"),
        ("x", "Board members"),
        ("x", "Our former members"),
        ("x", "Our strategy 2016 to 2021"),
        ("x", "Neighbouring alliances"),
        ("x", "Research partners"),
    ],
)
def test_name_of_a_pdf_says_what_it_is(name: str, link_text: str) -> None:
    assert codes(read(_HOME, _pdf(f"/files/{name}.pdf", link_text, "Our partners", G, S, L))) == set()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Our strategy 2026 to 2031", "Our strategy"),
        ("Our plan 2025-26", "Our plan"),
        ("Our plan 2025/26", "Our plan"),
        ("Our strategy 2019–2024", "Our strategy 2019–2024"),
        ("Our plan 2024-25", "Our plan 2024-25"),
        ("Partners between 2016 and 2020", "Partners between 2016 and 2020"),
        ("Our plan between 2026 and 2031", "Our plan"),
        ("Our plan until 2030", "Our plan"),
        ("Partners until 2020", "Partners until 2020"),
        ("Partners until April 2026", "Partners until April 2026"),
        ("Seen on 2026-03-11", "Seen on 2026-03-11"),
    ],
)
def test_years_to_come_are_no_history(text: str, left: str) -> None:
    assert without_years_to_come(text, date(2026, 9, 1)).strip() == left


@pytest.mark.parametrize("title", ["News and partners", "Our partners and news", "Contacts and members"])
def test_a_page_of_partners_and_something_else_is_told_by_its_parts(title: str) -> None:
    news = "<h2>{}</h2><ul><li>Salisbury NHS Foundation Trust opens a new ward</li></ul>"
    partners = f"<h2>Our partners</h2><p>These are the trusts that form the alliance.</p>{_OWN}"
    body = f"{news.format('Latest news')}{partners}{news.format('More news')}"
    assert _found(f"/{title.lower().replace(' ', '-')}", title, body) == T3


@pytest.mark.parametrize("title", ["News for partners and members", "News from our partners", "News"])
def test_a_page_of_news_for_partners_is_one_of_news(title: str) -> None:
    assert _found("/news/x", title, f"<h2>What they do</h2>{_OWN}") == set()


def test_a_page_called_our_partners_lists_them_wherever_it_is_filed() -> None:
    assert _found("/news/our-partners", "Our partners", _OWN) == T3
    assert _found("/blog/2023/01/our-partners", "Our partners", _OWN) == T3
    assert _found("/news/our-partners-walk", "Our partners walk", _OWN) == set()
