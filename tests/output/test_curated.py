"""The curated mapping as people hand it in."""

from __future__ import annotations

from collections import Counter

import pytest

from output.curated import MappingRow, mapping_table, published_mapping, read_mapping
from output.errors import InputError

HEADER = "ods_code,ods_name,cancer_alliance_name,cancer_alliance_code,notes\n"
N63 = "West Yorkshire and Harrogate Cancer Alliance"
ROW = MappingRow("RR8", "Leeds", N63, "N63", "")


@pytest.fixture
def read(tmp_path):
    def run(content: str | bytes):
        path = tmp_path / "mapping.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_mapping(path)

    return run


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}RR8,Leeds,{N63},N63,\n",
        f"\ufeff{HEADER}RR8,Leeds,{N63},N63,\n",
        f"{HEADER}RR8,Leeds,{N63},N63,\n\n,,,,\n",
        f"{HEADER}rr8 , Leeds,{N63.upper()},n63,\n",
        f"{HEADER}RR8,Leeds,,N63,\n",
        f"{HEADER}RR8,Leeds,WY&H Cancer Alliance,N63,\n",
        f"notes,cancer_alliance_code,extra,ods_name,ods_code,cancer_alliance_name\n,N63,x,Leeds,RR8,{N63}\n",
        f"{HEADER}RR8,Leeds,{N63},N63,\n".replace("\n", "\r\n"),
        f"{HEADER}RR8,Leeds,{N63},N63\n",
    ],
)
def test_a_sound_mapping_is_read(read, content):
    assert read(content) == (ROW,)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "lacks the columns"),
        (
            "ods_code,ods_name\nRR8,Leeds\n",
            "lacks the columns cancer_alliance_name, cancer_alliance_code, notes in line 1",
        ),
        (HEADER.replace("notes", "notes,notes"), "has the column notes twice"),
        (HEADER.replace(",", ";"), "separated by semicolons"),
        (HEADER.replace(",", "\t"), "separated by tabs"),
        (HEADER, "has no rows"),
        (f"{HEADER}RR8,a,,,\nRXF,b,,,\nrr8,c,,,\n", "line 4: RR8 stands in line 2 already"),
        (f"{HEADER}not a code,a,,,\n", "line 2: “not a code” is no ODS code"),
        (f"{HEADER}RR8,a,X,X99,\n", "line 2: no Cancer Alliance has the code “X99”"),
        (f"{HEADER}RR8,a,{N63},N69,\n", "line 2: N69 is “Northern Cancer Alliance”"),
        (f"{HEADER}RR8,a,{N63},,\n", "line 2: .* without its cancer_alliance_code"),
        (f"{HEADER}RR8,a,b,c,d,e\n", "line 2: 6 cells under 5 columns"),
        (f'{HEADER}RR8,"a,b\nRXF,b,,,\n', "no well-formed CSV at line 2: a quotation mark is never closed"),
        (f"{HEADER}RR8,{'x' * 200_000},,,\n", "no well-formed CSV at line 2"),
        (f"{HEADER}RR8,a\0b,,,\n", "NUL byte in line 2"),
        (HEADER.encode("utf-16"), "has no rows"),
        (HEADER.encode("utf-16")[:-1], "damaged UTF-16"),
        (f"{HEADER}RR8,a\0b,,,\n".encode("utf-16"), "NUL"),
        (HEADER.encode() + b"RR8,caf\xe9,,,\n", "not UTF-8 in line 2"),
        (b"\x1f\x8b\x08\x00" + bytes(50), "NUL byte"),
    ],
)
def test_an_unsound_mapping_is_refused_in_one_sentence(read, content, said):
    with pytest.raises(InputError, match=said) as caught:
        read(content)
    assert len(str(caught.value)) < 400


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(InputError, match="cannot be read"):
            read_mapping(path)


def test_a_file_of_unbelievable_size_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("output.csv_input.LARGEST", 1_000)
    path = tmp_path / "m.csv"
    path.write_bytes(b"x" * 2_000)
    with pytest.raises(InputError, match="larger than"):
        read_mapping(path)


def test_the_published_mapping_has_205_trusts_and_20_alliances():
    counts = Counter(row.cancer_alliance_code for row in published_mapping())
    assert (sum(counts.values()), len(counts) - 1, counts[""]) == (205, 20, 64)


def test_a_mapping_survives_being_written_and_read(tmp_path):
    path = tmp_path / "m.csv"
    path.write_bytes(mapping_table(published_mapping()).to_csv())
    assert read_mapping(path) == published_mapping()
