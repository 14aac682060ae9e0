"""Whether all of a page arrived: one fact a line."""

from __future__ import annotations

import gzip

import pytest

from alliance_spiders.crawling.decoding import decode_body
from alliance_spiders.reading.documents import read_document
from alliance_spiders.reading.signs import Sign
from alliance_spiders.reading.truncation import closes_all, ends_within, is_truncated
from tests.reading.helpers import html, page, read

START = (
    "<!DOCTYPE html><html><head><title>Our partners</title><script>if (a < b) x('<ul>')</script></head><body>"
)
LIST = "<h2>Our partners</h2><ul><li>Somerset NHS Foundation Trust<li>Salisbury NHS Foundation Trust</ul>"


@pytest.mark.parametrize(
    ("rest", "is_cut"),
    [
        (f"<main>{LIST}</main>", False),
        (f"<main>{LIST}</main></div></div><!-- made in 0.2 s -->", False),
        (f"<main>{LIST}<p>We work together.</main>", False),
        (f"<main>{LIST}</main><footer><p>All rights reserved</p>", False),
        (f"<div><main>{LIST}</main><footer><p>All rights reserved</p>", False),
        (f"<main>{LIST}</main><table><tr><td>1<tr><td>2</table>", False),
        (f"<main>{LIST}</main><textarea><ul></textarea>", False),
        (f"<main>{LIST}", True),
        (f"<div class='page'>{LIST}", True),
        (f"<main>{LIST}</main><div><p>And then</p>", True),
        (f"<main>{LIST[:-5]}", True),
        (LIST[:-5], True),
        (LIST[:-3], True),
        (LIST[: LIST.index("<li>Salis")], True),
        (f"<main>{LIST}</main><!-- made", True),
        (f"<main>{LIST}</main><script>go(", True),
        (f"<div><article>{LIST}<footer>by us", True),
        (f"<main>{LIST}</main>{LIST[:-20]}", True),
    ],
)
def test_page_without_its_last_tags_is_cut_where_an_element_is_left_open(rest: str, is_cut: bool):
    assert is_truncated(read_document(page(START + rest))) is is_cut
    assert not is_truncated(read_document(page(f"{START}{rest}</body></html>")))


FRAME = (
    "<footer><p>All rights are reserved by the alliance and its partners</p></footer><div class='cookies'>"
)
BEHIND = "<p>We use cookies to see how many people come here</p><p>You can refuse them</p></div>"


@pytest.mark.parametrize(
    ("ends", "others", "is_cut"),
    [
        (FRAME + BEHIND[: BEHIND.index("<p>You")], 2, True),
        (f"{FRAME}{BEHIND}", 2, True),
        (f"{FRAME}{BEHIND}", 1, False),
        (f"{FRAME}{BEHIND}</body></html>", 2, False),
        (f"<p>{'A page of another make. ' * 9}</p>", 2, False),
    ],
)
def test_page_that_stops_where_its_sisters_go_on_is_cut(ends: str, others: int, is_cut: bool):
    sisters = [
        read_document(page(f"{START}<h1>{n}</h1>{FRAME}{BEHIND}<script>go({n})</script></body></html>"))
        for n in range(others)
    ]
    document = read_document(page(f"{START}<main>{LIST}</main>{ends}"))
    assert ends_within(document, [document, *sisters]) is is_cut


def test_site_that_closes_no_page_is_whole():
    pages = [read_document(page(f"{START}<h1>{n}</h1>{LIST}{FRAME}{BEHIND}")) for n in range(4)]
    assert not any(ends_within(each, pages) for each in pages)


@pytest.mark.parametrize("text", ["<ul" * 40_000, "<!--" * 40_000, "<script>" * 40_000, "<div>" * 40_000])
def test_hostile_text_ends_somewhere(text: str):
    assert closes_all(text) in (True, False)


def test_cut_of_what_was_sent_in_small_is_no_script_shell():
    sent = gzip.compress(html("<h1>Our partners</h1><div id='app'></div><script>go()</script>").encode())
    part = decode_body(sent[: len(sent) // 2], ["gzip"])
    found = read(page(part.body, truncated=part.truncated)).signs
    assert Sign.TRUNCATED in found
    assert Sign.SCRIPT_SHELL not in found
