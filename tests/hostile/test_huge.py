"""Huge and endless files: one sentence, little memory, an end.

The files have ``ALLIANCES_TEST_MEGABYTES`` MB: 20 in the suite, more on request.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ALLIANCES

pytestmark = pytest.mark.long

SIZE = int(os.environ.get("ALLIANCES_TEST_MEGABYTES", "20")) * 1_000_000
MOST = 500  # MB
LEAST = 100  # MB; what a command takes that keeps nothing
RECORD = (
    b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://www.swagcanceralliance.nhs.uk/\r\n"
    b"WARC-Date: 2026-09-14T06:00:00Z\r\nContent-Length: %d\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
)
# The peak of one child alone, which its parent cannot ask for after others.
MEASURE = (
    "import resource, subprocess, sys; status = subprocess.call(sys.argv[1:]); "
    "print('peak', resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, file=sys.stderr); "
    "sys.exit(status)"
)


def measured(*arguments: str | Path) -> tuple[int, str, int]:
    """Status, what it said, and MB of a command."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(ALLIANCES), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    said, _, peak = done.stderr.rpartition("peak ")
    return done.returncode, said, int(peak)


def sparse(path: Path, head: bytes = b"") -> Path:
    with path.open("wb") as file:
        file.write(head)
        file.truncate(SIZE)
    return path


def bomb(path: Path, head: bytes = b"", unit: bytes = b"\0") -> Path:
    packer = zlib.compressobj(1, wbits=16 + zlib.MAX_WBITS)
    block = unit * (1_000_000 // len(unit))
    with path.open("wb") as file:
        file.write(packer.compress(head))
        for _ in range(SIZE // len(block)):
            file.write(packer.compress(block))
        file.write(packer.flush())
    return path


def commands(given: Path, data: Path) -> Iterator[tuple[str | Path, ...]]:
    """Every command that takes a file from people."""
    yield ("run", "--sample", "--data", data, "--curated", given)
    yield ("run", "--sample", "--data", data, "--register", given)
    yield ("run", "--data", data, "--replay", given)
    yield ("match", given)
    yield ("decide", given, "--data", data)
    yield ("attach", given, "--column", "code", "--data", data)


@pytest.mark.parametrize(
    "command", range(6), ids=["curated", "register", "replay", "match", "decide", "attach"]
)
@pytest.mark.parametrize("kind", ["zeros", "device"])
def test_file_without_end(command: int, kind: str, tmp_path: Path):
    given = sparse(tmp_path / "given.csv") if kind == "zeros" else Path("/dev/zero")
    if kind == "device" and command == 2:
        pytest.skip("read to its limit of 4 GB, which takes long")
    status, said, peak = measured(*list(commands(given, tmp_path / "data"))[command])
    assert status == 1
    assert said.startswith("alliances: ") and said.count("\n") == 1, said
    assert peak < MOST


@pytest.mark.parametrize(
    "head", [b"name\n", b"\xff\xfen\0a\0m\0e\0\n\0", b'name\n"', b"\xef\xbb\xbfname;alliance_code\n"]
)
def test_endless_name(head: bytes, tmp_path: Path):
    given = tmp_path / "names.csv"
    given.write_bytes(head + b"NHS Trust " * (SIZE // 10))
    status, said, peak = measured("match", given)
    assert (status, "Traceback" in said) == (1, False), said
    assert peak < MOST


@pytest.mark.parametrize(
    ("head", "unit"),
    [(b"", b"\0"), (b"WARC/1.1\r\nX: ", b"x"), (RECORD % SIZE, b"<p>x</p>"), (b"", RECORD % 0 + b"\r\n" * 9)],
    ids=["zeros", "endless header", "endless record", "empty records"],
)
def test_gzip_bomb_as_a_recording(head: bytes, unit: bytes, tmp_path: Path):
    given = bomb(tmp_path / "x.warc.gz", head, unit)
    status, said, peak = measured("run", "--replay", given, "--data", tmp_path / "data", "--only", "swag")
    assert status == 1
    assert "Traceback" not in said
    assert peak < MOST


def test_rows_without_end(tmp_path: Path):
    given = tmp_path / "decisions.csv"
    given.write_bytes(b"decision,item_id\n" + b"accept,x\n" * 2_000_000)
    status, said, peak = measured("decide", given, "--data", tmp_path / "data")
    assert (status, said.count("\n")) == (1, 1)
    assert peak < MOST


def test_a_huge_table_is_extended_in_little_memory(tmp_path: Path):
    given = tmp_path / "table.csv"
    row = b"R1H,some product of some name,1\n"
    given.write_bytes(b"code,product,number\n" + row * (SIZE // len(row)))
    status, said, peak = measured("attach", given, "--column", "code", "--out", tmp_path / "out.csv",
                                  "--data", tmp_path)  # fmt: skip
    assert (status, said) == (0, f"{SIZE // len(row):,} rows; no unknown code.\n")
    assert peak < LEAST
    with (tmp_path / "out.csv").open("rb") as lines:
        assert sum(1 for _ in lines) == SIZE // len(row) + 1


@pytest.mark.parametrize("content", [b"R1H," * 3, b'"', b"R1H,x\n1,2,3"], ids=repr)
def test_an_endless_row_of_a_table(content: bytes, tmp_path: Path):
    given = tmp_path / "table.csv"
    given.write_bytes(b"code,product\n" + content * (SIZE // len(content)))
    status, said, peak = measured("attach", given, "--column", "code", "--data", tmp_path)
    assert (status, said.count("\n")) == (1, 1), said
    assert peak < MOST
