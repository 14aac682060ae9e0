"""The quicker tree is BeautifulSoup's own: the same elements, texts and attributes."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st

from alliance_spiders.reading.parsing import parsed, parsed_with_tags

PAGES = (
    "",
    "no element at all",
    "<p>a<p>b<br>c",
    "<ul><li>a<li>b</ul></div>",
    "<svg xmlns='x' xlink:href='#a' xml:lang=en><use xlink:href='#q'/></svg>",
    "<a:b c:d=1>x</a:b><o:p>Word</o:p>",
    "<p class='a b' hidden disabled='' data-x='{&quot;a&quot;: 1}'>x<!-- c --></p>",
    "<pre> a\n  b </pre><textarea> c </textarea><script>if (a < b) {}</script><style>p {}</style>",
    "<meta charset=latin-1><meta http-equiv=Content-Type content='text/html; charset=x'>",
    "<?php x ?><![CDATA[a]]><!DOCTYPE html><p>z",
    "\x00<p>a\x00b\ufffd",
    "<a><a><b><i></b></i><table><p>a<tr><td>b",
    "<template><p>a<script>b</script>c</template>d<ruby>e<rt>f<rp>g</ruby>",
    "<pre>a<b> </b></pre> <b>\xa0</b>\t<textarea>\n <pre> </textarea> \n <b>",
    "a</p></html>b<p>c</body>d",
    "<!DOCTYPE html><!-- a --><html lang=en><!-- b --><body>c</body><!-- d --></html><!-- e -->",
    "<p>a<![if !x]>b<![endif]>c<?xml version='1.0'?>d",
)
_PIECES = (
    "<",
    ">",
    "</",
    "/>",
    "p",
    "li",
    "a href=x",
    "b class='c d'",
    "svg",
    "=",
    '"',
    " ",
    "\n",
    "Trust",
    "&amp;",
    "<pre>",
    "</pre>",
    "<script>",
    "</script>",
    "<textarea>",
    "</p>",
    "<!--",
    "-->",
)


def _drawn(soup: BeautifulSoup) -> list[object]:
    """Each node with its kind, its attributes and its places beside, around, before and behind others."""
    nodes = [soup, *soup.descendants]
    number = {id(node): place for place, node in enumerate(nodes)}
    ways = ("parent", "next_sibling", "previous_sibling", "next_element", "previous_element")
    return [
        (
            "element" if isinstance(node, Tag) else type(node),
            node.name if isinstance(node, Tag) else str(node),
            node.attrs if isinstance(node, Tag) else None,
            node.get_text(),
            [number.get(id(getattr(node, way))) for way in ways],
        )
        for node in nodes
    ]


def _same(text: str) -> bool:
    ours, theirs = parsed(text), BeautifulSoup(text, "lxml", multi_valued_attributes=None)
    return str(ours) == str(theirs) and _drawn(ours) == _drawn(theirs)


@pytest.mark.parametrize("text", PAGES)
def test_tree_is_the_same(text: str):
    assert _same(text)


@pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning")
@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=4), max_size=40))
def test_tree_of_any_text_is_the_same(pieces: list[str]):
    assert _same("".join(pieces))


@pytest.mark.parametrize("text", PAGES)
def test_elements_by_name_are_those_of_the_tree_in_its_order(text: str):
    soup, tags = parsed_with_tags(text)
    assert sum(map(len, tags.values())) == len(soup.find_all(True))
    assert all(list(map(id, alike)) == list(map(id, soup.find_all(name))) for name, alike in tags.items())
