"""How people write of their partners in running text, one fact a line."""

# One fact a line, however long.
# ruff: noqa: E501
from __future__ import annotations

import pytest

from tests.reading.helpers import codes, read
from tests.reading.swag_pages import ul
from tests.reading.test_layouts import GH, RUH, SAL, SF

THREE = {"RTE", "RH5", "RNZ"}
FOUR = {*THREE, "RD1"}
INTROS = (
    "This is how our member trusts are spread across the area.",
    "Wherever you live, one of our member trusts is close by.",
)
SHAPES = (
    f"In Stroud, cancer care is provided by {GH}, which runs Cheltenham General Hospital.",
    f"People living in Taunton are looked after by {SF} at Musgrove Park Hospital.",
    f"At Salisbury District Hospital, care is in the hands of {SAL}.",
    f"{RUH} runs the Royal United Hospital and serves Bath.",
)


@pytest.mark.parametrize("intro", INTROS)
def test_paragraphs_of_any_shape_that_tell_of_one_partner_each(intro: str) -> None:
    paragraphs = "".join(f"<p>{said}</p>" for said in SHAPES)
    assert codes(read(f"<h1>Who we are</h1><p>{intro}</p>{paragraphs}")) == FOUR


def test_paragraphs_behind_labels() -> None:
    places = (("Stroud", GH), ("Taunton", SF), ("Salisbury", SAL))
    said = "You will probably be seen at the main hospital, part of"
    body = "".join(f"<p><strong>{place}</strong> {said} {name}.</p>" for place, name in places)
    assert codes(read(f"<h1>Who we are</h1><p>{INTROS[1]}</p>{body}")) == THREE


@pytest.mark.parametrize(
    "intro",
    ["Stories from the wards.", "Other trusts tell of their work.", "These were our member trusts in 2019."],
)
def test_paragraphs_below_another_text_are_no_profiles(intro: str) -> None:
    paragraphs = "".join(f"<p>{said}</p>" for said in SHAPES[:3])
    assert codes(read(f"<h1>About</h1><p>{intro}</p>{paragraphs}")) == set()


def test_paragraphs_that_name_the_same_trusts_are_no_profiles() -> None:
    paragraphs = "".join(f"<p>{said}</p>" for said in (*SHAPES[:3], f"For Cirencester there is {GH}."))
    assert codes(read(f"<h1>About</h1><p>{INTROS[0]}</p>{paragraphs}")) == set()


@pytest.mark.parametrize("tail", ["came on board", "became members", "joined the alliance"])
def test_who_joined_when(tail: str) -> None:
    entries = f"<dt>2016</dt><dd>{GH} and {SF} {tail}.</dd><dt>2019</dt><dd>{SAL} and {RUH} {tail}.</dd>"
    intro = "How our alliance grew, and which trust joined when."
    assert codes(read(f"<h1>Our partnership</h1><p>{intro}</p><dl>{entries}</dl>")) == FOUR


@pytest.mark.parametrize(
    "said",
    [
        f"{GH} and {SF} are members of our alliance. So are {SAL} and {RUH}.",
        f"{GH} and {SF} are members of our alliance. So is {SAL}. {RUH} belongs to it as well.",
        f"{GH} and {SF} are members of our alliance. Also in the partnership are {SAL} and {RUH}.",
        f"Our alliance has four trusts. From top to bottom they are {GH}, {RUH}, {SAL} and {SF}.",
        f"Our alliance has four trusts. They are, in no particular order, {GH}, {RUH}, {SAL} and {SF}.",
        f"Around the alliance table sit {GH}, {SF}, {SAL} and {RUH}.",
        f"Care for people with cancer in our area is given by four trusts. They are {GH}, {SF}, {SAL} and {RUH}.",
        f"Our alliance unites {GH} (GHFT), {SF} (SFT), {SAL} (SAL) and {RUH} (RUH). SFT hosts the team.",
        f"Today Somerset, Wiltshire, Avon and Gloucestershire Cancer Alliance has four member trusts: {GH}, {SF}, "
        f"{SAL} and {RUH}.",
        f"{GH}, {SF}, {SAL} and {RUH} together form Somerset, Wiltshire, Avon and Gloucestershire Cancer Alliance.",
        f"SWAG Cancer Alliance includes {GH} and {SF}. It also includes {SAL} and {RUH}. We thank them.",
        f"The alliance includes {GH}, {SF} and {SAL}. Its other members are {RUH}.",
        f"The alliance covers {GH} and {SF}. {SAL} and {RUH} are members too.",
        f"Our partner trusts in the north are {GH} and {RUH}. In the south they are {SAL} and {SF}.",
        f"In the north, patients are served by {GH} and {RUH}. In the south, patients are served by {SAL} and {SF}.",
        f"The alliance brings together {GH} and {RUH}. They are joined by {SAL} and {SF}.",
        f"The alliance is a partnership between {GH} and {RUH}. The partnership also includes {SAL} and {SF}.",
        f"We are made up of {GH}, {SF} and {SAL}. {RUH} joined in 2019.",
        f"Our members – Wiltshire Council, {GH}, {SF}, {SAL} and {RUH} – meet every month.",
        f"Our partners are {GH}, St. Margaret's Somerset Hospice, {SF}, {SAL} and {RUH}.",
        f"The alliance is formed of {GH}, which runs Stroud Hospital and Berkeley Cancer Centre; and {SF}, which "
        f"serves Somerset; {SAL}; and {RUH}.",
    ],
)
def test_sentences(said: str) -> None:
    assert codes(read(f"<h1>Who we are</h1><p>{said}</p>")) == FOUR


def test_a_sentence_names_its_trusts_wherever_they_are() -> None:
    """Most of them do not lie in the area; the alliance itself is said to unite them."""
    names = ("Yorkshire Ambulance Service NHS Trust", "Humber Teaching NHS Foundation Trust",
             "East Midlands Ambulance Service NHS Trust")  # fmt: skip
    said = f"Our alliance unites {names[0]}, {names[1]} and {names[2]}."
    assert codes(read(f"<h1>Who we are</h1><p>{said}</p>", alliance="N70")) == {"RX8", "RV9", "RX9"}


SEATED = (
    "The Alliance Board meets monthly. Each member organisation has one seat, held by its chief executive."
)


def test_seats_of_the_members_are_those_of_organisations() -> None:
    seats = ul(*(f"Chief Executive, {name}" for name in (GH, SF, SAL)))
    assert codes(read(f"<h1>Our partners</h1><p>{SEATED}</p>{seats}")) == THREE
    assert codes(read(f"<h1>Our partners</h1><p>Our board meets monthly.</p>{seats}")) == set()


def test_persons_on_seats_stay_persons() -> None:
    seats = ul(*(f"Rhona Pellow, Chief Executive, {name}" for name in (GH, SF, SAL)))
    assert all("Pellow" not in s.name for s in read(f"<h1>Our board</h1><p>{SEATED}</p>{seats}").sightings)


def test_a_table_of_seats_by_organisation() -> None:
    rows = "".join(f"<tr><td>Chief executive</td><td>{name}</td></tr>" for name in (GH, SF, SAL))
    table = f"<table><tr><th>Seat</th><th>Held by</th></tr>{rows}</table>"
    intro = "<p>Seats on the alliance board, by member organisation.</p>"
    assert codes(read(f"<h1>Who we are</h1>{intro}{table}")) == THREE


def test_a_board_of_each_of_its_member_organisations() -> None:
    said = f"The Board comprises one executive from each of its member organisations, namely {GH}; {SF}; and {SAL}."
    assert codes(read(f"<h1>Who we are</h1><h3>Composition of the Board</h3><p>{said}</p>")) == THREE


@pytest.mark.parametrize(
    "title", ["Meet the gang:", "We would be nothing without our partners. They are:", "Here is the crew"]
)
def test_a_chatty_introduction_leaves_the_list_to_the_title(title: str) -> None:
    assert codes(read(f"<h1>Our member trusts</h1><p>{title}</p>{ul(GH, SF, SAL)}")) == THREE


def test_the_host_of_the_alliance_below_a_list_is_no_profile() -> None:
    lines = "<br>".join((GH, SF, SAL))
    hosted = f"<p>The alliance is hosted by {RUH}.</p><p>In May {RUH} opened a unit.</p>"
    assert codes(read(f"<h1>What we do</h1><h2>Member organisations</h2><p>{lines}</p>{hosted}")) == THREE


@pytest.mark.parametrize(
    "head", ["Hospital trust", "Provider trust", "NHS Trust / provider", "Hospital group"]
)
def test_a_column_of_trusts_behind_one_of_persons(head: str) -> None:
    rows = "".join(f"<tr><td>Dr Gita Sato</td><td>{name}</td></tr>" for name in (GH, SF, SAL))
    table = f"<table><tr><th>Lead clinician</th><th>{head}</th></tr>{rows}</table>"
    assert codes(read(f"<h1>Our partners</h1><p>These trusts form the alliance.</p>{table}")) == THREE


def test_on_a_page_of_partners_a_third_of_a_sentence_may_lie_elsewhere() -> None:
    names = (
        "Humber Teaching NHS Foundation Trust, Hull University Teaching Hospitals NHS Trust and East Midlands"
    )
    said = f"<p>The alliance includes {names} Ambulance Service NHS Trust.</p>"
    assert codes(read(f"<h1>Our partners</h1>{said}", alliance="N70")) == {"RV9", "RWA", "RX9"}
    assert codes(read(f"<h1>Ambulances</h1>{said}", alliance="N70")) == set()


@pytest.mark.parametrize("intro", ["<p>The trusts on our board are:</p>", "<p>Trusts taking part</p>", ""])
@pytest.mark.parametrize("title", ["NHS trusts", "Trusts"])
def test_a_title_of_a_kind_leaves_it_to_the_page_whose_they_are(intro: str, title: str) -> None:
    assert codes(read(f"<h1>Our members</h1><h2>{title}</h2>{intro}{ul(GH, SF, SAL)}")) == THREE


def test_a_table_with_leads_below_a_title_of_a_kind() -> None:
    rows = "".join(
        f"<tr><td>Screening</td><td>Dr Gwen Farnaby</td><td>{name}</td></tr>" for name in (GH, SF, SAL)
    )
    table = f"<table><tr><th>Services</th><th>Lead</th><th>Trust</th></tr>{rows}</table>"
    assert codes(read(f"<h1>Our NHS partners</h1><h2>NHS trusts</h2>{table}")) == THREE


def test_a_file_may_end_with_the_code_of_its_trust() -> None:
    files = ("gloucestershire-hospitals-nhs-foundation-trust-rte_logo.png", "somerset-nhs-foundation-trust-RH5.svg",
             "salisbury-nhs-foundation-trust-rte.png")  # fmt: skip
    logos = "".join(f"<img src='/media/{file}' alt=''>" for file in files)
    assert codes(read(f"<h1>Our partners</h1><p>{logos}</p>")) == {
        "RTE",
        "RH5",
    }  # the last is of no one trust
