"""No person, telephone number or e-mail address stays in the name of a partner."""

from __future__ import annotations

import pytest

from alliance_spiders.reading.names_alone import without_person
from matching.register import Register
from tests.reading.helpers import read

TRUST = "Salisbury NHS Foundation Trust"
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
KEPT = [
    "Salisbury NHS Foundation Trust (RNZ)",
    "Barking, Havering and Redbridge University Hospitals NHS Trust",
    "Moorfields Eye Hospital (City Road)",
    "University Hospitals Bristol and Weston NHS Foundation Trust (UHBW)",
    "Somerset - Our Somerset",
    "King's College Hospital (Denmark Hill)",
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
