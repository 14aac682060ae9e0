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
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from alliance_spiders.alliances import all_alliances
from tests.internet.faults import Fault, Sickness
from tests.internet.server import Internet

PAGE_TIMEOUT = "3"  # seconds; 20 in the real world
RUN_TIMEOUT = 660  # seconds after which a run counts as hung; a crawl ends by itself after 540
HEALTHY = ("healthy", "healed")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run left behind; ``sites`` holds state and number of trusts by slug."""

    status: int
    error: str
    sites: Mapping[str, tuple[str, int]]
    mapping: frozenset[tuple[str, str]]
    published: bool
    seconds: float

    @property
    def crashed(self) -> bool:
        """Whether it ended in any other way than the contract knows."""
        return self.status not in (0, 1) or "Traceback" in self.error or not self.sites


@dataclass(slots=True)
class Line:
    """What the runs with one fault came to; ``whole`` counts those in which all well sites were complete."""

    sites: set[str] = field(default_factory=set)
    states: Counter[str] = field(default_factory=Counter)
    runs: int = 0
    lost: int = 0
    wrongly_healthy: int = 0
    crashed: int = 0
    whole: int = 0


@dataclass(slots=True)
class Tally:
    """What all runs came to; ``pairs`` are a site and its fault."""

    runs: int = 0
    pairs: set[tuple[str, Fault]] = field(default_factory=set)
    site_runs: int = 0
    held: int = 0
    problems: list[str] = field(default_factory=list)
    lines: dict[Fault, Line] = field(default_factory=lambda: {fault: Line() for fault in Fault})


def command(net: Internet, data: Path) -> Outcome:
    """One run of ``alliances run`` in the small internet."""
    more = {"ALLIANCES_DELAY": "0", "SMALL_INTERNET_TIMEOUT": PAGE_TIMEOUT}
    arguments = [sys.executable, "-m", "tests.internet.command", "run", "--data", str(data)]
    started = time.monotonic()
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
        return Outcome(-1, "The run hung.", {}, frozenset(), False, RUN_TIMEOUT)
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
        time.monotonic() - started,
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
    told = ", ".join(f"{slug}: {sickness.fault}" for slug, sickness in plan.items())
    lost = sorted(well.mapping - outcome.mapping) if not outcome.crashed else []
    suffered = [slug for slug in outcome.sites if slug not in plan and not _is_right(slug, outcome, well)]
    wrong = [slug for slug in plan if _is_healthy(slug, outcome) and not _is_right(slug, outcome, well)]
    tally.runs += 1
    tally.held += not outcome.published
    if outcome.crashed:
        tally.problems.append(f"crashed, with {told}: {outcome.error.strip().splitlines()[-1:]}")
    tally.problems += [f"row lost, with {told}: {row}" for row in lost]
    tally.problems += [f"suffered, with {told}: {slug} {outcome.sites[slug]}" for slug in suffered]
    tally.problems += [f"wrongly healthy: {slug}, {plan[slug]}, {outcome.sites[slug]}" for slug in wrong]
    for slug, sickness in plan.items():
        line = tally.lines[sickness.fault]
        line.sites.add(slug)
        line.runs += 1
        line.crashed += outcome.crashed
        line.lost += len(lost)
        line.wrongly_healthy += slug in wrong
        line.whole += not outcome.crashed and not suffered
        if slug in outcome.sites:
            tally.site_runs += 1
            tally.pairs.add((slug, sickness.fault))
            line.states[outcome.sites[slug][0]] += 1


def _is_healthy(slug: str, outcome: Outcome) -> bool:
    return outcome.sites.get(slug, ("", 0))[0] in HEALTHY


def _is_right(slug: str, outcome: Outcome, well: Outcome) -> bool:
    """Whether a site gave all that it gives when it is well."""
    return _is_healthy(slug, outcome) and outcome.sites[slug][1] == well.sites[slug][1]


def report(tally: Tally) -> Iterator[str]:
    """The table and the figures under it."""
    yield f"{'fault':<28} sites  lost  wrong  crashed  others whole  states"
    for fault, line in tally.lines.items():
        spread = ", ".join(f"{state} {count}" for state, count in line.states.most_common())
        counts = f"{len(line.sites):>5} {line.lost:>5} {line.wrongly_healthy:>6} {line.crashed:>8}"
        yield f"{fault.value:<28} {counts} {f'{line.whole} of {line.runs}':>13}  {spread}"
    yield (
        f"{tally.runs} runs, {tally.site_runs} sick site-runs, {len(tally.pairs)} pairs of fault and site; "
        f"the gate held {tally.held} runs back."
    )
    yield (
        "lost: rows of the mapping that its runs lost; wrong: sites called healthy with a list that is not "
        "theirs; others whole: runs in which each well site was healthy and complete."
    )
    yield from tally.problems[:50]


def main() -> int:
    """Print the table; 1 if anything happened that must not."""
    parser = argparse.ArgumentParser(description="Sick sites among well ones.")
    parser.add_argument("--sick", type=int, default=5, help="sick sites in a run; divides 20")
    parser.add_argument("--workers", type=int, default=2, help="runs at a time")
    parser.add_argument("--minutes", type=float, default=60, help="start no more runs after this time")
    parser.add_argument("--start", type=int, default=0, help="pairs of runs to leave out at the beginning")
    options = parser.parse_args()
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(options.workers) as pool:
        base = Path(folder) / "base"
        with _internet(Path(folder) / "0") as net:
            well = command(net, base)
        until = time.monotonic() + 60 * options.minutes
        pairs = list(enumerate(schedule(options.sick, tuple(Fault))))[options.start :]
        random.Random(1).shuffle(pairs)  # so that when the time is up every fault has been seen
        jobs = [
            pool.submit(_two_runs, Path(folder) / f"pair-{number}", base, pair, until)
            for number, pair in pairs
        ]
        for job in jobs:
            for plan, outcome in job.result():
                before = len(tally.problems)
                judge(tally, plan, outcome, well)
                told = ", ".join(f"{slug} {one.fault.value}" for slug, one in plan.items())
                print(f"run {tally.runs}: {outcome.seconds:.0f} s, {told}", file=sys.stderr)
                for problem in tally.problems[before:]:
                    print(f"    {problem}", file=sys.stderr)
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
