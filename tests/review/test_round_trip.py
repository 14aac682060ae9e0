"""Every question with every answer, by every way in: none is lost, and each comes back when it must."""

from __future__ import annotations

import csv
import io
import re
import shutil
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

import pytest
from openpyxl import load_workbook

from alliance_spiders.cli.review_session import Session
from alliance_spiders.items import SiteResult, SiteState
from alliance_spiders.national_index.comparing import IndexChange, Turn
from alliance_spiders.national_index.questions import index_questions
from matching.model import Status
from output.decision import LASTING, REOPENED
from output.decisions import take_in
from output.questions import Question
from output.report_cards import Card
from output.report_choices import ASKS, Ask, Choice
from output.report_waiting import waiting
from output.workbook import WIDTHS
from tests.output.factories import Folder, matched, register, rows, site, trust, unresolved

SELBY, MENDIP = "Selby Hospitals", "Mendip and Wells Hospitals"
TYPED = {Ask.NOTHING: "", Ask.TRUST: "RWA", Ask.ALLIANCE: "N70"}
# An alliance that is none of those known: what can be asked about it can be answered.
GONE = IndexChange(Turn.GONE, "X9Z", "", "", "The index no longer lists it.", "https://example.nhs.uk/")


@dataclass
class World:
    """A folder, and the sites and the index as they are today."""

    folder: Folder
    sites: dict[str, SiteResult]
    index: tuple[IndexChange, ...] = (GONE,)

    def run(self, *only: str, index_read: bool = True) -> dict[str, Question]:
        """One more run; its questions by item."""
        extra = index_questions(self.index, self.folder.register) if index_read else ()
        sites = [self.sites[code] for code in only or self.sites]
        outcome = self.folder.run(*sites, extra=extra, index_read=index_read)
        return {question.item_id: question for question in outcome.questions}

    def copy(self, path: Path) -> World:
        """The same world once more, to go on otherwise."""
        shutil.copytree(self.folder.path, path)
        folder = Folder(path, self.folder.register, self.folder.curated)
        folder.count = self.folder.count
        return World(folder, dict(self.sites), self.index)

    def cards(self) -> dict[str, Card]:
        """What waits, by kind of question."""
        return {card.question.question: card for card in waiting(self.folder.path, self.folder.register)}

    def rename(self, code: str, name: str) -> None:
        """Another name in the register."""
        old = self.folder.register
        found = replace(old.trusts[code], name=name)
        self.folder.register = replace(old, trusts={**old.trusts, code: found}, version=f"{old.version}+")


def write(path: Path, columns: list[str], cells: dict[str, str]) -> Path:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerow(cells)
    path.write_text(stream.getvalue(), "utf-8")
    return path


def by_report(world: World, card: Card, choice: Choice) -> Path:
    """As review.html saves an answer: with the columns of its script, and without the name."""
    script = files("output").joinpath("templates/review.js").read_text("utf-8")
    columns = re.findall(r'"(\w+)"', re.search(r"const COLUMNS = \[(.*?)\]", script, re.DOTALL)[1])
    question, typed = card.question, TYPED[choice.ask]
    cells = {
        "decided_at": "2026-09-20T10:00:00+00:00",
        "item_id": question.item_id,
        "alliance_code": (typed if choice.ask is Ask.ALLIANCE else choice.alliance_code)
        or question.alliance_code,
        "ods_code": (typed if choice.ask is Ask.TRUST else choice.ods_code) or question.ods_code,
        "decision": choice.decision.value,
        "question": question.question,
        "basis": question.basis,
        "about": card.title,
    }
    return write(world.folder.path.parent / "decisions.csv", columns, cells)


def by_review_csv(world: World, card: Card, choice: Choice) -> Path:
    """The row of review.csv with a column added, as a person may do in a spreadsheet."""
    with (world.folder.path / "review.csv").open(encoding="utf-8", newline="") as stream:
        row = next(row for row in csv.DictReader(stream) if row["item_id"] == card.question.item_id)
    row |= {"decision": choice.decision.value} | _codes(choice)
    return write(world.folder.path.parent / "answered.csv", list(row), row)


def by_workbook(world: World, card: Card, choice: Choice) -> Path:
    book = load_workbook(world.folder.path / "review.xlsx")
    sheet, columns = book["Questions"], list(WIDTHS)
    items = [cell.value for cell in sheet[chr(ord("A") + columns.index("item_id"))]]
    row = items.index(card.question.item_id) + 1
    for column, value in ({"decision": choice.decision.value} | _codes(choice)).items():
        sheet.cell(row, columns.index(column) + 1).value = value
    book.save(world.folder.path.parent / "answered.xlsx")
    return world.folder.path.parent / "answered.xlsx"


def by_terminal(world: World, card: Card, choice: Choice) -> Path:
    session = Session([card])
    session.choose(choice, TYPED[choice.ask])
    path = world.folder.path.parent / "terminal.csv"
    path.write_bytes(session.to_csv(""))
    return path


def _codes(choice: Choice) -> dict[str, str]:
    """The codes that a person fills in for an answer."""
    typed = TYPED[choice.ask]
    code = typed if choice.ask is Ask.TRUST else choice.ods_code
    alliance = typed if choice.ask is Ask.ALLIANCE else choice.alliance_code
    return {column: value for column, value in (("ods_code", code), ("alliance_code", alliance)) if value}


WAYS = {"report": by_report, "review.csv": by_review_csv, "workbook": by_workbook, "terminal": by_terminal}


def logged(world: World) -> dict[str, str]:
    with (world.folder.path / "decisions.csv").open(encoding="utf-8", newline="") as stream:
        return {**list(csv.DictReader(stream))[-1], "decided_at": "", "decided_by": ""}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A world that has just asked one question of every kind."""
    reg = register()
    folder = Folder(
        tmp_path_factory.mktemp("round") / "data", reg, rows(reg, RR8="N63", RXF="N63", RWA="N70")
    )
    made = World(folder, {})
    known = [matched(reg, code) for code in ("RR8", "RXF", "RCD")]
    made.sites = {
        "N63": site("N63", *known, unresolved(SELBY, "RR8", snippet=f"Our partner {SELBY} and more"))
    }
    made.run()
    card = made.cards()["unresolved"]
    given = by_report(made, card, card.choices[0])
    assert take_in(given, folder.path, reg) == 1
    folder.register = reg = register(
        replace(reg.trusts["RWA"], name="Hull and East Riding Hospitals NHS Trust"),
        trust("RZ9", "New Place NHS Trust"),
        trust("RZ1", "Old Mid Yorkshire NHS Trust", is_open=False, current=("RXF",)),
        version="r2",
    )
    made.sites = {
        "N63": site(
            "N63",
            *(matched(reg, code) for code in ("RR8", "RCF", "RZ1")),
            unresolved(MENDIP, "RR8", "RXF", snippet=f"We work with {MENDIP} and others"),
            unresolved(SELBY, "RXF", snippet=f"Quite other words about {SELBY}"),
            unresolved("The Infirmary", "RR8", "RWA", status=Status.AMBIGUOUS),
        ),
        "N70": site("N70", matched(reg, "RR8")),
        "N69": site("N69", state=SiteState.UNREACHABLE, detail="The site did not answer."),
    }
    made.run()
    return made


def test_the_world_asks_one_question_of_every_kind(world):
    assert set(world.cards()) == set(ASKS)


@pytest.mark.parametrize("kind", ASKS)
def test_every_answer_by_every_way_says_the_same_and_is_not_asked_again(world, kind, tmp_path):
    card = world.cards()[kind]
    for number, choice in enumerate(card.choices):
        logs = {}
        for way, fill in WAYS.items():
            made = world.copy(tmp_path / f"{number}-{way}")
            assert take_in(fill(made, card, choice), made.folder.path, made.folder.register) == 1, (
                choice,
                way,
            )
            logs[way] = logged(made)
            assert card.question.item_id not in {c.question.item_id for c in made.cards().values()}, (
                choice,
                way,
            )
        assert all(log == logs["report"] for log in logs.values()), choice
        assert card.question.item_id not in made.run(), choice
        assert card.question.item_id not in made.run(), choice


def again(made: World) -> None:
    made.run()


def only_one_site(made: World) -> None:
    made.run("N70", index_read=False)


def site_down(made: World) -> None:
    made.sites["N63"] = site("N63", state=SiteState.UNREACHABLE, detail="The site did not answer.")
    made.run(index_read=False)


def site_half_read(made: World) -> None:
    made.sites["N63"] = site(
        "N63", matched(made.folder.register, "RR8"), state=SiteState.PARTIAL, detail="Few."
    )
    made.run()


def nothing_but_the_register(made: World) -> None:
    old = made.folder.register
    made.folder.register = replace(old, version="r3")
    made.run()


EVENTS = (again, only_one_site, site_down, site_half_read, nothing_but_the_register)


@pytest.mark.parametrize("event", EVENTS)
def test_what_nobody_has_answered_stays_by_the_same_name_and_date(world, event, tmp_path):
    made = world.copy(tmp_path / "data")
    before = {q.item_id: q.first_raised for q in (card.question for card in made.cards().values())}
    event(made)
    event(made)
    after = made.run(index_read=False)
    assert {item: after[item].first_raised for item in before if item in after} == before


def healthy(made: World) -> None:
    made.sites["N69"] = site("N69", matched(made.folder.register, "RCD"))


def name_gone(made: World) -> None:
    made.sites["N63"] = site("N63", *(matched(made.folder.register, code) for code in ("RR8", "RCF", "RZ1")))


def renamed_again(made: World) -> None:
    made.rename("RWA", "Humber Coast Hospitals NHS Trust")


def index_as_before(made: World) -> None:
    made.index = ()


def new_trust_listed(made: World) -> None:
    new = matched(made.folder.register, "RZ9")
    made.sites["N70"] = site("N70", matched(made.folder.register, "RR8"), new)


@pytest.mark.parametrize(
    ("kind", "event"),
    [
        ("site_unhealthy", healthy),
        ("unresolved", name_gone),
        ("ambiguous", name_gone),
        ("renamed", renamed_again),
        ("index_changed", index_as_before),
    ],
)
def test_what_is_no_longer_true_is_not_asked_any_more(world, kind, event, tmp_path):
    made = world.copy(tmp_path / "data")
    item = made.cards()[kind].question.item_id
    event(made)
    assert item not in made.run()


@pytest.mark.parametrize("kind", sorted(LASTING - {"", "site_unhealthy", "register_changed"}))
def test_an_answer_is_asked_again_when_the_register_says_something_else(world, kind, tmp_path):
    made = world.copy(tmp_path / "data")
    card = made.cards()[kind]
    choice = card.choices[0]
    take_in(by_report(made, card, choice), made.folder.path, made.folder.register)
    about = (card.question.alliance_code, card.question.name_as_written)
    assert about not in reopened(made.run())
    for code in {card.question.ods_code, choice.ods_code, *(c.code for c in card.candidates)} - {""}:
        if code in made.folder.register.trusts:
            made.rename(code, f"Quite Another {code} NHS Trust")
    assert about in reopened(made.run())


def reopened(questions: dict[str, Question]) -> set[tuple[str, str]]:
    return {(q.alliance_code, q.name_as_written) for q in questions.values() if q.question == REOPENED}


@pytest.mark.parametrize(
    ("snippet", "candidate", "asked"),
    [("other words", "RR8", False), ("the same words", "RXF", False), ("other words", "RXF", True)],
)
def test_an_answer_about_a_name_is_asked_again_only_when_text_and_reading_both_changed(
    tmp_path, snippet, candidate, asked
):
    reg = register()
    made = World(Folder(tmp_path / "data", reg, rows(reg, RR8="N63", RXF="N63")), {}, ())
    known = [matched(reg, code) for code in ("RR8", "RXF")]
    made.sites = {"N63": site("N63", *known, unresolved(SELBY, "RR8", snippet=f"the same words {SELBY}"))}
    made.run()
    card = made.cards()["unresolved"]
    take_in(by_report(made, card, card.choices[0]), made.folder.path, reg)
    made.sites = {"N63": site("N63", *known, unresolved(SELBY, candidate, snippet=f"{snippet} {SELBY}"))}
    assert (("N63", SELBY) in reopened(made.run())) == asked


def test_a_closure_that_was_settled_is_asked_again_when_its_heirs_change(tmp_path):
    split = trust("RZ1", "Old Yorkshire NHS Trust", is_open=False, current=("RXF", "RR8"))
    reg = register(trust("RZ1", "Old Yorkshire NHS Trust"))
    made = World(Folder(tmp_path / "data", reg, rows(reg, RZ1="N63", RR8="N63")), {}, ())
    made.sites = {"N63": site("N63", matched(reg, "RR8"), matched(reg, "RZ1"))}
    made.run()
    made.folder.register = register(split, version="r2")
    made.sites = {"N63": site("N63", matched(made.folder.register, "RR8"))}
    made.run()
    card = made.cards()["register_changed"]
    ignored = next(choice for choice in card.choices if choice.decision == "ignore")
    take_in(by_report(made, card, ignored), made.folder.path, made.folder.register)
    assert not reopened(made.run())
    made.folder.register = register(replace(split, current=("RWA",)), version="r3")
    assert {alliance for alliance, _ in reopened(made.run())} == {"N63"}


def test_a_file_that_is_taken_in_again_undoes_nothing_that_was_decided_since(world, tmp_path):
    made = world.copy(tmp_path / "data")
    card = made.cards()["unresolved"]
    first, none = card.choices[0], next(c for c in card.choices if c.decision == "not_a_trust")
    old = by_report(made, card, first).rename(tmp_path / "old.csv")
    assert take_in(old, made.folder.path, made.folder.register) == 1
    later = by_terminal(made, card, none)
    assert take_in(later, made.folder.path, made.folder.register) == 1
    assert take_in(old, made.folder.path, made.folder.register) == 0
    assert logged(made)["decision"] == "not_a_trust"


@pytest.mark.parametrize("number", [0, 1])
def test_a_reopened_decision_is_answered_once_however_often_the_file_is_given(world, number, tmp_path):
    made = world.copy(tmp_path / "data")
    card = made.cards()[REOPENED]
    given = by_review_csv(made, card, card.choices[number])
    assert [take_in(given, made.folder.path, made.folder.register) for _ in range(3)] == [1, 0, 0]
