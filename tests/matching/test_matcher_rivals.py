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
    ],
)
def test_what_fits_one_keeps_its_code(name, code):
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
