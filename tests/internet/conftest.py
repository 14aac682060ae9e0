"""The small internet for tests, and the command run inside it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.forked import Forked
from tests.internet.command import enter_here
from tests.internet.server import Internet


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    status: int
    out: str
    err: str


class Started:
    """A command that is under way."""

    def __init__(self, environment, *arguments):
        self._forked = Forked(*arguments, environment=environment, before=enter_here)
        self.process = self._forked.process

    def wait(self, seconds=100):
        done = self._forked.wait(seconds)
        return Done(done.returncode, done.stdout, done.stderr)


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
