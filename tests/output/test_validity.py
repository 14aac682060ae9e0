"""What was known when, what held when, and who decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from output.decisions import take_in
from output.members import history, members
from tests.output.factories import Folder, matched, register, rows, site, trust

ALL = ("RR8", "RXF", "RCF")


@pytest.fixture
def lived(tmp_path):
    """A week of daily runs: a trust joins, one leaves, one merges, one opens, and a person takes one out."""
    reg = register()
    folder = Folder(tmp_path, reg, rows(reg, RR8="N63", RXF="N63", RCF="N63"))
    listing = lambda *codes: site("N63", *(matched(folder.register, code) for code in codes))  # noqa: E731
    folder.run(listing(*ALL))
    folder.run(listing(*ALL, "RWA"))  # 2 September: RWA joins
    folder.run(listing("RR8", "RXF", "RWA"))  # 3: RCF is missing
    folder.run(listing("RR8", "RXF", "RWA"))  # 4: and has left
    given = tmp_path / "given.csv"
    header = "decided_at,decided_by,alliance_code,ods_code,decision\n"
    given.write_text(f"{header}2026-09-04T12:00:00+00:00,Jo Bloggs,N63,RWA,reject\n")
    take_in(given, tmp_path, reg)
    closed = replace(
        reg.trusts["RXF"], is_open=False, closed=date(2026, 8, 31), successors=("RR8",), current=("RR8",)
    )
    folder.register = register(closed, trust("R9Z", "A New NHS Trust", opened=date(2026, 9, 1)), version="r2")
    folder.run(listing("RR8", "RXF", "RWA"))  # 5: the register and the person are heard
    return folder


def told(folder, code):
    columns = ("observed_at", "change", "state", "valid_from", "decided_by")
    return [
        (row["observed_at"][8:10], *(row[column] for column in columns[1:]))
        for row in history(folder.path, code, folder.register).dicts()
        if row["change"] != "decision"
    ]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        # Missing since the 3rd, believed on the 4th.
        (
            "RCF",
            [("03", "removed", "proposed", "2026-09-03", ""), ("04", "removed", "applied", "2026-09-03", "")],
        ),
        # The register's own day, which is before anybody looked.
        ("RXF", [("05", "succeeded", "applied", "2026-08-31", "")]),
        ("R9Z", [("05", "added", "applied", "2026-09-01", "")]),
        # What a person decided says nothing of the world, but who it was.
        (
            "RWA",
            [("02", "added", "applied", "2026-09-02", ""), ("05", "removed", "applied", "", "Jo Bloggs")],
        ),
    ],
)
def test_when_it_was_known_when_it_held_and_who_decided(lived, code, expected):
    assert told(lived, code) == expected


def test_a_removal_that_was_withdrawn_never_held(tmp_path):
    reg = register()
    folder = Folder(tmp_path, reg, rows(reg, RR8="N63", RXF="N63", RCF="N63"))
    for codes in (ALL, ALL[:2], ALL, ALL[:2]):
        folder.run(site("N63", *(matched(reg, code) for code in codes)))
    assert [row[2:4] for row in told(folder, "RCF")] == [
        ("proposed", "2026-09-02"), ("withdrawn", ""), ("proposed", "2026-09-04"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "known"), [(1, set(ALL)), (3, {*ALL, "RWA"}), (4, {"RR8", "RXF", "RWA"}), (5, {"RR8"})]
)
def test_who_was_known_on_a_day(lived, day, known):
    assert {row["ods_code"] for row in members(lived.path, as_of=date(2026, 9, day)).dicts()} == known


def test_a_member_by_decision_says_whose(tmp_path):
    reg = register()
    folder = Folder(tmp_path, reg, rows(reg, RR8="N63"))
    folder.run(site("N63", matched(reg, "RR8")))
    given = tmp_path / "given.csv"
    given.write_text(
        "decided_at,decided_by,alliance_code,ods_code,decision\n"
        "2026-09-01T12:00:00+00:00,Jo Bloggs,N63,RWA,accept\n"
    )
    take_in(given, tmp_path, reg)
    folder.run(site("N63", matched(reg, "RR8")))
    found = {row["ods_code"]: (row["source"], row["decided_by"]) for row in members(tmp_path).dicts()}
    assert found == {"RR8": ("curated", ""), "RWA": ("decision", "Jo Bloggs")}
