"""The map of England in the report: each open trust where it stands, marked by its alliance."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, radians

from alliance_spiders.alliances import all_alliances
from matching.model import Trust
from matching.register import Register
from output.curated import MappingRow
from output.notes import second_claims

_SHRINK = cos(radians(53))  # a degree of longitude beside one of latitude, in the middle of England
_UNIT = 100.0  # units of the drawing for a degree of latitude


@dataclass(frozen=True, slots=True)
class Window:
    """A piece of the world, in degrees, and how many times it is enlarged."""

    west: float
    east: float
    south: float
    north: float
    scale: float = 1.0

    @property
    def width(self) -> float:
        """Width of the drawing."""
        return round((self.east - self.west) * _SHRINK * _UNIT * self.scale, 1)

    @property
    def height(self) -> float:
        """Height of the drawing."""
        return round((self.north - self.south) * _UNIT * self.scale, 1)

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a position lies in the drawing."""
        x = (longitude - self.west) * _SHRINK * _UNIT * self.scale
        return round(x, 1), round((self.north - latitude) * _UNIT * self.scale, 1)

    def holds(self, trust: Trust) -> bool:
        """Whether the trust lies in it; one without a position lies nowhere."""
        if trust.longitude is None or trust.latitude is None:
            return False
        return self.west < trust.longitude < self.east and self.south < trust.latitude < self.north


ENGLAND = Window(-6.5, 1.9, 49.8, 55.9)
LONDON = Window(-0.56, 0.3, 51.27, 51.7, scale=6)


@dataclass(frozen=True, slots=True)
class Mark:
    """One trust on the map. ``number`` is the alliance's place in the legend, 0 for none."""

    x: float
    y: float
    number: int
    double: bool
    unread: bool
    title: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A window with the coast and the marks in it."""

    window: Window
    coast: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class LegendLine:
    """One alliance of the legend; ``state`` is its site's in this run, empty where it was not crawled."""

    number: int
    name: str
    trusts: int
    state: str
    unread: bool


def drawings(
    rows: Iterable[MappingRow], register: Register, unread: Collection[str]
) -> tuple[Drawing, Drawing]:
    """England, and London enlarged. ``unread`` are codes of alliances whose site could not be believed."""
    kept = tuple(rows)
    england, london = (
        Drawing(window, _coast(window), _marks(kept, register, unread, window))
        for window in (ENGLAND, LONDON)
    )
    return england, london


def legend(
    rows: Iterable[MappingRow], states: Mapping[str, str], unread: Collection[str]
) -> list[LegendLine]:
    """A line for each alliance, in their order, and one for the trusts in none."""
    owners = [row.cancer_alliance_code for row in rows]
    lines = [
        LegendLine(
            number, a.name, owners.count(a.code), states.get(a.code, "").replace("_", " "), a.code in unread
        )
        for number, a in enumerate(all_alliances(), 1)
    ]
    return [*lines, LegendLine(0, "In no alliance", owners.count(""), "", False)]


def placeless(rows: Iterable[MappingRow], register: Register) -> tuple[str, ...]:
    """Names of the trusts whose place is not known, so that no map can show them."""
    return tuple(row.ods_name for row in rows if not _has_place(register.trusts.get(row.ods_code)))


def _has_place(trust: Trust | None) -> bool:
    return trust is not None and trust.longitude is not None and trust.latitude is not None


def _marks(
    rows: Iterable[MappingRow], register: Register, unread: Collection[str], window: Window
) -> tuple[Mark, ...]:
    """The marks in a window, those of trusts in no alliance first, so that the others lie on top."""
    marks = (_mark(row, register.trusts.get(row.ods_code), unread, window) for row in rows)
    return tuple(sorted((mark for mark in marks if mark), key=lambda mark: mark.number > 0))


def _mark(row: MappingRow, trust: Trust | None, unread: Collection[str], window: Window) -> Mark | None:
    if trust is None or trust.longitude is None or trust.latitude is None or not window.holds(trust):
        return None
    numbers = {alliance.code: number for number, alliance in enumerate(all_alliances(), 1)}
    x, y = window.place(trust.longitude, trust.latitude)
    double = bool(second_claims(row.notes))
    title = f"{row.ods_name} ({row.ods_code}): {row.cancer_alliance_name or 'in no alliance'}"
    return Mark(
        x=x,
        y=y,
        number=numbers.get(row.cancer_alliance_code, 0),
        double=double,
        unread=row.cancer_alliance_code in unread,
        title=f"{title}. {row.notes}" if double else title,
    )


def _coast(window: Window) -> str:
    """The outline as the path of an SVG."""
    lines = []
    for part in outline():
        points = (window.place(longitude, latitude) for longitude, latitude in part)
        lines.append("M" + "L".join(f"{x:g},{y:g}" for x, y in points) + "Z")
    return "".join(lines)


@cache
def outline() -> tuple[tuple[tuple[float, float], ...], ...]:
    """The bundled outline of England: for each piece of land its corners, as longitude and latitude."""
    text = files("output").joinpath("data/england_outline.csv").read_text("utf-8")
    parts: dict[str, list[tuple[float, float]]] = {}
    for row in csv.DictReader(text.splitlines()):
        parts.setdefault(row["part"], []).append((float(row["longitude"]), float(row["latitude"])))
    return tuple(tuple(points) for points in parts.values())
