"""What the register does to members: renames, mergers, splits, closures and new trusts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alliance_spiders.items import SiteState
from output.decisions import take_in
from tests.output.factories import (
    AIREDALE,
    HUMBER,
    LEEDS,
    MEMBERS,
    NORTHERN,
    asked,
    closed,
    listing,
    register,
    told,
    trust,
    west_yorkshire,
)


@pytest.fixture
def folder(tmp_path):
    return west_yorkshire(tmp_path)


def test_a_rename_in_the_register_changes_the_name_and_nothing_else(folder):
    folder.run(listing(folder, *MEMBERS))
    before = folder.mapping()
    folder.register = register(
        replace(folder.register.trusts[AIREDALE], name="Airedale University NHS Trust"), version="r2"
    )
    outcome = folder.run(listing(folder, *MEMBERS))
    assert told(outcome) == [("renamed", "N63", AIREDALE, "register", "applied", 1)]
    assert folder.mapping() == before | {
        AIREDALE: replace(before[AIREDALE], ods_name="Airedale University NHS Trust")
    }


def test_a_closed_trust_gives_way_to_its_successor(folder):
    folder.run(listing(folder, *MEMBERS))
    folder.register = closed(folder.register, AIREDALE, "RWA")
    outcome = folder.run(listing(folder, *MEMBERS))
    assert told(outcome) == [("succeeded", "N63", AIREDALE, "register", "applied", 1)]
    assert AIREDALE not in folder.mapping()
    assert folder.mapping()["RWA"].cancer_alliance_code == "N63"


def test_a_member_listed_by_its_old_name_counts_for_its_successor(folder):
    folder.run(listing(folder, *MEMBERS))
    folder.register = closed(folder.register, AIREDALE, LEEDS)
    for _ in range(3):
        outcome = folder.run(listing(folder, *MEMBERS))
    assert [c for c in told(outcome) if c[0] == "removed"] == []
    assert asked(outcome) == [("retired", "N63", AIREDALE)]


def test_a_merger_is_proposed_before_the_alliance_edits_its_page(folder):
    well = [listing(folder, alliance=a) for a in (NORTHERN, HUMBER)]
    folder.run(listing(folder, *MEMBERS), *well)
    folder.register = closed(folder.register, AIREDALE, "RWA")
    sick = folder.run(listing(folder, state=SiteState.UNREACHABLE), *well)
    assert asked(sick)[1:] == [("register_changed", "N63", AIREDALE)]
    assert "Hull University Teaching Hospitals NHS Trust (RWA) serves today" in sick.questions[1].proposal
    assert asked(folder.run(listing(folder, *MEMBERS), *well)) == [("retired", "N63", AIREDALE)]


def test_a_merger_is_asked_about_until_it_is_answered(folder, tmp_path):
    folder.run(listing(folder, *MEMBERS))
    folder.register = closed(folder.register, AIREDALE, "RWA")
    page = listing(folder, *MEMBERS[:2], "RWA")
    for _ in range(2):
        outcome = folder.run(page)
        assert asked(outcome) == [("register_changed", "N63", AIREDALE)]
    answer = tmp_path / "given.csv"
    answer.write_text(f"item_id,decision\n{outcome.questions[0].item_id},accept\n")
    take_in(answer, folder.path, folder.register)
    assert asked(folder.run(page)) == []


def test_a_merger_touches_no_other_row(folder):
    folder.run(listing(folder, *MEMBERS))
    before = folder.mapping()
    folder.register = closed(folder.register, AIREDALE, "RWA")
    folder.run(listing(folder, *MEMBERS))
    after = folder.mapping()
    assert {code for code in before | after if before.get(code) != after.get(code)} == {AIREDALE, "RWA"}


def test_a_split_trust_is_left_to_a_person(folder):
    folder.run(listing(folder, *MEMBERS))
    folder.register = closed(folder.register, AIREDALE, "RWA", "RCD")
    for _ in range(3):
        outcome = folder.run(listing(folder, *MEMBERS))
        assert ("register_changed", "N63", AIREDALE) in asked(outcome)
    mapping = folder.mapping()
    assert (
        AIREDALE in mapping,
        mapping["RWA"].cancer_alliance_code,
        mapping["RCD"].cancer_alliance_code,
    ) == (False, "", "")


@pytest.mark.parametrize("answer", ["ignore", "assign"])
def test_a_split_trust_is_followed_as_a_person_decides(folder, tmp_path, answer):
    folder.run(listing(folder, *MEMBERS))
    folder.register = closed(folder.register, AIREDALE, "RWA", "RCD")
    outcome = folder.run(listing(folder, *MEMBERS))
    assert [(c.change, c.state) for c in outcome.changes] == [("succeeded", "proposed")]
    item = next(q.item_id for q in outcome.questions if q.question == "register_changed")
    given = tmp_path / "answer.csv"
    given.write_text(f"item_id,ods_code,decision\n{item},{'RWA' if answer == 'assign' else ''},{answer}\n")
    take_in(given, folder.path, folder.register)
    outcome = folder.run(listing(folder, *MEMBERS))
    assert AIREDALE not in folder.mapping()
    assert folder.mapping()["RWA"].cancer_alliance_code == ("N63" if answer == "assign" else "")
    assert "register_changed" not in {q.question for q in folder.run(listing(folder, *MEMBERS)).questions}


def test_a_split_trust_in_no_alliance_leaves_at_once(folder):
    folder.run(listing(folder, *MEMBERS))
    folder.register = closed(folder.register, "RCD", "RWA", "RXF")
    assert told(folder.run(listing(folder, *MEMBERS))) == [("succeeded", "", "RCD", "register", "applied", 1)]
    assert "RCD" not in folder.mapping()


def test_a_trust_that_closed_without_successor_leaves_by_the_register(folder):
    folder.run(listing(folder, *MEMBERS))
    folder.register = closed(folder.register, AIREDALE)
    outcome = folder.run(listing(folder, *MEMBERS[:2]))
    assert told(outcome) == [("removed", "N63", AIREDALE, "register", "applied", 1)]


def test_a_new_trust_of_the_register_gets_a_row_in_no_alliance(folder):
    folder.run(listing(folder, *MEMBERS))
    folder.register = register(trust("R9Z", "A New NHS Trust"), version="r2")
    outcome = folder.run(listing(folder, *MEMBERS))
    assert told(outcome) == [("added", "", "R9Z", "register", "applied", 1)]
    assert folder.mapping()["R9Z"].cancer_alliance_code == ""
    assert asked(outcome) == [("register_changed", "", "R9Z")]


def test_a_new_trust_that_a_site_lists_already_is_told_once(folder):
    folder.run(listing(folder, *MEMBERS))
    folder.register = register(trust("R9Z", "A New NHS Trust"), version="r2")
    assert told(folder.run(listing(folder, *MEMBERS, "R9Z"))) == [
        ("added", "N63", "R9Z", "site", "applied", 1)
    ]
