"""Holding a record against the digests that it carries."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from io import BytesIO

from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

_ALGORITHMS = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"}
_HEX = re.compile(r"[0-9a-fA-F]+")


def misfit(record: bytes, body: bytes) -> str:
    """The header whose digest the record does not fit; empty when it fits all that it carries.

    Args:
        record: the WARC header and the block, as they stand in the file.
        body: the page with all encoding undone, because some tools take the digest of that.
    """
    stream = BytesIO(record)
    about = StatusAndHeadersParser([], verify=False).parse(stream)
    block = stream.read()
    if about.get_header("WARC-Truncated"):
        return ""
    if not _fits(about, "WARC-Block-Digest", [block]):
        return "WARC-Block-Digest"
    if about.get_header("WARC-Type") == "revisit":
        return ""  # its payload digest is that of the record it refers to
    return (
        "" if _fits(about, "WARC-Payload-Digest", [*_payloads(about, block), body]) else "WARC-Payload-Digest"
    )


def _payloads(about: StatusAndHeaders, block: bytes) -> list[bytes]:
    """What a tool may have taken for the payload: as it was sent, and with chunks put together."""
    if about.get_header("WARC-Type") != "response":
        return [block]
    stream = BytesIO(block)
    http = StatusAndHeadersParser([], verify=False).parse(stream)
    sent = stream.read()
    if "chunked" in (http.get_header("Transfer-Encoding") or "").lower():
        return [sent, ChunkedDataReader(BytesIO(sent)).read()]
    return [sent]


def _fits(about: StatusAndHeaders, header: str, contents: Iterable[bytes]) -> bool:
    """Whether one of the contents has the digest of a header; a digest of an unknown kind says nothing."""
    algorithm, _, value = (about.get_header(header) or "").strip().partition(":")
    algorithm = algorithm.lower().replace("-", "")
    if algorithm not in _ALGORITHMS:
        return True
    expected = _as_bytes(value.strip(), hashlib.new(algorithm, usedforsecurity=False).digest_size)
    return any(hashlib.new(algorithm, each, usedforsecurity=False).digest() == expected for each in contents)


def _as_bytes(value: str, size: int) -> bytes:
    """A digest written in hexadecimal, base 32 or base 64; empty when it is none of them."""
    try:
        if len(value) == 2 * size and _HEX.fullmatch(value):
            return bytes.fromhex(value)
        bare = value.rstrip("=")
        if len(bare) == -(-size * 8 // 5):
            return base64.b32decode(bare.upper() + "=" * (-len(bare) % 8))
        return base64.b64decode(
            bare + "=" * (-len(bare) % 4), altchars=b"-_" if set(bare) & set("-_") else None
        )
    except (binascii.Error, ValueError):
        return b""
