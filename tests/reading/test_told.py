"""Entries that tell of the trust they begin with, lists by place, and boards of organisations."""

# One fact a line, however long.
from __future__ import annotations

import pytest

from tests.reading.helpers import codes, html, page, read

GH, SF, SAL, BATH = (
    "Gloucestershire Hospitals NHS Foundation Trust",
    "Somerset NHS Foundation Trust",
    "Salisbury NHS Foundation Trust",
    "Royal United Hospitals Bath NHS Foundation Trust",
)
ALL = (GH, SF, SAL, BATH)
OURS = {"RTE", "RH5", "RNZ", "RD1"}
HULL, BARNSLEY, LEEDS = (
    "Hull University Teaching Hospitals NHS Trust",
    "Barnsley Hospital NHS Foundation Trust",
    "Leeds Teaching Hospitals NHS Trust",
)
LISTED = "<ul>" + "".join(f"<li>{name}</li>" for name in ALL) + "</ul>"


def _read(body: str, title: str = "Our partners") -> set[str]:
    return codes(read(page(html(f"<h1>{title}</h1>{body}", title=title), "/about-us/who-we-are")))


@pytest.mark.parametrize(
    "entry",
    [
        "<li>{}. It has three hospitals.</li>",
        "<li><strong>{}</strong>. It has three hospitals.</li>",
        "<li><a href='/x'>{}</a>. Its patients also use other services.</li>",
        "<li>{} runs two hospitals in the north.</li>",
        "<p>{}. It has three hospitals.</p>",
        "<p><strong>{}</strong> treats 3,000 patients a year and is rolling out testing.</p>",
        "<p><strong>{}</strong> employs 8,000 staff.</p>",
        "<p><strong>{}</strong> looks after 500,000 people.</p>",
        "<p><strong>{}</strong> leads our lung programme.</p>",
        "<p><strong>{}</strong> specialises in cancer care.</p>",
        "<p><b>{}</b> became a teaching trust in 2024.</p>",
        "<p>Further south, <b>{}</b> cares for people in the city.</p>",
    ],
)
def test_an_entry_may_tell_of_the_trust_it_begins_with(entry):
    assert _read("".join(entry.format(name) for name in ALL)) == OURS


def test_entries_may_each_tell_something_else():
    told = ("serves the north.", "treats 900 people.", "has two sites.", "joined us in 2019.")
    assert _read("".join(f"<p><b>{name}</b> {say}</p>" for name, say in zip(ALL, told, strict=True))) == OURS


def test_one_entry_among_names_may_tell_something():
    assert (
        _read(f"<ul><li>{GH}</li><li>{SF}. It leads on research.</li><li>{SAL}</li><li>{BATH}</li></ul>")
        == OURS
    )


@pytest.mark.parametrize(
    "said",
    [
        "{} hosts the alliance.",
        "{} left the alliance in 2019.",
        "{} is no longer a partner.",
        "{} was a partner until it moved to another alliance.",
        "{} employs the alliance team.",
        "In 2019 {} treated the most patients.",
    ],
)
def test_what_a_sentence_tells_may_speak_against_it(said):
    assert _read(f"{LISTED}<p>{said.format(LEEDS)}</p><p>{said.format(HULL)}</p>") == OURS


def test_a_single_sentence_makes_no_entry():
    assert _read(f"{LISTED}<p>{LEEDS} treats patients from all of England.</p>") == OURS


@pytest.mark.parametrize(
    "body",
    [
        f"<p><strong>North:</strong> {GH}, {BATH}</p><p><strong>South:</strong> {SF}, {SAL}</p>",
        f"<p>Wiltshire: {SAL} and {BATH}</p><p>The rest of the west: {GH} and {SF}</p>",
        f"<ul><li><b>North:</b> {GH}; {BATH}</li><li><b>South:</b> {SF}; {SAL}</li></ul>",
        f"<ul><li>Gloucestershire: {GH}</li><li>Somerset: {SF}</li><li>Wiltshire: {SAL}; {BATH}</li></ul>",
    ],
)
def test_lists_behind_a_place(body):
    assert _read(body) == OURS


@pytest.mark.parametrize("key", ["Hosted by", "Formerly", "Sponsors", "Chair", "Radiotherapy network"])
def test_what_stands_behind_another_key_is_no_list(key):
    assert _read(f"{LISTED}<p>{key}: {LEEDS}, {HULL}</p>") == OURS


@pytest.mark.parametrize(
    "words",
    [
        "<p>The following organisations are members of the alliance board:</p>",
        "<p>The alliance board’s member organisations are:</p>",
        "<h2>Our board</h2><p>The following partner organisations are represented on our board:</p>",
        "<p>Our board includes representatives from our partner organisations:</p>",
        "<h2>Alliance board</h2><p>Each partner organisation has a seat on the board.</p>",
    ],
)
def test_a_board_may_be_made_up_of_the_partners(words):
    assert _read(f"{words}{LISTED}") == OURS


@pytest.mark.parametrize(
    "title", ["Visit our partners’ websites", "Visit the websites of our partner trusts"]
)
def test_partners_may_be_listed_for_their_websites(title):
    assert _read(f"<h2>{title}</h2>{LISTED}") == OURS


@pytest.mark.parametrize(
    "words",
    [
        "<h2>Organisations we have learned from</h2>",
        "<h2>Good practice from elsewhere</h2>",
        "<h2>Comparison with similar trusts</h2>",
        "<h2>They showed us how</h2>",
        "<h2>Consultation</h2><p>The partners of the proposed alliance would be:</p>",
        "<p>From April 2028 the following trusts will join our alliance:</p>",
        "<p>From April 2028 a larger alliance is proposed. Its partners would be:</p>",
        "<h3>Prospective members</h3>",
    ],
)
def test_lists_of_others_and_of_the_future_stand_beside_that_of_the_partners(words):
    others = "".join(f"<li>{name}</li>" for name in (LEEDS, HULL, BARNSLEY))
    assert _read(f"<h2>Our partners</h2>{LISTED}{words}<ul>{others}</ul>") == OURS


@pytest.mark.parametrize(
    "head", ["Refers to", "Tertiary centre", "Radiotherapy provider", "Refers to (outside the alliance)"]
)
@pytest.mark.parametrize(
    "words",
    [
        "<p>Our partner trusts</p>",
        "<h2>Our partner trusts</h2>",
        "<p>Our partner trusts and where they refer patients</p>",
    ],
)
def test_the_head_of_a_column_speaks_for_it_alone(head, words):
    rows = "".join(
        f"<tr><td>{name}</td><td>01632</td><td>{other}</td></tr>"
        for name, other in zip(ALL, (LEEDS, HULL, BARNSLEY, LEEDS), strict=True)
    )
    assert (
        _read(f"{words}<table><tr><th>Partner trust</th><th>Telephone</th><th>{head}</th></tr>{rows}</table>")
        == OURS
    )


def test_the_beginning_of_a_longer_name_is_none():
    board = "NHS Bristol, North Somerset and South Gloucestershire Integrated Care Board"
    assert _read(f"<p>In {board}, our partner trusts are {GH}, {SF}, {SAL} and {BATH}.</p>") == OURS


def test_a_number_in_the_name_of_a_site_is_no_error():
    assert _read(f"<p>Our partners:</p>{LISTED}", title="site-404.example") == OURS


def test_an_entry_may_tell_of_a_short_name_behind_a_dash():
    said = (
        ("Guy’s and St Thomas’", "acute hospital services"),
        ("King’s College Hospital", "cancer unit and cancer centre"),
        ("Lewisham and Greenwich", "hospital and community services"),
    )
    lines = "".join(
        f"<p><strong>{name}</strong> – {what} | <a href='#'>website</a></p>" for name, what in said
    )
    body = html(f"<h2>Our member trusts</h2>{lines}", site="South East London Cancer Alliance")
    assert codes(read(page(body, "https://www.selca.nhs.uk/about-us"), alliance="N47")) == {
        "RJ1",
        "RJ2",
        "RJZ",
    }
