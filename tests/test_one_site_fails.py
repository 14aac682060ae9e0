"""A fault at one site costs no other site its result."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from alliance_spiders.alliances import find_alliance
from tests.conftest import Command, read_csv
from tests.fixtures.build_sample import START, FixtureResponse, load_all, write_warc

SICK = find_alliance("wessex")
BREAK_THE_READER = """
import sys
import alliance_spiders.readers as readers
real = readers.read_site
def read_site(site, *rest):
    if site.alliance_code == "N46":
        raise ZeroDivisionError
    return real(site, *rest)
readers.read_site = read_site
from alliance_spiders.cli import main
main()
"""

pytestmark = pytest.mark.long


def partners_elsewhere(data: Path) -> list[dict[str, str]]:
    rows = read_csv(data / "partners.csv")
    shown = [row for row in rows if row["alliance_code"] != SICK.code]
    when = ("first_seen", "last_seen", "fetched_at", "warc_record_id")
    return [{column: cell for column, cell in row.items() if column not in when} for row in shown]


def state_of(data: Path) -> str:
    return next(row["state"] for row in read_csv(data / "sites.csv") if row["alliance_code"] == SICK.code)


def broken(response: FixtureResponse) -> FixtureResponse:
    address = urlsplit(response.url)
    if (address.hostname or "").removeprefix("www.") not in SICK.hosts or address.path == "/robots.txt":
        return response
    return replace(response, status=500, headers=(("Content-Type", "text/html"),), body=b"<h1>Error</h1>")


def is_elsewhere(response: FixtureResponse) -> bool:
    return (urlsplit(response.url).hostname or "").removeprefix("www.") not in SICK.hosts


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ([broken(r) for r in load_all()], "unreachable"),
        ([r for r in load_all() if is_elsewhere(r)], "unreachable"),
    ],
    ids=["errors", "nothing"],
)
def test_site_that_fails_costs_no_other_site_anything(
    answers: list[FixtureResponse], state: str, from_nothing: Path, alliances: Command, tmp_path: Path
):
    write_warc(answers, tmp_path / "sick.warc.gz", START)
    done = alliances(
        "run", "--replay", tmp_path / "sick.warc.gz", "--no-curated", "--data", tmp_path / "data"
    )
    assert done.returncode == 0, done.stderr
    assert state_of(tmp_path / "data") == state
    assert partners_elsewhere(tmp_path / "data") == partners_elsewhere(from_nothing)


def test_fault_in_the_reader_costs_no_other_site_anything(from_nothing: Path, tmp_path: Path):
    command = ["run", "--sample", "--no-curated", "--data", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-c", BREAK_THE_READER, *command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert state_of(tmp_path) == "not_recognised"
    assert partners_elsewhere(tmp_path) == partners_elsewhere(from_nothing)


def test_sick_site_takes_nothing_out_of_the_mapping(from_published: Path, alliances: Command, tmp_path: Path):
    write_warc([broken(r) for r in load_all()], tmp_path / "sick.warc.gz", START)
    alliances("run", "--replay", tmp_path / "sick.warc.gz", "--data", tmp_path / "data")
    assert (tmp_path / "data" / "mapping.csv").read_bytes() == (from_published / "mapping.csv").read_bytes()
