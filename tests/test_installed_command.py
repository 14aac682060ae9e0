"""The installed console script, as people start it: statuses, streams, and what it loads before it refuses.

Other tests start the command as a copy of a process that has loaded it.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ALLIANCES, installed
from tests.test_cli_errors import MAPPING_HEADER, SAMPLE, assert_one_sentence

SLOW = {"scrapy", "twisted", "pandas", "numpy", "bs4", "lxml", "openpyxl", "jinja2"}
LOADS = "import time:"  # how Python begins a line about a module that it loads


@pytest.fixture(scope="module")
def place(from_published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a data folder, a share that is none, and files that cannot be used."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "data").symlink_to(from_published)
    (folder / "empty").mkdir()
    (folder / "letter.txt").write_text("This is a letter, not a table.\n")
    (folder / "cut.warc.gz").write_bytes(SAMPLE.read_bytes()[:-200])
    (folder / "mapping.csv").write_text(f"{MAPPING_HEADER}RR8,Leeds,,N99X,\n")
    (folder / "given.csv").write_text("code\nRA7\n")
    return folder


def started(line: str, place: Path) -> tuple[subprocess.CompletedProcess[str], set[str]]:
    """How the command ended, its errors without what Python says of modules, and the slow ones loaded."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", ALLIANCES, *line.split()],
        cwd=place,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stderr.splitlines(keepends=True)
    loaded = {each.rpartition("|")[2].strip().partition(".")[0] for each in lines if each.startswith(LOADS)}
    done.stderr = "".join(each for each in lines if not each.startswith(LOADS))
    return done, loaded & SLOW


@pytest.mark.parametrize(
    "line",
    [
        "run --data new --replay cut.warc.gz",
        "run --data new --sample --register letter.txt",
        "run --data new --sample --curated mapping.csv",
        "merge empty --data new",
        "merge data --data new --curated mapping.csv",
        "verify --data empty",
        "archive prune --data empty",
        "members --data data --as-of 2020-01-01",
        "history ZZZ --data data",
        "attach none.here --column code --data data",
        "decide none.here --data data",
        "review --data data --register none.here",
        "match none.here",
        "register show ZZZ",
        "new-spider --alliance swag --replay cut.warc.gz",
    ],
)
def test_a_refusal_is_one_sentence_and_loads_nothing_slow(line: str, place: Path):
    done, slow = started(line, place)
    assert (done.returncode, done.stdout) == (1, "")
    assert_one_sentence(done.stderr)
    assert slow == set()
    assert not (place / "new").exists()


@pytest.mark.parametrize(
    "line",
    [
        "run --sample --only atlantis --data new",
        "merge data --only atlantis --data new",
        "members --alliance atlantis --data data",
        "match given.csv --scheduler here",
        "new-spider --alliance swag",
    ],
)
def test_wrong_usage_ends_with_status_2_and_loads_nothing_slow(line: str, place: Path):
    done, slow = started(line, place)
    assert (done.returncode, done.stdout, slow) == (2, "", set())
    assert "Traceback" not in done.stderr
    assert not (place / "new").exists()


def test_a_run_does_load_it(place: Path, tmp_path: Path):
    """So that the tests above could fail."""
    done, slow = started(f"run --sample --only swag --data {tmp_path}", place)
    assert (done.returncode, done.stderr) == (0, "")
    assert slow >= {"scrapy", "bs4", "lxml"}


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("members --data {data}", "alliance_code,"),
        ("history RVJ --data {data}", "observed_at,"),
        ("match -", "name,status,"),
        ("register show RA7", "RA7  "),
        ("register status", "Register as of "),
        ("list --data {data}", "code "),
        ("verify --data {data}", "All "),
        ("archive prune --data {data}", "0 recordings removed"),
    ],
)
def test_what_is_asked_for_comes_on_standard_output_alone(line: str, begins: str, from_published: Path):
    done = installed(*line.format(data=from_published).split(), text="name\nRVJ\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(begins)


def test_attach_tells_its_count_beside_the_table(from_published: Path):
    done = installed("attach", "-", "--column", "code", "--data", from_published, text="code\nRA7\n")
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert (done.returncode, row["cancer_alliance_code"]) == (0, "N48")
    assert done.stderr == "1 row; no unknown code.\n"


def test_a_merge_ends_with_the_status_that_is_asked_for(from_published: Path, tmp_path: Path):
    share = shutil.copytree(from_published, tmp_path / "share")
    done = installed("merge", share, "--data", tmp_path / "data", "--only", "swag", "--exit-code")
    assert (done.returncode, done.stderr) == (11, "")
    assert "1 of 1 sites were read well" in done.stdout
