"""Undoing ``Content-Encoding`` within limits; one way for live pages, replayed pages and verification."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import brotli

from alliance_spiders.crawling.errors import Refused
from alliance_spiders.items import FailureKind

MAX_SENT = 10 * 1024 * 1024  # bytes of one answer as it is sent
MAX_BODY = 20 * 1024 * 1024  # bytes of one answer after decompression
ACCEPT_ENCODING = "gzip, deflate, br"

_BLOCK = 256 * 1024

_Decoder = Callable[[bytes, int], "Decoded"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A body as a reader sees it; ``truncated`` when its compressed form broke off."""

    body: bytes
    truncated: bool = False


def decode_body(raw: bytes, encodings: Sequence[str], limit: int = MAX_BODY) -> Decoded:
    """Undo the encodings, the last one first; a body that is not in fact encoded is left as it is.

    Raises:
        Refused: larger than ``limit`` (``TOO_LARGE``), damaged or in an unknown encoding (``BROKEN``).
    """
    decoded = Decoded(raw)
    for encoding in reversed([name.strip().lower() for name in encodings]):
        if encoding in ("", "identity"):
            continue
        decoder = _DECODERS.get(encoding)
        if decoder is None:
            raise Refused(
                FailureKind.BROKEN, f"The page is compressed in an unknown way (“{encoding[:20]}”)."
            )
        step = _undo(decoder, decoded.body, limit)
        decoded = Decoded(step.body, decoded.truncated or step.truncated)
    if len(decoded.body) > limit:
        raise _too_large(limit)
    return decoded


def _too_large(limit: int) -> Refused:
    return Refused(FailureKind.TOO_LARGE, f"The page is larger than {limit // 1024 // 1024} MB.")


def _damaged() -> Refused:
    return Refused(FailureKind.BROKEN, "The page is compressed, and its compressed form is damaged.")


def _undo(decoder: _Decoder, data: bytes, limit: int) -> Decoded:
    # A server or a recording tool may name an encoding that it did not use, or has already undone.
    try:
        decoded = decoder(data, limit)
    except Refused as refused:
        if refused.kind is FailureKind.BROKEN and (not data or _looks_plain(data)):
            return Decoded(data)
        raise
    return Decoded(data) if decoded.truncated and _looks_plain(data) else decoded


def _looks_plain(data: bytes) -> bool:
    return data.lstrip()[:1] in (b"<", b"{", b"[") or data.startswith(
        (b"%PDF", b"User-agent", b"\xef\xbb\xbf")
    )


def _gunzip(data: bytes, limit: int) -> Decoded:
    return _inflate_members(data, limit, 16 + zlib.MAX_WBITS)


def _undeflate(data: bytes, limit: int) -> Decoded:
    try:
        return _inflate_members(data, limit, zlib.MAX_WBITS)
    except Refused as refused:
        if refused.kind is FailureKind.TOO_LARGE:
            raise
        return _inflate_members(data, limit, -zlib.MAX_WBITS)  # some servers leave the zlib header out


def _inflate_members(data: bytes, limit: int, wbits: int) -> Decoded:
    out = bytearray()
    if not data:
        raise _damaged()
    while data:
        member = zlib.decompressobj(wbits)
        try:
            out += member.decompress(data, limit + 1 - len(out))
        except zlib.error:
            if not out:
                raise _damaged() from None
            return Decoded(bytes(out), truncated=True)
        if len(out) > limit:
            raise _too_large(limit)
        if not member.eof:
            return Decoded(bytes(out), truncated=True)
        data = member.unused_data if member.unused_data[:2] == b"\x1f\x8b" else b""
    return Decoded(bytes(out))


def _unbrotli(data: bytes, limit: int) -> Decoded:
    decoder, out, feed = brotli.Decompressor(), bytearray(), data
    try:
        while not decoder.is_finished():
            block = decoder.process(feed, output_buffer_limit=_BLOCK)
            feed = b""
            out += block
            if len(out) > limit:
                raise _too_large(limit)
            if not block and not decoder.is_finished() and decoder.can_accept_more_data():
                return _cut_off(out)
    except brotli.error:
        return _cut_off(out)
    return Decoded(bytes(out))


def _cut_off(out: bytearray) -> Decoded:
    if not out:
        raise _damaged()
    return Decoded(bytes(out), truncated=True)


_DECODERS: dict[str, _Decoder] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
}
