"""What stands on the sites of the small internet when they are well: the fixture pages."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from urllib.parse import urlsplit

from alliance_spiders.alliances import all_alliances
from tests.fixtures.build_sample import SITES, FixtureResponse, load_site

HTML = (("Content-Type", "text/html; charset=utf-8"),)


@cache
def answers() -> dict[str, FixtureResponse]:
    """Every answer of every site, by address."""
    return {answer.url: answer for alliance in all_alliances() for answer in load_site(SITES / alliance.slug)}


@cache
def owners() -> dict[str, str]:
    """The slug of the alliance that a host belongs to; hosts of the scope and those that redirect there."""
    found: dict[str, str] = {}
    for alliance in all_alliances():
        named = {urlsplit(answer.url).hostname or "" for answer in load_site(SITES / alliance.slug)}
        hosts = {*alliance.hosts, *(f"www.{host}" for host in alliance.hosts), *named}
        for host in sorted(hosts):
            found.setdefault(host, alliance.slug)
    return found


@cache
def hosts_of(slug: str) -> tuple[str, ...]:
    """The hosts of one alliance."""
    by_slug: dict[str, list[str]] = defaultdict(list)
    for host, owner in owners().items():
        by_slug[owner].append(host)
    return tuple(by_slug[slug])


def answer_to(url: str) -> FixtureResponse:
    """What the site answers; a plain http address leads to its https twin, as everywhere today."""
    known = answers()
    if found := known.get(url):
        return found
    parts = urlsplit(url)
    bare = parts._replace(netloc=parts.netloc.removeprefix("www.")).geturl()
    for twin in (url.rstrip("/"), f"{url}/", bare, parts._replace(netloc=f"www.{parts.netloc}").geturl()):
        if twin != url and twin in known:
            return _moved(url, twin)
    if parts.scheme == "http":
        return _moved(url, parts._replace(scheme="https").geturl())
    return FixtureResponse(url, 404, HTML, b"<html><title>Not found</title><body>Not found</body></html>")


def _moved(url: str, target: str) -> FixtureResponse:
    return FixtureResponse(url, 301, (("Location", target), *HTML), b"")
