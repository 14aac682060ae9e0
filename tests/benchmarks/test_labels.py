"""Labelled names: what is read, and what counts as right."""

from __future__ import annotations

import pytest

from benchmarks.labels import LABELLED, Label, read_labels, write_labels

FACTS = (
    "name,expected_code,current_code,category\n"
    "The Christie,RBV,RBV,short_name\n"
    "Torbay Hospital,RA9,RA9,hospital_name\n"
    "Leeds City Council,NONE,,negative:council\n"
)
DECISIONS = (
    "decided_at,decided_by,item_id,alliance_code,name_as_written,ods_code,decision,note,question\n"
    "2026-01-01,jo,1,N48,The Christie,RBV,accept,,ambiguous\n"
    "2026-01-02,jo,2,N48,Maggie's,,not_a_trust,,unresolved\n"
    "2026-01-03,jo,3,N48,Leeds Beckett,RR8,reject,,ambiguous\n"
    "2026-01-04,jo,4,N48,Barts Health,R1H,reject,,added\n"
    "2026-01-05,jo,5,N48,The Christie,R0A,reject,,ambiguous\n"
    "2026-01-06,jo,6,N48,,RBV,assign,,two_alliances\n"
)


def written(tmp_path, text, name="names.csv"):
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("label", "code", "allowed"),
    [
        (Label("a", "RVJ", frozenset({"RA7"}), "trust", ""), "RVJ", True),
        (Label("a", "RVJ", frozenset({"RA7"}), "trust", ""), "RA7", True),
        (Label("a", "RVJ", frozenset({"RA7"}), "trust", ""), "RTE", False),
        (Label("a", "RVJ", frozenset({"RA7"}), "trust", ""), "", False),
        (Label("a", "", frozenset(), "no trust", ""), "", True),
        (Label("a", "", frozenset(), "no trust", ""), "RR8", False),
        (Label("a", "", frozenset(), "no trust", "", frozenset({"RR8"})), "RR8", False),
        (Label("a", "", frozenset(), "no trust", "", frozenset({"RR8"})), "RTE", True),
    ],
)
def test_which_answers_a_label_allows(label, code, allowed):
    assert label.allows(code) is allowed


def test_facts_become_the_projects_own_table(tmp_path):
    target = tmp_path / "own" / "labelled.csv"
    assert write_labels(written(tmp_path, FACTS), target) == 3
    lines = target.read_text("utf-8").splitlines()
    assert lines[0] == "name,carried_by,today,group,sort,source"
    assert lines[1].startswith("Torbay Hospital,RA9,RA9,hospital,hospital name,")
    assert lines[2].startswith("Leeds City Council,,,no trust,council,")


def test_the_own_table_and_the_facts_say_the_same(tmp_path):
    target = tmp_path / "labelled.csv"
    facts = written(tmp_path, FACTS)
    write_labels(facts, target)
    assert set(read_labels(target)) == set(read_labels(facts))


def test_decisions_about_names_are_labels_and_the_last_word_counts(tmp_path):
    labels = {label.name: label for label in read_labels(written(tmp_path, DECISIONS, "decisions.csv"))}
    assert set(labels) == {"The Christie", "Maggie's", "Leeds Beckett"}  # no word about memberships
    assert labels["The Christie"].never == {"R0A"}
    assert labels["Leeds Beckett"].never == {"RR8"}
    assert labels["Maggie's"].allows("")


def test_an_accepted_name_has_its_code(tmp_path):
    first = "".join(DECISIONS.splitlines(keepends=True)[:2])
    (label,) = read_labels(written(tmp_path, first, "decisions.csv"))
    assert (label.name, label.carried_by) == ("The Christie", "RBV")


@pytest.mark.parametrize("content", ["", "name,category\nThe Christie,short_name\n"])
def test_a_table_of_no_known_shape_is_refused_in_a_sentence(tmp_path, content):
    with pytest.raises(SystemExit, match="need the columns name, carried_by"):
        read_labels(written(tmp_path, content))


def test_a_missing_file_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(SystemExit, match="cannot be read"):
        read_labels(tmp_path / "none.csv")


def test_the_projects_labels_are_of_all_groups():
    assert {label.group for label in read_labels(LABELLED)} == {"trust", "hospital", "no trust"}
