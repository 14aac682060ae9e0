"""Absence is not removal: whatever the order of runs, two sound ones in a row must miss a member."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from output.memberships import Membership, Presence, Source, Turn, step
from tests.output.factories import matched, register

KEY = ("N63", "RR8")
SEEN = {"RR8": matched(register(), "RR8")}
RUNS = st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(0, 3)), max_size=12)


def expected(runs) -> bool:
    """Whether RR8 is a member after runs of (sound, seen, recording), told in the simplest way."""
    member, missed = True, set()
    for sound, seen, recording in runs:
        if seen:
            member, missed = member or sound, set()
        elif sound and member:
            missed.add(recording)
            member = len(missed) < 2
            missed = missed if member else set()
    return member


@settings(max_examples=300)
@given(RUNS)
def test_only_two_sound_runs_in_a_row_remove_a_member(runs):
    memberships = {KEY: Membership(*KEY, Source.SITE, "2026-01-01", "2026-01-01")}
    for sound, seen, recording in runs:
        shown = Presence("N63", sound, SEEN if seen else {}, f"recording {recording}", "2026-02-01")
        memberships = step(memberships, [shown], {}).memberships
    assert (KEY in memberships) is expected(runs)


@given(RUNS)
def test_what_no_site_ever_showed_is_never_removed(runs):
    memberships = {KEY: Membership(*KEY, Source.CURATED)}
    for sound, _, recording in runs:
        done = step(memberships, [Presence("N63", sound, {}, f"recording {recording}", "2026-02-01")], {})
        memberships = done.memberships
        assert [event.turn for event in done.events] == [Turn.NOT_SEEN] * sound
    assert KEY in memberships
