"""What a page adds to a name: the trust it lists a hospital under, and the trusts a name stands among."""

from __future__ import annotations

import pytest

from matching.matcher import Matcher
from matching.model import Kind, Status
from matching.register import Register

MATCHER = Matcher(Register.load(), {"N-SOUTH": frozenset({"RH5", "RA7", "RD1"})})


@pytest.mark.parametrize(
    ("name", "under", "code"),
    [
        ("Queen Elizabeth Hospital", "RRK", "RRK"),  # one of several of that name
        ("Queen Elizabeth Hospital", "RCX", "RCX"),
        ("Alexandra Hospital", "RWP", "RWP"),
        ("Medway Maritime Hospital", "RPA", "RPA"),  # the one that runs it
        ("Medway Maritime Hospital", "RN7", "RN7"),  # one that works there
        ("Basildon Hospital", "RDD", "RAJ"),  # the trust above is closed: who serves today
        ("City Hospital", "RX1", "RX1"),  # Nottingham City Hospital
        ("St Mary's Hospital", "RYJ", "RYJ"),
        ("Basildon Hospitl", "RAJ", "RAJ"),
        ("Derriford", "RK9", "RK9"),
    ],
)
def test_a_hospital_is_the_trust_it_is_listed_under_where_the_register_knows_of_it(name, under, code):
    match = MATCHER.match(name, under=under)
    assert (match.status, match.kind, match.ods_code) == (Status.MATCHED, Kind.SITE, code), match
    assert "The page lists it under" in match.reason


@pytest.mark.parametrize(
    ("name", "under", "known"),
    [
        ("Medway Maritime Hospital", "RAE", "RPA"),
        ("Chesterfield Royal Hospital", "RHQ", "RFS"),
    ],
)
def test_a_hospital_listed_under_a_stranger_has_no_safe_code(name, under, known):
    match = MATCHER.match(name, under=under)
    assert match.status is Status.AMBIGUOUS, match
    assert [candidate.ods_code for candidate in match.candidates] == [known, under]


@pytest.mark.parametrize("name", ["Ambridge Hospital", "Spire Leeds Hospital", "Somerset County Council"])
def test_a_list_of_hospitals_makes_no_hospital_of_what_is_none(name):
    assert MATCHER.match(name, under="RAJ") == MATCHER.match(name)


def test_an_unknown_code_above_a_name_changes_nothing():
    assert MATCHER.match("City Hospital", under="XXX") == MATCHER.match("City Hospital")


def test_a_trust_listed_under_another_stays_itself():
    assert MATCHER.match("Airedale NHS Foundation Trust", under="RAE").ods_code == "RCF"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Manchester University", "R0A"),
        ("Liverpool University", "REM"),
        ("Imperial College", "RYJ"),
        ("Somerset", "RH5"),
        ("Mid and South Essex", "RAJ"),
        ("East Sussex", "RXC"),
        ("Frimley", "RDU"),
        ("Buckinghamshire", "RXQ"),
    ],
)
def test_a_place_among_trusts_is_the_one_trust_of_that_name(name, code):
    assert not MATCHER.match(name).ods_code
    match = MATCHER.match(name, among_trusts=True)
    assert (match.status, match.ods_code) == (Status.MATCHED, code), match
    assert "names beside it are those of trusts" in match.reason


@pytest.mark.parametrize(
    "name",
    [
        "Devon",  # Royal Devon, or Torbay and South Devon
        "Lancashire",
        "Tees",
        "Nottinghamshire",  # of that name, but no hospital trust
        "North West London",  # not London North West
        "Birmingham University",
        "Sheffield Hallam University",
        "University of Manchester",
        "Greater Manchester",
        "NHS Somerset",
        "Somerset County Council",
    ],
)
def test_a_place_among_trusts_that_fits_none_or_several_stays_open(name):
    assert not MATCHER.match(name, among_trusts=True).current_codes


def test_a_place_among_trusts_lies_in_the_alliances_area():
    assert MATCHER.match("Somerset", "N-SOUTH", among_trusts=True).ods_code == "RH5"
    assert not MATCHER.match("Mid and South Essex", "N-SOUTH", among_trusts=True).ods_code
    assert not MATCHER.match("Frimley", "N-SOUTH", among_trusts=True).ods_code
