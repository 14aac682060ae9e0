"""The letters of a PDF as people write them."""

from __future__ import annotations

import re

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def legible(text: str) -> str:
    """A text without ligatures, control characters and halves of letters."""
    return _UNSEEN.sub("", text.translate(_LIGATURES))
