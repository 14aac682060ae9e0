"""Counting answers, the accept line, and the document about accuracy."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.accuracy import accuracy_part, document, evidence_line
from benchmarks.invented import invented, place
from benchmarks.labels import LABELLED, Label, read_labels
from benchmarks.names import main, measure
from benchmarks.peers import LINE, all_names, names_of_trusts, peers
from benchmarks.tallies import Answer, Tally, tally_all, upper_bound
from benchmarks.unaided import unaided
from matching.answers import ACCEPT_LINE
from matching.names import core_words
from matching.register import Register

REGISTER = Register.load()
DOCUMENT = Path(__file__).parents[2] / "docs" / "accuracy.md"


@pytest.fixture(scope="module")
def measured():
    return measure(read_labels(LABELLED), REGISTER)


@pytest.mark.parametrize(
    ("carried_by", "code", "counts"),
    [
        ("RA7", "RA7", (1, 1, 0, 1)),
        ("RA7", "", (1, 0, 0, 0)),
        ("RA7", "RR8", (1, 0, 1, 1)),
        ("", "", (1, 1, 0, 0)),
        ("", "RR8", (1, 0, 1, 1)),
    ],
)
def test_what_counts_as_found_and_as_wrong(carried_by, code, counts):
    tally = Tally()
    tally.add(Label("a name", carried_by, frozenset(), "trust", "any"), Answer(code))
    assert (tally.names, tally.found, tally.wrong, tally.answered) == counts


def test_the_bound_is_that_of_clopper_and_pearson():
    assert upper_bound(0, 300) == pytest.approx(0.00994, abs=1e-4)  # the rule of three says 0.01
    assert upper_bound(2, 100) == pytest.approx(0.0616, abs=1e-3)
    assert upper_bound(0, 0) == 1.0


@pytest.mark.parametrize(
    ("scores", "line"),
    [
        ([(100, True), (95, True), (85, True)], 80),
        ([(100, True), (95, True), (85, False)], 90),
        ([(100, True), (95, True), (75, True)], 90),  # nothing is known of the eighties
    ],
)
def test_the_evidence_line_stops_at_the_first_gap_or_wrong_answer(scores, line):
    label = Label("a name", "RA7", frozenset(), "trust", "any")
    assert evidence_line((label, Answer("RA7" if right else "RR8", s)) for s, right in scores) == line


def test_the_accept_line_is_what_the_evidence_says(measured):
    assert evidence_line([*measured.labelled, *measured.invented]) == ACCEPT_LINE


def test_hardly_any_answer_is_wrong(measured):
    assert tally_all(measured.labelled).wrong == 0
    assert tally_all(measured.labelled).bound < 0.005
    assert tally_all(measured.invented).wrong == 0
    assert tally_all(pair for part in measured.unaided for pair in part).bound < 0.01


def test_the_document_says_what_is_measured_now(measured):
    now, then = accuracy_part(document(measured)), accuracy_part(DOCUMENT.read_text("utf-8"))
    assert now == then, "Make it again: python -m benchmarks.names --write docs/accuracy.md"


def test_no_row_kept_by_hand_helps_an_unaided_name():
    labels = read_labels(LABELLED)
    spelt = {"".join(core_words(label.name)) for label in labels}
    bare = unaided(REGISTER, labels)
    assert not [alias for alias in bare.aliases if "".join(core_words(alias.name)) in spelt]
    former = [old for trust in bare.trusts.values() for old in trust.former_names]
    assert {old.source for old in former if "".join(core_words(old.name)) in spelt} <= {"ODS"}


def test_an_invented_name_has_one_right_answer():
    labels = list(invented(REGISTER))
    assert "United Leeds Teaching Hospitals NHS Trust" not in {label.name for label in labels}
    assert {label.group for label in labels} == {"invented spelling", "invented body"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Leeds Teaching Hospitals NHS Trust", "Leeds"),
        ("University Hospitals of Derby and Burton NHS Foundation Trust", "Derby and Burton"),
        ("South Tees Hospitals NHS Foundation Trust", "South Tees"),
    ],
)
def test_the_place_in_a_name(name, expected):
    assert place(name) == expected


def test_peers_answer_from_the_same_names():
    by_scorer = {peer.name: peer for peer in peers(REGISTER) if peer.against == "names of trusts"}
    peer = by_scorer[f"RapidFuzz ratio at {LINE}"]
    asked = ["Leeds Teaching Hospitals NHS Trust", "Ambridge Parish Council"]
    assert [answer.code for answer in peer.answer(asked, peer.known)] == ["RR8", ""]
    assert set(names_of_trusts(REGISTER)) < set(all_names(REGISTER))


def test_the_report_of_further_names_is_printed(tmp_path, capsys):
    path = tmp_path / "names.csv"
    path.write_text("name,expected_code,current_code,category\nThe Christie,RBV,RBV,short_name\n", "utf-8")
    assert main([str(path), "--no-peers"]) == 0
    assert "1 of 1 names (100.0%) have the right answer" in " ".join(capsys.readouterr().out.split())


def test_a_file_without_names_is_refused(tmp_path):
    path = tmp_path / "decisions.csv"
    path.write_text("name_as_written,ods_code,decision\n,RBV,assign\n", "utf-8")
    with pytest.raises(SystemExit, match="no labelled names"):
        main([str(path)])
