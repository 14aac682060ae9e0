"""Successions followed, and told."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.model import FormerName, Trust
from matching.register import Register
from matching.succession import serving_today, story, with_succession

BUNDLED = Register.load()


@pytest.mark.parametrize(
    ("successors", "is_open", "ends"),
    [
        ({}, {"A": True}, ("A",)),
        ({"A": ("B",)}, {"A": True, "B": True}, ("A",)),  # open, whatever is said of successors
        ({"A": ("B",)}, {"A": False, "B": True}, ("B",)),
        ({"A": ("B",), "B": ("C",)}, {"A": False, "B": False, "C": True}, ("C",)),
        ({"A": ("B", "C")}, {"A": False, "B": True, "C": True}, ("B", "C")),
        ({"A": ("B", "C"), "B": ("C",)}, {"A": False, "B": False, "C": True}, ("C",)),
        ({"A": ("B",), "B": ("A",)}, {"A": False, "B": False}, ()),
        ({"A": ("A",)}, {"A": False}, ()),
        ({"A": ("5H8",)}, {"A": False}, ()),
        ({"A": ("5H8", "B")}, {"A": False, "B": True}, ("B",)),
        ({"A": ("B",), "B": ("A", "C")}, {"A": False, "B": False, "C": True}, ("C",)),
    ],
)
def test_serving_today(successors, is_open, ends):
    assert serving_today(successors, is_open)["A"] == ends


CODES = st.sampled_from("ABCDEFG")


def walk(code, successors, is_open, seen=frozenset()):
    """The same answer by walking forward."""
    if is_open.get(code):
        return {code}
    return {
        end
        for other in successors.get(code, ())
        if other not in seen and code in is_open
        for end in walk(other, successors, is_open, seen | {code})
    }


@settings(max_examples=200)
@given(st.dictionaries(CODES, st.lists(CODES, max_size=3).map(tuple)), st.dictionaries(CODES, st.booleans()))
def test_serving_today_is_what_walking_forward_finds(successors, is_open):
    found = serving_today(successors, is_open)
    assert found == {code: tuple(sorted(walk(code, successors, is_open))) for code in is_open}


def test_a_very_long_line_is_followed():
    chain = [Trust(f"T{n}", "A trust", n == 5000, successors=(f"T{n + 1}",)) for n in range(5001)]
    assert with_succession(chain)["T0"].current == ("T5000",)


def _told(*trusts):
    return Register(with_succession(trusts), (), (), (), date(2026, 1, 1), "v")


def test_story_of_a_trust_with_everything():
    lines = story(BUNDLED, "RA7")
    assert lines[:2] == ["RA7  Bristol NHS Foundation Trust", "Open since 1 April 1991."]
    assert "  United Bristol Healthcare NHS Trust (public record: rename of 2008)" in lines
    assert "  RVJ North Bristol NHS Trust, closed 30 June 2026" in lines
    assert "    REB Frenchay Healthcare NHS Trust, closed 31 March 1999" in lines
    assert "Frenchay Hospital" in lines[-1]


@pytest.mark.parametrize(
    ("code", "last"),
    [
        ("RVJ", "Serving today: RA7 Bristol NHS Foundation Trust."),
        ("RM4", "Serving today: R0A Manchester University NHS Foundation Trust."),
        ("RYQ", "ODS knows no successor."),
        ("RR2", "No trust that is open today is known to follow."),
    ],
)
def test_story_of_a_closed_trust_ends_today(code, last):
    assert story(BUNDLED, code)[-1] == last


def test_story_names_what_is_no_trust():
    assert "  5QT (no NHS trust: an older kind of body)" in story(BUNDLED, "RR2")


def test_story_of_a_circle_ends():
    one = Trust("RA1", "One", False, successors=("RA2",))
    two = Trust("RA2", "Two", False, successors=("RA1",))
    assert story(_told(one, two), "RA1").count("  RA2 Two, closed") == 2  # before it and after it


def test_story_of_a_net_tells_each_branch_once():
    layers = [
        Trust(f"T{n}{side}", "A trust", False, successors=(f"T{n + 1}a", f"T{n + 1}b"))
        for n in range(40)
        for side in "ab"
    ]
    assert len(story(_told(*layers), "T0a")) < 500


def test_story_says_until_when_a_name_stood():
    trust = Trust("RA1", "One", True, former_names=(FormerName("Old", "ODS", date(2020, 3, 31)),))
    assert "  Old (ODS, until 31 March 2020)" in story(_told(trust), "RA1")


def test_story_of_an_unknown_code():
    with pytest.raises(KeyError):
        story(BUNDLED, "XXX")
