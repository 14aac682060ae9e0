import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy.http import HtmlResponse, Response

from alliance_spiders.crawling.links import (
    MAX_LINKS,
    Link,
    is_monstrous,
    page_links,
    same_page_spelling,
    sitemap_addresses,
)
from alliance_spiders.crawling.scoring import Region

HERE = "https://example.org/about/"


def links(body, url=HERE):
    return page_links(HtmlResponse(url, body=body.encode(), encoding="utf-8"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<a href="partners">Our\n  partners</a>', Link(HERE + "partners", "Our partners")),
        (
            '<a href="/partners#x"><b>Our</b> partners</a>',
            Link("https://example.org/partners", "Our partners"),
        ),
        ('<a href="//www.example.org/x">x</a>', Link("https://www.example.org/x", "x")),
        ('<a href="x"><img alt="Partners" src="p.png"></a>', Link(HERE + "x", "Partners")),
        ('<a href="x" aria-label="Partners"></a>', Link(HERE + "x", "Partners")),
        ('<map><area href="north" alt="North"></map>', Link(HERE + "north", "North")),
        ('<iframe src="/embedded" title="Map"></iframe>', Link("https://example.org/embedded", "Map")),
        ('<object data="/list.pdf">List</object>', Link("https://example.org/list.pdf", "List")),
        ('<h2>Our <b>list</b></h2><iframe src="/x"></iframe>', Link("https://example.org/x", "Our list")),
        ('<embed src="/list.pdf" title="List">', Link("https://example.org/list.pdf", "List")),
        ("<button onclick=\"location.href='x'\">Partners</button>", Link(HERE + "x", "Partners")),
        (
            "<p onclick=\"window.open('/x', '_self')\">Partners</p>",
            Link("https://example.org/x", "Partners"),
        ),
        ('<form action="x"><button>Partners</button></form>', Link(HERE + "x", "Partners")),
        ('<div data-href="x">Partners</div>', Link(HERE + "x", "Partners")),
        (
            '<select><option value="/north">North</option></select>',
            Link("https://example.org/north", "North"),
        ),
        ('<nav><a href="x">x</a></nav>', Link(HERE + "x", "x", Region.MENU)),
        ('<div class="main-menu"><a href="x">x</a></div>', Link(HERE + "x", "x", Region.MENU)),
        ('<footer><nav><a href="x">x</a></nav></footer>', Link(HERE + "x", "x", Region.MENU)),
        ('<footer><a href="x">x</a></footer>', Link(HERE + "x", "x", Region.FOOTER)),
        ('<header><main><a href="x">x</a></main></header>', Link(HERE + "x", "x", Region.MAIN)),
        ('<base href="/other/"><a href="x">x</a>', Link("https://example.org/other/x", "x")),
        (
            '<meta http-equiv="refresh" content="0; url=/home">',
            Link("https://example.org/home", "", Region.REFRESH),
        ),
    ],
)
def test_a_link(body, expected):
    assert links(body) == (expected,)


@pytest.mark.parametrize(
    "address",
    ["#top", "mailto:a@example.org", "tel:1", "javascript:void(0)", "data:,x", "ftp://a/b", "http://[", ""],
)
def test_what_is_no_link(address):
    assert links(f'<a href="{address}">x</a>') == ()


@pytest.mark.parametrize(
    ("tag", "monstrous"),
    [
        ("<a " + " ".join(f"a{n}=1" for n in range(12_000)) + ">", True),
        ("<a " + " ".join(f"a{n}" for n in range(30_000)) + ">", True),
        ('<img src="data:image/png;base64,' + "ab/+" * 9_000 + '">', False),
        ("<a href=x>" * 30_000, False),
        ("word " * 60_000, False),
    ],
    ids=["values", "names", "picture", "links", "text"],
)
def test_a_page_with_a_monstrous_element_is_told(tag, monstrous):
    assert is_monstrous(HtmlResponse(HERE, body=tag.encode(), encoding="utf-8")) is monstrous


@pytest.mark.parametrize(
    "body",
    [
        "<button onclick='open()'>x</button>",
        "<button onclick=\"setLocation('x')\">x</button>",
        "<object>x</object>",
        "<option value='north'>x</option>",
        "<input type='text' value='/x'>",
        "<form action='/search'><input name='q'><button>Search</button></form>",
        "<form action='/x' method='POST'><button>Partners</button></form>",
    ],
)
def test_what_leads_nowhere(body):
    assert links(body) == ()


def test_links_are_limited():
    assert len(links('<a href="x">x</a>' * (MAX_LINKS + 50))) == MAX_LINKS


def test_only_html_has_links():
    assert page_links(Response(HERE, body=b'<a href="x">x</a>')) == ()


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("https://www.example.org/about", "https://www.example.org/about"),
        ("/about/?a=1", "https://example.org/about/?a=1"),
        ("/", ""),
        ("/other", ""),
        ("", ""),
        ("http://[", ""),
    ],
)
def test_a_canonical_address_counts_if_it_is_a_spelling_of_the_page(canonical, expected):
    response = HtmlResponse(
        HERE, body=f'<link rel="canonical" href="{canonical}">'.encode(), encoding="utf-8"
    )
    assert same_page_spelling(response) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<urlset><url><loc> https://e.org/a </loc></url></urlset>", (("https://e.org/a",), ())),
        (
            b"<sitemapindex><sitemap><loc>https://e.org/1.xml</loc></sitemap></sitemapindex>",
            ((), ("https://e.org/1.xml",)),
        ),
        (
            gzip.compress(b"<urlset><url><loc>https://e.org/a</loc></url></urlset>", mtime=0),
            (("https://e.org/a",), ()),
        ),
        (b"\x1f\x8b\x08damaged", ((), ())),
        (b"<html><body>no sitemap</body></html>", ((), ())),
        (b"", ((), ())),
        (b"\0\0\0", ((), ())),
        (
            b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><urlset><url><loc>&e;</loc></url></urlset>',
            ((), ()),
        ),
    ],
)
def test_sitemaps(body, expected):
    assert sitemap_addresses(body) == expected


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read(data):
    page_links(HtmlResponse(HERE, body=b'<a href="x">' + data))
    sitemap_addresses(data)
