"""Ending early: by a signal, by a full disk, in a folder that cannot be used."""

import os
import resource
import shutil
import signal
import subprocess
import time

import pytest

from tests.conftest import ALLIANCES, call
from tests.internet.conftest import run, start
from tests.internet.faults import Fault, Sickness

FULL = 60_000  # bytes that a file may have; stands for a full disk


def contents(folder):
    return {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["INT", "TERM"])
def test_a_signal_ends_a_run_and_nothing_else(net, from_published, tmp_path, number):
    data = shutil.copytree(from_published, tmp_path / "data")
    before = contents(data)
    net.reset({"swag": Sickness(Fault.HANG)})
    started = start(net, "run", "--only", "swag", "--data", data)
    while not any("swag" in url and "robots" not in url for url in net.log.urls()):
        time.sleep(0.05)
        assert started.process.is_alive()
    os.kill(started.process.pid, number)
    done = started.wait(5)
    assert "stopped" in done.err
    assert "Traceback" not in done.err
    after = contents(data)
    assert {path: after[path] for path in before} == before
    net.reset()
    assert run(net, "run", "--only", "swag", "--data", data).status == 0


def limited(*arguments):
    """The command with a limit to the size of a file, as when the disk is full."""
    return subprocess.run(
        [ALLIANCES, *map(str, arguments)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (FULL, FULL)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_full_disk(from_published, tmp_path):
    data = shutil.copytree(from_published, tmp_path / "data")
    before = contents(data)
    done = limited("run", "--sample", "--data", data)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip().count("\n") == 0
    assert contents(data) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir(mode=0o500)
    done = call("run", "--sample", "--data", folder)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)


def test_half_a_recording_of_a_killed_run_is_removed(net, from_published, tmp_path):
    data = shutil.copytree(from_published, tmp_path / "data")
    (data / "archive" / "20200101T000000Z.warc.gz.part").write_bytes(b"half")
    assert run(net, "run", "--only", "swag", "--data", data).status == 0
    assert not list(data.rglob("*.part"))
