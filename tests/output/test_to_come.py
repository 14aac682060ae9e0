"""A trust whose day of opening has not come has no row, is no partner, and ends nobody's membership."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from matching.matcher import Matcher
from output.answers import no_member
from output.curated import MappingRow
from output.decision import Decision, Verdict
from tests.output.factories import (
    AIREDALE,
    LEEDS,
    MEMBERS,
    MID_YORKS,
    asked,
    matched,
    register,
    sighting,
    site,
    told,
    trust,
    west_yorkshire,
)

NEW, NAME = "R9Z", "Airedale and Harrogate Hospitals NHS Trust"
TO_COME = trust(
    NEW, NAME, is_open=False, is_to_come=True, opened=date(2027, 4, 1), predecessors=(AIREDALE, "RCD")
)
OPEN = replace(TO_COME, is_open=True, is_to_come=False, current=(NEW,))


@pytest.fixture
def folder(tmp_path):
    found = west_yorkshire(tmp_path)
    found.register = register(TO_COME)
    return found


def listing(folder, *codes):
    """A site that lists these trusts, and the one to come."""
    new = Matcher(folder.register).match(NAME)
    return site("N63", *(matched(folder.register, code) for code in codes), sighting(NAME, new))


def test_it_has_no_row_and_is_asked_about(folder):
    outcome = folder.run(listing(folder, *MEMBERS))
    assert NEW not in folder.mapping()
    assert NEW not in (folder.path / "mapping_all_codes.csv").read_text()
    assert ("unresolved", "N63", NAME) in [(q[0], q[1], q[2].replace(NEW, NAME)) for q in asked(outcome)]


def test_a_member_that_it_will_follow_stays(folder):
    for _ in range(4):
        outcome = folder.run(listing(folder, LEEDS, MID_YORKS))
        assert not [change for change in told(outcome) if change[0] == "removed"]
    assert folder.mapping()[AIREDALE].cancer_alliance_code == "N63"


def test_it_has_a_row_from_its_day(folder):
    folder.run(listing(folder, *MEMBERS))
    folder.register = register(OPEN, version="r2")
    folder.run(listing(folder, *MEMBERS))
    assert folder.mapping()[NEW].cancer_alliance_code == "N63"


def test_a_row_that_a_mapping_has_too_early_says_why_it_goes(folder):
    folder.curated = (
        *folder.curated,
        MappingRow(NEW, NAME, "West Yorkshire and Harrogate Cancer Alliance", "N63"),
    )
    outcome = folder.run(listing(folder, *MEMBERS))
    assert NEW not in folder.mapping()
    details = [change.detail for change in outcome.changes if change.ods_code == NEW]
    assert details == ["It is not open yet; it opens on 2027-04-01."]


def test_nobody_can_make_it_a_member_yet(folder):
    decision = Decision("2026-09-01T10:00:00Z", "A", "", "N63", "", NEW, Verdict.ASSIGN, "")
    assert no_member(decision, folder.register) == "R9Z opens on 2027-04-01, so it can be no member yet"
