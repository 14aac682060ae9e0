"""Records of a CSV: none is lost in the cell of another."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matching.csv_records import BrokenRecord, records


def read(text: str, **options: bool) -> list[tuple[int, list[str]]]:
    return [(line, cells) for line, _, cells in records(io.StringIO(text, newline=""), **options)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("a,b\n", [(1, ["a", "b"])]),
        ("a\n\nb", [(1, ["a"]), (2, []), (3, ["b"])]),
        ('"a\nb",c\nd', [(1, ["a\nb", "c"]), (3, ["d"])]),
        ('"a\n\n"', [(1, ["a\n\n"])]),
        ('5" pipe\n', [(1, ['5" pipe'])]),
        ('"a"b\n', [(1, ["ab"])]),
        ('""\n', [(1, [""])]),
        ("a\rb\r", [(1, ["a"]), (2, ["b"])]),
    ],
)
def test_records_begin_where_they_begin(text: str, expected: list[tuple[int, list[str]]]):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a\n"b\nc', 2),
        ('a\n"b', 2),
        ('a\n"b\n', 2),
        ('"a', 1),
        ('a\n"b""\n', 2),
        ('a\n"b\nc\n"d"\ne\n', 2),  # closed by the next quotation mark, in the midst of a cell
        ('a\nb\n"c\n', 3),
    ],
)
def test_a_mark_that_swallows_rows_is_told_with_its_line(text: str, line: int):
    with pytest.raises(BrokenRecord, match="never closed") as caught:
        read(text)
    assert caught.value.line == line


def test_a_strict_reading_takes_no_stray_mark():
    with pytest.raises(BrokenRecord, match="not at the end of its cell"):
        read('"a"b\n', strict=True)


@given(st.text(st.sampled_from('a",\n\r'), max_size=30))
def test_what_is_read_is_all_that_there_was(text: str):
    try:
        found = [record.raw for record in records(io.StringIO(text, newline=""))]
    except BrokenRecord:
        return
    assert "".join(found) == text
