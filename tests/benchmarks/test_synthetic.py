"""Registers made of the real one, and names whose right answer is known."""

from __future__ import annotations

import pytest

from benchmarks.growth import Cell, lines
from benchmarks.synthetic import Labels, grown
from matching.matcher import Matcher
from matching.model import Status
from matching.register import Register

COPIES = 3


@pytest.fixture(scope="module")
def larger() -> Register:
    real = Register.load()
    return grown(real, COPIES * len(real.trusts))


def test_a_larger_register_is_made_of_whole_copies(larger: Register):
    real = Register.load()
    assert len(larger.trusts) == COPIES * len(real.trusts)
    assert len(larger.sites) == COPIES * len(real.sites)
    assert all(code == trust.code for code, trust in larger.trusts.items())
    assert all(code in larger.trusts for trust in larger.trusts.values() for code in trust.current)


def test_places_are_new_and_patterns_are_kept(larger: Register):
    real = Register.load().trusts["RR8"].name
    copies = [trust.name for code, trust in larger.trusts.items() if code.startswith("RR8") and code != "RR8"]
    assert real == "Leeds Teaching Hospitals NHS Trust"
    assert len({real, *copies}) == COPIES
    assert all(name.endswith(" Teaching Hospitals NHS Trust") for name in copies)


def test_labels_are_different_names_always_the_same(larger: Register):
    made = list(Labels(larger).make(400))
    assert len({label.name for label in made}) == 400
    assert made == list(Labels(larger).make(400))
    assert {label.group for label in made} == {"altered", "as registered", "no trust"}


def test_a_larger_register_gives_no_wrong_code(larger: Register):
    matcher = Matcher(larger)
    answers = [(label, matcher.match(label.name)) for label in Labels(larger).make(1_500)]
    given = [(label, a.ods_code) for label, a in answers if a.status in (Status.MATCHED, Status.RETIRED)]
    assert [(label.name, code) for label, code in given if not label.allows(code)] == []
    assert len(given) > 0.9 * sum(bool(label.carried_by) for label, _ in answers)


def test_the_table_has_a_line_for_each_cell():
    cell = Cell(1_000, 693, 1_995, 4_807, 0.2, 10_000.0, 34.0, 994, 6, 0)
    assert list(lines([cell]))[2:] == ["| 1,000 | 693 | 4,807 | 0.2 | 10,000 | 34 | 994 | 6 | 0 |"]
