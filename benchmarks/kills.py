"""Kills a run at random moments and does it again: are the files whole, is anything lost or doubled?

``python -m benchmarks.kills --kills 100`` goes on until so many runs were hit alive, and prints one line for
each stage of a run and every fault. A third of the kills is spread over the reading; the others are aimed at
the short end, when the history and the files are written. Each run is a process of its own, forked from one
that has loaded the program, and is killed with signal 9.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing.context import ForkProcess
from pathlib import Path

from alliance_spiders.run import run
from alliance_spiders.start import RunOptions, start_of
from tests.longrun.kills import after, faults, files_wait, journal_exists, tables
from tests.longrun.sites import exchanged, exclusive, places, record, site_of

ALLIANCE = "N69"
ONLY = (ALLIANCE, "swag", "wessex")  # enough to write every file
READING, WRITING, REPLACING, ENDING = STAGES = (
    "reading", "writing history and files", "replacing files", "ending",
)  # fmt: skip
TARGETS = (READING, WRITING, REPLACING)
POLL = 0.0002  # seconds


@dataclass(frozen=True, slots=True)
class Story:
    """A folder before a week with changes, that week's recording, the folder after it, and the seconds of
    each stage of that run.
    """

    base: Path
    recording: Path
    done: Path
    seconds: dict[str, float]


@dataclass(frozen=True, slots=True)
class Kill:
    """In which stage a run was hit, and what was wrong; no stage if it ended first."""

    stage: str
    faults: tuple[str, ...]


def started(data: Path, recording: Path) -> ForkProcess:
    """A run in a process of its own."""
    options = RunOptions(data_dir=data, replay=(recording,), only=ONLY)
    process = multiprocessing.get_context("fork").Process(target=run, args=(start_of(options),))
    process.start()
    return process


def finished(data: Path, recording: Path) -> bool:
    """Do a run to its end; whether it ended well."""
    process = started(data, recording)
    process.join()
    return process.exitcode == 0


def prepare(folder: Path) -> Story:
    """One sound run, and one undisturbed run of the week with changes."""
    base, done = folder / "base", folder / "done"
    if not finished(base, record(folder, 0, {})):
        raise SystemExit("The sound run failed.")
    known = places(base)[ALLIANCE]
    leaver, like = exclusive(known)[0], exclusive(known)[-1]
    site = exchanged(site_of(ALLIANCE), known, leaver, like, "The Online NHS Trust")
    recording = record(folder, 1, {ALLIANCE: site})
    shutil.copytree(base, done)
    return Story(base, recording, done, measured(done, recording))


def measured(data: Path, recording: Path) -> dict[str, float]:
    """Do a run to its end; the seconds of each stage."""
    process = started(data, recording)
    marks = [time.monotonic()]
    for moment in (journal_exists(data), on_record(data), lambda: not (data / ".next").exists()):
        wait(process, moment)
        marks.append(time.monotonic())
    process.join()
    if process.exitcode:
        raise SystemExit("The undisturbed run failed.")
    return dict(zip(TARGETS, (b - a for a, b in pairwise(marks)), strict=True))


def on_record(data: Path) -> Callable[[], bool]:
    """The moment at which the history is written and the new files are still to be put in place."""
    listing, journal = files_wait(data), journal_exists(data)
    return lambda: listing() and not journal()


def wait(process: ForkProcess, moment: Callable[[], bool], longest: float = 600.0) -> None:
    """Wait until something is so, the run has ended, or the time is up."""
    until = time.monotonic() + longest
    while process.is_alive() and not moment() and time.monotonic() < until:
        time.sleep(POLL)


def one(story: Story, target: str, share: float) -> Kill:
    """Kill a run in one of its stages, after a share of the stage's usual time."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(story.base, data)
        process = started(data, story.recording)
        begins = {READING: lambda: True, WRITING: journal_exists(data), REPLACING: on_record(data)}
        wait(process, begins[target])
        wait(process, lambda: False, share * story.seconds[target])
        was_killed = process.is_alive()
        process.kill()
        process.join()
        return Kill(*looked_at(story, data, was_killed))


def looked_at(story: Story, data: Path, was_killed: bool) -> tuple[str, tuple[str, ...]]:
    """The stage in which a run was hit, and what is wrong with what it left and with the next run."""
    good = [tables(story.base), tables(story.done)]
    # A copy is looked at, because to open a history repairs it, and that is for the next run to do.
    copy = Path(shutil.copytree(data, data.with_name("copy")))
    stage = stage_of(copy) if was_killed else ""
    wrong = faults(copy, good)
    if not finished(data, story.recording):
        wrong.append("the next run failed")
    return stage, (*wrong, *after(data, good[1]))


def stage_of(data: Path) -> str:
    """How far a run had come that left this folder."""
    waiting, journal = files_wait(data)(), journal_exists(data)()
    with sqlite3.connect(data / "history.db") as database:
        (runs,) = database.execute("SELECT COUNT(*) FROM runs").fetchone()
    if runs > 1:
        return REPLACING if waiting else ENDING
    return WRITING if waiting or journal or (data / ".next").exists() else READING


def main() -> int:
    """Print the table; 0 if nothing was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=100, help="runs to hit alive")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    found: list[Kill] = []
    with tempfile.TemporaryDirectory() as folder:
        story = prepare(Path(folder))
        while sum(bool(kill.stage) for kill in found) < options.kills:
            found.append(one(story, TARGETS[len(found) % len(TARGETS)], chance.random()))
    return show(found)


def show(found: list[Kill]) -> int:
    """The table, a line a stage."""
    print(f"{'hit while':26} {'runs':>5} {'with faults':>11}")
    for stage in STAGES:
        hit = [kill for kill in found if kill.stage == stage]
        print(f"{stage:26} {len(hit):5} {sum(bool(kill.faults) for kill in hit):11}")
    alive = sum(bool(kill.stage) for kill in found)
    print(f"{alive} runs were hit alive; {len(found) - alive} had ended first.")
    for fault, number in Counter(fault for kill in found for fault in kill.faults).items():
        print(f"{number} times: {fault}")
    return 1 if any(kill.faults for kill in found) else 0


if __name__ == "__main__":
    sys.exit(main())
