"""Names from tables and lists: one for each row, and never from a column that only may hold them."""

from __future__ import annotations

import io

import pytest

from matching.errors import UserError
from matching.table import Question, open_names
from matching.text_lines import LONGEST_LINE

LEEDS, BARTS = "Leeds Teaching Hospitals", "Barts Health"


def names(text: str, column: str | None = None, encoding: str = "utf-8") -> list[str]:
    return [asked.name for asked in open_names(io.BytesIO(text.encode(encoding)), "“x”", column)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LEEDS}\n{BARTS}", [LEEDS, BARTS]),
        (f"{LEEDS}\n\n{BARTS}\n", [LEEDS, "", BARTS]),
        (f"\n \n{LEEDS}\n", ["", " ", LEEDS]),
        (f"  {LEEDS} \n\t{BARTS}\n", [f"  {LEEDS} ", f"\t{BARTS}"]),
        (f"name,x\n {LEEDS}  ,1\n", [f" {LEEDS}  "]),
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


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04 name\n", "“x” is a workbook or another packed file, so it is no CSV."),
        (b"\x1f\x8b\x08 name\n", "“x” is a packed file"),
        (b"%PDF-1.7\n", "“x” is a PDF"),
        (b"name\nLeeds\nBar\0ts\n", "“x” holds a NUL byte in line 3, so it is no text."),
        (b"\0name\n", "NUL byte in line 1"),
        (b"name\r\nLeeds\r\n\0", "NUL byte in line 3"),
        ("name\nBar\0ts\n".encode("utf-16"), "NUL byte in line 2"),
        ("name\nBarts\n".encode("utf-16-le"), "NUL byte in line 1"),
        ("name\nBarts\n".encode("utf-32"), "NUL byte in line 1"),
        ("name\nBarts\n".encode("utf-16")[:-1], "damaged UTF-16"),
        (bytes(range(1, 256)) * 20, "“x” is no text"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, told: str):
    with pytest.raises(UserError, match=told):
        list(open_names(io.BytesIO(content), "“x”"))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("name\nKing’s\n".encode("cp1252"), ["King’s"]),
        ("name\nKing’s\n".encode() + "King’s\n".encode("cp1252"), ["King’s", "King’s"]),
        ("name\rKing’s\r".encode("utf-16"), ["King’s"]),
        (b"\xfe\xff" + "name\nKing’s".encode("utf-16-be"), ["King’s"]),
        ("name\n".encode("utf-16") + b"\x00\xd8" + "x\n".encode("utf-16-le"), ["\ufffdx"]),
        (b"name\nLeeds\x1a\n", ["Leeds\x1a"]),
    ],
)
def test_other_encodings_are_read(content: bytes, expected: list[str]):
    assert [asked.name for asked in open_names(io.BytesIO(content), "“x”")] == expected


def test_lines_that_come_in_pieces_are_the_same(monkeypatch: pytest.MonkeyPatch):
    text = f"name\r\n{LEEDS}\r\n\r\n“{BARTS}”\rx\n"
    for encoding in ("utf-8-sig", "utf-16"):
        for size in (1, 2, 3, 7):
            monkeypatch.setattr("matching.text_lines._PIECE", size)
            assert names(text, encoding=encoding) == [LEEDS, "", f"“{BARTS}”", "x"]


def test_an_endless_line_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("matching.text_lines._PIECE", LONGEST_LINE // 2)  # small ones only take longer
    with pytest.raises(UserError, match="line of more than 10,000,000 characters"):
        names("x" * (LONGEST_LINE + 1))


ALLIANCES = {"n48": "N48", "swag": "N48"}.__getitem__


@pytest.mark.parametrize(
    ("cell", "code"), [("n48", "N48"), (" swag ", "N48"), ("", None), ("  ", None), ('""', None)]
)
def test_the_alliance_of_a_row(cell: str, code: str | None):
    table = io.BytesIO(f"name,alliance_code\n{LEEDS},{cell}\n".encode())
    assert list(open_names(table, "“x”", None, ALLIANCES)) == [Question(LEEDS, code)]


def test_an_alliance_that_there_is_not_is_named_with_its_line():
    table = io.BytesIO(f"alliance_code,name\nn48,{LEEDS}\nZZZ,{BARTS}\n".encode())
    with pytest.raises(UserError, match="“x”, line 3: there is no alliance “ZZZ”"):
        list(open_names(table, "“x”", None, ALLIANCES))
