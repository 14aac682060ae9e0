"""No person, telephone number or e-mail address stays in the name of a partner."""

from __future__ import annotations

import pytest

from alliance_spiders.reading.persons import without_person
from tests.reading.helpers import read

TRUST = "Salisbury NHS Foundation Trust"
ADDED = [
    " (Amira Quennell)",
    " (01632 960123)",
    " – Dr Amira Quennell",
    ": amira.quennell@nhs.net",
    ", contact Amira Quennell",
    " – lead: Amira Quennell, 01632 960123",
]
KEPT = [
    "Salisbury NHS Foundation Trust (RNZ)",
    "Barking, Havering and Redbridge University Hospitals NHS Trust",
    "Moorfields Eye Hospital (City Road)",
    "University Hospitals Bristol and Weston NHS Foundation Trust (UHBW)",
    "Somerset - Our Somerset",
]


@pytest.mark.parametrize("added", ADDED)
def test_what_is_added_is_cut_off(added: str):
    assert without_person(TRUST + added) == TRUST


@pytest.mark.parametrize("name", KEPT)
def test_what_belongs_to_the_name_stays(name: str):
    assert without_person(name) == name


@pytest.mark.parametrize("added", ADDED)
def test_neither_name_nor_snippet_holds_it(added: str):
    others = "<li>Gloucestershire Hospitals NHS Foundation Trust</li><li>Somerset NHS Foundation Trust</li>"
    reading = read(f"<h2>Our partners</h2><ul>{others}<li>{TRUST}{added}</li></ul>")
    said = " ".join(f"{sighting.name} {sighting.place.snippet}" for sighting in reading.sightings)
    assert TRUST in said
    assert not any(word in said for word in ("Amira", "Quennell", "960123", "nhs.net"))
