"""Python's search for garbage, held back while pages are read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW_OBJECTS = 20_000  # between two looks for garbage; Python's own 700 are for programs without trees


@contextmanager
def rare_collection() -> Iterator[None]:
    """Let Python look for garbage less often, and not among what is loaded and stays to the end.

    A parsed page is a hundred thousand objects that refer to each other; as it comes, Python would look
    through all of them, and through the register, a dozen times.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
