"""A week with changes, replayed in shares and merged, is the week replayed in one run, byte for byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import call, read_csv
from tests.longrun.sites import exchanged, exclusive, places, record, site_of
from tests.merge import shares

NORTHERN, PENINSULA = "N69", "N77"
DECISIONS = "alliance_code,ods_code,decision\nN69,RXP,reject\n"


pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def week(from_published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A week in which a trust leaves and another joins one site, and another site does not answer."""
    known = places(from_published)[NORTHERN]
    leaver, like = exclusive(known)[0], exclusive(known)[-1]
    site = exchanged(site_of(NORTHERN), known, leaver, like, "The Online NHS Trust")
    return record(tmp_path_factory.mktemp("week"), 1, {NORTHERN: site, PENINSULA: []})


@pytest.fixture(scope="module")
def before(from_published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after a sound run, and with a curator's decision."""
    data = Path(shutil.copytree(from_published, tmp_path_factory.mktemp("before") / "data"))
    (data.parent / "given.csv").write_text(DECISIONS)
    assert call("decide", data.parent / "given.csv", "--data", data).returncode == 0
    return data


@pytest.fixture(scope="module")
def one(before: Path, week: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder after one run over all."""
    data = Path(shutil.copytree(before, tmp_path_factory.mktemp("one") / "data"))
    done = call("run", "--replay", week, "--data", data)
    assert done.returncode == 0, done.stderr
    return data


@pytest.fixture(scope="module")
def halves(week: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two shares, made in empty folders; the sites that are known to nobody there are the same."""
    folder = tmp_path_factory.mktemp("halves")
    made = [folder / f"share{number}" for number in range(2)]
    for data, slugs in zip(made, shares.parts(2), strict=True):
        done = call("run", "--replay", week, "--data", data, *shares.only(slugs))
        assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def merged(before: Path, halves: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder after the merge."""
    data = Path(shutil.copytree(before, tmp_path_factory.mktemp("merged") / "data"))
    done = call("merge", *halves, "--data", data)
    assert done.returncode == 0, done.stderr
    # The recording of the week holds no index; all else is as it should be.
    assert (done.stderr.count("Warning"), "list of the alliances" in done.stderr) == (1, True)
    return data


def test_every_file_is_that_of_one_run(merged: Path, one: Path):
    ours, theirs = shares.files(merged), shares.files(one)
    assert [name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name)] == []


def test_the_week_holds_changes_a_sick_site_and_a_decision(merged: Path):
    changes = {(row["change"], row["alliance_code"]) for row in read_csv(merged / "changes.csv")}
    assert {("added", NORTHERN), ("removed", NORTHERN)} <= changes
    states = {row["alliance_code"]: row["state"] for row in read_csv(merged / "sites.csv")}
    assert states[PENINSULA] == "unreachable"
    assert len(read_csv(merged / "decisions.csv")) == 1


def test_every_row_of_the_history_is_that_of_one_run(merged: Path, one: Path):
    ours, theirs = shares.history(merged), shares.history(one)
    assert ours.keys() == theirs.keys()
    for table, rows in ours.items():
        assert rows == theirs[table]


def test_the_record_of_the_run_names_the_same_evidence(merged: Path, one: Path):
    ours, theirs = shares.record(merged), shares.record(one)
    named = {key for key in ours if ours[key] != theirs[key]}
    assert named == {"inputs"}  # which names the files replayed
    assert [given["sha256"] for given in ours["inputs"]] == [given["sha256"] for given in theirs["inputs"]]


def test_the_week_replayed_once_more_is_no_second_sight_of_it(merged: Path, week: Path, tmp_path: Path):
    data = Path(shutil.copytree(merged, tmp_path / "data"))
    assert call("run", "--replay", week, "--data", data).returncode == 0
    assert shares.files(data) == shares.files(merged)


def test_to_merge_again_changes_no_byte(merged: Path, halves: list[Path], tmp_path: Path):
    data = Path(shutil.copytree(merged, tmp_path / "data"))
    assert call("merge", *reversed(halves), "--data", data).returncode == 0
    assert shares.files(data) == shares.files(merged)


def test_the_shares_are_left_as_they_are(merged: Path, halves: list[Path], before: Path, tmp_path: Path):
    share = Path(shutil.copytree(halves[0], tmp_path / "share"))
    kept = {path: path.read_bytes() for path in share.rglob("*") if path.is_file()}
    call("merge", share, "--data", shutil.copytree(before, tmp_path / "data"))
    assert {path: path.read_bytes() for path in share.rglob("*") if path.is_file()} == kept


@pytest.fixture(scope="module")
def without_one(halves: list[Path], before: Path, tmp_path_factory: pytest.TempPathFactory):
    """What a merge says when one of two shares is missing, and its folder."""
    data = Path(shutil.copytree(before, tmp_path_factory.mktemp("missing") / "data"))
    return call("merge", halves[0], "--data", data), data


def test_a_missing_share_is_said_and_nothing_is_concluded_from_it(without_one, before: Path):
    done, data = without_one
    assert "No share holds Lancashire and South Cumbria Cancer Alliance (N76), " in " ".join(
        done.stderr.split()
    )
    states = {row["spider"]: row["state"] for row in read_csv(data / "sites.csv")}
    assert {states[slug] for slug in shares.parts(2)[1]} == {"unreachable"}
    assert done.returncode == 1  # more than a third of the sites
    assert (data / "mapping.csv").read_bytes() == (before / "mapping.csv").read_bytes()


def test_only_says_which_alliances_the_merged_run_is_over(halves: list[Path], before: Path, tmp_path: Path):
    data = Path(shutil.copytree(before, tmp_path / "data"))
    done = call("merge", halves[0], "--data", data, *shares.only(shares.parts(2)[0]), "--exit-code")
    assert (done.returncode, "No share" in done.stderr) == (11, False)
    assert {row["spider"] for row in read_csv(data / "sites.csv")} == set(shares.parts(2)[0])
