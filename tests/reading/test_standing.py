"""A known member whose name still stands where the partners are listed is never taken for gone."""

from __future__ import annotations

import pytest

from alliance_spiders.reading.literal import Hit, hits, is_short_for, longer, own_names, words_of
from tests.reading.helpers import codes, html, matcher, page, read

HOME = "https://canceralliance.wyhpartnership.co.uk"
MEMBER = "RCF"
NAME = "Airedale NHS Foundation Trust"
OTHERS = (
    "Leeds Teaching Hospitals NHS Trust",
    "Bradford Teaching Hospitals NHS Foundation Trust",
    "Mid Yorkshire Teaching NHS Trust",
    "Harrogate and District NHS Foundation Trust",
)
LIST = "<ul>" + "".join(f"<li>{name}</li>" for name in OTHERS)
FULL = f"<h1>Our partners</h1>{LIST}</ul>"


def reading(main):
    return read(main, alliance="N63", members=(MEMBER,))


def site_page(main, title):
    return html(main, title, "West Yorkshire and Harrogate Cancer Alliance")


def with_entry(entry):
    return reading(f"<h1>Our partners</h1>{LIST}<li>{entry}</li></ul>")


def asked(found):
    """The entries that are asked about because they may be the member."""
    return [s for s in found.sightings if MEMBER in {c.ods_code for c in s.match.candidates if c.score >= 70}]


def names_of(code):
    return own_names(code, matcher().register)


def stands(text, code):
    return any(hits(words_of(text), names_of(code)))


WRITTEN = [
    ("RCF", "Airedale NHS Foundation Trust1"),
    ("RCF", "Airedale NHS Foundation Trust¹"),
    ("RCF", "Airedale NHS Foundation Trust*†"),
    ("RCF", "airedale  nhs–foundation trust"),
    ("RCF", "AIREDALE N.H.S. FOUNDATION TRUST"),
    ("RCF", "Bradford Teaching Hospitals NHS FTAiredale NHS FTCalderdale"),
    ("RTR", "STH: South Tees Hospitals NHS Foundation Trust"),
    ("RMC", "Part of Bolton NHS Foundation Trust"),
    ("RMC", "Royal Bolton Hospital NHS FT"),
    ("RKE", "and at Whittington Health"),
    ("RWY", "Calderdale & Huddersfield Foundation Trust"),
    ("RCX", "Queen Elizabeth Hospital King’s Lynn, NHS FT"),
    ("RAX", "Kingston Hospital"),
]


@pytest.mark.parametrize(("code", "text"), WRITTEN)
def test_a_name_is_found_however_it_is_marked_or_run_together(code, text):
    assert stands(text, code)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("RMC", "people in Bolton"),
        ("RMC", "Bolton Hospice"),
        ("RR8", "Leeds Beckett University"),
        ("RWY", "across Calderdale and Huddersfield"),
        ("R0A", "Manchester University"),
        ("RCF", "Airedale and the NHS"),
        ("RTR", "South Tees"),
    ],
)
def test_a_place_is_no_name_of_its_trust(code, text):
    assert not stands(text, code)


@pytest.mark.parametrize(
    ("code", "text"),
    [("RKE", "Whittington"), ("RQX", "Homerton*"), ("RAX", "Kingston 2"), ("RWY", "Calderdale")],
)
def test_one_proper_word_of_a_name_is_short_for_it(code, text):
    assert is_short_for(words_of(text), names_of(code))


@pytest.mark.parametrize(
    ("code", "text"),
    [("RR8", "Leeds Beckett University"), ("RR8", "Teaching Hospitals"), ("RR8", ""), ("RR8", "2")],
)
def test_other_words_are_short_for_nothing(code, text):
    assert not is_short_for(words_of(text), names_of(code))


LONGER = [
    ("South Tees Hospitals Charity gives", "South Tees Hospitals Charity"),
    ("the Friends of South Tees Hospitals meet", "Friends of South Tees Hospitals"),
    ("STH: South Tees Hospitals, Leeds", "South Tees Hospitals"),
    (
        "South Tees Hospitals NHS Trust Leeds Teaching Hospitals NHS Trust",
        "South Tees Hospitals NHS Trust Leeds Teaching Hospitals",
    ),
]


@pytest.mark.parametrize(("text", "expected"), LONGER)
def test_a_name_goes_on_over_capitals_and_plain_spaces(text, expected):
    words = words_of(text)
    hit = next(iter(hits(words, names_of("RTR"))))
    assert longer(text, words, hit) == expected


def test_a_hit_covers_the_suffix():
    assert list(hits(words_of("at Bolton NHS FT now"), names_of("RMC"))) == [Hit(1, 5)]


ENTRIES = [
    f"{NAME}1",
    f"{NAME}¹",
    f"{NAME}<sup>1</sup>",
    f"ANFT: {NAME}",
    f"Part of {NAME}",
    f"See {NAME} for details",
    f"Host: {NAME}",
    f"{NAME}Calderdale and Huddersfield NHS Foundation Trust",
    "Airedale NHS F. Trust",
    "Airedale",
    f"{NAME}² (formerly Airedale NHS Trust)",
]


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_with_the_name_is_the_member_or_a_question_about_it(entry):
    found = with_entry(entry)
    assert MEMBER in codes(found) or asked(found)


@pytest.mark.parametrize("entry", [f"See {NAME} for details", f"Host: {NAME}", f"{NAME}Calderdale & Co."])
def test_the_question_names_the_member_and_says_why(entry):
    found = with_entry(entry)
    (question,) = asked(found)
    assert question.match.candidates[0].ods_code == MEMBER
    assert "known member" in question.match.reason
    assert question.place.locator == "/html/body/main/ul/li[5]"
    assert not found.standing


@pytest.mark.parametrize(
    "entry", ["Airedale Hospice", f"{NAME} Charity", f"Friends of {NAME}", "Airedale Council"]
)
def test_a_longer_name_is_no_sign_of_the_member(entry):
    found = with_entry(entry)
    assert not asked(found)
    assert not found.standing


TEXTS = [
    f"<p>Cancer care in Craven is provided by {NAME}.</p>",
    f"<h3>Craven</h3><p>Here, {NAME}¹ treats most people.</p>",
    f"<div><span>Working with {NAME} and others.</span></div>",
]


TEXTS += [
    f"<p>{NAME} Charity helps. {NAME} treats most people in Craven.</p>",
    f"<p>{NAME} left the old network in 2010. Today {NAME} treats most people in Craven.</p>",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_name_elsewhere_on_the_page_of_the_list_is_handed_over(text):
    found = reading(FULL + text)
    assert found.standing[MEMBER].name == NAME
    assert found.standing[MEMBER].place.page_url.endswith("/about-us")
    assert MEMBER not in codes(found)


AGAINST = [
    f"<p>{NAME} left the alliance in 2026.</p>",
    f"<p>{NAME} withdrew from the alliance.</p>",
    f"<p>{NAME} was a member until 2026.</p>",
    f"<p>The following have left:</p><ul><li>{NAME}</li></ul>",
    f"<h2>Former members</h2><ul><li>{NAME}</li></ul>",
    f"<h2>Other trusts nearby</h2><p>{NAME}</p>",
    f"<h2>Latest news</h2><p>New scanner at {NAME}</p>",
    f"<p>Our office is hosted by {NAME}.</p>",
    f"<footer><p>{NAME}</p></footer>",
    f"<p>Thanks to the Friends of {NAME}.</p>",
    "<p>People in Airedale are served well.</p>",
    "<h3>Airedale</h3><p>A fine place.</p>",
]


@pytest.mark.parametrize("text", AGAINST)
def test_what_speaks_of_one_that_left_keeps_no_member(text):
    found = reading(FULL + text)
    assert MEMBER not in found.standing
    assert not asked(found)


OTHER_PAGES = [
    ("/news/scanner", f"<h1>A new scanner</h1><p>{NAME} has it.</p>"),
    ("/cancer-care", f"<h1>Cancer care</h1><p>{NAME} treats people.</p>"),
]


@pytest.mark.parametrize(("path", "main"), OTHER_PAGES)
def test_other_pages_keep_no_member(path, main):
    list_page = page(site_page(FULL, "Our partners"), f"{HOME}/about-us/our-partners")
    other = page(site_page(main, "Page"), HOME + path)
    found = read(list_page, other, alliance="N63", members=(MEMBER,))
    assert MEMBER not in found.standing


def test_another_page_of_partners_counts():
    list_page = page(site_page(FULL, "Our partners"), f"{HOME}/our-partners")
    other = page(site_page(f"<p>In Craven we see {NAME}.</p>", "Our members"), f"{HOME}/our-members")
    found = read(list_page, other, alliance="N63", members=(MEMBER,))
    assert found.standing[MEMBER].place.page_url == f"{HOME}/our-members"


def test_without_a_list_nothing_is_handed_over():
    assert not reading(f"<p>{NAME} treats people.</p>").standing


def test_a_member_that_is_listed_is_not_looked_for():
    found = reading(f"<h1>Our partners</h1>{LIST}<li>{NAME}</li></ul><p>{NAME} treats people.</p>")
    assert MEMBER in codes(found)
    assert not found.standing


@pytest.mark.parametrize(("charities", "stands"), [(100, False), (600, True)])
def test_a_page_with_more_names_than_can_be_looked_at_shows_nobody_gone(charities, stands):
    found = reading(FULL + f"<p>{NAME} Charity helps.</p>" * charities)
    assert (MEMBER in found.standing) is stands


def test_nothing_is_looked_for_where_no_member_is_known():
    assert not read(FULL + TEXTS[0], alliance="N63").standing
