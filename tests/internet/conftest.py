"""The small internet for tests, and the command run inside it."""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.internet.command import enter_by
from tests.internet.server import Internet

# Forks of a process that has loaded everything: each run needs one of its own, and loading takes longest.
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.internet.command", "alliance_spiders.run"])


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str


class Started:
    """A command that is under way."""

    def __init__(self, environment, *arguments):
        self.folder = tempfile.mkdtemp()
        job = (dict(environment), [str(one) for one in arguments], self.folder)
        self.process = _FORKS.Process(target=_command, args=job)
        self.process.start()

    def wait(self, seconds=100):
        self.process.join(seconds)
        assert self.process.exitcode is not None, "The command hangs."
        out, err = (Path(self.folder, name).read_text() for name in ("out", "err"))
        return Done(self.process.exitcode, out, err)


def _command(environment, arguments, folder):
    with Path(folder, "out").open("w") as out, Path(folder, "err").open("w") as err:
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        os.environ.update(environment)
        sys.argv = ["alliances", *arguments]
        enter_by(os.environ)
        from alliance_spiders.cli import main

        main()


def run(net, *arguments):
    """A command, from beginning to end."""
    return start(net, *arguments).wait()


def start(net, *arguments):
    """A command, begun; pages that do not come are waited for shortly."""
    environment = {**net.environment(), "ALLIANCES_DELAY": "0", "SMALL_INTERNET_TIMEOUT": "4"}
    return Started(environment, *arguments)


@pytest.fixture(scope="session")
def net(tmp_path_factory):
    with Internet(tmp_path_factory.mktemp("internet"), tags=True) as internet:
        yield internet


@pytest.fixture(scope="session")
def well(net, tmp_path_factory):
    """The data folder of a run in which every site was well, and the log of its requests."""
    net.reset()
    data = tmp_path_factory.mktemp("well") / "data"
    done = run(net, "run", "--data", data, "--contact", "data@example.org")
    assert (done.status, done.err) == (0, ""), done
    return data, net.log
