"""Sick sites among well ones: ``python -m benchmarks.faults [--sick 5] [--workers 2] [--minutes 60]``.

Runs the real command against the small internet of the tests. In each run some of the 20 sites are sick, each
with another fault, and the rest are well; two runs in a row share a data folder and its sick sites, so that a
fault could pass for a membership that ended. In all, every fault comes to every site once. Counted are the
mapping's rows that a fault cost, the sick sites that were called healthy with a list that is not theirs, the
runs that crashed, and the well sites that suffered. All of it takes about half an hour on two cores.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from alliance_spiders.alliances import all_alliances
from tests.internet.faults import Fault, Sickness
from tests.internet.server import Internet

PAGE_TIMEOUT = "3"  # seconds; 20 in the real world
RUN_TIMEOUT = 300  # seconds after which a run counts as hung
HEALTHY = ("healthy", "healed")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run left behind; ``sites`` holds state and number of trusts by slug."""

    status: int
    error: str
    sites: Mapping[str, tuple[str, int]]
    mapping: frozenset[tuple[str, str]]
    published: bool

    @property
    def crashed(self) -> bool:
        """Whether it ended in any other way than the contract knows."""
        return self.status not in (0, 1) or "Traceback" in self.error or not self.sites


@dataclass(slots=True)
class Tally:
    """What all runs came to."""

    runs: int = 0
    site_runs: int = 0
    held: int = 0
    crashed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    wrongly_healthy: list[str] = field(default_factory=list)
    suffered: list[str] = field(default_factory=list)
    states: dict[Fault, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @property
    def problems(self) -> list[str]:
        """All that happened and must not."""
        return [*self.crashed, *self.lost, *self.wrongly_healthy, *self.suffered]


def command(net: Internet, data: Path) -> Outcome:
    """One run of ``alliances run`` in the small internet."""
    more = {"ALLIANCES_DELAY": "0", "SMALL_INTERNET_TIMEOUT": PAGE_TIMEOUT}
    arguments = [sys.executable, "-m", "tests.internet.command", "run", "--data", str(data)]
    try:
        done = subprocess.run(
            arguments,
            env={**os.environ, **net.environment(), **more},
            capture_output=True,
            text=True,
            timeout=RUN_TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Outcome(-1, "The run hung.", {}, frozenset(), False)
    return Outcome(
        done.returncode,
        done.stderr,
        {row["spider"]: (row["state"], int(row["trusts_found"] or 0)) for row in rows(data / "sites.csv")},
        frozenset(
            (row["ods_code"], row["cancer_alliance_code"])
            for row in rows(data / "mapping.csv")
            if row["cancer_alliance_code"]
        ),
        done.returncode == 0,
    )


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file; none if it is not there."""
    if path.is_file():
        with path.open(encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream)


def schedule(sick: int, faults: tuple[Fault, ...]) -> Iterator[tuple[dict[str, Sickness], ...]]:
    """Pairs of consecutive runs: the sick sites of each, every fault once at every site."""
    slugs = [alliance.slug for alliance in all_alliances()]
    groups = [slugs[start :: len(slugs) // sick] for start in range(len(slugs) // sick)]
    for turn in range(0, len(faults), 2):
        for group in groups:
            yield tuple(
                {
                    slug: Sickness(faults[(now + place) % len(faults)], deep=(now + place // 2) % 2 == 1)
                    for place, slug in enumerate(group)
                }
                for now in (turn, turn + 1)
            )


def judge(tally: Tally, plan: Mapping[str, Sickness], outcome: Outcome, well: Outcome) -> None:
    """Add one run to the tally."""
    tally.runs += 1
    tally.held += not outcome.published
    told = ", ".join(f"{slug}: {sickness.fault}" for slug, sickness in plan.items())
    if outcome.crashed:
        tally.crashed.append(f"{told}: {outcome.error.strip().splitlines()[-1:]}")
        return
    tally.lost += [f"{row} in the run with {told}" for row in sorted(well.mapping - outcome.mapping)]
    for slug, (state, trusts) in outcome.sites.items():
        right = state in HEALTHY and trusts == well.sites[slug][1]
        if slug in plan:
            tally.site_runs += 1
            sickness = plan[slug]
            tally.states[sickness.fault][state] += 1
            if state in HEALTHY and not right:
                tally.wrongly_healthy.append(f"{slug} with “{sickness.fault}”: {trusts} trusts")
        elif not right:
            tally.suffered.append(f"{slug} ({state}, {trusts} trusts) in the run with {told}")


def report(tally: Tally) -> Iterator[str]:
    """The table and the figures under it."""
    yield f"{'fault':<30} site-runs  states"
    for fault, states in tally.states.items():
        spread = ", ".join(f"{state} {count}" for state, count in states.most_common())
        yield f"{fault.value:<30} {states.total():>9}  {spread}"
    yield f"{tally.runs} runs, {tally.site_runs} sick site-runs; the gate held {tally.held} runs back."
    for what, cases in (
        ("mapping rows lost", tally.lost),
        ("sites wrongly called healthy", tally.wrongly_healthy),
        ("runs that crashed or hung", tally.crashed),
        ("well sites that suffered", tally.suffered),
    ):
        yield f"{what}: {len(cases)}"
        yield from (f"    {case}" for case in cases[:20])


def main() -> int:
    """Print the table; 1 if anything happened that must not."""
    parser = argparse.ArgumentParser(description="Sick sites among well ones.")
    parser.add_argument("--sick", type=int, default=5, help="sick sites in a run; divides 20")
    parser.add_argument("--workers", type=int, default=2, help="runs at a time")
    parser.add_argument("--minutes", type=float, default=60, help="start no more runs after this time")
    options = parser.parse_args()
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(options.workers) as pool:
        base = Path(folder) / "base"
        with _internet(Path(folder) / "0") as net:
            well = command(net, base)
        until = time.monotonic() + 60 * options.minutes
        jobs = [
            pool.submit(_two_runs, Path(folder) / str(number), base, pair, until)
            for number, pair in enumerate(schedule(options.sick, tuple(Fault)), start=1)
        ]
        for job in jobs:
            for plan, outcome in job.result():
                before = len(tally.problems)
                judge(tally, plan, outcome, well)
                if len(tally.problems) > before:
                    print(
                        f"run {tally.runs}: something went wrong", *tally.problems, sep="\n", file=sys.stderr
                    )
            print(f"{tally.runs} runs", file=sys.stderr)
    print("\n".join(report(tally)))
    return int(bool(tally.problems))


def _internet(folder: Path) -> Internet:
    folder.mkdir()
    return Internet(folder)


def _two_runs(
    folder: Path, base: Path, pair: tuple[dict[str, Sickness], ...], until: float
) -> list[tuple[dict[str, Sickness], Outcome]]:
    """Two runs in a row over a copy of the folder of a well run; none when the time is up."""
    if time.monotonic() > until:
        return []
    with _internet(folder) as net:
        data = Path(shutil.copytree(base, folder / "data"))
        found = []
        for plan in pair:
            net.reset(plan)
            found.append((plan, command(net, data)))
        shutil.rmtree(data)
        return found


if __name__ == "__main__":
    sys.exit(main())
