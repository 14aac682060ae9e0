"""What a spider knows of its site that helps to read it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hints:
    """Particulars of one site; the general rules apply beside them.

    Attributes:
        likely_paths: addresses (path, or start of one) where the list is known or likely to stand.
        list_words: words or phrases that introduce the list on this site.
        trap_paths: parts of addresses whose pages are never read as partner pages.
    """

    likely_paths: tuple[str, ...] = ()
    list_words: tuple[str, ...] = ()
    trap_paths: tuple[str, ...] = ()
