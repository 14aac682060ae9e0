"""Runs that follow each other: what joins, what leaves, and what only looks as if it did."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alliance_spiders.items import SiteState
from matching.model import Status
from output.curated import MappingRow
from output.decisions import take_in
from output.history import how_sites_fared
from output.run import InputDigest
from tests.output.factories import (
    AIREDALE,
    HUMBER,
    LEEDS,
    MEMBERS,
    MID_YORKS,
    NORTHERN,
    WEST_YORKSHIRE,
    Folder,
    asked,
    closed,
    listing,
    matched,
    register,
    rows,
    site,
    told,
    trust,
    unresolved,
    west_yorkshire,
)

SICK = [s for s in SiteState if s not in (SiteState.HEALTHY, SiteState.HEALED, SiteState.NO_LIST)]


@pytest.fixture
def folder(tmp_path):
    return west_yorkshire(tmp_path)


def test_a_run_that_confirms_the_mapping_changes_nothing(folder):
    outcome = folder.run(listing(folder, *MEMBERS))
    assert (outcome.published, told(outcome), asked(outcome)) == (True, [], [])


def test_a_new_trust_on_a_sound_site_joins_at_once(folder):
    outcome = folder.run(listing(folder, *MEMBERS, "RWA"))
    assert told(outcome) == [("added", "N63", "RWA", "site", "applied", 1)]
    assert folder.mapping()["RWA"].cancer_alliance_code == "N63"


def test_a_new_trust_on_a_partial_site_is_only_proposed(folder):
    others = [listing(folder, alliance=a) for a in (NORTHERN, HUMBER)]
    outcome = folder.run(listing(folder, *MEMBERS, "RWA", state=SiteState.PARTIAL), *others)
    assert told(outcome) == [("added", "N63", "RWA", "site", "proposed", 1)]
    assert folder.mapping()["RWA"].cancer_alliance_code == ""
    assert ("added", "N63", "RWA") in asked(outcome)


def test_one_missing_run_only_proposes_the_removal(folder):
    folder.run(listing(folder, *MEMBERS))
    outcome = folder.run(listing(folder, LEEDS, MID_YORKS))
    assert told(outcome) == [("removed", "N63", AIREDALE, "site", "proposed", 1)]
    assert folder.mapping()[AIREDALE].cancer_alliance_code == "N63"
    assert ("removed", "N63", AIREDALE) in asked(outcome)


def test_the_second_missing_run_in_a_row_applies_it(folder):
    folder.run(listing(folder, *MEMBERS))
    folder.run(listing(folder, LEEDS, MID_YORKS))
    outcome = folder.run(listing(folder, LEEDS, MID_YORKS, state=SiteState.HEALED))
    assert told(outcome) == [("removed", "N63", AIREDALE, "site", "applied", 2)]
    assert folder.mapping()[AIREDALE].cancer_alliance_code == ""


@pytest.mark.parametrize("status", [Status.AMBIGUOUS, Status.UNRESOLVED])
def test_a_name_that_could_be_the_member_is_no_absence(folder, status):
    folder.run(listing(folder, *MEMBERS))
    here = [matched(folder.register, code) for code in (LEEDS, MID_YORKS)]
    for _ in range(3):
        perhaps = unresolved("Airedale Hospitals", AIREDALE, status=status)
        assert told(folder.run(site(WEST_YORKSHIRE, *here, perhaps))) == []
    assert folder.mapping()[AIREDALE].cancer_alliance_code == "N63"


def test_what_has_left_stays_out_without_another_word(folder):
    for codes in (MEMBERS, MEMBERS[:2], MEMBERS[:2]):
        folder.run(listing(folder, *codes))
    outcome = folder.run(listing(folder, *MEMBERS[:2]))
    assert told(outcome) == []


def test_a_member_that_is_seen_again_withdraws_its_removal(folder):
    for codes in (MEMBERS, MEMBERS[:2]):
        folder.run(listing(folder, *codes))
    outcome = folder.run(listing(folder, *MEMBERS))
    assert told(outcome) == [("removed", "N63", AIREDALE, "site", "withdrawn", 0)]
    assert told(folder.run(listing(folder, *MEMBERS[:2])))[0][-1] == 1


@pytest.mark.parametrize("state", [*SICK, SiteState.NO_LIST])
def test_a_site_that_is_not_sound_shows_no_absence(folder, state):
    well = [listing(folder, alliance=a) for a in (NORTHERN, HUMBER)]
    folder.run(listing(folder, *MEMBERS), *well)
    for _ in range(3):
        outcome = folder.run(listing(folder, state=state), *well)
        assert (outcome.published, told(outcome)) == (True, [])
    assert folder.mapping()[AIREDALE].cancer_alliance_code == "N63"


@pytest.mark.parametrize("state", SICK)
def test_a_sick_run_neither_counts_nor_breaks_the_count(folder, state):
    well = [listing(folder, alliance=a) for a in (NORTHERN, HUMBER)]
    folder.run(listing(folder, *MEMBERS), *well)
    folder.run(listing(folder, *MEMBERS[:2]), *well)
    between = folder.run(listing(folder, state=state), *well)
    assert told(between) == [("removed", "N63", AIREDALE, "site", "proposed", 1)]
    assert told(folder.run(listing(folder, *MEMBERS[:2]), *well))[0][-2:] == ("applied", 2)


def test_an_alliance_that_was_not_crawled_keeps_its_members(folder):
    folder.run(listing(folder, *MEMBERS))
    for _ in range(3):
        assert told(folder.run(listing(folder, alliance=HUMBER))) == []
    assert folder.mapping()[AIREDALE].cancer_alliance_code == "N63"


def test_a_curated_row_that_no_site_ever_showed_is_asked_about_and_never_removed(folder):
    for _ in range(4):
        outcome = folder.run(listing(folder, LEEDS, MID_YORKS))
        assert told(outcome) == []
        assert asked(outcome) == [("not_seen", "N63", AIREDALE)]
    assert folder.mapping()[AIREDALE].cancer_alliance_code == "N63"


def test_the_same_recording_twice_is_no_second_confirmation(folder):
    folder.run(listing(folder, *MEMBERS))
    for _ in range(3):
        folder.count = 1
        outcome = folder.run(listing(folder, *MEMBERS[:2]), recording="same")
        assert told(outcome) == [("removed", "N63", AIREDALE, "site", "proposed", 1)]


def test_a_recording_counts_once_even_with_another_between(folder):
    well = [listing(folder, alliance=a) for a in (NORTHERN, HUMBER)]
    folder.run(listing(folder, *MEMBERS), *well)
    folder.run(listing(folder, *MEMBERS[:2]), *well, recording="same")
    folder.run(listing(folder, state=SiteState.UNREACHABLE), *well)
    folder.count = 1
    outcome = folder.run(listing(folder, *MEMBERS[:2]), *well, recording="same")
    assert told(outcome) == [("removed", "N63", AIREDALE, "site", "proposed", 1)]


def test_the_same_pages_of_another_day_are_another_run(folder):
    folder.run(listing(folder, *MEMBERS))
    folder.run(listing(folder, *MEMBERS[:2]), recording="same")
    assert told(folder.run(listing(folder, *MEMBERS[:2]), recording="same"))[0][-2:] == ("applied", 2)


def test_the_same_evidence_gives_the_same_bytes(folder):
    folder.run(listing(folder, *MEMBERS))
    contents = []
    for _ in range(3):
        folder.count = 1
        folder.run(listing(folder, LEEDS, AIREDALE, "RWA"), recording="same")
        contents.append(
            {p.name: p.read_bytes() for p in folder.path.iterdir() if p.suffix in (".csv", ".html", ".md")}
        )
    assert contents[0] == contents[1] == contents[2]


def test_a_start_from_the_mapping_is_another_run_than_one_from_nothing(tmp_path):
    folder = Folder(tmp_path)
    assert len(told(folder.run(listing(folder, *MEMBERS), recording="same"))) == 3
    folder.curated, folder.count = (), 0
    assert told(folder.run(listing(folder, *MEMBERS), recording="same")) == []


def test_a_trust_of_wales_that_people_put_into_the_mapping_stays(tmp_path):
    reg = register(trust("RQF", "Velindre NHS Trust", nation="Wales"))
    curated = (*rows(reg, RR8="N63"), MappingRow("RQF", "Velindre NHS Trust"))
    folder = Folder(tmp_path, reg, curated)
    assert told(folder.run(listing(folder, LEEDS))) == []
    assert "RQF" in folder.mapping()


def test_from_nothing_every_membership_is_added_by_the_site(tmp_path):
    folder = Folder(tmp_path)
    outcome = folder.run(listing(folder, *MEMBERS))
    assert {c[0::3] for c in told(outcome)} == {("added", "site")}
    assert len(told(outcome)) == 3
    assert sum(bool(r.cancer_alliance_code) for r in folder.mapping().values()) == 3


def test_from_nothing_two_claims_are_settled_by_area_and_asked_about(tmp_path):
    folder = Folder(tmp_path)
    outcome = folder.run(listing(folder, *MEMBERS, "RCD"), listing(folder, "RWA", "RCD", alliance=HUMBER))
    row = folder.mapping()["RCD"]
    assert row.cancer_alliance_code == "N63"
    assert row.notes == "Also partners with Humber & North Yorkshire Cancer Alliance"
    assert asked(outcome) == [("two_alliances", "N63", "RCD")]


def test_a_question_stays_open_until_it_is_answered(tmp_path):
    folder = Folder(tmp_path)
    both = listing(folder, *MEMBERS, "RCD"), listing(folder, "RWA", "RCD", alliance=HUMBER)
    for _ in range(3):
        assert asked(folder.run(*both)) == [("two_alliances", "N63", "RCD")]
    assert asked(folder.run(listing(folder, *MEMBERS, "RCD"))) == [("two_alliances", "N63", "RCD")]


def test_a_question_ends_with_what_it_was_about(folder):
    folder.run(listing(folder, *MEMBERS))
    assert asked(folder.run(listing(folder, *MEMBERS, "RWA"))) == [("added", "N63", "RWA")]
    assert asked(folder.run(listing(folder, *MEMBERS, "RWA"))) == [("added", "N63", "RWA")]
    folder.run(listing(folder, *MEMBERS))
    assert asked(folder.run(listing(folder, *MEMBERS))) == [("removed", "N63", "RWA")]


def test_a_question_keeps_the_day_it_was_first_raised(folder):
    first, second = (folder.run(listing(folder, *MEMBERS, "RWA")).questions[0] for _ in range(2))
    assert (first.item_id, first.first_raised) == (second.item_id, second.first_raised)


def test_a_curated_choice_stands_against_the_area(tmp_path):
    reg = register()
    folder = Folder(tmp_path, reg, rows(reg, RR8="N63", RXF="N63", RCD="N70"))
    folder.run(listing(folder, *MEMBERS, "RCD"), listing(folder, "RWA", "RCD", alliance=HUMBER))
    assert folder.mapping()["RCD"].cancer_alliance_code == "N70"
    assert folder.mapping()["RCD"].notes == "Also partners with West Yorkshire and Harrogate Cancer Alliance"


def test_a_trust_whose_own_alliance_dropped_it_moves_to_the_other(tmp_path):
    reg = register()
    folder = Folder(tmp_path, reg, rows(reg, RR8="N63", RXF="N63", RCF="N63", RCD="N63", RWA="N70"))
    both = listing(folder, *MEMBERS, "RCD"), listing(folder, "RWA", "RCD", alliance=HUMBER)
    folder.run(*both)
    for _ in range(2):
        outcome = folder.run(listing(folder, *MEMBERS), both[1], publish_anyway=True)
    assert ("moved", "N70", "RCD", "site", "applied", 1) in told(outcome)
    assert (folder.mapping()["RCD"].cancer_alliance_code, folder.mapping()["RCD"].notes) == ("N70", "")


def test_curated_notes_keep_their_words(tmp_path):
    reg = register()
    noted = tuple(
        replace(r, notes="Ask the lead.") if r.ods_code == LEEDS else r for r in rows(reg, RR8="N63")
    )
    folder = Folder(tmp_path, reg, noted)
    folder.run(listing(folder, LEEDS), listing(folder, LEEDS, alliance=HUMBER))
    assert (
        folder.mapping()[LEEDS].notes
        == "Ask the lead. Also partners with Humber & North Yorkshire Cancer Alliance"
    )


def given(mapping):
    """What a run is told of a mapping that is given by hand."""
    return {
        "curated": mapping,
        "inputs": (InputDigest("recording", "x", "r"), InputDigest("curated mapping", "old.csv", "sha")),
    }


def test_the_same_mapping_given_with_every_run_brings_nothing_back(folder):
    old = folder.curated
    folder.run(listing(folder, *MEMBERS), **given(old))
    for _ in range(2):
        outcome = folder.run(listing(folder, *MEMBERS[:2]), **given(old))
    assert told(outcome) == [("removed", "N63", AIREDALE, "site", "applied", 2)]
    for _ in range(2):
        outcome = folder.run(listing(folder, *MEMBERS[:2]), **given(old))
        assert (told(outcome), asked(outcome)) == ([], [("removed", "N63", AIREDALE)])
        assert folder.mapping()[AIREDALE].cancer_alliance_code == ""


def test_the_same_mapping_given_again_tells_what_the_register_did_once(folder):
    old = folder.curated
    folder.register = closed(folder.register, AIREDALE, "RWA")
    counts = [len(told(folder.run(listing(folder, LEEDS, MID_YORKS), **given(old)))) for _ in range(3)]
    assert counts == [1, 0, 0]


def test_another_mapping_given_by_hand_counts(folder):
    folder.run(listing(folder, *MEMBERS), **given(folder.curated))
    other = rows(folder.register, RR8="N63", RXF="N63", RCF="N63", RWA="N70")
    folder.run(listing(folder, *MEMBERS), **given(other))
    assert folder.mapping()["RWA"].cancer_alliance_code == "N70"


def test_a_row_put_back_by_hand_stays(folder):
    folder.run(listing(folder, *MEMBERS))
    for _ in range(2):
        folder.run(listing(folder, *MEMBERS[:2]))
    back = tuple(
        replace(row, cancer_alliance_code="N63", cancer_alliance_name=_WEST)
        if row.ods_code == AIREDALE
        else row
        for row in folder.mapping().values()
    )
    folder.run(listing(folder, *MEMBERS[:2]), curated=back)
    assert folder.mapping()[AIREDALE].cancer_alliance_code == "N63"


_WEST = "West Yorkshire and Harrogate Cancer Alliance"


def test_a_held_addition_keeps_its_cause(folder):
    unread = [listing(folder, alliance=a, state=SiteState.BLOCKED) for a in (NORTHERN, HUMBER)]
    held = folder.run(listing(folder, *MEMBERS, "RWA"), *unread)
    assert told(held) == [("added", "N63", "RWA", "site", "held", 1)]
    assert told(folder.run(listing(folder, *MEMBERS, "RWA"))) == [
        ("added", "N63", "RWA", "site", "applied", 1)
    ]


def test_a_decision_that_is_withdrawn_is_the_person_s_doing(folder, tmp_path):
    answer = tmp_path / "given.csv"
    for word, change in (("reject", "removed"), ("accept", "added")):
        answer.write_text(f"alliance_code,ods_code,decision\nN63,{AIREDALE},{word}\n")
        take_in(answer, folder.path, folder.register)
        assert told(folder.run(listing(folder, *MEMBERS)))[0][:4] == (change, "N63", AIREDALE, "decision")


def test_how_each_site_fared_is_known_whichever_run_crawled_it(folder):
    folder.run(listing(folder, *MEMBERS), listing(folder, "RWA", alliance=HUMBER))
    folder.run(listing(folder, "RWA", alliance=HUMBER, state=SiteState.BLOCKED), publish_anyway=True)
    fared = how_sites_fared(folder.path)
    assert {code: (f.state, f.trusts_found, f.last_healthy[:10]) for code, f in fared.items()} == {
        "N63": ("healthy", 3, "2026-09-01"),
        "N70": ("blocked", 1, "2026-09-01"),
    }


def test_a_killed_run_leaves_no_trace(folder, monkeypatch):
    folder.run(listing(folder, *MEMBERS))
    before = {p.name: p.read_bytes() for p in folder.path.iterdir()}

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("output.store.History.commit", killed)
    with pytest.raises(KeyboardInterrupt):
        folder.run(listing(folder, *MEMBERS, "RWA"))
    assert {p.name: p.read_bytes() for p in folder.path.iterdir()} == before


def test_a_name_without_code_is_asked_about_and_makes_no_member(folder):
    outcome = folder.run(
        site(
            "N63",
            *(matched(folder.register, c) for c in MEMBERS),
            unresolved("Leeds & Wakefield Trust", LEEDS),
        )
    )
    assert told(outcome) == []
    assert asked(outcome) == [("unresolved", "N63", "Leeds & Wakefield Trust")]
    assert outcome.questions[0].priority == 1


def test_decisions_are_taken_in_from_the_review_file(folder, tmp_path):
    page = site("N63", *(matched(folder.register, c) for c in MEMBERS), unresolved("Hull Trust", "RWA"))
    item = folder.run(page).questions[0].item_id
    given = tmp_path / "given.csv"
    given.write_text(f"item_id,ods_code,decision\n{item},RWA,accept\n")
    assert take_in(given, folder.path, folder.register) == 1
    outcome = folder.run(page)
    assert told(outcome) == [("added", "N63", "RWA", "decision", "applied", 1)]
    assert "unresolved" not in [q[0] for q in asked(outcome)]
