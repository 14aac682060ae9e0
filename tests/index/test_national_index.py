"""The index of alliances: read in any shape, compared with what is known, asked about and nothing more."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_spiders.alliances import all_alliances, find_alliance
from alliance_spiders.items import Failure, FailureKind, SiteCrawl
from alliance_spiders.national_index.comparing import Turn, index_changes
from alliance_spiders.national_index.names import alliances_named
from alliance_spiders.national_index.place import INDEX_CODE
from alliance_spiders.national_index.questions import index_questions
from alliance_spiders.national_index.reading import read_index
from matching.register import Register
from tests.index.pages import KNOWN, SHAPES, URL, by_region, cards, crawl, link, numbered, page, table

every_shape = pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
NEW = ("Thames Estuary Cancer Alliance", "https://thamesestuary.example.nhs.uk/")


def without(slug):
    home = find_alliance(slug).home
    return [entry for entry in KNOWN if entry[1] != home]


def instead(slug, name="", url=""):
    alliance = find_alliance(slug)
    return [(name or known, url or home) if home == alliance.home else (known, home) for known, home in KNOWN]


def turns(body):
    return [(change.turn, change.alliance_code) for change in index_changes(crawl(body))]


@every_shape
def test_the_same_alliances_are_no_change(shape):
    assert turns(shape(KNOWN)) == []


@every_shape
def test_every_alliance_is_read(shape):
    known = {code for entry in read_index(page(shape(KNOWN))) for code in entry.known}
    assert known == {alliance.code for alliance in all_alliances()}


@every_shape
def test_a_new_alliance(shape):
    assert turns(shape([*KNOWN[:7], NEW, *KNOWN[7:]])) == [(Turn.NEW, "")]


@every_shape
def test_an_alliance_that_is_gone(shape):
    assert turns(shape(without("peninsula"))) == [(Turn.GONE, "N77")]


@every_shape
def test_an_alliance_with_another_name(shape):
    assert turns(shape(instead("peninsula", name="Devon and Cornwall Cancer Alliance"))) == [
        (Turn.RENAMED, "N77")
    ]


@every_shape
def test_an_alliance_with_another_site(shape):
    assert turns(shape(instead("peninsula", url="https://pca.example.nhs.uk/"))) == [(Turn.MOVED, "N77")]


def test_a_new_name_among_alliances_need_not_say_that_it_is_one():
    entries = [*KNOWN, ("Estuary Partners", "https://estuary.example.nhs.uk/")]
    assert turns(numbered(entries)) == [(Turn.NEW, "")]


def test_two_alliances_that_become_one():
    merged = ("South West Cancer Alliance", "https://southwest.example.nhs.uk/")
    left = [entry for entry in without("peninsula") if entry[0] != find_alliance("swag").name]
    assert turns(numbered([*left, merged])) == [(Turn.GONE, "N48"), (Turn.GONE, "N77"), (Turn.NEW, "")]


def test_a_section_that_moved_within_its_host():
    url = "https://www.kentandmedway.icb.nhs.uk/cancer"
    assert turns(numbered(instead("kent_and_medway", url=url))) == [(Turn.MOVED, "N92")]


@pytest.mark.parametrize(
    "url",
    [
        "http://peninsulacanceralliance.nhs.uk",
        "https://www.peninsulacanceralliance.nhs.uk/",
        "https://PENINSULAcanceralliance.nhs.uk/about/?utm_source=nhse#top",
    ],
)
def test_another_spelling_of_an_address_is_no_move(url):
    assert turns(numbered(instead("peninsula", url=url))) == []


def test_an_entry_without_a_link_is_still_listed():
    entries = [(name, "" if "Wessex" in name else url) for name, url in KNOWN]
    assert turns(numbered(entries)) == []


def test_what_stands_around_the_list_is_no_alliance():
    around = (
        "<p>See <a href='/x'>figures by Cancer Alliance</a> and <a href='https://x.example/'>"
        "a national charity</a> for more about this in each part of the country.</p>"
    )
    menu = f"<nav>{numbered([NEW])}</nav>"
    assert turns(menu + around + cards(KNOWN) + around + "<ul><li><a href='/map.pdf'>Map</a></li></ul>") == []


def test_an_alliance_that_only_the_text_or_the_menu_names_is_gone():
    text = f"<nav>{numbered(KNOWN)}</nav><p>The work of {link(*KNOWN[-1])} is told at length elsewhere.</p>"
    assert turns(text + numbered(KNOWN[:-1])) == [(Turn.GONE, all_alliances()[-1].code)]


@pytest.mark.parametrize(
    "text",
    [
        "Humber & North Yorkshire",
        "Humber and North Yorkshire Cancer Alliance",
        "4. HUMBER AND NORTH YORKSHIRE CANCER ALLIANCE",
        "The Humber and North Yorkshire Cancer Alliance (opens in a new window)",
        "Humber, Coast and Vale Cancer Alliance",
        "Humber and North Yorkshire Cancer Alliance – website",
    ],
)
def test_spellings_of_one_name(text):
    assert alliances_named(text) == {"N70"}


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("RM Partners (West London)", "west_london"),
        ("West London Cancer Alliance (RM Partners)", "west_london"),
        ("Somerset, Wiltshire, Avon & Gloucestershire (SWAG) Cancer Alliance", "swag"),
        ("GM Cancer", "greater_manchester"),
        ("SELCA", "south_east_london"),
        ("Surrey & Sussex", "surrey_and_sussex"),
    ],
)
def test_other_names(text, slug):
    assert alliances_named(text) == {find_alliance(slug).code}


@pytest.mark.parametrize(
    "text", ["", "Cancer Alliance", "London", "Yorkshire Cancer Alliance", "Sussex", "()"]
)
def test_names_of_no_alliance(text):
    assert alliances_named(text) == frozenset()


@pytest.mark.parametrize(
    "body",
    ["", "<p>Moved.</p>", numbered(KNOWN[:9]), "<ol>" * 5_000, "<table><tr><td>\0", by_region(KNOWN[:2])],
)
def test_a_page_without_the_list_is_one_change(body):
    assert turns(body) == [(Turn.UNREADABLE, "")]


def test_half_of_the_alliances_are_enough():
    assert {turn for turn, _ in turns(numbered(KNOWN[: (len(KNOWN) + 1) // 2]))} == {Turn.GONE}


def test_a_page_that_cannot_be_fetched_is_one_change_with_the_reason():
    failures = (Failure(URL, FailureKind.TIMEOUT, "The site did not answer in time."),) * 3
    (change,) = index_changes(SiteCrawl(INDEX_CODE, failures=failures))
    assert change.turn is Turn.UNREADABLE
    assert "The site did not answer in time." in change.sentence


def test_a_recording_without_the_index_says_nothing():
    failures = (Failure(URL, FailureKind.NOT_RECORDED, "Not there."),)
    assert index_changes(SiteCrawl(INDEX_CODE, failures=failures)) == ()
    assert index_changes(SiteCrawl(INDEX_CODE)) == ()


def test_questions_are_the_same_in_every_run_and_say_what_is_meant():
    register = Register.load()
    changes = index_changes(crawl(table([*without("peninsula"), NEW])))
    first, second = index_questions(changes, register)
    assert index_questions(changes, register) == (first, second)
    assert {first.question, second.question} == {"index_changed"}
    assert (first.alliance_code, first.evidence_url) == ("N77", URL)
    assert second.name_as_written == NEW[0]
    assert "none of the known alliances" in second.proposal


def test_another_new_name_is_another_question():
    register = Register.load()
    ids = {
        question.item_id
        for name in ("Devon Cancer Alliance", "Cornwall Cancer Alliance")
        for question in index_questions(
            index_changes(crawl(numbered(instead("peninsula", name=name)))), register
        )
    }
    assert len(ids) == 2


def test_no_person_of_the_page_is_in_a_question():
    entry = (
        "Dr Jane Example 01632 960123 jane@example.org Cancer Alliance",
        "https://jane@x.example/?m=j@x.org",
    )
    (question,) = index_questions(index_changes(crawl(numbered([*KNOWN, entry]))), Register.load())
    assert not [word for word in ("Jane", "960123", "jane@", "j@x") if word in str(question)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<ol>", "</ol>", "<li>", "<a href=", "'>", "</a>", "<table>", "Wessex ", "&", "\0", "//["]
        )
    )
)
def test_no_page_breaks_the_reading(pieces):
    assert index_changes(crawl("".join(pieces)))[0].turn is Turn.UNREADABLE
