"""Whatever stands in a file that people give, it is taken or refused in one sentence.

``ALLIANCES_TEST_EXAMPLES`` says how many damaged files of each kind are tried: 25 in the suite.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_spiders.crawling.errors import Refused
from alliance_spiders.crawling.recording import Recording
from matching.errors import UserError
from matching.register import Register
from matching.table import open_names
from output.curated import read_mapping
from output.decisions import take_in
from tests.hostile.test_huge import RECORD

EXAMPLES = int(os.environ.get("ALLIANCES_TEST_EXAMPLES", "25"))
WELL = {
    "curated": b"ods_code,ods_name,cancer_alliance_name,cancer_alliance_code,notes\r\nRR8,Leeds,,,\r\n",
    "register": b"ods_code,name,status,open_date,successor_codes\nRR8,LEEDS NHS TRUST,Active,1998-04-01,\n",
    "names": b'name,alliance_code\nBarts Health NHS Trust,N72\n"Guy\'s, London",\n',
    "decisions": b"decision,alliance_code,name_as_written,ods_code,note\nignore,N48,Some Trust,,why\n",
    "recording": RECORD % 19 + b"\r\n\r\n",
}
TEXTS = [
    "\0",
    "\r",
    "\n\n",
    '"',
    '""',
    ",,,,",
    ";",
    "\t",
    "name,",
    "RR8",
    "=1+1",
    "'" * 300,
    "[" * 3_000,
    "{",
]
TEXTS += ["<html>", "9" * 5_000, "WARC/1.1\r\n", "Content-Length: -1\r\n", "decision", "💩" * 50]
BYTES = [b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xe2\x80", b"PK\x03\x04", b"\x1f\x8b\x08"]
PIECES = st.sampled_from([*(text.encode() for text in TEXTS), *BYTES]) | st.binary(max_size=8)
EDITS = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 12), PIECES), max_size=6)
ENCODINGS = st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-32"])


def damaged(content: bytes, edits: list[tuple[int, int, bytes]], encoding: str) -> bytes:
    content = content.decode().encode(encoding)
    for place, gone, piece in edits:
        content = content[:place] + piece + content[place + gone :]
    return content


def take_names(path: Path) -> None:
    list(open_names(io.BytesIO(path.read_bytes()), "“names”"))


def take_recording(path: Path) -> None:
    with Recording.open(path) as tape:
        tape.lookup("https://www.swagcanceralliance.nhs.uk/")


def takers(folder: Path) -> dict[str, Callable[[Path], object]]:
    return {
        "curated": read_mapping,
        "register": Register.load,
        "names": take_names,
        "decisions": partial(take_in, data_dir=folder / "data"),
        "recording": take_recording,
    }


@pytest.mark.parametrize("kind", WELL)
@given(edits=EDITS, encoding=ENCODINGS)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_damaged_file_is_taken_or_refused(kind, tmp_path, edits, encoding):
    given_file = tmp_path / "given.csv"
    given_file.write_bytes(damaged(WELL[kind], edits, encoding))
    try:
        takers(tmp_path)[kind](given_file)
    except Refused:
        pass  # the answer is damaged, not the recording
    except UserError as error:
        assert str(error).count("\n") == 0
        assert len(str(error)) < 1_000
