"""Each difference between two versions of the mapping is told once, with one cause, and nothing else is."""

from __future__ import annotations

from collections import Counter

import pytest

from output.changes import State
from output.curated import read_mapping
from output.decisions import take_in
from output.succession import curated_memberships
from tests.output.factories import register
from tests.output.test_long_sequence import OPENED, begin, changed, live_through, name
from tests.output.world import Program


class Watched:
    """A world that keeps the mapping before and after each run."""

    def __init__(self, world):
        self.pairs = []
        self._world, self._run = world, world.run
        world.run = self.run

    def run(self, **sick):
        own = self._world.folder / "mapping.csv"
        before = read_mapping(own) if own.is_file() else self._world.curated
        outcome = self._run(**sick)
        self.pairs.append((before, read_mapping(own), outcome))
        return outcome


def differences(before, after):
    """What differs: claims gained and lost, rows gained and lost in no alliance, names."""
    then, now = ({row.ods_code: row for row in side} for side in (before, after))
    claims_then, claims_now = set(curated_memberships(before)), set(curated_memberships(after))
    found = [("added", *key) for key in claims_now - claims_then]
    found += [("succeeded" if key[1] not in now else "removed", *key) for key in claims_then - claims_now]
    found += [("renamed", now[c].cancer_alliance_code, c) for c in then.keys() & now.keys()
              if now[c].ods_name != then[c].ods_name]  # fmt: skip
    claimed = {code for _, code in claims_now}
    found += [("added", "", code) for code in now.keys() - then.keys() - claimed]
    return Counter(found)


def applied(outcome):
    """What was told as done; a move between alliances is one of two claims and no difference of its own."""
    done = [c for c in outcome.changes if c.state is State.APPLIED and c.change != "moved"]
    return Counter((c.change, c.alliance_code, c.ods_code) for c in done)


@pytest.fixture(scope="module")
def weeks(tmp_path_factory):
    world = begin(tmp_path_factory.mktemp("weeks"))
    watched = Watched(world)
    live_through(world)
    return watched.pairs


def test_every_week_the_changes_are_the_difference_of_the_mappings(weeks):
    assert len(weeks) == 18
    for before, after, outcome in weeks:
        assert applied(outcome) == differences(before, after)


def test_in_all_weeks_the_counts_by_cause_add_up_to_it(weeks):
    causes = Counter(
        c.cause.value
        for _, _, outcome in weeks
        for c in outcome.changes
        if c.state is State.APPLIED and c.change != "moved"
    )
    assert causes.total() == sum(differences(before, after).total() for before, after, _ in weeks)
    assert causes == {"site": 4, "register": 3, "spider": 1, "matcher": 2, "decision": 1}


def test_site_register_matcher_spider_and_person_in_one_week(tmp_path):
    world = begin(tmp_path)
    watched = Watched(world)
    world.run()
    world.register = register(*changed(world, "R3A", "r1", name="Place Three NHS Trust").trusts.values(),
                              OPENED, version="r2")  # fmt: skip
    world.program = Program(True, {"The Infirmary": "RN3"})
    world.edit("N63", add=("Place Three NHS Trust", name("RN5")), drop=(name("R3A"), name("R2A")))
    given = tmp_path / "given.csv"
    given.write_text("alliance_code,ods_code,decision\nN63,R8A,reject\n")
    take_in(given, tmp_path, world.register)
    for _ in range(2):
        world.run()
    told = [applied(outcome) for _, _, outcome in watched.pairs]
    assert told == [differences(before, after) for before, after, _ in watched.pairs]
    by_cause = Counter(
        c.cause.value for _, _, outcome in watched.pairs for c in outcome.changes if c.state is State.APPLIED
    )
    assert by_cause == {"site": 2, "register": 2, "matcher": 1, "spider": 1, "decision": 1}
