"""What a name says about the sort of body it belongs to, by its words alone (``data/kinds.toml``).

The rules are made so that none fits the name of an NHS trust: a charity, a company or a council stays
one even when it carries a trust's name.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from matching.model import Kind
from matching.names import Reading

_UNIVERSITY = re.compile(r"\b(?:university|college|institute|school of medicine|medical school)\b")
_CARE = re.compile(
    r"\b(?:nhs|trust|hospitals?|infirmary|health|healthcare|care|foundation|centre|clinic|ambulance|services?)\b"
)
_NHS = re.compile(
    r"\b(?:nhs|hospitals?|infirmary|health ?care|foundation trust|ambulance|health services?|care trust)\b"
)


@dataclass(frozen=True, slots=True)
class KindRule:
    """A pattern over the folded words of a name, and what it means."""

    name: str
    kind: Kind
    why: str
    pattern: re.Pattern[str]


@cache
def kind_rules() -> tuple[KindRule, ...]:
    """The rules, in the order in which they are tried."""
    text = files("matching").joinpath("data/kinds.toml").read_text("utf-8")
    return tuple(
        KindRule(
            row["name"], Kind(row["kind"]), row["why"], re.compile(rf"\b(?:{'|'.join(row['phrases'])})\b")
        )
        for row in tomllib.loads(text)["rule"]
    )


@cache
def _any_rule() -> re.Pattern[str]:
    """All rules in one: most names fit none, and one search says so."""
    return re.compile("|".join(rule.pattern.pattern for rule in kind_rules()))


def kind_by_words(reading: Reading) -> KindRule | None:
    """The first rule that says the name belongs to a body that is no trust."""
    if not _any_rule().search(reading.folded):
        return None
    return next(rule for rule in kind_rules() if rule.pattern.search(reading.folded))


def is_university_like(reading: Reading) -> bool:
    """Whether the name is one a university or college could carry: “Liverpool University”."""
    return bool(_UNIVERSITY.search(reading.folded)) and not _CARE.search(reading.folded)


def looks_like_care(reading: Reading) -> bool:
    """Whether the name says to be a trust, hospital or other NHS place at all."""
    return bool(_NHS.search(reading.folded))
