"""A long history costs a run no more than a short one: counted in steps of the database, not in seconds."""

from __future__ import annotations

import sqlite3

import pytest

from alliance_spiders.items import SiteState
from output.schema import SCHEMA_VERSION
from output.store import FILE_NAME, open_history
from tests.output.factories import Folder, matched, register, rows, site

REG = register()
HERE = ("RR8", "RXF", "RCF")
STEP = 10  # instructions between two ticks of the counter


def live(folder, runs):
    for _ in range(runs):
        folder.run(site("N63", *(matched(REG, code) for code in HERE)))


def ticks(path, ask):
    """How much the database does for one question about the last run."""
    count = 0

    def tick():
        nonlocal count
        count += 1

    with open_history(path) as history:
        last = history.last_run().id
        history._database.set_progress_handler(tick, STEP)
        ask(history, last)
    return count


QUESTIONS = {
    "memberships": lambda history, run: history.memberships(run),
    "questions": lambda history, run: history.questions_of(run),
    "crawled": lambda history, run: history.crawled(run),
    "observations": lambda history, run: history.observations(run),
    "trusts": lambda history, run: history.trusts_found(run),
    "last trusted": lambda history, run: history.last_trusted(run),
}


@pytest.fixture(scope="module")
def histories(tmp_path_factory):
    """A folder after three runs, and one after twenty-four."""
    curated = rows(REG, RR8="N63", RXF="N63", RCF="N63", RWA="N63")
    folders = [Folder(tmp_path_factory.mktemp("history"), REG, curated) for _ in range(2)]
    for folder, runs in zip(folders, (3, 24), strict=True):
        live(folder, runs)
    return [folder.path for folder in folders]


@pytest.mark.parametrize("what", QUESTIONS)
def test_the_work_hardly_grows(what, histories):
    short, long = (ticks(path, QUESTIONS[what]) for path in histories)
    assert long <= short * 1.5 + 25  # without an index it would be eight times


def test_the_newest_sound_observation_counts(tmp_path):
    folder = Folder(tmp_path, REG, rows(REG, RR8="N63", RXF="N63", RCF="N63"))
    live(folder, 2)
    sick = site("N63", state=SiteState.UNREACHABLE, detail="Gone.")
    folder.run(sick, publish_anyway=True)
    with open_history(tmp_path) as history:
        assert history.sites(3)["N63"].state == "unreachable"
        assert history.last_trusted(3)["N63"][1][:10] == "2026-09-02"
        assert [row.ods_code for row in history.observations(3)["N63"].sightings] == list(HERE)
        assert history.sites(2)["N63"].state == "healthy"


def test_a_history_of_the_version_before_gets_its_indexes(tmp_path):
    folder = Folder(tmp_path, REG, rows(REG, RR8="N63", RXF="N63", RCF="N63"))
    live(folder, 1)
    indexes = "SELECT name FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite_%' ORDER BY 1"
    with sqlite3.connect(tmp_path / FILE_NAME) as database:
        made = list(database.execute(indexes))
        for (name,) in made:
            database.execute(f"DROP INDEX {name}")
        database.execute("CREATE INDEX questions_by_item ON questions (item_id)")
        database.execute("PRAGMA user_version = 2")
    live(folder, 1)
    with sqlite3.connect(tmp_path / FILE_NAME) as database:
        assert list(database.execute(indexes)) == made
        assert database.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
