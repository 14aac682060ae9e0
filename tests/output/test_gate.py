"""A run that looks wrong as a whole publishes nothing and says why."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from alliance_spiders.alliances import all_alliances
from alliance_spiders.items import SiteState
from output.curated import MappingRow
from output.decisions import take_in
from output.gate import broken_contract, changed_rows, unread_sites
from tests.output.factories import Folder, matched, register, rows, site, told, trust

CODES = [a.code for a in all_alliances()]
THIRD = len(CODES) // 3
MANY = tuple(trust(f"RZ{n:02}", f"Place {n} NHS Trust") for n in range(30))


def results(sick, state=SiteState.UNREACHABLE):
    return [site(code, state=state if n < sick else SiteState.HEALTHY) for n, code in enumerate(CODES)]


@pytest.mark.parametrize(
    ("sick", "held"), [(0, False), (THIRD, False), (THIRD + 1, True), (len(CODES), True)]
)
def test_more_than_a_third_of_sick_sites_holds_the_run(sick, held):
    assert bool(unread_sites(results(sick))) is held


@pytest.mark.parametrize("state", SiteState)
def test_only_sites_that_could_be_read_count_as_read(state):
    read = state in (SiteState.HEALTHY, SiteState.HEALED, SiteState.NO_LIST)
    assert bool(unread_sites(results(len(CODES), state))) is not read


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


def rename(folder, count):
    renamed = tuple(replace(t, name=f"{t.name} of Today") for t in MANY[:count])
    folder.register = register(*MANY, *renamed, version=f"renamed {count}")
    return folder.run(site("N63", *(matched(folder.register, t.code) for t in MANY)))


@pytest.mark.parametrize(("count", "published"), [(4, True), (5, False), (30, False)])
def test_many_renames_by_the_register_hold_the_run(folder, count, published):
    outcome = rename(folder, count)
    assert outcome.published is published
    assert published or f"{count} of 35 rows" in outcome.reasons[0]


def test_what_people_accepted_does_not_hold_the_run(folder, tmp_path):
    items = [q.item_id for q in rename(folder, 30).questions if q.question == "renamed"]
    given = tmp_path / "given.csv"
    given.write_text("item_id,decision\n" + "".join(f"{item},accept\n" for item in items[:27]))
    take_in(given, folder.path, folder.register)
    assert rename(folder, 30).published
    assert folder.mapping()["RZ00"].ods_name.endswith("of Today")


@pytest.mark.parametrize("count", [3, 4])
def test_many_assignments_by_a_person_do_not_hold_the_run(folder, tmp_path, count):
    given = tmp_path / "given.csv"
    lines = "".join(f"N70,{t.code},assign\n" for t in MANY[: count * 5])
    given.write_text(f"alliance_code,ods_code,decision\n{lines}")
    take_in(given, folder.path, folder.register)
    outcome = folder.run(site("N63", *(matched(folder.register, t.code) for t in MANY)))
    assert outcome.published
    assert folder.mapping()["RZ00"].cancer_alliance_code == "N70"


@pytest.mark.parametrize(("count", "published"), [(3, True), (4, False)])
def test_many_closures_hold_the_run(folder, count, published):
    gone = [replace(t, is_open=False, current=("RR8",), successors=("RR8",)) for t in MANY[:count]]
    folder.register = register(*MANY, *gone, version="r2")
    # The heir comes into the alliance too: one row more.
    assert folder.run(site("N63", *(matched(folder.register, t.code) for t in MANY))).published is published


def test_new_trusts_change_no_row(folder):
    folder.register = register(*MANY, *(trust(f"RY{n}", f"New {n} NHS Trust") for n in range(9)), version="2")
    assert folder.run(site("N63", *(matched(folder.register, t.code) for t in MANY))).published


def test_a_mapping_made_by_hand_may_spell_names_in_its_own_way(tmp_path):
    reg = register(*MANY)
    given = tuple(replace(row, ods_name=f"The {row.ods_name} by hand") for row in rows(reg, RR8="N63"))
    assert Folder(tmp_path, reg, given).run(site("N63", matched(reg, "RR8"))).published


def test_a_short_mapping_that_was_given_may_grow(tmp_path):
    reg = register(*MANY)
    folder = Folder(tmp_path, reg, rows(reg, RR8="N63")[:5])
    outcome = folder.run(site("N63", *(matched(reg, t.code) for t in MANY)))
    assert (outcome.published, len(folder.mapping())) == (True, 35)


@pytest.mark.parametrize(
    ("then", "now", "how"),
    [
        (MappingRow("RR8", "Leeds"), None, {"RR8": "gone"}),
        (None, MappingRow("RR8", "Leeds"), {}),
        (MappingRow("RR8", "Leeds & York"), MappingRow("RR8", "LEEDS and York"), {}),
        (MappingRow("RR8", "Leeds"), MappingRow("RR8", "York"), {"RR8": "renamed"}),
        (MappingRow("RR8", "L", "x", "N63"), MappingRow("RR8", "L"), {"RR8": "in another alliance or none"}),
        (MappingRow("RR8", "L", notes="Ask first"), MappingRow("RR8", "L"), {}),
        (
            MappingRow("RR8", "L", notes="Also partners with Wessex Cancer Alliance"),
            MappingRow("RR8", "L"),
            {"RR8": "with other notes"},
        ),
    ],
)
def test_a_row_counts_once_whatever_became_of_it(then, now, how):
    assert changed_rows(filter(None, [then]), filter(None, [now])) == how


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


def test_the_first_reading_of_a_site_does_not_hold_the_run(tmp_path):
    reg = register(*MANY)
    folder = Folder(tmp_path, reg, ())
    first = site("N63", *(matched(reg, t.code) for t in MANY[:10]))
    assert folder.run(first, site("N70", state=SiteState.NO_LIST)).published
    outcome = folder.run(first, site("N70", *(matched(reg, t.code) for t in MANY[10:])))
    assert outcome.published
    assert folder.mapping()["RZ29"].cancer_alliance_code == "N70"
