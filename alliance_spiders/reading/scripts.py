"""Names in the data that scripts carry: map markers, JSON-LD, state of an app."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from alliance_spiders.reading.elements import attribute
from alliance_spiders.reading.locator import path_of, unescape_script
from alliance_spiders.reading.model import Segment, Source, Zone
from alliance_spiders.reading.nodes import Tag

MAX_SCRIPT = 400_000  # characters
MAX_STRINGS = 3_000
_NAME_KEYS = frozenset(
    "name title label text organisation organization trust hospital heading alt caption provider site".split()
)
_NOT_PARTNERS = frozenset(
    "parentorganization publisher author worksfor breadcrumb itemlistelement funder sponsor provider "
    "memberof sourceorganization copyrightholder ispartof about mainentityofpage potentialaction".split()
)
_CARE = re.compile(r"\b(?:NHS|FT|Trust|Hospitals?|Infirmary)\b")
_PAIR = re.compile(
    r"(?:[\"']?\b(?P<key>\w+)[\"']?\s*:\s*|(?P<row>\[)\s*)?"
    r"(?:\"(?P<double>(?:[^\"\\\n]|\\.){3,200})\"|'(?P<single>(?:[^'\\\n]|\\.){3,200})')"
)
_ROW = "["  # stands for the key of a string that begins a row
_TAGS = re.compile(r"<[^>]{0,300}>")

Pointed = tuple[str, tuple[str, ...], str]


def script_segments(scripts: Iterable[Tag], start: int) -> Iterator[Segment]:
    """Segments for the names in the scripts of a page."""
    count = 0
    for script in scripts:
        text = script.get_text()
        if script.has_attr("src") or not text.strip() or len(text) > MAX_SCRIPT:
            continue
        place = ""
        for shape, value in _strings_of(script, text):
            if count >= MAX_STRINGS:
                return
            place = place or path_of(script)
            yield Segment(
                index=start + count, text=value, source=Source.SCRIPT, zone=Zone.MAIN, tag=script,
                shape=("script", place, *shape), place=place,
            )  # fmt: skip
            count += 1


def attribute_strings(tag: Tag) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """``(attribute, keys on the way, string)`` of the names in JSON that an element carries for a script."""
    for name, value in tag.attrs.items():
        text = str(value)
        if text[:1] not in ("{", "[") or len(text) > MAX_SCRIPT or not _CARE.search(text):
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for _, shape, found in pointed_strings(data):
            yield name, shape, found


def _strings_of(script: Tag, text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    if "json" in attribute(script, "type").lower():
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            return
        for _, shape, value in pointed_strings(data):
            yield shape, value
        return
    pairs = [
        (
            (pair["row"] or pair["key"] or "").lower().strip(),
            _plain(unescape_script(pair["double"] or pair["single"])),
        )
        for pair in _PAIR.finditer(text)
    ]
    rows = sum(key == _ROW for key, _ in pairs)
    keys = _NAME_KEYS | {_ROW} if rows > 1 else _NAME_KEYS  # “["Name", 51.1, -1.2], […]”
    for key, value in pairs:
        if key in keys or (key not in _NOT_PARTNERS and _CARE.search(value)):
            yield (key,), value


def pointed_strings(data: object) -> Iterator[Pointed]:
    """``(pointer, keys on the way, string)`` of the names in a JSON value, in its order."""
    stack: list[tuple[str, tuple[str, ...], object]] = [("", (), data)]
    count = 0
    while stack and count < MAX_STRINGS:
        pointer, shape, value = stack.pop()
        if isinstance(value, dict):
            items = [
                (f"{pointer}/{k}", (*shape, str(k)), v)
                for k, v in value.items()
                if str(k).lower() not in _NOT_PARTNERS
            ]
            stack.extend(reversed(items))
        elif isinstance(value, list):
            stack.extend((f"{pointer}/{n}", shape, v) for n, v in reversed(list(enumerate(value))))
        elif isinstance(value, str) and _is_name(shape, value):
            count += 1
            yield pointer, shape, _plain(value)


def _is_name(shape: tuple[str, ...], value: str) -> bool:
    key = shape[-1].lower() if shape else ""
    return 2 < len(value) <= 200 and (not shape or key in _NAME_KEYS or key.endswith(("name", "title", "s")))


def _plain(value: str) -> str:
    return " ".join(_TAGS.sub(" ", value).split())
