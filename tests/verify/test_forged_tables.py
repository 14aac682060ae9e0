"""The mapping and the tables made from it are those that the history has, or what differs is named."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from alliance_spiders.verify import verify
from matching.errors import UserError
from tests.conftest import Rows, call, read_csv
from tests.fixtures.build_sample import START, write_warc
from tests.hostile.test_people import answer
from tests.verify.conftest import run

TABLES = ("mapping.csv", "mapping_all_codes.csv", "memberships.csv")
NO_CODE = "ZZZ"


def change(data: Path, name: str, how: Callable[[Rows], object]) -> None:
    rows = read_csv(data / name)
    columns = list(rows[0])
    how(rows)
    with (data / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows(rows)


def told(data: Path) -> list[str]:
    return [str(fault) for fault in verify(data).faults]


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("mapping.csv", "ods_name"),
        ("mapping.csv", "cancer_alliance_name"),
        ("mapping.csv", "cancer_alliance_code"),
        ("mapping.csv", "notes"),
        ("mapping_all_codes.csv", "cancer_alliance_code"),
        ("mapping_all_codes.csv", "status"),
        ("mapping_all_codes.csv", "current_ods_code"),
        ("memberships.csv", "ods_name"),
        ("memberships.csv", "is_primary"),
        ("memberships.csv", "source"),
        ("memberships.csv", "confirmed"),
        ("memberships.csv", "first_seen"),
        ("memberships.csv", "last_seen"),
        ("memberships.csv", "alliance_name"),
    ],
)
def test_one_cell(name: str, column: str, data: Path):
    change(data, name, lambda rows: rows[4].update({column: rows[4][column] + "x"}))
    [line] = told(data)
    assert line.startswith(f"{name} line 6, ")
    assert f", {column}: it is “" in line


@pytest.mark.parametrize("name", TABLES)
def test_a_row_of_another_trust(name: str, data: Path):
    change(data, name, lambda rows: rows[4].update(ods_code=NO_CODE))
    added, missing = told(data)
    assert f"line 6, {NO_CODE}" in added.replace("N69 ", "").replace("N48 ", "")
    assert missing.endswith("the row is missing.")


@pytest.mark.parametrize("name", TABLES)
def test_a_doubled_row(name: str, data: Path):
    change(data, name, lambda rows: rows.append(dict(rows[0])))
    [line] = told(data)
    assert "the run wrote no such row, or not twice" in line


@pytest.mark.parametrize("name", TABLES)
def test_rows_in_another_order_are_the_same_facts(name: str, data: Path):
    change(data, name, lambda rows: rows.reverse())
    assert told(data) == []


@pytest.mark.parametrize("name", TABLES)
def test_a_missing_file(name: str, data: Path):
    (data / name).unlink()
    assert told(data) == [f"{name}: the file cannot be read: No such file or directory."]


@pytest.mark.parametrize("content", [b"", b"a,b\n", b"\xff\xfe\x00", b"ods_code\n"])
def test_a_file_of_another_form(content: bytes, data: Path):
    (data / "mapping.csv").write_bytes(content)
    [line] = told(data)
    assert line.startswith("mapping.csv: the file is damaged: ")


def test_the_command_ends_with_status_1(data: Path):
    change(data, "mapping.csv", lambda rows: rows[0].update(cancer_alliance_code="N46"))
    done = call("verify", "--data", data)
    rows = len(read_csv(data / "partners.csv"))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1] == f"0 of {rows} rows could not be confirmed; 1 fault in all."


def test_a_history_with_a_trust_that_there_is_not(data: Path):
    with sqlite3.connect(data / "history.db") as database:
        for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {name}")
        database.execute(f"UPDATE memberships SET ods_code = '{NO_CODE}' WHERE rowid = 1")
    with pytest.raises(UserError, match=r"history\.db” is damaged"):
        verify(data)


def test_without_the_recording_no_row_can_be_held_against_it(data: Path):
    shutil.rmtree(data / "archive")
    rows = len(read_csv(data / "partners.csv"))
    last = call("verify", "--data", data).stderr.splitlines()[-1]
    assert last == (
        f"{rows} of {rows} rows could not be held against the recording; "
        "0 of them are not what the history has; 1 fault in all."
    )


def moved(rows: Rows) -> None:
    """Two trusts are in another alliance."""
    for row in [row for row in rows if row["cancer_alliance_code"]][:2]:
        row.update(cancer_alliance_code="N46", cancer_alliance_name="Wessex Cancer Alliance")


def held_run(data: Path, *options: str | Path) -> None:
    """A run that finds no site, so that nothing is published."""
    recording = data.parent / "down.warc"
    write_warc([answer("", "Out of order", 503)], recording, START)
    done = call("run", "--replay", recording, "--only", "swag", "--data", data, *options)
    assert done.stdout.startswith("Nothing was published"), done.stderr


def test_a_held_run_leaves_what_was_published(data: Path, tmp_path: Path):
    shutil.copy(data / "mapping.csv", tmp_path / "given.csv")
    change(tmp_path, "given.csv", moved)
    held_run(data, "--curated", tmp_path / "given.csv")
    assert told(data) == []


def test_a_mapping_put_into_the_folder_is_no_forgery_once_a_run_was_given_it(data: Path):
    change(data, "mapping.csv", moved)
    assert told(data) != []
    held_run(data)
    assert told(data) == []
    change(data, "mapping.csv", lambda rows: rows[0].update(notes="another"))
    assert told(data) != []
    run(data, "--sample", "--only", "swag", "--publish-anyway")
    assert told(data) == []
