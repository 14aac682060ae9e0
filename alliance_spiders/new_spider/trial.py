"""Trying the new spider out on its new fixture, in a copy of the checkout, by the real command."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from alliance_spiders.items import SiteReading, SiteState
from alliance_spiders.new_spider.checkout import python_in
from matching.errors import UserError

COLUMNS = ("name_as_written", "kind", "status", "ods_code", "current_ods_code", "counts")
_PROGRAM = "from alliance_spiders.cli import main; main()"

Rows = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a run over the fixture found: rows of ``expected.csv``, and how the site fared."""

    rows: Rows
    state: str
    detail: str


def try_out(copy: Path, slug: str, code: str, reading: SiteReading) -> Trial:
    """Build the sample of the copy, and run its spider over it from nothing.

    Args:
        copy: the copy of the checkout, with the new files in it.
        slug: the spider's name.
        code: the alliance's code.
        reading: what the recorded pages said; it tells which hospitals stand below their trusts.

    Raises:
        UserError: a step fails, or the fixture's site is not healthy.
    """
    python_in(copy, "-m", "tests.fixtures.build_sample")
    data = copy / "trial"
    python_in(copy, "-c", _PROGRAM, "run", "--sample", "--only", slug, "--no-curated", "--publish-anyway",
              "--data", str(data))  # fmt: skip
    site = next(row for row in _rows(data / "sites.csv") if row["alliance_code"] == code)
    if site["state"] != SiteState.HEALTHY:
        raise UserError(
            f"The fixture made of the recording is {site['state']}, not healthy: {site['detail']} "
            "Nothing was written. Write the fixture by hand, as docs/adding-a-spider.md says."
        )
    below = {sighting.name for sighting in reading.sightings if not sighting.counts}
    rows = [row for row in _rows(data / "partners.csv") if row["alliance_code"] == code]
    counted = [{**row, "counts": "no" if row["name_as_written"] in below else "yes"} for row in rows]
    return Trial(counted, site["state"], site["detail"])


def answer_sheet(rows: Rows) -> bytes:
    """``expected.csv`` for a person to check."""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8")


def differences(rows: Rows, reading: SiteReading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names that the recorded pages list and the fixture does not, and the other way round."""
    fixture = {row["name_as_written"] for row in rows}
    recorded = {sighting.name for sighting in reading.sightings}
    return tuple(sorted(recorded - fixture)), tuple(sorted(fixture - recorded))


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
