from __future__ import annotations

import pytest

from matching.cleaning import MAX_LENGTH, clean
from matching.names import core_words, fold, read_name, stem


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("St James&#8217;s University Hospital", "St James's University Hospital"),
        ("Guyâ€™s and St Thomasâ€™", "Guy's and St Thomas'"),
        ("Guy&amp;amp;s", "Guy&s"),
        ("  Leeds\n\tTeaching   Hospitals ", "Leeds Teaching Hospitals"),
        ("• Airedale", "Airedale"),
        ("1. Airedale", "Airedale"),
        ("3a. Airedale", "Airedale"),
        ("(b) Airedale", "Airedale"),
        ("2gether NHS Foundation Trust", "2gether NHS Foundation Trust"),
        ("Airedale (opens in a new window)", "Airedale"),
        ("Airedale (opens in new tab)", "Airedale"),
        ("Airedale logo", "Airedale"),
        ("Airedale's website", "Airedale"),
        ("Visit the Airedale website", "Airedale"),
        ("uhbw-logo_300x200.png", "UHBW"),
        ("/images/royal-free-london-logo.svg", "royal free london"),
        ("Aire\u200bdale\x00", "Airedale"),
        ("Leeds\x00Teaching", "Leeds Teaching"),
        ("", ""),
        ("\x00\u200b", ""),
    ],
)
def test_clean_undoes_what_pages_do(text, cleaned):
    assert clean(text) == cleaned


def test_clean_is_bounded():
    assert len(clean("a" * 1_000_000)) <= MAX_LENGTH


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Leeds Teaching Hospitals NHS Trust", ("leed", "teaching", "hospital")),
        ("Guy's and St Thomas' NHS FT", ("guy", "st", "thoma")),
        ("Guy’s & St. Thomas’ NHSFT", ("guy", "st", "thoma")),
        ("St James's", ("st", "jame")),
        ("Alder Hey Childrens", ("alder", "hey", "children")),
        ("Whittington Healthcare", ("whittington", "health", "care")),
        ("Whittington Health Care", ("whittington", "health", "care")),
        ("Central & North West London N H S", ("central", "north", "west", "london")),
        ("Bolton N.H.S. Foundation Trust", ("bolton",)),
        ("Walsall NHS Healthcare Trust", ("walsall", "health", "care")),
        ("Portsmouth National Health Service Trust", ("portsmouth",)),
        ("Durham NHS FoundationTrust", ("durham",)),
        ("Durham NHS Founda tion Trust", ("durham",)),
        ("Durham NHS Foundatin Trust", ("durham",)),
        ("Durham NHS Foundation Trus", ("durham",)),
        ("Durham NHS Fou", ("durham",)),
        ("Royal Liverpool Univ Hosp", ("royal", "liverpool", "university", "hospital")),
        ("Stoke-on-Trent", ("stoke", "trent")),
        ("East Lancs", ("east", "lancashire")),
        ("Pennine Acute Hospitals NHS Trust (The)", ("pennine", "acute", "hospital")),
        ("The Foundation NHS Trust", ("foundation",)),
        ("NHS Foundation Trust", ()),
        ("Musgrove Park Hospital, part of Somerset NHS FT", ("musgrove", "park", "hospital")),
        ("Bristol NHS FT formerly University Hospitals Bristol", ("bristol",)),
        ("RA7 - Bristol NHS FT", ("bristol",)),
        ("Bristol NHS FT RA7", ("bristol",)),
    ],
)
def test_words_that_count(text, words):
    assert read_name(text).words == words


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        ("Bolton NHS Foundation Trust", (True, True, True)),
        ("Bolton NHS FT", (True, True, True)),
        ("Bolton Foundation Trust", (False, True, True)),
        ("Bolton NHS Trust", (True, False, True)),
        ("Bolton NHS", (True, False, False)),
        ("Bolton", (False, False, False)),
    ],
)
def test_what_the_suffix_says(text, suffix):
    reading = read_name(text)
    assert (reading.says_nhs, reading.says_foundation, reading.says_trust) == suffix


@pytest.mark.parametrize(
    ("text", "codes", "short_forms", "notes"),
    [
        ("Airedale NHS Foundation Trust (RCF)", ("RCF",), ("RCF",), ()),
        ("Bristol NHS FT (RA7)", ("RA7",), (), ()),
        ("Maidstone (MTW) NHS Trust", ("MTW",), ("MTW",), ()),
        ("Bristol (UHBW)", ("UHBW",), ("UHBW",), ()),
        ("West Cornwall Hospital (Penzance)", (), (), ("Penzance",)),
        ("Northern Care Alliance (formerly Salford Royal)", (), (), ()),
        ("Pennine (The)", (), (), ()),
        ("Unclosed (Penzance", (), (), ("Penzance",)),
    ],
)
def test_brackets(text, codes, short_forms, notes):
    reading = read_name(text)
    assert (reading.codes, reading.short_forms, reading.notes) == (codes, short_forms, notes)


def test_words_in_brackets_are_kept_apart():
    reading = read_name("Queen Elizabeth (King's Lynn)")
    assert reading.words == ("queen", "elizabeth")
    assert reading.full_words == ("queen", "elizabeth", "king", "lynn")


@pytest.mark.parametrize("word", ["st", "ross", "bus", "wales", "hospitals"])
def test_stem_takes_one_s_from_long_words_only(word):
    assert stem(word) == {"wales": "wale", "hospitals": "hospital"}.get(word, word)


def test_fold_unifies_spellings():
    assert fold("Brontë’s Saint Ann—Centre & Hosp") == fold("Bronte St Ann Centre and hospital")


def test_core_words_agree_with_a_full_reading():
    name = "The Queen Elizabeth Hospital, King's Lynn, NHS Foundation Trust"
    assert core_words(name) == read_name(name).words


def test_the_beginning_of_a_name_is_no_article():
    assert clean("c/o Theale Medical Centre") == "Theale Medical Centre"
