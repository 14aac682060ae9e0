"""Whose doing a difference is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from output.causes import Cause, cause_of, difference
from output.past import PageRef, address_digest
from output.trace import Stage, Step, Trace, Versions, versions_of
from tests.output.factories import matched, observation, register, unresolved

REG = register()
LEEDS = matched(REG, "RR8", name="Leeds Hospitals")
UNREAD = unresolved("Leeds Hospitals")
HULL = matched(REG, "RWA")
PAGE = address_digest(HULL.place.page_url)
OTHER = "https://example.nhs.uk/other"

SAME = Versions()
BOTH = Versions(matching=True, reading=True)
NEW_MATCHER, NEW_READER, NEW_REGISTER = (
    Versions(matching=True),
    Versions(reading=True),
    Versions(register=True),
)
ALL_NEW = Versions(True, True, True)


def trace(versions, first, *stages, **more):
    made = [Stage(tuple(first), Step.ANY), *(Stage(tuple(s), step) for step, s in stages)]
    return Trace(tuple(made), versions, **more)


def test_a_site_that_was_never_read_speaks_for_itself():
    assert cause_of("RR8", None, REG) is Cause.SITE


@pytest.mark.parametrize(
    ("found", "cause"),
    [
        # Nothing but the pages differs.
        (trace(SAME, [HULL], (Step.PAGES, [HULL, LEEDS])), Cause.SITE),
        (trace(SAME, [HULL, LEEDS], (Step.PAGES, [HULL])), Cause.SITE),
        # What every reading says alike, a person changed.
        (trace(SAME, [HULL, LEEDS], (Step.PAGES, [HULL, LEEDS])), Cause.DECISION),
        (trace(SAME, [HULL], (Step.PAGES, [HULL])), Cause.DECISION),
        # Old pages, new register.
        (trace(NEW_REGISTER, [UNREAD], (Step.REGISTER, [LEEDS]), (Step.PAGES, [LEEDS])), Cause.REGISTER),
        (trace(NEW_REGISTER, [UNREAD], (Step.REGISTER, [UNREAD]), (Step.PAGES, [LEEDS])), Cause.SITE),
        # Old pages, new program: which half of it is new?
        (trace(NEW_MATCHER, [UNREAD], (Step.PROGRAM, [LEEDS]), (Step.PAGES, [LEEDS])), Cause.MATCHER),
        (trace(NEW_READER, [HULL], (Step.PROGRAM, [HULL, LEEDS]), (Step.PAGES, [HULL, LEEDS])), Cause.SPIDER),
        (trace(NEW_READER, [HULL], (Step.PROGRAM, [HULL]), (Step.PAGES, [HULL, LEEDS])), Cause.SITE),
        (trace(BOTH, [UNREAD], (Step.PROGRAM, [LEEDS]), (Step.PAGES, [LEEDS])), Cause.MATCHER),
        (trace(BOTH, [HULL], (Step.PROGRAM, [HULL, LEEDS]), (Step.PAGES, [HULL, LEEDS])), Cause.SPIDER),
        (
            trace(BOTH, [LEEDS], (Step.PROGRAM, [replace(LEEDS, counts=False)]), (Step.PAGES, [])),
            Cause.SPIDER,
        ),
        # All at once: the last step at which the trust came or went.
        (
            trace(ALL_NEW, [HULL], (Step.PROGRAM, [HULL]), (Step.REGISTER, [LEEDS]), (Step.PAGES, [LEEDS])),
            Cause.REGISTER,
        ),
        (
            trace(ALL_NEW, [HULL], (Step.PROGRAM, [LEEDS]), (Step.REGISTER, [HULL]), (Step.PAGES, [LEEDS])),
            Cause.SITE,
        ),
        # The old pages are gone: the text tells what it can.
        (trace(NEW_REGISTER, [UNREAD], (Step.ANY, [LEEDS])), Cause.REGISTER),
        (trace(ALL_NEW, [UNREAD], (Step.ANY, [LEEDS])), Cause.REGISTER),
        (trace(BOTH, [LEEDS], (Step.ANY, [UNREAD])), Cause.MATCHER),
        (trace(BOTH, [HULL], (Step.ANY, [HULL, LEEDS])), Cause.SITE),
    ],
)
def test_a_difference_is_put_down_to_what_changed(found, cause):
    assert cause_of("RR8", found, REG) is cause


@pytest.mark.parametrize(
    ("then", "now", "cause"), [("a", "a", Cause.SPIDER), ("a", "b", Cause.SITE), ("", "a", Cause.SITE)]
)
def test_without_the_old_pages_an_unchanged_page_points_to_the_spider(then, now, cause):
    found = trace(
        BOTH,
        [HULL],
        (Step.ANY, [HULL, LEEDS]),
        pages_then=(PageRef("urn:1", 1, then, PAGE),) if then else (),
        pages_now=(PageRef("urn:1", 1, now, PAGE),),
    )
    assert cause_of("RR8", found, REG) is cause


@pytest.mark.parametrize(
    ("versions", "home_now", "linked", "cause"),
    [
        (NEW_READER, "h", True, Cause.SPIDER),  # the link was there; the earlier spider passed it by
        (NEW_READER, "changed", True, Cause.SITE),
        (NEW_READER, "h", False, Cause.SITE),
        (NEW_MATCHER, "h", True, Cause.SITE),
    ],
)
def test_a_page_that_only_the_new_spider_asks_for(versions, home_now, linked, cause):
    elsewhere = replace(LEEDS, place=replace(LEEDS.place, page_url=OTHER))
    home = PageRef("urn:1", 0, "h", "home")
    other = PageRef("urn:2", 1, "o", address_digest(OTHER))
    here = {other.address: frozenset({"h"})} if linked else {}
    stages = (Step.PROGRAM, [HULL]), (Step.PAGES, [HULL, elsewhere])
    now = (replace(home, sha256=home_now), other)
    found = trace(versions, [HULL], *stages, linked=here, pages_then=(home,), pages_now=now)
    assert cause_of("RR8", found, REG) is cause


def test_a_closed_trust_s_name_counts_for_the_one_that_serves_today():
    closed = register(replace(REG.trusts["RR8"], is_open=False, current=("RWA",), successors=("RWA",)))
    found = trace(NEW_REGISTER, [LEEDS], (Step.REGISTER, []), (Step.PAGES, []))
    assert cause_of("RWA", found, closed) is Cause.REGISTER
    assert cause_of("RR8", found, closed) is Cause.DECISION


def test_the_causes_add_up_to_the_whole_difference():
    mid, airedale = matched(REG, "RXF"), matched(REG, "RCF")
    found = trace(
        ALL_NEW,
        [UNREAD, mid, airedale],
        (Step.PROGRAM, [UNREAD, airedale]),
        (Step.REGISTER, [LEEDS, airedale]),
        (Step.PAGES, [LEEDS, HULL]),
    )
    assert difference(found, REG) == Counter({Cause.SPIDER: 1, Cause.REGISTER: 1, Cause.SITE: 2})


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        ("1.0+m1.s1", "1.0+m1.s1", SAME),
        ("1.0+m1.s1", "1.1+m1.s1", SAME),
        ("1.0+m1.s1", "1.0+m2.s1", NEW_MATCHER),
        ("1.0+m1.s1", "1.0+m1.s2", NEW_READER),
        ("1.0+m1.s1", "1.0+m2.s2", BOTH),
        ("1.0", "1.0", SAME),
        ("1.0", "1.1", BOTH),
        ("1.0", "1.0+m1.s1", BOTH),
    ],
)
def test_the_two_halves_of_the_program_are_told_apart(then, now, expected):
    assert versions_of(observation(code=then), "r1", now) == expected


def test_another_register_is_told_by_its_version():
    assert versions_of(observation(), "r2", "c1") == NEW_REGISTER
