"""Three machines crawl a share each, some sites are sick, and the merge is the run that one would make."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import call, read_csv
from tests.internet.conftest import start
from tests.internet.faults import Fault, Sickness
from tests.merge import shares

pytestmark = pytest.mark.long

SICK = {
    "swag": Sickness(Fault.UNKNOWN_NAME),
    "northern": Sickness(Fault.REFUSE),
    "wessex": Sickness(Fault.EXPIRED),
    "peninsula": Sickness(Fault.ROBOTS_FORBID),
    "west_london": Sickness(Fault.ROBOTS_FAIL),
    "thames_valley": Sickness(Fault.RESET, deep=True),
}


@pytest.fixture(scope="module")
def live(net, tmp_path_factory):
    """The folders of three shares and of one run over all; one share reads the index too."""
    folder = tmp_path_factory.mktemp("live")
    net.reset(SICK)
    third = [shares.only(slugs) for slugs in shares.parts(3)]
    third[0] += ["--only", "national_index"]
    started = [
        start(net, "run", "--data", folder / f"share{number}", *options)
        for number, options in enumerate([*third, []])
    ]
    for run in started:
        done = run.wait()
        assert done.status in (0, 1), done.err
    net.reset()
    return [folder / f"share{number}" for number in range(4)]


@pytest.fixture(scope="module")
def merged(live, tmp_path_factory):
    """The folder of the merged run."""
    data = tmp_path_factory.mktemp("merged") / "data"
    done = call("merge", *live[:3], "--data", data)
    assert done.returncode == 0, done.stderr
    assert "Warning" not in done.stderr
    return data


def rows(data: Path, table: str, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in columns) for row in read_csv(data / table)]


def test_the_mapping_is_that_of_one_run(merged, live):
    assert (merged / "mapping.csv").read_bytes() == (live[3] / "mapping.csv").read_bytes()


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("sites.csv", ("alliance_code", "state", "detail", "partner_urls", "pages_fetched", "trusts_found")),
        ("partners.csv", ("alliance_code", "name_as_written", "status", "ods_code", "page_url", "locator")),
        ("review.csv", ("item_id", "priority", "question", "proposal", "evidence_url")),
        ("changes.csv", ("change_id", "alliance_code", "ods_code", "cause", "state", "detail")),
        ("memberships.csv", ("alliance_code", "ods_code", "source", "confirmed", "primary_reason")),
    ],
)
def test_a_table_is_that_of_one_run(table, columns, merged, live):
    assert rows(merged, table, *columns) == rows(live[3], table, *columns)


def test_the_index_was_read_for_all(merged):
    assert [row["question"] for row in read_csv(merged / "review.csv")].count("index_changed") == 1


def test_every_site_is_as_its_share_found_it(merged, live):
    found = {row["spider"]: row for share in live[:3] for row in read_csv(share / "sites.csv")}
    assert {row["spider"]: row for row in read_csv(merged / "sites.csv")} == found
    assert {slug: found[slug]["state"] for slug in SICK} == {
        **dict.fromkeys(SICK, "unreachable"), "peninsula": "blocked",
    }  # fmt: skip


def test_no_failure_is_lost(merged, live):
    assert shares.record(merged)["failures"] == shares.record(live[3])["failures"]


def test_every_fact_stands_in_the_merged_archive(merged):
    assert call("verify", "--data", merged).returncode == 0


def test_the_same_recordings_in_one_replay_give_the_same_bytes(merged, live, tmp_path):
    recordings = [path for share in live[:3] for path in (share / "archive").iterdir()]
    replay = [word for path in recordings for word in ("--replay", path)]
    data = tmp_path / "data"
    assert call("run", *replay, "--data", data).returncode == 0
    assert shares.files(data) == shares.files(merged)
    assert shares.history(data) == shares.history(merged)


def test_a_merged_run_is_replayed_from_its_own_recording(merged, tmp_path):
    (recording,) = (merged / "archive").iterdir()
    data = tmp_path / "data"
    assert call("run", "--replay", recording, "--data", data).returncode == 0
    assert (data / "sites.csv").read_bytes() == (merged / "sites.csv").read_bytes()
    assert shares.record(data)["failures"] == shares.record(merged)["failures"]


def test_a_share_of_an_older_week_is_told(live, merged, tmp_path):
    share = Path(shutil.copytree(live[0], tmp_path / "share"))
    shares.dated(share, "2026-01-05T04:17:00+00:00")
    done = call("merge", share, *live[1:3], "--data", tmp_path / "data")
    said = " ".join(done.stderr.split())
    assert f"“{share}” is of 2026-01-05, the newest share of " in said.replace("” “", "”“")
