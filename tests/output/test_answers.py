"""What each question takes for an answer, and what becomes of a log that holds another."""

from __future__ import annotations

import csv
from dataclasses import replace

import pytest

from output.answers import ALSO_TAKEN, ANSWERS
from output.decision import Verdict
from output.decisions import take_in
from output.errors import InputError
from output.report_waiting import waiting
from output.tables import DECISIONS
from tests.output.factories import (
    AIREDALE,
    LEEDS,
    MEMBERS,
    Folder,
    asked,
    closed,
    listing,
    matched,
    register,
    rows,
    site,
    trust,
    west_yorkshire,
)
from tests.review.made import everything

HEADER = "item_id,alliance_code,name_as_written,ods_code,decision,decided_by"
WELSH = trust("RQF", "A Trust of Wales", nation="Wales")
GONE = trust("RG1", "Closed NHS Trust", is_open=False, current=())
SPLIT = trust("RG2", "Split NHS Trust", is_open=False, current=("RWA", "RCD"))
ODD = "Leeds and Wakefield Hospitals Trust"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder, _, outcome = everything(tmp_path_factory.mktemp("answers") / "data")
    return folder, {question.question: question for question in outcome.questions}


def decide(folder, *lines, near):
    given = near / "given.csv"
    given.write_text("\n".join((HEADER, *lines)) + "\n", encoding="utf-8")
    return take_in(given, folder.path, folder.register)


def refusal(folder, line, near):
    before = (folder.path / "decisions.csv").read_bytes()
    with pytest.raises(InputError) as caught:
        decide(folder, line, near=near)
    assert (folder.path / "decisions.csv").read_bytes() == before
    return str(caught.value)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("unresolved", "accept, not_a_trust or ignore"),
        ("ambiguous", "accept, not_a_trust or ignore"),
        ("retired", "accept, reject, not_a_trust or ignore"),
        ("added", "accept, reject or ignore"),
        ("removed", "accept, reject or ignore"),
        ("not_seen", "accept, reject or ignore"),
        ("two_alliances", "accept, assign or ignore"),
        ("renamed", "accept"),
        ("site_unhealthy", "accept"),
    ],
)
def test_another_answer_is_refused_with_the_line_and_those_that_fit(made, tmp_path, kind, words):
    folder, questions = made
    for verdict in set(Verdict) - {*ANSWERS[kind], *ALSO_TAKEN.get(kind, ())}:
        said = refusal(folder, f"{questions[kind].item_id},,,,{verdict},me", tmp_path)
        assert f"line 2: this question takes {words}. Nothing was changed." in said


@pytest.mark.parametrize(
    ("kind", "verdict"), [(k, v) for k, verdicts in ALSO_TAKEN.items() for v in verdicts]
)
def test_an_answer_that_is_plain_is_taken_though_it_is_not_offered(made, tmp_path, kind, verdict):
    folder, questions = made
    copy = Folder(tmp_path / "copy", folder.register)
    copy.path.mkdir()
    (copy.path / "history.db").write_bytes((folder.path / "history.db").read_bytes())
    assert decide(copy, f"{questions[kind].item_id},,,,{verdict},me", near=tmp_path) == 1


@pytest.mark.parametrize("verdict", ["accept", "reject", "not_a_trust"])
def test_a_change_of_the_register_that_leaves_a_choice_cannot_be_agreed_to(made, tmp_path, verdict):
    folder, questions = made
    said = refusal(folder, f"{questions['register_changed'].item_id},,,,{verdict},me", tmp_path)
    assert "line 2: this question takes assign or ignore" in said


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        (kind, verdict)
        for kind in ("added", "removed", "not_seen", "two_alliances", "renamed", "site_unhealthy")
        for verdict in ANSWERS[kind]
    ]
    + [("retired", "reject"), ("unresolved", "ignore"), ("ambiguous", "not_a_trust")],
)
def test_an_answer_with_another_code_is_refused(made, tmp_path, kind, verdict):
    folder, questions = made
    other = next(code for code in ("RWA", "RCD") if code != questions[kind].ods_code)
    said = refusal(folder, f"{questions[kind].item_id},,,{other},{verdict},me", tmp_path)
    assert "line 2: " in said
    assert "leave ods_code empty" in said or "names no ods_code here; leave it empty" in said


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        ("added", "reject"), ("removed", "accept"), ("not_seen", "accept"), ("retired", "accept"),
        ("unresolved", "not_a_trust"), ("renamed", "accept"), ("site_unhealthy", "accept"),
        ("two_alliances", "accept"), ("two_alliances", "ignore"),
    ],
)  # fmt: skip
def test_an_answer_with_another_alliance_is_refused(made, tmp_path, kind, verdict):
    folder, questions = made
    said = refusal(folder, f"{questions[kind].item_id},N46,,,{verdict},me", tmp_path)
    assert f"line 2: this question is about {questions[kind].alliance_code}, not N46" in said


@pytest.mark.parametrize("kind", ["added", "removed", "not_seen", "two_alliances"])
def test_the_questions_own_code_and_alliance_may_be_given_in_any_case(made, tmp_path, kind):
    folder, questions = made
    own = questions[kind]
    copy = Folder(tmp_path / "copy", folder.register)
    copy.path.mkdir()
    (copy.path / "history.db").write_bytes((folder.path / "history.db").read_bytes())
    line = f"{own.item_id},{own.alliance_code.lower()},,{own.ods_code.lower()},accept,me"
    assert decide(copy, line, near=tmp_path) == 1


@pytest.fixture
def wide(tmp_path):
    reg = register(WELSH, GONE, SPLIT)
    folder = Folder(tmp_path / "data", reg, rows(reg, RR8="N63", RXF="N63"))
    folder.run(site("N63", matched(reg, "RR8"), matched(reg, "RXF")))
    return folder


@pytest.mark.parametrize("verdict", ["accept", "assign"])
@pytest.mark.parametrize("name", ["", ODD])
@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("RQF", "RQF is a trust of Wales"),
        ("RG1", "RG1 has closed and the register names no successor"),
        ("RG2", "RG2 was split into RWA, RCD; name the one"),
        ("ZZZ", "the register knows no trust “ZZZ”"),
    ],
)
def test_a_trust_that_can_be_no_member_is_refused(wide, tmp_path, verdict, name, code, why):
    assert why in refusal(wide, f",N63,{name},{code},{verdict},me", tmp_path)


def old_log(folder, **cells):
    """A line as an earlier version took it in."""
    with (folder.path / "decisions.csv").open("a", encoding="utf-8", newline="") as stream:
        csv.DictWriter(stream, DECISIONS, restval="").writerow({"decided_at": "2026-01-01", **cells})
    return (folder.path / "decisions.csv").read_bytes()


def test_an_old_decision_for_a_trust_of_wales_has_no_effect_and_is_told(wide):
    kept = old_log(wide, alliance_code="N63", ods_code="RQF", decision="accept")
    outcome = wide.run(listing(wide, "RR8", "RXF"))
    assert "Note: the decision “accept” on “RQF” in decisions.csv is without effect" in " ".join(
        outcome.summary
    )
    assert "RQF" not in (wide.path / "memberships.csv").read_text("utf-8")
    assert (wide.path / "decisions.csv").read_bytes() == kept


@pytest.mark.parametrize(
    "answer",
    [
        {"decision": "assign", "ods_code": "RWA"},
        {"decision": "reject", "ods_code": "RWA"},
        {"decision": "reject", "alliance_code": "N46"},
    ],
)
def test_an_old_answer_that_does_not_fit_leaves_its_question(tmp_path, answer):
    folder = west_yorkshire(tmp_path)
    item = next(q for q in folder.run(listing(folder, *MEMBERS[:2])).questions if q.question == "not_seen")
    own = {"item_id": item.item_id, "alliance_code": "N63", "ods_code": AIREDALE}
    own |= {"question": "not_seen", "basis": item.basis}
    kept = old_log(folder, **own | answer)
    assert item.item_id in {card.question.item_id for card in waiting(folder.path, folder.register)}
    outcome = folder.run(listing(folder, *MEMBERS[:2]))
    assert item.item_id in {q.item_id for q in outcome.questions}
    assert "is without effect: this question" in " ".join(outcome.summary)
    assert folder.mapping()[AIREDALE].cancer_alliance_code == "N63"
    assert (folder.path / "decisions.csv").read_bytes() == kept


def test_a_question_that_an_old_answer_made_vanish_comes_back(tmp_path):
    folder = west_yorkshire(tmp_path)
    folder.run(listing(folder, *MEMBERS))
    folder.register = register(trust("R9Z", "A New NHS Trust"), version="r2")
    item = folder.run(listing(folder, *MEMBERS)).questions[0].item_id
    folder.run(listing(folder, *MEMBERS))
    old_log(folder, item_id=item, ods_code="R9Z", decision="accept", question="register_changed")
    assert item in {q.item_id for q in folder.run(listing(folder, *MEMBERS)).questions}


def test_a_later_answer_that_fits_ends_the_note(tmp_path):
    folder = west_yorkshire(tmp_path / "data")
    item = folder.run(listing(folder, *MEMBERS[:2])).questions[0].item_id
    old_log(folder, item_id=item, alliance_code="N63", ods_code="RWA", decision="reject", question="not_seen")
    folder.run(listing(folder, *MEMBERS[:2]))
    decide(folder, f"{item},,,,accept,me", near=tmp_path)
    outcome = folder.run(listing(folder, *MEMBERS[:2]))
    assert "without effect" not in " ".join(outcome.summary)
    assert asked(outcome) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2026-11-01,JS,,N63,,RR8,,,,", "line 2: it has no decision"),
        ("x,y,z", "line 2: it has no decision"),
        ("2026-11-01,JS,,N63,,RR8,rejected,,,", "line 2: “rejected” is no decision"),
    ],
)
def test_a_line_of_the_log_that_is_no_decision_stops_the_run_and_stays(wide, line, said):
    log = wide.path / "decisions.csv"
    log.write_text(f"{log.read_text('utf-8').rstrip()}\n{line}\n", encoding="utf-8")
    kept = log.read_bytes()
    with pytest.raises(InputError, match=r"decisions.csv” cannot be followed: .* restore the file") as caught:
        wide.run(listing(wide, "RR8", "RXF"))
    assert said in str(caught.value)
    assert log.read_bytes() == kept


def test_a_column_of_the_log_that_would_be_lost_stops_the_run(wide):
    log = wide.path / "decisions.csv"
    log.write_text("decision,alliance_code,ods_code,remark\nreject,N63,RR8,as agreed\n", encoding="utf-8")
    with pytest.raises(InputError, match="has the column remark in line 1"):
        wide.run(listing(wide, "RR8", "RXF"))


@pytest.fixture
def split(tmp_path):
    """Airedale was split in two, and the page still has its old name."""
    folder = west_yorkshire(tmp_path / "data")
    folder.run(listing(folder, *MEMBERS))
    folder.register = closed(folder.register, AIREDALE, "RWA", "RCD")
    return folder


def test_a_split_is_asked_once_though_the_page_has_the_old_name(split):
    for _ in range(2):
        assert asked(split.run(listing(split, *MEMBERS))) == [("register_changed", "N63", AIREDALE)]


@pytest.mark.parametrize("line", ["{item},,,RWA,assign,me", "{item},,,,ignore,me", ",N63,,RWA,assign,me"])
def test_an_answer_to_a_split_settles_the_old_name_too(split, tmp_path, line):
    item = split.run(listing(split, *MEMBERS)).questions[0].item_id
    decide(split, line.format(item=item), near=tmp_path)
    for codes in (MEMBERS, MEMBERS[:2]):
        left = {kind for kind, _, code in asked(split.run(listing(split, *codes))) if code == AIREDALE}
        assert left == set()


@pytest.mark.parametrize("answer", ["RWA,accept", "RXF,accept", ",reject", ",not_a_trust", ",ignore"])
def test_an_answer_to_the_old_name_of_a_split_trust_settles_the_split_too(split, tmp_path, answer):
    """The name is asked about alone where the trust has no row, or by an earlier version."""
    split.curated = None
    name = split.register.trusts[AIREDALE].name
    alone = Folder(tmp_path / "alone", split.register, rows(split.register, RR8="N63", RXF="N63"))
    outcome = alone.run(listing(alone, *MEMBERS))
    item = next(q for q in outcome.questions if q.question == "retired")
    assert item.name_as_written == name
    split.run(listing(split, *MEMBERS))
    code, verdict = answer.split(",")
    old_log(
        split, item_id=item.item_id, alliance_code="N63", name_as_written=name, ods_code=code or AIREDALE,
        decision=verdict, question="retired", basis=item.basis,
    )  # fmt: skip
    again = asked(split.run(listing(split, *MEMBERS)))
    assert "register_changed" not in {kind for kind, _, _ in again}
    assert "retired" not in {kind for kind, _, _ in again}


def test_to_agree_that_a_split_trust_is_closed_settles_nothing(split, tmp_path):
    item = split.run(listing(split, *MEMBERS)).questions[0]
    said = refusal(split, f"{item.item_id},,,,accept,me", tmp_path)
    assert "takes assign or ignore" in said


def unknown(folder):
    row = replace(
        next(r for r in folder.curated if r.ods_code == LEEDS), ods_code="ZZZ", ods_name="Who Trust"
    )
    return (*folder.curated, row)


def test_a_row_with_an_unknown_code_is_said_and_asked_about_alike(tmp_path):
    folder = west_yorkshire(tmp_path)
    outcome = folder.run(listing(folder, *MEMBERS), curated=unknown(folder))
    question = next(q for q in outcome.questions if q.ods_code == "ZZZ")
    assert "ZZZ (Who Trust), which the register does not know" in outcome.reasons[0]
    assert question.proposal.startswith(
        "The register knows no trust ZZZ, which the mapping holds. Correct the row"
    )


@pytest.mark.parametrize(("code", "verdict"), [("RWA", "assign"), ("", "ignore")])
def test_an_answer_about_a_row_with_an_unknown_code_lets_the_row_go(tmp_path, code, verdict):
    folder = west_yorkshire(tmp_path / "data")
    curated = unknown(folder)
    outcome = folder.run(listing(folder, *MEMBERS), curated=curated)
    item = next(q.item_id for q in outcome.questions if q.ods_code == "ZZZ")
    assert decide(folder, f"{item},,,{code},{verdict},me", near=tmp_path) == 1
    assert folder.run(listing(folder, *MEMBERS), curated=curated).published
    assert "ZZZ" not in folder.mapping()
    assert folder.mapping()["RWA"].cancer_alliance_code == ("N63" if code else "")


def test_an_unknown_code_cannot_be_assigned(tmp_path):
    folder = west_yorkshire(tmp_path / "data")
    outcome = folder.run(listing(folder, *MEMBERS), curated=unknown(folder))
    item = next(q.item_id for q in outcome.questions if q.ods_code == "ZZZ")
    assert "the register knows no trust “ZZZ”" in refusal(folder, f"{item},,,,assign,me", tmp_path)
