"""Questions of every kind, made by real runs over small made-up results."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from alliance_spiders.items import SiteResult, SiteState
from matching.model import Candidate, Status
from output.csv_input import long_cells
from output.run import RunOutcome
from output.store import open_history
from tests.output.factories import Folder, matched, register, rows, sighting, site, trust, unresolved

HOSTILE = (
    "<script>alert(1)</script> NHS Trust",
    '"><img src=x onerror=alert(1)> NHS Trust',
    "=HYPERLINK(\"https://evil.example\",\"x\") NHS Trust",
    "+44 NHS Trust",
    "-2+3 NHS Trust",
    "@SUM(1) NHS Trust",
    "Leeds \u202etsurT SHN\u202c NHS Trust",
    "Bell \x07 and \x1b[31mred\x1b[0m NHS Trust",
    "{{ 7 * 7 }} NHS Trust",
    f"Long {'x' * 200_000} NHS Trust",
)  # fmt: skip
MENDIP = "Mendip and Wells Hospitals"


def odd(number: int, **more):
    """A name that nobody knows, with the same two candidates each."""
    name = f"Odd Hospitals {number:04}"
    return unresolved(name, "RR8", "RXF", snippet=f"Our partners are {name} and others", **more)


def folder(path: Path) -> Folder:
    """By the curated mapping Leeds and Mid Yorkshire are in West Yorkshire, Hull in Humber."""
    reg = register()
    return Folder(path, reg, rows(reg, RR8="N63", RXF="N63", RWA="N70"))


def everything(path: Path) -> tuple[Folder, tuple[SiteResult, ...], RunOutcome]:
    """A run that asks one question of nearly every kind; the sites, to run them once more."""
    made = folder(path)
    reg = made.register
    made.run(site("N63", *(matched(reg, code) for code in ("RR8", "RXF", "RCD"))))
    made.register = reg = register(
        replace(reg.trusts["RWA"], name="Hull and East Riding Hospitals NHS Trust"),
        trust("RZ9", "New Place NHS Trust"),
        trust("RZ1", "Old Mid Yorkshire NHS Trust", is_open=False, current=("RXF",)),
        version="r2",
    )
    sites = (
        site(
            "N63",
            *(matched(reg, code) for code in ("RR8", "RCF", "RZ1")),
            unresolved(MENDIP, "RR8", "RXF", snippet=f"We work with {MENDIP} and others"),
            unresolved("The Infirmary", "RR8", "RWA", status=Status.AMBIGUOUS),
        ),
        site("N70", matched(reg, "RR8")),
        site("N69", state=SiteState.UNREACHABLE, detail="The site did not answer."),
    )
    return made, sites, made.run(*sites)


def hostile_site(alliance: str = "N63", names: tuple[str, ...] = HOSTILE):
    sightings = []
    for name in names:
        one = unresolved(name, "RR8", snippet=f"Partners: {name} and more", page="javascript:alert(1)")
        best = Candidate("RR8", "Leeds <b>Teaching</b>", 80.0, True)
        sightings.append(sighting(name, one.match._replace(candidates=(best,)), page="javascript:alert(1)"))
    return site(alliance, *sightings)


def asked(path: Path) -> dict[str, dict[str, str]]:
    """The questions of the last run by item, as they stand on record."""
    with open_history(path) as history:
        return {row["item_id"]: row for row in history.questions_of(history.last_run().id)}


def table(path: Path, name: str) -> list[dict[str, str]]:
    with long_cells(), (path / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
