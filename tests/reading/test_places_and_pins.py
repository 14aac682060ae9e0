"""Lists by place, sentences by place, pins without text, and entries parted by one sign, one fact a line."""

from __future__ import annotations

import pytest

from tests.reading.helpers import codes, read
from tests.reading.swag_pages import ul
from tests.reading.test_layouts import GH, RUH, SAL, SF

PLACES = f"<h3>Riverlands</h3>{ul(GH, SF)}<h3>Hill Country</h3>{ul(SAL, RUH)}"


@pytest.mark.parametrize("title", ["Our place-based partnerships", "Our areas", "Where we work"])
def test_titles_below_one_of_places_are_places(title: str) -> None:
    body = f"<h1>About</h1><p>Cancer Alliances bring local people together.</p><h2>{title}</h2>{PLACES}"
    assert codes(read(body)) == {"RTE", "RH5", "RNZ", "RD1"}


@pytest.mark.parametrize("title", ["Parking at our hospitals", "Helplines", "Wigs"])
def test_titles_below_one_of_things_are_none(title: str) -> None:
    assert codes(read(f"<h1>About</h1><h2>{title}</h2>{PLACES}")) == set()


@pytest.mark.parametrize(
    "behind", ["", ", which is one of our partner trusts", ", which is part of the alliance's members"]
)
def test_sentences_for_one_place_each(behind: str) -> None:
    said = (("Stroud", GH), ("Taunton", SF), ("Salisbury", SAL))
    body = "".join(f"<p>In {place}, care is provided by {name}{behind}.</p>" for place, name in said)
    assert codes(read(f"<h1>About</h1><h2>Where we work</h2>{body}")) == {"RTE", "RH5", "RNZ"}


@pytest.mark.parametrize("behind", ["", ", which are partner trusts of the Alliance"])
def test_sentences_for_the_places_of_an_area(behind: str) -> None:
    """One of the places has a trust from the next area."""
    west = "Airedale NHS Foundation Trust and Leeds Teaching Hospitals NHS Trust"
    east = "Harrogate and District NHS Foundation Trust and Mid Yorkshire Teaching NHS Trust"
    said = (("West and Moor", west), ("Northside", east))
    body = "".join(f"<p>In {place}, care is provided by {names}{behind}.</p>" for place, names in said)
    found = read(f"<h1>Who we are</h1><h2>Where we work</h2>{body}", alliance="N63")
    assert codes(found) == {"RCF", "RR8", "RCD", "RXF"}


def test_one_sentence_for_one_place_is_a_mention() -> None:
    said = f"<p>In Stroud, care is provided by {GH}.</p><p>In 2024 {SF} opened a unit.</p>"
    assert codes(read(f"<h1>About</h1><h2>Where we work</h2>{said}")) == set()


@pytest.mark.parametrize(
    "pin",
    [
        "<span class='pin' data-title='{}' data-lat='52'></span>",
        "<span class='logo' title='{}'></span>",
        "<i aria-label='{}'></i>",
        "<a href='#' data-name='{}'></a>",
    ],
)
def test_an_element_without_text_is_named_by_what_is_said_of_it(pin: str) -> None:
    pins = "".join(map(pin.format, (GH, SF, SAL)))
    assert codes(read(f"<h1>About</h1><h2>Our partners</h2><div>{pins}</div>")) == {"RTE", "RH5", "RNZ"}


def test_names_that_one_sign_parts_stand_side_by_side() -> None:
    """A hospital there is none of the trust before it, though that one works there."""
    walton, cheshire = "The Walton Centre NHS Foundation Trust", "East Cheshire NHS Trust"
    mid = "Mid Cheshire Hospitals NHS Foundation Trust"
    said = f"Our partner trusts – {cheshire} – {walton} – Countess of Chester Hospital – {mid}"
    found = read(f"<h1>About</h1><p>{said}</p>", alliance="N68")
    assert codes(found) == {"RJN", "RET", "RJR", "RBT"}


TEAM = "<h2>Our team</h2><div><h4>Rhona Pellow</h4><p>Clinical Director, Gloucestershire Hospitals</p></div>"


@pytest.mark.parametrize(
    "data", ["<script>var markers = {};</script>", "<script type='application/json'>{}</script>"]
)
def test_data_in_a_cell_of_the_layout_beside_staff(data: str) -> None:
    names = ", ".join(f'{{"title": "{name}"}}' for name in (GH, SF, SAL))
    cell = f"<h1>Our providers</h1><p>Cancer care in our area is given by:</p>{data.format(f'[{names}]')}"
    assert codes(read(f"<table><tr><td>{cell}</td><td>{TEAM}</td></tr></table>")) == {"RTE", "RH5", "RNZ"}


def test_a_column_of_trusts_and_others_is_none_of_hospitals() -> None:
    rows = (("Royal Cornwall Hospitals", "Royal Devon University Healthcare"),
            ("Torbay and South Devon NHS Foundation Trust", "University Hospitals Plymouth"),
            ("NHS Devon ICB", "NHS Cornwall and the Isles of Scilly ICB"),
            ("St Luke's Hospice", "Macmillan Cancer Support"))  # fmt: skip
    table = "".join(f"<tr><td>{one}</td><td>{other}</td></tr>" for one, other in rows)
    found = read(f"<h1>About</h1><h2>Our partners</h2><table>{table}</table>", alliance="N77")
    assert codes(found) == {"REF", "RH8", "RA9", "RK9"}


@pytest.mark.parametrize("sign", [":", " –", " |"])
def test_a_short_name_before_what_is_said_of_it(sign: str) -> None:
    names = (
        "Guy's & St Thomas",
        "King's College Hospital NHS Foundation Trust",
        "Lewisham and Greenwich Trust",
    )
    entries = "".join(f"<li><b>{name}</b>{sign} provides surgery</li>" for name in names)
    found = read(f"<h1>About</h1><h2>Our partners</h2><ul>{entries}</ul>", alliance="N47")
    assert codes(found) == {"RJ1", "RJZ", "RJ2"}
