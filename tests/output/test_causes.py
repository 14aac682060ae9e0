"""Whose doing a difference is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from output.causes import Cause, Reading, cause_of
from output.records import Observation, sighting_rows
from tests.output.factories import matched, register, site, unresolved

REG = register()
LEEDS = matched(REG, "RR8", name="Leeds Hospitals")
UNREAD = unresolved("Leeds Hospitals")
HULL = matched(REG, "RWA")
PAGE = "https://example.nhs.uk/partners"


def before(*sightings, register="r1", code="c1", digests=None):
    return Observation(register, code, digests or {}, tuple(sighting_rows(site("N63", *sightings))))


def now(*sightings, register="r1", code="c1", digests=None):
    return Reading(register, code, digests or {}, sightings)


def recorded(sighting, record):
    return replace(sighting, place=replace(sighting.place, record_id=record))


@pytest.mark.parametrize(
    ("then", "today", "cause"),
    [
        (None, now(LEEDS), Cause.SITE),
        (before(HULL), now(HULL, LEEDS), Cause.SITE),
        (before(HULL, LEEDS), now(HULL), Cause.SITE),
        (before(HULL, LEEDS), None, Cause.SITE),
        # The text stands as it stood; only what it means has changed.
        (before(UNREAD), now(LEEDS, register="r2"), Cause.REGISTER),
        (before(UNREAD), now(LEEDS, code="c2"), Cause.MATCHER),
        (before(LEEDS), now(UNREAD, register="r2"), Cause.REGISTER),
        (before(LEEDS), now(UNREAD, code="c2"), Cause.MATCHER),
        # The page stands as it stood; other text was taken from it.
        (before(HULL), now(HULL, LEEDS, code="c2"), Cause.SPIDER),
        (before(HULL, LEEDS), now(HULL, code="c2"), Cause.SPIDER),
        (
            before(HULL, digests={PAGE: "a"}),
            now(recorded(LEEDS, "urn:2"), code="c2", digests={PAGE: "a"}),
            Cause.SPIDER,
        ),
        # Another page, or the same code: the site itself.
        (before(HULL), now(recorded(LEEDS, "urn:2"), code="c2"), Cause.SITE),
        (before(HULL, digests={PAGE: "a"}), now(HULL, LEEDS, code="c2", digests={PAGE: "b"}), Cause.SITE),
        (before(HULL), now(HULL, LEEDS, register="r2"), Cause.SITE),
    ],
)
def test_a_difference_is_put_down_to_what_changed(then, today, cause):
    assert cause_of("RR8", then, today) is cause


def test_a_name_that_a_curator_ruled_on_is_the_decision_s_doing():
    decided = replace(LEEDS, match=replace(LEEDS.match, rule="decision"))
    assert cause_of("RR8", before(UNREAD), now(decided, code="c2", register="r2")) is Cause.DECISION
