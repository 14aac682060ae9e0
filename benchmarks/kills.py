"""Kills a run at random moments and does it again: are the files whole, is anything lost or doubled?

``python -m benchmarks.kills --kills 100`` prints one line for each third of the run and every fault.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.longrun.kills import after, faults, kill_when, started, tables
from tests.longrun.sites import exchanged, exclusive, places, record, run, site_of

ALLIANCE = "N69"
ONLY = ("--only", ALLIANCE, "--only", "swag", "--only", "wessex")  # enough to write every file
THIRDS = ("first", "middle", "last")


@dataclass(frozen=True, slots=True)
class Story:
    """A folder before a week with changes, that week's recording, the folder after it, and its seconds."""

    base: Path
    recording: Path
    done: Path
    seconds: float


def prepare(folder: Path) -> Story:
    """One sound run, and one undisturbed run of the week with changes."""
    base, done = folder / "base", folder / "done"
    run(base, "--replay", record(folder, 0, {}), *ONLY)
    known = places(base)[ALLIANCE]
    leaver, like = exclusive(known)[0], exclusive(known)[-1]
    site = exchanged(site_of(ALLIANCE), known, leaver, like, "The Online NHS Trust")
    recording = record(folder, 1, {ALLIANCE: site})
    shutil.copytree(base, done)
    began = time.monotonic()
    run(done, "--replay", recording, *ONLY)
    return Story(base, recording, done, time.monotonic() - began)


def one(story: Story, share: float) -> tuple[str, bool, list[str]]:
    """Kill a run after a share of its usual time; the third, whether it still ran, and what was wrong."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(story.base, data)
        good = [tables(story.base), tables(story.done)]
        deadline = time.monotonic() + share * story.seconds
        was_killed = kill_when(started(data, story.recording, *ONLY), lambda: time.monotonic() >= deadline)
        wrong = faults(data, good)
        again = run(data, "--replay", story.recording, *ONLY)
        if again.returncode:
            wrong.append(f"the next run failed: {again.stderr.strip()}")
        wrong += after(data, good[1])
        return THIRDS[min(2, int(share * 3))], was_killed, wrong


def main() -> int:
    """Print the table; 0 if nothing was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2, help="runs at a time")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(options.workers) as pool:
        story = prepare(Path(folder))
        shares = [chance.random() for _ in range(options.kills)]
        found = list(pool.map(lambda share: one(story, share), shares))
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
