"""A member is present, absent or not known: what keeps a removal back says why, and lets real leaves go."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alliance_spiders.items import SiteState
from output.curated import MappingRow
from output.decisions import take_in
from tests.output.factories import (
    AIREDALE,
    HUMBER,
    LEEDS,
    MID_YORKS,
    WEST_YORKSHIRE,
    Folder,
    asked,
    matched,
    register,
    rows,
    site,
    told,
    unresolved,
    west_yorkshire,
)
from tests.reading.helpers import read

PARTNERS = ("Leeds Teaching Hospitals NHS Trust", "Mid Yorkshire Teaching NHS Trust")
REST = ("Bradford Teaching Hospitals NHS Foundation Trust", "Harrogate and District NHS Foundation Trust")
NAME = "Airedale NHS Foundation Trust"
NOTE = "Also partners with Humber & North Yorkshire Cancer Alliance"


@pytest.fixture
def folder(tmp_path):
    return west_yorkshire(tmp_path / "data")


def page(folder, *codes, name=""):
    """A healthy site that lists these, and on whose page the name stands in no entry."""
    found = site(WEST_YORKSHIRE, *(matched(folder.register, code) for code in codes))
    if not name:
        return found
    standing = {AIREDALE: unresolved(name, snippet=f"In Craven: {name}", page="https://example.nhs.uk/about")}
    return replace(found, reading=replace(found.reading, standing=standing))


def decide(folder, *lines):
    given = folder.path.parent / "given.csv"
    header = "item_id,alliance_code,name_as_written,ods_code,decision,decided_by"
    given.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    take_in(given, folder.path, folder.register)


def question(outcome, kind="removed"):
    return next(q for q in outcome.questions if q.question == kind)


def known(folder):
    folder.run(page(folder, LEEDS, MID_YORKS, AIREDALE))
    return folder


PROPOSED = ("removed", "N63", AIREDALE, "site", "proposed", 0)


def test_a_name_that_stands_on_the_page_keeps_the_member_however_long(folder):
    known(folder)
    for _ in range(4):
        assert told(folder.run(page(folder, LEEDS, MID_YORKS, name=NAME))) == [PROPOSED]
    assert folder.mapping()[AIREDALE].cancer_alliance_code == "N63"


def test_the_question_shows_where_it_stands_and_says_why(folder):
    asked_now = question(known(folder).run(page(folder, LEEDS, MID_YORKS, name=NAME)))
    assert asked_now.evidence_url == "https://example.nhs.uk/about"
    assert asked_now.snippet == f"In Craven: {NAME}"
    assert f"“{NAME}” still stands on the page" in asked_now.proposal


def test_the_question_stays_the_same_from_run_to_run(folder):
    known(folder)
    ids = {question(folder.run(page(folder, LEEDS, MID_YORKS, name=NAME))).item_id for _ in range(3)}
    assert len(ids) == 1


def test_once_the_name_is_gone_two_runs_remove_the_member(folder):
    known(folder).run(page(folder, LEEDS, MID_YORKS, name=NAME))
    once, twice = (folder.run(page(folder, LEEDS, MID_YORKS)) for _ in range(2))
    assert told(once) == [("removed", "N63", AIREDALE, "site", "proposed", 1)]
    assert told(twice) == [("removed", "N63", AIREDALE, "site", "applied", 2)]


def test_a_run_that_shows_the_name_neither_counts_nor_breaks_the_count(folder):
    known(folder).run(page(folder, LEEDS, MID_YORKS))
    outcome = folder.run(page(folder, LEEDS, MID_YORKS, name=NAME))
    assert told(outcome) == [("removed", "N63", AIREDALE, "site", "proposed", 1)]
    assert told(folder.run(page(folder, LEEDS, MID_YORKS)))[0][-2:] == ("applied", 2)


@pytest.mark.parametrize(("answer", "alliance"), [("accept", ""), ("reject", "N63")])
def test_a_person_settles_it(folder, answer, alliance):
    outcome = known(folder).run(page(folder, LEEDS, MID_YORKS, name=NAME))
    decide(folder, f"{question(outcome).item_id},,,,{answer},me")
    after = folder.run(page(folder, LEEDS, MID_YORKS, name=NAME))
    assert folder.mapping()[AIREDALE].cancer_alliance_code == alliance
    assert "removed" not in {kind for kind, *_ in asked(after)}


def test_a_sick_site_shows_no_name_either(folder):
    found = replace(page(known(folder), LEEDS, name=NAME), state=SiteState.PARTIAL)
    others = (site(HUMBER, matched(folder.register, "RWA")), site("N69", matched(folder.register, "RCD")))
    assert PROPOSED not in told(folder.run(found, *others))


def entries(folder, *names):
    """A healthy site with a list, read for the known member."""
    items = "".join(f"<li>{name}</li>" for name in (*PARTNERS, *REST, *names))
    reading = read(f"<h1>Our partners</h1><ul>{items}</ul>", alliance="N63", members=(AIREDALE,))
    own = tuple(s for s in reading.sightings if s.name not in REST)
    return replace(site(WEST_YORKSHIRE), reading=replace(reading, sightings=own))


UNREAD = f"See {NAME} for details"


def test_an_entry_that_could_not_be_read_is_asked_about_and_keeps_the_member(folder):
    known(folder)
    for _ in range(3):
        outcome = folder.run(entries(folder, UNREAD))
        assert told(outcome) == []
    assert question(outcome, "unresolved").candidates.startswith(f"{AIREDALE} {NAME} (90)")
    assert "It is kept until this is settled" in question(outcome, "unresolved").proposal


@pytest.mark.parametrize(
    "line", ["{item},,,,not_a_trust,me", "{item},,,,reject,me", ",N63,{name},,reject,me"]
)
def test_an_entry_that_a_person_turned_down_keeps_nobody(folder, line):
    outcome = known(folder).run(entries(folder, UNREAD))
    asked_about = question(outcome, "unresolved")
    decide(folder, line.format(item=asked_about.item_id, name=asked_about.name_as_written))
    changes = [told(folder.run(entries(folder, UNREAD))) for _ in range(2)]
    assert changes[1] == [("removed", "N63", AIREDALE, "decision", "applied", 2)]


def test_an_entry_that_vanishes_after_a_while_is_the_doing_of_the_site(folder):
    known(folder).run(entries(folder, UNREAD))
    changes = [told(folder.run(entries(folder))) for _ in range(2)]
    assert changes[1] == [("removed", "N63", AIREDALE, "site", "applied", 2)]


def test_an_entry_that_a_person_names_is_the_member(folder):
    outcome = known(folder).run(entries(folder, UNREAD))
    decide(folder, f"{question(outcome, 'unresolved').item_id},,,{AIREDALE},accept,me")
    assert told(folder.run(entries(folder, UNREAD))) == []
    assert told(folder.run(entries(folder)))[0][-2:] == ("proposed", 1)


def test_an_open_removal_says_which_question_it_waits_for(folder):
    known(folder).run(entries(folder))
    (change,) = folder.run(entries(folder, UNREAD)).changes
    assert "Answer the question about that name" in change.detail


@pytest.fixture
def noted(tmp_path):
    """West Yorkshire has Airedale, and a note claims it for Humber; both sites were read."""
    reg = register()
    own = rows(reg, RR8="N63", RXF="N63", RCF="N63", RWA="N70", RCD="N70")
    made = Folder(tmp_path / "data", reg, tuple(_with_note(row) for row in own))
    made.run(page(made, LEEDS, MID_YORKS, AIREDALE), humber(made))
    return made


def _with_note(row):
    return MappingRow(*(row.ods_code, row.ods_name, row.cancer_alliance_name, row.cancer_alliance_code),
                      NOTE if row.ods_code == AIREDALE else "")  # fmt: skip


def humber(folder, *more):
    return site(HUMBER, *(matched(folder.register, code) for code in ("RWA", "RCD", *more)))


def left(folder):
    """The run in which the removal from West Yorkshire is applied."""
    folder.run(page(folder, LEEDS, MID_YORKS), humber(folder))
    return folder.run(page(folder, LEEDS, MID_YORKS), humber(folder))


def moves(outcome):
    return [(c.alliance_code, c.cause.value, c.state.value) for c in outcome.changes if c.change == "moved"]


def test_a_note_alone_moves_no_trust(noted):
    outcome = left(noted)
    assert moves(outcome) == [("N70", "site", "proposed")]
    assert "only a note in the curated mapping claims it" in outcome.changes[-1].detail
    assert "lists it" not in outcome.changes[-1].detail


def test_a_trust_that_only_a_note_claims_is_in_no_alliance_and_keeps_its_note(noted):
    left(noted)
    noted.run(page(noted, LEEDS, MID_YORKS), humber(noted))
    row = noted.mapping()[AIREDALE]
    assert (row.cancer_alliance_code, row.notes) == ("", NOTE)


def test_the_note_is_asked_about_soon(noted):
    asked_now = question(left(noted), "not_seen")
    assert (asked_now.alliance_code, asked_now.ods_code, asked_now.priority) == ("N70", AIREDALE, 2)
    assert "No other alliance has it any more" in asked_now.proposal


def test_a_site_that_lists_it_confirms_the_note(noted):
    left(noted)
    outcome = noted.run(page(noted, LEEDS, MID_YORKS), humber(noted, AIREDALE))
    assert moves(outcome) == [("N70", "site", "applied")]
    assert noted.mapping()[AIREDALE].cancer_alliance_code == "N70"


def test_a_person_confirms_the_note(noted):
    item = question(left(noted), "not_seen").item_id
    decide(noted, f"{item},,,,accept,me")
    outcome = noted.run(page(noted, LEEDS, MID_YORKS), humber(noted))
    assert moves(outcome) == [("N70", "decision", "applied")]
    assert noted.mapping()[AIREDALE].cancer_alliance_code == "N70"


def test_a_claim_that_its_site_confirmed_before_takes_the_trust_at_once(noted):
    noted.run(page(noted, LEEDS, MID_YORKS, AIREDALE), humber(noted, AIREDALE))
    noted.run(page(noted, LEEDS, MID_YORKS), humber(noted, AIREDALE))
    outcome = noted.run(page(noted, LEEDS, MID_YORKS), humber(noted, AIREDALE))
    assert moves(outcome) == [("N70", "site", "applied")]
    assert outcome.changes[-1].detail.endswith("the only alliance that lists it.")
