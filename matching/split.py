"""Telling “Leeds Teaching Hospitals and Mid Yorkshire” (two trusts) from “Guy's and St Thomas'” (one)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from matching.model import Kind, Match, Status
from matching.names import read_name

PART_SIGN = re.compile(
    r"\s*(?:[,;]\s*(?:and|&)\s+|[,;|\n•]|\s[/+–—·-]\s|\s(?:and|&|with|plus)\s|/)\s*|(?<=\w{3})&(?=\w{3})",
    re.IGNORECASE,
)
# What one has at least, which is found sooner.
_SIGN = re.compile(r"[,;|\n/+&-]")
_JOINING = frozenset({"and", "with", "plus"})
_MOST_PARTS = 16
_LONGEST = 1_000  # characters; a longer text is prose


def split_names(text: str, match: Callable[[str], Match]) -> tuple[str, ...]:
    """The organisations in a text, in order; the text itself where it is one, or where its parts are none."""
    if len(text) > _LONGEST:
        return (text,)
    whole = match(text)
    if not stands_alone(whole):
        return parts_of(text, match) or (text,)
    if whole.status is not Status.NOT_A_TRUST or whole.rule == "known_body":
        return (text,)
    parts = parts_of(text, match)  # “a council” may be a council and a trust, but never a council and a town
    return parts if parts and all(_is_explicit(part, match(part)) for part in parts) else (text,)


def may_have_parts(text: str) -> bool:
    """Whether a text may have anything in it that could part two names; most have not."""
    if not text.isascii() or _SIGN.search(text):
        return True
    return not _JOINING.isdisjoint(text.lower().split())


def parts_of(text: str, match: Callable[[str], Match]) -> tuple[str, ...]:
    """Two or more parts of a text, each of which stands on its own; nothing when it cannot be cut so.

    Of several ways to cut, that in which the fewest names are run together is taken, and of those the one
    with the fewest parts: the longest names that are known.
    """
    cuts = [found.span() for found in PART_SIGN.finditer(text)]
    if not cuts or len(cuts) >= _MOST_PARTS:
        return ()
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text)]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    best: dict[int, _Cut] = {len(starts): _Cut(0, ())}
    for first in range(len(starts) - 1, -1, -1):
        for last in range(len(ends) - 1, first - 1, -1):
            part, rest = text[starts[first] : ends[last]].strip(), best.get(last + 1)
            if not part or rest is None or not (first or last < len(ends) - 1):
                continue
            known = best.get(first)
            if known is not None and known.worth <= (rest.joined, len(rest.parts) + 1):
                continue
            answer = match(part)
            within = pieces[first : last + 1]
            if not stands_alone(answer) or _hides_trust(answer, within, match):
                continue
            cut = _Cut(rest.joined + _joined(answer, within, match), (part, *rest.parts))
            if known is None or cut.worth < known.worth:
                best[first] = cut
    return best[0].parts if 0 in best else ()


@dataclass(frozen=True, slots=True)
class _Cut:
    """One way to cut a text: its parts, and how many names more than these are run together in them."""

    joined: int
    parts: tuple[str, ...]

    @property
    def worth(self) -> tuple[int, int]:
        """What is less is better."""
        return self.joined, len(self.parts)


def _joined(answer: Match, pieces: list[str], match: Callable[[str], Match]) -> int:
    """How many of the pieces of one part end a name before its end, or name a body beside another one."""
    if len(pieces) < 2 or answer.rule == "known_body":
        return 0
    ended = sum(read_name(piece).has_suffix for piece in pieces[:-1])
    bodies = [match(piece).status is Status.NOT_A_TRUST for piece in pieces]
    goes_on = any(bodies) and not bodies[-1]  # “… Council and Swindon”
    return ended + max(sum(bodies) - 1, 0) + goes_on


def _hides_trust(answer: Match, pieces: list[str], match: Callable[[str], Match]) -> bool:
    """Whether a text was told to be no trust by one word (“Hospice”), and one of its pieces is a trust."""
    if len(pieces) < 2 or answer.status is not Status.NOT_A_TRUST or answer.rule == "known_body":
        return False
    return any(bool(match(piece).current_codes) and read_name(piece).has_suffix for piece in pieces)


def _is_explicit(part: str, answer: Match) -> bool:
    return answer.status is Status.NOT_A_TRUST or read_name(part).has_suffix


def stands_alone(answer: Match) -> bool:
    """Whether a name by itself is one known organisation."""
    if answer.status is Status.NOT_A_TRUST:
        return answer.kind is not Kind.OTHER
    return answer.status in (Status.MATCHED, Status.RETIRED)
