"""Trusts whose day of opening has not come: known, but neither open nor closed."""

from __future__ import annotations

from datetime import date

import pytest

from matching.errors import UserError
from matching.matcher import Matcher
from matching.model import Status
from matching.refresh import ChangeKind, compare
from matching.register import Register
from matching.register_files import parse
from matching.register_json import from_json, to_json
from matching.status import describe
from matching.succession import story
from tests.matching.ods_reports import BASE, ORD, TODAY, as_csv, etr, ord_record, succ

NAME = "Airedale and Bradford Hospitals NHS Trust"
ROW = {1: NAME.upper(), 10: "20270401"}
TABLE = ["ods_code", "name", "status", "open_date", "successor_codes"]


@pytest.fixture(scope="module")
def refreshed(ods_once):
    asked = {f"{ORD}/{code}": ord_record() for code in ("RAE", "RCF")}
    return ods_once(etr=etr(R9Z=ROW), succ=succ(("RAE", "R9Z"), ("RCF", "R9Z")), records=asked)


@pytest.fixture(scope="module")
def register(refreshed):
    return refreshed.register


def test_it_is_no_open_trust(register):
    assert len(register.open_trusts()) == len(BASE.open_trusts())
    assert register.current("R9Z") == ()
    assert register.trusts["R9Z"].opens == date(2027, 4, 1)


def test_those_it_will_follow_serve_until_then(register):
    assert register.current("RAE") == ("RAE",)
    assert register.trusts["R9Z"].predecessors == ("RAE", "RCF")


def test_the_refresh_tells_of_it(refreshed):
    assert [change.kind for change in refreshed.changes] == [ChangeKind.ANNOUNCED]
    assert f"To open on 2027-04-01: R9Z {NAME}." in refreshed.lines()


def test_it_is_told_once(register):
    assert list(compare(register, register)) == []


@pytest.mark.parametrize("day", ["20261005", "20261001"])
def test_it_is_open_from_its_day(ods, day):
    found = ods(etr=etr(R9Z=ROW | {10: day}), records={f"{ORD}/R9Z": ord_record(opened="2026-10-01")})
    assert found.register.current("R9Z") == ("R9Z",)


def test_its_legal_day_counts(ods):
    found = ods(etr=etr(R9Z=ROW | {10: "20261001"}), records={f"{ORD}/R9Z": ord_record(opened="2026-11-01")})
    assert found.register.trusts["R9Z"].opens == date(2026, 11, 1)


def test_its_opening_is_a_change():
    before, after = (parse(etr(R9Z=ROW | {10: day}), "x") for day in ("29990401", "20200401"))
    assert [(change.kind, change.code) for change in compare(before, after)] == [(ChangeKind.OPENED, "R9Z")]


def test_the_file_keeps_it(register):
    assert from_json(to_json(register), "x") == register


def test_an_etr_report_may_hold_it():
    found = parse(etr(R9Z=ROW | {10: "29990401"}), "x")
    assert found.trusts["R9Z"].is_to_come
    assert not found.trusts["R9Z"].is_open


@pytest.mark.parametrize(("status", "to_come"), [("active", True), ("open", True), ("closed", False)])
def test_a_table_may_hold_it(status, to_come):
    found = parse(as_csv([TABLE, ["R9Z", NAME, status, "2999-04-01", ""]]), "x")
    assert (found.trusts["R9Z"].is_to_come, found.trusts["R9Z"].is_open) == (to_come, False)


def test_a_register_of_trusts_to_come_alone_is_none(tmp_path):
    rows = [[f"R{number:02}", f"{number} NHS Trust", "active", "2999-04-01", ""] for number in range(120)]
    (tmp_path / "t.csv").write_text(as_csv([TABLE, *rows]))
    with pytest.raises(UserError, match="0 of them open"):
        Register.load(tmp_path / "t.csv")


@pytest.mark.parametrize(
    "name",
    [
        NAME,
        NAME.upper(),
        "Airedale & Bradford Hospitals",
        "Airedale and Bradford",
        "Airedale and Bradford Hospitals NHS Foundation Trust",
        "Airdale and Bradford Hospitals NHS Trust",
        f"Airedale General Hospital ({NAME})",
    ],
)
def test_its_name_is_a_question_until_then(register, name):
    match = Matcher(register).match(name)
    assert (match.status, match.ods_code, match.current_codes) == (Status.UNRESOLVED, "", ()), match
    assert [each.ods_code for each in match.candidates] == ["R9Z", "RAE", "RCF"]
    assert "opens on 1 April 2027" in match.reason
    assert "Until then" in match.reason


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Airedale NHS Foundation Trust", "RCF"),
        ("Airedale Hospitals NHS Trust", "RCF"),
        ("Bradford Hospitals", "RAE"),
        ("Airedale General Hospital", "RCF"),
    ],
)
def test_the_names_of_today_keep_their_codes(register, name, code):
    assert Matcher(register).match(name).ods_code == code


def test_a_foundation_trust_to_come_is_known(ods):
    found = ods(etr=etr(R9Z={1: "NEW COASTAL NHS FOUNDATION TRUST", 10: "20261101"}))
    match = Matcher(found.register).match("New Coastal NHS FT")
    assert (match.status, match.candidates[0].note) == (Status.UNRESOLVED, "opens 2026-11-01")


def test_people_are_told_when_it_opens(register):
    assert f"Opens on 2027-04-01: R9Z {NAME}." in describe(register, TODAY)
    assert "Not open yet. It opens on 1 April 2027." in story(register, "R9Z")
