"""Through the real command: sick sites change nothing, and what joins or leaves is found, neither sooner nor
later. ``benchmarks/sick_sites.py`` does the same for every kind of sick site at every alliance."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from alliance_spiders.alliances import all_alliances
from tests.fixtures.build_sample import FixtureResponse
from tests.longrun.sickness import SICKNESSES
from tests.longrun.sites import (
    each_page,
    exchanged,
    exclusive,
    places,
    read,
    record,
    run,
    site_of,
    states,
    with_body,
)

CODES = [alliance.code for alliance in all_alliances()]
SERIES = ("one entry left", "server error", "garbled text", "empty list", "cut off", "bot wall")


@pytest.fixture
def data(from_published: Path, tmp_path: Path) -> Path:
    """A data folder after one sound run, which is that of week 0."""
    return Path(shutil.copytree(from_published, tmp_path / "data"))


def mapping(data: Path) -> dict[str, tuple[str, str]]:
    return {
        row["ods_code"]: (row["cancer_alliance_code"], row["notes"]) for row in read(data / "mapping.csv")
    }


@pytest.mark.long
def test_three_weeks_of_six_sick_sites_change_no_row(data: Path, tmp_path: Path):
    known, before = places(data), (data / "mapping.csv").read_bytes()
    case = dict(zip(CODES[3::3], SERIES, strict=True))
    altered = {code: SICKNESSES[kind](site_of(code), known[code]) for code, kind in case.items()}
    for week in (1, 2, 3):
        done = run(data, "--replay", record(tmp_path, week, altered))
        assert done.returncode == 0, done.stderr
        assert not {states(data)[code] for code in case} & {"healthy", "healed"}
        assert read(data / "changes.csv") == []
        assert (data / "mapping.csv").read_bytes() == before


@pytest.mark.long
def test_one_joins_and_one_leaves_at_ten_alliances(data: Path, tmp_path: Path):
    known, before = places(data), mapping(data)
    free = [row for row in read(data / "mapping.csv") if not row["cancer_alliance_code"]]
    ten = [code for code in CODES if len(exclusive(known[code])) > 1][:10]
    leaver = {code: exclusive(known[code])[0] for code in ten}
    joiner = dict(zip(ten, free, strict=False))
    altered = {}
    for code in ten:
        like = exclusive(known[code])[-1]
        altered[code] = exchanged(site_of(code), known[code], leaver[code], like, joiner[code]["ods_name"])
    joined = {("added", code, joiner[code]["ods_code"], "site", "applied") for code in ten}

    first = run(data, "--replay", record(tmp_path, 1, altered))
    assert first.returncode == 0, first.stderr
    assert told(data) == joined | {("removed", code, leaver[code], "site", "proposed") for code in ten}
    expected = before | {joiner[code]["ods_code"]: (code, "") for code in ten}
    assert mapping(data) == expected

    assert run(data, "--replay", record(tmp_path, 2, altered)).returncode == 0
    left = {("removed", code, leaver[code], "site", "applied") for code in ten}
    moved = {change for change in told(data) if change[0] == "moved"}
    assert told(data) - moved == left
    after = mapping(data)
    assert {code for code in after if after[code] != expected[code]} == set(leaver.values())


@pytest.mark.long
def test_a_name_that_cannot_be_read_any_more_is_no_leave(data: Path, tmp_path: Path):
    known = places(data)
    code = "N68"  # a plain list
    trust = exclusive(known[code])[-1]
    row = next(row for row in read(data / "partners.csv") if row["current_ods_code"] == trust)
    name = row["name_as_written"].encode()

    def changed(answer: FixtureResponse) -> FixtureResponse:
        return with_body(answer, answer.body.replace(name, b"See " + name + b" for details"))

    before = mapping(data)
    altered = {code: each_page(site_of(code), changed)}
    for week in (1, 2, 3):
        assert run(data, "--only", code, "--replay", record(tmp_path, week, altered)).returncode == 0
        assert told(data) == set()
    assert mapping(data) == before
    asked = [row for row in read(data / "review.csv") if row["alliance_code"] == code]
    assert [row["question"] for row in asked if row["candidates"].startswith(f"{trust} ")] == ["unresolved"]


def told(data: Path) -> set[tuple[str, ...]]:
    columns = ("change", "alliance_code", "ods_code", "cause", "state")
    return {tuple(row[column] for column in columns) for row in read(data / "changes.csv")}
