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
