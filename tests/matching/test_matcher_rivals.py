"""Names that fit one trust and could mean another: no code, but the candidates, so that somebody is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from matching.matcher import Matcher
from matching.model import Site, Status
from matching.register import Register

REGISTER = Register.load()
MATCHER = Matcher(
    REGISTER, {"KENT": frozenset({"RXY"}), "SURREY": frozenset({"RA2"}), "SALOP": frozenset({"RL1"})}
)


@pytest.mark.parametrize(
    ("name", "candidate"),
    [
        ("Oxford NHS Trust", "RTH"),  # Oxford University Hospitals, or Oxford Health
        ("Oxford NHS Foundation Trust", "RNU"),
        ("Oxford Teaching NHS Trust", "RTH"),
        ("Sheffield NHS Trust", "RHQ"),
        ("Sheffield University NHS FT", "RHQ"),
        ("Bradford NHS Trust", "TAD"),
        ("Wirral NHS Trust", "RBL"),
        ("Surrey Hospital", "RA2"),
        ("Lancashire Hospitals", "RXN"),
        ("Sussex Hospital", "RYR"),
        ("Cornwall Hospital", "REF"),
        ("Northern Alliance", "RM3"),
        ("Robert Jones", "RL1"),
        ("St Martin's Hospital", "RVN"),  # one in Canterbury, one in Bath
        ("Barts Health (Airedale)", "R1H"),
        ("University Hospitals Sussex (Community)", "RYR"),
        ("University Hospitals Sussex (Sussex Partnership NHS FT)", "RYR"),
        ("UHBW – Airedale NHS Foundation Trust", "RCF"),
        ("RVJ - Airedale NHS Foundation Trust", "RVJ"),
        ("SFT – Airedale NHS Foundation Trust", "RNZ"),
        ("Birmingham and Solihull", "RXT"),  # a board's area too
        ("Somerset (Yeovil)", "RH5"),
        ("North Staffordshire NHS Trust", "RLY"),  # a point of the compass is part of the place
        ("North Staffordshire NHS Foundation Trust", "RJE"),
        ("Dorset Hospitals NHS Trust", "RBD"),  # all of it stands in Dorset County Hospital too
        ("Sheffield Hospitals NHS Trust", "RHQ"),
        ("Pennine NHS Trust", "RT2"),  # Pennine Acute closed of late
        ("Pennine", "RT2"),
        ("Dudley NHS Foundation Trust", "RNA"),
        ("West Lancashire Hospitals NHS Trust", "RJV"),  # closed long ago, and had no “Hospitals”
        ("Severn Hospitals NHS Trust", "RH7"),
        ("Bishop Auckland General Hospital NHS Trust", "RLA"),
        ("Trafford General Hospital NHS Trust", "RM4"),
        ("St George's University", "RJ7"),  # St George's, University of London
        ("MRI", "R0A"),
        ("ECT", "RJN"),
        ("IOW", "R1F"),
        ("MSE", "RAJ"),
        ("RPH", "RXN"),  # Royal Papworth Hospital, or Royal Preston Hospital
        ("NGH", "RHQ"),
    ],
)
def test_what_fits_several_is_asked(name, candidate):
    match = MATCHER.match(name)
    assert (match.status, match.ods_code) == (Status.AMBIGUOUS, ""), match
    assert candidate in [each.ods_code for each in match.candidates]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Leicester NHS Trust", "RWE"),  # the only trust told by that place
        ("Oxford University NHS FT", "RTH"),
        ("Oxford Health NHS Trust", "RNU"),
        ("Sheffield Teaching NHS Trust", "RHQ"),
        ("Sheffield", "RHQ"),
        ("Hampshire Hospitals", "RN5"),  # its whole name
        ("Northern Care Alliance", "RM3"),
        ("Robert Jones and Agnes Hunt", "RL1"),
        ("Wrightington Wigan", "RRF"),
        ("Coventry and Warwickshire Hospitals", "RKB"),  # no plural of one hospital
        ("Northwick Park and St Mark's Hospitals", "R1K"),
        ("Royal Marsden Hospital", "RPY"),
        ("University Hospitals Sussex (Brighton)", "RYR"),
        ("Moorfields Eye Hospital (City Road)", "RP6"),
        ("Ashford NHS Trust", "RCY"),  # long closed, with nothing added
        ("Kent Ambulance Service NHS Trust", "RPH"),
        ("Pennine Care", "RT2"),
        ("Dudley Group", "RNA"),
        ("Sheffield Hospitals", "RHQ"),
        ("UCLH", "RRV"),
        ("MKUH", "RD8"),
        ("Queen Elizabeth Hospital (King's Lynn) NHS Foundation Trust", "RCX"),
    ],
)
def test_what_fits_one_keeps_its_code(name, code):
    assert MATCHER.match(name).ods_code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Gateshead Healthcare", "RR7"),  # a trust before it was called so, too
        ("West Midlands Ambulance Service", "RYA"),
        ("Oxford Radcliffe Hospital", "RTH"),
        ("Gateshead Hospitals", ""),  # RR7 never was
        ("Wirral Community Healthcare", ""),  # RL9 was, and RY7 does not follow it
    ],
)
def test_a_bare_former_name_means_the_trust_that_serves_today_and_had_it_too(name, code):
    assert MATCHER.match(name).ods_code == code


@pytest.mark.parametrize(
    ("name", "alliance", "code"),
    [
        ("St Martin's Hospital", "KENT", "RXY"),
        ("Surrey Hospital", "SURREY", "RA2"),
        ("Robert Jones", "SALOP", ""),  # a person may live there
    ],
)
def test_the_area_settles_places_and_no_persons(name, alliance, code):
    assert MATCHER.match(name, alliance).ods_code == code


@pytest.mark.parametrize(
    ("letters", "area", "code"),
    [
        ("MSE", "RAJ", "RAJ"),
        ("MSE", "RR8", ""),
        ("RPH", "RGM", "RGM"),
        ("RPH", "RXN", ""),
        ("IOW", "R1F", "R1F"),
    ],
)
def test_the_area_settles_letters_that_mean_more_than_a_trust(letters, area, code):
    matcher = Matcher(REGISTER, {"THERE": frozenset({area})})
    assert matcher.match(letters, "THERE").ods_code == code
    assert matcher.match(letters, "THERE", among_trusts=True).ods_code == code


@pytest.mark.parametrize(
    ("letters", "code"), [("MSE", "RAJ"), ("ECT", "RJN"), ("RPH", "RGM"), ("KGH", "RNQ")]
)
def test_letters_beside_trusts_are_those_of_a_trust(letters, code):
    assert MATCHER.match(letters, among_trusts=True).ods_code == code


@pytest.mark.parametrize(
    "name", ["St Georges Hospital (Morpeth) NHS Trust", "Royal (North Derbyshire) Hospitals NHS Trust"]
)
def test_a_place_in_brackets_within_a_name_is_part_of_it(name):
    assert not MATCHER.match(name).ods_code


@pytest.mark.parametrize("name", ["Surrey Hospital", "Northern Alliance", "Robert Jones", "Oxford NHS Trust"])
def test_trusts_beside_it_settle_nothing(name):
    assert not MATCHER.match(name, among_trusts=True).ods_code


@pytest.mark.parametrize(
    ("name", "postcodes", "code"),
    [
        ("Elmdon Hospital (Ambridge)", ("TR1 1AA",), ""),
        ("Elmdon Hospital, Ambridge", ("TR1 1AA",), ""),
        ("Elmdon Hospital (Ambridge)", ("LS9 7AA",), "RR8"),  # the same place
        ("Elmdon Hospital (Ambridge)", (), "RR8"),  # nobody knows where
    ],
)
def test_a_namesake_in_another_town_is_weighed(name, postcodes, code):
    sites = (
        Site("Elmdon Hospital", ("RR8",), postcodes=("LS1 3EX",)),
        Site(name, ("REF",), postcodes=postcodes),
    )
    matcher = Matcher(replace(REGISTER, sites=(*REGISTER.sites, *sites)))
    assert matcher.match("Elmdon Hospital").ods_code == code
