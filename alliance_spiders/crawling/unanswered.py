"""Records of addresses that gave no answer, so that a replay meets the same failures as the crawl did.

Such a record is a WARC ``metadata`` record with the two fields below. Those of other tools are left alone.
"""

from __future__ import annotations

from alliance_spiders.crawling.errors import Refused
from alliance_spiders.items import FailureKind
from alliance_spiders.privacy import scrub

MEDIA_TYPE = "application/warc-fields"
_KIND, _DETAIL = "fetchFailure", "fetchFailureDetail"
_LONGEST = 300  # characters of a detail; a recording may come from anywhere


def written(kind: FailureKind, detail: str) -> bytes:
    """The block of a record."""
    return f"{_KIND}: {kind.value}\r\n{_DETAIL}: {' '.join(detail.split())}\r\n".encode()


def read(block: bytes) -> Refused | None:
    """What a block says; nothing if it is no such record."""
    lines = block[:4096].decode("utf-8", "replace").splitlines()
    fields = {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
    try:
        kind = FailureKind(fields.get(_KIND, ""))
    except ValueError:
        return None
    detail = fields.get(_DETAIL, "")[: 2 * _LONGEST]
    return Refused(kind, scrub(detail)[:_LONGEST])  # cut last, for half an address is not known as one
