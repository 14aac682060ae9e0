"""Shortcuts that save work may never change an answer: each is held against the long way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import blocking, cleaning, cut_names, kinds, names, near_names, split, towns
from matching.compare import compare
from matching.entries import Origin, TrustNames
from matching.matcher import Matcher
from matching.model import Kind
from matching.register import Register
from matching.spelling import Speller
from matching.trusts import Grade, grade

PIECES = st.sampled_from(
    """
    N H S N. N.H.S. NHS nh s F T F.T. FT national health service Leeds's Trust Trust's
    NHSTrust aTrust Guy's St & (NHS
    logo crest website web site home page opens in new window external link to visit formerly now part of
    host by (the) Royal RR8 - , found ation tru st founda tion Foundatin trus – ’ “x” é ﬁ
    www. file.png a) 1. s Trust1 Trusta (UK) England. and with A&B A/B; %54rust &amp; HQ | Home Leeds Road
    """.split()
)
TEXTS = st.lists(PIECES, min_size=1, max_size=8).map(" ".join)


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load()


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_folding_piece_by_piece_is_folding_the_whole(text: str):
    assert tuple(names.fold(text)) == names._fold(text)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_no_noise_is_overlooked(text: str):
    assert cleaning._may_have_noise(text) or not cleaning._NOISE.search(text)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_no_aside_is_overlooked(text: str):
    assert names._take_aside(text)[0] == (names._ASIDE.sub("", text) or text)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_a_plain_text_is_read_like_any_other(text: str):
    bare, aside = names._take_aside(text)
    assert names._read_plain(text) in (None, names._read_mended(text))
    assert names._read_plain(text) is None or (bare, aside) == (text, ())


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_a_plain_text_has_nothing_to_repair(text: str):
    long_way = cleaning._PLAIN
    try:
        cleaning._PLAIN = re.compile("(?!)")
        cleaned = cleaning.clean(text)
    finally:
        cleaning._PLAIN = long_way
    assert cleaning.clean(text) == cleaned


@given(TEXTS, st.data())
@settings(max_examples=300, deadline=None)
def test_no_part_states_to_be_a_trust_where_the_text_cannot(text: str, data: st.DataObject):
    reading = names.read_name(text)
    words = reading.text.split()
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    assert reading.may_hold_suffix or not names.read_name(" ".join(words[start:end])).has_suffix


@pytest.mark.parametrize("part", ["H Trusta", "Leeds NHS FTb", "H NHSFTd"])
def test_a_part_with_a_footnote_may_state_to_be_a_trust(part: str):
    assert names.read_name(part).has_suffix
    assert names.read_name(f"{part} H").may_hold_suffix


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_no_sign_between_parts_is_overlooked(text: str):
    assert split.may_have_parts(text) or not split.PART_SIGN.search(text)


def test_a_town_is_looked_for_wherever_its_words_stand():
    written = towns.written_words()
    for words in towns.towns():
        for text in (" ".join(words), " ".join(words).upper(), f"The {' '.join(words)}"):
            assert not written.isdisjoint(names.read_name(text).folded.split())


def test_words_are_joined_only_where_a_known_word_goes_on(register: Register):
    known = TrustNames(register)
    blocks = blocking.Blocks(known)
    for word in list(known.words)[::11]:
        for cut in range(1, len(word)):
            first, second = word[:cut], word[cut:]
            assert blocks._may_be_spaced(first, (first, second))
            assert blocks._may_be_spaced(second, (first, second))
    assert not blocks._may_be_spaced("qzxv", ("leed", "qzxv"))


@given(st.text("‘’“”\u00a0 abX'\"-.,()<>;", max_size=12))
@settings(max_examples=200, deadline=None)
def test_straight_quotation_marks_are_those_of_the_full_repair(text: str):
    from ftfy import fix_text

    assert text.isascii() or cleaning._mend(text) == " ".join(fix_text(text).split("\u00a0"))


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_one_search_knows_whether_any_rule_of_kind_fits(text: str):
    folded = " ".join(names.fold(text))
    long_way = any(rule.pattern.search(f" {folded}") for rule in kinds.kind_rules())
    assert bool(kinds._any_rule().search(f" {folded}")) == long_way


def test_every_phrase_of_every_rule_is_in_the_one_search():
    plain = [phrase for phrase in kinds._phrases() if re.fullmatch(r"[a-z0-9 ]+", phrase)]
    assert len(plain) > 50
    assert all(kinds._any_rule().search(f"x {phrase} x") for phrase in plain)


def test_a_name_that_blocking_leaves_out_would_not_have_been_graded(register: Register):
    known = TrustNames(register)
    blocks = blocking.Blocks(known)
    asked = [entry.words for entry in known.entries[::7]]
    asked += [(*words[:1], "nowhere", *words[1:]) for words in asked] + [("bassetlaw",), ("basset", "law")]
    for words in asked:
        fitting = set(blocks.fitting(words))
        for entry in blocks.sharing(words):
            reading = names.Reading(" ".join(words), words)
            if entry not in fitting:
                assert grade(compare(words, entry.words, known.weight), reading) is Grade.NONE


def test_blocks_of_spellings_hold_every_word_one_slip_away(register: Register):
    from rapidfuzz.distance import OSA

    words = sorted(TrustNames(register).vocabulary)
    speller = Speller(words)
    for word in [word for word in words if len(word) >= 5][::9]:
        for slip in (word[1:], word[:-1], word[1] + word[0] + word[2:], f"{word[:3]}q{word[3:]}"):
            if len(slip) >= 5:
                near = sorted(w for w in {*words, "healthcare"} if len(w) >= 4 and OSA.distance(slip, w) <= 1)
                assert speller._within(slip, 1) == near


FORMS = (
    str,
    str.upper,
    str.lower,
    "The {}".format,
    "• {},".format,
    lambda name: name.replace(" and ", "  & "),
)


@pytest.mark.parametrize("form", FORMS)
def test_a_whole_name_is_answered_as_the_rules_answer_it(register: Register, form):
    area = frozenset(list(register.trusts)[::5])
    quick, by_rules = (Matcher(register, {"N00": area}) for _ in range(2))
    by_rules._whole._by_letters = {}  # so that every name is read
    answered = 0
    for name in sorted({form(entry.name) for entry in TrustNames(register).entries}):
        answered += quick._whole.answer(name) is not None
        for alliance, among_trusts in ((None, False), ("N00", True)):
            found = quick.match(name, alliance, among_trusts=among_trusts)
            assert found == by_rules.match(name, alliance, among_trusts=among_trusts)
    assert answered > 800


def test_what_a_page_lists_under_a_trust_is_always_read(register: Register):
    name = "Leeds Teaching Hospitals NHS Trust"
    matcher = Matcher(register)
    matcher._whole._by_letters = dict.fromkeys(
        [name.casefold()], matcher._whole._by_letters["bolton nhs foundation trust"]
    )
    assert matcher.match(name).ods_code == "RMC"  # the table is asked
    assert matcher.match(name, under="RR8").ods_code == "RR8"


def test_a_name_is_looked_for_among_those_with_its_first_word(register: Register):
    known = TrustNames(register)
    cut = cut_names.CutNames(register, known)
    whole = [(entry.name, cut._entries) for entry in known.entries if entry.origin is not Origin.ALIAS]
    others = [(other.name, cut._others) for other in (*register.sites, *register.bodies)]
    for name, found_by in (*whole[::13], *others[::13]):
        for end in range(1, len(name) + 1):
            begun = cut_names._folded(name[:end])
            if begun and cut_names._folded(name).startswith(begun):
                assert list(cut_names._beginning(found_by(cut_names._first_whole(begun)), begun)), name[:end]


def test_wherever_a_name_is_cut_within_a_word_some_word_goes_on(register: Register):
    known = TrustNames(register)
    cut = cut_names.CutNames(register, known)
    for entry in known.entries[::13]:
        for end in range(len(entry.name)):
            begun = cut_names._folded(entry.name[:end])
            goes_on = cut_names._folded(entry.name).startswith(begun) and begun
            if goes_on and cut_names._is_within_word(entry.name, begun):
                assert cut._ends_within_word(begun), entry.name[:end]


def test_letters_of_a_name_are_those_left_without_the_legal_suffix(register: Register):
    for entry in TrustNames(register).entries:
        if not entry.shortened and entry.kind is Kind.TRUST:
            before = near_names._letters(near_names._LEGAL.sub("", entry.name)).removeprefix("the")
            assert near_names._core_letters(entry.name, near_names._letters(entry.name)) == before


def test_letters_of_all_names_are_those_of_each(register: Register):
    written = [*(body.name for body in register.bodies), "St Kevin’s\nTrust", "", "É & Ü + K"]
    assert near_names._letters_of_all(written) == [near_names._letters(name) for name in written]
    assert near_names._letters_of_all([]) == []
