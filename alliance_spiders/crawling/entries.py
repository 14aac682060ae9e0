"""What is kept in memory of one record: where it lies, and what it is chosen by."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from alliance_spiders.crawling.answers import status_of
from alliance_spiders.crawling.framing import Framed

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?Z?$")


@dataclass(frozen=True, slots=True)
class Entry:
    """Where one record lies in the spool, and what is needed to choose it."""

    record_id: str
    url: str
    date: datetime
    order: int
    rec_type: str
    status: int
    start: int
    header_length: int
    length: int
    cut: bool
    concurrent_to: str = ""
    refers_to: str = ""
    refers_to_url: str = ""
    payload_digest: str = ""

    @classmethod
    def of(cls, record: Framed, record_id: str, date: datetime, order: int, start: int) -> Self:
        """The entry of a record that lies at ``start`` in the spool."""

        def field(name: str) -> str:
            return (record.headers.get_header(name) or "").strip()

        rec_type = field("WARC-Type")
        return cls(
            record_id=record_id,
            url=field("WARC-Target-URI").strip("<>"),
            date=date,
            order=order,
            rec_type=rec_type,
            status=200 if rec_type == "resource" else status_of(record.block),
            start=start,
            header_length=len(record.headers.to_bytes(encoding="utf-8")),
            length=len(record.block),
            cut=record.cut,
            concurrent_to=field("WARC-Concurrent-To"),
            refers_to=field("WARC-Refers-To"),
            refers_to_url=field("WARC-Refers-To-Target-URI").strip("<>"),
            payload_digest=field("WARC-Payload-Digest"),
        )


def digest_of(contents: dict[str, str]) -> str:
    """SHA-256 over record ids and what they hold."""
    lines = "\n".join(f"{record_id} {sha1}" for record_id, sha1 in sorted(contents.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def parse_date(text: str) -> datetime | None:
    """A WARC date, to the year, day, second or nanosecond; nothing if it is none."""
    found = _DATE.match(text.strip())
    if not found:
        return None
    year, month, day, hour, minute, second, fraction = found.groups()
    try:
        return datetime(
            int(year),
            int(month or 1),
            int(day or 1),
            int(hour or 0),
            int(minute or 0),
            min(int(second or 0), 59),
            int((fraction or "0").ljust(6, "0")[:6]),
            UTC,
        )
    except ValueError:
        return None


def newest(entry: Entry) -> tuple[datetime, int]:
    """For choosing the newest; of one date, the last in the file."""
    return entry.date, entry.order


def best_likeness(entry: Entry) -> tuple[bool, datetime, int]:
    """For choosing among spellings of an address: a page before anything else."""
    return entry.status == 200, entry.date, entry.order
