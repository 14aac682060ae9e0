"""Judging a site: can what was read be believed, and if nothing was read, why?

Only ``healthy`` and ``healed`` let anybody conclude that a member is gone, so every doubt ends in
another state. The order of the questions matters: did the site answer, is it the alliance's own, can
the list be the whole list, and does it stand where it stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from alliance_spiders.alliances import Alliance
from alliance_spiders.crawling.scoring import LEADING, score
from alliance_spiders.crawling.urls import family
from alliance_spiders.health_pages import believed, codes_at, rival_page
from alliance_spiders.health_sentences import AT_HOME, EMPTY, OBSTACLES, OF_ONE_PAGE, OF_OTHERS
from alliance_spiders.items import Failure, FailureKind, SiteCrawl, SiteReading, SiteState
from alliance_spiders.reading.signs import Sign
from matching.model import Kind, Status

LARGEST_LOSS = 1 / 3  # share of the last known members that may go missing at once and be believed
LARGEST_GROWTH = 2.0  # times the last known members; a longer list is hardly the alliance's own
LEAST_IN_AREA = 1 / 2  # share of the trusts found that must lie in the alliance's own area
LEAST_AT_BORDER = 1 / 3  # that share where no other alliance's area holds as many of them
LEAST_TRUSTS = 2  # no alliance has fewer partners

_REFUSALS = frozenset({FailureKind.ROBOTS, FailureKind.FORBIDDEN})
_NO_PAGE = frozenset({FailureKind.WRONG_TYPE, FailureKind.BROKEN, FailureKind.REDIRECT})
_NOT_THERE = frozenset({FailureKind.NOT_FOUND, FailureKind.PASSED_OVER})


@dataclass(frozen=True, slots=True)
class Expectation:
    """What was known of an alliance before this run.

    ``members`` are open trusts by code, ``area`` the open trusts of its area, ``list_places`` the
    ``(page, locator)`` pairs of the last healthy run. All are empty on a first run from nothing.
    ``areas_of_others`` are the open trusts of each other alliance's area; areas may overlap.
    """

    members: frozenset[str] = frozenset()
    area: frozenset[str] = frozenset()
    list_places: tuple[tuple[str, str], ...] = ()
    areas_of_others: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A site's state, and the sentences that say why."""

    state: SiteState
    detail: str


def judge(crawl: SiteCrawl, reading: SiteReading, alliance: Alliance, expected: Expectation) -> Verdict:
    """The state of one site in one run.

    Args:
        crawl: what was fetched and what could not be.
        reading: what was read from it.
        alliance: whose site it is.
        expected: what was known before.
    """
    if not crawl.pages:
        return _without_pages(crawl.failures)
    found = members_found(reading)
    if not found:
        return _without_trusts(crawl, reading, expected)
    if expected.members & found and _is_anothers(found, reading, expected):
        return Verdict(SiteState.NOT_RECOGNISED, _outside(found))
    doubt = _doubt(found, crawl, reading, alliance, expected)
    return Verdict(SiteState.PARTIAL, doubt) if doubt else _with_trusts(found, reading, alliance, expected)


def members_found(reading: SiteReading) -> frozenset[str]:
    """Codes of the open trusts that the reading shows as members."""
    return frozenset(
        code for sighting in reading.sightings if sighting.counts for code in sighting.match.current_codes
    )


def _without_pages(failures: tuple[Failure, ...]) -> Verdict:
    """No page at all: the first failure is that of the home page."""
    if not failures:
        return Verdict(SiteState.UNREACHABLE, "No page was fetched.")
    first = failures[0]
    state = _state_by(first.kind)
    return Verdict(state, f"{AT_HOME[state]} {first.detail}")


def _state_by(kind: FailureKind) -> SiteState:
    """The state of a site whose page could not be had."""
    if kind in _REFUSALS:
        return SiteState.BLOCKED
    return SiteState.NOT_RECOGNISED if kind in _NO_PAGE else SiteState.UNREACHABLE


def _without_trusts(crawl: SiteCrawl, reading: SiteReading, expected: Expectation) -> Verdict:
    """Pages, but no trust on them."""
    if cut_short := _cut_short(crawl):
        return Verdict(SiteState.UNREACHABLE, cut_short)
    if obstacle := _obstacle(crawl, reading, expected):
        return obstacle
    missed = _missed_lists(crawl, expected)
    if missed:
        sentence = f"The page that should hold the list could not be fetched. {missed[0].detail}"
        return Verdict(_state_by(missed[0].kind), sentence)
    if Sign.ALLIANCE_NAMED not in reading.signs:
        return Verdict(
            SiteState.NOT_RECOGNISED, "The pages do not name the alliance, and no trust stands on them."
        )
    return _without_a_list(crawl, reading, expected)


def _obstacle(crawl: SiteCrawl, reading: SiteReading, expected: Expectation) -> Verdict | None:
    """What stands in the way on the pages that held the list, or on the site as a whole.

    Where those pages are not known or were not fetched, any other page could hold the list.
    """
    known, fetched = _known_pages(expected), tuple(page.url for page in crawl.pages)
    layers = [_signs_at(known, reading), reading.signs]
    if not known or not set(known) <= set(fetched):
        layers.append(_signs_at(fetched, reading) - OF_ONE_PAGE)
    for signs in layers:
        for sign, (state, sentence) in OBSTACLES.items():
            if sign in signs:
                return Verdict(state, sentence)
    return None


def _without_a_list(crawl: SiteCrawl, reading: SiteReading, expected: Expectation) -> Verdict:
    """The alliance's own site, with nothing in the way."""
    known = _known_pages(expected)
    if verdict := _where_it_stood(known, crawl, reading, expected):
        return verdict
    for sign, sentence in OF_OTHERS.items():
        if sign in reading.signs and (sign is Sign.NATIONAL_LISTED or not known):
            return Verdict(SiteState.NOT_RECOGNISED, sentence)
    for sign, sentence in EMPTY.items():
        if sign in reading.signs:
            return Verdict(SiteState.NO_LIST, sentence)
    if Sign.SOFT_404 in reading.signs:
        return Verdict(
            SiteState.NOT_RECOGNISED, "A page that should hold the list says that there is no such page."
        )
    if known and not {page.url for page in crawl.pages} >= set(known):
        return Verdict(
            SiteState.NOT_RECOGNISED, f"The list that stood at {known[0]} last time was not found."
        )
    return Verdict(SiteState.NO_LIST, _none_of(reading, len(crawl.pages)))


def _none_of(reading: SiteReading, pages: int) -> str:
    """That no trust is named, or that names of trusts are there and none of them is safely known."""
    safe = (Status.MATCHED, Status.RETIRED)
    named = [s.match for s in reading.sightings if s.counts and s.match.kind is Kind.TRUST]
    unknown = [match for match in named if match.status not in safe]
    if not unknown:
        read = f"none of the {pages} pages that were read" if pages > 1 else "its one page"
        return f"The site is well, but {read} names {'a' if pages > 1 else 'no'} trust as a partner."
    if len(unknown) == 1:
        return "The site is well; one name there reads like a trust's, and it is not safely known."
    return (
        f"The site is well; {len(unknown)} names there read like those of trusts, and none is safely known."
    )


def _where_it_stood(
    known: Sequence[str], crawl: SiteCrawl, reading: SiteReading, expected: Expectation
) -> Verdict | None:
    """What the pages that held the list last time say by themselves; nothing when they say nothing."""
    if gone := _first_with(Sign.SOFT_404, known, reading):
        return Verdict(SiteState.NOT_RECOGNISED, f"The address {gone} says that there is no such page.")
    kinds = {page.url: page.content_type for page in crawl.pages}
    if odd := next((page for page in known if page in kinds and "html" not in kinds[page]), ""):
        return Verdict(
            SiteState.NOT_RECOGNISED, f"The address {odd} held the list, and now holds no web page."
        )
    if other := _first_with(Sign.OTHER_ALLIANCE_LISTED, known, reading):
        return Verdict(
            SiteState.NOT_RECOGNISED, f"The page {other} held the list, and now holds another alliance's."
        )
    left = {page: reading.pieces_by_page.get(page, frozenset()) & expected.members for page in known}
    if page := next((page for page in known if left[page]), ""):
        count = f"{len(left[page])} of the {len(expected.members)} last known members"
        return Verdict(SiteState.PARTIAL, f"Only {count} can be seen at {page}, and no list of them.")
    signs = _signs_at(known, reading)
    return next((Verdict(SiteState.NO_LIST, said) for sign, said in EMPTY.items() if sign in signs), None)


def _known_pages(expected: Expectation) -> tuple[str, ...]:
    """The pages that held the list last time."""
    return tuple(dict.fromkeys(page for page, _ in expected.list_places))


def _first_with(sign: Sign, pages: Iterable[str], reading: SiteReading) -> str:
    """The first page of which a sign tells; empty when there is none."""
    return next((page for page in pages if sign.on_page(page) in reading.signs), "")


def _signs_at(pages: Sequence[str], reading: SiteReading) -> frozenset[Sign]:
    """The signs that tell of any of these pages."""
    return frozenset(sign for sign in Sign if _first_with(sign, pages, reading))


def _cut_short(crawl: SiteCrawl) -> str:
    """Why the crawl ended before the site had been read; empty when it did not."""
    return next((f.detail for f in crawl.failures if f.kind is FailureKind.UNFINISHED), "")


def _missed_lists(crawl: SiteCrawl, expected: Expectation) -> list[Failure]:
    """Failed pages that held the list last time, or whose address says that they would."""
    known = {page for page, _ in expected.list_places}
    return [
        failure
        for failure in crawl.failures
        if failure.kind not in _NOT_THERE and (failure.url in known or score(failure.url, "") >= LEADING)
    ]


def _doubt(
    found: frozenset[str],
    crawl: SiteCrawl,
    reading: SiteReading,
    alliance: Alliance,
    expected: Expectation,
) -> str:
    """Why the trusts found cannot be the whole list; empty when they can."""
    lost = expected.members - found
    seen = expected.members & believed(found, reading, _known_pages(expected))
    missing = len(expected.members) - len(seen)
    if expected.members & found and missing > 1 and missing > len(expected.members) * LARGEST_LOSS:
        count = f"{len(seen)} of the {len(expected.members)} last known members"
        return f"Only {count} were seen. That is fewer than can be believed at once."
    cut_short = _cut_short(crawl)
    if cut_short and (lost or not expected.members):
        return f"{cut_short} Members may be missing."
    if incomplete := _incomplete(reading) or _passed_over(crawl, reading):
        return incomplete
    if len(found) < LEAST_TRUSTS:
        return "Only one trust was seen, which can hardly be the whole list."
    missed = [f for f in _missed_lists(crawl, expected) if f.kind is not FailureKind.NOT_RECORDED]
    if missed and (lost or not expected.members):
        return f"A page that may hold a part of the list could not be fetched. {missed[0].detail}"
    return ""


def _incomplete(reading: SiteReading) -> str:
    """How the pages themselves show that a part of the list is missing; empty when they do not."""
    if Sign.TRUNCATED in reading.signs:
        return "A page of the list ends in the middle, so members may be missing."
    if reading.says_incomplete:
        return f"The page says “{reading.says_incomplete}”, so members may be missing."
    return ""


def _passed_over(crawl: SiteCrawl, reading: SiteReading) -> str:
    """That the list stands on more pages than were read; empty when it does not.

    Where another page lists all that these pages list, it holds the list by itself.
    """
    for failure in crawl.failures:
        if failure.kind is FailureKind.PASSED_OVER:
            parts = {url for url in reading.trusts_by_page if family(url) == family(failure.url)}
            here = frozenset[str]().union(*(reading.trusts_by_page[url] for url in parts))
            others = (reading.trusts_by_page[url] for url in reading.trusts_by_page.keys() - parts)
            if len(parts) > 1 and not here <= frozenset[str]().union(*others):
                return f"{failure.detail} Members may be missing."
    return ""


def _is_anothers(found: frozenset[str], reading: SiteReading, expected: Expectation) -> bool:
    """Whether most trusts of a list lie outside the area, and most are no last known members."""
    is_elsewhere = _lies_elsewhere(found, reading, expected)
    return is_elsewhere and len(found & expected.members) * 2 < len(found)


def _lies_elsewhere(found: frozenset[str], reading: SiteReading, expected: Expectation) -> bool:
    """Whether too few trusts of a list lie in the area for it to be the alliance's own.

    An alliance between others may have many partners from beyond its borders. A list that words
    introduce is its own where more of it lies in its area than in that of any other alliance.
    """
    own = len(found & expected.area)
    if not expected.area or own >= len(found) * LEAST_IN_AREA:
        return False
    others = max((len(found & area) for area in expected.areas_of_others), default=len(found))
    is_at_border = own >= LEAST_TRUSTS and own > others and own >= len(found) * LEAST_AT_BORDER
    return not is_at_border or found <= reading.vague


def _outside(found: frozenset[str]) -> str:
    return (
        f"{_trusts(len(found))} found, but most of them lie outside the alliance's area. "
        "The list may be another alliance's."
    )


def _with_trusts(
    found: frozenset[str], reading: SiteReading, alliance: Alliance, expected: Expectation
) -> Verdict:
    """A list that could be whole: is it this alliance's, and does it stand where it stood?"""
    if expected.members and not expected.members & found:
        return Verdict(
            SiteState.NOT_RECOGNISED,
            f"{_trusts(len(found))} found, but none of the {len(expected.members)} last known members.",
        )
    if _lies_elsewhere(found, reading, expected):
        return Verdict(SiteState.NOT_RECOGNISED, _outside(found))
    if _has_grown_beyond_belief(found, reading, expected):
        return Verdict(
            SiteState.PARTIAL,
            f"{_trusts(len(found))} found where {len(expected.members)} were known. "
            "That is more than can be believed at once.",
        )
    if rival := _rival(reading, expected):
        return Verdict(
            SiteState.STALE,
            f"{rival} lists partners too, and not the same ones as the known page. "
            "The known page may be out of date, so nothing is concluded from what it lacks.",
        )
    if _has_moved(reading, expected):
        return _in_another_place(found, reading, alliance, expected)
    return Verdict(SiteState.HEALTHY, f"{_trusts(len(found))} found.")


def _has_grown_beyond_belief(found: frozenset[str], reading: SiteReading, expected: Expectation) -> bool:
    """Whether many more trusts stand there than were known, and not only those of the area.

    Where words say that they are partners, and all of them lie in the area, it was the old list that lacked
    them.
    """
    known = len(expected.members)
    if not known or len(found) <= max(LARGEST_GROWTH * known, known + 3):
        return False
    new = found - expected.members
    return not new <= expected.area or bool(new & reading.vague)


def _has_moved(reading: SiteReading, expected: Expectation) -> bool:
    """Whether no list stands where one stood."""
    return bool(expected.list_places) and not set(reading.list_places) & set(expected.list_places)


def _rival(reading: SiteReading, expected: Expectation) -> str:
    """A page with a better version of the list than the known pages; empty if none.

    Known pages of another shape that have lost much of the list may be no pages of it any longer.
    """
    known = _known_pages(expected)
    lost = expected.members - codes_at(known, reading)
    is_left = _has_moved(reading, expected) and len(lost) > len(expected.members) * LARGEST_LOSS
    return "" if is_left else rival_page(reading, known)


def _in_another_place(
    found: frozenset[str], reading: SiteReading, alliance: Alliance, expected: Expectation
) -> Verdict:
    """A list that stands where it did not: that it is the same one must be seen.

    Where no words say that it is of partners, only the last known members can show it, all of them.
    """
    is_vague = found <= reading.vague and not codes_at(_known_pages(expected), reading)
    if is_vague and not expected.members <= found <= expected.members | expected.area:
        count = f"{len(expected.members & found)} of the {len(expected.members)} last known members"
        return Verdict(
            SiteState.PARTIAL,
            f"{count} stand in another place than last time, and nothing there says that they are partners.",
        )
    return Verdict(SiteState.HEALED, _healed_detail(found, reading, alliance))


def _healed_detail(found: frozenset[str], reading: SiteReading, alliance: Alliance) -> str:
    page = reading.list_places[0][0] if reading.list_places else alliance.home
    path = urlsplit(page).path or "/"
    return (
        f"{_trusts(len(found))} found in another place than last time; those that are still there show that "
        f"it is the same list. If it stays, add “{path}” to likely_paths in spiders/{alliance.slug}.py."
    )


def _trusts(count: int) -> str:
    return "1 trust was" if count == 1 else f"{count} trusts were"
