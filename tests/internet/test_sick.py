"""Sick sites among well ones: one run, and what it says of each."""

import shutil

import pytest

from tests.conftest import read_csv
from tests.internet.conftest import run
from tests.internet.faults import Fault, Sickness

pytestmark = pytest.mark.long

SICK = {
    "swag": (Fault.UNKNOWN_NAME, "unreachable"),
    "wessex": (Fault.PRIVATE_NAME, "unreachable"),
    "northern": (Fault.EXPIRED, "unreachable"),
    "peninsula": (Fault.ROBOTS_FORBID, "blocked"),
    "west_london": (Fault.INSIDE, "not_recognised"),
    "east_midlands": (Fault.BOMB, "unreachable"),
    "thames_valley": (Fault.ENDLESS, "unreachable"),
}


@pytest.fixture(scope="module")
def after(net, well, tmp_path_factory):
    """The data folder after a run with seven sick sites."""
    data = shutil.copytree(well[0], tmp_path_factory.mktemp("sick") / "data")
    net.reset({slug: Sickness(fault) for slug, (fault, _) in SICK.items()})
    done = run(net, "run", "--data", data)
    net.reset()
    assert done.status in (0, 1)
    assert "Traceback" not in done.err
    return data


@pytest.mark.parametrize("slug", SICK)
def test_the_state_of_a_sick_site(after, slug):
    states = {row["spider"]: row["state"] for row in read_csv(after / "sites.csv")}
    assert states[slug] == SICK[slug][1]


def test_the_other_sites_are_complete(after, well):
    before = {row["spider"]: row["trusts_found"] for row in read_csv(well[0] / "sites.csv")}
    now = {
        row["spider"]: row["trusts_found"]
        for row in read_csv(after / "sites.csv")
        if row["state"] == "healthy"
    }
    assert now == {slug: count for slug, count in before.items() if slug not in SICK}


def test_no_row_of_the_mapping_is_lost(after, well):
    pairs = [
        {(row["ods_code"], row["cancer_alliance_code"]) for row in read_csv(folder / "mapping.csv")}
        for folder in (well[0], after)
    ]
    assert pairs[0] == pairs[1]
