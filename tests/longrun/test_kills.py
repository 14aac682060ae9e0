"""A run that is killed leaves whole files, and the next one loses and doubles nothing.

``benchmarks/kills.py`` does this at a hundred random moments.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from output.files import folder_lock
from tests.longrun.kills import after, faults, files_wait, journal_exists, kill_when, started, tables
from tests.longrun.sites import exchanged, exclusive, places, record, run, site_of

NORTHERN = "N69"
ONLY = ("--only", NORTHERN, "--only", "swag", "--only", "wessex")


@pytest.fixture(scope="module")
def recording(from_published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The recording of a week with changes."""
    known = places(from_published)[NORTHERN]
    leaver, like = exclusive(known)[0], exclusive(known)[-1]
    site = exchanged(site_of(NORTHERN), known, leaver, like, "The Online NHS Trust")
    return record(tmp_path_factory.mktemp("story"), 1, {NORTHERN: site})


@pytest.mark.long
def test_a_run_killed_at_any_of_its_last_steps_is_made_good_by_the_next(
    from_published: Path, recording: Path, tmp_path: Path
):
    done, data = (Path(shutil.copytree(from_published, tmp_path / name)) for name in ("done", "data"))
    assert run(done, "--replay", recording, *ONLY).returncode == 0
    good = [tables(from_published), tables(done)]
    for moment in (journal_exists(data), files_wait(data)):
        kill_when(started(data, recording, *ONLY), moment)
        assert faults(data, good) == []
    assert run(data, "--replay", recording, *ONLY).returncode == 0
    assert after(data, good[1]) == []


def test_a_second_run_says_so_and_stops_before_it_reads_anything(recording: Path, tmp_path: Path):
    with folder_lock(tmp_path):
        second = run(tmp_path, "--replay", recording)
    assert second.returncode == 1
    assert "Another run is at work" in second.stderr
    assert not (tmp_path / "archive").exists()
