"""A recording older than what is published takes nothing back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from output.members import members
from output.run_order import goes_back
from output.store import open_history
from tests.output.factories import (
    AIREDALE,
    HUMBER,
    LEEDS,
    MEMBERS,
    NORTHERN,
    asked,
    listing,
    told,
    west_yorkshire,
)

SEPTEMBER = 2026, 9


@pytest.fixture
def folder(tmp_path):
    return west_yorkshire(tmp_path)


def run(folder, day, *codes, **more):
    """One run of that day of September; two other sites are well, so that the gate minds only the order."""
    folder.count = day - 1
    return folder.run(listing(folder, *codes), recording=f"of day {day}", **more)


def feed(folder):
    names = ("mapping.csv", "memberships.csv", "mapping_all_codes.csv", "feed.json")
    return {name: (folder.path / name).read_bytes() for name in names}


def table_of(folder, day=None):
    return members(folder.path, as_of=date(*SEPTEMBER, day) if day else None).rows


def claims(folder, day=None):
    as_of = date(*SEPTEMBER, day) if day else None
    return {row["ods_code"] for row in members(folder.path, "N63", as_of).dicts()}


@pytest.mark.parametrize(
    ("published", "day", "held"),
    [
        ("", 1, False),
        ("2026-09-05T10:00:00+00:00", 4, True),
        ("2026-09-05T10:00:00+00:00", 5, False),
        ("2026-09-05T10:00:00+00:00", 6, False),
    ],
)
def test_a_run_is_older_by_its_day(published, day, held):
    assert bool(goes_back(published, datetime(*SEPTEMBER, day, 6, tzinfo=UTC))) is held


def test_an_older_recording_is_held_with_both_dates_and_what_to_do(folder):
    run(folder, 8, *MEMBERS)
    outcome = run(folder, 5, *MEMBERS)
    assert not outcome.published
    assert outcome.reasons == (
        "This run is dated 2026-09-05, and one of 2026-09-08 is published already. Replay older recordings "
        "into a folder of their own (--data), the oldest first.",
    )


@pytest.mark.parametrize("codes", [MEMBERS[:2], (*MEMBERS, "RWA"), ()])
def test_an_older_recording_changes_nothing_that_is_known(folder, codes):
    run(folder, 8, *MEMBERS)
    before, known = feed(folder), [table_of(folder, day) for day in (None, 8, 9)]
    for day in (5, 6, 7):
        assert not run(folder, day, *codes).published
    assert (feed(folder), [table_of(folder, day) for day in (None, 8, 9)]) == (before, known)
    with open_history(folder.path) as history:
        assert history.memberships(1) == history.memberships(4)


def test_an_older_recording_neither_counts_nor_breaks_a_count_of_absences(folder):
    run(folder, 7, *MEMBERS)
    assert told(run(folder, 8, *MEMBERS[:2]))[0][-2:] == ("proposed", 1)
    run(folder, 5, *MEMBERS[:2])
    run(folder, 6, *MEMBERS)
    assert told(run(folder, 9, *MEMBERS[:2]))[0][-3:] == ("site", "applied", 2)


def test_after_an_older_recording_the_runs_go_on_as_if_it_had_not_been(tmp_path):
    with_older, without = west_yorkshire(tmp_path / "a"), west_yorkshire(tmp_path / "b")
    for folder in (with_older, without):
        run(folder, 7, *MEMBERS)
    run(with_older, 3, LEEDS, "RWA")
    outcomes = [run(folder, day, *MEMBERS[:2]) for day in (8, 9) for folder in (with_older, without)]
    for one, other in zip(outcomes[::2], outcomes[1::2], strict=True):
        assert (told(one), asked(one)) == (told(other), asked(other))
    assert feed(with_older) == feed(without)


def test_a_question_that_an_older_recording_does_not_raise_stays(folder):
    run(folder, 7, *MEMBERS)
    for day in (8, 9):
        gone = asked(run(folder, day, *MEMBERS[:2]))
    run(folder, 3, *MEMBERS)
    assert asked(run(folder, 10, *MEMBERS[:2])) == gone == [("removed", "N63", AIREDALE)]


def test_the_same_recording_again_after_an_older_one_comes_to_the_same(folder):
    run(folder, 7, *MEMBERS)
    first = told(run(folder, 8, *MEMBERS[:2]))
    run(folder, 3, *MEMBERS)
    assert told(run(folder, 8, *MEMBERS[:2])) == first


def test_a_person_may_publish_an_older_recording_but_it_shows_no_later_member_absent(folder):
    run(folder, 8, *MEMBERS)
    for day in (4, 5, 6):
        outcome = run(folder, day, *MEMBERS[:2], publish_anyway=True)
        assert (outcome.published, told(outcome)) == (True, [])
    assert folder.mapping()[AIREDALE].cancer_alliance_code == "N63"


def test_an_older_recording_that_a_person_publishes_breaks_no_count_of_absences(folder):
    run(folder, 7, *MEMBERS)
    run(folder, 8, *MEMBERS[:2])
    assert told(run(folder, 4, *MEMBERS, publish_anyway=True))[0][-2:] == ("proposed", 1)
    assert told(run(folder, 9, *MEMBERS[:2]))[0][-2:] == ("applied", 2)


def test_after_an_older_one_was_published_mapping_members_and_as_of_agree(folder):
    run(folder, 4, *MEMBERS)
    run(folder, 8, *MEMBERS)
    run(folder, 6, *MEMBERS, "RWA", publish_anyway=True)
    own = {code for code, row in folder.mapping().items() if row.cancer_alliance_code == "N63"}
    assert own == claims(folder) == claims(folder, 8) == claims(folder, 30) == {*MEMBERS, "RWA"}


@pytest.mark.parametrize("day", [4, 5, 6, 7])
def test_what_was_known_on_a_day_is_not_changed_by_what_is_published_later(folder, day):
    run(folder, 4, *MEMBERS)
    run(folder, 8, *MEMBERS, "RWA")
    run(folder, 6, *MEMBERS, publish_anyway=True)
    assert claims(folder, day) == set(MEMBERS)


def test_after_an_older_one_was_published_the_newest_day_still_holds(folder):
    run(folder, 8, *MEMBERS)
    run(folder, 4, *MEMBERS, publish_anyway=True)
    assert [run(folder, day, *MEMBERS).published for day in (6, 9)] == [False, True]


def test_a_held_run_of_a_later_day_holds_nobody_back(folder):
    well = [listing(folder, alliance=a) for a in (NORTHERN, HUMBER)]
    folder.run(listing(folder, *MEMBERS), *well)
    folder.count = 8
    assert not folder.run().published
    folder.count = 3
    assert folder.run(listing(folder, *MEMBERS), *well).published
