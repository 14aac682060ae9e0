from __future__ import annotations

import pytest

from benchmarks.names import Labelled, Tally, main, read_labelled, upper_bound, without_learnt
from matching.register import Register

HEADER = "name,expected_code,current_code,category\n"


@pytest.mark.parametrize(
    ("expected", "codes", "counts"),
    [
        ("RA7", {"RA7"}, (1, 1, 0, 1)),
        ("RVJ", {"RA7"}, (1, 1, 0, 1)),  # today's code is right too
        ("RA7", set(), (1, 0, 0, 0)),
        ("RTE", {"RR8"}, (1, 0, 1, 1)),
        ("", set(), (1, 1, 0, 0)),
        ("", {"RR8"}, (1, 0, 1, 1)),
    ],
)
def test_what_counts_as_found_and_as_wrong(expected, codes, counts):
    tally = Tally()
    tally.add(Labelled("a name", expected, frozenset({"RA7"} if expected else ()), "any"), frozenset(codes))
    assert (tally.names, tally.found, tally.wrong, tally.answered) == counts


def test_the_bound_is_that_of_clopper_and_pearson():
    assert upper_bound(0, 300) == pytest.approx(0.00994, abs=1e-4)  # the rule of three says 0.01
    assert upper_bound(2, 100) == pytest.approx(0.0616, abs=1e-3)
    assert upper_bound(0, 0) == 1.0


def test_learnt_aliases_can_be_left_out():
    assert not [alias for alias in without_learnt(Register.load()).aliases if "labelled" in alias.source]


def test_the_report_stands_beside_the_plain_scorers(tmp_path, capsys):
    path = tmp_path / "labelled.csv"
    path.write_text(
        HEADER + "The Christie,RBV,RBV,short_name\nLeeds City Council,NONE,,negative:council\n", "utf-8"
    )
    assert main([str(path)]) == 0
    printed = capsys.readouterr().out
    assert "short_name" in printed
    for scorer in ("WRatio", "token_sort", "token_set", "ratio"):
        assert f"RapidFuzz {scorer} at 90" in printed


@pytest.mark.parametrize("content", ["", "name,category\nThe Christie,short_name\n"])
def test_a_file_without_the_columns_is_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "labelled.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(SystemExit, match="lack the columns"):
        read_labelled(path)


def test_a_missing_file_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(SystemExit, match="cannot be read"):
        read_labelled(tmp_path / "none.csv")


def test_wrong_usage(capsys):
    assert main([]) == 2
    assert "Usage" in capsys.readouterr().err
