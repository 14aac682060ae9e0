"""What is no share, or no set of shares, is said in one sentence, and the data folder is left as it is."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from output.files import folder_lock
from tests.conftest import call


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a run over one alliance."""
    data = tmp_path_factory.mktemp("one") / "share"
    assert call("run", "--sample", "--only", "swag", "--data", data).returncode == 0
    return data


def said(*arguments: str | Path, data: Path) -> str:
    """The one sentence with which a merge fails; nothing is made in the folder."""
    done = call("merge", *arguments, "--data", data)
    assert (done.returncode, done.stdout, data.exists()) == (1, "", False)
    warnings, _, sentence = done.stderr.partition("alliances: ")
    assert "Traceback" not in warnings
    assert len(sentence.splitlines()) == 1
    return sentence


def test_a_folder_without_a_run(tmp_path: Path):
    (tmp_path / "share").mkdir()
    assert "holds no “history.db”" in said(tmp_path / "share", data=tmp_path / "data")


def test_a_folder_whose_history_is_empty(tmp_path: Path):
    (tmp_path / "share").mkdir()
    sqlite3.connect(tmp_path / "share" / "history.db").close()
    assert "no run is on record" in said(tmp_path / "share", data=tmp_path / "data")


def test_a_history_that_is_none(tmp_path: Path):
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "history.db").write_bytes(b"\0" * 5000)
    assert "cannot be used" in said(tmp_path / "share", data=tmp_path / "data")


def test_a_share_named_twice(share: Path, tmp_path: Path):
    assert "is named twice" in said(share, share / ".." / "share", data=tmp_path / "data")


def test_an_alliance_in_two_shares(share: Path, tmp_path: Path):
    other = Path(shutil.copytree(share, tmp_path / "other"))
    message = said(share, other, data=tmp_path / "data")
    assert f"Gloucestershire Cancer Alliance (N48) is in several shares: “{share}”, “{other}”." in message


def test_a_share_that_is_also_the_target(share: Path):
    done = call("merge", share, "--data", share)
    assert (done.returncode, "is both a share and the folder" in done.stderr) == (1, True)


def test_a_recording_that_was_not_copied(share: Path, tmp_path: Path):
    other = Path(shutil.copytree(share, tmp_path / "other", ignore=shutil.ignore_patterns("archive")))
    assert "is missing. Copy the whole data folder" in said(other, data=tmp_path / "data")


def test_a_recording_that_breaks_off(share: Path, tmp_path: Path):
    other = Path(shutil.copytree(share, tmp_path / "other"))
    (recording,) = (other / "archive").iterdir()
    recording.write_bytes(recording.read_bytes()[:-200])
    assert "Take a complete copy of it" in said(other, data=tmp_path / "data")


def test_a_share_at_which_a_run_is_at_work(share: Path, tmp_path: Path):
    with folder_lock(share):
        assert f"A run is at work in “{share}”" in said(share, data=tmp_path / "data")


def test_an_alliance_that_does_not_exist(share: Path, tmp_path: Path):
    done = call("merge", share, "--only", "atlantis", "--data", tmp_path / "data")
    assert (done.returncode, "atlantis" in done.stderr, (tmp_path / "data").exists()) == (2, True, False)


def test_no_share_is_wrong_usage(tmp_path: Path):
    assert call("merge", "--data", tmp_path / "data").returncode == 2


def test_two_mappings_to_start_from_are_wrong_usage(share: Path, tmp_path: Path):
    assert call("merge", share, "--curated", "x.csv", "--no-curated", "--data", tmp_path).returncode == 2


def test_shares_by_another_program_or_register_are_told(share: Path, tmp_path: Path):
    other = Path(shutil.copytree(share, tmp_path / "other"))
    with sqlite3.connect(other / "history.db") as database:
        database.execute("DROP TRIGGER runs_no_update")
        database.execute("UPDATE runs SET code_version = '0.0.1', register_version = 'r0'")
        database.execute("DROP TRIGGER sites_no_update")
        database.execute("UPDATE sites SET alliance_code = 'N46'")
    done = call("merge", share, other, "--data", tmp_path / "data", "--only", "swag", "--only", "wessex")
    words = done.stderr.split()
    assert "Traceback" not in done.stderr
    assert " ".join(words).count("Crawled by another version of this program: “") == 1
    assert "Made with different registers:" in " ".join(words)


def test_the_index_alone_is_no_share(tmp_path: Path):
    done = call("run", "--sample", "--only", "national_index", "--data", tmp_path / "data")
    assert (done.returncode, "read along with sites" in done.stderr) == (1, True)
