"""Matching a table on a Dask cluster: on the cores of this machine, or on the workers of a scheduler.

The register travels to each worker once, also to one that takes the place of another. A part whose worker
is lost is done again elsewhere; what a part gives depends on nothing but its rows and the register, so the
table is the same, byte for byte, as that of one process.
"""

from __future__ import annotations

import logging
import socket
import uuid
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from typing import Any

from distributed import Client, Future, KilledWorker, LocalCluster, WorkerPlugin
from distributed.comm.addressing import get_address_host_port

from matching.collector import no_cycle_collection
from matching.errors import UserError
from matching.matcher import Matcher
from matching.parts import answered, in_parts
from matching.register import Register
from matching.table import Question

_PARTS_AHEAD = 4  # for each thread; they bound what waits in memory
_PATIENCE = 20  # seconds for a scheduler to answer, and for its first worker
_matchers: dict[str, Matcher] = {}  # in a worker: the matcher of each table that is being matched


class RegisterPlugin(WorkerPlugin):
    """Takes the register to the workers, and makes one matcher of it in each process."""

    def __init__(self, name: str, register: Register, areas: Mapping[str, frozenset[str]]) -> None:
        self.name = name
        self._register = register
        self._areas = areas

    def setup(self, worker: object) -> None:
        """Make the matcher ready when a worker starts."""
        _matchers[self.name] = Matcher(self._register, self._areas)

    def teardown(self, worker: object) -> None:
        """Let go of it when the table is done."""
        _matchers.pop(self.name, None)


def answered_part(name: str, rows: list[tuple[str, str | None]]) -> str:
    """The lines of one part, in a worker."""
    with no_cycle_collection():
        return answered(_matchers[name], (Question(*row) for row in rows))


@contextmanager
def dask_answers(
    register: Register,
    areas: Mapping[str, frozenset[str]],
    scheduler: str | None = None,
    workers: int | None = None,
) -> Iterator[Callable[[Iterable[Question]], Iterator[str]]]:
    """A function from the rows of a table to the lines of its answers, in the order of the rows.

    Args:
        register: what to match against.
        areas: codes of the trusts in each alliance's area.
        scheduler: address of a running scheduler; without one, processes are started here and ended after.
        workers: how many of them; one a core when not given.

    Raises:
        UserError: the scheduler cannot be reached, has no workers, is lost, or they lack this program.
    """
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # lost workers are dealt with, not news
    where = f"the scheduler “{scheduler}”" if scheduler else "the processes started here"
    with ExitStack() as stack:
        client = stack.enter_context(_connected(scheduler, workers))
        plugin = RegisterPlugin(f"matcher-{uuid.uuid4().hex}", register, areas)
        with _told(where):
            client.register_plugin(plugin, name=plugin.name)
        stack.callback(_forget, client, plugin.name)
        yield lambda questions: _in_order(client, plugin.name, questions, where)


@contextmanager
def _connected(scheduler: str | None, workers: int | None) -> Iterator[Client]:
    if scheduler is None:
        with (
            LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                dashboard_address="127.0.0.1:0",
                silence_logs=logging.CRITICAL,
            ) as cluster,
            Client(cluster) as client,
        ):
            yield client
        return
    with _reached(scheduler) as client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise UserError(
                f"The scheduler “{scheduler}” has no workers. Start some: dask worker {scheduler}"
            ) from error
        yield client


def _reached(scheduler: str) -> Client:
    try:
        # A client that never was connected waits long before it ends; so the door is tried first.
        socket.create_connection(get_address_host_port(scheduler, strict=True), timeout=_PATIENCE).close()
        return Client(scheduler, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UserError(
            f"The scheduler “{scheduler}” cannot be reached. Give its address like tcp://10.0.0.5:8786."
        ) from error


def _in_order(client: Client, name: str, questions: Iterable[Question], where: str) -> Iterator[str]:
    """The answers part by part; a bounded number of parts is under way at a time."""
    waiting: deque[Future[str]] = deque()
    with _told(where):
        most = _PARTS_AHEAD * max(1, sum(client.nthreads().values()))
    for part in in_parts(questions):
        rows = [(asked.name, asked.alliance_code) for asked in part]  # quicker to send than objects
        with _told(where):
            waiting.append(client.submit(answered_part, name, rows, pure=False))
        while len(waiting) > most:
            yield _result(waiting.popleft(), where)
    while waiting:
        yield _result(waiting.popleft(), where)


def _result(future: Future[str], where: str) -> str:
    with _told(where):
        return future.result()


@contextmanager
def _told(where: str) -> Iterator[None]:
    """What can go wrong on a cluster, as one sentence."""
    try:
        yield
    except KilledWorker as error:
        raise UserError(f"Workers of {where} ended again and again. Give them more memory.") from error
    except (CancelledError, OSError) as error:
        raise UserError(f"The connection to {where} was lost. Nothing was written; start again.") from error
    except (ImportError, AttributeError) as error:
        raise UserError(
            f"The workers of {where} lack this version of the program. Install the same one there."
        ) from error


def _forget(client: Client, name: str) -> None:
    """Free the workers of a scheduler that lives on; one that is gone needs no freeing."""
    if client.status == "running":
        unregister: Callable[[str], Any] = client.unregister_worker_plugin
        unregister(name)
