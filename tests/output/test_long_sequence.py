"""Eighteen weeks in which sites, register, program and curators all change: the log must be exactly right."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

import pytest

from alliance_spiders.items import SiteState
from output.curated import read_mapping
from output.decisions import take_in
from tests.output.factories import register, rows, trust
from tests.output.world import Program, World

EIGHT = tuple(trust(f"R{n}A", f"Place {n} NHS Trust") for n in range(1, 9))
NEWCOMERS = (
    trust("RN1", "Newly Listed NHS Trust"),
    trust("RN2", "Starred NHS Trust"),
    trust("RN3", "Royal Infirmary NHS Trust"),
    trust("RN4", "Old Hospital NHS Trust"),
    trust("RN5", "Last NHS Trust"),
    trust("RN6", "Nameless NHS Trust"),
)
OPENED = trust("RN7", "Zed NHS Trust")
SICK = SiteState.UNREACHABLE
BASE = register(*EIGHT, *NEWCOMERS)


def name(code, reg=BASE):
    return reg.trusts[code].name


def begin(folder):
    own = {t.code: "N63" for t in EIGHT} | {"RR8": "N70", "RXF": "N70", "RCF": "N69", "RCD": "N69"}
    pages = {
        "N63": (
            *(t.name for t in EIGHT),
            "* Starred NHS Trust",
            "The Infirmary",
            "The Old Hospital",
            "Zed NHS Trust",
            "Somewhere Trust",
        ),
        "N70": (name("RR8"), name("RXF")),
        "N69": (name("RCF"), name("RCD")),
    }
    return World(folder, BASE, rows(BASE, **own), pages)


@pytest.fixture
def world(tmp_path):
    return begin(tmp_path)


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """A world after the eighteen weeks."""
    world = begin(tmp_path_factory.mktemp("lived"))
    live_through(world)
    return world


def changed(world, code, version, **how):
    """The register with one trust told otherwise."""
    trusts = [replace(t, **how) if t.code == code else t for t in world.register.trusts.values()]
    return register(*trusts, version=version)


def decide(world, text):
    path = world.folder / "given.csv"
    path.write_text("item_id,alliance_code,name_as_written,ods_code,decision\n" + text)
    take_in(path, world.folder, world.register)


def live_through(world):
    """The eighteen weeks."""
    world.run()  # 1: all as in the mapping
    world.edit("N63", add=(name("RN1"),))
    world.run()  # 2: a trust joins
    world.run(N63=SICK)  # 3
    world.edit("N63", drop=(name("R2A"),))
    world.run()  # 4: a trust is missing
    world.run(N63=SiteState.PARTIAL)  # 5
    world.run()  # 6: it is missing still, and has left
    world.register = changed(world, "R3A", "r2", name="Place Three NHS Trust", former_names=())
    world.edit("N63", add=("Place Three NHS Trust",), drop=("Place 3 NHS Trust",))
    world.run()  # 7: a trust is renamed, by the register and on the site
    world.register = changed(world, "R4A", "r3", is_open=False, successors=("R5A",), current=("R5A",))
    world.run(N63=SICK)  # 8: a trust is merged into another while the site is down
    world.run()  # 9: the site still has the old name
    world.edit("N63", drop=(name("R4A"),))
    world.run()  # 10: the site follows
    world.program = Program(reads_stars=True)
    world.run()  # 11: the spider reads what it passed by
    world.program = Program(True, {"The Infirmary": "RN3"})
    world.run()  # 12: the matcher knows another name
    world.program = Program(True, {"The Infirmary": "RN3", "The Old Hospital": "RN4"})
    world.register = register(*world.register.trusts.values(), OPENED, version="r4")
    world.edit("N63", add=(name("RN5"),))
    world.run()  # 13: matcher, register and site at once
    world.program = Program(False, world.program.aliases)
    world.run()  # 14: the spider forgets
    world.program = Program(True, world.program.aliases)
    world.run()  # 15: and remembers
    decide(world, ",N63,Somewhere Trust,RN6,accept\n")
    world.run()  # 16: a curator says what a name means
    world.edit("N70", add=(name("RCD"),), drop=(name("RXF"),))
    world.run(N63=SICK)  # 17: one leaves and one joins next door
    world.edit("N70", add=(name("RXF"),))
    world.run()  # 18: and is back


LOG = [
    (2, "added", "N63", "RN1", "site", "applied"),
    (4, "removed", "N63", "R2A", "site", "proposed"),
    (5, "removed", "N63", "R2A", "site", "proposed"),
    (6, "removed", "N63", "R2A", "site", "applied"),
    (7, "renamed", "N63", "R3A", "register", "applied"),
    (8, "succeeded", "N63", "R4A", "register", "applied"),
    (11, "added", "N63", "RN2", "spider", "applied"),
    (12, "added", "N63", "RN3", "matcher", "applied"),
    (13, "added", "N63", "RN4", "matcher", "applied"),
    (13, "added", "N63", "RN5", "site", "applied"),
    (13, "added", "N63", "RN7", "register", "applied"),
    (14, "removed", "N63", "RN2", "spider", "proposed"),
    (15, "removed", "N63", "RN2", "spider", "withdrawn"),
    (16, "added", "N63", "RN6", "decision", "applied"),
    (17, "added", "N70", "RCD", "site", "applied"),
    (17, "removed", "N70", "RXF", "site", "proposed"),
    (18, "removed", "N70", "RXF", "site", "withdrawn"),
]


def test_the_log_of_eighteen_weeks_is_exactly_right(lived):
    assert lived.log() == LOG


def test_the_members_at_the_end_are_exactly_right(lived):
    mapping = {row.ods_code: row for row in read_mapping(lived.folder / "mapping.csv")}
    n63 = {"R1A", "R3A", "R5A", "R6A", "R7A", "R8A", "RN1", "RN2", "RN3", "RN4", "RN5", "RN6", "RN7"}
    assert {code: row.cancer_alliance_code for code, row in mapping.items() if row.cancer_alliance_code} == (
        dict.fromkeys(n63, "N63") | {"RR8": "N70", "RXF": "N70", "RCF": "N69", "RCD": "N69"}
    )
    assert mapping["RCD"].notes == "Also partners with Humber & North Yorkshire Cancer Alliance"
    assert mapping["R3A"].ods_name == "Place Three NHS Trust"


@pytest.mark.parametrize(
    ("week", "by_cause"),
    [
        (1, {}),
        (7, {}),  # register and site say the same in other words
        (11, {"spider": 1}),
        (13, {"site": 1, "register": 1, "matcher": 1}),
        (17, {"site": 2}),
    ],
)
def test_the_differences_of_a_run_are_counted_by_cause_and_add_up(lived, week, by_cause):
    assert lived.outcomes[week - 1].counts["differences_by_cause"] == by_cause


def test_without_recordings_the_text_tells_most_of_it(world):
    world.keeps_recordings = False
    live_through(world)
    told = {entry for entry in LOG if entry not in world.log()}
    # The page changed in the same week, so it cannot show which of two new things read the name.
    assert told == {(13, "added", "N63", "RN4", "matcher", "applied")}


def test_old_pages_are_read_again_only_when_program_or_register_and_reading_differ(world):
    asked = []
    world._reread = lambda alliance, past, register: asked.append((world.week, alliance))
    live_through(world)
    # Weeks 2 to 6 change the site alone; in weeks 7, 9 and 10 the new register reads the same from it.
    assert {week for week, _ in asked} == {8, 11, 12, 13, 14, 15}
    assert {alliance for _, alliance in asked} == {"N63"}


def test_the_history_holds_every_run_and_is_never_rewritten(lived):
    record = json.loads((lived.folder / "run.json").read_text())
    assert record["versions"]["code"] == lived.program.version
    with sqlite3.connect(lived.folder / "history.db") as database:
        assert database.execute("SELECT COUNT(*) FROM runs").fetchone() == (18,)
        assert [row[0] for row in database.execute("SELECT version FROM registers ORDER BY 1")] == [
            "r1", "r2", "r3", "r4",
        ]  # fmt: skip
        for table in ("runs", "sites", "sightings", "memberships", "changes", "questions", "registers"):
            for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET rowid = rowid"):
                with pytest.raises(sqlite3.IntegrityError, match="never rewritten"):
                    database.execute(statement)
