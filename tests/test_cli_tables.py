"""Tables in and out of ``match`` and ``attach``: taken as they stand, or refused in one sentence."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest

from tests.conftest import Command, call
from tests.test_cli_errors import SAMPLE, assert_one_sentence

BRISTOL = "North Bristol NHS Trust"


def matched(text: str | bytes, folder: Path) -> list[dict[str, str]]:
    given = folder / "names.csv"
    given.write_bytes(text if isinstance(text, bytes) else text.encode())
    done = call("match", given)
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout, newline="")))


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "names.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return path


@pytest.mark.parametrize("command", ["match {}", "attach {} --column name"])
def test_a_workbook_is_no_table(command: str, workbook: Path, tmp_path: Path):
    done = call(*command.format(workbook).split(), "--out", tmp_path / "out.csv", "--data", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert_one_sentence(done.stderr, "is a workbook or another packed file, so it is no CSV.")
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("command", ["match {}", "attach {} --column name", "decide {}"])
@pytest.mark.parametrize("content", [SAMPLE.read_bytes()[:9_000], b"name\nBar\0ts\n", bytes(range(256)) * 9])
def test_what_is_no_text_is_refused(command: str, content: bytes, from_published: Path, tmp_path: Path):
    given = tmp_path / "given.csv"
    given.write_bytes(content)
    done = call(*command.format(given).split(), "--data", from_published)
    assert (done.returncode, done.stdout) == (1, "")
    assert_one_sentence(done.stderr, "given.csv")


def test_a_name_is_given_back_as_it_stands(tmp_path: Path):
    names = [f"  {BRISTOL} ", f"{BRISTOL}\u00a0", "  ", BRISTOL]
    rows = matched("name\n" + "".join(f'"{name}"\n' for name in names), tmp_path)
    assert [row["name"] for row in rows] == names
    assert [row["ods_code"] for row in rows] == ["RVJ", "RVJ", "", "RVJ"]


@pytest.mark.parametrize("name", ["RVJ", "rvj", "Rvj", " rvj "])
def test_a_code_may_be_written_in_any_case(name: str, tmp_path: Path):
    [row] = matched(f"name\n{name}\n", tmp_path)
    assert (row["name"], row["status"], row["ods_code"]) == (name, "retired", "RVJ")


@pytest.mark.parametrize("name", ["rde", "ran", "rat", "nhs", "rbh"])
def test_a_word_that_is_a_code_too_is_none(name: str, tmp_path: Path):
    [row] = matched(f"name\n{name}\n", tmp_path)
    assert row["ods_code"] == ""


def test_an_alliance_may_be_written_in_any_way(tmp_path: Path):
    written = ["N48", "n48", " swag ", "SWAG", ""]
    rows = matched(
        "name,alliance_code\n" + "".join(f"Southmead Hospital,{code}\n" for code in written), tmp_path
    )
    assert len({tuple(row.values()) for row in rows[:-1]}) == 1


def test_an_alliance_settles_a_name_however_it_is_written(tmp_path: Path):
    """The hospital has a namesake elsewhere."""
    given = "name,alliance_code\n" + "".join(f"Princess Royal Hospital,{code}\n" for code in ("N45", "n45"))
    first, second = matched(given, tmp_path)
    assert first == second


@pytest.mark.parametrize("code", ["ZZZ", "N00", "RVJ", "-"])
def test_an_alliance_that_there_is_not_is_refused(code: str, alliances: Command, tmp_path: Path):
    given = tmp_path / "names.csv"
    given.write_text(f"name,alliance_code\n{BRISTOL},N48\n{BRISTOL},{code}\n")
    done = alliances("match", given, "--out", tmp_path / "out.csv")
    assert done.returncode == 1
    assert_one_sentence(done.stderr, f"names.csv”, line 3: there is no alliance “{code}”.")
    assert not (tmp_path / "out.csv").exists()


def test_attach_reads_standard_input(alliances: Command, from_published: Path):
    done = alliances("attach", "-", "--column", "code", "--data", from_published, text="code\nRA7\n")
    assert (done.returncode, done.stdout.count("\n")) == (0, 2)


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "Standard input is empty"), ("a\nb\n", "Standard input has no column “code”")],
)
def test_what_is_wrong_with_standard_input(text: str, told: str, alliances: Command, from_published: Path):
    done = alliances("attach", "-", "--column", "code", "--data", from_published, text=text)
    assert done.returncode == 1
    assert_one_sentence(done.stderr, told)


def test_a_long_cell_is_taken_by_both(from_published: Path, tmp_path: Path):
    given = tmp_path / "t.csv"
    given.write_text(f"name,note\nRVJ,{'x' * 300_000}\n")
    for command in ("match", "attach"):
        options = ("--column", "name", "--data", from_published)
        assert call(command, given, *options, "--out", tmp_path / "out.csv").returncode == 0


def test_a_cell_without_end_is_told_with_its_line(from_published: Path, tmp_path: Path):
    given = tmp_path / "t.csv"
    given.write_text(f"name,note\nRVJ,{'x' * 1_100_000}\n")
    for command in ("match", "attach"):
        done = call(command, given, "--column", "name", "--data", from_published)
        assert done.returncode == 1
        assert_one_sentence(done.stderr, "line 2: a cell has more than 1,000,000 characters")
