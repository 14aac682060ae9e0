"""Twenty kinds of sick site: each takes a site's answers and gives what a visitor got instead."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from lxml import html

from matching.register import Register
from tests.fixtures.build_sample import FixtureResponse
from tests.longrun.sites import Places, Site, each_page, is_page, with_body, without

Sick = Callable[[Sequence[FixtureResponse], Places], Site]
Answers = Sequence[FixtureResponse]

BOT_WALL = (
    "<title>Just a moment...</title><h1>Checking your browser</h1>"
    "<p>Please complete the security check to prove that you are human. Enable JavaScript and cookies.</p>"
)
LOGIN = (
    "<title>Sign in</title><h1>Sign in</h1><form method='post'><label>User name <input name='user'></label>"
    "<label>Password <input type='password' name='password'></label><button>Log in</button></form>"
)
MAINTENANCE = "<title>Maintenance</title><h1>We'll be back soon</h1><p>This site is down for maintenance.</p>"
PARKED = (
    "<title>Domain for sale</title><h1>This domain is for sale</h1>"
    "<p>Buy this domain. This page is parked free, courtesy of the registrar.</p>"
)
SHELL = "<title>Cancer Alliance</title><div id='root'></div><script src='/static/app.js'></script>"
CONSENT = (
    "<title>Cookies</title><h1>Your privacy</h1><p>We use cookies. Accept all cookies to go on.</p>"
    "<button>Accept all</button>"
)
SOFT_404 = (
    "<title>Page not found</title><h1>Page not found</h1><p>Sorry, the page you asked for is not here.</p>"
)
LOREM = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt."
ERROR = "<title>Error</title><h1>Fatal error</h1><p>Error establishing a database connection</p>"


def _everywhere(page: str) -> Sick:
    body = f"<!doctype html><html><body>{page}</body></html>".encode()
    return lambda site, places: each_page(site, lambda answer: with_body(answer, body))


def _status(status: int) -> Sick:
    return lambda site, places: each_page(site, lambda answer: replace(answer, status=status, body=b"gone"))


def _redirect(target: str) -> Sick:
    def change(answer: FixtureResponse) -> FixtureResponse:
        return replace(answer, status=302, headers=(("Location", target or answer.url),), body=b"")

    return lambda site, places: each_page(site, change)


def _list_pages(site: Answers, places: Places) -> set[str]:
    return {url for pages in places.values() for url in pages}


def _on_list_pages(change: Callable[[FixtureResponse], FixtureResponse]) -> Sick:
    def sick(site: Answers, places: Places) -> Site:
        urls = _list_pages(site, places)
        return [change(answer) if answer.url in urls else answer for answer in site]

    return sick


def _gone(site: Answers, places: Places) -> Site:
    return []


def _robots(site: Answers, places: Places) -> Site:
    home = next(answer for answer in site if is_page(answer))
    hosts = dict.fromkeys("/".join(answer.url.split("/")[:3]) for answer in site)
    ban = b"User-agent: *\nDisallow: /\n"
    bans = [with_body(replace(home, url=f"{host}/robots.txt"), ban, "text/plain") for host in hosts]
    return [*(answer for answer in site if not answer.url.endswith("/robots.txt")), *bans]


def _shortened(site: Answers, places: Places) -> Site:
    """All but one trust are gone: more than can be believed, also where they stand in several places.

    An element that names the last trust along with others, as a sentence does, names it alone.
    """
    *gone, left = sorted(places)
    shared, rest = defaultdict[str, set[str]](set), defaultdict[str, dict[str, list[str]]](dict)
    for code in gone:
        for url, locators in places[code].items():
            own = {_element(locator) for locator in places[left].get(url, ())}
            both = {e for e in map(_element, locators) if any(f"{o}/".startswith(f"{e}/") for o in own)}
            shared[url] |= both
            rest[code][url] = [locator for locator in locators if _element(locator) not in both]
    name = Register.load().trusts[left].name
    return without([_naming(answer, shared[answer.url], name) for answer in site], rest, rest)


def _element(locator: str) -> str:
    """The element of a locator, which may point to a text or an attribute of it."""
    return re.sub(r"/(@|text\(\)).*", "", locator)


def _naming(answer: FixtureResponse, elements: Collection[str], name: str) -> FixtureResponse:
    """The page with one name in each of these elements, after the words that introduce it, if any do."""
    if not elements:
        return answer
    root = html.fromstring(answer.body).getroottree()
    for element in (element for locator in elements for element in root.xpath(locator)):
        lead = re.match(r"[^:–]*[:–] ?", element.text_content())
        tail = element.tail
        element.clear(keep_tail=False)
        element.text, element.tail = f"{lead[0] if lead else ''}{name}", tail
    return with_body(answer, html.tostring(root, encoding="utf-8"))


def _emptied(site: Answers, places: Places) -> Site:
    return without(site, places, places)


def _cut_off(answer: FixtureResponse) -> FixtureResponse:
    """The connection broke in the middle: the head promises more than came."""
    return replace(answer, body=answer.body[: len(answer.body) // 2])


def _garbled(answer: FixtureResponse) -> FixtureResponse:
    tree = html.fromstring(answer.body)
    for script in tree.xpath("//script"):
        script.drop_tree()
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in ("title", "style"):
            element.text = LOREM if (element.text or "").strip() else element.text
            element.tail = LOREM if (element.tail or "").strip() else element.tail
        for name in ("alt", "title", "aria-label"):
            element.attrib.pop(name, None)
    return with_body(answer, html.tostring(tree, encoding="utf-8"))


def _picture(site: Answers, places: Places) -> Site:
    return without(site, places, places, "<div><h2>Our partners</h2><img src='/partners.png'></div>")


def _json(answer: FixtureResponse) -> FixtureResponse:
    return with_body(answer, b'{"error": "internal"}', "application/json")


def _binary(answer: FixtureResponse) -> FixtureResponse:
    return with_body(answer, bytes(range(256)) * 8, "application/octet-stream")


def _empty(answer: FixtureResponse) -> FixtureResponse:
    return with_body(answer, b"")


SICKNESSES: dict[str, Sick] = {
    "no answer": _gone,
    "server error": _status(503),
    "forbidden": _status(403),
    "not found": _status(404),
    "list page fails": _on_list_pages(lambda answer: replace(answer, status=500, body=b"error")),
    "list page gone": _on_list_pages(lambda answer: replace(answer, status=404, body=b"gone")),
    "robots.txt": _robots,
    "bot wall": _everywhere(BOT_WALL),
    "login": _everywhere(LOGIN),
    "maintenance": _everywhere(MAINTENANCE),
    "parked domain": _everywhere(PARKED),
    "script shell": _everywhere(SHELL),
    "consent wall": _everywhere(CONSENT),
    "soft 404": _everywhere(SOFT_404),
    "database error": _everywhere(ERROR),
    "away": _redirect("https://www.example.com/"),
    "redirect loop": _redirect(""),
    "one entry left": _shortened,
    "empty list": _emptied,
    "cut off": lambda site, places: each_page(site, _cut_off),
    "garbled text": lambda site, places: each_page(site, _garbled),
    "list in picture": _picture,
    "JSON error": lambda site, places: each_page(site, _json),
    "binary": lambda site, places: each_page(site, _binary),
    "empty pages": lambda site, places: each_page(site, _empty),
}
"""What can befall a site, by name."""

RIGHT: dict[str, str] = {
    "no answer": "unreachable",
    "server error": "unreachable",
    "forbidden": "blocked",
    "not found": "unreachable",
    "list page fails": "unreachable partial",
    "list page gone": "not_recognised no_list partial",
    "robots.txt": "blocked",
    "bot wall": "blocked",
    "login": "blocked",
    "maintenance": "unreachable",
    "parked domain": "not_recognised",
    "script shell": "needs_browser",
    "consent wall": "blocked",
    "soft 404": "not_recognised",
    "database error": "unreachable",
    "away": "not_recognised",
    "redirect loop": "not_recognised",
    "one entry left": "partial not_recognised",
    "empty list": "not_recognised no_list partial",
    "cut off": "partial",
    "garbled text": "not_recognised",
    "list in picture": "no_list not_recognised partial",
    "JSON error": "not_recognised",
    "binary": "not_recognised",
    "empty pages": "not_recognised",
}
"""The states that say what befell a site, by the kind of sickness. Where the list itself is gone and another
page still names some of the trusts, that is fewer than can be believed; where it names all, the site is well.
"""
