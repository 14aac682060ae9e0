"""No person, telephone number or e-mail address stays in the name of a partner."""

from __future__ import annotations

import re
from html import escape

import pytest

from alliance_spiders.reading.names_alone import without_person
from matching.register import Register
from tests.reading.helpers import read

TRUST = "Salisbury NHS Foundation Trust"
UNKNOWN = "Greywater Infirmary NHS Foundation Trust"  # in no register
ADDED = [
    "{} (Amira Quennell)",
    "{} (01632 960123)",
    "{} – Dr Amira Quennell",
    "{}: amira.quennell@nhs.net",
    "{}, contact Amira Quennell",
    "{} – lead: Amira Quennell, 01632 960123",
    "{} T: 7946 0123",
    "{} call 7946 0123 ext 4",
    "{} 01632 960123",
    "{} Tel 01632 960123",
    "{} Odstock Road, Salisbury SP2 8BJ",
    "{}, cancer services office, 01632 960123",
    "{}: 7946 0123",
    "{} – 01632 960123, Odstock Road",
    "01632 960123 {}",
    "{} amira.quennell (at) nhs.net",
    "{} amira.quennell@nhs.net",
    "{} Lead: Amira Quennell",
    "{} contact Amira Quennell",
    "{} c/o Amira Quennell",
    "{} Amira Quennell",
    "{} Amira Quennell, Cancer Lead",
    "{} Dr Amira Quennell",
    "{} - Cancer Lead Amira Quennell",
    "{} (Cancer lead: Amira Quennell)",
    "{} [Dr A Quennell]",
    "{} / Amira Quennell",
    "{} • Amira Quennell",
    "{}, Amira Quennell and Bram Quennell",
    "Lead: Amira Quennell – {}",
    "Amira Quennell, {}",
    "Dr Amira Quennell: {}",
    "QUENNELL, Amira – {}",
    "{} (QUENNELL, Amira)",
    "{} QUENNELL, Amira",
]
WAYS = [  # to write a person beside a trust, with the names of three kinds of persons
    "{} Lead: {F}",
    "{} – {F}’s team",
    "{} lead: {f} {l}",
    "{} and {F} {L}",
    "{} & {F} {L}",
    "{} * {F} {L} *",
    "{} ~ {F} {L}",
    "{}-{F} {L}",
    "{} → {F} {L}",
    "{} <{F} {L}>",
    "{} – {I}. {L}",
    "{} {F} “Bob” {L}",
    "{}, {f} {l}",
    "{} – {f} {l}",
    "{} ({f} {l})",
    "{} PA {F} {L}",
    "{}, FAO {F} {L}",
    "{F} {L}’s team at {}",
    "{F} {L}’s Clinical Team, {}",
    "{L}, {F} – {}",
    "{F} {L} represents {}",
    "{F} {L} works at {}",
    "{F} {L} (from {})",
    "{F} {L} of {}",
    "{F} {L} @ {}",
    "{F}.{L} {}",
    "{F}_{L} {}",
    "{I}. {L}, {}",
    "{F} {L} FRCS {}",
    "{F} {L}, MBE, {}",
    "{FU} {LU}, {}",
    "{f} {l}, {}",
    "{f} {l} – {}",
    "The {F} {L} {}",
    "Cllr {F} {L} {}",
    "Dr {L} at {}",
]
PERSONS = [("Nerissa", "Quennell"), ("Sarah", "Green"), ("Priya", "Moss")]  # two with names of places
TORN = [
    "{} Lead: Hya- cinth Quen- nell Quennell",
    "{} (Hya- cinth Quennell)",
    "{} – Hya- cinth Quen- nell",
    "Quennell’s unit, {}",
    "Quennell’s team at {}",
    "Mo hammed Quennell {}",
    "{}. Director Quennell",
    "mark quennell, {}",
    "{} – grace quennell",
]
NAMED_AFTER_PERSONS = [
    "St Mary’s Hospital",
    "Queen Elizabeth Hospital",
    "Royal Victoria Infirmary",
    "The Princess Alexandra Hospital NHS Trust",
    "The Robert Jones and Agnes Hunt Orthopaedic Hospital NHS Foundation Trust",
    "The Walton Centre",
    "The Christie",
    "Clatterbridge",
    "Lister Hospital",
    "Conquest Hospital",
    "William Harvey Hospital",
    "Dorothy Pattison Hospital",
    "Guy’s and St Thomas’",
    "Guy’s unit, Guy’s and St Thomas’ NHS Foundation Trust",
    "Great Ormond Street",
    "Sue Ryder",
    "Macmillan",
    "Maggie’s",
    "Maggie’s team at Barts Health NHS Trust",
    "Teenage Cancer Trust",
    "Sarah Cannon Research Institute",
    "Elizabeth Garrett Anderson Hospital",
    "Sir Michael Sobell House Hospice",
    "James Paget University Hospitals NHS Foundation Trust",
    "Dr Gray’s Hospital",
    "Barts Health NHS Trust, High Wycombe",
    "Barts Health NHS Trust-Sutton Coldfield",
    "Salisbury NHS Foundation Trust (Odstock Road)",
    "Mid And South Essex NHS Foundation Trust (RAJ)",
    "Widnes, Salisbury NHS Foundation Trust",
    "Salisbury NHS Foundation Trust (Kenton)",
    "Lead: Salisbury NHS Foundation Trust",
    "Tertiary centre – Salisbury NHS Foundation Trust",
    "Foxglove House, Salisbury NHS Foundation Trust",
    "Odstock’s Salisbury NHS Foundation Trust",
    "Torbay & South Devon Foundation NHS Trust",
    "Isle of Wight NHS Trust",
    "Mary Foxby Memorial Hospital NHS Trust",
]
KEPT = [
    "Salisbury NHS Foundation Trust (RNZ)",
    "Barking, Havering and Redbridge University Hospitals NHS Trust",
    "Moorfields Eye Hospital (City Road)",
    "University Hospitals Bristol and Weston NHS Foundation Trust (UHBW)",
    "Somerset - Our Somerset",
    "King's College Hospital (Denmark Hill)",
    "Tees, Esk and Wear Valleys NHSFT",
    "Univ Hosp of South Manchester NHS Foundation Trust",
    "Keswick (Mary Hewetson) Community Hospital",
    "Royal Marsden",
    "Royal Marsden, Chelsea",
    "Marie Curie",
    "Marie Curie Hospice, Bradford",
    "St George’s",
    "Alder Hey, Liverpool",
    "Elizabeth Fry Charity",
    "Kettering General",
    "Sue Ryder – Thorpe Hall Hospice",
    "Contact: Barts Health NHS Trust",
    "Buckinghamshire Healthcare NHS Trust, Stoke Mandeville",
    "NHS 111",
]


@pytest.mark.parametrize("written", ADDED)
def test_what_is_added_is_cut_off(written: str):
    assert without_person(written.format(TRUST)) == TRUST


@pytest.mark.parametrize("name", KEPT)
def test_what_belongs_to_the_name_stays(name: str):
    assert without_person(name) == name


@pytest.mark.parametrize("name", NAMED_AFTER_PERSONS)
def test_what_is_named_after_a_person_or_a_place_stays(name: str):
    assert without_person(name) == name


def written_with(way: str, trust: str, first: str, last: str) -> str:
    forms = {"F": first, "L": last, "f": first.lower(), "l": last.lower(), "I": first[0]}
    return way.format(trust, FU=first.upper(), LU=last.upper(), **forms)


@pytest.mark.parametrize("trust", [TRUST, UNKNOWN])
@pytest.mark.parametrize("person", PERSONS)
@pytest.mark.parametrize("way", WAYS)
def test_person_is_cut_off_however_written(way: str, person: tuple[str, str], trust: str):
    assert without_person(written_with(way, trust, *person)) == trust


@pytest.mark.parametrize("trust", [TRUST, UNKNOWN])
@pytest.mark.parametrize("written", TORN)
def test_torn_name_and_lone_surname_are_cut_off(written: str, trust: str):
    assert without_person(written.format(trust)) == trust


@pytest.mark.parametrize("way", [*WAYS, *TORN])
def test_no_way_to_write_a_person_reaches_a_sighting(way: str):
    others = "<li>Gloucestershire Hospitals NHS Foundation Trust</li><li>Somerset NHS Foundation Trust</li>"
    entries = "".join(
        f"<li>{escape(written_with(way, trust, 'Nerissa', 'Quennell'))}</li>" for trust in (TRUST, UNKNOWN)
    )
    reading = read(f"<h2>Our partners</h2><ul>{others}{entries}</ul>")
    said = " ".join(f"{s.name} {s.place.snippet} {s.match.reason}" for s in reading.sightings)
    assert "Somerset NHS Foundation Trust" in said
    assert not re.search("nerissa|quen|nell|hya- |hammed", said, re.IGNORECASE)


def test_no_name_of_the_register_is_cut():
    register = Register.load()
    names = {one.name for one in (*register.trusts.values(), *register.sites, *register.bodies)}
    names |= {alias.name for alias in register.aliases}
    assert {name for name in names if without_person(name) != name} == set()


@pytest.mark.parametrize("written", ADDED)
def test_neither_name_nor_snippet_nor_reason_holds_it(written: str):
    others = "<li>Gloucestershire Hospitals NHS Foundation Trust</li><li>Somerset NHS Foundation Trust</li>"
    reading = read(f"<h2>Our partners</h2><ul>{others}<li>{written.format(TRUST)}</li></ul>")
    said = " ".join(f"{s.name} {s.place.snippet} {s.match.reason}" for s in reading.sightings)
    assert "Somerset NHS Foundation Trust" in said
    assert not any(word in said for word in ("Amira", "Quennell", "960123", "7946", "nhs.net"))


@pytest.mark.parametrize("shift", range(0, 60, 7))
def test_a_snippet_is_not_cut_in_the_middle_of_an_address(shift: int):
    text = (
        f"We work with {TRUST} and with Somerset NHS Foundation Trust as our partners. "
        + "x" * 100
        + "y" * shift
    )
    reading = read(f"<h2>Our partners</h2><p>{text} amira.quennell@example.nhs.uk and others.</p>")
    assert reading.sightings
    assert not any("quennell" in sighting.place.snippet for sighting in reading.sightings)
