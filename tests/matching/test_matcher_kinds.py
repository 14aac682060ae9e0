from __future__ import annotations

import pytest

from matching.matcher import Matcher
from matching.model import Kind, Status
from matching.register import Register


@pytest.fixture(scope="module")
def matcher():
    return Matcher(Register.load())


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Thames Valley Cancer Alliance", Kind.ALLIANCE),
        ("Leeds Hospitals Charity", Kind.CHARITY),
        ("Great Ormond Street Hospital Children's Charity", Kind.CHARITY),
        ("Friends of Airedale", Kind.CHARITY),
        ("Airedale NHS Foundation Trust (Charity)", Kind.CHARITY),
        ("Macmillan Cancer Support", Kind.CHARITY),
        ("Rotherham Hospice", Kind.HOSPICE),
        ("St Luke's Hospice Sheffield", Kind.HOSPICE),
        ("NHS Kent and Medway Integrated Care Board", Kind.ICB),
        ("Kent and Medway ICB", Kind.ICB),
        ("NHS Kent and Medway", Kind.ICB),
        ("West Yorkshire Health and Care Partnership", Kind.ICB),
        ("NHS Rotherham Clinical Commissioning Group", Kind.COMMISSIONER),
        ("Mid-Essex Primary Care Trust", Kind.COMMISSIONER),
        ("NHS Sheffield", Kind.COMMISSIONER),
        ("Leeds City Council", Kind.COUNCIL),
        ("London Borough of Bromley", Kind.COUNCIL),
        ("Health and Care Professions Council", Kind.NATIONAL),
        ("NHS England", Kind.NATIONAL),
        ("Northumbria Healthcare Facilities Management Limited", Kind.INDEPENDENT),
        ("Spire Leeds Hospital", Kind.INDEPENDENT),
        ("Nuffield Health, Derby Hospital", Kind.INDEPENDENT),
        ("The University of Manchester", Kind.UNIVERSITY),
        ("University College London", Kind.UNIVERSITY),
        ("Newcastle University", Kind.UNIVERSITY),
        ("Northern Health and Social Care Trust", Kind.OTHER),
        ("Cardiff and Vale University Health Board", Kind.OTHER),
        ("Aberdeen Royal Infirmary", Kind.OTHER),
        ("Western General Hospital, Edinburgh", Kind.OTHER),
    ],
)
def test_other_bodies_are_known_by_their_words(matcher, name, kind):
    match = matcher.match(name)
    assert (match.status, match.kind, match.current_ods_code) == (Status.NOT_A_TRUST, kind, "")


def test_a_board_keeps_its_own_code(matcher):
    assert matcher.match("Kent and Medway ICB").ods_code == "QKS"


@pytest.mark.parametrize(
    "ending",
    [
        "Charity",
        "Charitable Fund",
        "Facilities Limited",
        "Council",
        "Hospice",
        "ICB",
        "CCG",
        "Primary Care Trust",
    ],
)
def test_a_trusts_words_with_another_bodys_ending_give_no_trust(matcher, ending):
    for trust in matcher.register.open_trusts():
        core = trust.name.removesuffix(" Trust").removesuffix(" Foundation").removesuffix(" NHS")
        match = matcher.match(f"{core} {ending}")
        assert match.status is Status.NOT_A_TRUST, match
