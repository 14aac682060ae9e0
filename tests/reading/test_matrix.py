"""Precision and recall over made-up sites: layouts, introductions, traps and skeletons combined."""

from __future__ import annotations

import pytest

from tests.reading.helpers import codes, matcher, page, read
from tests.reading.matrix import Matrix

SHARE = 0.006  # of all combinations; each seed tries others


@pytest.mark.parametrize("seed", [1, 2])
def test_partners_are_found_and_nothing_else(seed: int) -> None:
    right = wrong = missed = 0
    for site in Matrix(matcher().register, seed).sites(SHARE):
        pages = [page(body, address) for address, body in site.pages.items()]
        found = codes(read(*pages, alliance=site.alliance.slug))
        right += len(found & site.expected)
        wrong += len(found - site.expected)
        missed += len(site.expected - found)
    assert right > 1000
    assert right / (right + wrong) >= 0.995
    assert right / (right + missed) >= 0.99
