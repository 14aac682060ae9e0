from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.matcher import Matcher
from matching.model import Status
from matching.register import Register

MATCHER = Matcher(Register.load())


def found(text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.match.ods_code) for span in MATCHER.find(text)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        (
            "with Leeds Teaching Hospitals NHS Trust, and others",
            [("Leeds Teaching Hospitals NHS Trust", "RR8")],
        ),
        (
            "Barking, Havering and Redbridge University Hospitals NHS Trust is a partner.",
            [("Barking, Havering and Redbridge University Hospitals NHS Trust", "RF4")],
        ),
        (
            "Guy’s and St Thomas’ NHS Foundation Trust (GSTT); King's College Hospital",
            [("Guy’s and St Thomas’ NHS Foundation Trust (GSTT)", "RJ1"), ("King's College Hospital", "RJZ")],
        ),
        (
            "The Rotherham NHS Foundation TrustLeeds Community Healthcare NHS Trust",
            [("Rotherham NHS Foundation Trust", "RFR"), ("Leeds Community Healthcare NHS Trust", "RY6")],
        ),
        ("at St. James's University Hospital today", [("St. James's University Hospital", "RR8")]),
        (
            "The Queen Elizabeth Hospital, King's Lynn, NHS Foundation Trust",
            [("Queen Elizabeth Hospital, King's Lynn, NHS Foundation Trust", "RCX")],
        ),
        (
            "are Maidstone & Tunbridge Wells (MTW) NHS Trust and Medway (MFT) NHS FT.",
            [("Maidstone & Tunbridge Wells (MTW) NHS Trust", "RWF"), ("Medway (MFT) NHS FT", "RPA")],
        ),
        (
            "Barts Health (BH) NHS England and Homerton Healthcare (HH) NHS staff",
            [("Barts Health (BH)", "R1H"), ("NHS England", ""), ("Homerton Healthcare (HH)", "RQX")],
        ),
        ("Our teams in Sheffield, Barnsley and Leeds", []),
        ("People in West London and North Bristol", []),
        ("leeds is not a name and NHS Trust is none either", []),
        ("We visited Somerset. NHS Foundation Trust status matters.", []),
    ],
)
def test_names_in_running_text(text, spans):
    assert found(text) == spans


def test_a_name_nobody_knows_is_found_by_its_ending():
    (span,) = MATCHER.find("We work with Greenfield and Bluewater Hospitals NHS Foundation Trust today.")
    assert span.match.name == "Greenfield and Bluewater Hospitals NHS Foundation Trust"
    assert span.match.status is Status.UNRESOLVED


def test_a_misspelt_name_is_found_by_its_ending():
    ((name, code),) = found("our host, Universty Hospitals Brimingham NHS Foundation Trust")
    assert (name, code) == ("Universty Hospitals Brimingham NHS Foundation Trust", "RRK")


@pytest.mark.parametrize(
    ("name", "code"),
    [("NHS Kent and Medway Integrated Care Board", "QKS"), ("NHS England", ""), ("Cancer Research UK", "")],
)
def test_other_bodies_are_found_too(name, code):
    (span,) = MATCHER.find(f"funded by {name} and others")
    assert (span.match.name, span.match.status, span.match.ods_code) == (name, Status.NOT_A_TRUST, code)


@pytest.mark.parametrize(
    "text", ["NHS Trust " * 2_000, "(" * 20_000, "St. " * 5_000, "University Hospitals " * 2_000]
)
def test_hostile_text_yields_nothing(text):
    assert MATCHER.find(text) == []


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.sampled_from(MATCHER.register.open_trusts()), st.text(max_size=100))
def test_spans_lie_in_the_text_in_order_and_apart(before, trust, after):
    text = f"{before} {trust.name} {after}"
    end = 0
    for span in MATCHER.find(text):
        assert end <= span.start < span.end <= len(text)
        assert span.match.name == text[span.start : span.end]
        end = span.end


def test_a_town_that_begins_the_next_name_is_no_tail_of_the_one_before():
    text = (
        "The Royal Orthopaedic Hospital NHS Foundation Trust, Birmingham Women's and Children's NHS "
        "Foundation Trust, George Eliot Hospital NHS Trust"
    )
    assert [span.match.ods_code for span in MATCHER.find(text)] == ["RRJ", "RQ3", "RLT"]


def test_a_trust_ends_before_and() -> None:
    second = "Birmingham Women’s and Children’s NHS Foundation Trust"
    text = f"The Royal Orthopaedic Hospital NHS Foundation Trust and {second}"
    assert [code for _, code in found(text)] == ["RRJ", "RQ3"]


def test_a_town_before_a_comma_is_where_the_next_name_is():
    assert found(
        "in Gloucestershire, Royal United Hospitals Bath; in Coventry, University Hospitals Birmingham"
    ) == [
        ("Royal United Hospitals Bath", "RD1"),
        ("University Hospitals Birmingham", "RRK"),
    ]
    whole = "Barking, Havering and Redbridge University Hospitals NHS Trust"
    assert found(f"at clinics in {whole}") == [(whole, "RF4")]


def test_a_board_goes_by_the_short_name_of_its_kind():
    board = "Bath and North East Somerset, Swindon and Wiltshire"
    for kind in ("ICB", "ICS", "Integrated Care System", "Integrated Care Board"):
        said = found(f"Somerset NHS Foundation Trust, NHS {board} {kind} and others")
        assert [name for name, _ in said] == ["Somerset NHS Foundation Trust", f"NHS {board} {kind}"]


def test_a_trust_ends_before_the_boards():
    assert found("Somerset NHS Foundation Trust, the ICBs and others") == [
        ("Somerset NHS Foundation Trust", "RH5")
    ]
