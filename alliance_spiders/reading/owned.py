"""Lines below a hospital that say whose it is: “Part of Barts Health NHS Trust”."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from alliance_spiders.reading.model import Form, Item, Name
from alliance_spiders.reading.names import Namer, is_safe
from matching.model import Kind, Match

_OWNED = re.compile(
    r"(?:(?:a|this) )?(?:(?:hospital|site|service) (?:is )?)?"
    r"(?:part of|(?:run|managed|operated) by|belongs to) ",
    re.IGNORECASE,
)
_LONGEST = 120  # characters


def with_owners(items: Sequence[Item], namer: Namer) -> list[Item]:
    """The items; a line that says to which trust the hospital over it belongs is an entry with that trust."""
    texts = (item.segment.text for item in items)
    owned = {number for number, text in enumerate(texts) if _OWNED.match(text) and len(text) <= _LONGEST}
    if not owned:
        return list(items)
    known = {id(item.segment): item for item in items}
    return [_of_owner(item, known, namer) if number in owned else item for number, item in enumerate(items)]


def _of_owner(item: Item, known: Mapping[int, Item], namer: Namer) -> Item:
    segment = item.segment
    over = known.get(id(segment.owner or (segment.headings[-1] if segment.headings else None)))
    owner = _OWNED.sub("", segment.text, count=1).rstrip(" .")
    match = namer.match(owner)
    if over is None or not is_safe(match) or match.kind is not Kind.TRUST or not _is_of(over, match):
        return item
    return Item(segment, Form.HEAD, (Name(owner, match),))


def _is_of(over: Item, trust: Match) -> bool:
    """Whether a title is a hospital, or another name of a trust."""
    matches = [name.match for name in over.names]
    return any(each.kind is Kind.SITE or each.current_codes == trust.current_codes for each in matches)
