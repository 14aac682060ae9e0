"""Sentences that say, without the word “partner”, whose names follow; and what joins the names."""

# One fact a line, however long.
# ruff: noqa: E501
from __future__ import annotations

import pytest

from tests.reading.helpers import codes, html, page, read
from tests.reading.swag_pages import T3, A, G, H, L, S, ul

_ALL = f"{G}, {S} and {A}"
_MIXED = f"{G}, {L} and {H}"


def _found(body: str, title: str = "About us", path: str = "/about-us") -> set[str]:
    return codes(read(page(html(f"<h1>{title}</h1>{body}", title), path)))


SENTENCES = (
    "Hospital care for people with cancer in our area comes from {}.",
    "The hospitals in our area are run by {}.",
    "Our hospitals are run by {}.",
    "People in our area are treated by {}.",
    "Patients in our region are cared for by {}.",
    "Local people receive their hospital care from {}.",
    "Our area is served by {}.",
    "Our members are drawn from {}.",
    "Our partners come from {}.",
    "The alliance was formed by {} in 2016.",
    "The alliance was founded in 2016 by {}.",
    "The alliance covers {}.",
    "The alliance links {}.",
    "SWAG Cancer Alliance involves {}.",
    "The alliance isn’t an organisation. It’s all of us: {}.",
    "Our plans are delivered through {}.",
    "In our patch leaders come from {} together with general practice.",
    "We are {}.",
    "The alliance covers 2.3 million people and includes {}.",
    "The SWAG Cancer Alliance serves three counties and takes in {}.",
    "SWAG Cancer Alliance (SWAG) covers the South West and is home to {}.",
    "SWAG Cancer Alliance covers 2.3 million people. It includes {}.",
    "SWAG Cancer Alliance was set up in 2016. It serves three counties and involves {}.",
    "SWAG Cancer Alliance covers Somerset. The area includes {}.",
    "SWAG Cancer Alliance serves NHS Somerset Integrated Care Board and includes {}.",
    "We serve 2.3 million people and include {}.",
    "We cover three counties, including {}.",
    "The partnership covers 2.3 million people, and also includes {}.",
    "Our area has 2.3 million residents and includes three trusts: {}.",
    "Our region is home to {}.",
    "Covering 2.3 million people, the alliance includes {}.",
    "The alliance covers 2.3 million people.</p><p>It includes {}.",
    "Patients in Somerset, Wiltshire and Avon are treated by {}.",
    "SWAG Cancer Alliance serves the people of Somerset and Avon through {}.",
    "The alliance links up {}.",
    "Together with {}, we plan cancer services.",
    "Working across {}, we want to find cancer earlier.",
    "As an alliance, we support {} to find cancer earlier.",
    "SWAG Cancer Alliance works in partnership with {}.",
)
OTHERS = (
    "The lung project was formed by {}.",
    "The study involves {}.",
    "The radiotherapy network is run by {}.",
    "Our staff are drawn from {}.",
    "Our speakers come from {}.",
    "Rare cancers are treated by {}.",
    "Children in our area are treated by {}.",
    "Complex surgery for people in our area is provided by {}.",
    "Patients in our area may also be treated by {}.",
    "The hospitals outside our area are run by {}.",
    "The alliance was visited by {}.",
    "The alliance is hosted by {}.",
    "The alliance thanks {}.",
    "The first alliance was formed by {}.",
    "We are visiting {}.",
    "We are at {} this week.",
    "From April 2027 our partners will be {}.",
    "The lung programme covers 2.3 million people and includes {}.",
    "The screening service serves 2.3 million people. It includes {}.",
    "The alliance covers 2.3 million people and includes clinics at {}.",
    "The alliance covers 2.3 million people and includes sites at {}.",
    "The alliance covers 2.3 million people and visits {}.",
    "The alliance covers 2.3 million people and is hosted by {}.",
    "The alliance covered 2.3 million people and included {}.",
    "The alliance will cover 2.3 million people and include {}.",
    "The alliance serves patients of the genomics hub, which includes {}.",
    "The alliance runs a lung trial. It covers 2.3 million people and includes {}.",
    "The alliance covers Somerset. Its lung programme includes {}.",
    "The alliance covers travel costs and includes {}.",
    "The alliance covers parking. It includes {}.",
    "We cover the cost of parking, including {}.",
    "The alliance supports people with cancer, including {}.",
    "The alliance covers Somerset. Macmillan is a charity. It includes {}.",
    "The alliance runs a lung trial.</p><p>It includes {}.",
    "The neighbouring alliance covers 2.3 million people and includes {}.",
    "Wessex Cancer Alliance covers 2.3 million people and includes {}.",
    "Wessex Cancer Alliance covers 2.3 million people. It includes {}.",
    "Together with people at {}, we ran a survey.",
    "The alliance supports nurses at {}.",
)
ON_A_PAGE_OF_PARTNERS = (
    "{} work together to find cancer earlier.",
    "{} are the three NHS trusts in the alliance.",
    "{} make up the alliance.",
    "Our three acute trusts, {}, work together.",
    "The partner trusts (in April 2026) are {}.",
    "You will find us at {}.",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_sentence_says_whose_names_follow(sentence: str) -> None:
    assert _found(f"<p>{sentence.format(_ALL)}</p>") == T3


@pytest.mark.parametrize("sentence", SENTENCES)
def test_its_names_must_lie_in_the_area(sentence: str) -> None:
    assert _found(f"<p>{sentence.format(_MIXED)}</p>") == set()


@pytest.mark.parametrize("sentence", OTHERS)
def test_other_sentences_name_no_partners(sentence: str) -> None:
    assert _found(f"<p>{sentence.format(_ALL)}</p>") == set()


@pytest.mark.parametrize("sentence", ON_A_PAGE_OF_PARTNERS)
def test_a_page_of_partners_enumerates_them(sentence: str) -> None:
    assert _found(f"<p>{sentence.format(_ALL)}</p>", "Our partners") == T3


def test_a_sentence_of_one_partner_stands_beside_those_of_several() -> None:
    body = f"<p>In the north our partner trusts are {G} and {S}.</p><p>In Avon our partner trust is {A}.</p>"
    assert _found(body) == T3


@pytest.mark.parametrize("sentence", ["The lung programme runs at {}.", "We visited {} in May."])
def test_a_page_of_partners_tells_of_other_things_too(sentence: str) -> None:
    assert _found(f"<p>{sentence.format(_ALL)}</p>", "Our partners") == set()


def test_a_clear_list_stands_above_such_a_sentence() -> None:
    about = page(html(f"<p>The hospitals in our area are run by {_ALL}.</p>"), "/about-us")
    listed = page(html(f"<h1>Our partners</h1>{ul(G, S)}", "Our partners"), "/our-partners")
    assert codes(read(about, listed)) == T3 - {"RNZ"}


JOINTS = (
    " and from ",
    " and also ",
    ", and also from ",
    ", and by ",
    " and with ",
    " and now ",
    " and, since 2024, ",
    " and, more recently, ",
    ", and last but not least ",
    ", not forgetting ",
    ", as well as ",
    ", plus ",
)
LEADS = ("Our partner trusts are", "The alliance is made up of", "Cancer care in our area is provided by")


@pytest.mark.parametrize("joint", JOINTS)
@pytest.mark.parametrize("lead", LEADS)
def test_the_last_name_is_not_lost(lead: str, joint: str) -> None:
    assert _found(f"<p>{lead} {G}, {S}{joint}{A}.</p>") == T3


def test_many_joining_words_are_read_at_once() -> None:
    assert _found(f"<p>Our partners are {G}{' and also' * 400} x {S}.</p>") == set()


LISTED = (
    ("Our story", "/our-story/", "<h2>NHS trusts in our alliance</h2>"),
    ("Our story", "/our-story/", "<h2>Our partner trusts</h2>"),
    ("Our story", "/our-story/", "<h2>Our partners</h2>"),
    ("Our history", "/about/history/", "<p>The alliance is made up of these trusts:</p>"),
    ("Work with us", "/work-with-us/", "<h2>Our partner trusts</h2>"),
    ("Vacancies", "/vacancies/", "<h2>NHS trusts in our alliance</h2>"),
    ("Annual report 2025/26", "/annual-report-2025-26/", "<p>The following trusts were partners in the alliance throughout the year:</p>"),
    ("About us", "/about-us/", "<p>In 2025/26 the partners in the alliance were:</p>"),
)  # fmt: skip
NOT_LISTED = (
    ("Our story", "/our-story/", "<h2>2016</h2><p>The alliance is made up of these trusts:</p>"),
    ("Our story", "/our-story/", "<h2>Our partners in 2016</h2>"),
    ("Our story", "/our-story/", "<h2>The trusts we visited</h2>"),
    ("Former members", "/former-members/", "<h2>Our partner trusts</h2>"),
    ("Work with us", "/work-with-us/", "<h2>Trusts that are recruiting</h2>"),
    ("News", "/news/", "<h2>Our partner trusts</h2>"),
    ("Annual report 2018/19", "/annual-report-2018-19/", "<p>The following trusts were partners in the alliance throughout the year:</p>"),
    ("Annual report 2025/26", "/annual-report-2025-26/", "<p>In 2018/19 the partners in the alliance were:</p>"),
)  # fmt: skip


@pytest.mark.parametrize(("title", "path", "words"), LISTED)
def test_words_right_over_a_list_stand_above_the_title_of_its_page(title: str, path: str, words: str) -> None:
    assert _found(f"{words}{ul(G, S, A)}", title, path) == T3


@pytest.mark.parametrize(("title", "path", "words"), NOT_LISTED)
def test_such_pages_list_no_partners_otherwise(title: str, path: str, words: str) -> None:
    assert _found(f"{words}{ul(G, S, A)}", title, path) == set()


def test_partners_of_the_last_year_are_read_in_a_sentence() -> None:
    said = f"<p>The following trusts were partners in the alliance throughout the year: {G}; {S}; {A}.</p>"
    assert _found(said, "Annual report 2025/26", "/annual-report-2025-26/") == T3
