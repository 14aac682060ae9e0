"""A record that is missing or altered is named, and so is every row that rests on it."""

from __future__ import annotations

import gzip
import re
import sqlite3
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

from alliance_spiders.verify import verify
from alliance_spiders.verifying.outcome import Verification
from tests.conftest import call, read_csv

pytestmark = pytest.mark.long

NAME = b"County Durham &amp; Darlington"
OTHER = b"County Dorham &amp; Darlington"


def recording(data: Path) -> Path:
    [path] = (data / "archive").glob("*.warc.gz")
    return path


def replaced(data: Path, change: Callable[[bytes], bytes]) -> None:
    """Alter the bytes of the recording and leave its digests as they are."""
    path = recording(data)
    path.write_bytes(gzip.compress(change(gzip.decompress(path.read_bytes()))))


def written_anew(data: Path, keep: Callable[[str], bool] = lambda record_id: True) -> None:
    """Alter the page in the way of someone who makes its digests anew."""
    path = recording(data)
    out = BytesIO()
    writer = WARCWriter(out, gzip=True)
    with path.open("rb") as stream:
        for record in ArchiveIterator(stream, no_record_parse=False):
            body = record.raw_stream.read().replace(NAME, OTHER)
            headers = [
                pair
                for pair in record.rec_headers.headers
                if "Digest" not in pair[0] and pair[0] != "Content-Length"
            ]
            record.rec_headers.headers = headers
            record.raw_stream, record.length = BytesIO(body), None
            if keep(record.rec_headers.get_header("WARC-Record-ID")):
                writer.write_record(record)
    path.write_bytes(out.getvalue())


def page(data: Path) -> str:
    return read_csv(data / "partners.csv")[0]["warc_record_id"]


def rows_on(data: Path, record_id: str) -> set[int]:
    rows = read_csv(data / "partners.csv")
    return {line for line, row in enumerate(rows, 2) if row["warc_record_id"] == record_id}


def assert_named(outcome: Verification, data: Path, record_id: str, told: str) -> None:
    [record] = [fault for fault in outcome.faults if fault.where.startswith("archive/")]
    assert record_id in record.where
    assert told in record.problem
    lines = {fault.line for fault in outcome.faults if fault.column == "warc_record_id"}
    assert lines == rows_on(data, record_id) != set()


def test_an_altered_body_under_its_old_digest(data: Path):
    replaced(data, lambda content: content.replace(NAME, OTHER))
    assert_named(verify(data), data, page(data), "does not fit its WARC-")


def test_an_altered_body_with_new_digests(data: Path):
    written_anew(data)
    assert_named(verify(data), data, page(data), "not what the run read")


def test_a_missing_record(data: Path):
    record_id = page(data)
    written_anew(data, keep=lambda each: each != record_id)
    assert_named(verify(data), data, record_id, "missing from the recording")


def test_a_record_under_another_address(data: Path):
    url = read_csv(data / "partners.csv")[0]["page_url"].encode()
    replaced(data, lambda content: content.replace(b"URI: " + url, b"URI: " + url + b"2"))
    assert_named(verify(data), data, page(data), "another address")


def test_a_record_of_another_date(data: Path):
    pattern = re.compile(rb"WARC-Date: 2026-09-14T06:05:29")
    replaced(data, lambda content: pattern.sub(b"WARC-Date: 2026-09-15T06:05:29", content))
    outcome = verify(data)
    assert_named(outcome, data, page(data), "another date")
    assert (2, "fetched_at") in {(fault.line, fault.column) for fault in outcome.faults}


def test_a_page_without_rows_is_held_against_its_digest_too(data: Path):
    replaced(data, lambda content: content.replace(b"privacy", b"pryvacy"))
    outcome = verify(data)
    assert outcome.faults != ()
    assert all(fault.where.startswith("archive/") for fault in outcome.faults if not fault.line)


@pytest.mark.parametrize("content", [None, b"", b"no recording", b"\x1f\x8b\x08\x00 cut"])
def test_no_recording(content: bytes | None, data: Path):
    path = recording(data)
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    done = call("verify", "--data", data)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert path.name in done.stderr


def test_a_history_that_says_otherwise_than_the_page(data: Path):
    """And a row that was forged to agree with it."""
    with sqlite3.connect(data / "history.db") as database:
        database.execute("DROP TRIGGER sightings_no_update")
        database.execute("UPDATE sightings SET ods_code = 'RXA' WHERE ods_code = 'RXP'")
    path = data / "partners.csv"
    path.write_text(path.read_text("utf-8").replace(",RXP,", ",RXA,", 1), "utf-8", newline="")
    columns = {fault.where.partition(" ")[0]: fault.column for fault in verify(data).faults}
    assert columns == {"history.db": "ods_code", "partners.csv": "ods_code"}
