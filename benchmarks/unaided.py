"""The register without what was kept by hand for the very names that measure it.

Aliases, former names and bodies kept by hand may spell a labelled name, and rows about hospitals overrule the
evidence about who runs them. ``python -m benchmarks.unaided FACTS_DIR`` builds the register without such rows
and keeps the hospitals that come out otherwise, so that measuring needs no facts.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from benchmarks.labels import LABELLED, Label, read_labels
from matching.build import DATA, compile_register
from matching.model import Site
from matching.names import core_words
from matching.register import Register

HOSPITALS = Path(__file__).parent / "data" / "unaided_hospitals.csv"
_KEPT = ("aliases.csv", "former_names.csv", "bodies.csv", "corrections.csv", "sectors.csv")
Hospitals = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]  # by name: who runs it, who works there
_OFFICIAL = "ODS"  # the source of former names that were not kept by hand


def unaided(register: Register, labels: Iterable[Label]) -> Register:
    """The register without a row kept by hand that spells one of the names."""
    spelt = {_key(label.name) for label in labels}
    trusts = {
        code: replace(
            trust,
            former_names=tuple(
                old for old in trust.former_names if old.source == _OFFICIAL or _key(old.name) not in spelt
            ),
        )
        for code, trust in register.trusts.items()
    }
    hospitals = _hospitals(spelt)
    return replace(
        register,
        trusts=trusts,
        sites=tuple(hospital for site in register.sites if (hospital := _as_built(site, hospitals)).trusts),
        visiting={**register.visiting, **{name: visiting for name, (_, visiting) in hospitals.items()}},
        aliases=tuple(alias for alias in register.aliases if _key(alias.name) not in spelt),
        bodies=tuple(body for body in register.bodies if body.code or _key(body.name) not in spelt),
    )


def _hospitals(spelt: set[str]) -> Hospitals:
    with HOSPITALS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if _key(row["name"]) in spelt]
    return {row["name"]: (tuple(row["trusts"].split()), tuple(row["visiting"].split())) for row in rows}


def _as_built(site: Site, hospitals: Hospitals) -> Site:
    return replace(site, trusts=hospitals[site.name][0]) if site.name in hospitals else site


def write_hospitals(facts: Path, labels: Iterable[Label], target: Path = HOSPITALS) -> int:
    """Keep the hospitals that come out otherwise without the rows for labelled names; returns how many."""
    spelt = {_key(label.name) for label in labels}
    with tempfile.TemporaryDirectory() as folder:
        for name in _KEPT:
            _copy_without(DATA / name, Path(folder) / name, spelt)
        built = compile_register(facts, Path(folder))
    run = {site.name: site.trusts for site in built.sites}
    rows = [
        (site.name, " ".join(run.get(site.name, ())), " ".join(built.visiting.get(site.name, ())))
        for site in Register.load().sites
        if _key(site.name) in spelt and run.get(site.name, ()) != site.trusts
    ]
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("name", "trusts", "visiting"), *sorted(rows)])
    return len(rows)


def _copy_without(source: Path, target: Path, spelt: set[str]) -> None:
    with source.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    at = header.index("name") if "name" in header else None
    kept = [row for row in rows if at is None or _key(row[at]) not in spelt]
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *kept])


def _key(name: str) -> str:
    return "".join(core_words(name))


def main(arguments: list[str]) -> int:
    """Run the command; returns its exit status."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("Usage: python -m benchmarks.unaided FACTS_DIR", file=sys.stderr)
        return 2
    count = write_hospitals(Path(arguments[0]), read_labels(LABELLED))
    print(f"{count} hospitals come out otherwise without the rows kept by hand for labelled names.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
