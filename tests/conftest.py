"""What several tests share: the real command, and one run over the bundled recording."""

from __future__ import annotations

import csv
import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.forked import Forked

# Begun first, the longest before the others, so that no worker is left with one of them at the end.
LONGEST = (
    "browser", "new_spider", "matching/test_engine_dask.py", "test_sample_mapping.py",
    "crawling/test_live.py",
    "review/test_browser.py", "test_installed_command.py", "internet", "verify", "test_live_command.py",
    "test_readers.py", "test_commands.py", "test_cli_errors.py", "index", "longrun", "merge",
    "matching/test_to_come.py", "states/test_states.py", "matching/test_refresh_sites.py",
    "matching/test_refresh.py", "test_cli_tables.py", "review", "hostile", "output",
)  # fmt: skip
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first."""
    items.sort(key=lambda item: _turn(item.nodeid.removeprefix("tests/")))


def _turn(file: str) -> int:
    return next((turn for turn, name in enumerate(LONGEST) if file.startswith(name)), len(LONGEST))


def read_csv(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def call(*arguments: str | Path, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, which is spared loading the program."""
    return Forked(*arguments, text=text).wait()


def installed(*arguments: str | Path, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """The installed console script, as people start it."""
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
    return made_once(tmp_path_factory, "from_nothing", "--no-curated")


@pytest.fixture(scope="session")
def from_published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a run over the sample that started from the published mapping."""
    return made_once(tmp_path_factory, "from_published")


def made_once(factory: pytest.TempPathFactory, name: str, *options: str) -> Path:
    """The data folder of a run over the sample that one worker does for all; each has its own copy."""
    own = factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = shared / f"{name}.made"
        if not made.exists():
            # By the installed command: its hashes have another seed than those of ``call``, so that what is
            # the same in both does not hang on them.
            sample_run(factory.mktemp(name) / "data", *options, command=installed).rename(made)
    return Path(shutil.copytree(made, factory.mktemp(name) / "data"))


def sample_run(data: Path, *options: str, command: Command = call) -> Path:
    """The data folder of a run over the sample."""
    done = command("run", "--sample", "--data", data, *options)
    assert done.returncode == 0, done.stderr
    return data
