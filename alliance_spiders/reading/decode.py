"""From the bytes of a page to text, whatever the page says about itself."""

from __future__ import annotations

import codecs
import re
from itertools import islice

MAX_BODY = 4_000_000  # bytes that are read; no page of a list is longer
MAX_TAGS = 200_000  # opening and closing; a page of a list has a tenth of that, and each takes memory
_TAG = re.compile("<")
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_INLINE_DATA = re.compile(r"data:[\w/+.;=-]{1,80};base64,[A-Za-z0-9+/=\s]{64,}")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_FEW_FAULTS = 0.02  # of all characters: still UTF-8, with damage


def decode_body(body: bytes, content_type: str = "", encoding: str = "") -> str:
    """The text of a page. Never fails; what cannot be decoded becomes U+FFFD.

    UTF-8 is tried before what the page declares: text that decodes as UTF-8 by chance is rare, and a
    wrong declaration is not. At most ``MAX_BODY`` bytes are read.
    """
    body = body[:MAX_BODY]
    for bom, name in _BOMS:
        if body.startswith(bom):
            return _clean(body[len(bom) :].decode(name, "replace"))
    try:
        return _clean(body.decode("utf-8"))
    except UnicodeDecodeError:
        return _clean(_decode_declared(body, _declared(body, content_type, encoding)))


def _decode_declared(body: bytes, declared: str) -> str:
    as_utf8 = body.decode("utf-8", "replace")
    valid = any(ord(char) > 127 and char != "\ufffd" for char in as_utf8)
    if valid and as_utf8.count("\ufffd") <= max(1, len(as_utf8) * _FEW_FAULTS):
        return as_utf8
    return body.decode(declared, "replace")


def _declared(body: bytes, content_type: str, encoding: str) -> str:
    """The first declared codec that is a real one of single bytes, else Windows-1252."""
    header = _HEADER.search(content_type)
    meta = _META.search(body[:4096])
    names = (header[1] if header else "", meta[1].decode("ascii") if meta else "", encoding)
    for name in names:
        try:
            codec = codecs.lookup(name).name if name else ""
            "".encode(codec or "ascii")
        except (LookupError, ValueError):
            continue
        if codec and codec not in ("utf-8", "ascii", "iso8859-1"):  # browsers read Latin-1 as Windows-1252
            return codec
    return "cp1252"


def _clean(text: str) -> str:
    """The text up to its ``MAX_TAGS``-th tag, without NUL bytes and pictures packed into addresses."""
    text = text.replace("\x00", "")
    if text.count("<") > MAX_TAGS:
        text = text[: next(islice(_TAG.finditer(text), MAX_TAGS, None)).start()]  # there is one more
    return _INLINE_DATA.sub("data:,", text) if "base64," in text else text
