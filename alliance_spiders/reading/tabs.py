"""Tabs and what they open: the text of a tab stands over its panel, wherever the tab itself stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from alliance_spiders.reading.elements import attribute, heading_level
from alliance_spiders.reading.nodes import Tag
from alliance_spiders.reading.runs import Run, text_of
from alliance_spiders.reading.tree import all_tags, nearest

_ROWS = ("ul", "ol", "nav", "div", "section", "p")
_IN_PAGE = re.compile(r"#.")
_ROW = 2  # links make a row
_TARGETS = ("aria-controls", "data-bs-target", "data-target")
_TARGETS_SET = frozenset(_TARGETS)
_OPENERS = ("a", "button", "li")


@dataclass(frozen=True, slots=True)
class Tabs:
    """The panels of a page with the texts of what opens them.

    Attributes:
        by_id: text by the panel's id.
        by_panel: text by the panel's identity.
        parts: identities of the tabs of a row and of all that stands in them: what such a tab says, it
            says of its panel, and not of what happens to follow the row.
    """

    by_id: Mapping[str, str] = field(default_factory=dict)
    by_panel: Mapping[int, str] = field(default_factory=dict)
    parts: frozenset[int] = frozenset()

    @property
    def any(self) -> bool:
        """Whether the page has any."""
        return bool(self.by_id or self.by_panel)

    def title_of(self, tag: Tag) -> str:
        """The text of the tab or button that opens an element; empty when there is none."""
        own = self.by_id.get(attribute(tag, "id"), "") if tag.has_attr("id") else ""
        return own or self.by_panel.get(id(tag), "")

    def are_all(self, tag: Tag, run: Run) -> bool:
        """Whether a text, the nodes of which stand in ``tag``, is that of tabs alone."""
        if not self.parts or id(tag) in self.parts:
            return bool(self.parts)
        filled = [node for node in run if isinstance(node, Tag) or node.strip()]
        return bool(filled) and all(id(node) in self.parts for node in filled)


def tabs_of(tags: Mapping[str, Sequence[Tag]]) -> Tabs:
    """The tabs of a page, from its elements by name."""
    within = [link for link in tags.get("a", ()) if attribute(link, "href").startswith("#")]
    by_id = dict(_openers(tags, within))
    parts = {id(part) for link in _links_in_rows(tags, within, by_id) for part in (link, *all_tags(link))}
    rows = [
        tag
        for each in tags.values()
        for tag in each
        if "role" in tag.attrs and attribute(tag, "role") == "tablist"
    ]
    by_panel: dict[int, str] = {}
    for row in rows:
        opened = dict(_opened_by(row))
        for tab in _tabs_in(row):
            panel = opened.get(id(tab))
            if panel is not None:
                by_panel[id(panel)] = text_of([tab])
                parts |= {id(tab), *(id(inner) for inner in all_tags(tab))}
    return Tabs(by_id, by_panel, frozenset(parts))


def _openers(tags: Mapping[str, Sequence[Tag]], within: Iterable[Tag]) -> Iterator[tuple[str, str]]:
    """The ids of panels with the texts of the tabs and buttons that open them.

    ``within`` are the links to parts of the page.
    """
    for opener in (tag for name in _OPENERS for tag in tags.get(name, ())):
        target = _target(opener) if not _TARGETS_SET.isdisjoint(opener.attrs) else ""
        if target:
            yield target, text_of([opener])
    for link in within:
        target = attribute(link, "href")
        if len(target) > 1 and _opens_panel(link):
            yield target[1:], text_of([link])


def _links_in_rows(
    tags: Mapping[str, Sequence[Tag]], within: Iterable[Tag], by_id: dict[str, str]
) -> Iterator[Tag]:
    """Links to parts of the page that stand in a row, as their parts do: tabs without a role.

    What they say is added to ``by_id``.
    """
    within = [link for link in within if _IN_PAGE.match(attribute(link, "href"))]
    if len(within) < _ROW:
        return
    wanted = {attribute(link, "href")[1:] for link in within}
    parts = {
        name: tag
        for each in tags.values()
        for tag in each
        if tag.has_attr("id") and (name := attribute(tag, "id")) in wanted and not heading_level(tag)
    }
    rows: dict[int, list[tuple[Tag, Tag]]] = {}
    for link in within:
        row, part = nearest(link, _ROWS), parts.get(attribute(link, "href")[1:])
        if row is not None and part is not None:
            rows.setdefault(id(row), []).append((link, part))
    for pairs in rows.values():
        if len(pairs) >= _ROW and len({id(part.parent) for _, part in pairs}) == 1:
            for link, part in pairs:
                by_id.setdefault(attribute(part, "id"), text_of([link]))
                yield link


def _target(opener: Tag) -> str:
    """The id of what an element says that it opens."""
    return next((attribute(opener, name).lstrip("#") for name in _TARGETS if opener.has_attr(name)), "")


def _opens_panel(link: Tag) -> bool:
    """Whether a link within the page is a tab, a toggle or (in) a heading."""
    parent = link.parent
    return heading_level(link) > 0 or (
        parent is not None
        and (heading_level(parent) > 0 or attribute(parent, "role") in ("tab", "presentation"))
    )


def _opened_by(row: Tag) -> Iterator[tuple[int, Tag]]:
    """The tabs of a row, by identity, with their panels: by name, else in the order of both."""
    tabs = _tabs_in(row)
    panels = _panels_after(row)
    named = {attribute(panel, "id"): panel for panel in panels if panel.has_attr("id")}
    labelled = {attribute(panel, "aria-labelledby"): panel for panel in panels}
    for position, tab in enumerate(tabs):
        href = attribute(tab, "href").lstrip("#")
        panel = named.get(_target(tab) or href) or labelled.get(attribute(tab, "id") or "-")
        if panel is None and len(panels) == len(tabs):
            panel = panels[position]
        if panel is not None:
            yield id(tab), panel


def _tabs_in(row: Tag) -> list[Tag]:
    return [tag for tag in all_tags(row) if attribute(tag, "role") == "tab"]


def _panels_after(row: Tag) -> list[Tag]:
    """The panels that a row of tabs stands over: of the nearest element around it that holds any."""
    around = row.parent
    while around is not None and around.name not in ("body", "html", "[document]"):
        panels = [tag for tag in all_tags(around) if attribute(tag, "role") == "tabpanel"]
        if panels:
            return [panel for panel in panels if _panel_around(panel) is _panel_around(row)]
        around = around.parent
    return []


def _panel_around(tag: Tag) -> Tag | None:
    """The panel that an element stands in, where tabs stand in tabs."""
    parent = tag.parent
    while parent is not None and attribute(parent, "role") != "tabpanel":
        parent = parent.parent
    return parent
