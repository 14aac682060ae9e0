"""Taking a WARC file apart into records: gzip by record or as a whole, or plain; junk between is skipped."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from alliance_spiders.crawling.recording_error import RecordingError

MAX_BLOCK = 20 * 1024 * 1024  # bytes of one record that are kept
MAX_FILE = 4 * 1024 * 1024 * 1024  # bytes of one recording after decompression

_LINE = 64 * 1024
_MAX_HEADER_LINES = 200
_COPY = 1024 * 1024
_VERSION = re.compile(rb"WARC/(0\.\d+|1\.\d)\s*$")
_OTHER_FORMATS = {
    b"\x28\xb5\x2f\xfd": "is compressed with Zstandard; compress it with gzip, or not at all",
    b"PK\x03\x04": "is a ZIP or WACZ package; take the WARC file out of its archive folder",
    b"filedesc": "is an ARC file, the forerunner of WARC; convert it to WARC first",
}


@dataclass(frozen=True, slots=True)
class Framed:
    """One record: its WARC header and its block; ``cut`` when the block was longer than ``MAX_BLOCK``."""

    headers: StatusAndHeaders
    block: bytes
    cut: bool = False


def read_records(path: Path) -> Iterator[Framed]:
    """Every record of a WARC file in its order.

    A file that breaks off is refused as a whole: what it no longer holds would look like pages that a site
    does not have, and a membership could be taken for gone.

    Raises:
        RecordingError: missing, unreadable, empty, no WARC, damaged or cut off.
    """
    whole = 0
    try:
        with _opened(path) as stream:
            for record in _frames(stream, path):
                whole += 1
                yield record
    except EOFError:
        raise _broken(path, "breaks off", whole) from None
    except (zlib.error, gzip.BadGzipFile):
        raise _broken(path, "is damaged", whole) from None
    except OSError as error:
        raise RecordingError(f"The recording “{path}” cannot be read: {error.strerror or error}.") from None
    if not whole:
        raise RecordingError(f"The file “{path}” is no recording: there is no WARC record in it.")


def _broken(path: Path, what: str, whole: int) -> RecordingError:
    return RecordingError(
        f"The recording “{path}” {what} after {whole} whole records, so it is not used. "
        "Take a complete copy of it."
    )


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    with path.open("rb") as file:
        start = file.read(8)
        file.seek(0)
        if not start:
            raise RecordingError(f"The recording “{path}” is empty.")
        for magic, problem in _OTHER_FORMATS.items():
            if start.startswith(magic):
                raise RecordingError(f"The file “{path}” {problem}.")
        if start.startswith(b"\x1f\x8b"):
            with gzip.GzipFile(fileobj=file) as unzipped:
                yield unzipped  # type: ignore[misc]  # a GzipFile reads like any binary file
        else:
            yield file


def _frames(stream: BinaryIO, path: Path) -> Iterator[Framed]:
    total = 0
    while line := stream.readline(_LINE):
        total += len(line)
        if _VERSION.match(line):
            headers = _read_headers(stream, line)
            length = _block_length(headers)
            if headers is not None and length is not None:
                total += length
                _check_size(total, path)
                yield _read_block(stream, headers, length)
        _check_size(total, path)


def _check_size(total: int, path: Path) -> None:
    if total > MAX_FILE:
        raise RecordingError(f"The recording “{path}” is larger than {MAX_FILE >> 30} GB; split it.")


def _read_headers(stream: BinaryIO, version: bytes) -> StatusAndHeaders | None:
    lines = [version]
    while (line := stream.readline(_LINE)).strip():
        lines.append(line)
        if len(lines) > _MAX_HEADER_LINES:
            return None
    if not line:
        raise EOFError
    return StatusAndHeadersParser([], verify=False).parse(BytesIO(b"".join([*lines, b"\r\n"])))


def _block_length(headers: StatusAndHeaders | None) -> int | None:
    value = (headers.get_header("Content-Length") or "").strip() if headers else ""
    return int(value) if re.fullmatch(r"[0-9]{1,15}", value) else None


def _read_block(stream: BinaryIO, headers: StatusAndHeaders, length: int) -> Framed:
    block = stream.read(min(length, MAX_BLOCK))
    left = length - len(block)
    while left > 0:
        skipped = len(stream.read(min(left, _COPY)))
        if not skipped:
            raise EOFError
        left -= skipped
    return Framed(headers, block, cut=length > MAX_BLOCK)
