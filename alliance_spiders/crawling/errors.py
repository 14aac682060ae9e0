"""What can go wrong between asking for a page and having it."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest

from alliance_spiders.items import FailureKind


class Refused(IgnoreRequest):
    """A request that is not made, or an answer that is not taken; ``detail`` is a sentence for people."""

    def __init__(self, kind: FailureKind, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
