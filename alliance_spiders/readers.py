"""Reading and judging sites in processes of their own, beside the crawl.

Reading is nothing but computing. In the process of the crawl it would keep every other site waiting, and
a page that is made to hurt would do so for long. Which process reads a site makes no difference to it.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from typing import TypeVar

from alliance_spiders.alliances import Alliance
from alliance_spiders.collection import rare_collection
from alliance_spiders.health import Expectation, Verdict, judge
from alliance_spiders.items import SiteCrawl, SiteReading, SiteState
from alliance_spiders.reading import read_site
from alliance_spiders.spider_hints import hints_of
from matching.errors import UserError
from matching.matcher import Matcher
from matching.register import Register

T = TypeVar("T")
Areas = Mapping[str, frozenset[str]]

_MOST = 4  # processes; the crawl brings no more than they can read
# A copy of this process starts at once, but is only safe where libraries start no threads behind one's back.
_START = "fork" if sys.platform == "linux" else "spawn"
_BROKEN = (
    "A process that read the pages was ended from outside, as a machine does that is short of memory. "
    "Nothing was published; the last good files are in place. Run the command again."
)


@dataclass(frozen=True, slots=True)
class Task:
    """One finished crawl, whose site it is of, and what was known of it before."""

    site: SiteCrawl
    alliance: Alliance
    expected: Expectation


@dataclass(frozen=True, slots=True)
class _Reader:
    """What reads: a matcher made with the alliances' areas."""

    matcher: Matcher
    areas: Areas

    def read(self, task: Task) -> tuple[SiteReading, Verdict]:
        site, alliance, expected = task.site, task.alliance, task.expected
        try:
            reading = read_site(site, alliance, self.matcher, hints_of(alliance), expected.members)
            return reading, judge(site, reading, alliance, expected)
        except Exception as error:  # noqa: BLE001 - a fault in reading one site must not cost the others
            detail = f"The pages could not be read: a fault in this program ({type(error).__name__})."
            return SiteReading(alliance.code), Verdict(SiteState.NOT_RECOGNISED, detail)


class Readers:
    """The processes that read, or this one where there are none. They end with this one, however it ends."""

    def __init__(self, register: Register, pool: ProcessPoolExecutor | None) -> None:
        self._here = _Process(register)
        self._pool = pool
        self._areas: Areas = {}

    def know(self, areas: Areas) -> None:
        """Take the codes of the open trusts in each alliance's area, and get ready while the crawl does.

        Raises:
            UserError: a process was killed.
        """
        self._areas = areas
        if self._pool is not None:
            for _ in range(_count()):
                self._ask(_make_ready, areas)

    async def read(self, task: Task) -> tuple[SiteReading, Verdict]:
        """What a site says and how far it can be believed.

        Raises:
            UserError: a process was killed.
        """
        if self._pool is None:
            return self._here.reader(self._areas).read(task)
        try:
            return await asyncio.wrap_future(self._ask(_read, task, self._areas))
        except BrokenProcessPool:
            raise UserError(_BROKEN) from None

    def _ask(self, work: Callable[..., T], *given: object) -> Future[T]:
        assert self._pool is not None
        try:
            return self._pool.submit(work, *given)
        except BrokenProcessPool:
            raise UserError(_BROKEN) from None


@contextmanager
def readers(register: Register) -> Iterator[Readers]:
    """Processes that read with a register, as many as the machine has processors for.

    To be opened before anything that a copy of this process must not hold: files, locks, threads.
    """
    context = get_context(_START)
    theirs, ours = context.Pipe(duplex=False)
    with theirs, ours:
        pool = _started(context, (register, theirs, ours))
        try:
            yield Readers(register, pool)
        finally:
            ours.close()
            if pool is not None:
                pool.shutdown(cancel_futures=True)


def _started(
    context: BaseContext, given: tuple[Register, Connection, Connection]
) -> ProcessPoolExecutor | None:
    """The processes; none where there are none to be had, or no memory that processes share."""
    try:
        pool = ProcessPoolExecutor(_count(), context, _begin, given)
        pool.submit(os.getpid).result()  # so that all of them are copied now
    except (OSError, BrokenProcessPool):
        return None
    return pool


def _count() -> int:
    return min(os.cpu_count() or 1, _MOST)


# -- in the processes that read -------------------------------------------------------------------------


class _Process:
    """What a process keeps from one site to the next."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._latest: _Reader | None = None

    def reader(self, areas: Areas) -> _Reader:
        """The reader made last, if it is of these areas, as it is for all sites of a run."""
        if self._latest is None or self._latest.areas != areas:
            self._latest = _Reader(Matcher(self._register, areas), areas)
        return self._latest


_process: _Process  # set in each process that reads
_to_the_end = ExitStack()


def _begin(register: Register, ours: Connection, of_parent: Connection) -> None:
    """Make a process ready. It is stopped by its parent alone, not by a Ctrl-C that all of them get."""
    global _process  # noqa: PLW0603 - a pool has no other place for what its tasks share
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    of_parent.close()
    _to_the_end.enter_context(rare_collection())
    _process = _Process(register)
    threading.Thread(target=_end_with_parent, args=(ours,), daemon=True).start()


def _end_with_parent(ours: Connection) -> None:
    """End this process when the other end of the pipe is closed, which also a killed parent does."""
    try:
        ours.recv_bytes()
    except (EOFError, OSError):
        os._exit(0)


def _make_ready(areas: Areas) -> None:
    _process.reader(areas).matcher.build_indexes()


def _read(task: Task, areas: Areas) -> tuple[SiteReading, Verdict]:
    return _process.reader(areas).read(task)
