"""The processes that read: what they give does not depend on them, and they end with the run."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from alliance_spiders import readers
from alliance_spiders.alliances import Alliance, find_alliance
from alliance_spiders.collection import rare_collection
from alliance_spiders.health import Expectation
from alliance_spiders.items import SiteCrawl
from alliance_spiders.reading import Hints
from alliance_spiders.spider_hints import hints_of
from matching.register import Register

# Replaces a part of the program, then is the command.
INSTEAD = """
import os, sys, time
import alliance_spiders.readers as readers
real = readers.read_site
{how}
from alliance_spiders.cli import main
main()
"""
DIES = """
def read_site(site, *rest):
    if site.alliance_code == "N46":
        os.kill(os.getpid(), 9)
    return real(site, *rest)
readers.read_site = read_site
"""
HANGS = """
def read_site(site, *rest):
    open(os.path.join(os.environ["PLACE"], str(os.getpid())), "w").close()
    time.sleep(60)
readers.read_site = read_site
"""
NO_PROCESSES = """
def refuse(*_):
    raise OSError("no shared memory")
readers.ProcessPoolExecutor = refuse
"""
ONE = "os.cpu_count = lambda: 1"
MANY = "os.cpu_count = lambda: 64"


def start(how: str, data: Path, **more) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", INSTEAD.format(how=how), "run", "--sample", "--data", str(data)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, **more
    )


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(what) -> bool:
    end = time.monotonic() + 20
    while not what() and time.monotonic() < end:
        time.sleep(0.02)
    return bool(what())


@pytest.fixture
def hanging(tmp_path):
    """A run whose readers hang, and the processes that read for it."""
    place = tmp_path / "readers"
    place.mkdir()
    run = start(HANGS, tmp_path / "data", env={**os.environ, "PLACE": str(place)})
    assert until(lambda: list(place.iterdir())), run.communicate()
    yield run, [int(each.name) for each in place.iterdir()]
    run.kill()
    run.wait()


@pytest.mark.parametrize(
    "how",
    [
        pytest.param(NO_PROCESSES, id="none"),
        pytest.param(ONE, id="one", marks=pytest.mark.long),
        pytest.param(MANY, id="many", marks=pytest.mark.long),
    ],
)
def test_the_answer_does_not_depend_on_the_processes(how, from_published, tmp_path):
    run = start(how, tmp_path)
    _, told = run.communicate(timeout=120)
    assert run.returncode == 0, told
    for name in ("partners.csv", "sites.csv", "changes.csv", "mapping.csv", "review.csv"):
        assert (tmp_path / name).read_bytes() == (from_published / name).read_bytes(), name


def test_a_killed_reader_ends_the_run_with_a_sentence_and_nothing_published(tmp_path):
    run = start(DIES, tmp_path)
    _, told = run.communicate(timeout=120)
    assert run.returncode == 1
    assert "ended from outside" in told
    assert "Traceback" not in told
    assert not list(tmp_path.glob("*.csv"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=["TERM", "KILL"])
def test_readers_end_with_the_run(hanging, number):
    run, reading = hanging
    os.kill(run.pid, number)
    run.communicate(timeout=20)
    assert run.returncode != 0
    assert until(lambda: not any(map(is_alive, reading)))


def test_a_ctrl_c_that_all_processes_get_ends_the_run_with_one_sentence(hanging):
    run, reading = hanging
    os.killpg(run.pid, signal.SIGINT)
    _, told = run.communicate(timeout=20)
    assert "stopped" in told
    assert "Traceback" not in told
    assert until(lambda: not any(map(is_alive, reading)))


def test_an_alliance_without_a_spider_of_its_own_is_read_too():
    site = Alliance(
        "N00", "no_spider_yet", "Plain", (), "", "https://example.nhs.uk", ("example.nhs.uk",), ()
    )
    assert hints_of(site) == Hints()


def test_reading_a_site_leaves_the_search_for_garbage_as_it_is():
    reader = readers._Process(Register.load()).reader({})
    task = readers.Task(SiteCrawl("N46"), find_alliance("wessex"), Expectation())
    with rare_collection():
        set_aside = gc.get_freeze_count()
        reader.read(task)
        assert set_aside // 2 < gc.get_freeze_count() <= set_aside  # some of it may be used up
