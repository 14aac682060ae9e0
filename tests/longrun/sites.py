"""The fixture sites as weekly recordings, with whatever befell a site written into its pages."""

from __future__ import annotations

import copy
import csv
import gzip
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from lxml import etree, html

from alliance_spiders.alliances import all_alliances
from tests.fixtures.build_sample import SITES, START, FixtureResponse, load_site, write_warc

ALLIANCES = Path(sys.executable).with_name("alliances")
Site = list[FixtureResponse]
Places = dict[str, dict[str, list[str]]]
"""Of one site: for each trust, by address, the locators of the names that make it a partner."""


@cache
def site_of(code: str) -> tuple[FixtureResponse, ...]:
    """The answers of an alliance's fixture site, none of them compressed, so that they can be altered."""
    slug = next(a.slug for a in all_alliances() if a.code == code)
    return tuple(_unpacked(answer) for answer in load_site(SITES / slug))


def _unpacked(answer: FixtureResponse) -> FixtureResponse:
    headers = dict(answer.headers)
    if headers.get("Content-Encoding") != "gzip":
        return answer
    return with_body(answer, gzip.decompress(answer.body), headers["Content-Type"])


def week(number: int) -> datetime:
    """When the run of a week begins; week 0 is that of the bundled recording."""
    return START + timedelta(weeks=number)


def record(folder: Path, number: int, altered: Mapping[str, Iterable[FixtureResponse]]) -> Path:
    """The recording of one week: all sites as they are, but for the altered ones, by alliance."""
    path = folder / f"week{number}.warc"
    answers: dict[str, FixtureResponse] = {}
    for alliance in all_alliances():
        answers |= {answer.url: answer for answer in altered.get(alliance.code, site_of(alliance.code))}
    write_warc(answers.values(), path, week(number))
    return path


def run(data: Path, *options: str | Path, program: Path | None = None) -> subprocess.CompletedProcess[str]:
    """``alliances run`` in a process of its own, of another copy of the program if one is given."""
    command = [ALLIANCES, "run", "--data", str(data), *map(str, options)]
    place = {"PYTHONPATH": str(program)} if program else {}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=600, env=os.environ | place
    )


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def states(data: Path) -> dict[str, str]:
    """The state of each site in the last run, by alliance."""
    return {row["alliance_code"]: row["state"] for row in read(data / "sites.csv")}


def places(data: Path) -> dict[str, Places]:
    """Where each alliance's site names each trust that it makes a partner, from a sound run's record."""
    found: dict[str, Places] = {}
    for row in read(data / "partners.csv"):
        for code in filter(None, row["current_ods_code"].split(";")):
            if row["status"] in ("matched", "retired"):
                trusts = found.setdefault(row["alliance_code"], {})
                trusts.setdefault(code, {}).setdefault(row["page_url"], []).append(row["locator"])
    return found


def each_page(site: Iterable[FixtureResponse], change: Callable[[FixtureResponse], FixtureResponse]) -> Site:
    """The site with every web page changed; robots.txt, sitemaps and redirects stay."""
    return [change(answer) if is_page(answer) else answer for answer in site]


def is_page(answer: FixtureResponse) -> bool:
    """Whether it is a page that people read."""
    kind = dict(answer.headers).get("Content-Type", "")
    return answer.status == 200 and not kind.startswith(("text/plain", "application/xml", "text/xml"))


def with_body(
    answer: FixtureResponse, body: bytes, kind: str = "text/html; charset=utf-8"
) -> FixtureResponse:
    """The answer with another body, sent as it is."""
    headers = (("Content-Type", kind), ("Content-Length", str(len(body))))
    return replace(answer, status=200, headers=headers, body=body)


def without(
    site: Iterable[FixtureResponse], places: Places, codes: Collection[str], instead: str = ""
) -> Site:
    """The site without the elements that name some trusts, and with other HTML in place of a page's first."""
    gone: dict[str, list[str]] = {}
    for code in codes:
        for url, locators in places.get(code, {}).items():
            gone.setdefault(url, []).extend(locators)
    return [_edited(answer, gone.get(answer.url, []), instead=instead) for answer in site]


def exchanged(site: Iterable[FixtureResponse], places: Places, leaver: str, like: str, joiner: str) -> Site:
    """The site without the entry of one trust, and with a new one after that of the trust ``like``."""
    gone, kept = _flat(places[leaver]), _flat(places[like])
    return [
        _edited(
            answer,
            [place for url, place in gone if url == answer.url],
            [place for url, place in kept if url == answer.url],
            joiner,
        )
        for answer in site
    ]


def exclusive(places: Places) -> list[str]:
    """The trusts that are named once, in an element that names no other trust."""
    everywhere = Counter(place for pages in places.values() for place in _flat(pages))
    return sorted(
        code
        for code, pages in places.items()
        if len(flat := _flat(pages)) == 1
        and everywhere[flat[0]] == 1
        and re.fullmatch(r"(li|td|dt|h3)(\[\d+\])?", flat[0][1].rpartition("/")[2])
    )


def _flat(pages: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    return [(url, locator) for url, locators in pages.items() for locator in locators]


def _edited(
    answer: FixtureResponse,
    gone: Iterable[str],
    after: Iterable[str] = (),
    name: str = "",
    instead: str = "",
) -> FixtureResponse:
    """The page without some elements, given by locators, and with an entry of this name after others, or
    other HTML in place of the first that is gone."""
    if not (gone or after):
        return answer
    root = html.fromstring(answer.body).getroottree()
    going, staying = ([e for locator in group for e in _elements(root, locator)] for group in (gone, after))
    for element in staying:
        element.addnext(_entry(element, name))
    if going and instead:
        going[0].addprevious(html.fromstring(instead))
    for element in going:
        if element.tag == "td":  # the cell stays, or the next one would move into the column of names
            element.clear()
        elif element.getparent() is not None:
            element.drop_tree()
    return with_body(answer, html.tostring(root, encoding="utf-8"))


def _elements(root: etree._ElementTree, locator: str) -> list[html.HtmlElement]:
    """What a locator points to; of an attribute or a text, the element that has it."""
    return root.xpath(re.sub(r"/(@|text\(\)).*", "", locator))


def _entry(like: html.HtmlElement, name: str) -> html.HtmlElement:
    entry = copy.deepcopy(like)
    for child in list(entry):
        entry.remove(child)
    entry.text, entry.tail = name, None
    return entry
