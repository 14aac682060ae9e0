"""A sighting can be found again at its place: by this package, and as XPath by lxml."""

# One fact a line, however long.
# ruff: noqa: E501
from __future__ import annotations

import pytest
from lxml import etree

from alliance_spiders.reading.locator import path_of, resolve, text_at
from alliance_spiders.reading.parsing import parsed, parsed_with_tags
from alliance_spiders.reading.tree import all_tags
from tests.reading.helpers import html, page, read
from tests.reading.matrix import LAYOUTS

ALL = [
    "Gloucestershire Hospitals NHS Foundation Trust",
    "Guy’s and St Thomas’ NHS Foundation Trust",
    "Salisbury NHS Foundation Trust",
    "Somerset NHS Foundation Trust",
]


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_every_name_stands_where_it_is_said_to_stand(layout) -> None:
    made = page(html(f"<h2>Our partners</h2>{layout(ALL)}"))
    sightings = read(made).sightings
    assert sightings
    for sighting in sightings:
        text = text_at(made.body, made.content_type, made.encoding, sighting.place.locator)
        assert text is not None and _squeezed(sighting.name) in _squeezed(text)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_locator_is_xpath(layout) -> None:
    made = page(html(f"<h2>Our partners</h2>{layout(ALL)}"))
    tree = etree.HTML(made.body.decode())
    for sighting in read(made).sightings:
        (node,) = tree.xpath(sighting.place.locator)
        text = node if isinstance(node, str) else "".join(node.itertext())
        assert _squeezed(sighting.name) in _squeezed(text)


@pytest.mark.parametrize(
    ("locator", "text"),
    [
        ("/html/body/p[1]", "one"), ("/html/body/p[2]/text()[2]", "three"), ("/html/body/img/@alt", "four"), ("/html/body/p[3]", None), ("/html/body/p[0]", None),
        ("", None), ("///", None), ("/html/body/img/@title", None), ("/html/body/p[99999999]", None), ("/html/nothing", None), ("//p", None), ("/html/body/p[1]/@id/b", None),
    ],
)  # fmt: skip
def test_place_to_text(locator: str, text: str | None) -> None:
    body = b"<html><body><p>one</p><p>two<br>three</p><img alt='four'></body></html>"
    found = text_at(body, "text/html", "utf-8", locator)
    assert found == text if text is None else found is not None and found.strip() == text


def test_place_in_json() -> None:
    assert text_at(b'{"trusts": [{"name": "A"}]}', "application/json", "utf-8", "/trusts/0/name") == "A"


def test_path_counts_only_siblings_of_one_name() -> None:
    root = parsed("<ul><li>a</li><li>b</li></ul><p>c</p>")
    assert [path_of(tag) for tag in all_tags(root) if tag.name in ("li", "p")] == [
        "/html/body/ul/li[1]",
        "/html/body/ul/li[2]",
        "/html/body/p",
    ]


def test_places_among_many_siblings_are_found_again() -> None:
    inside = "".join(f"<li>Trust {n}</li><!-- {n} -->text {n}<p>P {n}</p>" for n in range(60))
    root, tags = parsed_with_tags(f"<html><body><div>{inside}</div></body></html>")
    for tag in (*tags["li"], *tags["p"]):
        assert resolve(root, path_of(tag)) == tag.get_text(" ")
