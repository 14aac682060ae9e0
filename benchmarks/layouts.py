"""How well partner lists are read: ``python -m benchmarks.layouts [--sites 20] [--redesigns]``.

Every layout is laid out for every alliance in three kinds of page, with introductions and noise drawn by a
seed, and read with the spiders' own hints switched off. ``--redesigns`` reads every fixture site again after
each redesign: other classes, other elements, decoys. Printed are precision and recall of the trusts found.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from alliance_spiders.alliances import all_alliances
from tests.reading.helpers import codes, matcher, page, read
from tests.reading.matrix import INTROS, LAYOUTS, NOISE, Matrix
from tests.reading.test_redesigns import REDESIGNS, fixture_pages

KINDS_OF_PAGE = ("main", "divs", "layout_table")


@dataclass(slots=True)
class Tally:
    """Trusts found rightly and wrongly, and missed; sites read without any fault."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    sites: int = 0
    perfect: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, found: set[str], expected: frozenset[str], label: str) -> None:
        """Count one site."""
        self.right += len(found & expected)
        self.wrong += len(found - expected)
        self.missed += len(expected - found)
        self.sites += 1
        self.perfect += found == expected
        if found != expected:
            self.faults.append(
                f"{label}: extra {sorted(found - expected)}, missed {sorted(expected - found)}"
            )

    @property
    def precision(self) -> float:
        """Share of the trusts found that are partners."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """Share of the partners that were found."""
        return self.right / (self.right + self.missed) if self.right else 0.0


def by_layout(sites: int, seed: int) -> dict[str, Tally]:
    """Every layout on some sites in three kinds of page, hints switched off."""
    draw = random.Random(seed)
    matrix = Matrix(matcher().register, seed)
    tallies: dict[str, Tally] = defaultdict(Tally)
    for layout in LAYOUTS:
        for skeleton in KINDS_OF_PAGE:
            for _ in range(sites):
                intro, noise = draw.choice(list(INTROS)), draw.choice(list(NOISE))
                site = matrix.site(layout, intro, noise, skeleton)
                pages = [page(body, address) for address, body in site.pages.items()]
                tallies[layout].add(
                    codes(read(*pages, alliance=site.alliance.slug)), site.expected, site.label
                )
    return tallies


def by_redesign() -> dict[str, Tally]:
    """Every fixture site after every redesign, hints switched off."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for name, change in REDESIGNS.items():
        for alliance in all_alliances():
            pages, expected = fixture_pages(alliance.slug)
            made = [page(change(body), url) for url, body in pages.items()]
            tallies[name].add(codes(read(*made, alliance=alliance.slug)), expected, f"{name}/{alliance.slug}")
    return tallies


def table(title: str, tallies: dict[str, Tally]) -> Iterator[str]:
    """Lines of a table, a row for each tally and one for all."""
    whole = Tally(
        *(
            sum(getattr(t, name) for t in tallies.values())
            for name in ("right", "wrong", "missed", "sites", "perfect")
        )
    )
    yield f"| {title} | sites | without fault | precision | recall |"
    yield "|---|--:|--:|--:|--:|"
    for name, tally in [*tallies.items(), ("all", whole)]:
        yield f"| {name} | {tally.sites} | {tally.perfect} | {tally.precision:.4f} | {tally.recall:.4f} |"
    for tally in tallies.values():
        yield from tally.faults[:3]


def main() -> None:
    """Print the tables that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sites", type=int, default=20, help="sites for each layout and kind of page")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--redesigns", action="store_true", help="also the fixture sites after redesigns")
    options = parser.parse_args()
    print(*table("layout", by_layout(options.sites, options.seed)), sep="\n")
    if options.redesigns:
        print(*table("redesign", by_redesign()), sep="\n")


if __name__ == "__main__":
    main()
