"""Texts that name a hospital and a trust: the trust where it works there, nobody where it does not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matching.matcher import Matcher
from matching.model import Kind, Status
from matching.register import Register

REGISTER = Register.load()
MATCHER = Matcher(REGISTER)
TRUSTS = REGISTER.open_trusts()
HOSPITALS = [
    site
    for site in REGISTER.sites
    if site.name.endswith(("Hospital", "Infirmary")) and len(site.trusts) == 1 and "," not in site.name
]
LATELY = date(2010, 1, 1)
CLOSED = [
    t for t in REGISTER.trusts.values() if not t.is_open and t.current and t.closed and t.closed > LATELY
]
WAYS = [
    "{h} ({t})",
    "{h} [{t}]",
    "{h}, {t}",
    "{h} – {t}",
    "{h}: {t}",
    "{h} | {t}",
    "{h} / {t}",
    "{h} at {t}",
    "{h}, part of {t}",
    "{h} (run by {t})",
    "{h}, managed by {t}",
    "{h}, operated by {t}",
    "{h}, a hospital of {t}",
    "{h} is one of the hospitals run by {t}",
    "{h} under the management of {t}",
    "{h} (Trust: {t})",
    "{h} {t}",
    "{t}, {h}",
    "{t} – {h}",
    "{t}: {h}",
    "{t} at {h}",
    "{t}, based at {h}",
    "{t}'s {h}",
    "{t} {h}",
]
RVV, RTG, RRK, RF4 = (REGISTER.trusts[code].name for code in ("RVV", "RTG", "RRK", "RF4"))


@given(st.sampled_from(HOSPITALS), st.sampled_from(TRUSTS), st.sampled_from(WAYS))
@settings(max_examples=400, deadline=None)
def test_a_hospital_beside_another_trust_is_never_its_own_trusts(hospital, trust, way):
    assume(trust.code not in hospital.trusts)
    match = MATCHER.match(way.format(h=hospital.name, t=trust.name))
    assert match.ods_code in ("", trust.code), match


@given(st.sampled_from(HOSPITALS), st.sampled_from(CLOSED), st.sampled_from(WAYS))
@settings(max_examples=200, deadline=None)
def test_a_hospital_beside_a_closed_trust_is_that_trusts_or_nobodys(hospital, trust, way):
    match = MATCHER.match(way.format(h=hospital.name, t=trust.name))
    allowed = {*trust.current, *(hospital.trusts if set(hospital.trusts) <= set(trust.current) else ())}
    assert set(match.current_codes) <= allowed, match


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("hospital", "trust", "code"),
    [
        ("Royal Derby Hospital", RTG, "RTG"),  # the open trust, not the closed one that had the hospital
        ("Heartlands Hospital", RRK, "RRK"),
        ("Queen's Hospital", RF4, "RF4"),  # many are called so
        ("St Mary's Hospital", "Imperial College Healthcare NHS Trust", "RYJ"),
        ("Queen Elizabeth Hospital", "Lewisham and Greenwich NHS Trust", "RJ2"),
    ],
)
def test_the_trust_named_whole_decides_where_it_has_such_a_hospital(way, hospital, trust, code):
    match = MATCHER.match(way.format(h=hospital, t=trust))
    assert (match.status, match.ods_code) == (Status.MATCHED, code), match


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("hospital", "trust"),
    [
        ("Maudsley Hospital", "Isle of Wight NHS Trust"),
        ("Southmead Hospital", "Barts Health NHS Trust"),
        ("University Hospital of North Tees", "London Ambulance Service NHS Trust"),
        ("Hospital for Tropical Diseases", "Lancashire Teaching Hospitals NHS Foundation Trust"),
        ("Chesterfield Royal Hospital", "Airedale NHS Foundation Trust"),
    ],
)
def test_a_hospital_elsewhere_is_asked_about(way, hospital, trust):
    match = MATCHER.match(way.format(h=hospital, t=trust))
    assert (match.status, match.ods_code) == (Status.AMBIGUOUS, ""), match


@pytest.mark.parametrize(
    ("text", "status", "code", "current"),
    [
        (f"Ashford Hospital ({RVV})", Status.MATCHED, "RVV", "RVV"),  # it has one in Ashford too
        ("Ashford Hospital (EKHUFT)", Status.MATCHED, "RVV", "RVV"),
        ("Maudsley Hospital (UHBW)", Status.AMBIGUOUS, "", ""),
        ("Poole Hospital (UHSx)", Status.AMBIGUOUS, "", ""),
        ("Maudsley Hospital (SLaM)", Status.MATCHED, "RV5", "RV5"),
        ("Royal Sussex County Hospital (RSCH)", Status.MATCHED, "RYR", "RYR"),  # its own initials
        ("Maudsley (Isle of Wight NHS Trust)", Status.AMBIGUOUS, "", ""),
        ("South Bristol Community Hospital, part of The Christie", Status.AMBIGUOUS, "", ""),
        ("Hull Royal Infirmary, part of Guy's and St Thomas'", Status.AMBIGUOUS, "", ""),
        ("Heartlands Hospital (Heart of England NHS Foundation Trust)", Status.RETIRED, "RR1", "RRK"),
        ("University Hospitals of Epsom and St Helier NHS Trust", Status.MATCHED, "RVR", "RVR"),
        ("Dorset County Hospital and University Hospitals Dorset", Status.AMBIGUOUS, "", ""),
    ],
)
def test_what_stands_beside_a_hospital(text, status, code, current):
    match = MATCHER.match(text)
    assert (match.status, match.ods_code, match.current_ods_code) == (status, code, current), match


@pytest.mark.parametrize(
    "name",
    [
        "Royal Devon and Exeter Hospital",
        "Chelsea and Westminster Hospital, West Middlesex University Hospital",
    ],
)
def test_a_hospital_whose_name_holds_a_trusts_is_a_hospital(name):
    assert MATCHER.match(name).kind is Kind.SITE


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Musgrove Park Hospital (Somerset NHS Foundation Trust)", Kind.SITE),
        ("Musgrove Park Hospital, part of Somerset NHS Foundation Trust", Kind.SITE),
        ("Musgrove Park Hospital", Kind.SITE),
        ("Musgrove Park (Somerset NHS Foundation Trust)", Kind.SITE),
        ("Musgrove Park Hospital, Somerset NHS Foundation Trust", Kind.TRUST),
        ("Somerset NHS Foundation Trust – Musgrove Park Hospital", Kind.TRUST),
    ],
)
def test_a_trust_in_a_remark_leaves_the_hospital_what_is_listed(text, kind):
    match = MATCHER.match(text)
    assert (match.ods_code, match.kind) == ("RH5", kind)
