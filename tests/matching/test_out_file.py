"""What stands at a path decides how it is written to: a file appears whole, anything else as it comes."""

from __future__ import annotations

import os
import stat
import subprocess
import threading
from pathlib import Path

import pytest

from matching.out_file import appears_whole, out_file
from tests.conftest import ALLIANCES, call

NAMES = "name\nNorth Bristol NHS Trust\n"
TABLE = "code\nRVJ\n"
LINES = 2  # of either answer: a header and a row


def put(path: Path, content: bytes = b"new\n") -> None:
    with out_file(path) as target:
        target.write(content)


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def asked(command: str, folder: Path, out: Path | str) -> subprocess.CompletedProcess[str]:
    """``match`` or ``attach`` of one row."""
    given = folder.parent / f"{folder.name}.csv"
    given.write_text(NAMES if command == "match" else TABLE)
    options = () if command == "match" else ("--column", "code", "--data", folder)
    return call(command, given, *options, "--out", out)


def test_a_new_file(tmp_path: Path):
    put(tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_bytes() == b"new\n"
    assert names(tmp_path) == ["x.csv"]


def test_a_file_is_replaced_and_keeps_who_may_read_it(tmp_path: Path):
    path = tmp_path / "x.csv"
    path.write_text("old\n" * 9)
    path.chmod(0o600)
    put(path)
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new\n", 0o600)


def test_a_file_stays_as_it_was_when_the_writing_ends_early(tmp_path: Path):
    (tmp_path / "x.csv").write_text("old\n")
    with pytest.raises(ZeroDivisionError), out_file(tmp_path / "x.csv") as target:
        target.write(b"half")
        raise ZeroDivisionError
    assert (tmp_path / "x.csv").read_text() == "old\n"
    assert names(tmp_path) == ["x.csv"]


@pytest.mark.parametrize("before", ["old\n", None])
def test_a_link_is_followed_and_kept(before: str | None, tmp_path: Path):
    target, link = tmp_path / "folder" / "real.csv", tmp_path / "link.csv"
    target.parent.mkdir()
    if before:
        target.write_text(before)
    link.symlink_to(Path("folder") / "real.csv")
    put(link)
    assert link.is_symlink()
    assert target.read_bytes() == b"new\n"


def test_a_link_that_leads_to_itself_is_no_place(tmp_path: Path):
    (tmp_path / "link").symlink_to("link")
    with pytest.raises(OSError, match="symbolic links"):
        put(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()


def test_a_pipe_stays_one_and_takes_what_is_written(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    put(pipe)
    reader.join(timeout=20)
    assert got == [b"new\n"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def device(folder: Path, minor: int) -> Path:
    """A device of the system under another name: 3 takes everything, 7 is always full."""
    path = folder / "device"
    try:
        os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, minor))
        path.open("wb").close()
    except OSError:
        pytest.skip("no device can be made here")
    return path


@pytest.mark.parametrize("linked", [False, True])
def test_a_device_stays_one(linked: bool, tmp_path: Path):
    path = device(tmp_path, 3)
    if linked:
        (tmp_path / "link").symlink_to(path)
    put(tmp_path / "link" if linked else path)
    assert stat.S_ISCHR(path.lstat().st_mode)
    assert len(names(tmp_path)) == 1 + linked


@pytest.mark.parametrize("command", ["match", "attach"])
def test_a_full_device_is_one_sentence(command: str, tmp_path: Path):
    path = device(tmp_path, 7)
    done = asked(command, tmp_path, path)
    assert (done.returncode, done.stderr.count("\n"), "No space" in done.stderr) == (1, 1, True)
    assert stat.S_ISCHR(path.lstat().st_mode)


def test_a_folder_is_no_place(tmp_path: Path):
    done = asked("match", tmp_path, tmp_path)
    assert (done.returncode, "Is a directory" in done.stderr, done.stderr.count("\n")) == (1, True, 1)


@pytest.mark.parametrize("path", ["/dev/stdout", "/dev/stderr", "/dev/fd/1", "/dev/null"])
def test_what_cannot_be_taken_back_is_known(path: str):
    assert not appears_whole(Path(path))


@pytest.mark.parametrize("command", ["match", "attach"])
def test_standard_output_by_its_path(command: str, tmp_path: Path):
    done = asked(command, tmp_path, "/dev/stdout")
    assert (done.returncode, done.stdout.count("\n")) == (0, LINES)


@pytest.mark.parametrize("command", ["match", "attach"])
def test_standard_error_by_its_path(command: str, tmp_path: Path):
    done = asked(command, tmp_path, "/dev/stderr")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.count("\n") >= LINES


def test_a_file_behind_standard_output_is_added_to(tmp_path: Path):
    (tmp_path / "names.csv").write_text(NAMES)
    with (tmp_path / "all.csv").open("wb") as file:
        file.write(b"before\n")
        file.flush()
        line = [ALLIANCES, "match", tmp_path / "names.csv", "--out", "/dev/stdout"]
        assert subprocess.run(line, stdout=file, check=False).returncode == 0
    assert (tmp_path / "all.csv").read_bytes().startswith(b"before\nname,status")


@pytest.mark.parametrize("command", ["match", "attach"])
def test_the_commands_follow_a_link(command: str, tmp_path: Path):
    (tmp_path / "real.csv").write_text("old\n")
    (tmp_path / "link.csv").symlink_to("real.csv")
    assert asked(command, tmp_path, tmp_path / "link.csv").returncode == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text().count("\n") == LINES


def test_a_reader_of_a_pipe_that_has_had_enough_gets_no_complaint(tmp_path: Path):
    (tmp_path / "names.csv").write_text("name\n" + "North Bristol NHS Trust\n" * 2_000)
    os.mkfifo(tmp_path / "pipe")
    line = [ALLIANCES, "match", tmp_path / "names.csv", "--out", tmp_path / "pipe"]
    with subprocess.Popen(line, stderr=subprocess.PIPE) as process:
        with (tmp_path / "pipe").open("rb") as pipe:
            pipe.readline()
        _, said = process.communicate(timeout=60)
    assert said == b""


def test_a_pipe_gets_a_table_whole_or_not_at_all(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "t.csv").write_text("code,x\nRVJ,1\nRVJ,1,2\n")
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append((tmp_path / "pipe").read_bytes()), daemon=True)
    reader.start()
    done = call("attach", tmp_path / "t.csv", "--column", "code", "--out", tmp_path / "pipe")
    reader.join(timeout=20)
    assert (done.returncode, got) == (1, [b""])
