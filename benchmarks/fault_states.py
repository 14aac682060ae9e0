"""What stands where a list should be: is it named right? ``python -m benchmarks.fault_states [--sites 5]``.

Each variant of each kind (``tests/states``: walls, notices, empty lists, other alliances' lists, redirects,
files, cuts, shells) befalls ``--sites`` alliances, in recordings in which each alliance has another variant.
Each recording is run two times in a row with ``--publish-anyway``, so that the gate hides no change. Printed
are the states by kind, then each variant that was not named right. ``--kind login`` tries one kind only.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from alliance_spiders.alliances import all_alliances
from benchmarks.sick_sites import base_run
from tests.longrun.sites import places, read, record, run, site_of
from tests.states.kinds import Variant, variants
from tests.states.placing import Listed

HEALTHY = ("healthy", "healed")
CODES = [alliance.code for alliance in all_alliances()]
Case = Mapping[str, Variant]
"""The variant that befalls each alliance."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one run said of one site."""

    variant: Variant
    code: str
    state: str
    detail: str
    mapping_kept: bool

    @property
    def right(self) -> bool:
        """Named right, in whole sentences."""
        return self.state in self.variant.states and self.detail.endswith((".", "”"))


@dataclass(slots=True)
class Line:
    """One kind in the table."""

    variants: set[str] = field(default_factory=set)
    sites: set[str] = field(default_factory=set)
    states: Counter[str] = field(default_factory=Counter)
    right: int = 0


def cases(chosen: list[Variant], sites: int, known: Mapping[str, Listed]) -> Iterator[Case]:
    """Each variant at so many alliances; a case has no alliance twice."""
    waiting: list[tuple[Variant, str]] = []
    for number, variant in enumerate(chosen):
        fitting = [code for code in CODES if variant.fits(known[code])]
        step = max(1, len(fitting) // sites)
        places = [fitting[(number + step * each) % len(fitting)] for each in range(min(sites, len(fitting)))]
        waiting += [(variant, code) for code in places]
    while waiting:
        case: dict[str, Variant] = {}
        for variant, code in waiting:
            case.setdefault(code, variant)
        waiting = [(variant, code) for variant, code in waiting if case[code] is not variant]
        yield case


def look(base: Path, known: Mapping[str, Listed], case: Case) -> list[Seen]:
    """Two runs over a recording in which each alliance has its variant."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(shutil.copytree(base, Path(folder) / "data"))
        before = (data / "mapping.csv").read_bytes()
        altered = {code: variant.sick(site_of(code), known[code]) for code, variant in case.items()}
        seen: list[Seen] = []
        for week in (1, 2):
            done = run(data, "--publish-anyway", "--replay", record(Path(folder), week, altered))
            if done.returncode:
                raise SystemExit(f"A run failed: {done.stderr}{done.stdout}")
            kept = (data / "mapping.csv").read_bytes() == before
            rows = {row["alliance_code"]: row for row in read(data / "sites.csv")}
            seen += [
                Seen(v, code, rows[code]["state"], rows[code]["detail"], kept) for code, v in case.items()
            ]
        return seen


def listed(data: Path) -> dict[str, Listed]:
    """Where each site's list stands, from a sound run's record."""
    known = places(data)
    pages = {row["alliance_code"]: row["partner_urls"].split() for row in read(data / "sites.csv")}
    return {code: Listed(known[code], frozenset(pages[code])) for code in CODES}


def show(seen: list[Seen]) -> int:
    """The table, and what is wrong; 1 if anything is."""
    lines: dict[str, Line] = {}
    for one in seen:
        line = lines.setdefault(one.variant.kind, Line())
        line.variants.add(one.variant.name)
        line.sites.add(one.code)
        line.states[one.state] += 1
        line.right += one.right
    print(f"{'kind':<16} variants  sites   named right  states")
    for kind, line in lines.items():
        spread = ", ".join(f"{state} {count}" for state, count in line.states.most_common())
        right = f"{line.right} of {line.states.total()}"
        print(f"{kind:<16} {len(line.variants):>8} {len(line.sites):>6} {right:>13}  {spread}")
    healthy = [one for one in seen if one.state in HEALTHY]
    lost = [one for one in seen if not one.mapping_kept]
    print(
        f"{len(seen)} site-runs: {sum(one.right for one in seen)} named right, {len(healthy)} called healthy,"
    )
    print(f"{len(lost)} in runs that changed the mapping.")
    wrong = Counter((o.variant.kind, o.variant.name, o.code, o.state, o.detail) for o in seen if not o.right)
    for (kind, name, code, state, detail), count in sorted(wrong.items()):
        print(f"  {kind}: {name} at {code}: {state} ({count}): {detail}")
    return int(bool(healthy or lost or wrong))


def main() -> int:
    """Print the table; 1 if a kind was not named right."""
    kinds = list(dict.fromkeys(variant.kind for variant in variants()))
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kind", action="append", choices=kinds, help="a kind to try; repeat for several")
    parser.add_argument("--sites", type=int, default=5, help="alliances that each variant befalls")
    parser.add_argument("--workers", type=int, default=2, help="runs at a time")
    options = parser.parse_args()
    chosen = [variant for variant in variants() if variant.kind in (options.kind or kinds)]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(options.workers) as pool:
        base = base_run(Path(folder))
        known = listed(base)
        found = pool.map(lambda case: look(base, known, case), cases(chosen, options.sites, known))
        return show([seen for case in found for seen in case])


if __name__ == "__main__":
    sys.exit(main())
