"""What runs, curators and time do to a data folder is no forgery."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from pathlib import Path

import pytest

from alliance_spiders.verify import verify
from alliance_spiders.verifying import partners
from matching.errors import UserError
from matching.register import Register
from tests.conftest import call, read_csv
from tests.verify.conftest import SITES, alter, run

pytestmark = pytest.mark.long


def assert_whole(data: Path, notes: int = 0) -> None:
    outcome = verify(data)
    assert outcome.faults == ()
    assert len(outcome.notes) == notes
    assert outcome.checked == len(read_csv(data / "partners.csv")) > 0


def decide(data: Path, *rows: tuple[str, str, str, str]) -> None:
    """Rows of alliance, name, code and decision."""
    path = data.parent / "given.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("alliance_code", "name_as_written", "ods_code", "decision"))
        writer.writerows(rows)
    assert call("decide", path, "--data", data).returncode == 0


ACCEPTED = ("N69", "Durham County Council", "RXP", "accept")
REFUSED = ("N69", "County Durham & Darlington NHS FoundationTrust", "", "reject")
LATER = ("N69", "Macmillan Cancer Support", "", "not_a_trust")
NO_TRUST = ("", "Gateshead Healthcare NHS Foundation Trust", "", "not_a_trust")


def test_a_run(ran: Path):
    assert_whole(ran)


def test_a_run_over_all_sites(from_published: Path):
    assert_whole(from_published)


def test_a_start_from_nothing(from_nothing: Path):
    assert_whole(from_nothing)


def test_a_second_run_over_the_same_pages(data: Path):
    run(data)
    assert_whole(data)


def test_a_run_over_fewer_sites(data: Path):
    run(data, "--sample", "--only", "swag")
    assert_whole(data)


def test_a_run_with_the_same_mapping_given_anew(data: Path):
    given = data / "mapping.csv"
    for _ in range(2):
        run(data, "--sample", *SITES, "--curated", given)
        assert_whole(data)


@pytest.fixture(scope="module")
def decided(ran: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with decisions, and a run that knew them."""
    data = Path(shutil.copytree(ran, tmp_path_factory.mktemp("decided") / "data"))
    decide(data, ACCEPTED, REFUSED, NO_TRUST)
    assert_whole(data)
    run(data)
    return data


def test_a_run_that_follows_decisions(decided: Path):
    rows = {row["name_as_written"]: row["status"] for row in read_csv(decided / "partners.csv")}
    assert [rows[name] for _, name, _, _ in (ACCEPTED, REFUSED, NO_TRUST)] == [
        "matched",
        "unresolved",
        "not_a_trust",
    ]
    assert_whole(decided)


def test_decisions_taken_in_since(decided: Path, tmp_path: Path):
    data = Path(shutil.copytree(decided, tmp_path / "data"))
    decide(data, LATER)
    assert_whole(data)


def test_what_a_decision_says_is_no_leave_to_forge(decided: Path, tmp_path: Path):
    data = Path(shutil.copytree(decided, tmp_path / "data"))
    alter(data, lambda rows: [row.update(ods_code="RXA") for row in rows if row["ods_code"] == "RXP"])
    assert {fault.column for fault in verify(data).faults} == {"ods_code"}


def test_a_log_of_decisions_that_was_altered_is_told(decided: Path, tmp_path: Path):
    data = Path(shutil.copytree(decided, tmp_path / "data"))
    (data / "decisions.csv").unlink()
    outcome = verify(data)
    assert "The log of decisions was altered" in " ".join(outcome.notes)
    assert "status" in {fault.column for fault in outcome.faults}


def test_a_decision_that_the_run_did_not_know_changes_no_row(data: Path):
    decide(data, ACCEPTED)
    alter(
        data,
        lambda rows: [row.update(status="matched") for row in rows if row["name_as_written"] == ACCEPTED[1]],
    )
    assert {fault.column for fault in verify(data).faults} == {"status"}


def test_a_run_with_another_register(data: Path, tmp_path: Path):
    register = tmp_path / "trusts.csv"
    with register.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("ods_code", "ods_name"))
        trusts = [trust for trust in Register.load().open_trusts() if trust.code != "RR7"]
        writer.writerows((trust.code, trust.name) for trust in trusts)
    run(data, "--sample", *SITES, "--register", register)
    assert_whole(data)


def test_a_recording_that_was_pruned_although_rows_rest_on_it(data: Path):
    [path] = (data / "archive").glob("*.warc.gz")
    (data / "archive" / "pruned.csv").write_text(f"file\n{path.name}\n")
    path.unlink()
    assert_whole(data, notes=1)
    alter(data, lambda rows: rows[0].update(ods_code="RXA"))
    assert [fault.column for fault in verify(data).faults] == ["ods_code"]


def test_another_version_of_the_program_is_told_and_is_no_forgery(
    data: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(partners, "code_version", lambda: "9.9.9")
    alter(data, lambda rows: rows[0].update(reason="Said in other words."))
    assert_whole(data, notes=1)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("ods_code", "RXA"),
        ("status", "retired"),
        ("ods_name", "Another NHS Trust"),
        ("score", "99"),
        ("first_seen", "2020-01-01"),
        ("snippet", "Zebras stand here"),
        ("name_as_written", "NHS"),
        ("alliance_code", "N46"),
    ],
)
def test_forgeries_are_found_by_another_version_too(
    column: str, cell: str, data: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(partners, "code_version", lambda: "9.9.9")
    alter(data, lambda rows: rows[0].update({column: cell}))
    assert (2, column) in {(fault.line, fault.column) for fault in verify(data).faults}


def test_another_version_finds_all_sites_whole(from_published: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(partners, "code_version", lambda: "9.9.9")
    assert_whole(from_published, notes=1)


@pytest.mark.parametrize("lost", ["history.db", "partners.csv"])
def test_a_folder_without(lost: str, data: Path):
    (data / lost).unlink()
    done = call("verify", "--data", data)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "o a run" in done.stderr


@pytest.mark.parametrize("column", ["pages = '[3]'", "pages = '{'", "state = 'merry'"])
def test_a_history_that_was_tampered_with(column: str, data: Path):
    with sqlite3.connect(data / "history.db") as database:
        database.execute("DROP TRIGGER sites_no_update")
        database.execute(f"UPDATE sites SET {column}")
    with pytest.raises(UserError, match="is damaged"):
        verify(data)
