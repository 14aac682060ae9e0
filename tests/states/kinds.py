"""Each kind of page that holds no list to be believed: its variants, and the states that name it right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import html

from alliance_spiders.alliances import all_alliances
from alliance_spiders.items import SiteState
from tests.fixtures.build_sample import FixtureResponse
from tests.longrun.sickness import SICKNESSES, Answers
from tests.longrun.sites import Site, each_page, exclusive, is_page, with_body, without
from tests.states import walls
from tests.states.others import neighbours, trusts_of
from tests.states.placing import (
    Befall,
    Listed,
    all_pages,
    everywhere,
    framed,
    in_frame,
    known,
    on_list_pages,
    only_lists,
    page,
)

_FEW = 4  # trusts that a site names one by one
_ENTRIES_GONE = "entries gone"
_VOWELS = re.compile("[aeiou]")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to be sick: what it does to a site, and the states that name it right."""

    kind: str
    name: str
    sick: Befall
    states: tuple[SiteState, ...]

    def fits(self, listed: Listed) -> bool:
        """Whether it can befall a site: of a list in one sentence no part can be taken, and where another
        page lists the same trusts, a list is left.
        """
        if self.name == _ENTRIES_GONE:
            return listed.pages <= {url for pages in listed.places.values() for url in pages}
        return self.kind != "fewer" or len(exclusive(listed.places)) > _FEW


def variants() -> tuple[Variant, ...]:
    """All variants, kind by kind."""
    return tuple(Variant(kind, name, sick, states) for kind, states, made in _KINDS for name, sick in made())


Named = Iterator[tuple[str, Befall]]


def _notices(notices: dict[str, walls.Notice]) -> Callable[[], Named]:
    """Each wording in place of every page, of the list's pages, and of the content of the list's pages."""

    def made() -> Named:
        for name, (title, body, head) in notices.items():
            yield f"{name}, everywhere", everywhere(title, body, head)
            yield f"{name}, for the list", on_list_pages(title, body, head)
            yield f"{name}, in the site's frame", in_frame(title, body, head)
        name, (_, body, _) = next(iter(notices.items()))
        yield f"{name}, under the page's own title", in_frame("", body)

    return made


def _contents(contents: dict[str, str]) -> Callable[[], Named]:
    """Each wording as the content of the list's pages."""
    return lambda: ((name, in_frame("", body)) for name, body in contents.items())


def _walls_with_a_status() -> Named:
    for status in (403, 401):
        for name, (title, body, head) in list(walls.BOT.items())[:3]:
            sent = page(title, body, head).encode()
            yield f"{name}, status {status}", all_pages(_with_status(sent, status))


def _maintenance_with_a_status() -> Named:
    for name, (title, body, head) in list(walls.MAINTENANCE.items())[:3]:
        yield f"{name}, status 503", all_pages(_with_status(page(title, body, head).encode(), 503))


def _with_status(body: bytes, status: int) -> Callable[[FixtureResponse], FixtureResponse]:
    return lambda answer: replace(with_body(answer, body), status=status)


def _fewer() -> Named:
    def keeping(share: float) -> Befall:
        def sick(site: Answers, listed: Listed) -> Site:
            trusts = sorted(listed.places)
            return without(site, listed.places, trusts[max(2, int(len(trusts) * share)) :])

        return sick

    yield "one left", known(SICKNESSES["one entry left"])
    yield "a third left", keeping(1 / 3)
    yield "half left", keeping(1 / 2)


def _neighbours() -> Named:
    for near in (True, False):
        where = "the neighbour's" if near else "a far one's"
        yield f"{where}, on the list's page, with its name", _listed(near, own_name=True, whole=False)
        yield f"{where}, on the list's page, without a name", _listed(near, own_name=False, whole=False)
        yield f"{where}, in place of the site, with its name", _listed(near, own_name=True, whole=True)
        yield f"{where}, in place of the site, without a name", _listed(near, own_name=False, whole=True)


def _listed(near: bool, *, own_name: bool, whole: bool) -> Befall:
    """The list of another alliance."""

    def sick(site: Answers, listed: Listed) -> Site:
        own = next(a for a in all_alliances() if any(a.covers(answer.url) for answer in site))
        other = neighbours(own.code)[0 if near else -1]
        title = next(a.name for a in all_alliances() if a.code == other)
        entries = "".join(f"<li>{name}</li>" for name in trusts_of(other))
        body = f"<h1>{title if own_name else 'Partners'}</h1><h2>Our member trusts</h2><ul>{entries}</ul>"
        if whole:
            sent = page(title if own_name else "Partners", body).encode()
            return each_page(site, lambda answer: with_body(answer, sent))
        return only_lists(lambda answer: framed(answer, "", body))(site, listed)

    return sick


def _cuts() -> Named:
    for share in (0.05, 0.25, 0.6, 0.95):
        cut = _cut(share)
        yield f"at {share:.0%}, all pages", all_pages(cut)
        yield f"at {share:.0%}, the list's pages", only_lists(cut)


def _cut(share: float) -> Callable[[FixtureResponse], FixtureResponse]:
    return lambda answer: with_body(answer, answer.body[: int(len(answer.body) * share)])


def _away() -> Named:
    def moved(target: str) -> Callable[[FixtureResponse], FixtureResponse]:
        return lambda answer: replace(answer, status=302, headers=(("Location", target),), body=b"")

    yield "302 to another host", all_pages(moved("https://www.example.org/welcome"))
    yield "301 to a private address", all_pages(moved("http://192.168.0.1/"))
    yield (
        "meta refresh",
        everywhere(
            "Moved",
            "<p>We have moved.</p>",
            "<meta http-equiv='refresh' content='0;url=https://example.org/'>",
        ),
    )


def _away_by_script() -> Named:
    for name, script in (
        ("replace", "window.location.replace('https://example.org/')"),
        ("href", "location.href = 'https://example.org/'"),
        ("top", "top.location = '//example.org'"),
    ):
        yield name, everywhere("", f"<script>{script}</script>")


def _circle() -> Named:
    def between(answer: FixtureResponse) -> FixtureResponse:
        other = answer.url.removesuffix("?again") + ("" if answer.url.endswith("?again") else "?again")
        return replace(answer, status=302, headers=(("Location", other),), body=b"")

    def both(site: Answers, listed: Listed) -> Site:
        doubles = [replace(answer, url=f"{answer.url}?again") for answer in site if is_page(answer)]
        return each_page([*site, *doubles], between)

    yield "to itself", known(SICKNESSES["redirect loop"])
    yield "between two", both
    yield (
        "to itself by another spelling",
        all_pages(
            lambda answer: replace(
                answer, status=301, headers=(("Location", answer.url.replace("https:", "HTTPS:")),), body=b""
            )
        ),
    )


def _robots() -> Named:
    def told(text: bytes, status: int = 200) -> Befall:
        def sick(site: Answers, listed: Listed) -> Site:
            home = next(answer for answer in site if is_page(answer))
            hosts = {"/".join(answer.url.split("/")[:3]) for answer in site}
            kept = [answer for answer in site if not answer.url.endswith("/robots.txt")]
            files = [
                replace(with_body(replace(home, url=f"{host}/robots.txt"), text, "text/plain"), status=status)
                for host in sorted(hosts)
            ]
            return [*kept, *files]

        return sick

    yield "all robots", told(b"User-agent: *\nDisallow: /\n")
    yield "this robot", told(b"User-agent: cancer-alliance-spiders\nDisallow: /\n\nUser-agent: *\nAllow: /\n")
    yield "it fails", told(b"error", 503)


def _types() -> Named:
    for name, body, kind in (
        ("an image", PNG, "image/png"),
        ("an image called HTML", PNG, "text/html; charset=utf-8"),
        ("a PDF without text", PDF, "application/pdf"),
        ("JSON", b'{"status": "error", "message": "Internal error"}', "application/json"),
        ("bytes", bytes(range(256)) * 20, "application/octet-stream"),
        ("a feed", b"<?xml version='1.0'?><rss><channel><title>News</title></channel></rss>", "text/xml"),
    ):
        change = _typed(body, kind)
        yield f"{name}, everywhere", all_pages(change)
        yield f"{name}, for the list", only_lists(change)


def _typed(body: bytes, kind: str) -> Callable[[FixtureResponse], FixtureResponse]:
    return lambda answer: with_body(answer, body, kind)


def _nonsense() -> Named:
    lorem = "<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.</p>"
    cards = "".join(f"<div class='card'><h3>Partner {number}</h3>{lorem}</div>" for number in range(1, 7))
    yield "all text", known(SICKNESSES["garbled text"])
    yield "letters lost", all_pages(_lost)
    yield "the list's page", in_frame("", f"<h1>Our partners</h1>{lorem * 9}")
    yield "cards", in_frame("", f"<h1>Our partners</h1>{cards}")


def _lost(answer: FixtureResponse) -> FixtureResponse:
    """The page after its vowels went through a code that does not have them."""
    tree = html.fromstring(answer.body)
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag != "style":
            element.text = _VOWELS.sub("�", element.text or "")
        element.tail = _VOWELS.sub("�", element.tail or "")
        for name in {"alt", "title", "aria-label"}.intersection(element.attrib):
            element.set(name, _VOWELS.sub("�", element.get(name)))
    return with_body(answer, html.tostring(tree, encoding="utf-8"))


def _empties() -> Named:
    yield _ENTRIES_GONE, known(SICKNESSES["empty list"])
    yield from _contents(walls.EMPTY)()


_S = SiteState
_KINDS: Iterable[tuple[str, tuple[SiteState, ...], Callable[[], Named]]] = (
    ("empty list", (_S.NO_LIST,), _empties),
    ("categories", (_S.NO_LIST,), _contents(walls.CATEGORIES)),
    ("nonsense", (_S.NOT_RECOGNISED, _S.NO_LIST), _nonsense),
    ("fewer", (_S.PARTIAL,), _fewer),
    ("another's list", (_S.NOT_RECOGNISED,), _neighbours),
    ("soft 404", (_S.NOT_RECOGNISED,), _notices(walls.GONE)),
    ("login", (_S.BLOCKED,), _notices(walls.LOGIN)),
    ("consent wall", (_S.BLOCKED,), _notices(walls.CONSENT)),
    ("bot wall", (_S.BLOCKED,), _notices(walls.BOT)),
    ("bot wall, 403", (_S.BLOCKED,), _walls_with_a_status),
    ("maintenance", (_S.UNREACHABLE,), _notices(walls.MAINTENANCE)),
    ("maintenance, 503", (_S.UNREACHABLE,), _maintenance_with_a_status),
    ("parked", (_S.NOT_RECOGNISED,), _notices(walls.PARKED)),
    ("redirect away", (_S.NOT_RECOGNISED,), _away),
    ("redirect by script", (_S.NOT_RECOGNISED, _S.NEEDS_BROWSER), _away_by_script),
    ("redirect circle", (_S.NOT_RECOGNISED,), _circle),
    ("robots", (_S.BLOCKED,), _robots),
    ("wrong type", (_S.NOT_RECOGNISED,), _types),
    ("truncated", (_S.PARTIAL,), _cuts),
    ("script shell", (_S.NEEDS_BROWSER,), _notices(walls.SHELL)),
)
