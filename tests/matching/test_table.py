"""Names from tables and lists: one for each row, and never from a column that only may hold them."""

from __future__ import annotations

import io

import pytest

from matching.errors import UserError
from matching.table import open_names

LEEDS, BARTS = "Leeds Teaching Hospitals", "Barts Health"


def names(text: str, column: str | None = None, encoding: str = "utf-8") -> list[str]:
    return [asked.name for asked in open_names(io.BytesIO(text.encode(encoding)), "“x”", column)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LEEDS}\n{BARTS}", [LEEDS, BARTS]),
        (f"{LEEDS}\n\n{BARTS}\n", [LEEDS, "", BARTS]),
        (f"\n \n{LEEDS}\n", ["", "", LEEDS]),
        (f"name\n{LEEDS}\n\n{BARTS}\n", [LEEDS, "", BARTS]),
        (f"id,name\n1,{LEEDS}\n2,\n\n3\n4,{BARTS}\n", [LEEDS, "", "", "", BARTS]),
        (f"name,id\n,1\n{BARTS},2\n", ["", BARTS]),
        ("name\n", []),
        (f'name\n"{LEEDS}\nTrust"\n{BARTS}\n', [f"{LEEDS}\nTrust", BARTS]),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_each_row_gives_one_name_in_its_place(text: str, expected: list[str], encoding: str):
    assert names(text, encoding=encoding) == expected


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        (f"trust,town\n{LEEDS},Leeds\n", "trust", [LEEDS]),
        (f"Trust Name;town\n{LEEDS};Leeds\n", " trust name ", [LEEDS]),
        (f"name,old\n{LEEDS},{BARTS}\n", "old", [BARTS]),
    ],
)
def test_another_column_can_hold_the_names(text: str, column: str, expected: list[str]):
    assert names(text, column) == expected


@pytest.mark.parametrize(
    ("text", "column"),
    [
        (f"trust,town\n{LEEDS},Leeds\n{BARTS},London\n", None),
        (f"trust\ttown\n{LEEDS}\tLeeds\n", None),
        (f"trust_name\n{LEEDS}\n", None),
        (f"id,organisation_name\n1,{LEEDS}, the one\n", None),
        (f"name\n{LEEDS}\n", "trust"),
        (f"{LEEDS}\n", "name"),
    ],
)
def test_a_table_without_the_column_says_so(text: str, column: str | None):
    with pytest.raises(UserError, match=r"has no column “\w+” in line 1; its columns are: .*--column"):
        names(text, column)


@pytest.mark.parametrize(
    "text",
    [
        "Barking, Havering and Redbridge\n",
        "Barking, Havering and Redbridge\nGuy's, St Thomas' and Lewisham\n",
        "Barking,Havering and Redbridge\nLeeds\n",
        "Leeds (RR8)\nBarts; London\n",
        "trust\nLeeds\n",
    ],
)
def test_a_list_of_names_stays_one(text: str):
    assert names(text) == text.splitlines()


@pytest.mark.parametrize(
    ("text", "line"),
    [(f'name\n"unclosed\n{LEEDS}', 2), (f'name,x\n{LEEDS},1\n{BARTS},"2\n', 3)],
)
def test_a_quotation_mark_that_never_closes_is_told_with_its_line(text: str, line: int):
    with pytest.raises(
        UserError, match=f"“x” cannot be read at line {line}: a quotation mark is never closed"
    ):
        names(text)
