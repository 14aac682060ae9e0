"""Which texts are told to name nobody before the matcher is asked: no text that names anybody may be one."""

from __future__ import annotations

import pytest

from alliance_spiders.knowledge import load_matcher
from alliance_spiders.reading.plain_texts import is_plain
from benchmarks.labels import LABELLED, read_labels
from matching.matcher import Matcher
from matching.register import Register

PLAIN = (
    "Help for patients and their families.",
    "Latest news and events",
    "Cancer services near you",
    "What we do to find cancer earlier",
    "Screening, support and early diagnosis in the community",
    "12 May 2026",
    "New. Better care. Sooner.",
)
NAMING = (
    "leeds teaching hospitals",
    "barts health",
    "Barts health",
    "the christie",
    "the christie cancer centre",
    "Homerton Healthcare",
    "Working with Barts on early diagnosis",
    "Macmillan cancer support",
    "NHS England",
    "SaTH",
    "Guy’s and St Thomas’",
    "Devon county council",
    "Lead nurse, cancer services",
    "Consultant at the centre",
    "Dr Jane Smith",
)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return load_matcher(Register.load())


@pytest.mark.parametrize("text", PLAIN)
def test_names_nobody(matcher: Matcher, text: str):
    assert is_plain(text, matcher)


@pytest.mark.parametrize("text", NAMING)
def test_may_name_somebody(matcher: Matcher, text: str):
    assert not is_plain(text, matcher)


def test_no_labelled_name_is_plain(matcher: Matcher):
    assert [label.name for label in read_labels(LABELLED) if is_plain(label.name, matcher)] == []


@pytest.mark.parametrize("text", [*PLAIN, *NAMING, "We met at Leeds General Infirmary.", "Nothing at all"])
def test_nothing_is_found_where_nothing_may_be(matcher: Matcher, text: str):
    assert matcher.may_find(text) or not matcher.find(text)


@pytest.mark.parametrize("word", ["Barts", "barts", "Homerton", "Bart’s", "Airedale"])
def test_word_of_a_trust_is_known(matcher: Matcher, word: str):
    assert matcher.knows(word)


@pytest.mark.parametrize("word", ["Cancer", "care", "North", "Qzxv", "", "news"])
def test_word_of_no_trust_alone_is_not_known(matcher: Matcher, word: str):
    assert not matcher.knows(word)
