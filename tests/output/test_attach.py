"""The alliance beside any table's codes, and not a byte of the table changed."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from output.attach import Tally, attach
from output.errors import InputError
from tests.output.factories import Folder, matched, register, rows, site, trust

NAME = "West Yorkshire and Harrogate Cancer Alliance"


@pytest.fixture(scope="module")
def reg():
    base = register()
    gone = {"is_open": False, "closed": date(2026, 4, 1)}
    return register(
        replace(base.trusts["RCF"], current=("RR8",), **gone),
        replace(base.trusts["RCD"], current=("RR8", "RWA"), **gone),
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory, reg):
    folder = Folder(tmp_path_factory.mktemp("data"), reg, rows(reg, RR8="N63", RXF="N63"))
    folder.run(site("N63", *(matched(reg, code) for code in ("RR8", "RXF"))))
    return folder.path


@pytest.fixture
def attached(tmp_path, data, reg):
    def run(content: bytes, column: str = "code", as_of=None) -> bytes:
        path = tmp_path / "table.csv"
        path.write_bytes(content)
        return b"".join(attach(path, column, data, as_of, reg))

    return run


@pytest.mark.parametrize(
    ("code", "cells"),
    [
        ("RR8", f"N63,{NAME}"),
        (" rr8 ", f"N63,{NAME}"),
        ("RCF", f"N63,{NAME}"),  # closed, one successor
        ("RCD", ","),  # split over an alliance and none
        ("RWA", ","),  # in no alliance
        ("ZZZ", ","),
        ('""', ","),
    ],
)
def test_each_code_gets_its_alliance(attached, code, cells):
    assert attached(f"code\n{code}\n".encode()).decode().splitlines()[1] == f"{code},{cells}"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (b"code,x\r\nRR8,1\r\n", b"code,x,%s\r\nRR8,1,N63,%s\r\n"),
        (b"code,x\nRR8,1", b"code,x,%s\nRR8,1,N63,%s"),
        (b"code,x\rRR8,1\r", b"code,x,%s\rRR8,1,N63,%s\r"),
        (b'\xef\xbb\xbf"code",x\nRR8,1\n', b'\xef\xbb\xbf"code",x,%s\nRR8,1,N63,%s\n'),
        (b"code,x\nRR8,caf\xe9\n", b"code,x,%s\nRR8,caf\xe9,N63,%s\n"),
        (b'code,x\n"RR8","a ""b""\nc"\n', b'code,x,%s\n"RR8","a ""b""\nc",N63,%s\n'),
        (b'code,x\nRR8,5" pipe\n', b'code,x,%s\nRR8,5" pipe,N63,%s\n'),
        (b"code,x\n\nRR8,1\n", b"code,x,%s\n\nRR8,1,N63,%s\n"),
        (b"x,Code ,y\n1,RR8\n", b"x,Code ,y,%s\n1,RR8,,N63,%s\n"),
    ],
)
def test_what_was_there_stays_byte_for_byte(attached, table, expected):
    assert attached(table) == expected % (b"cancer_alliance_code,cancer_alliance_name", NAME.encode())


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_other_separators_are_kept(attached, separator):
    lines = attached(f"x{separator}code\n1{separator}RR8\n".encode()).decode().splitlines()
    assert lines[1] == separator.join(("1", "RR8", "N63", NAME))


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (b"", "is empty"),
        (b"a,b\n1,2\n", "has no column “code”"),
        (b"code,code\n1,2\n", "more than one column"),
        (b"code,cancer_alliance_code\n1,2\n", "already"),
        (b"code,x\nRR8,1\nRR8,1,2\n", "line 3: 3 cells under 2 columns"),
        (b'code,x\nRR8,"1\nRR8,2\n', "line 2: .* never closed"),
        (b"code\nRR8\0\n", "NUL"),
        ("code\nRR8\0\n".encode("utf-16"), "NUL"),
        ("code\nRR8\n".encode("utf-16")[:-1], "damaged UTF-16"),
        (b'code,x\nRR8,"1\nRR8,2\n"RXF",3\n', "line 2: .* never closed"),
        (b'code,x\nRR8,1\nRR8,"2\n', "line 3: .* never closed"),
        (b"code\n" + b"x" * 1_000_001, "line 2: a cell has more than 1,000,000 characters"),
        (b"code," + b"x" * 1_000_001 + b"\nRR8,1\n", "line 1: a cell has more than 1,000,000 characters"),
        (b"PK\x03\x04" + b"x" * 99, "is a workbook or another packed file, so it is no CSV"),
        (b"\x1f\x8b" + b"x" * 99, "is a packed file"),
    ],
)
def test_a_table_that_cannot_be_extended_says_why(attached, table, said):
    with pytest.raises(InputError, match=said):
        attached(table)


def test_a_very_long_cell_is_carried_through(attached):
    cell = b"x" * 900_000
    assert attached(b"code,x\nRR8," + cell + b"\n").splitlines()[1] == b"RR8,%s,N63,%s" % (
        cell,
        NAME.encode(),
    )


def test_a_table_from_a_stream(data, reg):
    pieces = attach(io.BytesIO(b"code\nRR8\n"), "code", data, None, reg)
    assert b"".join(pieces).endswith(f"\nRR8,N63,{NAME}\n".encode())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_table_in_utf_16_stays_one(attached, encoding):
    given = "\ufeffcode,x\r\nRR8,café\r\n".encode(encoding)
    assert attached(given).decode(encoding).splitlines() == [
        "\ufeffcode,x,cancer_alliance_code,cancer_alliance_name",
        f"RR8,café,N63,{NAME}",
    ]


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (["RR8"], "1 row; no unknown code."),
        (["RR8", "RCF", "RCD", "RWA", "", " "], "6 rows; no unknown code."),
        (["RR8", "ZZZ"], "2 rows; 1 of them holds a code that no trust is known by, and got no alliance."),
        (
            ["ZZZ"] * 1_200,
            "1,200 rows; 1,200 of them hold codes that no trust is known by, and got no alliance.",
        ),
    ],
)
def test_unknown_codes_are_counted(tmp_path, data, reg, codes, said):
    path, tally = tmp_path / "t.csv", Tally()
    path.write_text("".join(f"{cell}\n" for cell in ("code,x", *(f"{code},1" for code in codes))))
    list(attach(path, "code", data, None, reg, tally))
    assert str(tally) == said


def test_a_code_whose_successors_partly_have_no_row_gets_no_alliance(tmp_path, data, reg):
    wide = register(*reg.trusts.values(), trust("RCB", "Old", is_open=False, current=("RR8", "7A1")))
    (tmp_path / "t.csv").write_text("code\nRCB\n")
    assert b"".join(attach(tmp_path / "t.csv", "code", data, None, wide)).endswith(b"\nRCB,,\n")


def test_a_missing_table_says_so(tmp_path, data, reg):
    with pytest.raises(InputError, match="cannot be read: no such file"):
        list(attach(tmp_path / "none.csv", "code", data, None, reg))


def test_nothing_is_known_of_a_day_before_the_first_run(attached):
    with pytest.raises(InputError, match="Nothing is on record of 2020-01-01"):
        attached(b"code\nRR8\n", as_of=date(2020, 1, 1))


def test_what_was_known_on_a_day_is_what_counts(attached):
    assert b"N63" in attached(b"code\nRR8\n", as_of=date(2026, 9, 1))


def test_without_a_run_the_published_mapping_serves(tmp_path, reg):
    (tmp_path / "t.csv").write_bytes(b"code\nR0A\n")
    pieces = attach(tmp_path / "t.csv", "code", tmp_path / "none", None, reg)
    assert b"R0A,N67,Greater Manchester" in b"".join(pieces)


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters='\0\r\n,"'), min_size=1),
        min_size=1,
        max_size=5,
    )
)
def test_any_cells_survive(tmp_path_factory, data, reg, cells):
    path = tmp_path_factory.mktemp("t") / "t.csv"
    content = "".join(f"{line}\n" for line in ("code,x", *(f"RR8,{cell}" for cell in cells))).encode()
    path.write_bytes(content)
    lines = b"".join(attach(path, "code", data, None, reg)).split(b"\n")
    assert [line.removesuffix(f",N63,{NAME}".encode()) for line in lines[1:]] == content.split(b"\n")[1:]
