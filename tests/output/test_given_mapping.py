"""A mapping that people give in place of the published one: what it changes is told as their doing."""

from __future__ import annotations

import pytest

from output.run import InputDigest
from tests.output.factories import MEMBERS, listing, rows, told, west_yorkshire


@pytest.fixture
def folder(tmp_path):
    folder = west_yorkshire(tmp_path)
    folder.run(listing(folder, *MEMBERS))
    return folder


def run_with(folder, number, **alliances):
    """A run that is given a mapping; ``RCD="N69"`` puts a trust into an alliance."""
    recording, given = f"recording-{number}", InputDigest("curated mapping", "given.csv", "x")
    return folder.run(
        listing(folder, *MEMBERS),
        curated=rows(folder.register, **{"RR8": "N63", "RXF": "N63", "RCF": "N63"} | alliances),
        inputs=(InputDigest("recording", "x", recording), given),
    )


@pytest.mark.parametrize("alliances", [{"RCD": "N69"}, {"RR8": "N69"}])
def test_a_trust_that_a_given_mapping_moves_is_told_once(folder, alliances):
    ((code, alliance),) = alliances.items()
    moved = [("moved", alliance, code, "decision", "applied", 1)]
    assert [told(run_with(folder, number, **alliances)) for number in (1, 2)] == [moved, []]
    assert folder.mapping()[code].cancer_alliance_code == alliance


def test_the_same_run_again_tells_the_same_move(folder):
    outcomes = []
    for _ in range(2):
        folder.count = 1
        outcomes.append(told(run_with(folder, 1, RCD="N69")))
    assert outcomes[0] == outcomes[1] != []


def test_a_given_mapping_that_says_the_same_tells_nothing(folder):
    assert told(run_with(folder, 1)) == []


def test_a_mapping_given_to_the_first_run_tells_nothing(tmp_path):
    assert told(run_with(west_yorkshire(tmp_path), 1, RCD="N69")) == []
