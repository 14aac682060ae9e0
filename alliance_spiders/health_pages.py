"""The pages that held the list the last time, and what other pages can add to them."""

from __future__ import annotations

from collections.abc import Collection

from alliance_spiders.items import SiteReading


def codes_at(pages: Collection[str], reading: SiteReading) -> frozenset[str]:
    """The trusts that are listed on any of these pages."""
    return frozenset(code for page in pages for code in reading.trusts_by_page.get(page, ()))


def believed(found: frozenset[str], reading: SiteReading, known_pages: Collection[str]) -> frozenset[str]:
    """The trusts found where the list stood, or in lists that are said to be of partners.

    Another list of the same trusts does not make up for what the list itself has lost. Where there is
    neither, these are all trusts found.
    """
    seen = (found - reading.vague) | codes_at(known_pages, reading)
    return seen if known_pages and seen else found


def rival_page(reading: SiteReading, known_pages: Collection[str]) -> str:
    """A page that was not known and holds a better version of the list than the known pages; empty if none.

    It lacks some trusts of theirs; or it has them all and more, and each known page still lists some, so that
    no part of the list has merely moved.
    """
    known = codes_at(known_pages, reading)
    all_stand = set(known_pages) <= set(reading.trusts_by_page)
    for page, codes in reading.trusts_by_page.items():
        is_version = len(codes & known) * 2 >= len(known) > 0
        more = codes - known
        is_better = bool(known - codes) or (all_stand and not more <= reading.vague)
        if page not in known_pages and is_version and more and is_better:
            return page
    return ""
