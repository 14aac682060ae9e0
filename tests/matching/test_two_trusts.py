"""Texts that name two trusts, and names that are nearly a trust's: never the code of one of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matching.doubts import is_bare_place
from matching.matcher import Matcher
from matching.model import Status
from matching.names import read_name
from matching.register import Register

REGISTER = Register.load()
MATCHER = Matcher(REGISTER)
TRUSTS = REGISTER.open_trusts()
SUFFIX = re.compile(r",? NHS (?:Foundation )?Trust$")
AND = (" and ", " & ", " / ", " with ")
JOINERS = st.sampled_from([*AND, ", ", "; ", " – "])
STYLES = st.sampled_from(
    [
        lambda name: name,
        lambda name: name.replace("NHS Foundation Trust", "NHS FT"),
        lambda name: SUFFIX.sub("", name),
    ]
)


@given(st.lists(st.sampled_from(TRUSTS), min_size=2, max_size=3, unique=True), JOINERS, STYLES)
@settings(max_examples=400, deadline=None)
def test_names_of_several_trusts_get_no_code(trusts, joiner, style):
    names = [style(trust.name) for trust in trusts]
    may_be_town = len(names) == 2 and is_bare_place(read_name(names[1]))  # “…, Bolton” may be where it is
    assume(joiner in AND or not may_be_town)
    match = MATCHER.match(joiner.join(names))
    assert not match.ods_code, match


@pytest.mark.parametrize(
    "text",
    [
        "Isle of Wight NHS Trust and Hampshire Hospitals NHS FT",  # in other words a third trust's name
        "Hampshire Hospitals NHS FT and Royal Surrey NHS FT",  # likewise, of one that closed
        "Worcestershire Acute Hospitals NHST and Herefordshire and Worcestershire Health and Care NHST",
        "North West Anglia NHS FT, Cambridgeshire and Peterborough NHS FT",
        "The Online NHS Trust & Stockport NHS Foundation Trust",
        "Liverpool University Hospitals and Alder Hey Children's",
        "University Hospitals Dorset and Dorset County Hospital",
        "Royal National Orthopaedic Hospital and Royal Orthopaedic Hospital",
        "Barts Health NHS Trust Homerton Healthcare NHS Foundation Trust",
        "Sheffield Teaching Hospitals&Sheffield Children's",
        "Sheffield Teaching Hospitals\nSheffield Children's",
        "Barts Health NHS Trust, Cardiff and Vale NHS Trust",
        "University College London Hospitals NHS Foundation Trust (UCLH) and Whittington Health NHS Trust",
        "Leeds Teaching Hospitals NHS Trust and Mid Yorkshire Teaching NHS Trust (MYTT)",
        "Guy's and St Thomas' NHS Foundation Trust (GSTT), Lewisham and Greenwich NHS Trust (LGT)",
        "Royal Free London NHS Foundation Trust (RAL) and Whittington Health NHS Trust",
    ],
)
def test_two_names_in_one_text_get_no_code(text):
    assert MATCHER.match(text).ods_code == ""


@pytest.mark.parametrize(
    "trust", [t for t in TRUSTS if re.search(r" and |,|&", t.name)], ids=lambda t: t.code
)
def test_one_name_with_a_joiner_is_one(trust):
    for name in (trust.name, trust.name.replace(" and ", " & ").replace("Foundation Trust", "FT")):
        assert MATCHER.match(name).ods_code == trust.code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Guy's and St Thomas' NHS Foundation Trust", "RJ1"),
        ("Airedale NHS Foundation Trust, Keighley", "RCF"),
        ("Airedale NHS Foundation Trust / Airedale NHS Trust", "RCF"),
        ("Airedale General Hospital, Airedale NHS Foundation Trust", "RCF"),
        ("Manchester University NHS FT (formerly Central Manchester University Hospitals NHS FT)", "R0A"),
        ("Heart of England NHS FT, now part of University Hospitals Birmingham NHS FT", "RR1"),
        ("Airedale NHS Foundation Trust (part of West Yorkshire ICB)", "RCF"),
    ],
)
def test_what_means_one_trust_keeps_its_code(text, code):
    assert MATCHER.match(text).ods_code == code


@pytest.mark.parametrize("remark", ["now", "part of", "run by", "formerly"])
def test_another_open_trust_in_a_remark_is_a_doubt(remark):
    match = MATCHER.match(f"Barts Health NHS Trust ({remark} Homerton Healthcare NHS Foundation Trust)")
    assert match.status is Status.AMBIGUOUS
    assert [each.ods_code for each in match.candidates] == ["R1H", "RQX"]


@pytest.mark.parametrize(
    "text",
    [
        "North Staffordshire",  # a former name of one, and in another's name today
        "Humber Hospitals NHS Trust",  # the trust of the place has no hospitals
        "Derry Hospital",  # a place, and no slip of another
        "Greenwich NHS Trust",  # closed; an open one is called so too
        "James NHS FT",  # half a name
        "Countess Healthcare NHS FT",
        "South Rotherham NHS FT",  # “South” belongs to another place of the trust's name
        "North Chesterfield Royal",
        "West University Hospitals Dorset",
        "Foundation NHS Trust",  # the rest of a line
        "Royal Hospitals NHS FT",  # closed, and never a foundation trust
        "The Queen Elizabeth Hospital NHS Foundation Trust",
        "Bristol Group",
        "Hospitals in Leeds",
        "The hospital in Sheffield",
        "NHS trusts across Birmingham",
    ],
)
def test_what_is_only_near_a_trust_gets_no_code(text):
    assert MATCHER.match(text).ods_code == ""


@pytest.mark.parametrize("direction", ["North", "South", "East", "West"])
@pytest.mark.parametrize("trust", TRUSTS[::7], ids=lambda t: t.code)
def test_a_point_of_the_compass_makes_another_name(direction, trust):
    name = f"{direction} {trust.name.removeprefix('The ')}"
    match = MATCHER.match(name)
    found = REGISTER.trusts.get(match.ods_code)
    carried = [found.name, *(former.name for former in found.former_names)] if found else [direction]
    assert any(direction in each for each in carried), match


@pytest.mark.parametrize(
    "text",
    [
        "Royal Berkshire NHS Foundation Trust | Home",
        "Royal Berkshire NHS Foundation Trust HQ",
        "Partner: Royal Berkshire NHS Foundation Trust",
        "Acute: Royal Berkshire NHS Foundation Trust",
        "iii) Royal Berkshire NHS Foundation Trust",
        "(((Royal Berkshire NHS Foundation Trust",
        "[Royal Berkshire NHS Foundation Trust]",
        "RHW",
    ],
)
def test_what_pages_put_beside_a_name_is_left_out(text):
    assert MATCHER.match(text).ods_code == "RHW"


def test_a_host_is_not_the_hosted():
    match = MATCHER.match("Hosted by Royal Berkshire NHS Foundation Trust")
    assert (match.ods_code, [each.ods_code for each in match.candidates]) == ("", ["RHW"])


@pytest.mark.parametrize("text", ["REF", "RNA", "RAN", "rhw", "RCS"])
def test_a_word_in_capitals_is_no_code(text):
    assert MATCHER.match(text).ods_code == ""


def test_a_code_that_is_short_for_another_trust_is_a_doubt():
    match = MATCHER.match("RDE")
    assert (match.status, {each.ods_code for each in match.candidates}) == (Status.AMBIGUOUS, {"RDE", "RH8"})


@pytest.mark.parametrize("sign", "'’´`‘ʼ")
def test_every_sign_for_an_apostrophe_is_one(sign):
    assert MATCHER.match(f"Guy{sign}s and St Thomas{sign} NHS Foundation Trust").ods_code == "RJ1"


def test_no_listed_candidate_leads_the_answer():
    for name in ("Sheffield Hospital", "Oxford Hospital", "Bath Hospitals NHS Trust"):
        match = MATCHER.match(name)
        assert all(each.score <= match.score for each in match.candidates)


def test_a_former_name_that_was_compared_is_told():
    match = MATCHER.match("Tameside Healthcare NHS FT")
    assert "once or also" in match.reason
    assert "no other trust of this sort" not in match.reason


def test_a_remark_is_kept_apart_from_the_name():
    reading = read_name("Barts Health NHS Trust (part of a group), formerly Barts")
    assert (reading.bare, reading.asides) == ("Barts Health NHS Trust", ("Barts", "a group"))


@pytest.mark.parametrize("text", ["SFT and South Warwickshire NHS Foundation Trust", "West London, LNWUH"])
def test_a_short_name_beside_another_trust_gets_no_code_in_its_area(text):
    areas = {"AREA": frozenset({"RWJ", "R1K", "RKL"})}
    assert Matcher(REGISTER, areas).match(text, "AREA").ods_code == ""


def test_a_place_that_is_a_trust_too_is_a_doubt():
    match = MATCHER.match("Bradford District Care, Airedale")
    assert [each.ods_code for each in match.candidates] == ["TAD", "RCF"]
