"""One recorded HTTP answer, and the page it makes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from scrapy.http import Headers, Response, TextResponse
from scrapy.responsetypes import responsetypes
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom
from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from alliance_spiders.crawling.decoding import Decoded, decode_body
from alliance_spiders.crawling.errors import Refused
from alliance_spiders.items import FailureKind, Page

_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})\b")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site answered: transfer encoding undone, content encoding still on."""

    status: int
    headers: tuple[tuple[str, str], ...]
    raw: bytes
    truncated: bool = False
    url: str = ""
    fetched_at: datetime = _EPOCH
    record_id: str = ""

    def header(self, name: str) -> str:
        """The first value of a header, empty if there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")

    def page(self) -> Page:
        """The page as the reader gets it.

        Raises:
            Refused: too large, or damaged beyond reading.
        """
        encoded = Response(self.url, self.status, scrapy_headers(self.headers), self.raw)
        response, decoded = decode_response(encoded)
        return Page(
            url=self.url,
            requested_url=self.url,
            status=self.status,
            content_type=content_type(response),
            body=response.body,
            encoding=encoding_of(response),
            fetched_at=self.fetched_at,
            record_id=self.record_id,
            truncated=self.truncated or decoded.truncated,
        )


def status_of(block: bytes) -> int:
    """The status of an HTTP answer as recorded; 0 if it is none."""
    found = _STATUS_LINE.match(block)
    return int(found[1]) if found else 0


def read_answer(block: bytes, warc_header: bytes, rec_type: str) -> Answer:
    """The answer in a record's block.

    Raises:
        Refused: the block of a ``response`` holds no HTTP answer (``BROKEN``).
    """
    about = StatusAndHeadersParser([], verify=False).parse(BytesIO(warc_header))
    truncated = bool(about.get_header("WARC-Truncated"))
    if rec_type == "resource":
        return Answer(200, (("Content-Type", about.get_header("Content-Type") or ""),), block, truncated)
    if not status_of(block):
        raise Refused(FailureKind.BROKEN, "The recorded answer is no HTTP answer.")
    stream = BytesIO(block)
    http = StatusAndHeadersParser([], verify=False).parse(stream)
    raw = stream.read()
    if "chunked" in (http.get_header("Transfer-Encoding") or "").lower():
        raw = ChunkedDataReader(BytesIO(raw)).read()
    else:
        truncated = truncated or _is_short(http, raw)
    headers = tuple((name, value) for name, value in http.headers if name.lower() != "transfer-encoding")
    return Answer(status_of(block), headers, raw, truncated)


def decode_response(response: Response) -> tuple[Response, Decoded]:
    """The response without its content encoding, in the class that its content asks for.

    Raises:
        Refused: too large, damaged or in an unknown encoding.
    """
    encodings = ",".join(_text(value) for value in response.headers.getlist("Content-Encoding")).split(",")
    decoded = decode_body(response.body, encodings)
    headers = response.headers.copy()
    headers.pop("Content-Encoding", None)
    kind = responsetypes.from_args(headers=headers, url=response.url, body=decoded.body[:5_000])
    return response.replace(cls=kind, headers=headers, body=decoded.body), decoded


def scrapy_headers(headers: tuple[tuple[str, str], ...]) -> Headers:
    """Recorded headers in Scrapy's form, repeated ones kept."""
    result = Headers()
    for name, value in headers:
        result.appendlist(name, value.encode("latin-1", "replace"))
    return result


def content_type(response: Response) -> str:
    """The media type without parameters, in lower case; what the content looks like if none is named."""
    named = _text(response.headers.get("Content-Type") or b"").partition(";")[0].strip().lower()
    if "/" in named:
        return named
    if response.body.startswith(b"%PDF"):
        return "application/pdf"
    return "text/html" if isinstance(response, TextResponse) else "application/octet-stream"


def encoding_of(response: Response) -> str:
    """The character encoding that a text answer declares; empty if it declares none, or is no text."""
    if not isinstance(response, TextResponse):
        return ""
    named = read_bom(response.body)[0] or http_content_type_encoding(
        _text(response.headers.get("Content-Type") or b"")
    )
    return named or html_body_declared_encoding(response.body) or ""


def _is_short(http: StatusAndHeaders, raw: bytes) -> bool:
    length = (http.get_header("Content-Length") or "").strip()
    # Recording tools that undo an encoding leave the old length, which is then the smaller one.
    return (
        length.isascii()
        and length.isdigit()
        and len(raw) < int(length[:15])
        and not _decoded_by_tool(http, raw)
    )


def _decoded_by_tool(http: StatusAndHeaders, raw: bytes) -> bool:
    return bool(http.get_header("Content-Encoding")) and raw.lstrip()[:1] == b"<"


def _text(value: bytes) -> str:
    return value.decode("latin-1")
