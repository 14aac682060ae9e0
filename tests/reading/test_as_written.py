"""Cutting what says nothing off the ends of an entry."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_spiders.reading import as_written as module
from alliance_spiders.reading.as_written import as_written

WORDS = """Barts Health NHS Trust Wessex website web site page logo link services service home map directions
    contact us profile jobs news more twitter facebook find out read learn cancer details information visit
    view go to our the their its opening in a new window tab (opens (external ) s 's ’s and or & | · – — - : /
    . , ; •"""
PIECES = st.sampled_from([*WORDS.split(), " ", "  ", "\n", "\u2003", "W" * 70])


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("1. Barts Health – website", "Barts Health"),
        ("Barts Health | Cancer services |", "Barts Health"),
        ("Barts Health (opens in new tab)", "Barts Health"),
        ("Barts Health | " + "website | " * 12, "Barts Health"),
        ("Barts Health", "Barts Health"),
        ("website", "website"),
    ],
)
def test_ends_that_say_nothing_are_cut(text, cut):
    assert as_written(text) == cut


@pytest.mark.parametrize("words", ["website | ", "- website ", "link ", "-", ". "])
def test_no_repetition_takes_long(words):
    as_written(
        "Barts Health " + words * 150
    )  # with as many ways to part it as there are words, it never ends


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=12).map("".join))
def test_the_quick_look_at_the_end_misses_nothing(before, after):
    text = before + after
    tail = module._TAIL.search(text)
    assert module._tail_start(text) == (tail.start() if tail else len(text))
