"""What a sound site shows or lacks, and what is yet left to a person or to another look."""

from __future__ import annotations

import pytest

from alliance_spiders.items import SiteState
from output.curated import read_mapping
from output.decisions import take_in
from tests.output.factories import Folder, matched, register, rows, site, told, trust
from tests.output.world import Program, World

PLACES = tuple(trust(f"R{n}A", f"Place {n} NHS Trust") for n in range(1, 6))
STARRED = trust("RN2", "Starred NHS Trust")
ALIASED = trust("RN3", "Royal Infirmary NHS Trust")
BASE = register(*PLACES, STARRED, ALIASED)
KNOWS_ALL = Program(True, {"The Infirmary": "RN3"})
FORGETS_STARS, FORGETS_ALIASES = Program(False, KNOWS_ALL.aliases), Program(True)


@pytest.fixture
def world(tmp_path):
    """A world after a run that read all members, two of them by what a program may forget."""
    own = {t.code: "N63" for t in (*PLACES, STARRED, ALIASED)} | {"RR8": "N70", "RXF": "N70"}
    pages = {
        "N63": (*(t.name for t in PLACES), "* Starred NHS Trust", "The Infirmary"),
        "N70": tuple(BASE.trusts[code].name for code in ("RR8", "RXF")),
    }
    made = World(tmp_path, BASE, rows(BASE, **own), pages, KNOWS_ALL)
    made.run()
    return made


def alliance(world, code):
    mapping = {row.ods_code: row for row in read_mapping(world.folder / "mapping.csv")}
    return mapping[code].cancer_alliance_code


def open_removals(outcome):
    return [(q.ods_code, q.item_id) for q in outcome.questions if q.question == "removed"]


LOST = [(FORGETS_STARS, "RN2", "spider"), (FORGETS_ALIASES, "RN3", "matcher")]


@pytest.mark.parametrize(("program", "code", "cause"), LOST)
def test_what_only_the_program_lost_is_asked_about_and_never_removed(world, program, code, cause):
    world.program = program
    for confirmations in (1, 2, 3, 4):
        outcome = world.run()
        assert told(outcome) == [("removed", "N63", code, cause, "proposed", confirmations)]
        assert [found for found, _ in open_removals(outcome)] == [code]
        assert alliance(world, code) == "N63"
    assert "stays until a person decides" in outcome.changes[0].detail


@pytest.mark.parametrize(("program", "code", "cause"), LOST)
def test_neither_sick_runs_nor_other_changes_of_the_site_make_it_a_removal(world, program, code, cause):
    world.program = program
    world.run()
    world.run(N63=SiteState.UNREACHABLE)
    world.edit("N63", drop=(PLACES[0].name,))
    for _ in range(2):
        world.run()
    assert (alliance(world, code), alliance(world, PLACES[0].code)) == ("N63", "")
    assert {entry[4] for entry in world.log() if entry[3] == code} == {cause}


@pytest.mark.parametrize(("program", "code", "cause"), LOST)
def test_a_program_that_reads_it_again_withdraws_the_removal(world, program, code, cause):
    world.program = program
    world.run()
    world.program = KNOWS_ALL
    assert told(world.run()) == [("removed", "N63", code, cause, "withdrawn", 0)]
    assert told(world.run()) == []


@pytest.mark.parametrize(("answer", "after"), [("accept", ""), ("reject", "N63")])
def test_a_person_decides_it(world, answer, after):
    world.program = FORGETS_STARS
    (_, item), *_ = open_removals(world.run())
    given = world.folder / "given.csv"
    given.write_text(f"item_id,decision\n{item},{answer}\n")
    take_in(given, world.folder, world.register)
    outcome = world.run()
    assert (alliance(world, "RN2"), open_removals(outcome)) == (after, [])


def test_a_removal_that_the_site_began_is_not_stopped_by_a_new_program(world):
    world.edit("N63", drop=(PLACES[0].name,))
    world.run()
    world.program = FORGETS_STARS
    world.run()
    assert (alliance(world, PLACES[0].code), alliance(world, "RN2")) == ("", "N63")


HERE = [f"RH{n}" for n in range(1, 5)]
IN_AREA = tuple(trust(code, f"Near {code} NHS Trust", icb_code="QWO") for code in (*HERE, "NEW"))
FAR = trust("FAR", "Far Away NHS Trust", icb_code="QR1")


@pytest.fixture
def folder(tmp_path):
    """A folder after a sound run over a site of West Yorkshire, whose board is QWO."""
    reg = register(*IN_AREA, FAR)
    made = Folder(tmp_path, reg, rows(reg, **dict.fromkeys(HERE, "N63")))
    made.run(listing(made))
    return made


def listing(folder, *more, state=SiteState.HEALTHY):
    return site("N63", *(matched(folder.register, code) for code in (*HERE, *more)), state=state)


@pytest.mark.parametrize(
    ("state", "code", "expected"),
    [
        (SiteState.HEALTHY, "NEW", "applied"),
        (SiteState.HEALTHY, "FAR", "applied"),
        (SiteState.HEALED, "NEW", "applied"),
        (SiteState.HEALED, "FAR", "proposed"),
    ],
)
def test_what_a_healed_site_adds_from_outside_the_area_is_asked_about_first(folder, state, code, expected):
    outcome = folder.run(listing(folder, code, state=state))
    assert told(outcome) == [("added", "N63", code, "site", expected, 1)]
    assert [(q.question, q.ods_code) for q in outcome.questions] == [("added", code)]
    assert folder.mapping()[code].cancer_alliance_code == ("N63" if expected == "applied" else "")


def test_it_is_added_when_the_list_stands_there_again(folder):
    folder.run(listing(folder, "FAR", state=SiteState.HEALED))
    assert told(folder.run(listing(folder, "FAR"))) == [("added", "N63", "FAR", "site", "applied", 1)]


def test_a_list_that_moves_every_week_adds_nothing_from_outside_the_area(folder):
    for _ in range(3):
        outcome = folder.run(listing(folder, "FAR", state=SiteState.HEALED))
        assert [c.state for c in outcome.changes] == ["proposed"]


def test_a_member_outside_the_area_stays_one_at_a_healed_site(folder):
    folder.run(listing(folder, "FAR"))
    assert told(folder.run(listing(folder, "FAR", state=SiteState.HEALED))) == []
