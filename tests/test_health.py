"""Which state a site gets: one fact a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from alliance_spiders.alliances import find_alliance
from alliance_spiders.health import Expectation, judge
from alliance_spiders.items import (
    Failure,
    FailureKind,
    Page,
    Place,
    Sighting,
    SiteCrawl,
    SiteReading,
    SiteState,
)
from alliance_spiders.reading.signs import Sign
from matching.model import Kind, Match, Status

ALLIANCE = find_alliance("wessex")
HOME = ALLIANCE.home
LIST_PAGE = f"{HOME}our-partners"
NOW = datetime(2026, 9, 14, tzinfo=UTC)
MEMBERS = ("R0D", "RBD", "RDY", "RHM", "RN5", "R1F", "RHU", "RW1")
STRANGERS = ("RR8", "RCB", "RAE", "RWY")


def page(url: str = HOME) -> Page:
    return Page(url, url, 200, "text/html", b"<p>", "utf-8", NOW, "<urn:uuid:1>")


def sighting(code: str, *, counts: bool = True) -> Sighting:
    match = Match(code, Status.MATCHED, Kind.TRUST, "It is.", "exact", 100, code, code, code, code)
    return Sighting(
        code, match, Place(LIST_PAGE, "/html/body/ul/li", code, NOW, "<urn:uuid:1>"), "list_item", counts
    )


def reading(codes: Iterable[str] = (), *signs: Sign, place: str = "/html/body/ul") -> SiteReading:
    return SiteReading(
        ALLIANCE.code,
        tuple(sighting(code) for code in codes),
        list_places=((LIST_PAGE, place),) if codes else (),
        signs=frozenset(str(sign) for sign in signs or (Sign.ALLIANCE_NAMED,)),
    )


def state(
    read: SiteReading,
    *failures: Failure,
    pages: Iterable[Page] | None = None,
    expected: Expectation | None = None,
) -> SiteState:
    crawl = SiteCrawl(ALLIANCE.code, tuple([page()] if pages is None else pages), failures)
    verdict = judge(crawl, read, ALLIANCE, expected or Expectation())
    assert verdict.detail.endswith(".")
    return verdict.state


KNOWN = Expectation(frozenset(MEMBERS), frozenset(MEMBERS), ((LIST_PAGE, "/html/body/ul"),))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (MEMBERS, SiteState.HEALTHY),
        (MEMBERS[:7], SiteState.HEALTHY),
        (MEMBERS[:6], SiteState.HEALTHY),
        (MEMBERS[:5], SiteState.PARTIAL),
        (MEMBERS[:1], SiteState.PARTIAL),
        (STRANGERS, SiteState.NOT_RECOGNISED),
        ((), SiteState.NOT_RECOGNISED),
        ((*MEMBERS, "RTH"), SiteState.HEALTHY),
        ((*MEMBERS[:6], *STRANGERS, "x", "y", "z"), SiteState.NOT_RECOGNISED),
    ],
)
def test_what_was_known_decides_what_can_be_believed(found: tuple[str, ...], expected: SiteState):
    assert state(reading(found), expected=KNOWN) is expected


def test_list_that_more_than_doubled_is_not_believed():
    known = Expectation(frozenset("ABCD"))
    assert state(reading("ABCDEFGH"), expected=known) is SiteState.HEALTHY
    assert state(reading("ABCDEFGHI"), expected=known) is SiteState.PARTIAL


def test_a_list_of_the_area_s_trusts_may_have_been_known_in_part():
    few = Expectation(frozenset(MEMBERS[:2]), frozenset(MEMBERS), ((LIST_PAGE, "/html/body/ul"),))
    assert state(reading(MEMBERS), expected=few) is SiteState.HEALTHY
    vague = replace(reading(MEMBERS), vague=frozenset(MEMBERS[2:]))
    assert state(vague, expected=few) is SiteState.PARTIAL


def test_alliance_of_three_may_lose_one():
    three = Expectation(frozenset("ABC"), frozenset("ABC"))
    assert state(reading("AB"), expected=three) is SiteState.HEALTHY
    assert state(reading("A"), expected=three) is SiteState.PARTIAL


def test_list_in_another_place_is_healed():
    assert state(reading(MEMBERS, place="/html/body/div/table"), expected=KNOWN) is SiteState.HEALED


@pytest.mark.parametrize(
    ("elsewhere", "expected"),
    [
        ((*MEMBERS[:6], "RTH"), SiteState.STALE),  # one has joined there, two have left
        (MEMBERS[:6], SiteState.HEALTHY),  # it says less
        ((*MEMBERS, "RTH"), SiteState.STALE),  # it says the same and more
        (STRANGERS, SiteState.HEALTHY),  # it is about others
    ],
)
def test_another_version_of_the_list_makes_the_known_page_stale(
    elsewhere: tuple[str, ...], expected: SiteState
):
    both = replace(
        reading({*MEMBERS, *elsewhere} - set(STRANGERS)),
        trusts_by_page={LIST_PAGE: frozenset(MEMBERS), f"{HOME}who-we-are": frozenset(elsewhere)},
    )
    assert state(both, expected=replace(KNOWN, area=frozenset())) is expected


def _two_pages(known: tuple[str, ...], elsewhere: tuple[str, ...], *, said: bool) -> SiteReading:
    """A list where it stood, and one on another page, which is said to be of partners or not."""
    pages = {LIST_PAGE: frozenset(known), f"{HOME}who-we-are": frozenset(elsewhere)}
    vague = frozenset() if said else frozenset(elsewhere) - frozenset(known)
    return replace(reading({*known, *elsewhere}), trusts_by_page=pages, vague=vague)


@pytest.mark.parametrize(
    ("known", "elsewhere", "said", "expected"),
    [
        (MEMBERS[:2], MEMBERS[2:], False, SiteState.PARTIAL),  # another list makes up for none lost
        (MEMBERS[:2], MEMBERS[2:], True, SiteState.HEALTHY),  # the list stands on two pages now
        (MEMBERS[:-1], MEMBERS, True, SiteState.STALE),
        (MEMBERS[:4], MEMBERS, True, SiteState.STALE),
        (MEMBERS[:-1], MEMBERS, False, SiteState.HEALTHY),
        (MEMBERS, MEMBERS[:-1], True, SiteState.HEALTHY),
    ],
)
def test_what_another_page_adds_to_the_list(
    known: tuple[str, ...], elsewhere: tuple[str, ...], said: bool, expected: SiteState
):
    assert state(_two_pages(known, elsewhere, said=said), expected=KNOWN) is expected


@pytest.mark.parametrize(
    ("known", "expected"), [(MEMBERS[:-1], SiteState.STALE), (MEMBERS[:3], SiteState.HEALED)]
)
def test_known_page_of_new_shape_is_stale_while_it_keeps_most_of_the_list(
    known: tuple[str, ...], expected: SiteState
):
    both = _two_pages(known, MEMBERS, said=True)
    assert state(replace(both, list_places=((LIST_PAGE, "/html/body/ol"),)), expected=KNOWN) is expected


def test_list_that_moved_in_part_makes_no_page_stale():
    two = replace(KNOWN, list_places=(*KNOWN.list_places, (f"{HOME}more", "/html/body/ul")))
    assert state(_two_pages(MEMBERS[:4], MEMBERS, said=True), expected=two) is SiteState.HEALTHY


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (MEMBERS, SiteState.HEALED),
        (MEMBERS[1:], SiteState.PARTIAL),  # no proof that this is the list, and so that the first has left
        ((*MEMBERS, "RTH"), SiteState.PARTIAL),
    ],
)
def test_vague_list_in_another_place_is_healed_where_it_is_the_same(
    found: tuple[str, ...], expected: SiteState
):
    moved = replace(reading(found, place="/html/body/div"), list_places=((HOME, "/html/body/div"),))
    moved = replace(moved, trusts_by_page={HOME: frozenset(found)}, vague=frozenset(found))
    assert state(moved, expected=KNOWN) is expected


def test_vague_list_of_new_shape_on_its_known_page_is_healed():
    found = replace(reading(MEMBERS[1:], place="/html/body/div"), vague=frozenset(MEMBERS[1:]))
    found = replace(found, trusts_by_page={LIST_PAGE: frozenset(MEMBERS[1:])})
    assert state(found, expected=KNOWN) is SiteState.HEALED


def test_first_list_of_a_site_is_healthy():
    assert state(reading(MEMBERS)) is SiteState.HEALTHY


@pytest.mark.parametrize(
    ("folder", "elsewhere", "expected"),
    [
        ("areas", (), SiteState.PARTIAL),
        ("news", (), SiteState.HEALTHY),
        ("areas", MEMBERS, SiteState.HEALTHY),
    ],
    ids=["parts of the list", "other pages", "the list stands on a page by itself"],
)
def test_a_list_with_pages_that_were_passed_over_is_partial(folder, elsewhere, expected):
    site = LIST_PAGE.rpartition("/")[0]
    half = len(MEMBERS) // 2
    by_page = {f"{site}/areas/1": frozenset(MEMBERS[:half]), f"{site}/areas/2": frozenset(MEMBERS[half:])}
    read = replace(reading(MEMBERS), trusts_by_page={**by_page, LIST_PAGE: frozenset(elsewhere)})
    passed_over = Failure(f"{site}/{folder}/9", FailureKind.PASSED_OVER, "More pages are linked.")
    assert state(read, passed_over) is expected


@pytest.mark.parametrize(
    ("pages", "read"), [(1, "its one page names no"), (3, "none of the 3 pages that were read names a")]
)
def test_a_site_without_a_trust_says_how_much_of_it_was_read(pages, read):
    crawl = SiteCrawl(ALLIANCE.code, (page(),) * pages, ())
    verdict = judge(crawl, reading(), ALLIANCE, Expectation())
    assert verdict.detail == f"The site is well, but {read} trust as a partner."


def test_unknown_names_of_trusts_are_not_said_to_be_no_names():
    unknown = replace(
        sighting("X"), match=Match("X NHS Trust", Status.UNRESOLVED, Kind.TRUST, "It reads.", "unknown")
    )
    read = replace(reading(), sightings=(unknown, unknown))
    verdict = judge(SiteCrawl(ALLIANCE.code, (page(),), ()), read, ALLIANCE, Expectation())
    assert verdict.state is SiteState.NO_LIST
    assert (
        verdict.detail
        == "The site is well; 2 names there read like those of trusts, and none is safely known."
    )


def test_list_of_another_area_is_not_recognised():
    area = Expectation(area=frozenset(MEMBERS))
    assert state(reading(STRANGERS), expected=area) is SiteState.NOT_RECOGNISED


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ((), SiteState.NOT_RECOGNISED),  # nobody knows whose the others are
        ((STRANGERS,), SiteState.NOT_RECOGNISED),
        (tuple((code,) for code in STRANGERS), SiteState.HEALTHY),
    ],
)
def test_partners_beyond_the_borders_are_those_of_nobody_else(
    others: tuple[tuple[str, ...], ...], expected: SiteState
):
    known = Expectation(
        area=frozenset(MEMBERS[:2]), areas_of_others=tuple(frozenset(area) for area in others)
    )
    assert state(reading((*MEMBERS[:2], *STRANGERS[:3])), expected=known) is expected
    vague = replace(reading((*MEMBERS[:2], *STRANGERS[:3])), vague=frozenset((*MEMBERS, *STRANGERS)))
    assert state(vague, expected=known) is SiteState.NOT_RECOGNISED


def test_hospital_under_its_trust_makes_no_member():
    nested = SiteReading(
        ALLIANCE.code,
        tuple(sighting(code, counts=False) for code in MEMBERS),
        signs=frozenset({"alliance_named"}),
    )
    assert state(nested) is SiteState.NO_LIST


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        (Sign.ALLIANCE_NAMED, SiteState.NO_LIST),
        (Sign.LOGIN, SiteState.BLOCKED),
        (Sign.BOT_WALL, SiteState.BLOCKED),
        (Sign.CONSENT_WALL, SiteState.BLOCKED),
        (Sign.MAINTENANCE, SiteState.UNREACHABLE),
        (Sign.COMING_SOON, SiteState.UNREACHABLE),
        (Sign.SITE_ERROR, SiteState.UNREACHABLE),
        (Sign.CLOSED, SiteState.NOT_RECOGNISED),
        (Sign.SUSPENDED, SiteState.NOT_RECOGNISED),
        (Sign.PARKED, SiteState.NOT_RECOGNISED),
        (Sign.SCRIPT_SHELL, SiteState.NEEDS_BROWSER),
        (Sign.TRUNCATED, SiteState.PARTIAL),
        (Sign.OTHER_ALLIANCE_NAMED, SiteState.NOT_RECOGNISED),
    ],
)
def test_sign_without_a_list(sign: Sign, expected: SiteState):
    assert state(reading((), sign)) is expected


@pytest.mark.parametrize(
    "sign", [Sign.CATEGORIES_ONLY, Sign.EMPTY_LIST, Sign.LIST_IN_IMAGE, Sign.LIST_IN_DOCUMENT]
)
def test_page_of_the_list_without_names(sign: Sign):
    assert state(reading((), Sign.ALLIANCE_NAMED, sign), expected=KNOWN) is SiteState.NO_LIST


def test_cut_off_list_is_partial():
    assert state(reading(MEMBERS, Sign.ALLIANCE_NAMED, Sign.TRUNCATED)) is SiteState.PARTIAL


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (FailureKind.ROBOTS, SiteState.BLOCKED),
        (FailureKind.FORBIDDEN, SiteState.BLOCKED),
        (FailureKind.DNS, SiteState.UNREACHABLE),
        (FailureKind.TLS, SiteState.UNREACHABLE),
        (FailureKind.TIMEOUT, SiteState.UNREACHABLE),
        (FailureKind.CONNECTION, SiteState.UNREACHABLE),
        (FailureKind.HTTP_ERROR, SiteState.UNREACHABLE),
        (FailureKind.NOT_RECORDED, SiteState.UNREACHABLE),
        (FailureKind.NOT_FOUND, SiteState.UNREACHABLE),
        (FailureKind.TOO_LARGE, SiteState.UNREACHABLE),
        (FailureKind.REDIRECT, SiteState.NOT_RECOGNISED),
        (FailureKind.WRONG_TYPE, SiteState.NOT_RECOGNISED),
        (FailureKind.BROKEN, SiteState.NOT_RECOGNISED),
    ],
)
def test_home_page_that_cannot_be_had(kind: FailureKind, expected: SiteState):
    assert state(reading(), Failure(HOME, kind, "It is so."), pages=[]) is expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (FailureKind.HTTP_ERROR, SiteState.UNREACHABLE),
        (FailureKind.NOT_RECORDED, SiteState.UNREACHABLE),
        (FailureKind.ROBOTS, SiteState.BLOCKED),
        (FailureKind.NOT_FOUND, SiteState.NO_LIST),
    ],
)
def test_page_of_the_list_that_cannot_be_had(kind: FailureKind, expected: SiteState):
    assert state(reading(), Failure(LIST_PAGE, kind, "It is so.")) is expected


def test_page_that_holds_a_part_of_the_list_and_fails_makes_it_partial():
    failure = Failure(LIST_PAGE, FailureKind.HTTP_ERROR, "It is so.")
    assert state(reading(MEMBERS[:4]), failure) is SiteState.PARTIAL
    assert state(reading(MEMBERS), failure, expected=KNOWN) is SiteState.HEALTHY


@pytest.mark.parametrize(
    ("seen", "expected", "known"),
    [
        ((), SiteState.UNREACHABLE, Expectation()),
        ((), SiteState.UNREACHABLE, None),
        (MEMBERS[:7], SiteState.PARTIAL, None),
        (MEMBERS, SiteState.PARTIAL, Expectation()),
        (MEMBERS, SiteState.HEALTHY, None),
    ],
)
def test_a_crawl_that_was_cut_short_shows_no_absence(
    seen: tuple[str, ...], expected: SiteState, known: Expectation | None
):
    cut = Failure(HOME, FailureKind.UNFINISHED, "The time for the run was up before the site had been read.")
    assert state(reading(seen), cut, expected=known or KNOWN) is expected


def test_site_that_lists_another_alliance_s_partners_on_a_first_run_is_not_recognised() -> None:
    other = reading((), Sign.ALLIANCE_NAMED, Sign.OTHER_ALLIANCE_LISTED)
    assert state(other) is SiteState.NOT_RECOGNISED
