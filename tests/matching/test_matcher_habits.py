"""Habits of spelling, names cut off, and bodies that carry a trust's words: one fact a line."""

from __future__ import annotations

import pytest

from matching.matcher import Matcher
from matching.model import Status
from matching.register import Register

MATCHER = Matcher(Register.load(), {"THERE": frozenset({"RD1", "RGM"})})


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Airedale NHS F.T.", "RCF"),
        ("Airedale NHS F T", "RCF"),
        ("Airedale N.H.S. F.T.", "RCF"),
        ("Airedale NHS Found. Trust", "RCF"),
        ("Airedale NHS Fo Trust", "RCF"),
        ("Airedale NHS Founda tion Trust", "RCF"),
        ("Airedale NHS Foundation Tr", "RCF"),
        ("Airedale NHS F", "RCF"),
        ("c/o Airedale NHS Foundation Trust", "RCF"),
        ("Bradford Tchg Hosps NHS Fdn Trust", "RAE"),
        ("Bradford Teaching Hospitals NHS Foundation Trust - BTH", "RAE"),
        ("Shropshire Community Health NHS Trust - SCH", "R1D"),
        ("Nottingham University Hospitals NHS Trust (Queen's Medical Centre)", "RX1"),
        ("Queen's Medical Centre, Nottingham University Hospital NHS Trust", "RFK"),
        ("SaTH", "RXW"),
        ("NLaG", "RJL"),
        ("Sath", ""),
        ("Queen Elizabeth Hospital NHS Trust - QEH", "RG2"),  # its own initials, whoever else is called so
    ],
)
def test_habits_of_spelling_keep_the_code(name, code):
    assert MATCHER.match(name).ods_code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("University Hospitals Coventry and Warwic", "RKB"),
        ("University Hospitals Coventry and Warwic…", "RKB"),
        ("The Robert Jones and Agnes Hunt Orthopaedic Hosp", "RL1"),
        ("Lancashire and South Cumbria", ""),  # a board's area too
        ("Lancashire and South Cumbria…", ""),
        ("Sheffield Health Partners", ""),  # whole words are not cut off
        ("Gloucestershire Ambulance Service", ""),
        ("University Hosp", ""),
    ],
)
def test_a_name_cut_off_within_a_word_is_read_where_one_trust_only_goes_on_so(name, code):
    assert MATCHER.match(name).ods_code == code


@pytest.mark.parametrize(
    "name",
    [
        "York University",
        "Airedale University",
        "Airedale Clinic",
        "Airedale Medical Centre",
        "Barts Health Centre",
        "Airedale Care Group",
        "Alder Hey System",
        "Papworth Trust",
        "Bolton Trust",
        "Birmingham Community Trust",
        "Kent Community Foundation",
        "Cornwall Health",
        "Kent & Medway NHS",
        "Tees",
        "Black",
        "Derby Partnership NHS Foundation Trust",
        "Doncaster Healthcare NHS Foundation Trust",
        "Nottingham Healthcare NHS Foundation Trust",
        "Epsom and St Helier Health Group",
        "University Hospitals Coventry and Warwickshire Facilities",
        "Airedale Estates Solutions",
    ],
)
def test_what_only_carries_a_trusts_words_gets_no_code(name):
    assert not MATCHER.match(name).current_codes


@pytest.mark.parametrize(
    "name",
    [
        "Noble's Hospital",
        "Jersey General Hospital",
        "Princess Elizabeth Hospital Guernsey",
        "Manx Care",
        "Musgrave Park Hospital",  # Belfast; Musgrove Park is in Taunton
    ],
)
def test_hospitals_of_other_nations_are_of_no_trust(name):
    assert MATCHER.match(name).status is Status.NOT_A_TRUST


@pytest.mark.parametrize(
    "name",
    [
        "St John's Hospital",  # many towns have one
        "Royal Alexandra Hospital",
        "Western Isles Hospital",
        "Belford Hospital",  # Fort William, not Bedford misspelt
        "Royal Hospital Chelsea",
        "Westminster Hospitals",
        "Selly Oak Hospital",  # two trusts are listed there
    ],
)
def test_a_hospital_that_could_be_elsewhere_gets_no_code(name):
    assert not MATCHER.match(name).current_codes


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Stoke Mandevile Hospital", "RXQ"),
        ("Addenbrookes Hosptal", "RGT"),
        ("Torbay District General Hospital", "RA9"),
        ("Pilgrim Hospital Boston", "RWD"),
    ],
)
def test_a_hospital_in_other_words_is_found_where_nothing_speaks_against_it(name, code):
    assert MATCHER.match(name).ods_code == code


@pytest.mark.parametrize(("name", "code"), [("Bath", "RD1"), ("Papworth Trust", "RGM")])
def test_the_alliances_area_speaks_for_a_short_name(name, code):
    assert not MATCHER.match(name).ods_code
    assert MATCHER.match(name, "THERE").ods_code == code


def test_one_trust_stays_healthcare_and_the_other_health_and_care():
    assert MATCHER.match("Wirral Community Healthcare NHS Trust").ods_code == "RL9"
    assert MATCHER.match("Wirral Community Health and Care NHS Foundation Trust").ods_code == "RY7"
