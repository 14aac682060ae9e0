"""Second claims in the notes of the curated mapping: “Also partners with <alliance name>”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from rapidfuzz import fuzz

from alliance_spiders.alliances import all_alliances

_INTRODUCES = re.compile(r"\bpartners?\s+with\s+", re.IGNORECASE)
_ENDS = re.compile(r"\bcancer\s+alliance\b", re.IGNORECASE)
_SURE = 92  # of 100; a slip of the pen in an alliance's name, yet no other alliance's name
_CLEAR = 2  # the best name must lead the next by this much


def second_claims(notes: str) -> tuple[str, ...]:
    """Codes of the alliances that the notes name as further partners, in the order of the text."""
    codes: dict[str, None] = {}
    for passage in _INTRODUCES.split(notes)[1:]:
        pieces = _ENDS.split(passage)[:-1]
        for piece in pieces:
            code = _code_of(f"{piece} cancer alliance")
            if code:
                codes[code] = None
    return tuple(codes)


def with_claims(notes: str, wanted: Iterable[str], names: dict[str, str]) -> str:
    """The notes so that they name exactly the wanted alliances, as far as that can be done safely.

    A sentence of its own that names a claim no longer wanted is taken out; a claim inside a person's
    own words stays, because cutting it could leave nonsense.

    Args:
        notes: the notes so far.
        wanted: codes of the alliances that hold second claims.
        names: name by code of every alliance.
    """
    keep = tuple(wanted)
    for code in second_claims(notes):
        if code not in keep:
            notes = _without(notes, names[code])
    standing = second_claims(notes)
    missing = [f"Also partners with {names[code]}" for code in keep if code not in standing]
    return _joined([notes, *missing] if notes else missing)


def _without(notes: str, name: str) -> str:
    sentence = re.compile(
        rf"(?:^|(?<=[.;]))\s*Also partners with (?:the )?{re.escape(name)}\s*(?:[.;]|$)", re.IGNORECASE
    )
    return sentence.sub("", notes).strip().rstrip(";")


def _joined(parts: Sequence[str]) -> str:
    text = ""
    for part in parts:
        text = f"{text}{'' if text.endswith(('.', ';')) else ';'} {part}" if text else part
    return text


def _code_of(text: str) -> str:
    scores = sorted(((fuzz.ratio(_plain(text), name), code) for name, code in _names()), reverse=True)
    best: dict[str, float] = {}
    for score, code in scores:
        best.setdefault(code, score)
    (code, score), (_, second) = sorted(best.items(), key=lambda item: -item[1])[:2]
    return code if score >= _SURE and score - second >= _CLEAR else ""


def _plain(text: str) -> str:
    words = re.sub(r"[^a-z0-9 ]", " ", text.casefold().replace("&", " and ")).split()
    while words and words[0] in ("the", "and", "with", "also"):
        words.pop(0)
    return " ".join(words)


@cache
def _names() -> tuple[tuple[str, str], ...]:
    return tuple((_plain(name), a.code) for a in all_alliances() for name in (a.name, *a.other_names))
