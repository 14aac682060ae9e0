"""A run that looks wrong as a whole publishes nothing and says why."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from alliance_spiders.alliances import all_alliances
from alliance_spiders.items import SiteState
from output.curated import MappingRow
from output.gate import broken_contract, unread_sites
from tests.output.factories import Folder, matched, register, rows, site, told, trust

CODES = [a.code for a in all_alliances()]
MANY = tuple(trust(f"RZ{n:02}", f"Place {n} NHS Trust") for n in range(30))


def results(sick, state=SiteState.UNREACHABLE):
    return [site(code, state=state if n < sick else SiteState.HEALTHY) for n, code in enumerate(CODES)]


@pytest.mark.parametrize(("sick", "held"), [(0, False), (6, False), (7, True), (20, True)])
def test_more_than_a_third_of_sick_sites_holds_the_run(sick, held):
    assert bool(unread_sites(results(sick))) is held


@pytest.mark.parametrize("state", SiteState)
def test_only_sites_that_could_be_read_count_as_read(state):
    read = state in (SiteState.HEALTHY, SiteState.HEALED, SiteState.NO_LIST)
    assert bool(unread_sites(results(20, state))) is not read


@pytest.fixture
def folder(tmp_path):
    reg = register(*MANY)
    folder = Folder(tmp_path, reg, rows(reg, **{t.code: "N63" for t in MANY}))
    folder.run(site("N63", *(matched(reg, t.code) for t in MANY)))
    return folder


def leave(folder, count, **more):
    page = site("N63", *(matched(folder.register, t.code) for t in MANY[count:]))
    folder.run(page)
    return folder.run(page, **more)


def test_a_few_departures_are_published(folder):
    assert leave(folder, 3).published


def test_many_departures_hold_the_run_and_leave_the_feeds_as_they_were(folder):
    feeds = ("mapping.csv", "memberships.csv", "mapping_all_codes.csv", "datapackage.json", "feed.json")
    page = site("N63", *(matched(folder.register, t.code) for t in MANY[5:]))
    folder.run(page)
    before = {name: (folder.path / name).read_bytes() for name in feeds}
    outcome = folder.run(page)
    assert not outcome.published
    assert {c[4] for c in told(outcome)} == {"held"}
    assert {name: (folder.path / name).read_bytes() for name in feeds} == before
    record = json.loads((folder.path / "run.json").read_text())
    assert (record["published"], len(record["reasons"])) == (False, 1)
    assert "5 of 35 rows" in outcome.summary[0]
    assert "Nothing was published" in (folder.path / "review.html").read_text()


def test_what_is_held_is_tried_again_by_the_next_run(folder):
    leave(folder, 5)
    page = site("N63", *(matched(folder.register, t.code) for t in MANY[5:]))
    assert [c[4] for c in told(folder.run(page))] == ["held"] * 5


def test_a_person_may_publish_all_the_same_and_it_is_recorded(folder):
    outcome = leave(folder, 5, publish_anyway=True)
    assert (outcome.published, len(outcome.reasons)) == (True, 1)
    assert json.loads((folder.path / "run.json").read_text())["published_anyway"] is True
    assert folder.mapping()["RZ00"].cancer_alliance_code == ""


def test_many_renames_by_the_register_do_not_hold_the_run(folder):
    renamed = tuple(replace(t, name=f"{t.name} of Today") for t in MANY)
    folder.register = register(*renamed, version="r2")
    assert folder.run(site("N63", *(matched(folder.register, t.code) for t in MANY))).published


def join(folder, count, reg):
    others = [t for t in reg.trusts.values() if t.code.startswith("RY")]
    return folder.run(site("N63", *(matched(reg, t.code) for t in (*MANY, *others[:count]))))


@pytest.mark.parametrize(("count", "published"), [(3, True), (4, True), (5, False)])
def test_many_additions_hold_the_run_as_well(tmp_path, count, published):
    reg = register(*MANY, *(trust(f"RY{n}", f"Newcomer {n} NHS Trust") for n in range(9)))
    folder = Folder(tmp_path, reg, rows(reg, **{t.code: "N63" for t in MANY}))
    assert join(folder, count, reg).published is published


def test_a_mapping_without_any_alliance_is_a_start_from_nothing(tmp_path):
    reg = register(*MANY)
    folder = Folder(tmp_path, reg, rows(reg))
    assert folder.run(site("N63", *(matched(reg, t.code) for t in MANY))).published


def test_from_nothing_only_the_sites_can_hold_a_run(tmp_path):
    folder = Folder(tmp_path, register(*MANY))
    assert folder.run(site("N63", *(matched(folder.register, t.code) for t in MANY))).published
    held = Folder(tmp_path / "other", register(*MANY)).run(site("N63", state=SiteState.BLOCKED))
    assert not held.published
    assert not (tmp_path / "other" / "mapping.csv").exists()
    assert (tmp_path / "other" / "sites.csv").exists()


REG = register(replace(register().trusts["RCF"], is_open=False, current=("RR8",)))
GOOD = MappingRow("RR8", "Leeds", "Northern Cancer Alliance", "N69")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ([], [GOOD], ""),
        ([replace(GOOD, ods_code="ZZZ")], [], "ZZZ"),
        ([], [GOOD, GOOD], "twice"),
        ([], [replace(GOOD, ods_code="RCF")], "no open trust"),
        ([], [replace(GOOD, ods_code="ZZZ")], "no open trust"),
        ([], [replace(GOOD, cancer_alliance_name="Other")], "do not belong together"),
        ([], [replace(GOOD, cancer_alliance_code="X")], "do not belong together"),
    ],
)
def test_rows_that_no_mapping_may_hold_hold_the_run(before, after, said):
    reasons = broken_contract(before, after, REG)
    assert bool(reasons) is bool(said)
    assert said in " ".join(reasons)
