"""Hostile input by the thousand: ``python -m benchmarks.fuzz [--minutes 5] [--seed 1]``.

Grows HTML from a grammar of what breaks parsers, mutates the fixture pages and their recording, and feeds
names, pages and WARC files to the matcher, the reader, the link finder and the recording. A case fails that
raises anything but a sentence for people, takes longer than five seconds of computing, or more than 500 MB of
memory. Each failing input is written to ``--keep``, to become a test.
"""

from __future__ import annotations

import argparse
import gzip
import random
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path

from scrapy.http import Response

from alliance_spiders.alliances import all_alliances
from alliance_spiders.crawling.answers import decode_response
from alliance_spiders.crawling.errors import Refused
from alliance_spiders.crawling.links import page_links, same_page_spelling, sitemap_addresses
from alliance_spiders.crawling.recording import Recording
from alliance_spiders.items import Page, SiteCrawl
from alliance_spiders.privacy import scrub
from alliance_spiders.reading import read_site
from matching.errors import UserError
from matching.matcher import Matcher
from matching.register import Register
from tests.fixtures.build_sample import SAMPLE, load_all
from tests.reading.matrix import INTROS, LAYOUTS, NOISE, SKELETONS, Matrix

SLOW = 5.0  # seconds
MOST_GROWTH = 500  # MB
LARGEST = 5_000_000  # bytes of a page
_STATUS, _REFS = Path("/proc/self/status"), Path("/proc/self/clear_refs")
_TAGS = (
    "div p ul li ol dl dt dd table tr td th a span h1 h2 h3 nav main section b br img svg noscript".split()
)
_TEXTS = (
    "Our partners",
    "Barts Health NHS Trust",
    "Guy’s and St Thomas’ NHS FT",
    "NHS Foundation Trust",
    "Dr Jane Example, 01632 960123",
    "\0",
    "\ud800",
    "&#0;&#x110000;&nbsp;&amp;amp",
    "\u202e trust \u202c",
    "🏥" * 50,
    ", and ; / " * 40,
    "A" * 3_000,
    "NHS " * 500,
    "]]>",
    "<!--",
    "{{7*7}} %s {0} ../../etc/passwd",
    "=cmd|' /C calc'!A0",
)
_ATTRIBUTES = (
    "href",
    "alt",
    "class",
    "id",
    "style",
    "title",
    "src",
    "aria-label",
    "role",
    "rowspan",
    "xmlns",
)
_VALUES = (
    "/partners",
    "javascript:alert(1)",
    "https://[::1",
    "x" * 5_000,
    "999999999",
    "\0",
    "//",
    "?a=b&a=b",
)


@dataclass(slots=True)
class Findings:
    """How many cases each target had, and what went wrong."""

    keep: Path
    cases: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    growth: int = 0  # MB; the most for one case

    def check(self, target: str, feed: Callable[[bytes], object], data: bytes) -> None:
        """Feed one input."""
        before = _forget_peak()
        started = time.process_time()
        self.cases[target] += 1
        try:
            feed(data)
        except (UserError, Refused):
            pass
        except Exception:  # noqa: BLE001 - finding these is what this is for
            self._note(target, data, traceback.format_exc().strip().splitlines()[-1])
        taken = time.process_time() - started
        self.slowest[target] = max(self.slowest.get(target, 0.0), taken)
        if taken > SLOW:
            self._note(target, data, f"took {taken:.1f} s")
        growth = _peak() - before  # of the feeding alone; making up the input takes memory too
        self.growth = max(self.growth, growth)
        if growth > MOST_GROWTH:
            self._note(target, data, f"took {growth} MB of memory")

    def _note(self, target: str, data: bytes, problem: str) -> None:
        self.keep.mkdir(parents=True, exist_ok=True)
        place = self.keep / f"{target}-{len(self.failed)}.bin"
        place.write_bytes(data)
        self.failed.append(f"{target}: {problem} ({place.name})")


class Feeds:
    """The targets: each takes bytes and must come to an end."""

    def __init__(self, folder: Path) -> None:
        self._matcher = Matcher(Register.load())
        self._folder = folder
        self._alliance = all_alliances()[0]

    def name(self, data: bytes) -> None:
        """One name to the matcher, and what it says back."""
        text = data.decode("utf-8", "replace")
        self._matcher.match(text)
        self._matcher.find(text)
        self._matcher.split(text)
        scrub(text)

    def page(self, data: bytes, content_type: str = "text/html") -> None:
        """One page to the link finder and the reader."""
        url = self._alliance.home
        response, _ = decode_response(Response(url, 200, {"Content-Type": content_type}, data))
        page_links(response)
        same_page_spelling(response)
        sitemap_addresses(data)
        page = Page(url, url, 200, content_type, data, "", datetime.now(UTC), "<urn:x>")
        read_site(SiteCrawl(self._alliance.code, (page,)), self._alliance, self._matcher)

    def recording(self, data: bytes) -> None:
        """One WARC file, every answer of it."""
        path = self._folder / "x.warc.gz"
        path.write_bytes(data)
        with Recording.open(path) as tape:
            for url in (self._alliance.home, "https://www.swagcanceralliance.nhs.uk/"):
                tape.lookup(url)


def grow(dice: random.Random, depth: int = 0) -> str:
    """A piece of HTML, rarely well-formed; each step of ``depth`` to begin with halves its size, about."""
    parts = []
    for _ in range(dice.randint(1, 6)):
        kind = dice.random()
        if kind < 0.4 or depth > 12:
            parts.append(dice.choice(_TEXTS))
        elif kind < 0.42:
            parts.append(f"<{dice.choice(_TAGS)}>" * dice.choice((300, 3_000)))
        else:
            tag = dice.choice(_TAGS)
            attributes = "".join(
                f' {dice.choice(_ATTRIBUTES)}="{dice.choice(_VALUES)}"' for _ in range(dice.randint(0, 3))
            )
            end = f"</{tag}>" if dice.random() < 0.8 else ""
            parts.append(f"<{tag}{attributes}>{grow(dice, depth + 1)}{end}")
    return "".join(parts)


def mutate(dice: random.Random, data: bytes) -> bytes:
    """The data with a few bytes changed, cut, doubled or moved."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        start = dice.randrange(len(changed) + 1)
        end = min(len(changed), start + dice.choice((1, 4, 40, 4_000)))
        piece = bytes(changed[start:end])
        changed[start:end] = dice.choice(
            (b"", piece * 2, piece[::-1], dice.randbytes(len(piece)), b"\0\xff<")
        )
    return bytes(changed)


def main() -> int:
    """Print the figures; 1 if something failed."""
    parser = argparse.ArgumentParser(description="Hostile input by the thousand.")
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    options = parser.parse_args()
    dice = random.Random(options.seed)
    findings = Findings(options.keep)
    pages, tape = sample_pages(), sample_tape()
    with tempfile.TemporaryDirectory() as folder:
        feeds = Feeds(Path(folder))
        feeds.page(pages[0])
        until = time.monotonic() + 60 * options.minutes
        while time.monotonic() < until:
            findings.check("name", feeds.name, "".join(dice.choices(_TEXTS, k=3)).encode("utf-8", "replace"))
            findings.check("name", feeds.name, mutate(dice, dice.choice(_TEXTS[1:4]).encode()))
            findings.check("page", feeds.page, grow(dice).encode("utf-8", "replace")[:LARGEST])
            findings.check("page", feeds.page, mutate(dice, dice.choice(pages)))
            findings.check("recording", feeds.recording, mutate(dice, tape))
    print("\n".join(figures(findings)))
    return int(bool(findings.failed))


def sample_pages() -> list[bytes]:
    """The fixture pages, unpacked, to be mutated."""
    bodies = [
        gzip.decompress(answer.body) if answer.body.startswith(b"\x1f\x8b") else answer.body
        for answer in load_all()
    ]
    return [body for body in bodies if body.lstrip()[:1] == b"<"]


def laid_out_pages(seed: int = 1) -> list[bytes]:
    """Made-up pages in which every layout, introduction, trap and kind of page of the matrix occurs."""
    matrix = Matrix(Register.load(), seed)
    ways = zip_longest(LAYOUTS, INTROS, NOISE, SKELETONS)
    first = (next(iter(LAYOUTS)), next(iter(INTROS)), next(iter(NOISE)), next(iter(SKELETONS)))
    sites = (matrix.site(*(way or usual for way, usual in zip(four, first, strict=True))) for four in ways)
    return [next(iter(site.pages.values())).encode() for site in sites]


def sample_tape() -> bytes:
    """The beginning of the sample recording; unpacked, for damaged gzip would hide what is inside."""
    return gzip.decompress(SAMPLE.read_bytes())[:300_000]


def figures(findings: Findings) -> Iterator[str]:
    """What a run found, line by line."""
    for target, count in findings.cases.items():
        yield f"{target:<10} {count:>7} cases, slowest {findings.slowest[target]:.2f} s"
    yield f"most memory for one case: {findings.growth} MB; {len(findings.failed)} cases failed"
    yield from findings.failed[:50]


def _forget_peak() -> int:
    """Start the count of the most memory afresh, where the system can; what is in use now, in MB."""
    with suppress(OSError):
        _REFS.write_text("5")
    return _peak()


def _peak() -> int:
    """The most memory, in MB, since the count began."""
    with suppress(OSError):
        return int(_STATUS.read_text().partition("VmHWM:")[2].split()[0]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    sys.exit(main())
