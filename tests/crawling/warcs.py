"""Building small WARC files in the forms that other tools write."""

from __future__ import annotations

import gzip
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

DATE = "2026-09-01T10:00:00Z"


def record(
    url: str,
    body: bytes = b"<html><body>page</body></html>",
    *,
    date: str = DATE,
    status: str = "200 OK",
    headers: dict[str, str] | None = None,
    rec_type: str = "response",
    extra: dict[str, str] | None = None,
    version: str = "1.1",
    record_id: str = "",
) -> bytes:
    """One plain record with HTTP headers (none for a resource)."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version=version)
    named = {"Content-Type": "text/html; charset=utf-8"} if headers is None else headers
    http = (
        StatusAndHeaders(status, list(named.items()), protocol="HTTP/1.1") if rec_type != "resource" else None
    )
    about = {"WARC-Date": date, **({"WARC-Record-ID": record_id} if record_id else {}), **(extra or {})}
    made = writer.create_warc_record(
        url,
        rec_type,
        payload=BytesIO(body),
        length=len(body),
        http_headers=http,
        warc_headers_dict=about,
        warc_content_type="text/html" if rec_type == "resource" else "",
    )
    writer.write_record(made)
    return out.getvalue()


def raw_record(headers: list[str], block: bytes, version: str = "WARC/1.0") -> bytes:
    """A record put together by hand."""
    head = "\r\n".join([version, *headers, f"Content-Length: {len(block)}"])
    return head.encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def write_plain(path: Path, *records: bytes) -> Path:
    path.write_bytes(b"".join(records))
    return path


def write_by_record(path: Path, *records: bytes) -> Path:
    path.write_bytes(b"".join(gzip.compress(each) for each in records))
    return path


def write_whole(path: Path, *records: bytes) -> Path:
    path.write_bytes(gzip.compress(b"".join(records)))
    return path


def chunked(data: bytes, size: int = 7) -> bytes:
    parts = [data[start : start + size] for start in range(0, len(data), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
