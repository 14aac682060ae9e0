"""Places on a page: naming one, and finding it again.

A place in HTML is an absolute XPath in the page as lxml parses it, ending in ``/@name`` for an
attribute and in ``/text()[n]`` for one line among others. A place in a PDF is ``/page[2]/block[14]``,
in a JSON document ``/`` followed by the keys and positions (``/trusts/0/name``).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from alliance_spiders.reading.decode import decode_body
from alliance_spiders.reading.nodes import Tag, Text
from alliance_spiders.reading.parsing import parsed
from alliance_spiders.reading.pdf import pdf_places

_STEP = re.compile(r"([\w:.-]+|text\(\)|@[\w:.-]+)(?:\[(\d{1,6})\])?")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\(.)", re.DOTALL)
_SPACES = frozenset("nrt")  # escaped, they are white space
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_MANY = 40  # children of one element


def path_of(node: Tag | Text) -> str:
    """The absolute XPath of an element or of a text node."""
    steps: list[str] = []
    current: Tag | Text | None = node
    while current is not None and current.parent is not None:  # not that of the whole page
        step_of = _element_step if isinstance(current, Tag) else _step_of
        steps.append(step_of(current, current.parent))
        current = current.parent
    return "/" + "/".join(reversed(steps))


def _step_of(node: Tag | Text, parent: Tag) -> str:
    if len(parent.contents) > _MANY:
        return _steps_in(parent)[id(node)]
    name = node.name if isinstance(node, Tag) else "text()"
    alike = list(_alike(parent, name))
    if len(alike) == 1:
        return f"{name}"
    position = next(n for n, other in enumerate(alike, start=1) if other is node)
    return f"{name}[{position}]"


# Entries of one list have all their elements around in common. Not for texts: two of one wording are alike.
_element_step = lru_cache(maxsize=64)(_step_of)


@lru_cache(maxsize=4)  # pages are kept as long as their elements are in it
def _steps_in(parent: Tag) -> Mapping[int, str]:
    """The steps to all children of an element with many, by identity: counting for each takes too long."""
    names = {
        id(child): child.name if isinstance(child, Tag) else "text()"
        for child in parent.contents
        if isinstance(child, (Tag, Text))
    }
    alike, seen = Counter(names.values()), Counter[str]()
    steps: dict[int, str] = {}
    for child, name in names.items():
        seen[name] += 1
        steps[child] = name if alike[name] == 1 else f"{name}[{seen[name]}]"
    return steps


def _alike(parent: Tag, name: str) -> Iterator[Tag | Text]:
    """The children that an XPath step of this name chooses from."""
    for child in parent.contents:
        if isinstance(child, Tag):
            if child.name == name:
                yield child
        elif isinstance(child, Text) and name == "text()":
            yield child


def resolve(root: Tag, locator: str) -> str | None:
    """The text at a place of a parsed page; nothing when there is no such place."""
    node: Tag | Text = root
    for step in locator.strip("/").split("/"):
        parsed = _STEP.fullmatch(step)
        if parsed is None or not isinstance(node, Tag):
            return None
        name, position = parsed[1], int(parsed[2] or 1)
        if name.startswith("@"):
            value = node.attrs.get(name[1:])
            return None if value is None else _attribute_text(value)
        alike = list(_alike(node, name))
        if not 0 < position <= len(alike):
            return None
        node = alike[position - 1]
    return _text(node)


def _attribute_text(value: str) -> str:
    """An attribute as people read it; data for a script have its escapes."""
    if value[:1] in ("{", "["):
        return _with_html_read(unescape_script(value))
    if "%" in value:  # an address
        value = f"{value}\n{unquote(value)}"
    return _with_html_read(value) if "<" in value or "&lt;" in value else value


def _text(node: Tag | Text) -> str:
    if not isinstance(node, Tag):
        return str(node)
    if node.name in ("script", "template"):
        return _with_html_read(unescape_script(node.get_text()))
    return node.get_text(" ")


def unescape_script(text: str) -> str:
    """The text of a script with its escapes (``\\u2019``, ``\\/``, ``&amp;``) undone."""
    return unescape(_ESCAPE.sub(_escaped, text))


def _escaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else " " if found[3] in _SPACES else found[3]


def _with_html_read(data: str) -> str:
    """Data for a script, and under it the same as people read what is HTML in it: no tags, no entities."""
    html = data if "<" in data else unescape(data)
    return f"{data}\n{unescape(_TAG.sub(' ', html))}" if "<" in html else data


def text_at(body: bytes, content_type: str, encoding: str, locator: str) -> str | None:
    """The text at a place of a recorded page; nothing when there is no such place."""
    if is_pdf(body, content_type):
        return pdf_places(body).get(locator)
    text = decode_body(body, content_type, encoding)
    if is_json(content_type):
        return _at_pointer(text, locator)
    return resolve(parsed(text), locator)


def is_pdf(body: bytes, content_type: str) -> bool:
    """Whether a body is a PDF, by its first bytes or by what it is said to be."""
    return body[:1024].lstrip().startswith(b"%PDF") or "application/pdf" in content_type.lower()


def is_json(content_type: str) -> bool:
    """Whether a body is said to be a JSON document."""
    return "json" in content_type.partition(";")[0].lower()


def _at_pointer(text: str, pointer: str) -> str | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    for key in pointer.strip("/").split("/"):
        if isinstance(value, dict) and key in value:
            value = value[key]
        elif isinstance(value, list) and key.isdigit() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return _with_html_read(value) if isinstance(value, str) else None
