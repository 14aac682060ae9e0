"""The spider's own file: what was found for its hints, and what an earlier version said that still holds."""

from __future__ import annotations

import ast
import re
import textwrap
from dataclasses import dataclass, fields
from urllib.parse import unquote, urlsplit

from alliance_spiders.alliances import Alliance
from alliance_spiders.crawling.scoring import Taste
from alliance_spiders.new_spider.finding import Found, hint_path, likely_paths
from alliance_spiders.new_spider.recorded import RecordedSite

MOST_PATHS = 4
WIDTH = 110
_BETWEEN = re.compile(r"[\W_]+")  # words of an address


@dataclass(frozen=True, slots=True)
class Said:
    """What a spider says of its site; see ``AllianceSpider``."""

    likely_paths: tuple[str, ...] = ()
    leading_words: tuple[str, ...] = ()
    list_words: tuple[str, ...] = ()
    trap_paths: tuple[str, ...] = ()


def said_in(source: str) -> Said:
    """What an existing spider's file says; nothing for a file that is no Python or says it otherwise."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return Said()
    known = {field.name for field in fields(Said)}
    values: dict[str, tuple[str, ...]] = {}
    for node in ast.walk(tree):
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        if isinstance(node, ast.Assign) and isinstance(target, ast.Name) and target.id in known:
            values[target.id] = _strings(node.value)
    return Said(**values)


def said_of(site: RecordedSite, found: Found, before: Said) -> Said:
    """The hints: where the list is now, and of what was said before what the recording bears out."""
    listed = [hint_path(site.pages[key].url, site.alliance.home) for key in found.pages]
    known = [path for path in before.likely_paths if any(_same(path, each) for each in listed)]
    fresh = [path for path in likely_paths(site, found) if not any(_same(path, each) for each in known)]
    links = [_words(site.pages[key].url, text) for each in site.links.values() for key, text in each]
    addresses = [address.casefold() for address in site.addresses]
    return Said(
        likely_paths=(*known, *fresh[:MOST_PATHS]),
        leading_words=tuple(word for word in before.leading_words if any(map(Taste((word,)).says, links))),
        list_words=found.introductions,
        trap_paths=tuple(
            trap for trap in before.trap_paths if any(trap.casefold() in address for address in addresses)
        ),
    )


def dropped(before: Said, after: Said) -> tuple[str, ...]:
    """What an earlier version said of paths and links, and the new one does not."""
    return tuple(
        value
        for name in ("likely_paths", "leading_words", "trap_paths")
        for value in getattr(before, name)
        if value not in getattr(after, name)
    )


def spider_source(alliance: Alliance, said: Said, place: str) -> str:
    """The file; ``place`` is a sentence that says where the list stood."""
    name = "".join(word.capitalize() for word in alliance.slug.split("_"))
    lines = [
        f'"""{alliance.name}."""',
        "",
        "from alliance_spiders.spiders.base import AllianceSpider",
        "",
        "",
        f"class {name}Spider(AllianceSpider):",
        *textwrap.wrap(f'"""{place}"""', WIDTH, initial_indent="    ", subsequent_indent="    "),
        "",
        f'    name = "{alliance.slug}"',
    ]
    for field in fields(Said):
        lines += _tuple(field.name, getattr(said, field.name))
    return "\n".join(lines) + "\n"


def place_of(found: Found, day: str) -> str:
    """Where the list stood, in a sentence."""
    places = [locator for _, locator in found.places]
    shown = ", ".join(dict.fromkeys(places[:3])) or "/html"
    return f"On {day} the list stood at {shown}."


def _words(url: str, text: str) -> str:
    """The words of a link and those at the end of its address, in which a crawl looks for leading words."""
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    return f"{text} {_BETWEEN.sub(' ', last)}"


def _same(one: str, other: str) -> bool:
    return one.rstrip("/").casefold() == other.rstrip("/").casefold()


def _tuple(name: str, values: tuple[str, ...]) -> list[str]:
    """An assignment as the project's formatter writes it; nothing for no values."""
    if not values:
        return []
    quoted = [_quoted(value) for value in values]
    line = f"    {name} = ({', '.join(quoted)}{',' if len(quoted) == 1 else ''})"
    if len(line) <= WIDTH:
        return [line]
    return [f"    {name} = (", *(f"        {value}," for value in quoted), "    )"]


def _quoted(value: str) -> str:
    """A string as Python writes it, in double quotes where that needs no escape."""
    plain = value.isprintable() and '"' not in value and "\\" not in value
    return f'"{value}"' if plain else repr(value)


def _strings(node: ast.expr) -> tuple[str, ...]:
    try:
        value = ast.literal_eval(node)
    except ValueError:
        return ()
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, tuple) else ()
