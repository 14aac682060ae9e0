"""Files whole or not at all; one run at a time."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from output.errors import OutputError
from output.files import folder_lock, replace_all


def test_files_are_written_and_nothing_else_is_left(tmp_path):
    replace_all(tmp_path, {"a.csv": b"1", "sub/b.csv": b"2"})
    assert {
        p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()
    } == {
        "a.csv": b"1",
        "sub/b.csv": b"2",
    }


def test_a_full_disk_leaves_every_file_as_it_was(tmp_path, monkeypatch):
    replace_all(tmp_path, {"a": b"old", "b": b"old"})
    written = []

    def full(path, content):
        if written:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(path)
        Path(path).write_bytes(content)

    monkeypatch.setattr("output.files._write_through", full)
    with pytest.raises(OutputError, match=r"no space left on device\. Its files are as they were"):
        replace_all(tmp_path, {"a": b"new", "b": b"new"})
    assert sorted((p.name, p.read_bytes()) for p in tmp_path.iterdir()) == [("a", b"old"), ("b", b"old")]


def test_what_fails_before_the_move_leaves_every_file_as_it_was(tmp_path):
    replace_all(tmp_path, {"a": b"old"})

    def fail():
        raise OutputError("no")

    with pytest.raises(OutputError):
        replace_all(tmp_path, {"a": b"new"}, before_moving=fail)
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a", b"old")]


def test_a_folder_that_cannot_be_made_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"), folder_lock(tmp_path / "file"):
        pass


def test_the_lock_may_be_taken_again_in_the_same_process(tmp_path):
    with folder_lock(tmp_path), folder_lock(tmp_path):
        pass
    with folder_lock(tmp_path):
        pass


def test_a_second_process_is_told_to_wait(tmp_path):
    code = (
        "import sys; from pathlib import Path; from output.files import folder_lock\n"
        "with folder_lock(Path(sys.argv[1])): pass"
    )
    with folder_lock(tmp_path):
        second = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False
        )
    assert (second.returncode, "Another run is at work" in second.stderr) == (1, True)
