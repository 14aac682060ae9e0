"""No wrong code, whatever is done to a name: checked for every trust of the register."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.matcher import Matcher
from matching.model import Status
from matching.names import core_words
from matching.register import Register
from matching.words import is_telling

REGISTER = Register.load()
MATCHER = Matcher(REGISTER)
OPEN = REGISTER.open_trusts()
NAMES = [trust.name for trust in OPEN]


def core(name: str) -> str:
    return re.sub(r"\s+NHS (?:Foundation )?Trust$", "", name)


def initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


CHANGES = {
    "upper case": str.upper,
    "lower case": str.lower,
    "ampersand": lambda name: name.replace(" and ", " & "),
    "no apostrophe": lambda name: name.replace("'", ""),
    "curly apostrophe": lambda name: name.replace("'", "’"),
    "no comma": lambda name: name.replace(",", ""),
    "the before": lambda name: f"The {name}",
    "the behind": lambda name: f"{name} (The)",
    "short suffix": lambda name: f"{core(name)} NHS FT",
    "other suffix": lambda name: f"{core(name)} NHS Trust",
    "cut short": lambda name: name[:-1],
    "numbered": lambda name: f"12. {name}",
    "linked": lambda name: f"{name} (opens in new window)",
    "logo": lambda name: f"{name} logo",
    "in Kent": lambda name: f"{name}, Kent",
    "in Essex": lambda name: f"{name} - Essex",
    "somewhere": lambda name: f"{name}, Ambridge",
    "initials before": lambda name: f"{initials(name)} – {name}",
    "unknown letters before": lambda name: f"QZX: {name}",
    "footnote": lambda name: f"{name}1",
    "raised footnote": lambda name: f"{name}²",
    "letters swapped in the suffix": lambda name: name.replace("Trust", "Turst"),
    "spaces": lambda name: f"  {name.replace(' ', '   ')}\n",
}


@pytest.mark.parametrize("change", CHANGES)
def test_spelling_habits_never_change_the_code(change):
    for trust in OPEN:
        match = MATCHER.match(CHANGES[change](trust.name))
        assert match.ods_code == trust.code, match


def test_every_name_of_an_open_trust_leads_to_it_or_to_nobody_else():
    for trust in OPEN:
        for former in trust.former_names:
            match = MATCHER.match(former.name)
            assert not match.ods_code or trust.code in match.current_codes or match.status == "retired", match


def test_a_bare_name_never_gives_another_trust():
    for trust in OPEN:
        match = MATCHER.match(core(trust.name))
        assert match.ods_code in ("", trust.code), match


def test_no_other_body_of_the_register_gets_the_code_of_a_trust():
    for body in REGISTER.bodies:
        match = MATCHER.match(body.name)
        assert match.status not in (Status.MATCHED, Status.RETIRED), match


def test_no_hospital_of_one_trust_gets_the_code_of_another():
    for site in REGISTER.sites:
        match = MATCHER.match(site.name)
        if match.rule.startswith("site") and match.current_codes and len(site.trusts) == 1:
            assert match.ods_code == site.trusts[0], match


def test_closed_trusts_of_england_keep_their_code_unless_another_had_the_same_name():
    for trust in REGISTER.trusts.values():
        match = MATCHER.match(trust.name)
        if trust.nation == "England" and match.ods_code != trust.code:
            assert core_words(match.ods_name) == core_words(trust.name) or match.rule == "former_name", match


@pytest.mark.parametrize("place", ["Leeds", "Brighton", "Airedale", "Truro", "Kent", "Community"])
@pytest.mark.parametrize("joined", ["{} ({})", "{} – {}", "{}, {}"])
def test_a_place_behind_a_bare_name_never_gives_another_trust(place, joined):
    for trust in OPEN:
        match = MATCHER.match(joined.format(core(trust.name), place))
        assert match.ods_code in ("", trust.code), match


def test_another_trusts_code_before_a_name_gives_no_code():
    for trust, other in pairwise(OPEN):
        match = MATCHER.match(f"{other.code} - {trust.name}")
        related = trust.code in REGISTER.current(other.code) or set(initials(trust.name)) >= set(other.code)
        assert not match.ods_code or related, match


@pytest.mark.parametrize("place", ["Ambridge", "Borchester", "Casterbridge"])
def test_an_unknown_place_in_front_gives_no_trust(place):
    for trust in OPEN:
        match = MATCHER.match(f"{place} {trust.name}")
        assert not match.ods_code, match


@pytest.mark.parametrize("place", ["Ambridge", "Borchester", "Casterbridge"])
def test_an_unknown_place_instead_of_the_telling_words_gives_no_trust(place):
    for trust in OPEN:
        said = [word for word in core(trust.name).split() if core_words(word)]
        words = [place if any(map(is_telling, core_words(word))) else word for word in said]
        match = MATCHER.match(f"{' '.join(words)} NHS Foundation Trust")
        assert not match.ods_code or place not in words, match


@pytest.mark.parametrize(
    ("here", "there"), [("North", "South"), ("South", "North"), ("East", "West"), ("West", "East")]
)
def test_another_point_of_the_compass_never_gives_the_same_trust(here, there):
    for trust in OPEN:
        if here in trust.name.split():
            match = MATCHER.match(re.sub(rf"\b{here}\b", there, trust.name))
            assert match.ods_code != trust.code, match


@pytest.mark.parametrize("work", ["Ambulance Service", "Mental Health", "Community Health"])
def test_another_line_of_work_never_gives_the_same_trust(work):
    for trust in OPEN:
        known = [trust.name, *(former.name for former in trust.former_names)]
        place = " ".join(word for word in core(trust.name).split() if any(map(is_telling, core_words(word))))
        if place and not any(core_words(work)[0] in core_words(name) for name in known):
            match = MATCHER.match(f"{place} {work} NHS Trust")
            assert match.ods_code != trust.code, match


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(OPEN), st.data())
def test_one_slip_of_the_pen_never_gives_another_trust(trust, data):
    name = trust.name
    position = data.draw(st.integers(1, len(core(name)) - 1))
    letter = data.draw(st.sampled_from("aeinorst"))
    changed = data.draw(
        st.sampled_from([name[:position] + name[position + 1 :], name[:position] + letter + name[position:]])
    )
    match = MATCHER.match(changed)
    assert not match.ods_code or match.ods_code == trust.code or trust.code in match.current_codes, match


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_has_an_answer(text):
    match = MATCHER.match(text)
    assert match.reason
    assert 0 <= match.score <= 100


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(sorted({word for name in NAMES for word in name.split()})), min_size=1, max_size=6
    )
)
def test_words_of_trusts_in_any_mixture_share_a_telling_word_with_the_answer(words):
    match = MATCHER.match(" ".join(words))
    if match.ods_code and match.rule in ("spelling", "wording", "shortened", "short_name"):
        names = [match.ods_name, *(former.name for former in REGISTER.trusts[match.ods_code].former_names)]
        names += [alias.name for alias in REGISTER.aliases if alias.code == match.ods_code]
        known = {word for name in names for word in core_words(name) if is_telling(word)}
        assert known & set(core_words(" ".join(words)))


@pytest.mark.parametrize(
    "name", ["Bristol N", "East Hertfordshire N", "West London Healthcare N", "Mersey and W"]
)
def test_the_letter_that_is_left_of_a_cut_name_is_no_point_of_the_compass(name):
    assert "Spelt out" not in MATCHER.match(name).reason
