"""A run that dies on the way: nothing is lost, nothing is doubled, and every file is whole."""

from __future__ import annotations

import json

import pytest

from output.decisions import take_in
from output.errors import OutputError
from output.files import finish, replace_all
from output.history import last_known
from output.recovery import at_work
from output.store import open_history
from tests.output.factories import (
    AIREDALE,
    MEMBERS,
    asked,
    listing,
    told,
    west_yorkshire,
)


class Killed(BaseException):
    """The process is gone."""


def content(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def lay_out(folder, monkeypatch, files, key="k"):
    """A job as a process leaves it that dies before the first file is moved."""

    def killed(*_):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("output.files._move", killed)
        with pytest.raises(Killed):
            replace_all(folder, files, key=key)


def test_files_of_a_run_on_record_are_put_in_place(tmp_path, monkeypatch):
    replace_all(tmp_path, {"a": b"old"})
    lay_out(tmp_path, monkeypatch, {"a": b"new", "sub/b": b"new"})
    assert content(tmp_path)["a"] == b"old"
    assert finish(tmp_path, lambda key: key == "k")
    assert content(tmp_path) == {"a": b"new", "sub/b": b"new"}


def test_files_of_a_run_that_is_not_on_record_are_forgotten(tmp_path, monkeypatch):
    replace_all(tmp_path, {"a": b"old"})
    lay_out(tmp_path, monkeypatch, {"a": b"new"})
    assert not finish(tmp_path, lambda key: False)
    assert content(tmp_path) == {"a": b"old"}


@pytest.mark.parametrize("damage", ["unlink", "half"])
def test_a_job_that_was_never_whole_is_forgotten(tmp_path, monkeypatch, damage):
    lay_out(tmp_path, monkeypatch, {"a": b"new"})
    listing = tmp_path / ".next" / "listing.json"
    whole = listing.read_bytes()
    listing.unlink()
    if damage == "half":
        listing.write_bytes(whole[:10])
    assert not finish(tmp_path, lambda key: True)
    assert content(tmp_path) == {}


def test_a_move_that_was_cut_off_goes_on(tmp_path, monkeypatch):
    lay_out(tmp_path, monkeypatch, {"a": b"1", "b": b"2"})
    (tmp_path / ".next" / "0").replace(tmp_path / "a")
    assert finish(tmp_path, lambda key: True)
    assert content(tmp_path) == {"a": b"1", "b": b"2"}


def test_a_file_that_cannot_be_replaced_waits_for_the_next_run(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "in the way").touch()
    with pytest.raises(OutputError, match="the next run puts its files in place"):
        replace_all(tmp_path, {"a": b"new"}, key="k")
    (tmp_path / "a" / "in the way").unlink()
    (tmp_path / "a").rmdir()
    assert finish(tmp_path, lambda key: True)
    assert content(tmp_path) == {"a": b"new"}


@pytest.fixture
def folder(tmp_path):
    folder = west_yorkshire(tmp_path)
    folder.run(listing(folder, *MEMBERS))
    return folder


def kill(folder, monkeypatch, where, *codes):
    def killed(*_):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(where, killed)
        with pytest.raises(Killed):
            folder.run(listing(folder, *codes))


def test_a_run_killed_before_its_record_leaves_no_trace(folder, monkeypatch):
    before = content(folder.path)
    kill(folder, monkeypatch, "output.store.History.commit", *MEMBERS[:2])
    assert content(folder.path) == before
    assert told(folder.run(listing(folder, *MEMBERS[:2]))) == [
        ("removed", "N63", AIREDALE, "site", "proposed", 1)
    ]


def test_a_run_killed_after_its_record_is_there_when_the_next_begins(folder, monkeypatch):
    before = content(folder.path)
    kill(folder, monkeypatch, "output.files._move", *MEMBERS, "RWA")
    killed = {name: data for name, data in content(folder.path).items() if not name.startswith(".next")}
    assert {n: d for n, d in killed.items() if n != "history.db"} == {
        n: d for n, d in before.items() if n != "history.db"
    }
    with at_work(folder.path):
        assert folder.mapping()["RWA"].cancer_alliance_code == "N63"
    assert told(folder.run(listing(folder, *MEMBERS, "RWA"))) == []


def test_the_repeated_run_of_the_same_evidence_ends_as_if_nothing_had_been(folder, monkeypatch, tmp_path):
    kill(folder, monkeypatch, "output.files._move", *MEMBERS, "RWA")
    folder.count -= 1
    again = folder.run(listing(folder, *MEMBERS, "RWA"))
    assert told(again) == [("added", "N63", "RWA", "site", "applied", 1)]
    assert asked(again) == [("added", "N63", "RWA")]


def test_decisions_are_taken_in_after_the_killed_run_s_files(folder, monkeypatch):
    kill(folder, monkeypatch, "output.files._move", *MEMBERS, "RWA")
    given = folder.path / "given.csv"
    given.write_text("alliance_code,ods_code,decision\nN63,RWA,reject\n")
    assert take_in(given, folder.path, folder.register) == 1
    assert folder.mapping()["RWA"].cancer_alliance_code == "N63"
    assert told(folder.run(listing(folder, *MEMBERS, "RWA"))) == [
        ("removed", "N63", "RWA", "decision", "applied", 0)
    ]


def test_files_of_a_history_that_was_begun_anew_are_forgotten(folder, monkeypatch):
    kill(folder, monkeypatch, "output.files._move", *MEMBERS, "RWA")
    (folder.path / "history.db").unlink()
    with at_work(folder.path):
        assert folder.mapping()["RWA"].cancer_alliance_code == ""
    assert not (folder.path / ".next").exists()


def test_an_older_history_is_carried_over(folder):
    import sqlite3

    with sqlite3.connect(folder.path / "history.db") as database:
        for table in ("runs", "sites", "registers"):
            for action in ("update", "delete"):
                database.execute(f"DROP TRIGGER {table}_no_{action}")
        database.execute("UPDATE sites SET pages = '{}'")
        database.execute("ALTER TABLE sites RENAME COLUMN pages TO page_digests")
        database.execute("ALTER TABLE runs DROP COLUMN archive")
        database.execute("ALTER TABLE runs DROP COLUMN given")
        database.execute("DROP TABLE registers")
        database.execute("PRAGMA user_version = 1")
    assert last_known(folder.path, None, folder.register)["N63"].members == set(MEMBERS)
    assert told(folder.run(listing(folder, *MEMBERS, "RWA"))) == [
        ("added", "N63", "RWA", "site", "applied", 1)
    ]
    with open_history(folder.path) as history:
        assert json.loads(history.register("r1"))["format"] == 1


@pytest.mark.parametrize("version", [4, 99])
def test_a_newer_history_is_left_alone(folder, version):
    import sqlite3

    with sqlite3.connect(folder.path / "history.db") as database:
        database.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(OutputError, match="newer version"):
        folder.run(listing(folder, *MEMBERS))
