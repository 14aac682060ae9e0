"""What a spider that is written anew keeps of the one before: what the recording still bears out."""

from __future__ import annotations

import pytest

from alliance_spiders.alliances import Alliance
from alliance_spiders.crawling.recording import Recording
from alliance_spiders.crawling.urls import host_of
from alliance_spiders.new_spider.finding import Found, find_list
from alliance_spiders.new_spider.recorded import RecordedSite, site_in
from alliance_spiders.new_spider.spider_file import Said, dropped, said_of
from matching.matcher import Matcher
from matching.register import Register
from tests.new_spider.sites import CODE, HOME, NAME, PAGES, SLUG, recording

ALLIANCE = Alliance(CODE, SLUG, NAME, (), "", HOME, (host_of(HOME),), ())


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[RecordedSite, Found]:
    with Recording.open([recording(tmp_path_factory.mktemp("x") / "x.warc.gz", PAGES)]) as tape:
        site = site_in(tape, ALLIANCE)
    return site, find_list(site, Matcher(Register.load()))


@pytest.mark.parametrize(
    ("before", "likely"),
    [
        ((), ("/who",)),
        (("/who",), ("/who",)),
        (("/WHO/",), ("/WHO/",)),
        (("/about-us/partners",), ("/who",)),
        (("/people",), ("/who",)),
        (("/gone", "/who", "/people"), ("/who",)),
    ],
)
def test_a_likely_path_stays_where_its_page_was_recorded_and_holds_the_list(found, before, likely):
    assert said_of(*found, Said(likely_paths=before)).likely_paths == likely


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        (("who we",), ("who we",)),
        (("WHO WE ARE",), ("WHO WE ARE",)),
        (("runs",), ("runs",)),  # in the address alone
        (("what is the alliance",), ()),
        (("write",), ()),  # a link that leads to no page
        (("what is the alliance", "who we"), ("who we",)),
    ],
)
def test_leading_words_stay_where_a_link_still_says_them(found, before, kept):
    assert said_of(*found, Said(leading_words=before)).leading_words == kept


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        (("/people",), ("/people",)),
        (("/NEWS/",), ("/NEWS/",)),
        (("/latest-news",), ()),
        (("/latest-news", "/people"), ("/people",)),
    ],
)
def test_a_trap_stays_where_an_address_still_holds_it(found, before, kept):
    assert said_of(*found, Said(trap_paths=before)).trap_paths == kept


def test_an_address_that_is_linked_and_not_recorded_may_be_a_trap(tmp_path):
    with Recording.open([recording(tmp_path / "x.warc.gz", {at: PAGES[at] for at in ("", "who")})]) as tape:
        site = site_in(tape, ALLIANCE)
    said = said_of(site, find_list(site, Matcher(Register.load())), Said(trap_paths=("/people", "/ended")))
    assert said.trap_paths == ("/people",)


def test_what_is_dropped_is_told():
    before = Said(("/a", "/b"), ("words",), ("introduced",), ("/trap",))
    assert dropped(before, Said(("/b",), ("words",))) == ("/a", "/trap")
