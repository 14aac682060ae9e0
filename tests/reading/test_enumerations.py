"""Names that fill a sentence, names set in pieces, and lists of those whom patients are referred to."""

# One fact a line, however long.
# ruff: noqa: E501
from __future__ import annotations

import pytest

from tests.reading.helpers import codes, html, names, page, read

GH, SF, SAL, BATH = (
    "Gloucestershire Hospitals NHS Foundation Trust",
    "Somerset NHS Foundation Trust",
    "Salisbury NHS Foundation Trust",
    "Royal United Hospitals Bath NHS Foundation Trust",
)
OURS = {"RTE", "RH5", "RNZ", "RD1"}
ENUMERATED = f"{GH}, {SF}, {SAL} and {BATH}"
ICB = "NHS Somerset Integrated Care Board"
LEEDS, BARTS = "Leeds Teaching Hospitals NHS Trust", "Barts Health NHS Trust"
LISTED = "".join(f"<li>{name}</li>" for name in (GH, SF, SAL, BATH))


def _read(body: str, title: str = "Our partners") -> set[str]:
    return codes(read(page(html(f"<h1>{title}</h1>{body}", title=title), "/about-us/who-we-are")))


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{ENUMERATED}.</p>",
        f"<p>{GH}; {SF}; {SAL}; {BATH}</p>",
        f"<p><strong>Acute providers:</strong> {GH}; {SF}; {SAL}; {BATH}</p>",
        f"<p>NHS trusts: {ENUMERATED}.</p>",
        f"<ul><li>Hospital trusts: {ENUMERATED}</li><li>Hospices: Prospect Hospice, Dorothy House Hospice</li></ul>",
        f"<p>The alliance is made up of:</p><p>{ENUMERATED}.</p>",
        f"<p>{GH}, {SF}, {SAL}, {BATH}, Prospect Hospice, and Macmillan Cancer Support.</p>",
        f"<p>{GH} (GHFT), {SF} (SFT), {SAL} and {BATH}.</p>",
        f"<h3>North</h3><p>{GH} and {BATH}.</p><h3>South</h3><p>{SF} and {SAL}.</p>",
        f"<table><tr><td>North</td><td>{GH} and {BATH}</td></tr><tr><td>South</td><td>{SF} and {SAL}</td></tr></table>",
    ],
)
def test_a_text_that_only_enumerates_names_all_of_them(body):
    assert _read(body) == OURS


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Questions", f"<h3>Who pays?</h3><p>Nobody.</p><h3>Which hospital trusts are part of the alliance?</h3><p>{ENUMERATED}.</p>"),
        ("About us", f"<p>Our partners include {ICB}, NHS England, the acute trusts ({ENUMERATED}), Macmillan Cancer Support and patients.</p>"),
        ("About us", f"<p>The alliance is made up of {ICB} and 4 hospital trusts: {ENUMERATED}.</p>"),
        ("Our partners", f"<p>In Craven, services are provided by {ENUMERATED}.</p>"),
        ("Our board", f"<p>The alliance board has a representative from each of our member organisations:</p><ul>{LISTED}</ul>"),
        ("Our partners", f"<p>The alliance brings together St. Margaret's Hospice, {ENUMERATED}, to improve care.</p>"),
    ],
)  # fmt: skip
def test_sentences_that_say_who_belongs(title, body):
    assert _read(body, title) == OURS


@pytest.mark.parametrize(
    "entries",
    [
        "<ul><li>Gloucestershire Hospitals NHS Foundation Trust<sup>1</sup></li><li>Somerset NHS Foundation Trust<sup>a</sup></li><li>Salisbury NHS Foundation Trust¹</li><li>Royal United Hospitals Bath NHS Foundation Trust*</li></ul>",
        "<h4>Gloucestershire Hospitals<br>NHS Foundation Trust</h4><h4>Somerset<br>NHS Foundation Trust</h4><h4>Salisbury NHS<br>Foundation Trust</h4><h4>Royal United<br>Hospitals Bath NHS Foundation Trust</h4>",
        "<svg><text><tspan>Gloucestershire Hospitals</tspan><tspan>NHS Foundation Trust</tspan></text><text><tspan>Somerset NHS</tspan><tspan>Foundation Trust</tspan></text><text><tspan>Salisbury</tspan><tspan>NHS Foundation Trust</tspan></text><text><tspan>Royal United Hospitals Bath</tspan><tspan>NHS Foundation Trust</tspan></text></svg>",
        "<table><tr><th>Contact</th><th>Telephone</th><th>Organisation</th></tr>" + "".join(f"<tr><td>Dr Jo Bloggs-Ashe</td><td>0117 496 0000</td><td>{name}</td></tr>" for name in (GH, SF, SAL, BATH)) + "</table>",
    ],
)  # fmt: skip
def test_marks_breaks_and_contacts_hide_no_name(entries):
    assert _read(entries) == OURS


def test_line_breaks_between_whole_names_part_them():
    assert _read(
        f"<p>{GH}<br>{SF}<br>{SAL}<br>University Hospitals Bristol and Weston NHS Foundation Trust</p>"
    ) == {"RTE", "RH5", "RNZ", "RA7"}


def test_roles_beside_persons_still_make_employers():
    rows = "".join(
        f"<tr><td>Jo Bloggs-Ashe</td><td>Lead nurse</td><td>{name}</td></tr>" for name in (GH, SF, SAL)
    )
    assert _read(f"<table><tr><th>Contact</th><th>Role</th><th>Organisation</th></tr>{rows}</table>") == set()


@pytest.mark.parametrize(
    "after",
    [
        f"<p>Patients may also be referred to:</p><ul><li>{LEEDS}</li><li>{BARTS}</li></ul>",
        f"<h2>Trusts we share pathways with</h2><ul><li>{LEEDS}</li><li>{BARTS}</li></ul>",
        f"<h2>Observers</h2><ul><li>{LEEDS}</li><li>{BARTS}</li></ul>",
        f"<table><tr><th>Refers sarcoma to</th></tr><tr><td>{LEEDS}</td></tr><tr><td>{BARTS}</td></tr></table>",
    ],
)
def test_those_whom_patients_are_referred_to_are_no_partners(after):
    assert _read(f"<h2>Members</h2><ul>{LISTED}</ul>{after}") == OURS


def test_the_centre_that_a_trust_refers_to_is_no_partner():
    cards = "".join(
        f"<div><h3>{name}</h3><p>Tertiary centre: {LEEDS}</p></div>" for name in (GH, SF, SAL, BATH)
    )
    assert _read(cards) == OURS


def test_whom_a_partner_works_with_is_no_partner():
    cards = "".join(
        f"<h3>{name}</h3><p>{name} was rated Good. It works closely with {LEEDS} on skin cancer.</p>"
        for name in (GH, SF, SAL, BATH)
    )
    assert _read(f"<h2>NHS trusts in the alliance</h2>{cards}") == OURS


def test_one_short_name_of_a_trust_of_the_area_stands_among_full_ones():
    assert _read(f"<ul><li>{GH}</li><li>{SF}</li><li>Salisbury</li><li>{BATH}</li></ul>") == OURS


def test_other_names_in_an_enumeration_are_kept():
    found = names(
        read(page(html(f"<h1>Our partners</h1><p>{GH}, Prospect Hospice, {SF} and {SAL}.</p>"), "/partners"))
    )
    assert "Prospect Hospice" in found


@pytest.mark.parametrize(
    "said",
    [
        "is now part of Wessex Cancer Alliance",
        "(now in Wessex Cancer Alliance)",
        "has joined Wessex Cancer Alliance",
    ],
)
def test_an_entry_that_went_to_another_alliance_is_no_partner(said):
    assert _read(f"<ul><li>{GH}</li><li>{SF}</li><li>{BATH}</li><li>{SAL} {said}</li></ul>") == OURS - {"RNZ"}


def test_an_entry_that_came_to_this_alliance_is_a_partner():
    assert (
        _read(
            f"<ul><li>{GH}</li><li>{SF}</li><li>{BATH}</li><li>{SAL} is now part of SWAG Cancer Alliance</li></ul>"
        )
        == OURS
    )


_KINDS = (
    ("Trusts in the city:", "Trusts in the country:"),
    ("Trusts with a cancer centre:", "Trusts with a cancer unit:"),
    ("Trusts in Bristol:", "Trusts in Somerset:"),
    ("Large trusts:", "Small trusts:"),
    ("Teaching hospitals:", "District hospitals:"),
    ("Cancer centres:", "Cancer units:"),
    ("Our cancer centres:", "Our cancer units:"),
    ("Our cancer centres are", "Our cancer units are"),
    ("<b>Acute trusts:</b>", "<b>Community trusts:</b>"),
)
_FORMS = (
    "<h2>Our partners</h2><p>{} {}.</p><p>{} {}.</p>",
    "<h2>Our partners</h2><ul><li>{} {}</li><li>{} {}</li></ul>",
    "<h2>Our partners</h2><p>{} {}. {} {}.</p>",
    "<p>The alliance brings together four trusts.</p><p>{} {}.</p><p>{} {}.</p>",
)


@pytest.mark.parametrize("form", _FORMS)
@pytest.mark.parametrize(("first", "second"), _KINDS)
def test_each_kind_of_partners_may_have_words_of_its_own(first: str, second: str, form: str):
    assert _read(form.format(first, f"{GH} and {BATH}", second, f"{SF} and {SAL}"), "About us") == OURS


@pytest.mark.parametrize(
    "lead", ["Our cancer units are", "Our hospitals in the country are", "Our county trusts are"]
)
def test_sentences_of_one_pattern_name_the_partners_together(lead: str):
    said = f"<p>Our cancer centres are {GH} and {BATH}.</p><p>{lead} {SF} and {SAL}.</p>"
    assert _read(said, "About us") == OURS


@pytest.mark.parametrize(
    "lead",
    [
        "Our funders are",
        "Our hosts are",
        "Our research sites are",
        "Our neighbours are",
        "Our clinics are",
        "Our former partners were",
    ],
)
def test_sentences_of_that_pattern_may_be_about_others(lead: str):
    said = f"<p>Our cancer centres are {GH} and {BATH}.</p><p>{lead} {SF} and {SAL}.</p>"
    assert _read(said, "About us") == {"RTE", "RD1"}


@pytest.mark.parametrize(
    "lead",
    [
        "Trusts in other alliances:",
        "Trusts outside our area:",
        "Trusts we visited:",
        "Visiting teams:",
        "Trusts that host our staff:",
        "Research sites:",
        "Trusts patients may be referred to:",
        "Centres with proton beam therapy:",
        "Hospitals that treat rare cancers:",
    ],
)
def test_a_kind_beside_the_partners_may_be_of_others(lead: str):
    others = f"<p>{lead} {LEEDS} and {BARTS}.</p>"
    assert _read(f"<h2>Our partners</h2><p>NHS trusts: {ENUMERATED}.</p>{others}") == OURS
    assert _read(f"<h2>Our partners</h2>{others}<p>NHS trusts: {ENUMERATED}.</p>") == OURS


@pytest.mark.parametrize(
    "rest",
    [
        "; our neighbours are {}",
        "; our research sites are {}",
        ", and our hosts are {}",
        "; patients are also referred to {}",
        "; we also visited {}",
        ", who work with clinics at {}",
        "; trusts in other alliances are {}",
    ],
)
def test_a_sentence_may_go_over_to_others(rest: str):
    said = f"<p>Our partner trusts are {GH}, {SF}, {SAL} and {BATH}{rest.format(f'{LEEDS} and {BARTS}')}.</p>"
    assert _read(said, "About us") == OURS


@pytest.mark.parametrize("lead", ["Hospitals with parking:", "Trusts with a scanner:", "Hospitals near you:"])
def test_two_organisations_that_have_something_are_no_list(lead: str):
    assert _read(f"<p>{lead} {GH} and {BATH}.</p>", "About us") == set()
