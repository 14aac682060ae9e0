"""A register that is older than the one before loses nothing silently."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from matching.model import FormerName
from output.register_order import goes_back, notes
from tests.output.factories import Folder, matched, register, rows, site

OLD = register(version="old")
GONE = replace(
    OLD.trusts["RCF"], is_open=False, closed=date(2026, 7, 15), successors=("RR8",), current=("RR8",)
)
NEW_NAME = replace(
    OLD.trusts["RXF"],
    name="Wakefield Teaching NHS Trust",
    former_names=(FormerName(OLD.trusts["RXF"].name, "ODS"),),
)


def dated(reg, day):
    return replace(reg, as_of=date(2026, 7, day))


MERGED = dated(register(GONE, version="merged"), 20)
RENAMED = dated(register(NEW_NAME, version="renamed"), 20)


@pytest.mark.parametrize(
    ("earlier", "now", "said"),
    [
        (None, OLD, ""),
        (OLD, OLD, ""),
        (OLD, MERGED, ""),
        (OLD, RENAMED, ""),
        (MERGED, OLD, r"1 trust open again \(RCF\)"),
        (MERGED, dated(OLD, 30), r"1 trust open again \(RCF\)"),  # the date of a plain table does not tell
        (RENAMED, OLD, r"1 trust under a former name again \(RXF\)"),
        (RENAMED, dated(OLD, 30), ""),
        (dated(OLD, 30), replace(OLD, version="other"), ""),
    ],
)
def test_a_register_that_goes_back_is_told_by_what_it_says(earlier, now, said):
    reasons = goes_back(earlier, now)
    assert bool(reasons) is bool(said)
    assert re.search(said, " ".join(reasons))


@pytest.mark.parametrize(
    ("earlier", "now", "said"),
    [
        (None, OLD, []),
        (OLD, MERGED, []),
        (dated(OLD, 30), replace(OLD, version="other"), ["is dated 2026-07-01"]),
        (RENAMED, dated(OLD, 30), ["1 trust under a former name again (RXF)"]),
    ],
)
def test_what_only_looks_older_is_a_note(earlier, now, said):
    found = notes(earlier, now)
    assert len(found) == len(said)
    assert all(part in line for part, line in zip(said, found, strict=True))


@pytest.mark.parametrize("now", [MERGED, RENAMED])
def test_a_run_with_an_older_register_is_held_until_a_newer_one_is_given(tmp_path, now):
    folder = Folder(tmp_path, OLD, rows(OLD, RR8="N63", RXF="N63", RCF="N63"))
    page = site("N63", *(matched(OLD, code) for code in ("RR8", "RXF", "RCF")))
    folder.run(page)
    folder.register = now
    assert folder.run(page).published
    kept = (tmp_path / "mapping.csv").read_bytes()
    folder.register = OLD
    outcomes = [folder.run(page) for _ in range(2)]
    assert [outcome.published for outcome in outcomes] == [False, False]
    assert "goes back behind" in outcomes[1].reasons[0]
    assert (tmp_path / "mapping.csv").read_bytes() == kept
    folder.register = now
    assert folder.run(page).published


def test_a_person_may_take_the_older_register_all_the_same(tmp_path):
    folder = Folder(tmp_path, MERGED, rows(MERGED, RR8="N63"))
    page = site("N63", matched(OLD, "RR8"))
    folder.run(page)
    folder.register = OLD
    assert folder.run(page, publish_anyway=True).published
    assert folder.run(page).reasons == ()
