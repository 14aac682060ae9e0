"""What is wrong with a recording; apart, because a recording is looked over before Scrapy is loaded."""

from __future__ import annotations

from matching.errors import UserError


class RecordingError(UserError):
    """A recording cannot be read or written; the message is one sentence for people."""
