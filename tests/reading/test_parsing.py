"""The tree is as BeautifulSoup makes it: the same elements, texts and attributes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import bs4.element as theirs
import pytest
from bs4 import BeautifulSoup
from bs4.element import (
    Doctype,
    PageElement,
    PreformattedString,
    RubyParenthesisString,
    RubyTextString,
    Script,
    Stylesheet,
    TemplateString,
)
from hypothesis import given
from hypothesis import strategies as st

from alliance_spiders.reading.nodes import Node, Remark, Tag, Text, TextApart
from alliance_spiders.reading.parsing import WITHOUT_WIDTH, parsed, parsed_with_tags
from alliance_spiders.reading.tree import all_tags

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


_KINDS = {
    Script: "script",
    Stylesheet: "style",
    TemplateString: "template",
    RubyTextString: "rt",
    RubyParenthesisString: "rp",
}


def _ours(root: Tag) -> list[object]:
    """Each node with its kind, its attributes, its text and the place of what it stands in."""
    nodes = [root, *root.descendants]
    number = {id(node): place for place, node in enumerate(nodes)}
    assert [*root.next_elements] == nodes[1:]
    return [
        (
            _kind(node),
            (node.name, dict(node.attrs), node.get_text(), node.get_text("|", strip=True))
            if isinstance(node, Tag)
            else _said(node),
            number.get(id(node.parent)),
        )
        for node in nodes
    ]


def _said(node: str) -> object:
    """What a text or a remark says; of a remark, only the spaces may differ, and what follows a doctype."""
    is_remark = isinstance(node, (Remark, PreformattedString))
    return str(node).split()[: 1 if isinstance(node, Doctype) else None] if is_remark else str(node)


def _kind(node: Node) -> str:
    if isinstance(node, TextApart):
        return node.kind
    return {Tag: "element", Text: "text", Remark: "remark"}[type(node)]


def _theirs(soup: BeautifulSoup) -> list[object]:
    """The same of the tree as BeautifulSoup makes it."""
    nodes = [soup, *soup.descendants]
    number = {id(node): place for place, node in enumerate(nodes)}
    return [
        (
            _their_kind(node),
            (node.name, node.attrs, node.get_text(), node.get_text("|", strip=True))
            if isinstance(node, theirs.Tag)
            else _said(node),
            number.get(id(node.parent)),
        )
        for node in nodes
    ]


def _their_kind(node: PageElement) -> str:
    if isinstance(node, theirs.Tag):
        return "element"
    return "remark" if isinstance(node, PreformattedString) else _KINDS.get(type(node), "text")


def _same(text: str) -> bool:
    return _ours(parsed(text)) == _theirs(BeautifulSoup(text, "lxml", multi_valued_attributes=None))


@pytest.mark.parametrize("text", PAGES)
def test_tree_is_the_same(text: str):
    assert _same(text)


_VISIBLE = st.characters(codec="utf-8", exclude_characters=WITHOUT_WIDTH)  # as the reader leaves those out


@pytest.mark.parametrize("sign", WITHOUT_WIDTH)
def test_signs_without_width_are_left_out(sign: str):
    (text,) = parsed(f"Glouc{sign}ester").strings
    assert text == "Gloucester"


@pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning")
@given(st.lists(st.sampled_from(_PIECES) | st.text(_VISIBLE, max_size=4), max_size=40))
def test_tree_of_any_text_is_the_same(pieces: list[str]):
    assert _same("".join(pieces))


@pytest.mark.parametrize("text", PAGES)
def test_elements_by_name_are_those_of_the_tree_in_its_order(text: str):
    root, tags = parsed_with_tags(text)
    found = list(all_tags(root))
    assert sum(map(len, tags.values())) == len(found)
    assert all(alike == [tag for tag in found if tag.name == name] for name, alike in tags.items())


def test_a_page_leaves_nothing_for_the_next():
    before = _ours(parsed(PAGES[1]))
    for text in PAGES:
        parsed(text)
    assert _ours(parsed(PAGES[1])) == before


def test_pages_are_parsed_side_by_side():
    expected = [_ours(parsed(text)) for text in PAGES] * 20
    with ThreadPoolExecutor(4) as pool:
        assert [_ours(root) for root in pool.map(parsed, PAGES * 20)] == expected
