"""A year of weekly runs: how large does the history become, and does a run become slower?

``python -m benchmarks.year`` replays 52 weeks in which sites fall sick, trusts join and leave, and prints
the processor seconds of a run and the size of the history, quarter by quarter.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from alliance_spiders.alliances import all_alliances
from tests.longrun.sickness import SICKNESSES
from tests.longrun.sites import (
    ALLIANCES,
    Places,
    Site,
    exchanged,
    exclusive,
    places,
    read,
    record,
    run,
    site_of,
)

QUARTER = 13
LARGEST = 60_000_000  # bytes of history, recordings apart
SLOWEST = 1.1  # times what the runs of the first quarter took
CODES = [alliance.code for alliance in all_alliances()]


def altered(week: int, known: dict[str, Places], free: Sequence[str]) -> dict[str, Site]:
    """What befalls the sites in a week: one is sick, and of another a trust has been exchanged for good."""
    sites: dict[str, Site] = {}
    movers = [code for code in CODES if len(exclusive(known[code])) > 1]
    for number, code in enumerate(movers[: 1 + week // 4]):
        leaver, like = exclusive(known[code])[0], exclusive(known[code])[-1]
        sites[code] = exchanged(site_of(code), known[code], leaver, like, free[number])
    sick = CODES[week % len(CODES)]
    kind = list(SICKNESSES.values())[week % len(SICKNESSES)]
    return sites | {sick: kind(site_of(sick), known[sick])}


def timed(data: Path, recording: Path) -> float:
    """Do a run; the processor seconds that it took."""
    command = [ALLIANCES, "run", "--data", str(data), "--replay", str(recording)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"A run failed: {process.stderr.read().decode() if process.stderr else ''}")
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Print the table; 0 if the history stays small and the runs stay quick."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--weeks", type=int, default=52)
    options = parser.parse_args()
    seconds: list[float] = []
    sizes: list[int] = []
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        run(data, "--replay", record(Path(folder), 0, {}))
        known = places(data)
        free = [row["ods_name"] for row in read(data / "mapping.csv") if not row["cancer_alliance_code"]]
        for week in range(1, options.weeks + 1):
            recording = record(Path(folder), week, altered(week, known, free))
            seconds.append(timed(data, recording))
            sizes.append((data / "history.db").stat().st_size)
            recording.unlink()
    return show(seconds, sizes)


def show(seconds: list[float], sizes: list[int]) -> int:
    """The table, a line a quarter."""
    print(f"{'weeks':>7} {'median CPU seconds':>18} {'history, bytes':>15}")
    for start in range(0, len(seconds), QUARTER):
        end = min(start + QUARTER, len(seconds))
        print(f"{start + 1:>3}–{end:<3} {median(seconds[start:end]):18.2f} {sizes[end - 1]:15,}")
    slower = median(seconds[-QUARTER:]) / median(seconds[:QUARTER])
    print(f"At the end a run takes {slower:.2f} times what it took at the start.")
    return 0 if sizes[-1] < LARGEST and slower <= SLOWEST else 1


if __name__ == "__main__":
    sys.exit(main())
