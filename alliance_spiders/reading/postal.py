"""Lines of postal addresses: a town or a street in them is no entry of a list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from alliance_spiders.reading.model import Form, Item, Segment
from alliance_spiders.reading.names import is_safe

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}$")
_STREETS = ("Road", "Rd", "Street", "Lane", "Avenue", "Close", "Drive", "Way", "Terrace", "Crescent")
_STREET = re.compile(rf"[^,]*\b(?:{'|'.join(_STREETS)})(?:,|$)")
_LONGEST = 80  # characters of a line
_LINES = 3  # between a street and a postcode, and of those before a postcode


def address_lines(items: Sequence[Item]) -> frozenset[int]:
    """The lines of addresses, by the identity of their segments.

    They are a street, what stands below it in the same element or beside it, and what stands over a
    postcode in the same element; none but a street looks like a name.
    """
    return frozenset(id(item.segment) for item in _lines(items))


def without_addresses(items: Iterable[Item], lines: frozenset[int]) -> list[Item]:
    """The items; those in lines of addresses name nobody."""
    return [Item(item.segment, Form.NONE) if id(item.segment) in lines else item for item in items]


def may_be_of_address(text: str) -> bool:
    """Whether a text ends with capitals, as with a postcode, or has a street before its first comma."""
    return text.rstrip(" .,;")[-2:].isupper() or text.partition(",")[0].endswith(_STREETS)


def _lines(items: Sequence[Item]) -> Iterator[Item]:
    for number, item in enumerate(items):
        text = item.segment.text
        if len(text) > _LONGEST or not may_be_of_address(text) or not _is_line(item):
            continue
        if _POSTCODE.search(text.rstrip(" .,;")):
            yield item
            yield from _beside(items, range(number - 1, max(number - 1 - _LINES, -1), -1), item.segment)
        elif _STREET.match(text):
            yield item
            yield from _beside(items, range(number + 1, min(number + 1 + _LINES, len(items))), item.segment)


def _beside(items: Sequence[Item], numbers: range, anchor: Segment) -> Iterator[Item]:
    """The lines that go on with an address from one of it; a paragraph of its own only below a street."""
    for number in numbers:
        item = items[number]
        is_near = item.segment.tag is anchor.tag or (numbers.step > 0 and _are_siblings(item.segment, anchor))
        if not is_near or len(item.segment.text) > _LONGEST or not _is_line(item):
            return
        yield item


def _is_line(item: Item) -> bool:
    """Whether a text names nobody, or is a street: “Infirmary Road” is no hospital."""
    if item.segment.level or any(is_safe(name.match) for name in item.names):
        return False
    return not item.names or _STREET.match(item.segment.text) is not None


def _are_siblings(one: Segment, other: Segment) -> bool:
    return one.tag is not None and other.tag is not None and one.tag.parent is other.tag.parent
