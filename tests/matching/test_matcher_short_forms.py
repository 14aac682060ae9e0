"""What stands before, behind or within a trust's name without changing whose it is: one fact a line."""

from __future__ import annotations

import pytest

from matching.matcher import Matcher
from matching.model import Kind, Status
from matching.register import Register

MATCHER = Matcher(
    Register.load(),
    {
        "THERE": frozenset({"RXN", "RK9", "RBN", "RXQ"}),
        "NORTH": frozenset({"RAL"}),
        "KENT": frozenset({"RPA"}),
        "ELSEWHERE": frozenset({"RCF"}),
    },
)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("BTH – Bradford Teaching Hospitals NHS Foundation Trust", "RAE"),  # the initials, whoever else's too
        ("BTH Bradford Teaching Hospitals NHS Foundation Trust", "RAE"),
        ("BTH - Bradford Teaching Hospitals", "RAE"),
        ("BTH-Bradford Teaching Hospitals NHS FT", "RAE"),
        ("STH: South Tees Hospitals NHS Foundation Trust", "RTR"),
        ("ANFT - Airedale NHS Foundation Trust", "RCF"),
        ("QZX - Airedale NHS Foundation Trust", "RCF"),  # nobody's
        ("MFT: Medway NHS Foundation Trust", "RPA"),
        ("REM - Liverpool University Hospitals NHS FT", "REM"),
        ("Airedale NHS Foundation Trust1", "RCF"),
        ("Airedale NHS Foundation Trust 1,2", "RCF"),
        ("Airedale NHS Foundation Trust [1]", "RCF"),
        ("Airedale NHS Foundation Trust¹", "RCF"),
        ("Airedale NHS Foundation Trust¹,²", "RCF"),
        ("Airedale NHS Foundation Trustᵃ", "RCF"),
        ("Airedale NHS Foundation Trusta", "RCF"),
        ("Airedale NHS Foundation Trust*, Keighley", "RCF"),
        ("Airedale NHS Foundation Trust†", "RCF"),
        ("Airedale NHSFT1", "RCF"),
        ("Bartsᵃ Health", "R1H"),
        ("Barts Health (Newham)", "R1H"),
        ("Barts Health – Newham", "R1H"),
        ("Barts Health (Royal London Hospital)", "R1H"),
        ("Northern Care Alliance (Oldham)", "RM3"),
        ("Mid and South Essex - Basildon", "RAJ"),
        ("Royal Free London (Barnet)", "RAL"),
        ("Basildon & Thurrock", "RDD"),
        ("Barnet & Chase Farm", "RVL"),
        ("Winchester & Eastleigh", "RN1"),
        ("South West London and St George's", "RQY"),
        ("East of England Ambulance", "RYC"),
        ("South Western Ambulance", "RYF"),
        ("West Midlands Ambulance", "RYA"),
        ("University Hospitals Leicestershire", "RWE"),
        ("E & N Herts NHS Trust", "RWH"),
        ("NW Anglia NHS FT", "RGN"),
        ("Barnsley Hosp. NHS Fndn. Tst.", "RFF"),
        ("Alder Hay Childrens NHSFT", "RBS"),
        ("Airedale NHS Foundation Turst", "RCF"),
        ("Airedale NSH Foundation Trust", "RCF"),
    ],
)
def test_the_name_keeps_its_code(name, code):
    assert MATCHER.match(name).ods_code == code


@pytest.mark.parametrize(
    "name",
    [
        "ICB – Airedale NHS Foundation Trust",  # a board beside it
        "Airedale Health1",
        "Norwich & Thurrock",
        "Leeds & York",
        "Kent and Medway",
        "East of England",
        "Great Western Ambulance",  # closed
        "Yorkshire Air Ambulance",
        "University Hospitals Lincolnshire and Leeds",
        "E Holby NHS Trust",
        "East Kant Hospitals University NHS FT",  # one letter, but nothing else that tells
        "Barts Health | News",
        "Mid and South Essex, Colchester",
        "Lancashire and South Cumbria (Blackpool)",  # the hospital there is another trust's
    ],
)
def test_what_is_not_quite_so_has_no_code(name):
    assert not MATCHER.match(name).current_codes


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Part of Bolton NHS Foundation Trust", "RMC"),
        ("From April 2027 Frimley Health NHS Foundation Trust", "RDU"),
        ("Merging with Airedale NHS Foundation Trust", "RCF"),
    ],
)
def test_a_name_behind_a_remark_is_the_likely_candidate(name, code):
    match = MATCHER.match(name)
    assert match.status is Status.UNRESOLVED
    assert [(each.ods_code, each.score >= 70) for each in match.candidates] == [(code, True)]


@pytest.mark.parametrize(
    "name", ["North Leeds Teaching Hospitals NHS Trust", "Holby City Hospital NHS Trust"]
)
def test_a_longer_name_of_its_own_has_no_candidate(name):
    assert not MATCHER.match(name).candidates


@pytest.mark.parametrize(
    ("name", "trust"),
    [
        ("Royal Preston", "RXN"),
        ("Royal Preston (Lancashire)", "RXN"),
        ("Royal London", "R1H"),
        ("Royal Sussex County", "RYR"),
        ("Derriford", "RK9"),
        ("Pinderfields", "RXF"),
        ("Stoke Mandeville", "RXQ"),
        ("Wexham Park", "RDU"),
        ("Royal Manchester Children's", "R0A"),
        ("St James's University", "RR8"),
        ("Whiston", "RBN"),
    ],
)
def test_a_hospital_without_the_word_is_asked_about(name, trust):
    match = MATCHER.match(name)
    assert (match.status, match.kind, match.ods_code) == (Status.AMBIGUOUS, Kind.SITE, "")
    assert trust in [each.ods_code for each in match.candidates]


@pytest.mark.parametrize(
    ("name", "alliance", "among", "code"),
    [
        ("Royal Preston", None, True, "RXN"),
        ("Royal Preston", "THERE", False, "RXN"),
        ("Royal Preston", "ELSEWHERE", True, ""),
        ("Derriford", None, True, ""),  # a place of that name too
        ("Derriford", "THERE", False, ""),
        ("Derriford", "THERE", True, "RK9"),
        ("Stoke Mandeville", "THERE", False, ""),
        ("Stoke Mandeville", "THERE", True, "RXQ"),
        ("Whiston", "THERE", False, ""),
        ("Barnet", "NORTH", True, ""),  # a commissioner was called so
        ("Pembury", "KENT", True, ""),  # who runs that hospital was never checked
        ("Hexham", None, True, ""),  # only part of a hospital's name
        ("Norwich Community", None, True, ""),  # no acute hospital
        ("St James's University", None, True, ""),
    ],
)
def test_page_and_area_speak_for_a_hospital_without_the_word(name, alliance, among, code):
    assert MATCHER.match(name, alliance, among_trusts=among).ods_code == code


@pytest.mark.parametrize("name", ["Hexham", "Home", "News", "Contact", "Community"])
def test_what_is_no_hospitals_whole_name_is_none(name):
    assert MATCHER.match(name).status is Status.NOT_A_TRUST
