"""Names in HTML that stands in the data of scripts and in attributes."""

# One fact a line, however long.
# ruff: noqa: E501
from __future__ import annotations

import json
from html import escape

import pytest

from alliance_spiders.reading.html_values import is_html, name_in
from alliance_spiders.reading.locator import text_at
from tests.reading.helpers import codes, html, names, page, read

GH = "Gloucestershire Hospitals NHS Foundation Trust"
TRUSTS = [GH, "Royal United Hospitals Bath NHS Foundation Trust", "University Hospitals Bristol & Weston NHS Foundation Trust"]  # fmt: skip
CODES = {"RTE", "RD1", "RA7"}
LONG = "Cancer services for people in the city and in the towns around it, " * 6


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("<h3>Leeds Trust</h3>", "Leeds Trust"), ("<h3 class='t'><a href='/x'>Leeds Trust</a></h3><p>1 High Street</p>", "Leeds Trust"),
        ("<p>Hospital</p><h4>Leeds Trust</h4>", "Leeds Trust"), ("<strong>Leeds Trust</strong><br>1 High Street", "Leeds Trust"), ("<b>Leeds Trust</b> 1 High Street", "Leeds Trust"),
        ("<a href='/x'>Leeds Trust</a><br/>Visit", "Leeds Trust"), ("Leeds Trust<br />1 High Street<br />Town", "Leeds Trust"), ("<p>Leeds Trust</p><p>1 High Street</p>", "Leeds Trust"),
        ("<div><span><span>Leeds Trust</span></span></div><div>1 High Street</div>", "Leeds Trust"), ("<img src='x'><p><b>Leeds Trust</b></p>", "Leeds Trust"),
        ("<p>Acute trust</p><p>Leeds Trust</p>", "Leeds Trust"), ("<b>Name:</b><br>Leeds Trust", "Leeds Trust"), ("&lt;h3&gt;A &amp;amp; B Trust&lt;/h3&gt;", "A & B Trust"),
        ("<h3>A &amp; B Trust</h3>", "A & B Trust"), ("<h3>A Town<br>NHS Trust</h3>", "A Town NHS Trust"), ("A Town<br>NHS Trust", "A Town NHS Trust"),
        ("<style>.x { }</style><h3>Leeds Trust</h3>", "Leeds Trust"), ("<P>Leeds <EM>Trust</EM></P>", "Leeds Trust"),
        ("<p>Leeds Trust has opened a new unit in the town.</p>", ""), ("<p></p>", ""), ("<h3>A</h3>" + "x" * 5_000, ""), ("<h3>" + "x" * 300 + "</h3>", ""),
    ],
)  # fmt: skip
def test_title_of_a_value(value: str, name: str) -> None:
    assert is_html(value) and name_in(value) == name


@pytest.mark.parametrize("value", ["Leeds Trust", "5 < 6 and 7 > 6", "a <3", "&lt; 5 days", ""])
def test_no_html(value: str) -> None:
    assert not is_html(value)


TITLED = [
    "<h3>{}</h3>", "<h3>{}</h3><p>1 High Street<br>Northgate</p>", f"<div class='pin'><b>{{}}</b><p>{LONG}</p></div>", "<a href='/x'>{}</a><br>Telephone",
    "{}<br>1 High Street", "<p>{}</p><p><a href='/x'>Visit website</a></p>",
]  # fmt: skip
DATA = {
    "leaflet": lambda values: _json({"leaflet": {"m": {"features": [{"lat": 51.2, "popup": {"value": v}} for v in values]}}}),
    "geojson": lambda values: _json({"features": [{"properties": {"id": n, "description": v}} for n, v in enumerate(values)]}),
    "escaped": lambda values: _json({"pins": [{"popup": v} for v in values]}).replace("<h", "\\u003Ch").replace("&", "\\u0026"),
    "twice": lambda values: _json({"pins": [{"popup": escape(v)} for v in values]}),
    "script": lambda values: f"<script>var pins = {json.dumps([{'lat': 51, 'content': v} for v in values])};</script>",
    "hexed": lambda values: "<script>" + "".join(f'add("{_hexed(v)}");' for v in values) + "</script>",
    "template": lambda values: "<script>" + "".join(f"add({{content: `\n  <div>{v}</div>\n`}});" for v in values) + "</script>",
    "calls": lambda values: "<script>" + "".join(f"L.marker([51.2, -1.1]).bindPopup({json.dumps(v)});\n" for v in values) + "</script>",
    "attribute": lambda values: f'<div id="map" data-markers="{escape(json.dumps([{"infoWindow": v} for v in values]))}"></div>',
    "attributes": lambda values: "".join(f'<div class="pin" data-popup="{escape(v)}"></div>' for v in values),
}  # fmt: skip


def _json(data: object) -> str:
    return f'<script type="application/json">{json.dumps(data)}</script>'


def _hexed(value: str) -> str:
    return value.replace('"', '\\"').replace("<", "\\x3C")


@pytest.mark.parametrize("titled", TITLED)
@pytest.mark.parametrize("data", DATA.values(), ids=DATA)
def test_pins_whose_text_is_html(data, titled: str) -> None:
    made = page(html("<h1>Our member trusts</h1>" + data([titled.format(escape(name)) for name in TRUSTS])))
    reading = read(made)
    assert codes(reading) == CODES and names(reading) == TRUSTS
    for sighting in reading.sightings:
        place = text_at(made.body, made.content_type, made.encoding, sighting.place.locator)
        assert place is not None and sighting.name in place


def test_short_names_in_popups() -> None:
    values = [
        f"<h3>{name}</h3>"
        for name in ("Gloucestershire Hospitals", "Royal United Hospitals Bath", "North Bristol")
    ]
    assert codes(read("<h1>Our member trusts</h1>" + DATA["leaflet"](values))) >= {"RTE", "RD1"}  # fmt: skip


@pytest.mark.parametrize("key", ["bio", "description", "org"])
def test_html_about_what_has_a_name_of_its_own_names_nobody(key: str) -> None:
    data = _json([{"name": "Jane Whitfield", key: f"<p>{name}</p>"} for name in TRUSTS])
    assert not codes(read(f"<h1>Our partners</h1>{data}"))


def test_a_long_text_before_does_not_shift_the_strings_of_a_script() -> None:
    pins = [{"text": "x " * 200, "id": "3", "title": name} for name in TRUSTS]
    assert codes(read(f"<h1>Our partners</h1><script>var pins = {json.dumps(pins)};</script>")) == CODES


def test_a_hospital_elsewhere_does_not_hide_a_trust_that_only_a_script_names() -> None:
    pins = f"<script>var pins = {json.dumps([{'title': name} for name in TRUSTS])};</script>"
    reading = read(
        f"<h1>Our partners</h1>{pins}<h2>Our hospitals</h2><ul><li>Cheltenham General Hospital</li></ul>"
    )
    assert codes(reading) == CODES
