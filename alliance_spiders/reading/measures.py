"""What a group holds: how many trusts, which, and how many of its entries are organisations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set

from alliance_spiders.reading.groups import names_something
from alliance_spiders.reading.model import Form, Group, Name, Segment, Zone
from alliance_spiders.reading.names import is_safe, is_trust_like

FEW = 3  # trusts that make a list without introduction
PURE = 0.6  # share of the entries that are organisations
_TWO = 2  # trusts
OF_AREA = 0.75  # share of the trusts of a sentence that lie in the area it speaks of
LOCAL = 0.34  # share of the trusts that lie in the alliance's area


def is_pure(group: Group) -> bool:
    """Whether most entries of a group are organisations, as in a list of them without introduction."""
    return group.zone is Zone.MAIN and purity([group]) >= PURE


def purity(groups: Iterable[Group]) -> float:
    """Share of the entries that are organisations; lines below a bold name are no entries."""
    items = [item for group in groups for item in group.items]
    titles = {id(item.segment) for item in items if item.segment.level and item.is_entry}
    filled = [
        item
        for item in items
        if item.form is not Form.NONE
        or (len(item.segment.text) > 2 and not _stands_below(item.segment, titles))
    ]
    return sum(names_something(item) for item in filled) / len(filled) if filled else 0.0


def _stands_below(segment: Segment, titles: Set[int]) -> bool:
    """Whether the nearest title over a text is one of those given by identity."""
    return bool(titles and segment.headings) and id(segment.headings[-1]) in titles


def trusts(group: Group) -> frozenset[str]:
    """The trusts that a group names: their codes, or the names where these are not safe."""
    return frozenset(
        name.match.ods_code or name.text
        for item in group.items
        if names_something(item)
        for name in item.names
        if is_trust_like(name.match) and (is_safe(name.match) or _wordy(name.text))
    )


def is_local(group: Group, area: frozenset[str], share: float = LOCAL) -> bool:
    """Whether enough of the trusts that a group names lie in the alliance's area."""
    codes = {code for item in group.items for name in item.names for code in name.match.current_codes}
    return not codes or not area or len(codes & area) >= len(codes) * share


def are_of_area(names: Sequence[Name], area: Set[str], share: float = OF_AREA) -> bool:
    """Whether so many of the trusts that a sentence names lie in the alliance's area, and at least two."""
    codes = {code for name in names for code in name.match.current_codes}
    return len(codes & area) >= max(_TWO, len(codes) * share)


def _wordy(text: str) -> bool:
    return bool(re.search(r"\b(?:NHS|Trust|Hospitals?|Infirmary)\b", text, re.IGNORECASE))
