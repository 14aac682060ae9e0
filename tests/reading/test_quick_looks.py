"""What is looked for before an expression is tried never hides what the expression would find."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_spiders.reading import as_written, persons, terms, words
from tests.reading.helpers import matcher

PIECES = """the our We Trust trust St. Dr. A end. end! why? : ( following below these listed is are made up
compos composed comprises consists of brings bring together makes make a partnership collaboration new work
works at for nurse adviser partner representative joined Joining from April 2027 1st May left no longer not
yet alliance’s prospective hoping to join website | – services more map (external link) in a new window
logo and or * † ,""".split()
ROLES = [
    "clinical lead",
    "lead for",
    "head of",
    "based at",
    "lay member",
    "patient partner",
    "works for",
    "CEO",
]
TEXTS = st.lists(
    st.sampled_from(PIECES) | st.sampled_from(ROLES) | st.sampled_from(["  ", "\n", "-"]), max_size=14
).map(" ".join)
NAMES = """Leeds Teaching Hospitals NHS Trust|Barts Health|St. George’s|St.|NHS|N.H.S.|F.T.|FT|Example Valley|
Foundation Trust|(LTH)|NHS England|and|, |Airedale|King’s College Hospital|of|’|.|. |Trust|Norwich""".replace(
    "\n", ""
).split("|")
NAMED = st.lists(st.sampled_from(NAMES), min_size=1, max_size=8).map(" ".join)
DAY = date(2026, 9, 1)
facts = settings(max_examples=400, deadline=None)


@given(TEXTS)
@facts
def test_pointing_words(text: str):
    assert words.points_on(text) == bool(words._POINTS_ON.search(text.lower()))


@given(TEXTS)
@facts
def test_gathering_words(text: str):
    assert words._gathers(text) == bool(words._GATHERS.search(text.lower()))


@given(TEXTS)
@facts
def test_announcing_sentences(text: str):
    assert words.announces_any(text) == any(map(words._announces, words.sentences(text)))


@given(TEXTS)
@facts
def test_sentences(text: str):
    ends = re.compile(r"(?<=[.!?])(?<!\bSt\.)(?<!\bDr\.)\s+(?=[A-Z‘“\"'(])")
    assert words.sentences(text) == [part for part in ends.split(text) if part.strip()]


@given(TEXTS)
@facts
def test_words_of_a_job(text: str):
    assert persons.has_role(text) == bool(persons._ROLE.search(text.lower()))


@given(TEXTS)
@facts
def test_ends_of_an_entry(text: str):
    shown = text.rstrip()
    if shown == text and not shown.endswith(".") and not as_written._may_have_tail(text, 0):
        assert as_written._TAIL.search(text) is None


@given(NAMED | st.lists(st.sampled_from(NAMES), max_size=8).map("".join))
@facts
def test_names_before_a_full_stop(text: str):
    assert matcher().find(text) == matcher().find(text.rstrip(" ."))


@given(TEXTS)
@facts
def test_first_words_of_a_note(text: str):
    """A note whose first word is none of those has other words than notes are made of."""
    plain = " ".join(text[:200].lower().split()).strip(terms._EDGES).replace("’", "'")
    if plain and not terms._plain(text) and plain.count(" ") < 16:
        assert not terms._holds_only(plain, terms._TO_COME)
        assert not terms._holds_only(plain, terms._OVER)


@pytest.mark.parametrize(
    "text", ["joining soon", "from April 2027", "1st May 2027", "Hoping to join in 2027"]
)
def test_notes_of_what_is_to_come(text: str):
    assert terms.is_to_come(text, DAY)


@pytest.mark.parametrize("text", ["left in 2024", "No longer a member", "Alliance’s former member"])
def test_notes_of_what_is_over(text: str):
    assert terms.is_over(text, DAY)
