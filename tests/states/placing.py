"""Where a notice stands: in place of every page, of the list's pages, or of their content alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lxml import html

from tests.fixtures.build_sample import FixtureResponse
from tests.longrun.sickness import Answers, Sick
from tests.longrun.sites import Places, Site, each_page, with_body

Change = Callable[[FixtureResponse], FixtureResponse]


@dataclass(frozen=True, slots=True)
class Listed:
    """Of one site: where each trust is named that counts, and the addresses of all pages with a list."""

    places: Places
    pages: frozenset[str]


Befall = Callable[[Answers, Listed], Site]


def known(sick: Sick) -> Befall:
    """A sickness that is tried elsewhere too."""
    return lambda site, listed: sick(site, listed.places)


def page(title: str, body: str, head: str = "") -> str:
    """A whole page."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )


def everywhere(title: str, body: str, head: str = "") -> Befall:
    """The notice in place of every page."""
    sent = page(title, body, head).encode()
    return lambda site, listed: each_page(site, lambda answer: with_body(answer, sent))


def on_list_pages(title: str, body: str, head: str = "") -> Befall:
    """The notice in place of the pages with the list; the rest of the site is well."""
    sent = page(title, body, head).encode()
    return only_lists(lambda answer: with_body(answer, sent))


def in_frame(title: str, body: str, head: str = "") -> Befall:
    """The notice in place of the content of the list's pages; menus, header and footer are the site's own."""
    return only_lists(lambda answer: framed(answer, title, body, head))


def only_lists(change: Change) -> Befall:
    """Change the pages with the list."""
    return lambda site, listed: [change(answer) if answer.url in listed.pages else answer for answer in site]


def all_pages(change: Change) -> Befall:
    """Change every page."""
    return lambda site, listed: each_page(site, change)


def framed(answer: FixtureResponse, title: str, body: str, head: str = "") -> FixtureResponse:
    """The page with its content exchanged; without a title, it keeps its own."""
    tree = html.fromstring(answer.body)
    content = _content(tree)
    for child in list(content):
        content.remove(child)
    content.text = ""
    content.extend(html.fragments_fromstring(f"<div>{body}</div>"))
    if title and tree.find(".//title") is not None:
        tree.find(".//title").text = title
    if head and tree.find(".//head") is not None:
        tree.find(".//head").extend(html.fragments_fromstring(head))
    return with_body(answer, html.tostring(tree, encoding="utf-8", doctype="<!doctype html>"))


def _content(tree: html.HtmlElement) -> html.HtmlElement:
    """The element that holds what is particular to a page."""
    named = tree.xpath("//main | //*[@role='main'] | //*[@id='content']")
    if named:
        return named[0]
    parts = [part for part in tree.find(".//body") if isinstance(part.tag, str)]
    parts = [part for part in parts if part.tag not in ("header", "nav", "footer", "script", "style")]
    return max(parts, key=lambda part: len(part.text_content()))
