"""What a name says about the sort of body it belongs to, by its words alone (``data/kinds.toml``).

The rules are made so that none fits the name of an NHS trust: a charity, a company or a council stays
one even when it carries a trust's name.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from matching.model import Kind
from matching.names import Reading

_UNIVERSITY = re.compile(r"\b(?:university|college|institute|school of medicine|medical school)\b")
_BEGINS_PLAIN = re.compile(r"[a-z0-9](?![?*+{])(?!.*\|)")
_CARE = re.compile(
    r"\b(?:nhs|trust|hospitals?|infirmary|health|healthcare|care|foundation|centre|clinic|ambulance|services?)\b"
)
_NHS = re.compile(
    r"\b(?:nhs|hospitals?|infirmary|health ?care|foundation trust|ambulance|health services?|care trust)\b"
)


@dataclass(frozen=True, slots=True)
class KindRule:
    """A pattern over the folded words of a name, each with a space before it, and what it means."""

    name: str
    kind: Kind
    why: str
    pattern: re.Pattern[str]


@cache
def kind_rules() -> tuple[KindRule, ...]:
    """The rules, in the order in which they are tried."""
    return tuple(
        KindRule(
            row["name"], Kind(row["kind"]), row["why"], re.compile(rf" (?:{'|'.join(row['phrases'])})\b")
        )
        for row in _rows()
    )


@cache
def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(
        files("matching").joinpath("data/kinds.toml").read_text("utf-8")
    )["rule"]
    return rows


@cache
def _any_rule() -> re.Pattern[str]:
    """All rules in one, by first letter: most names fit none, and one quick search says so.

    It begins with the space before a word, which is found much sooner than a boundary.
    """
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for phrase in _phrases():
        literal = _BEGINS_PLAIN.match(phrase)
        by_letter[phrase[0] if literal else ""].append(phrase[1:] if literal else phrase)
    branches = (f"{letter}(?:{'|'.join(rest)})" for letter, rest in sorted(by_letter.items()))
    return re.compile(rf" (?:{'|'.join(branches)})\b")


def _phrases() -> Iterator[str]:
    """The phrases of all rules, each alternative by itself where none is within brackets."""
    for row in _rows():
        for phrase in row["phrases"]:
            yield from [phrase] if "(" in phrase else phrase.split("|")


def kind_by_words(reading: Reading) -> KindRule | None:
    """The first rule that says the name belongs to a body that is no trust."""
    words = f" {reading.folded}"
    first = _any_rule().search(words)
    if first is None:
        return None
    return next(rule for rule in kind_rules() if rule.pattern.search(words, first.start()))


def is_university_like(reading: Reading) -> bool:
    """Whether the name is one a university or college could carry: “Liverpool University”."""
    folded = reading.folded
    may_be = "university" in folded or "college" in folded or "institute" in folded or "school" in folded
    return may_be and bool(_UNIVERSITY.search(folded) and not _CARE.search(folded))


def looks_like_care(reading: Reading) -> bool:
    """Whether the name says to be a trust, hospital or other NHS place at all."""
    return bool(_NHS.search(reading.folded))
