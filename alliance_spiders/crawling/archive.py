"""Writing what a run received into one WARC file.

One file a run, not one a site: a run is one piece of evidence, is replayed with one option, and is put in
place by one rename. Until then it lies beside its place under a temporary name, so that a run that is cut
down leaves nothing that looks like a recording.
"""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from http.client import responses
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import BinaryIO

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from alliance_spiders.crawling.recording import Original, Recording
from alliance_spiders.crawling.recording_error import RecordingError
from alliance_spiders.crawling.unanswered import MEDIA_TYPE, written
from alliance_spiders.items import FailureKind

__all__ = ["ArchiveWriter", "Recording", "RecordingError", "copy_records"]

_PART = ".part"
_LIVE = re.compile(r"\d{8}T\d{6}Z\.warc\.gz")
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


class ArchiveWriter:
    """A WARC 1.1 file under construction, gzip by record, flushed record by record.

    Every method raises ``RecordingError`` when the file cannot be written.
    """

    def __init__(self, path: Path, info: Mapping[str, str] | None = None) -> None:
        self.path = path
        self.records = 0
        self.failed: RecordingError | None = None
        self._copied: set[str] = set()
        self._part = path.with_name(path.name + _PART)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file: BinaryIO = self._part.open("wb")
        except OSError as error:
            raise self._fail(error) from None
        self._writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        if info:
            self._write(self._writer.create_warcinfo_record(path.name, dict(info)))

    def store(
        self, url: str, request: StatusAndHeaders, response: StatusAndHeaders, body: bytes
    ) -> tuple[str, str]:
        """Write one exchange; gives the response's record id and WARC date."""
        answer = self._writer.create_warc_record(
            url, "response", payload=BytesIO(body), length=len(body), http_headers=response
        )
        return self._exchange(url, request, answer)

    def store_shown(self, url: str, media_type: str, body: bytes, made_from: str) -> tuple[str, str]:
        """Write a page as a browser shows it; ``made_from`` is the record of the answer it was made from."""
        shown = self._writer.create_warc_record(
            url,
            "resource",
            payload=BytesIO(body),
            length=len(body),
            warc_content_type=media_type,
            warc_headers_dict={"WARC-Concurrent-To": made_from},
        )
        self._write(shown)
        self.records += 1
        return shown.rec_headers.get_header("WARC-Record-ID"), shown.rec_headers.get_header("WARC-Date")

    def store_unchanged(
        self, url: str, request: StatusAndHeaders, response: StatusAndHeaders, original: Original
    ) -> tuple[str, str]:
        """Write an exchange in which the site said that an earlier answer still holds.

        The earlier answer is copied into this file, so that the file is whole without the older one.
        """
        if original.record_id not in self._copied:
            self._copied.add(original.record_id)
            self.copy(original.record)
        about = {
            "WARC-Profile": _NOT_MODIFIED,
            "WARC-Refers-To": original.record_id,
            "WARC-Refers-To-Target-URI": original.url,
            "WARC-Refers-To-Date": original.date,
            "WARC-Payload-Digest": original.payload_digest,
        }
        answer = self._writer.create_warc_record(
            url, "revisit", http_headers=response, warc_headers_dict=about
        )
        return self._exchange(url, request, answer)

    def store_failure(self, url: str, kind: FailureKind, detail: str) -> None:
        """Write that an address gave no answer, and why."""
        block = written(kind, detail)
        self._write(
            self._writer.create_warc_record(
                url, "metadata", payload=BytesIO(block), length=len(block), warc_content_type=MEDIA_TYPE
            )
        )
        self.records += 1

    def _exchange(self, url: str, request: StatusAndHeaders, answer: ArcWarcRecord) -> tuple[str, str]:
        record_id: str = answer.rec_headers.get_header("WARC-Record-ID")
        date: str = answer.rec_headers.get_header("WARC-Date")
        asked = self._writer.create_warc_record(
            url,
            "request",
            http_headers=request,
            warc_headers_dict={"WARC-Date": date, "WARC-Concurrent-To": record_id},
        )
        self._write(answer)
        self._write(asked)
        self.records += 1
        return record_id, date

    def copy(self, record: bytes) -> None:
        """Write one record as it is, in a gzip member that depends on nothing but its content."""
        try:
            self._file.write(gzip.compress(record + b"\r\n\r\n", 6, mtime=0))
        except OSError as error:
            raise self._fail(error) from None
        self.records += 1

    def finish(self) -> Path | None:
        """Put the file in its place; nothing is left of one without records."""
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            if not self.records:
                self._part.unlink()
                return None
            self._part.replace(self.path)
        except OSError as error:
            raise self._fail(error) from None
        return self.path

    def _write(self, record: object) -> None:
        try:
            self._writer.write_record(record)
        except OSError as error:
            raise self._fail(error) from None

    def _fail(self, error: OSError) -> RecordingError:
        self.failed = RecordingError(
            f"The recording “{self.path}” cannot be written: {error.strerror or error}."
        )
        with suppress(OSError):
            self._part.unlink()  # it would only keep a full disk full
        return self.failed


def copy_records(recording: Recording, record_ids: Iterable[str], directory: Path) -> Path | None:
    """Copy the records that a replay used into a file of its own, with their ids.

    Its name and its bytes depend on the records alone, so that the same replay gives the same file.
    """
    needed = sorted({needed for used in record_ids for needed in recording.needed_by(used)})
    if not needed:
        return None
    digest = recording.digest_of(needed)
    writer = ArchiveWriter(directory / f"{stamp(recording.date)}-{digest[:12]}.warc.gz")
    for record_id in needed:
        writer.copy(recording.raw(record_id))
    return writer.finish()


def live_recordings(directory: Path) -> tuple[Path, ...]:
    """The recordings of live runs, oldest first; those of replays have a digest in their names."""
    return tuple(sorted(path for path in directory.glob("*.warc.gz") if _LIVE.fullmatch(path.name)))


def free_place(directory: Path, start: datetime) -> Path:
    """Where the recording of a run that starts now goes; no recording is ever overwritten."""
    places = (directory / f"{stamp(start + timedelta(seconds=more))}.warc.gz" for more in count())
    return next(place for place in places if not place.exists())


def remove_unfinished(directory: Path) -> None:
    """Remove what runs that were cut down have left; only for who has the folder to himself."""
    for part in directory.glob(f"*{_PART}"):
        with suppress(OSError):
            part.unlink()


def http_request(method: str, target: str, headers: Iterable[tuple[str, str]]) -> StatusAndHeaders:
    """A request's head in the form that a record holds."""
    return StatusAndHeaders(f"{method} {target} HTTP/1.1", list(headers), is_http_request=True)


def http_response(status: int, headers: Iterable[tuple[str, str]], length: int) -> StatusAndHeaders:
    """An answer's head in the form that a record holds; ``length`` is that of the body in bytes."""
    kept = [
        pair
        for pair in headers
        if pair[0].lower() not in ("transfer-encoding", "content-length", "connection")
    ]
    line = f"{status} {responses.get(status, '')}".strip()
    return StatusAndHeaders(line, [*kept, ("Content-Length", str(length))], protocol="HTTP/1.1")


def stamp(moment: datetime) -> str:
    """A moment as it stands in file names."""
    return moment.strftime("%Y%m%dT%H%M%SZ")
