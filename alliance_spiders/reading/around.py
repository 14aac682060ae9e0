"""What is open around an element while a page is walked through: its lists, entries and headings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from alliance_spiders.reading.model import Segment, Zone


@dataclass(slots=True, eq=False)
class OpenList:
    """A list while it is open; the first text of its latest item owns what is nested in it."""

    outer: OpenList | None
    latest: Segment | None = None


@dataclass(slots=True, eq=False)
class OpenEntry:
    """A list item while it is open."""

    within: OpenList | None
    first: Segment | None = None


@dataclass(slots=True)
class OverText:
    """A heading in force."""

    level: int
    segment: Segment
    since: int  # when it was met
    texts: int  # how much text had been met before


class Around(NamedTuple):
    """What an element hands down to its children; a tuple, for one is made at every element."""

    zone: Zone
    shape: tuple[str, ...]
    since: int = 0  # when the element was entered
    level: int = 0
    entry: OpenEntry | None = None
    within: OpenList | None = None

    def at(self, level: int) -> Around:
        """The same at another level."""
        if level == self.level:
            return self
        zone, shape, since, _, entry, within = self
        return around_of(Around, (zone, shape, since, level, entry, within))

    def in_shape(self, *steps: str) -> Around:
        """The same, some elements further in."""
        return self._replace(shape=(*self.shape, *steps))


around_of = tuple.__new__  # several times as fast as to call the class
