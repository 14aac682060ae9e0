"""What stands around the entries of a list: its container, its controls, and where these lead."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin

from alliance_spiders.reading.blocks import Block, Find
from alliance_spiders.reading.elements import attribute, own_words
from alliance_spiders.reading.model import Segment
from alliance_spiders.reading.nodes import Tag
from alliance_spiders.reading.tree import all_tags, is_within, shown

_HIDDEN = frozenset("hidden collapse collapsed invisible none".split())
_NODES = 40  # nodes after a list in which a control of the list may stand
_UP = 3  # elements around a text that may make it a link or a button
_NEAR = 10  # elements in it, of which a control may have other words
_MOST = 3_000  # elements in it that are looked at
_CONTROLS = frozenset({"a", "button"})


def container_of(block: Block) -> Tag | None:
    """The innermost element around all names of a block, and around more than one of them."""
    tags = [find.segment.tag for find in block.finds if find.segment.tag is not None]
    if not tags:
        return None
    common = list(tags[0].parents)
    for tag in tags[1:]:
        around = {id(tag), *(id(parent) for parent in tag.parents)}
        common = [each for each in common if id(each) in around]
    if len(tags) == 1 and common and common[0].name in ("li", "td", "th", "dd"):
        return common[0].parent
    return common[0] if common else None


def child_of(tag: Tag | None, container: Tag | None) -> Tag | None:
    """The child of an element that another one stands in."""
    while tag is not None and tag.parent is not container:
        tag = tag.parent
    return tag


def next_tags(entry: Tag | None) -> Iterator[Tag]:
    """The elements after an entry, as far as they may belong to its list."""
    last = entry
    while last is not None and last.contents and isinstance(last.contents[-1], Tag):
        last = last.contents[-1]
    nodes = islice(last.next_elements, _NODES) if last is not None else ()
    return (node for node in nodes if isinstance(node, Tag))


def is_of_entry(segment: Segment, last: Find, container: Tag | None) -> bool:
    """Whether a text belongs to the last entry itself."""
    return is_within(segment.tag, child_of(last.segment.tag, container)) if container is not None else False


def control_of(segment: Segment) -> Tag | None:
    """The link or button that a text is that of, if it is one."""
    tag = segment.tag
    if tag is None:
        return None
    controls = [(at, each) for at, each in enumerate(islice(all_tags(tag), _MOST)) if each.name in _CONTROLS]
    own = next(
        (each for _, each in controls if shown(each) == segment.text), None
    )  # it may stand among cards
    if own is None and controls and controls[0][0] < _NEAR:
        own = controls[0][1]
    if own is not None:
        return own
    around = [tag, *islice(tag.parents, _UP)]
    return next((each for each in around if each.name in _CONTROLS), None)


def address_of(control: Tag | None) -> str:
    """Where a link leads; empty for a button, and for a link that leads nowhere by itself."""
    if control is None or control.name != "a":
        return ""
    target = attribute(control, "href")
    is_none = target.startswith(("#", "javascript:", "mailto:", "tel:"))
    return "" if is_none else target


def is_hidden(tag: Tag | None) -> bool:
    """Whether an element, or one close around it, is there but not shown until something is pressed."""
    for each in (tag, *islice(tag.parents, _UP)) if tag is not None else ():
        style = attribute(each, "style").replace(" ", "").lower()
        if each.has_attr("hidden") or "display:none" in style or _HIDDEN.intersection(own_words(each)):
            return True
    return False


def joined(base: str, target: str) -> str:
    """The address that a link on a page leads to; empty when it is none."""
    try:
        return urljoin(base, target)
    except ValueError:
        return ""


def plain_address(url: str) -> str:
    """An address as far as it tells pages apart."""
    path, mark, query = url.partition("#")[0].partition("://")[2].removeprefix("www.").partition("?")
    return f"{path.rstrip('/')}{mark}{query}".lower()
