"""What curators say: taken in whole or not at all, followed by the next run, asked again only with reason."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from matching.model import Candidate, Status
from output.decisions import take_in
from output.errors import InputError
from tests.output.factories import Folder, asked, matched, register, rows, site, told, unresolved

ODD = "Leeds and Wakefield Hospitals Trust"


@pytest.fixture
def folder(tmp_path):
    reg = register()
    return Folder(tmp_path / "data", reg, rows(reg, RR8="N63", RXF="N63"))


def page(folder, *more, codes=("RR8", "RXF")):
    return site("N63", *(matched(folder.register, code) for code in codes), *more)


HEADER = "item_id,alliance_code,name_as_written,ods_code,decision,decided_by"


def decide(folder, *lines, header=HEADER, tell=lambda sentence: None):
    path = folder.path.parent / "given.csv"
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return take_in(path, folder.path, folder.register, tell)


def item(outcome, question):
    return next(q.item_id for q in outcome.questions if q.question == question)


def statuses(folder):
    with (folder.path / "partners.csv").open(encoding="utf-8", newline="") as stream:
        return {row["name_as_written"]: (row["status"], row["ods_code"]) for row in csv.DictReader(stream)}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{item},,,RCF,accept,me", ("matched", "RCF")),
        (",N63,{name},RCF,accept,me", ("matched", "RCF")),
        (",,{name},RCF,accept,me", ("matched", "RCF")),
        ("{item},,,,not_a_trust,me", ("not_a_trust", "")),
        ("{item},,,,NOT A TRUST,me", ("not_a_trust", "")),
        ("{item},,,,ignore,me", ("unresolved", "")),
    ],
)
def test_a_decided_name_is_read_as_decided_and_not_asked_again(folder, line, expected):
    first = folder.run(page(folder, unresolved(ODD, "RR8")))
    decide(folder, line.format(item=item(first, "unresolved"), name=ODD))
    outcome = folder.run(page(folder, unresolved(ODD, "RR8")))
    assert statuses(folder)[ODD] == expected
    assert "unresolved" not in {q[0] for q in asked(outcome)}


def test_a_rejected_addition_is_undone(folder):
    first = folder.run(page(folder, codes=("RR8", "RXF", "RWA")))
    decide(folder, f"{item(first, 'added')},,,,reject,me")
    outcome = folder.run(page(folder, codes=("RR8", "RXF", "RWA")))
    assert told(outcome) == [("removed", "N63", "RWA", "decision", "applied", 0)]
    assert folder.mapping()["RWA"].cancer_alliance_code == ""
    assert told(folder.run(page(folder, codes=("RR8", "RXF", "RWA")))) == []


def test_an_accepted_removal_needs_no_second_run(folder):
    folder.run(page(folder))
    first = folder.run(page(folder, codes=("RR8",)))
    decide(folder, f"{item(first, 'removed')},,,,accept,me")
    assert told(folder.run(page(folder, codes=("RR8",)))) == [
        ("removed", "N63", "RXF", "decision", "applied", 1)
    ]


def test_a_rejected_removal_keeps_the_member_for_good(folder):
    folder.run(page(folder))
    first = folder.run(page(folder, codes=("RR8",)))
    decide(folder, f"{item(first, 'removed')},,,,reject,me")
    outcomes = [folder.run(page(folder, codes=("RR8",))) for _ in range(3)]
    assert told(outcomes[0])[0][4] == "withdrawn"
    assert [told(o) for o in outcomes[1:]] == [[], []]
    assert folder.mapping()["RXF"].cancer_alliance_code == "N63"


@pytest.mark.parametrize(("word", "alliance"), [("accept", "N63"), ("reject", "")])
def test_a_member_never_seen_stays_or_goes_as_decided(folder, word, alliance):
    first = folder.run(page(folder, codes=("RR8",)))
    decide(folder, f"{item(first, 'not_seen')},,,,{word},me")
    assert "not_seen" not in {q[0] for q in asked(folder.run(page(folder, codes=("RR8",))))}
    assert folder.mapping()["RXF"].cancer_alliance_code == alliance


def test_an_assigned_alliance_wins_over_the_curated_choice(folder):
    folder.run(page(folder), site("N70", matched(folder.register, "RXF")))
    decide(folder, ",N70,,RXF,assign,me")
    outcome = folder.run(page(folder), site("N70", matched(folder.register, "RXF")))
    assert told(outcome) == [("moved", "N70", "RXF", "decision", "applied", 1)]
    assert folder.mapping()["RXF"].cancer_alliance_code == "N70"
    assert folder.mapping()["RXF"].notes == "Also partners with West Yorkshire and Harrogate Cancer Alliance"
    assert "two_alliances" not in {q[0] for q in asked(outcome)}


def test_a_split_trust_is_carried_on_by_the_one_that_a_person_assigns(folder):
    folder.run(page(folder))
    reg = folder.register
    heirs = ("RWA", "RCF")
    folder.register = register(replace(reg.trusts["RXF"], is_open=False, current=heirs), version="r2")
    first = folder.run(page(folder))
    decide(folder, f"{item(first, 'register_changed')},,,RWA,assign,me")
    outcome = folder.run(page(folder))
    assert told(outcome) == [("added", "N63", "RWA", "decision", "applied", 1)]
    assert "register_changed" not in {q[0] for q in asked(outcome)}


def test_the_next_rename_is_another_question(folder):
    folder.run(page(folder))
    items = []
    for number, name in enumerate(("Leeds University NHS Trust", "Leeds City NHS Trust")):
        folder.register = register(replace(folder.register.trusts["RR8"], name=name), version=f"r{number}")
        items.append(item(folder.run(page(folder)), "renamed"))
        decide(folder, f"{items[-1]},,,,accept,me")
    assert items[0] != items[1]
    assert asked(folder.run(page(folder))) == []


def test_the_later_decision_counts_and_the_earlier_stays_in_the_log(folder):
    folder.run(page(folder, unresolved(ODD)))
    decide(folder, f",N63,{ODD},RCF,accept,me")
    decide(folder, f",N63,{ODD},,not_a_trust,you")
    folder.run(page(folder, unresolved(ODD)))
    assert statuses(folder)[ODD] == ("not_a_trust", "")
    assert (folder.path / "decisions.csv").read_text().count(ODD) == 2


def test_the_same_decisions_again_add_nothing(folder):
    first = folder.run(page(folder, unresolved(ODD)))
    line = f"{item(first, 'unresolved')},,,RCF,accept,me"
    assert (decide(folder, line), decide(folder, line)) == (1, 0)


@pytest.mark.parametrize("about", ["{item},,", ",N63,{name}"])
def test_an_old_answer_given_again_overrules_no_newer_one(folder, about):
    about = about.format(item=item(folder.run(page(folder, unresolved(ODD))), "unresolved"), name=ODD)
    first, second = f"{about},RCF,accept,me", f"{about},,ignore,me"
    said = []
    counts = [decide(folder, line, tell=said.append) for line in (first, second, first, second, first)]
    assert counts == [1, 1, 0, 0, 0]
    assert (
        said
        == [
            "1 decision was taken in before and overruled since, so nothing was changed. "
            "To decide so again, give a date in decided_at, or another note."
        ]
        * 2
    )
    folder.run(page(folder, unresolved(ODD)))
    assert statuses(folder)[ODD][0] == "unresolved"


@pytest.mark.parametrize(
    "again",
    [
        ",N63,{name},RCF,accept,me,2030-01-01,",
        ",N63,{name},RCF,accept,me,,after all",
        ",N63,{name},RCF,accept,you,,",
    ],
)
def test_to_decide_so_again_takes_a_date_a_note_or_another_person(folder, again):
    header = "item_id,alliance_code,name_as_written,ods_code,decision,decided_by,decided_at,note"
    folder.run(page(folder, unresolved(ODD)))
    for line in (",N63,{name},RCF,accept,me,,", ",N63,{name},,not_a_trust,me,,"):
        decide(folder, line.format(name=ODD), header=header)
    assert decide(folder, again.format(name=ODD), header=header) == 1
    folder.run(page(folder, unresolved(ODD)))
    assert statuses(folder)[ODD] == ("matched", "RCF")


def test_an_old_answer_is_known_again_after_another_register(folder):
    first = item(folder.run(page(folder, unresolved(ODD, "RR8"))), "unresolved")
    decide(folder, f"{first},,,RCF,accept,me")
    decide(folder, f"{first},,,,not_a_trust,me")
    folder.register = register(version="r2")
    folder.run(page(folder, unresolved(ODD, "RR8")))
    assert decide(folder, f"{first},,,RCF,accept,me") == 0


def test_an_answer_that_was_withdrawn_can_be_given_again(folder):
    first = folder.run(page(folder, read(ODD, ("RR8",), "before")))
    line = f"{item(first, 'unresolved')},,,,not_a_trust,me"
    decide(folder, line)
    again = folder.run(page(folder, read(ODD, ("RXF",), "after")))
    decide(folder, f"{item(again, 'decision_reopened')},,,,reject,me")
    asked_anew = folder.run(page(folder, read(ODD, ("RXF",), "after")))
    assert decide(folder, f"{item(asked_anew, 'unresolved')},,,,not_a_trust,me") == 1


def test_a_file_in_utf_16_is_taken_in(folder):
    folder.run(page(folder))
    path = folder.path.parent / "given.csv"
    path.write_text("alliance_code,ods_code,decision\nN63,RXF,accept\n", encoding="utf-16")
    assert take_in(path, folder.path, folder.register) == 1


@pytest.mark.parametrize("end", ["\n,N63,,RXF,accept,me", ""])
def test_a_quotation_mark_that_never_closes_is_named_by_its_line(folder, end):
    folder.run(page(folder))
    with pytest.raises(InputError, match="line 3: a quotation mark is never closed"):
        decide(folder, ",N63,,RR8,accept,me", f',N63,"Leeds,RCF,accept,me{end}')


def test_a_name_accepted_for_a_closed_trust_leads_to_its_successor(folder):
    reg = folder.register
    folder.register = register(replace(reg.trusts["RCF"], is_open=False, current=("RWA",)), version="r2")
    folder.run(page(folder, unresolved(ODD)))
    decide(folder, f",N63,{ODD},RCF,accept,me")
    folder.run(page(folder, unresolved(ODD)))
    assert statuses(folder)[ODD] == ("retired", "RCF")
    assert folder.mapping()["RWA"].cancer_alliance_code == "N63"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (",N63,{name},,maybe,me", "“maybe” is no decision"),
        ("nothing-123,,,,ignore,me", "no review item is called “nothing-123”"),
        (",X99,{name},,not_a_trust,me", "no alliance has the code “X99”"),
        (",N63,{name},ZZZ,accept,me", "the register knows no trust “ZZZ”"),
        (",N63,{name},,accept,me", "accept of a name needs the ods_code"),
        (",N63,,RR8,not_a_trust,me", "not_a_trust needs name_as_written"),
        (",,,RR8,assign,me", "assign needs alliance_code and ods_code"),
        (",N63,,,reject,me", "give an item_id"),
        (",N63,,RR8,assign,me\n,N63,,RR8,reject,me", "says something else than line 3"),
        (",N63,{name},,not_a_trust,me\n,N63,{name},RR8,accept,me", "says something else than line 3"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_taken_in(folder, line, said):
    folder.run(page(folder, unresolved(ODD)))
    before = (folder.path / "decisions.csv").read_bytes()
    with pytest.raises(InputError, match="Nothing was changed") as caught:
        decide(
            folder, ",N63,,RCF,reject,me" if "RCF" in line else ",N70,,RR8,reject,me", line.format(name=ODD)
        )
    assert said in str(caught.value)
    assert f"line {3 + line.count(chr(10))}:" in str(caught.value).replace("than line 3", "")
    assert (folder.path / "decisions.csv").read_bytes() == before


def test_every_wrong_line_is_named(folder):
    folder.run(page(folder))
    with pytest.raises(InputError, match=r"line 2: .*line 3: "):
        decide(folder, ",N63,,,reject,me", ",N63,,RR8,perhaps,me")


def test_a_file_without_decisions_says_so(folder):
    folder.run(page(folder))
    with pytest.raises(InputError, match="holds no decision"):
        decide(folder, ",N63,,RR8,,me")


def read(name, codes, snippet):
    sighting = unresolved(name, snippet=snippet)
    candidates = tuple(Candidate(code, code, 80.0, True) for code in codes)
    return replace(sighting, match=sighting.match._replace(candidates=candidates))


@pytest.mark.parametrize(
    ("codes", "snippet", "reopened"),
    [
        (("RR8",), "our partners: Leeds", False),
        (("RR8",), "our new partners: Leeds", False),
        (("RXF",), "our partners: Leeds", False),
        (("RXF",), "our new partners: Leeds", True),
    ],
)
def test_a_decision_is_reopened_only_when_text_and_reading_changed(folder, codes, snippet, reopened):
    first = folder.run(page(folder, read(ODD, ("RR8",), "our partners: Leeds")))
    decide(folder, f"{item(first, 'unresolved')},,,,not_a_trust,me")
    outcome = folder.run(page(folder, read(ODD, codes, snippet)))
    assert [q[0] for q in asked(outcome)] == ["decision_reopened"] * reopened


@pytest.mark.parametrize(("word", "status"), [("accept", "not_a_trust"), ("reject", "unresolved")])
def test_a_reopened_decision_is_kept_or_withdrawn_once(folder, word, status):
    first = folder.run(page(folder, read(ODD, ("RR8",), "before")))
    decide(folder, f"{item(first, 'unresolved')},,,,not_a_trust,me")
    again = folder.run(page(folder, read(ODD, ("RXF",), "after")))
    decide(folder, f"{item(again, 'decision_reopened')},,,,{word},me")
    outcome = folder.run(page(folder, read(ODD, ("RXF",), "after")))
    assert "decision_reopened" not in {q[0] for q in asked(outcome)}
    assert statuses(folder)[ODD][0] == status


def test_a_decision_is_reopened_when_its_trust_has_closed(folder):
    first = folder.run(page(folder, unresolved(ODD, "RCF")))
    decide(folder, f"{item(first, 'unresolved')},,,RXF,accept,me")
    reg = folder.register
    folder.register = register(replace(reg.trusts["RCF"], is_open=False, current=("RWA",)), version="r2")
    outcome = folder.run(page(folder, unresolved(ODD, "RCF")))
    assert "decision_reopened" in {q[0] for q in asked(outcome)}


def test_another_register_alone_reopens_nothing(folder):
    first = folder.run(page(folder, unresolved(ODD, "RR8")))
    decide(folder, f"{item(first, 'unresolved')},,,,not_a_trust,me")
    folder.register = register(version="r2")
    assert asked(folder.run(page(folder, unresolved(ODD, "RR8")))) == []


def test_an_ambiguous_name_is_asked_about(folder):
    outcome = folder.run(page(folder, unresolved("Royal Hospital", "RR8", "RXF", status=Status.AMBIGUOUS)))
    assert asked(outcome) == [("ambiguous", "N63", "Royal Hospital")]


def test_a_log_edited_by_hand_into_nonsense_stops_the_run(folder):
    folder.run(page(folder))
    log = folder.path / "decisions.csv"
    log.write_text(log.read_text() + "2026-01-01,me,,N63,,RR8,perhaps,,,\n")
    with pytest.raises(InputError, match="line 2: “perhaps”"):
        folder.run(page(folder))
