"""A history that was altered or emptied ends every command in one sentence."""

from __future__ import annotations

import shutil
import sqlite3
from copy import copy

import pytest

from output.errors import OutputError
from output.members import members
from output.store import FILE_NAME, open_history
from tests.output.factories import MEMBERS, listing, west_yorkshire


@pytest.fixture(scope="module")
def after_two_runs(tmp_path_factory):
    folder = west_yorkshire(tmp_path_factory.mktemp("history"))
    for codes in (MEMBERS, MEMBERS[:2]):
        folder.run(listing(folder, *codes))
    return folder


@pytest.fixture
def folder(after_two_runs, tmp_path):
    """A copy of it, to be damaged."""
    own = copy(after_two_runs)
    own.path = shutil.copytree(after_two_runs.path, tmp_path / "data")
    return own


def alter(folder, statement):
    database = sqlite3.connect(folder.path / FILE_NAME)
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute(f'DROP TRIGGER "{name}"')
    database.execute(statement)
    database.commit()
    database.close()


@pytest.mark.parametrize(
    "cell",
    [
        "runs SET reasons", "runs SET before_rows", "runs SET after_rows", "runs SET run_at",
        "sightings SET fetched_at", "sightings SET status", "sightings SET kind", "sites SET pages",
        "sites SET list_places", "sites SET fetched_at", "sites SET state", "memberships SET missed_in",
        "memberships SET source", "memberships SET misses", "questions SET priority", "registers SET content",
        "changes SET cause",
    ],
)  # fmt: skip
@pytest.mark.parametrize("value", ["'x'", "'[[1]]'", "7.5", "x'ff00'"])
def test_a_damaged_cell_stops_a_run_with_a_sentence_or_hurts_nobody(folder, cell, value):
    alter(folder, f"UPDATE {cell} = {value}")
    try:
        folder.run(listing(folder, *MEMBERS))
    except OutputError as error:
        assert "Restore it from a copy" in str(error)


@pytest.mark.parametrize("cell", ["reasons", "before_rows", "after_rows"])
def test_a_damaged_run_stops_those_who_ask_for_members(folder, cell):
    alter(folder, f"UPDATE runs SET {cell} = 'x'")
    with pytest.raises(OutputError, match=r"“runs” holds is damaged\. Restore it from a copy"):
        members(folder.path)


@pytest.mark.parametrize("ask", [lambda f: members(f.path), lambda f: f.run(listing(f, *MEMBERS))])
def test_an_emptied_history_beside_the_files_of_a_run_is_damage(folder, ask):
    (folder.path / FILE_NAME).write_bytes(b"")
    with pytest.raises(OutputError, match="is empty, but runs were done in this folder"):
        ask(folder)


def test_a_first_run_that_died_leaves_an_empty_history_that_is_none(tmp_path):
    (tmp_path / FILE_NAME).write_bytes(b"")
    (tmp_path / "mapping.csv").write_text("as a person put it there", encoding="utf-8")
    with open_history(tmp_path) as history:
        assert history.last_run() is None
