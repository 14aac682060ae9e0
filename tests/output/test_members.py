"""Membership over time, from what is on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from output.curated import mapping_table
from output.errors import InputError
from output.members import history, members
from tests.output.factories import Folder, matched, register, rows, site


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Day 1: RR8, RXF and RCF. Days 2 and 3: RCF is gone. Day 4: RXF has become RWA."""
    reg = register()
    folder = Folder(tmp_path_factory.mktemp("data"), reg, rows(reg, RR8="N63", RXF="N63", RCF="N63"))
    for codes in (("RR8", "RXF", "RCF"), ("RR8", "RXF"), ("RR8", "RXF")):
        folder.run(site("N63", *(matched(reg, code) for code in codes)))
    merged = replace(reg.trusts["RXF"], is_open=False, current=("RWA",), successors=("RWA",))
    folder.register = register(merged, replace(reg.trusts["RWA"], predecessors=("RXF",)), version="r2")
    folder.run(site("N63", *(matched(folder.register, code) for code in ("RR8", "RXF"))))
    return folder


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2026, 9, 1), {"RR8", "RXF", "RCF"}),
        (date(2026, 9, 2), {"RR8", "RXF", "RCF"}),
        (date(2026, 9, 3), {"RR8", "RXF"}),
        (date(2026, 9, 4), {"RR8", "RWA"}),
        (None, {"RR8", "RWA"}),
    ],
)
def test_members_are_those_known_at_the_end_of_the_day(folder, day, codes):
    assert {row["ods_code"] for row in members(folder.path, "N63", day).dicts()} == codes


def test_members_of_another_alliance_are_none(folder):
    assert members(folder.path, "N69").rows == ()


def test_nothing_is_known_before_the_first_run(folder):
    with pytest.raises(InputError, match="Nothing is on record of 2026-08-31"):
        members(folder.path, as_of=date(2026, 8, 31))


def test_a_member_keeps_the_day_it_was_first_seen(folder):
    row = next(r for r in members(folder.path, "N63").dicts() if r["ods_code"] == "RR8")
    assert (row["first_seen"], row["last_seen"], row["is_primary"]) == ("2026-09-01", "2026-09-04", "yes")


def test_without_a_run_members_are_those_of_the_published_mapping(tmp_path):
    assert {r["source"] for r in members(tmp_path / "none").dicts()} == {"curated"}
    assert not (tmp_path / "none").exists()


def test_without_a_run_closed_trusts_give_way_to_those_that_serve_today(tmp_path):
    reg = register()
    heir = {"is_open": False, "current": ("RR8",)}
    reg = register(replace(reg.trusts["RXF"], **heir), replace(reg.trusts["RCF"], is_open=False, current=()))
    given = rows(register(), RXF="N63", RCF="N63", RWA="N70")
    (tmp_path / "mapping.csv").write_bytes(mapping_table(given).to_csv())
    found = [
        (r["alliance_code"], r["ods_code"], r["is_primary"]) for r in members(tmp_path, register=reg).dicts()
    ]
    assert found == [("N63", "RR8", "yes"), ("N70", "RWA", "yes")]


def told(folder, code):
    rows = history(folder.path, code, folder.register).dicts()
    return [(row["observed_at"][:10], row["change"], row["ods_code"], row["state"]) for row in rows]


def test_the_history_of_a_trust_tells_each_step(folder):
    assert told(folder, "rcf") == [
        ("2026-09-02", "removed", "RCF", "proposed"),
        ("2026-09-03", "removed", "RCF", "applied"),
    ]


def test_the_history_of_a_trust_holds_those_it_took_over(folder):
    assert told(folder, "RWA") == [("2026-09-04", "succeeded", "RXF", "applied")]


def test_the_history_of_an_alliance_tells_of_its_site(folder):
    assert told(folder, "N63")[0] == ("2026-09-01", "site", "", "healthy")
    assert len(told(folder, "N63")) == 4


def test_an_unknown_code_is_refused(folder):
    with pytest.raises(InputError, match="“ZZZ” is the code of no trust"):
        history(folder.path, "ZZZ", folder.register)
