from __future__ import annotations

from dataclasses import replace

import pytest

from matching.matcher import Matcher
from matching.model import Kind, Status
from matching.register import Register

AREAS = {
    "north_east": frozenset({"RR7", "RTD"}),
    "outer_london": frozenset({"RF4", "R1H"}),
    "two_queens": frozenset({"RF4", "RTG"}),
    "wight": frozenset({"R1F", "RHM"}),
}


@pytest.fixture(scope="module")
def register():
    return Register.load()


@pytest.fixture(scope="module")
def matcher(register):
    return Matcher(register, AREAS)


@pytest.mark.parametrize(
    ("name", "code", "rule"),
    [
        ("Leeds Teaching Hospitals NHS Trust", "RR8", "exact"),
        ("LEEDS TEACHING HOSPITALS", "RR8", "exact"),
        ("Barking, Havering & Redbridge University Hospitals NHS Trust", "RF4", "exact"),
        ("Guyâ€™s and St Thomasâ€™ NHS FT", "RJ1", "exact"),
        ("Doncaster and Basset Law Teaching Hospitals NHS FT", "RP5", "exact"),
        ("Southampton University Hospital NHS Trust", "RHM", "former_name"),
        ("University Hospitals Bristol and Weston NHS FT", "RA7", "former_name"),
        ("Manchester University NHS FT", "R0A", "exact"),
        ("Salisbury Hospital NHS Foundation Trust", "RNZ", "spelling"),
        ("Calderdale NHS FT", "RWY", "shortened"),
        ("Universty Hospitals Brimingham NHS Foundation Trust", "RRK", "misspelt_exact"),
        ("Wrightington, Wigan and Keigh NHS Foundation Trust", "RRF", "misspelt_former_name"),
        ("Airedale NHS Foundation Trust, Keighley", "RCF", "exact"),
        ("Hertfordshire Community NHS Trust, Essex", "RY4", "exact"),  # not Essex and Hertfordshire Community
        ("Medway NHS Foundation Trust, Kent", "RPA", "exact"),  # not Kent and Medway
        ("The Christie", "RBV", "exact"),
        ("Royal Berkshire NHS Foundation Trust (Thames Valley ICB)", "RHW", "exact"),
        ("the-christie-logo.png", "RBV", "exact"),
        ("RA7", "RA7", "code"),
        ("3a Airedale NHS Foundation Trust", "RCF", "exact"),
        ("University Southampton", "RHM", "short_name"),
        ("James Paget University", "RGP", "short_name"),
    ],
)
def test_trusts_by_name(matcher, name, code, rule):
    match = matcher.match(name)
    assert (match.status, match.kind, match.ods_code, match.current_ods_code) == (
        Status.MATCHED,
        Kind.TRUST,
        code,
        code,
    )
    assert match.rule == rule


@pytest.mark.parametrize(
    ("name", "code", "current"),
    [
        ("North Bristol NHS Trust", "RVJ", "RA7"),
        ("Barts and the London NHS Trust", "RNJ", "R1H"),
        ("Pennine Acute Hospitals NHS Trust (The)", "RW6", "R0A;RM3"),
        ("South London Healthcare NHS Trust", "RYQ", ""),
        ("5 Boroughs Partnership NHS Foundation Trust", "RTV", "RW4"),
        ("Oxford Radcliffe Hospital NHS Trust", "RNX", "RTH"),
        ("Mid Essex Hospital Services NHS Trust", "RQ8", "RAJ"),
        ("Gateshead Healthcare NHS Trust", "RM7", "RR7"),
        ("The Foundation NHS Trust", "RBH", "RRE"),
    ],
)
def test_closed_trusts_keep_their_code_and_name_who_serves_today(matcher, name, code, current):
    match = matcher.match(name)
    assert (match.status, match.ods_code, match.current_ods_code) == (Status.RETIRED, code, current)
    assert "closed" in match.reason


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Gateshead Healthcare NHS Foundation Trust", "RR7"),
        ("South Tees Hospitals NHS Trust", "RTR"),
        ("Oxford Radcliffe Hospitals NHS Trust", "RTH"),
        ("East Midlands Ambulance Service NHS Trust", "RX9"),
    ],
)
def test_of_two_trusts_of_one_name_the_possible_and_open_one_is_meant(matcher, name, code):
    assert matcher.match(name).ods_code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Leicester Royal Infirmary", "RWE"),
        ("Leicester Royalinfirmary", "RWE"),
        ("Whipps Cross University Hospital", "R1H"),
        ("Queen's Hospital, Romford", "RF4"),
        ("Boston Pilgrim Hospital", "RWD"),
        ("Hommerton University Hospital", "RQX"),
        ("West Cornwall Hospital (Penzance)", "REF"),
        ("Musgrove Park Hospital (Somerset NHS Foundation Trust)", "RH5"),
    ],
)
def test_hospitals_stand_for_the_trust_that_runs_them(matcher, name, code):
    match = matcher.match(name)
    assert (match.status, match.kind, match.ods_code) == (Status.MATCHED, Kind.SITE, code)


@pytest.mark.parametrize(
    "name",
    [
        "Queen's Hospital",
        "Alexandra Hospital",
        "Princess Royal Hospital",
        "St Luke's Hospital",
        "City Hospital",
    ],
)
def test_common_hospital_names_are_ambiguous(matcher, name):
    match = matcher.match(name)
    assert (match.status, match.ods_code) == (Status.AMBIGUOUS, "")


@pytest.mark.parametrize(
    ("name", "alliance", "code"),
    [
        ("Queen's Hospital", "outer_london", "RF4"),
        ("Queen Elizabeth Hospital", "north_east", "RR7"),
        ("Isle of Wight", "wight", "R1F"),
    ],
)
def test_the_alliance_settles_what_the_name_does_not(matcher, name, alliance, code):
    assert matcher.match(name).status is Status.AMBIGUOUS
    assert matcher.match(name, alliance).ods_code == code


@pytest.mark.parametrize("name", ["Sheffield", "Homerton", "Bristol", "Boston Pilgrim Hospital"])
def test_a_short_name_from_outside_the_alliances_area_is_not_safe(matcher, name):
    assert matcher.match(name).ods_code
    assert matcher.match(name, "wight").status is Status.AMBIGUOUS


def test_a_whole_name_from_outside_the_area_is_safe(matcher):
    assert matcher.match("Sheffield Teaching Hospitals NHS FT", "wight").ods_code == "RHQ"


def test_an_area_with_both_settles_nothing(matcher):
    assert matcher.match("Queen's Hospital", "two_queens").status is Status.AMBIGUOUS


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("Bristol NHS Foundation Trust (RA7)", Status.MATCHED),
        ("Bristol NHS Foundation Trust (RVJ)", Status.MATCHED),  # merged into it
        ("Bristol NHS Foundation Trust (RTE)", Status.AMBIGUOUS),
        ("Royal United Hospitals Bath NHS Foundation Trust (RUH)", Status.MATCHED),  # initials, no code
    ],
)
def test_a_code_beside_the_name_confirms_or_forbids(matcher, name, status):
    assert matcher.match(name).status is status


@pytest.mark.parametrize(
    "name",
    [
        "West London",
        "Somerset",
        "Kent",
        "Norfolk and Suffolk",
        "Liverpool University",
        "Manchester University",
        "Guy's & St Thomas' Foundation",
        "Leeds Health NHS Trust",
        "Dorset Care Hospitals NHS Foundation Trust",
        "Royal Berkshire NHS FT and Oxford University Hospitals NHS FT",
        "Rugby",
    ],
)
def test_what_could_be_a_trust_but_is_not_safe_is_ambiguous_with_candidates(matcher, name):
    match = matcher.match(name)
    assert (match.status, match.ods_code) == (Status.AMBIGUOUS, "")
    assert 1 <= len(match.candidates) <= 3


@pytest.mark.parametrize(
    "name",
    [
        "Holby City Hospital NHS Trust",
        "Ambridge University Hospitals NHS Foundation Trust",
        "Borchester NHS Foundation Trust",
        "North Leeds Teaching Hospitals NHS Trust",
        "East Bristol NHS Foundation Trust",
        "Leeds Ambulance Service NHS Trust",
        "Ambridge General Hospital",
    ],
)
def test_trust_like_names_that_nobody_carries_stay_unresolved(matcher, name):
    assert matcher.match(name).status is Status.UNRESOLVED


@pytest.mark.parametrize(
    "name", ["", " ", "\x00", "🎉", "NHS Trust", "Home", "Contact us", "Online", "x" * 1_000_000]
)
def test_what_is_no_name_is_no_trust(matcher, name):
    match = matcher.match(name)
    assert (match.status, match.kind, match.ods_code) == (Status.NOT_A_TRUST, Kind.OTHER, "")
    assert len(match.name) <= 1_200


@pytest.mark.parametrize("name", ["UHBW", "RLBUHT", "UHBW NHS Foundation Trust", "RJAH Orthopaedic Hospital"])
def test_abbreviations_in_capitals_are_known(matcher, name):
    assert matcher.match(name).current_ods_code


@pytest.mark.parametrize("name", ["rlbuht", "Rlbuht", "FAQ", "PDF", "MDT"])
def test_other_short_words_are_no_abbreviations(matcher, name):
    assert not matcher.match(name).ods_code


def test_every_answer_has_a_reason_and_a_rule(matcher):
    for name in (
        "Leeds Teaching Hospitals NHS Trust",
        "Kent",
        "Holby NHS Trust",
        "Home",
        "Leeds City Council",
    ):
        match = matcher.match(name)
        assert match.reason.endswith(".")
        assert match.rule


def test_an_area_settles_what_a_name_alone_does_not(matcher):
    pairs = [("The Christie", None), ("Home", None), ("Queen's Hospital", "outer_london")]
    assert [match.ods_code for match in (matcher.match(*pair) for pair in pairs)] == ["RBV", "", "RF4"]


def test_a_trust_of_another_nation_gets_no_code(matcher):
    match = matcher.match("Public Health Wales NHS Trust")
    assert (match.status, match.ods_code) == (Status.NOT_A_TRUST, "")


def test_a_new_name_in_the_register_is_known_and_the_old_one_still_is(register):
    renamed = replace(register.trusts["RR8"], name="Aire Valley Teaching Hospitals NHS Trust")
    matcher = Matcher(replace(register, trusts={**register.trusts, "RR8": renamed}))
    assert matcher.match("Aire Valley Teaching Hospitals NHS Trust").ods_code == "RR8"
