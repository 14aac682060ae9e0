"""CSV that any program reads back as it was written."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from output.tables import Table, clean, guard, unguard

PLAIN = st.text(
    st.characters(
        exclude_categories=["Cs"],
        exclude_characters=[chr(n) for n in (*range(9), 11, 12, *range(14, 32), 127)],
    )
)


@given(st.lists(st.tuples(PLAIN, PLAIN), max_size=5))
def test_what_is_written_is_read_back(cells):
    content = Table(("a", "b"), tuple(cells)).to_csv().decode("utf-8")
    assert [tuple(row) for row in csv.reader(io.StringIO(content, newline=""), strict=True)] == [
        ("a", "b"),
        *cells,
    ]


@given(st.text())
def test_any_text_can_be_written(cell):
    content = Table(("a",), ((cell,),)).to_csv()
    assert b"\0" not in content
    assert list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))[1:] == [
        [clean(cell)]
    ] or not clean(cell)


def test_lines_end_as_rfc_4180_has_it():
    assert Table(("a", "b"), (("1", 'x"y'),)).to_csv() == b'a,b\r\n1,"x""y"\r\n'


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_a_formula_is_guarded_for_spreadsheets(cell):
    assert guard(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Leeds", "'tis", "1-2", "a=b"])
def test_plain_text_is_not_guarded(cell):
    assert guard(cell) == cell


@given(st.text())
def test_a_guarded_cell_comes_back_as_it_was(cell):
    assert unguard(guard(cell)) == cell or cell.startswith("'")
