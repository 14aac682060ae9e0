"""What several tests share: the real command, and one run over the bundled recording."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Rows = list[dict[str, str]]
Command = Callable[..., subprocess.CompletedProcess[str]]
# A job in the background of a shell ignores Ctrl-C, and so would all that it starts; the tests of
# stopping need it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
# Hundreds of commands are started; none should have to compile the program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
ALLIANCES = Path(sys.executable).with_name("alliances")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are cores: many tests wait for a server, a browser or a command."""
    return (os.cpu_count() or 1) + 1


def read_csv(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def call(*arguments: str | Path, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """The installed console script in a process of its own."""
    return subprocess.run(
        [ALLIANCES, *map(str, arguments)],
        input=text,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="session")
def alliances() -> Command:
    return call


@pytest.fixture(scope="session")
def from_nothing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a run over the sample that started from nothing."""
    return sample_run(tmp_path_factory.mktemp("from_nothing") / "data", "--no-curated")


@pytest.fixture(scope="session")
def from_published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a run over the sample that started from the published mapping."""
    return sample_run(tmp_path_factory.mktemp("from_published") / "data")


def sample_run(data: Path, *options: str) -> Path:
    """The data folder of a run over the sample."""
    done = call("run", "--sample", "--data", data, *options)
    assert done.returncode == 0, done.stderr
    return data
