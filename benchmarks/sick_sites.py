"""Every kind of sick site at every alliance, three runs each: does any row of the mapping change?

``python -m benchmarks.sick_sites`` prints, for each kind, the states that the sites were given and the
rows of the mapping that changed. In each run all sites are sick at once, each with another kind, and
``--publish-anyway`` keeps the gate from hiding a change. ``--kind "bot wall"`` tries one kind only;
repeat it for several.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from alliance_spiders.alliances import all_alliances
from tests.longrun.sickness import RIGHT, SICKNESSES
from tests.longrun.sites import Places, places, read, record, run, site_of, states

RUNS = 3
CODES = [alliance.code for alliance in all_alliances()]

Case = dict[str, str]
"""Kind of sickness by alliance, of one series of runs."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one series: the state of each site in each run, changes by alliance, changed rows of the mapping."""

    case: Case
    states: tuple[dict[str, str], ...]
    changes: Counter[str]
    changed: tuple[str, ...]


def cases(kinds: list[str]) -> Iterator[Case]:
    """Series in which each kind befalls each alliance once."""
    for turn in range(len(kinds)):
        yield {code: kinds[(turn + n) % len(kinds)] for n, code in enumerate(CODES)}


def base_run(folder: Path) -> Path:
    """A data folder after one sound run."""
    data = folder / "base"
    done = run(data, "--replay", record(folder, 0, {}))
    if done.returncode:
        raise SystemExit(f"The sound run failed: {done.stderr}{done.stdout}")
    return data


def shown(data: Path, known: dict[str, Places]) -> dict[str, str]:
    """The state of each site; ``well`` where another page names all of the trusts that the list did."""
    found = {row["alliance_code"]: int(row["trusts_found"]) for row in read(data / "sites.csv")}
    return {
        code: "well" if state == "healthy" and found[code] == len(known[code]) else state
        for code, state in states(data).items()
    }


def series(base: Path, known: dict[str, Places], case: Case) -> Outcome:
    """Three weekly runs with some sick sites, from a sound run on."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(base, data)
        before = (data / "mapping.csv").read_text("utf-8").splitlines()
        altered = {code: SICKNESSES[kind](site_of(code), known[code]) for code, kind in case.items()}
        seen: list[dict[str, str]] = []
        changes: Counter[str] = Counter()
        for week in range(1, RUNS + 1):
            done = run(data, "--publish-anyway", "--replay", record(Path(folder), week, altered))
            if done.returncode:
                raise SystemExit(f"A run failed: {done.stderr}{done.stdout}")
            seen.append(shown(data, known))
            told = [row for row in read(data / "changes.csv") if row["state"] == "applied"]
            changes.update(row["alliance_code"] for row in told)
        after = (data / "mapping.csv").read_text("utf-8").splitlines()
        return Outcome(case, tuple(seen), changes, tuple(sorted(set(before) ^ set(after))))


def others(outcomes: list[Outcome]) -> list[tuple[str, str, str, int]]:
    """Kind, alliance, state and number of the runs in which a sick site was given another state."""
    found = Counter(
        (kind, code, seen[code])
        for o in outcomes
        for code, kind in o.case.items()
        for seen in o.states
        if seen[code] not in (*RIGHT[kind].split(), "well")
    )
    return sorted((*what, n) for what, n in found.items())


def main() -> int:
    """Print the table; 0 if no row changed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kind", action="append", choices=SICKNESSES, help="a kind to try")
    parser.add_argument("--workers", type=int, default=2, help="runs at a time")
    options = parser.parse_args()
    kinds = options.kind or list(SICKNESSES)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(options.workers) as pool:
        base = base_run(Path(folder))
        known = places(base)
        outcomes = list(pool.map(lambda case: series(base, known, case), cases(kinds)))
    return show(kinds, outcomes)


def show(kinds: list[str], outcomes: list[Outcome]) -> int:
    """The table, a line a kind."""
    print(f"{'kind':18} {'alliances':>9} {'runs':>5} {'changes':>7}  states")
    for kind in kinds:
        of_kind = [(o, code) for o in outcomes for code, k in o.case.items() if k == kind]
        counts = Counter(found[code] for o, code in of_kind for found in o.states)
        changes = sum(o.changes[code] for o, code in of_kind)
        said = ", ".join(f"{n} {state}" for state, n in counts.most_common())
        print(f"{kind:18} {len({c for _, c in of_kind}):9} {counts.total():5} {changes:7}  {said}")
    for kind, code, state, n in others(outcomes):
        print(f"{kind}: {n} times {state} at {code}, not {RIGHT[kind].replace(' ', ' or ')}.")
    lost = {row for o in outcomes for row in o.changed}
    print(f"{len(outcomes)} series of {RUNS} runs, {len(lost)} rows changed.")
    for row in sorted(lost):
        print(" ", row)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
