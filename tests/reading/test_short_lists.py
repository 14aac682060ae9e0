"""Lists too short to be one each: under the places of the area, or one after the other."""

# One fact a line, however long.
# ruff: noqa: E501
from __future__ import annotations

import pytest

from tests.reading.helpers import codes, html, page, read
from tests.reading.swag_pages import T3, A, B, G, H, L, S, ul

_PLACES = (("North", (G, S)), ("South", (A,)))


def _found(body: str, title: str = "Where we work", path: str = "/where-we-work") -> set[str]:
    return codes(read(page(html(f"<h1>{title}</h1>{body}", title), path)))


def _titled(groups: tuple[tuple[str, tuple[str, ...]], ...] = _PLACES) -> str:
    return "".join(f"<h3>{title}</h3>{ul(*trusts)}" for title, trusts in groups)


def _opened(groups: tuple[tuple[str, tuple[str, ...]], ...] = _PLACES) -> str:
    return "".join(f"<details><summary>{t}</summary>{ul(*trusts)}</details>" for t, trusts in groups)


def _lines(groups: tuple[tuple[str, tuple[str, ...]], ...] = _PLACES) -> str:
    return "".join(f"<h3>{title}</h3><p>{'<br>'.join(trusts)}</p>" for title, trusts in groups)


FORMS = {"titled": _titled, "opened": _opened, "lines": _lines}
LEADS = (
    "The hospital trusts that serve each place:",
    "Open each place to see the hospital trusts that serve it.",
    "NHS trusts in the alliance, by place:",
    "Each place is served by its own hospital trusts.",
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lead", LEADS)
def test_short_lists_under_places_are_one_list(form: str, lead: str) -> None:
    assert _found(f"<p>{lead}</p>{FORMS[form]()}") == T3


def test_the_last_place_may_have_one_trust() -> None:
    places = (("North", (G, S, "North Bristol NHS Trust")), ("South", (A,)))
    assert _found(_titled(places)) == {*T3, "RA7"}


def test_short_lists_may_follow_each_other_with_the_same_lead() -> None:
    parts = "".join(f"<div><p>Hospital trusts:<br>{'<br>'.join(trusts)}</p><p>GPs work with them.</p></div>" for trusts in ((G, S), (A,)))  # fmt: skip
    assert _found(f"<p>Care is planned in two systems.</p>{parts}", "Our system", "/our-system") == T3


OTHERS = [
    ("<p>Specialist surgery is provided at these centres:</p>", (("Breast", (G, S)), ("Lung", (A,)))),
    ("<p>Our area has these services:</p>", (("Breast", (G, S)), ("Lung", (A,)))),
    ("<p>Where each scan is offered in our area:</p>", (("MRI", (G, S)), ("PET-CT", (A,)))),
    ("<p>Our trials are open at:</p>", (("OPTIMA", (G, S)), ("SUMMIT", (A,)))),
    ("<p>Our work across the area</p>", (("Lung project", (G, S)), ("Skin project", (A,)))),
    ("<p>Best in our area</p>", (("2024", (G, S)), ("2025", (A,)))),
    ("<p>Neighbouring areas:</p>", (("North", (L, H)), ("South", (B,)))),
    ("<p>Hospital trusts by region:</p>", (("North", (L, H)), ("South", (B,)))),
    ("<p>The trusts that serve each place:</p>", (("North", (G, S)), ("South", (S, G)), ("East", (G, S, A)[:2]))),
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("lead", "groups"), OTHERS)
def test_short_lists_of_other_things_are_none(
    form: str, lead: str, groups: tuple[tuple[str, tuple[str, ...]], ...]
) -> None:
    assert _found(lead + FORMS[form](groups), "About us", "/about-us") == set()


def test_short_lists_of_trusts_elsewhere_do_not_join_those_of_places() -> None:
    places = (*_PLACES, ("Wales and the rest", (L, H)))
    assert _found(f"<p>The hospital trusts that serve each place:</p>{_titled(places)}") == T3


_GUYS, _LEWISHAM, _KINGS = "Guy’s and St Thomas’", "Lewisham and Greenwich", "King’s College Hospital"
_OF_LONDON = {"RJ1", "RJ2", "RJZ"}


def _in_london(body: str) -> set[str]:
    site = "South East London Cancer Alliance"
    url = "https://www.selca.nhs.uk/about-us"
    return codes(read(page(html(f"<h1>About us</h1>{body}", site=site), url), alliance="N47"))


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>Our partners</h2><p>Trusts in the north of our area:</p>{ul(_GUYS, _LEWISHAM)}<p>Trusts in the south of our area:</p>{ul(_KINGS)}",
        f"<h2>Our partners</h2><h3>North</h3>{ul(_GUYS, _LEWISHAM)}<h3>South</h3>{ul(_KINGS)}",
        f"<h2>Our partners</h2><details><summary>North</summary>{ul(_GUYS, _LEWISHAM)}</details><details><summary>South</summary>{ul(_KINGS)}</details>",
        f"<h2>Our partners</h2><p><b>North</b></p>{ul(_GUYS, _LEWISHAM)}<p><b>South</b></p>{ul(_KINGS)}",
        f"<h2>Our partner trusts</h2><p><b>North</b><br>{_GUYS}<br>{_LEWISHAM}</p><p><b>South</b><br>{_KINGS}</p>",
        f"<h2>Our partner trusts</h2><h3>North</h3>{ul(_GUYS)}<h3>South</h3>{ul(_LEWISHAM, _KINGS)}",
    ],
)
def test_short_lists_of_short_names_count_together(body: str) -> None:
    assert _in_london(body) == _OF_LONDON


@pytest.mark.parametrize(
    "words",
    [
        "Trusts in our area:",
        "The trusts in our alliance are:",
        "Our partner trusts",
        "NHS trusts in our alliance",
    ],
)
def test_two_short_names_are_read_under_words_that_say_trusts(words: str) -> None:
    assert _in_london(f"<p>{words}</p>{ul(_GUYS, _LEWISHAM)}") == {"RJ1", "RJ2"}
    assert _in_london(f"<h2>{words}</h2>{ul(_GUYS, _LEWISHAM)}") == {"RJ1", "RJ2"}


@pytest.mark.parametrize(
    "over",
    [
        "<h2>Our partners</h2>",
        "<h2>Where our partner trusts are</h2>",
        "<h2>Areas served by our partner trusts</h2>",
        "<p>Our trusts look after people in:</p>",
        "<h2>Our partner trusts</h2><p>They serve these boroughs:</p>",
        "<h2>Our partner trusts</h2><h3>Boroughs</h3>",
        "<h2>Our partner trusts</h2><h3>Councils</h3>",
        "<h2>Trusts we visited</h2>",
        "<h2>Visiting our trusts</h2>",
        "<h2>Trusts in other alliances</h2>",
        "<h2>Trusts that host research in our area</h2>",
        "<h2>Places in our area</h2>",
    ],
)
def test_short_names_under_other_words_may_be_places(over: str) -> None:
    assert _in_london(f"{over}{ul(_GUYS, _LEWISHAM)}") == set()


@pytest.mark.parametrize(
    "names", [("Lewisham", "Bexley"), (_LEWISHAM, "Bexley"), (_LEWISHAM, "Bromley", "Lambeth")]
)
def test_a_list_with_names_of_places_alone_is_of_places(names: tuple[str, ...]) -> None:
    assert _in_london(f"<h2>Trusts in our area</h2>{ul(*names)}") == set()


_WORDS = "<p>Cancer services in our area are run by our partner trusts, listed here.</p>"
_SPOTS = ("Town and coast", "Rivers", "Hills")
_CARD = "<div class='c'><p class='t'>{}</p><p>{}</p><p><a href='/x'>Visit the website</a></p></div>"


def test_short_names_on_cards_with_other_lines() -> None:
    names = ("Lewisham and Greenwich", "King’s College Hospital", "Guy’s and St Thomas’")
    cards = "".join(_CARD.format(name, place) for name, place in zip(names, _SPOTS, strict=True))
    assert _in_london(f"{_WORDS}<div>{cards}</div>") == {"RJ2", "RJZ", "RJ1"}


def test_short_names_that_are_titles() -> None:
    parts = "".join(
        f"<h3>{name}</h3><p>It runs clinics on three days a week.</p>" for name in (_GUYS, _LEWISHAM)
    )
    assert _in_london(f"<h2>Meet our members</h2>{_WORDS}{parts}") == {"RJ1", "RJ2"}


def test_short_names_in_lines_under_places_that_one_text_announces() -> None:
    lists = f"<p><strong>Town and coast</strong><br>{_GUYS}<br>King’s College Hospital NHS Foundation Trust</p><p><strong>Hills</strong><br>{_LEWISHAM}</p>"
    over = "<h2>Our partnership</h2><p>Below you will find every trust that belongs to our alliance.</p>"
    assert _in_london(f"{over}{lists}") == {"RJ1", "RJZ", "RJ2"}


def test_a_neighbour_with_its_whole_name_stands_beside_short_names() -> None:
    nested = f"<ul><li>North<ul><li>{_GUYS}</li><li>{_LEWISHAM}</li></ul></li><li>South<ul><li>Wye Valley NHS Trust</li></ul></li></ul>"
    found = _in_london(
        f"<h2>Our partner organisations</h2><p>The following trusts are partners in the alliance.</p>{nested}"
    )
    assert found == {"RJ1", "RJ2", "RLQ"}


def test_one_short_name_beside_one_whole_is_read_unless_it_may_be_a_place() -> None:
    lists = f"<h3>North</h3><p>King’s College Hospital NHS Foundation Trust<br>{{}}</p><h3>South</h3><p>{_LEWISHAM} NHS Trust</p>"
    over = "<h2>Our area</h2><p>We are a partnership of hospital trusts. Our members:</p>"
    assert _in_london(over + lists.format("Guy’s & St Thomas")) == {"RJ1", "RJZ", "RJ2"}
    assert _in_london(over + lists.format("Bromley")) == {"RJZ", "RJ2"}
