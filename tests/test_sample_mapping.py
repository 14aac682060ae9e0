"""The whole line over the sample: what the mapping, the changes and the questions must say."""

from __future__ import annotations

from pathlib import Path

import pytest

from matching.register import Register
from output.curated import published_mapping
from tests.conftest import Command, read_csv, sample_run

REGISTER = Register.load()
# The file that was published knows nothing of an alliance that is newer.
PUBLISHED = sorted({row.cancer_alliance_code for row in published_mapping()} - {""})
ONLY = [part for code in PUBLISHED for part in ("--only", code)]
SECOND_CLAIMS = {
    "RCD": ("N63", "Also partners with Humber & North Yorkshire Cancer Alliance"),
    "RFS": ("N88", "Also partners with South Yorkshire and Bassetlaw Cancer Alliance"),
    "RD8": ("L0S3P", "Also partners with Thames Valley Cancer Alliance"),
    "RDU": ("N87", "Also partners with Thames Valley Cancer Alliance"),
}
RENAMED = {"RY3", "RR7", "RTX", "REN", "RWW", "RJC", "RXK", "RCX", "RD8", "RWH", "RWF", "RA7", "RA9"}


@pytest.fixture(scope="module")
def published_sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a run over the sites of the published file that started from nothing."""
    return sample_run(tmp_path_factory.mktemp("sites") / "data", "--no-curated", *ONLY)


@pytest.fixture(scope="module")
def published_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a run over the same sites that started from the published file."""
    return sample_run(tmp_path_factory.mktemp("before") / "data", *ONLY)


def alliances_of(data: Path) -> dict[str, str]:
    return {row["ods_code"]: row["cancer_alliance_code"] for row in read_csv(data / "mapping.csv")}


def published_today() -> dict[str, str]:
    """The published choice for each open trust, seen through today's register."""
    return {
        code: row.cancer_alliance_code
        for row in published_mapping()
        if row.cancer_alliance_code
        for code in REGISTER.current(row.ods_code)
    }


def test_published_mapping_has_139_open_trusts_in_an_alliance():
    assert len(published_today()) == 139


def test_sites_alone_give_the_published_alliances(published_sites: Path):
    mapping = alliances_of(published_sites)
    assert {code: alliance for code, alliance in mapping.items() if alliance} == published_today()


def test_mapping_has_a_row_for_each_open_trust_of_england(from_nothing: Path):
    assert set(alliances_of(from_nothing)) == {trust.code for trust in REGISTER.open_trusts("England")}


@pytest.mark.parametrize(("code", "expected"), SECOND_CLAIMS.items())
def test_trust_of_two_alliances_gets_the_published_choice_and_a_note(
    code: str, expected: tuple[str, str], published_sites: Path
):
    row = next(row for row in read_csv(published_sites / "mapping.csv") if row["ods_code"] == code)
    assert (row["cancer_alliance_code"], row["notes"]) == expected


@pytest.mark.parametrize(("code", "successor"), [("RVJ", "RA7"), ("RY2", "RWW")])
def test_closed_partner_is_raised_with_its_successor(code: str, successor: str, from_nothing: Path):
    asked = [row for row in read_csv(from_nothing / "review.csv") if row["question"] == "retired"]
    assert any(row["ods_code"] == code and f"({successor})" in row["proposal"] for row in asked)


def test_changes_against_the_published_file_are_the_real_ones(published_before: Path):
    changes = read_csv(published_before / "changes.csv")
    found = {
        kind: {row["ods_code"] for row in changes if row["change"] == kind}
        for kind in ("succeeded", "renamed", "added")
    }
    assert found == {"succeeded": {"RVJ", "RY2", "RYV", "RNK"}, "renamed": RENAMED, "added": {"K0N6A"}}


def test_every_change_against_the_published_file_comes_from_the_register(published_before: Path):
    changes = read_csv(published_before / "changes.csv")
    assert {(row["cause"], row["state"]) for row in changes} == {("register", "applied")}
    assert len(changes) == 4 + len(RENAMED) + 1


def test_every_row_stands_in_the_recording(from_nothing: Path, alliances: Command):
    done = alliances("verify", "--data", from_nothing)
    assert done.returncode == 0, done.stderr


def test_same_run_twice_gives_the_same_bytes(from_nothing: Path, alliances: Command, tmp_path: Path):
    tables = sorted(path.name for path in from_nothing.glob("*.csv"))
    before = {name: (from_nothing / name).read_bytes() for name in tables}
    alliances("run", "--sample", "--no-curated", "--data", from_nothing)
    assert {name: (from_nothing / name).read_bytes() for name in tables} == before
    alliances("run", "--sample", "--no-curated", "--data", tmp_path)
    assert {name: (tmp_path / name).read_bytes() for name in tables} == before
