"""One table on one, two and four processes of Dask: ``python -m benchmarks.workers [--names N]``."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.synthetic import Labels
from matching.matcher import Matcher
from matching.on_dask import dask_answers
from matching.parts import answered, in_parts
from matching.register import Register
from matching.table import Question

WORKERS = (1, 2, 4)
_NAMES = 200_000


@dataclass(frozen=True, slots=True)
class Run:
    """What a table took: ``seconds`` by the clock, ``start`` before the first name, ``cpu`` of all processes.

    ``workers`` is 0 for the plain engine; ``same`` says whether it gave the same text as that.
    """

    workers: int
    start: float
    seconds: float
    cpu: float
    same: bool


def runs(names: int = _NAMES) -> Iterator[Run]:
    """The plain engine, then each number of worker processes."""
    register = Register.load()
    rows = [Question(label.name) for label in Labels(register).make(names)]
    began, cpu = time.perf_counter(), _cpu()
    matcher = Matcher(register)
    plain = "".join(answered(matcher, part) for part in in_parts(rows))
    yield Run(0, 0.0, time.perf_counter() - began, _cpu() - cpu, same=True)
    for workers in WORKERS:
        began, cpu = time.perf_counter(), _cpu()
        with dask_answers(register, {}, workers=workers) as run:
            ready = time.perf_counter()
            text = "".join(run(rows))
            done = time.perf_counter()
        yield Run(workers, ready - began, done - ready, _cpu() - cpu, same=text == plain)


def _cpu() -> float:
    """Processor time of this process and of those it started that have ended."""
    return sum(os.times()[:4])


def lines(measured: Iterator[Run]) -> Iterator[str]:
    """The table as lines of Markdown, as they come."""
    yield "| workers | seconds to start | seconds | processor seconds in all | same bytes |"
    yield "|---|--:|--:|--:|---|"
    for run in measured:
        who = str(run.workers) if run.workers else "plain engine"
        same = "yes" if run.same else "NO"
        yield f"| {who} | {run.start:.1f} | {run.seconds:.1f} | {run.cpu:.1f} | {same} |"


def main(arguments: list[str]) -> int:
    """Run the command; returns its exit status."""
    parser = argparse.ArgumentParser("python -m benchmarks.workers", description=__doc__)
    parser.add_argument("--names", type=int, default=_NAMES)
    for line in lines(runs(parser.parse_args(arguments).names)):
        print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
