"""Answers to questions that have changed since are put aside and shown; all others count."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from matching.model import Candidate
from output.decisions import take_in
from output.tables import DECISIONS
from tests.output.factories import matched, register, site, unresolved
from tests.review.made import MENDIP, asked, folder, table


def page(made, *more):
    return site("N63", *(matched(made.register, code) for code in ("RR8", "RXF")), *more)


def answer(made, decision="not_a_trust"):
    """A file as the report saves it, with the one question about the odd name answered."""
    (row,) = [row for row in asked(made.path).values() if row["question"] == "unresolved"]
    path = made.path.parent / "saved.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, DECISIONS, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerow({**row, "name_as_written": "", "decision": decision})
    return path


@pytest.fixture
def made(tmp_path):
    made = folder(tmp_path / "data")
    made.run(page(made, unresolved(MENDIP, "RR8")))
    return made


def taken(made, path):
    sentences: list[str] = []
    return take_in(path, made.path, made.register, sentences.append), sentences


def changed_reading(made):
    """The page says something else about the name, and it is read otherwise."""
    made.run(page(made, unresolved(MENDIP, "RXF", snippet=f"Quite another text with {MENDIP}")))


def changed_register(made):
    leeds = replace(made.register.trusts["RR8"], name="Leeds and Selby NHS Trust")
    made.register = register(leeds, version="r2")
    made.run(page(made, unresolved(MENDIP, "RR8")))


def gone(made):
    made.run(page(made))


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (changed_reading, "Both the page's text and what was read from it have changed"),
        (changed_register, "The register says something else about the trust"),
        (gone, "The question is not asked any more."),
    ],
)
def test_an_answer_to_a_changed_question_is_put_aside_and_told(made, event, reason):
    saved = answer(made)
    event(made)
    count, sentences = taken(made, saved)
    assert (count, table(made.path, "decisions.csv")) == (0, [])
    assert len(sentences) == 1
    assert reason in sentences[0]
    assert f"“{MENDIP}” was put aside" in sentences[0]
    (row,) = table(made.path, "put_aside.csv")
    assert (row["decision"], row["name_as_written"]) == ("not_a_trust", MENDIP)
    assert reason in row["reason"]


def unchanged(made):
    made.run(page(made, unresolved(MENDIP, "RR8")))


def only_the_text(made):
    made.run(page(made, unresolved(MENDIP, "RR8", snippet=f"Other words around {MENDIP}")))


def another_site_only(made):
    made.run(site("N70", matched(made.register, "RWA")))


@pytest.mark.parametrize("event", [unchanged, only_the_text, another_site_only])
def test_an_answer_counts_while_its_question_is_the_same(made, event):
    saved = answer(made)
    event(made)
    assert taken(made, saved) == (1, [])
    assert not (made.path / "put_aside.csv").exists()


def test_the_next_report_shows_what_was_put_aside(made):
    saved = answer(made)
    changed_reading(made)
    taken(made, saved)
    changed_reading(made)
    text = (made.path / "review.html").read_text("utf-8")
    assert "An answer was put aside: “not_a_trust”. Both the page" in text


def test_the_same_answer_is_put_aside_once(made):
    saved = answer(made)
    changed_reading(made)
    for _ in range(2):
        taken(made, saved)
    assert len(table(made.path, "put_aside.csv")) == 1


def test_one_may_change_ones_mind_about_a_question_that_is_settled(made):
    first = answer(made)
    second = made.path.parent / "second.csv"
    second.write_text(first.read_text("utf-8").replace("not_a_trust", "ignore"), "utf-8")
    assert taken(made, first)[0] == 1
    made.run(page(made, unresolved(MENDIP, "RR8")))
    assert taken(made, second) == (1, [])


def test_the_name_on_record_counts_and_not_what_a_spreadsheet_made_of_it(made):
    (row,) = [row for row in asked(made.path).values() if row["question"] == "unresolved"]
    path = made.path.parent / "given.csv"
    path.write_text(f"item_id,name_as_written,decision\n{row['item_id']},Mend…,not_a_trust\n", "utf-8")
    assert taken(made, path)[0] == 1
    assert table(made.path, "decisions.csv")[0]["name_as_written"] == MENDIP


def test_wrong_and_contradicting_lines_refuse_the_whole_file_each_by_its_line(made):
    (row,) = [row for row in asked(made.path).values() if row["question"] == "unresolved"]
    item = row["item_id"]
    path = made.path.parent / "given.csv"
    path.write_text(
        f"item_id,ods_code,decision\n{item},,not_a_trust\n{item},RR8,accept\nnothing-1,,accept\n{item},,maybe\n"
    )
    with pytest.raises(
        Exception, match=r"line 3: says something else than line 2.*line 4: no review item"
    ) as refused:
        take_in(path, made.path, made.register)
    assert "line 5: “maybe” is no decision" in str(refused.value)
    assert table(made.path, "decisions.csv") == []


def test_candidates_of_another_score_are_no_other_question(made):
    saved = answer(made)
    one = unresolved(MENDIP, "RR8")
    better = replace(one, match=one.match._replace(candidates=(Candidate("RR8", "Leeds", 88.0, True),)))
    made.run(page(made, better))
    assert taken(made, saved)[0] == 1


def test_the_log_is_harmless_in_a_spreadsheet_and_reads_back_as_it_was(tmp_path):
    made = folder(tmp_path / "data")
    formula = "=HYPERLINK(1) NHS Trust"
    made.run(page(made, unresolved(formula, "RR8")))
    assert taken(made, answer(made))[0] == 1
    assert table(made.path, "decisions.csv")[0]["name_as_written"] == f"'{formula}"
    for _ in range(2):
        made.run(page(made, unresolved(formula, "RR8")))
        assert table(made.path, "decisions.csv")[0]["name_as_written"] == f"'{formula}"
        assert "unresolved" not in {row["question"] for row in asked(made.path).values()}
