"""A page that was read is freed at once: Python's search for garbage has nothing to find."""

from __future__ import annotations

import gc

import pytest

from tests.reading.helpers import html, page, read

PAGES = (
    "<h2>Our partners</h2><ul><li>Salisbury NHS Foundation Trust<li>Somerset NHS Foundation Trust</ul>",
    "<h2>Our partners</h2><table><tr><th>Trust<tr><td>Salisbury NHS Foundation Trust</table><p>a<b>c</b>",
    "<div>" * 500 + "<!-- a --><pre> b\n </pre><script>c</script>" + "</div>" * 500,
    "",
)


@pytest.mark.parametrize("main", PAGES)
def test_reading_leaves_no_garbage(main: str):
    made = [page(html(main)), page(html(f"<p>More</p>{main}"), "/more")]
    read(*made)  # what is made once and kept
    gc.collect()
    gc.disable()
    try:
        reading = read(*made)
        assert gc.collect() == 0
    finally:
        gc.enable()
    assert reading.alliance_code
