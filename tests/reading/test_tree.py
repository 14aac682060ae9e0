"""Looking around in a tree: how long a text is, without reading all of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_spiders.reading.parsing import parsed
from alliance_spiders.reading.tree import is_longer


@given(st.lists(st.sampled_from(["<p>", "</p>", "<b>", "Trust", " ", "a", "\n"]), max_size=20))
def test_longer_is_what_the_whole_text_says(pieces: list[str]):
    root = parsed("".join(pieces))
    length = len(root.get_text(strip=True))
    assert [most for most in range(length + 3) if is_longer(root, most)] == list(range(length))


@pytest.mark.parametrize("most", [0, 5])
def test_nothing_is_not_longer(most: int):
    assert not is_longer(parsed("<p> </p>"), most)
