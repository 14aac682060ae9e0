"""Whole pages as people introduce their partners: by a heading, a sentence, or a word before the names."""

from __future__ import annotations

# One page a line, however long.
# ruff: noqa: E501
import pytest

from alliance_spiders.items import Page
from tests.reading.helpers import codes, page, read
from tests.reading.swag_pages import T3, A, B, G, H, L, S, each_page, pg, ul

CASES = [
    (
        "hospital list lead",
        [
            pg(
                "<h1>Our hospitals</h1><p>Cancer care is delivered in these hospitals:</p>"
                + ul("Cheltenham General Hospital", "Musgrove Park Hospital", "Salisbury District Hospital")
            )
        ],
        T3,
    ),
    (
        "services: where",
        [pg(f"<h2>Our partners</h2>{ul(G, S, A)}<h2>Where is the service offered?</h2>{ul(L, H, B)}")],
        T3,
    ),
    ("provided by", [pg(f"<p>Cancer services in our area are provided by {G}, {S} and {A}.</p>")], T3),
    (
        "nine trusts",
        [pg(f"<p>We are made up of three acute trusts: {G}, {S} and {A}, as well as charities.</p>")],
        T3,
    ),
    (
        "list w commas in li",
        [
            pg(
                f"<h2>Partners</h2><ul><li>Acute trusts: {G}, {S} and {A}</li><li>Charities: Macmillan and Maggie's</li></ul>"
            )
        ],
        T3,
    ),
    (
        "such as",
        [pg(f"<h2>Our partners</h2><ul><li>Hospital trusts (such as {G} and {S})</li><li>{A}</li></ul>")],
        T3,
    ),
    ("bold intro inline", [pg(f"<p><strong>Our member trusts:</strong> {G}, {S} and {A}</p>")], T3),
    ("bold intro inline2", [pg(f"<p><strong>Members</strong><br>{G}<br>{S}<br>{A}</p>")], T3),
    ("heading dash list", [pg(f"<h2>Our partners</h2><p>- {G}<br>- {S}<br>- {A}</p>")], T3),
    (
        "welsh bilingual",
        [pg("<h2>Ein partneriaid / Our partners</h2>" + ul(G + " / Ymddiriedolaeth", S, A))],
        T3,
    ),
    (
        "specialist centre",
        [
            pg(
                f"<h2>Our partners</h2>{ul(G, S, A)}<p>For rare cancers our specialist centres include {L}, {H} and {B}.</p>"
            )
        ],
        T3,
    ),
    (
        "our patients hospitals",
        [
            pg(
                f"<h2>Our partners</h2>{ul(G, S, A)}<p>Our patients may be treated at hospitals such as {L}, {H} and {B}.</p>"
            )
        ],
        T3,
    ),
    (
        "short names list",
        [
            page(
                "<title>North East London Cancer Alliance</title><h2>Our partner trusts</h2>"
                + ul("Barts Health", "Homerton", "BHRUT"),
                "https://www.nelcanceralliance.nhs.uk/about",
            )
        ],
        {"R1H", "RQX", "RF4"},
        "north_east_london",
    ),
    ("comma para under heading", [pg(f"<h2>Our partners</h2><p>{G}, {S}, {A}</p>")], T3),
    ("and para under heading", [pg(f"<h2>Our partners</h2><p>{G}, {S} and {A}.</p>")], T3),
    (
        "prose under partners heading",
        [pg(f"<h2>Our partners</h2><p>We work closely with {G} and {S} as well as {A}.</p>")],
        T3,
    ),
    (
        "prose under partners: hospital trusts are",
        [
            pg(
                f"<h2>Our partners</h2><p>The hospital trusts in our area are {G}, {S} and {A}. Community services are run by others.</p>"
            )
        ],
        T3,
    ),
    ("mixed case intro 'Meet our partners'", [pg(f"<h2>Meet our partners</h2>{ul(G, S, A)}")], T3),
    (
        "intro 'Our partner trusts and their websites'",
        [pg(f"<h2>Links to our partner trusts</h2>{ul(G, S, A)}")],
        T3,
    ),
    (
        "intro 'Contact our partner hospitals'",
        [pg(f"<h2>Our partner hospitals: contact details</h2>{ul(G, S, A)}")],
        T3,
    ),
    (
        "intro The team behind - partner",
        [pg(f"<h2>The organisations behind the alliance</h2>{ul(G, S, A)}")],
        T3,
    ),
    (
        "intro 'Working together'",
        [pg(f"<h2>Working together</h2><p>Cancer care here is the joint work of:</p>{ul(G, S, A)}")],
        T3,
    ),
    ("intro 'A family of hospitals'", [pg(f"<h2>A family of hospitals</h2>{ul(G, S, A)}")], T3),
    ("intro 'Find your local trust'", [pg(f"<h2>Find your local trust</h2>{ul(G, S, A)}")], T3),
    ("intro 'Cancer services near you'", [pg(f"<h2>Cancer services near you</h2>{ul(G, S, A)}")], T3),
    (
        "intro board representation",
        [
            pg(
                f"<h2>Who sits on our board</h2><p>Each of these partner organisations has a seat on the board:</p>{ul(G, S, A)}"
            )
        ],
        T3,
    ),
    ("intro signatories", [pg(f"<h2>Signatories to our agreement</h2>{ul(G, S, A)}")], T3),
]


@each_page(CASES)
def test_page_is_understood(pages: list[Page], expected: set[str], alliance: str) -> None:
    assert codes(read(*pages, alliance=alliance)) == expected


_FOLLOWED = (
    "Visit our partner trusts",
    "Visit our partners online",
    "Visit our partner hospitals",
    "Visit a member trust",
    "Visit each of our four trusts",
    "Visit the hospitals that make up our alliance",
    "Visit the websites of our partner trusts",
    "Please visit our member organisations",
    "For more, visit our partner trusts:",
    "Click on a name to visit our partner trusts",
)
_VISITED = (
    "Visiting hours",
    "Visiting hours at our partner trusts",
    "Visit a patient",
    "Visit a patient at our partner trusts",
    "Visit our hospitals",
    "Visiting our hospitals",
    "Visiting our partner trusts",
    "Visitors to our partner trusts",
    "Visits to our partner trusts",
    "Visit our partner events",
    "Please visit our partner trusts for parking:",
    "Visit our trust wards",
    "We visit our partner trusts",
    "Our nurses will visit our partner trusts",
    "Planning to visit our partner trusts",
    "When you visit our partner hospitals",
    "The minister visited our partner trusts",
)


@pytest.mark.parametrize("words", _FOLLOWED)
@pytest.mark.parametrize("tag", ["h2", "p"])
def test_readers_may_be_asked_to_visit_the_partners(words: str, tag: str) -> None:
    assert codes(read(pg(f"<{tag}>{words}</{tag}>{ul(G, S, A)}"))) == T3


@pytest.mark.parametrize("words", _VISITED)
def test_visits_to_places_and_persons_name_no_partners(words: str) -> None:
    assert codes(read(pg(f"<h2>{words}</h2>{ul(G, S, A)}"))) == set()
