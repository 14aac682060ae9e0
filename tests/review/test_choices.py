"""What a curator is offered can be taken in, is followed, and settles the question."""

from __future__ import annotations

import csv
import io
import shutil

import pytest

from output.answers import answers
from output.decisions import take_in
from output.report_cards import Known, cards
from output.report_choices import ASKS, Ask
from output.tables import DECISIONS
from tests.review.made import everything

KINDS = (
    "ambiguous", "unresolved", "site_unhealthy", "added", "removed", "not_seen", "register_changed",
    "renamed", "retired", "two_alliances",
)  # fmt: skip
TYPED = {Ask.NOTHING: "", Ask.TRUST: "RWA", Ask.ALLIANCE: "N70"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return everything(tmp_path_factory.mktemp("choices") / "data")


def shown(made):
    folder, _, outcome = made
    return {card.question.question: card for card in cards(outcome.questions, Known(folder.register))}


def line(card, choice):
    question = card.question
    code = TYPED[choice.ask] if choice.ask is Ask.TRUST else choice.ods_code
    alliance = TYPED[choice.ask] if choice.ask is Ask.ALLIANCE else choice.alliance_code
    cells = {
        "item_id": question.item_id,
        "alliance_code": alliance or question.alliance_code,
        "ods_code": code or question.ods_code,
        "decision": choice.decision.value,
        "question": question.question,
        "basis": question.basis,
    }
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, DECISIONS, restval="")
    writer.writeheader()
    writer.writerow(cells)
    return stream.getvalue()


def test_the_run_asks_one_of_each_kind(made):
    assert set(shown(made)) == set(KINDS)


def test_every_kind_of_question_has_words_and_at_least_one_answer(made):
    assert all(card.asks == ASKS[kind] and card.choices for kind, card in shown(made).items())


@pytest.mark.parametrize("kind", KINDS)
def test_each_answer_offered_is_taken_in_and_the_question_does_not_come_back(made, kind, tmp_path):
    folder, sites, _ = made
    card = shown(made)[kind]
    for number, choice in enumerate(card.choices):
        path = tmp_path / f"data-{number}"
        shutil.copytree(folder.path, path)
        given = tmp_path / "given.csv"
        given.write_text(line(card, choice), encoding="utf-8")
        assert take_in(given, path, folder.register) == 1, choice
        again = type(folder)(path, folder.register, folder.curated)
        again.count = folder.count
        left = {question.item_id for question in again.run(*sites).questions}
        assert card.question.item_id not in left, choice


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_offered_is_what_the_question_takes(made, kind):
    card = shown(made)[kind]
    about = card.question.alliance_code, card.question.ods_code
    assert {choice.decision for choice in card.choices} == {*answers(kind, *about, made[0].register)}


def test_candidates_come_first_then_another_trust_then_none(made):
    labels = [choice.label for choice in shown(made)["unresolved"].choices]
    assert labels == [
        "It is Leeds Teaching Hospitals NHS Trust (RR8)",
        "It is Mid Yorkshire Teaching NHS Trust (RXF)",
        "It is another trust, with this code",
        "It is no trust",
        "Leave it as it is, and do not ask again",
    ]
