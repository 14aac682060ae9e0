"""Names in the data that scripts carry: map markers, JSON-LD, state of an app."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import unescape

from alliance_spiders.reading.elements import attribute
from alliance_spiders.reading.html_values import LONGEST, entries_in, is_html, name_in
from alliance_spiders.reading.locator import path_of, unescape_script
from alliance_spiders.reading.model import Segment, Source, Zone
from alliance_spiders.reading.nodes import Tag
from alliance_spiders.reading.words import Lean, lean

MAX_SCRIPT = 400_000  # characters
MAX_STRINGS = 3_000
_LONGEST = 200  # characters of a name
_NAME_KEYS = frozenset(
    "name title label text organisation organization trust hospital heading alt caption provider site".split()
)
_NOT_PARTNERS = frozenset(
    "parentorganization publisher author worksfor breadcrumb itemlistelement funder sponsor provider "
    "memberof sourceorganization copyrightholder ispartof about mainentityofpage potentialaction".split()
)
_CARE = re.compile(r"\b(?:NHS|FT|Trust|Hospitals?|Infirmary|TRUST|HOSPITALS?|INFIRMARY)\b")
_HTML = r"(?=\s*(?:<|\\u003[Cc]|\\x3[Cc]|&lt;)[a-zA-Z])"
# Each string is taken whole, so that no end of one is taken for the beginning of another. A single sign may
# be an apostrophe, and only what is HTML is longer than a name there.
_PAIR = re.compile(
    r"(?:[\"']?\b(?P<key>\w+)[\"']?\s*:\s*|\b(?P<call>\w+)\((?:[\d\s.,+-]|\[[\d\s.,+-]{0,80}\]){0,80}|(?P<row>\[)\s*)?"
    r"(?:\"(?P<double>(?:[^\"\\\n]++|\\.)*+)\""
    rf"|'(?P<single>{_HTML}(?:[^'\\\n]|\\.){{0,{LONGEST}}}|(?:[^'\\\n]|\\.){{0,{_LONGEST}}})'"
    rf"|`(?P<lines>{_HTML}(?:[^`\\]|\\.){{0,{LONGEST}}})`)"
)
_POPUPS = frozenset("popup tooltip infowindow infobox".split())
_LETTERS = re.compile(r"[A-Za-z]{3}")
_MOSTLY = 3  # values of a key for each that is a name for certain
_ROW = "["  # stands for the key of a string that begins a row
_TAGS = re.compile(r"<[^>]{0,300}>")

Pointed = tuple[str, tuple[str, ...], str]


def script_segments(
    scripts: Iterable[Tag], start: int, over: Mapping[int, tuple[Segment, ...]]
) -> Iterator[Segment]:
    """Segments for the names in the scripts of a page.

    ``over`` are the headings over each script, by identity. A script may stand anywhere, so that a heading
    counts only where it says that partners follow.
    """
    count = 0
    for script in scripts:
        text = script.get_text()
        if script.has_attr("src") or not text.strip() or len(text) > MAX_SCRIPT:
            continue
        place = ""
        titles = tuple(h for h in over.get(id(script), ())[-1:] if lean(h.text).lean is Lean.STRONG)
        for shape, value in _strings_of(script, text):
            if count >= MAX_STRINGS:
                return
            place = place or path_of(script)
            yield Segment(
                index=start + count, text=value, source=Source.SCRIPT, zone=Zone.MAIN, tag=script,
                shape=("script", place, *shape), place=place, headings=titles,
            )  # fmt: skip
            count += 1


def attribute_strings(tag: Tag) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """``(attribute, keys on the way, string)`` of the names in what an element carries for a script.

    That is JSON, or HTML in an attribute whose name begins with ``data-``.
    """
    for name, value in tag.attrs.items():
        text = str(value)
        if text[:1] not in ("{", "["):
            title = name_in(text) if name.startswith("data-") and is_html(text) else ""
            if title:
                yield name, (), title
            continue
        if len(text) > MAX_SCRIPT or not _CARE.search(text):
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
            f"{pair['call']}(" if pair["call"] else (pair["row"] or pair["key"] or "").lower().strip(),
            name,
        )
        for pair in _PAIR.finditer(text)
        for name in _read(pair["double"] or pair["single"] or pair["lines"] or "")
    ]
    rows = sum(key == _ROW for key, _ in pairs)
    calls = Counter(key for key, value in pairs if key.endswith("(") and _CARE.search(value))
    keys = _NAME_KEYS | {call for call, count in calls.items() if count > 1}  # “bindPopup("Name")”
    named = Counter(key for key, value in pairs if _CARE.search(value))
    total = Counter(key for key, _ in pairs)
    # A key whose values often are names holds names: the HTML of each pin.
    often = {key for key, count in named.items() if total[key] > 1 and count * _MOSTLY >= total[key]}
    keys |= often - {"", _ROW}
    keys |= {_ROW} if rows > 1 else set()  # “["Name", 51.1, -1.2], […]”
    for key, value in pairs:
        if value and (key in keys or (key not in _NOT_PARTNERS and _CARE.search(value))):
            yield (key,), value


def pointed_strings(data: object) -> Iterator[Pointed]:
    """``(pointer, keys on the way, string)`` of the names in a JSON value, in its order."""
    stack: list[tuple[str, tuple[str, ...], object]] = [("", (), data)]
    often = _keys_often_of_names(data)
    count = 0
    while stack and count < MAX_STRINGS:
        pointer, shape, value = stack.pop()
        if isinstance(value, dict):
            keys = _keys_of_names(value)
            stack.extend((f"{pointer}/{k}", (*shape, k), value[k]) for k in reversed(keys))
        elif isinstance(value, list):
            stack.extend((f"{pointer}/{n}", shape, v) for n, v in reversed(list(enumerate(value))))
        elif isinstance(value, str) and (name := _name_at(shape, value, often)):
            count += 1
            yield pointer, shape, name


def _keys_of_names(data: dict[str, object]) -> list[str]:
    """The keys of an object that may lead to names; HTML beside its own name tells of it, and gives none."""
    keys = [key for key in data if key.lower() not in _NOT_PARTNERS or _is_list(key, data)]
    own = (data[key] for key in keys if key.lower() in _NAME_KEYS)
    if not any(isinstance(name, str) and _LETTERS.search(name) for name in own):
        return keys
    return [key for key in keys if _is_of_names(key) or not _holds_html(data[key])]


def _is_list(key: str, data: dict[str, object]) -> bool:
    """Whether a key holds the entries of a list of things, and not the way to a page."""
    return key.lower() == "itemlistelement" and str(data.get("@type", "")).lower() == "itemlist"


def _holds_html(value: object) -> bool:
    return isinstance(value, str) and is_html(value)


def _keys_often_of_names(data: object) -> frozenset[str]:
    """Keys whose values often are names of trusts or hospitals, whatever they are called."""
    total: Counter[str] = Counter()
    named: Counter[str] = Counter()
    stack: list[object] = [data]
    while stack and total.total() < MAX_STRINGS:
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(value)
        elif isinstance(value, dict):
            texts = {key: each for key, each in value.items() if isinstance(each, str)}
            total.update(texts.keys())
            named.update(key for key, text in texts.items() if len(text) <= _LONGEST and _CARE.search(text))
            stack.extend(each for each in value.values() if isinstance(each, list | dict))
    often = (key for key, count in named.items() if count > 1 and count * _MOSTLY >= total[key])
    return frozenset(key for key in often if key.lower() not in _NOT_PARTNERS)


def _name_at(shape: tuple[str, ...], value: str, often: frozenset[str]) -> str:
    """The name that a string of JSON is or is titled by; empty for none."""
    title = name_in(value) if is_html(value) else ""
    if title:
        return title
    is_named = (
        not shape
        or shape[-1] in often
        or _is_of_names(shape[-1])
        or not _POPUPS.isdisjoint(key.lower() for key in shape[-2:])
    )
    return _plain(value) if 2 < len(value) <= _LONGEST and is_named else ""


def _is_of_names(key: str) -> bool:
    small = key.lower()
    return small in _NAME_KEYS or small.endswith(("name", "title", "s"))


def _read(literal: str) -> tuple[str, ...]:
    """A string of a script; of one that is HTML its title, or its entries. An empty one can be no name."""
    value = unescape_script(literal) if 2 < len(literal) <= LONGEST else ""
    if is_html(value):
        entries = entries_in(value)
        title = name_in(value) if not entries else ""
        if entries or title:
            return entries or (title,)
    return (_plain(value) if len(literal) <= _LONGEST else "",)


def _plain(value: str) -> str:
    return " ".join(unescape(_TAGS.sub(" ", value)).split())
