"""One alliance for each trust, and the reason; second claims in the notes."""

from __future__ import annotations

import pytest

from alliance_spiders.alliances import all_alliances
from output.notes import second_claims, with_claims
from output.primary import area_exceptions, choose, distance
from tests.output.factories import trust

NAMES = {a.code: a.name for a in all_alliances()}


def place(code="R00", postcode="ZZ1 1ZZ", icb="", at=None):
    latitude, longitude = at or (None, None)
    return trust(
        code, f"Trust {code}", postcode=postcode, icb_code=icb, latitude=latitude, longitude=longitude
    )


@pytest.mark.parametrize(
    ("here", "claims", "assigned", "curated", "chosen"),
    [
        (place(), (), "", "", ""),
        (place(), ("N70",), "", "", "N70"),
        (place(icb="QOQ"), ("N63", "N70"), "", "", "N70"),
        (place(icb="QWO"), ("N63", "N70"), "", "", "N63"),
        (place(icb="QWO"), ("N63", "N70"), "", "N70", "N70"),  # the curated choice before the area
        (place(icb="QWO"), ("N63", "N70"), "N69", "N70", "N69"),  # a decision before all
        (place(icb="QWO"), ("N63", "N70"), "", "N69", "N63"),  # a curated choice that no longer claims it
        (place(postcode="HG2 7SX", icb="QOQ"), ("N63", "N70"), "", "", "N63"),
        (place(postcode="SN3 6BB", icb="QOX"), ("N48", "N89"), "", "", "N89"),
        (place(postcode="S81 0BD", icb="QT1"), ("N80", "N88"), "", "", "N80"),
        (place(postcode="DN22 7XF", icb="QT1"), ("N80", "N88"), "", "", "N80"),
        (place(postcode="DN2 5LT", icb="QF7"), ("N80", "N88"), "", "", "N80"),
        (place(postcode="S44 5BL", icb="QJ2"), ("N80", "N88"), "", "", "N88"),
        (place(postcode="SL2 4HL", icb="S9B9J"), ("N87", "N89"), "", "", "N89"),
        (place(postcode="GU16 7UJ", icb="S9B9J"), ("N87", "N89"), "", "", "N87"),
        (place(postcode="HG2 7SX"), ("N69", "N70"), "", "", "N69"),  # nothing tells: the first of the list
    ],
)
def test_the_alliance_is_chosen_by_decision_then_curation_then_area(here, claims, assigned, curated, chosen):
    assert choose(here, claims, assigned, curated, {}).alliance_code == chosen


def test_where_no_area_tells_the_nearest_member_does():
    here = place(icb="Z9B2Z", at=(51.5, -0.1))
    shared = place("R03", at=(51.5, -0.1))
    members = {
        "N99": (here, shared, place("R01", at=(51.6, -0.1))),
        "N78": (here, shared, place("R02", at=(51.5, -0.15))),
    }
    choice = choose(here, ("N99", "N78"), "", "", members)
    assert (choice.alliance_code, choice.doubtful) == ("N78", True)
    assert choice.reason == "nearest: Trust R02 is 3 km away"


def test_distance_is_in_kilometres_and_unknown_without_positions():
    assert distance(place(at=(51.5, -0.12)), place(at=(53.48, -2.24))) == pytest.approx(262, abs=2)
    assert distance(place(), place(at=(51.5, 0))) is None


def test_every_exception_names_an_alliance():
    assert {e.alliance_code for e in area_exceptions()} <= set(NAMES)


@pytest.mark.parametrize(
    ("notes", "codes"),
    [
        ("", ()),
        ("Also partners with Thames Valley Cancer Alliance", ("N89",)),
        ("Also partners with the Thames Valley Cancer Alliance.", ("N89",)),
        ("also partners with Humber and North Yorkshire Cancer Alliance", ("N70",)),
        ("Queen's Hospital also partners with the West Midlan Cancer Alliance.", ("N45",)),
        (
            "Also partners with East Midlands Cancer Alliance and West Midlands Cancer Alliance",
            ("N88", "N45"),
        ),
        (
            "Also partners with East Midlands Cancer Alliance; Also partners with Wessex Cancer Alliance",
            ("N88", "N46"),
        ),
        ("Also partners with Somerset, Wiltshire, Avon and Gloucestershire Cancer Alliance", ("N48",)),
        ("Also partners with South London Cancer Alliance", ()),
        ("Also partners with Midlands Cancer Alliance", ()),
        ("Left the Wessex Cancer Alliance in 2020", ()),
    ],
)
def test_second_claims_are_read_from_notes(notes, codes):
    assert second_claims(notes) == codes


@pytest.mark.parametrize(
    ("notes", "codes", "expected"),
    [
        ("", ("N89",), "Also partners with Thames Valley Cancer Alliance"),
        (
            "Also partners with the Thames Valley Cancer Alliance",
            ("N89",),
            "Also partners with the Thames Valley Cancer Alliance",
        ),
        ("Ask first", ("N89",), "Ask first; Also partners with Thames Valley Cancer Alliance"),
        ("Also partners with Thames Valley Cancer Alliance", (), ""),
        ("Ask first; Also partners with Thames Valley Cancer Alliance", (), "Ask first"),
        (
            "Its site partners with the Thames Valley Cancer Alliance.",
            (),
            "Its site partners with the Thames Valley Cancer Alliance.",
        ),
    ],
)
def test_notes_come_to_name_the_claims_that_stand(notes, codes, expected):
    assert with_claims(notes, codes, NAMES) == expected


@pytest.mark.parametrize("code", NAMES)
def test_what_is_written_into_notes_is_read_back(code):
    others = [other for other in NAMES if other != code][:2]
    wanted = (code, *others)
    assert set(second_claims(with_claims("Ask the lead.", wanted, NAMES))) == set(wanted)
    assert with_claims(with_claims("", wanted, NAMES), others, NAMES) == with_claims("", others, NAMES)
