"""Kills a run at random moments and does it again: are the files whole, is anything lost or doubled?

``python -m benchmarks.kills --kills 100`` prints one line for each third of the run and every fault. Each run
is a process of its own, forked from one that has loaded the program, and is killed with signal 9.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from multiprocessing.context import ForkProcess
from pathlib import Path

from alliance_spiders.run import RunOptions, run
from tests.longrun.kills import after, faults, tables
from tests.longrun.sites import exchanged, exclusive, places, record, site_of

ALLIANCE = "N69"
ONLY = (ALLIANCE, "swag", "wessex")  # enough to write every file
THIRDS = ("first", "middle", "last")


@dataclass(frozen=True, slots=True)
class Story:
    """A folder before a week with changes, that week's recording, the folder after it, and its seconds."""

    base: Path
    recording: Path
    done: Path
    seconds: float


def started(data: Path, recording: Path) -> ForkProcess:
    """A run in a process of its own."""
    options = RunOptions(data_dir=data, replay=(recording,), only=ONLY)
    process = multiprocessing.get_context("fork").Process(target=run, args=(options,))
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
    began = time.monotonic()
    finished(done, recording)
    return Story(base, recording, done, time.monotonic() - began)


def one(story: Story, share: float) -> tuple[str, bool, list[str]]:
    """Kill a run after a share of its usual time; the third, whether it still ran, and what was wrong."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(story.base, data)
        good = [tables(story.base), tables(story.done)]
        process = started(data, story.recording)
        process.join(share * story.seconds)
        was_killed = process.is_alive()
        process.kill()
        process.join()
        wrong = faults(data, good)
        if not finished(data, story.recording):
            wrong.append("the next run failed")
        wrong += after(data, good[1])
        return THIRDS[min(2, int(share * 3))], was_killed, wrong


def main() -> int:
    """Print the table; 0 if nothing was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        story = prepare(Path(folder))
        found = [one(story, chance.random()) for _ in range(options.kills)]
    counts = Counter((third, was_killed) for third, was_killed, _ in found)
    print(f"{'third of the run':18} {'killed':>6} {'ended first':>11} {'faults':>6}")
    for third in THIRDS:
        wrong = sum(bool(faulty) for t, _, faulty in found if t == third)
        print(f"{third:18} {counts[third, True]:6} {counts[third, False]:11} {wrong:6}")
    for fault, number in Counter(fault for _, _, faulty in found for fault in faulty).items():
        print(f"{number} times: {fault}")
    return 1 if any(faulty for _, _, faulty in found) else 0


if __name__ == "__main__":
    sys.exit(main())
