"""What the pages that held the list say once no list is found: one fact a line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from alliance_spiders.health import Expectation
from alliance_spiders.items import SiteState
from alliance_spiders.reading.signs import Sign
from tests.test_health import HOME, KNOWN, LIST_PAGE, MEMBERS, STRANGERS, page, reading, state

OTHER_PAGE = f"{HOME}contact"
PAGES = (page(), page(LIST_PAGE), page(OTHER_PAGE))
NAMED = Sign.ALLIANCE_NAMED


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        (Sign.BOT_WALL, SiteState.BLOCKED),
        (Sign.LOGIN, SiteState.BLOCKED),
        (Sign.CONSENT_WALL, SiteState.BLOCKED),
        (Sign.MAINTENANCE, SiteState.UNREACHABLE),
        (Sign.PARKED, SiteState.NOT_RECOGNISED),
        (Sign.SCRIPT_SHELL, SiteState.NEEDS_BROWSER),
        (Sign.NOT_TEXT, SiteState.NOT_RECOGNISED),
        (Sign.GARBLED, SiteState.NOT_RECOGNISED),
        (Sign.SOFT_404, SiteState.NOT_RECOGNISED),
        (Sign.OTHER_ALLIANCE_LISTED, SiteState.NOT_RECOGNISED),
        (Sign.CATEGORIES_ONLY, SiteState.NO_LIST),
        (Sign.EMPTY_LIST, SiteState.NO_LIST),
    ],
)
def test_what_stands_on_the_known_page_decides(sign: Sign, expected: SiteState):
    there = reading((), NAMED, sign.on_page(LIST_PAGE))  # type: ignore[arg-type]
    elsewhere = reading((), NAMED, sign.on_page(OTHER_PAGE))  # type: ignore[arg-type]
    assert state(there, pages=PAGES, expected=KNOWN) is expected
    assert state(elsewhere, pages=PAGES, expected=KNOWN) is SiteState.NO_LIST


@pytest.mark.parametrize("sign", [Sign.LOGIN, Sign.MAINTENANCE, Sign.CONSENT_WALL])
def test_wall_on_any_page_counts_where_no_known_page_was_fetched(sign: Sign):
    walled = reading((), NAMED, sign.on_page(OTHER_PAGE))  # type: ignore[arg-type]
    assert state(walled, pages=PAGES) is not SiteState.NO_LIST
    assert state(walled, pages=(PAGES[0], PAGES[2]), expected=KNOWN) not in (
        SiteState.NO_LIST,
        SiteState.NOT_RECOGNISED,
    )
    assert state(walled, pages=PAGES, expected=KNOWN) is SiteState.NO_LIST


@pytest.mark.parametrize("sign", [Sign.NOT_TEXT, Sign.GARBLED])
def test_one_such_page_says_nothing_of_a_site(sign: Sign):
    assert state(reading((), NAMED, sign.on_page(OTHER_PAGE)), pages=PAGES) is SiteState.NO_LIST  # type: ignore[arg-type]


@pytest.mark.parametrize("sign", [Sign.NOT_TEXT, Sign.GARBLED])
def test_site_without_a_readable_page_is_not_recognised(sign: Sign):
    assert state(reading((), NAMED, sign)) is SiteState.NOT_RECOGNISED


def test_wall_on_the_known_page_goes_before_what_another_page_says():
    signs = (NAMED, Sign.CATEGORIES_ONLY, Sign.LOGIN.on_page(LIST_PAGE))
    assert state(reading((), *signs), pages=PAGES, expected=KNOWN) is SiteState.BLOCKED  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "codes", "known", "expected"),
    [
        (LIST_PAGE, MEMBERS[:1], KNOWN, SiteState.PARTIAL),
        (LIST_PAGE, MEMBERS, KNOWN, SiteState.PARTIAL),
        (LIST_PAGE, (MEMBERS[0], *STRANGERS), KNOWN, SiteState.PARTIAL),
        (LIST_PAGE, STRANGERS, KNOWN, SiteState.NO_LIST),
        (OTHER_PAGE, MEMBERS[:1], KNOWN, SiteState.NO_LIST),
        (LIST_PAGE, MEMBERS[:1], Expectation(), SiteState.NO_LIST),
        (LIST_PAGE, MEMBERS[:1], replace(KNOWN, list_places=()), SiteState.NO_LIST),
    ],
)
def test_piece_of_the_known_list_where_it_stood_is_partial(
    url: str, codes: tuple[str, ...], known: Expectation, expected: SiteState
):
    piece = replace(reading(), pieces_by_page={url: frozenset(codes)})
    assert state(piece, pages=PAGES, expected=known) is expected


def test_piece_of_the_list_goes_before_an_empty_heading_but_not_before_a_wall():
    piece = {LIST_PAGE: frozenset(MEMBERS[:1])}
    empty = replace(reading((), NAMED, Sign.EMPTY_LIST.on_page(LIST_PAGE)), pieces_by_page=piece)  # type: ignore[arg-type]
    wall = replace(reading((), NAMED, Sign.LOGIN.on_page(LIST_PAGE)), pieces_by_page=piece)  # type: ignore[arg-type]
    assert state(empty, pages=PAGES, expected=KNOWN) is SiteState.PARTIAL
    assert state(wall, pages=PAGES, expected=KNOWN) is SiteState.BLOCKED


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((MEMBERS[0], *STRANGERS), SiteState.NOT_RECOGNISED),
        ((*MEMBERS[:3], *STRANGERS), SiteState.NOT_RECOGNISED),
        ((*MEMBERS[:4], *STRANGERS), SiteState.PARTIAL),  # half of it is in the area
        (MEMBERS[:4], SiteState.PARTIAL),
    ],
)
def test_list_of_others_with_a_shared_trust_is_not_recognised(found: tuple[str, ...], expected: SiteState):
    assert state(reading(found), expected=KNOWN) is expected


def test_few_of_an_area_that_is_not_known_are_fewer_than_can_be_believed():
    assert (
        state(reading((MEMBERS[0], *STRANGERS)), expected=replace(KNOWN, area=frozenset()))
        is SiteState.PARTIAL
    )
