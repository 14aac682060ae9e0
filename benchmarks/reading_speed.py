"""What reading costs beside bare parsing: ``python -m benchmarks.reading_speed [--times 5]``.

Bare parsing is ``reading.decode.decode_body`` and then ``BeautifulSoup(text, "lxml")``, as anyone would call
it; "own" is ``reading.parsing.parsed``, the reader's quicker way to the same tree. Reading is ``read_site``
over the same pages, which parses them, cuts them up, matches the names and judges the lists. All run in turn
in one process, with Python's garbage collection as in a run; the figures are medians of CPU seconds. Grown
pages have other texts around their lists in each turn, so that nothing is remembered of them but the names of
organisations. The first reading of all also builds the matcher's indexes, and compiles patterns.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from html import escape
from importlib.resources import as_file, files
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from alliance_spiders.alliances import all_alliances
from alliance_spiders.collection import rare_collection
from alliance_spiders.crawling.options import CrawlOptions
from alliance_spiders.crawling.recording import Recording
from alliance_spiders.crawling.runner import crawl
from alliance_spiders.items import Page, SiteCrawl
from alliance_spiders.knowledge import load_matcher
from alliance_spiders.reading import read_site
from alliance_spiders.reading.decode import decode_body
from alliance_spiders.reading.locator import is_pdf
from alliance_spiders.reading.parsing import parsed
from alliance_spiders.spider_hints import hints_of
from matching.matcher import Matcher
from matching.register import Register

SIZES = (30_000, 80_000, 300_000)  # bytes of a grown page; UK public sites send 30 to 150 kB
GROWN_SITES = 2  # of the sample's, and as many pages of each: bytes, not pages, are what is tried
GROWN_PAGES = 4
DEPTH = 3_000
HUGE = 30_000_000  # bytes
_WORDS = (
    "care patients support early diagnosis screening community programme people local treatment services "
    "research pathway referral improve outcome living with and beyond cancer teams together across the "
    "region more find out read about how we work to help of in for on at by this week"
).split()


@dataclass(frozen=True, slots=True)
class Row:
    """One line: CPU seconds for all pages, medians; ``ratio`` is reading over parsing, ``first`` that of
    the first reading, ``own`` the reader's own parsing. ``memory`` is the peak of a process that does nothing
    else, in MiB; 0 where not taken.
    """

    what: str
    pages: int
    kilobytes: float  # of one page
    parsing: float
    own: float
    reading: float
    ratio: float
    first: float
    memory: float = 0.0


def rows(times: int = 5) -> list[Row]:
    """Pages of the sample, as they are and grown, then pages that are made to hurt."""
    found = [_measured("pages of the sample", lambda _: _sample(), times)]
    for size in SIZES:
        found.append(_measured(f"the same grown to {size // 1000} kB", partial(_grown, size), times))
    for what in ("nested", "huge"):
        site = _hostile(what)
        row = _measured(_TITLES[what], lambda _, site=site: [site], times)
        found.append(replace(row, memory=_peak(what)))
    return found


def table(found: Iterable[Row]) -> Iterator[str]:
    """Lines of a Markdown table."""
    yield "| pages | number | kB each | parsing s | own s | reading s | × parsing | first time | peak MiB |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|--:|"
    for row in found:
        memory = f"{row.memory:.0f}" if row.memory else ""
        yield (
            f"| {row.what} | {row.pages} | {row.kilobytes:.1f} | {row.parsing:.3f} | {row.own:.3f} "
            f"| {row.reading:.3f} | {row.ratio:.2f} | {row.first:.2f} | {memory} |"
        )


# -- measuring ------------------------------------------------------------------------------------------


def _measured(what: str, sites: Callable[[int], Sequence[SiteCrawl]], times: int) -> Row:
    """``sites`` gives those of each turn."""
    matcher = load_matcher(Register.load())
    turns = [sites(turn) for turn in range(times + 1)]
    pages = _pages(turns[0])
    with rare_collection():
        first = _seconds(lambda: _read(turns[0], matcher))
        rounds = [_turn(crawls, matcher) for crawls in turns[1:]]
    parsing, own, reading = (statistics.median(each) for each in zip(*rounds, strict=True))
    return Row(
        what=what,
        pages=len(pages),
        kilobytes=sum(len(page.body) for page in pages) / len(pages) / 1000,
        parsing=parsing,
        own=own,
        reading=reading,
        ratio=statistics.median(reading / parsing for parsing, _, reading in rounds),
        first=first / parsing,
    )


def _turn(crawls: Sequence[SiteCrawl], matcher: Matcher) -> tuple[float, float, float]:
    """Seconds of parsing plainly, of parsing as the reader does, and of reading."""
    pages = _pages(crawls)
    return (
        _seconds(lambda: _parse(pages, _plainly)),
        _seconds(lambda: _parse(pages, parsed)),
        _seconds(lambda: _read(crawls, matcher)),
    )


def _pages(crawls: Iterable[SiteCrawl]) -> list[Page]:
    return [page for site in crawls for page in site.pages if not is_pdf(page.body, page.content_type)]


def _seconds(work: Callable[[], object]) -> float:
    """CPU seconds of some work, with clearing away what it leaves: else the next would pay for that."""
    start = time.process_time()
    work()
    gc.collect()
    return time.process_time() - start


def _parse(pages: Iterable[Page], way: Callable[[str], object]) -> None:
    for page in pages:
        way(decode_body(page.body, page.content_type, page.encoding))


def _plainly(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "lxml")


def _read(crawls: Iterable[SiteCrawl], matcher: Matcher) -> None:
    known = {alliance.code: alliance for alliance in all_alliances()}
    for site in crawls:
        alliance = known[site.alliance_code]
        read_site(site, alliance, matcher, hints_of(alliance))


def _peak(what: str) -> float:
    """The most memory that a process has which reads one hostile page, in MiB."""
    command = [sys.executable, "-m", "benchmarks.reading_speed", "--child", what]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(json.loads(done.stdout.splitlines()[-1]))


def _child(what: str) -> None:
    _read([_hostile(what)], load_matcher(Register.load()))
    print(json.dumps(_most_memory()))


def _most_memory() -> float:
    """The most memory that this process had, in MiB; the kernel's usual figure counts its parent's too."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


# -- pages ----------------------------------------------------------------------------------------------


@cache
def _sample() -> tuple[SiteCrawl, ...]:
    """The sites of the sample as the crawl hands them over; once in a process, as Scrapy has it."""
    found: list[SiteCrawl] = []

    async def on_site(site: SiteCrawl) -> None:
        found.append(site)

    sample = files("alliance_spiders").joinpath("data/sample.warc.gz")
    with as_file(sample) as path, Recording.open(path) as recording:
        crawl(all_alliances(), CrawlOptions(replay=recording), on_site)
    order = {alliance.code: place for place, alliance in enumerate(all_alliances())}
    return tuple(sorted(found, key=lambda site: order[site.alliance_code]))


def _grown(size: int, turn: int) -> list[SiteCrawl]:
    some = (replace(site, pages=site.pages[:GROWN_PAGES]) for site in _sample()[:GROWN_SITES])
    return [replace(site, pages=tuple(grow(page, size, turn) for page in site.pages)) for site in some]


def grow(page: Page, size: int, turn: int = 0) -> Page:
    """A page with its site's menu, with news and a footer around its content, until it has ``size`` bytes.

    Each turn has news of its own.
    """
    if b"</body>" not in page.body:
        return page
    draw = random.Random(f"{page.url} {size} {turn}")
    menu, news = _menu(random.Random(urlsplit(page.url).netloc)), ""
    while len(page.body) + len(menu) * 2 + len(news) < size:
        news += _news(draw)
    head, _, tail = page.body.partition(b"</body>")
    around = f"{menu}<section class='news-feed'><h2>Latest news</h2>{news}</section>{_footer(menu)}"
    return replace(page, body=head + around.encode() + b"</body>" + tail)


def _menu(draw: random.Random) -> str:
    links = (
        f"<li class='menu-item menu-item-{n}'><a class='menu-link' href='/{n}/{draw.choice(_WORDS)}/'>"
        f"<span class='label'>{_say(draw, 3)}</span></a></li>"
        for n in range(60)
    )
    return f"<nav class='site-nav' role='navigation'><ul class='menu'>{''.join(links)}</ul></nav>"


def _news(draw: random.Random) -> str:
    return (
        f"<article class='card post type-post'><h3 class='card-title'><a href='/news/{draw.random():.6f}'>"
        f"{_say(draw, 7)}</a></h3><p class='date'>{draw.randint(1, 28)} May 2026</p>"
        f"<img class='thumb lazy' src='/img/{draw.randint(1, 999)}.jpg' alt=''>"
        f"<div class='excerpt'><p>{_say(draw, 40)}</p></div></article>\n"
    )


def _footer(menu: str) -> str:
    return f"<footer class='site-footer'>{menu}<p>{escape('© The site & its owners')}</p></footer>"


def _say(draw: random.Random, words: int) -> str:
    return " ".join(draw.choice(_WORDS) for _ in range(words)).capitalize() + "."


_TITLES = {"nested": f"{DEPTH} nested elements", "huge": f"one page of {HUGE // 1_000_000} MB"}


def _hostile(what: str) -> SiteCrawl:
    """A site of one page that is very deep or very long; no recording needed."""
    alliance = all_alliances()[0]
    names = "<ul><li>Leeds Teaching Hospitals NHS Trust</li><li>Barts Health NHS Trust</li></ul>"
    if what == "nested":
        inside = "<div>" * DEPTH + names + "</div>" * DEPTH
    else:
        item = _news(random.Random(1)) + names
        inside = item * (HUGE // len(item))
    body = f"<html><body><h1>Our partners</h1>{inside}</body></html>".encode()
    day = datetime(2026, 9, 1, tzinfo=UTC)
    page = Page(alliance.home, alliance.home, 200, "text/html", body, "utf-8", day, "<urn:x>")
    return SiteCrawl(alliance.code, (page,))


def main() -> None:
    """Print the table."""
    if sys.argv[1:2] == ["--child"]:
        _child(sys.argv[2])
        return
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=5, help="runs of each, of which the median is taken")
    print(*table(rows(parser.parse_args().times)), sep="\n")


if __name__ == "__main__":
    main()
