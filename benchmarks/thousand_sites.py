"""A thousand sites in one run: ``python -m benchmarks.thousand_sites [--sites 1000] [--pages 8]``.

A server in a process of its own answers for every made-up host; one page of each site lists three trusts,
other ones on each. A site's result is right when all its pages that can be reached came, from that site and
no other, and when exactly its three trusts were read from them. Printed are the sites, the right results,
seconds on the clock and of the processors, and the most memory that the crawl had at 100, 200, ... sites:
it must not grow with their number. The sites are read as in a run, by processes beside the crawl.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path

from alliance_spiders.alliances import Alliance
from alliance_spiders.crawling.options import CrawlOptions
from alliance_spiders.crawling.runner import crawl
from alliance_spiders.health import Expectation, members_found
from alliance_spiders.items import SiteCrawl
from alliance_spiders.readers import Readers, Task, readers
from matching.model import Trust
from matching.register import Register

PADDING = "<p>Some words of no account.</p>" * 1_500  # about 50 kB a page, as on real sites
LISTED = 3  # trusts of a site
DEEPEST = 5  # pages that lie at most four steps from the home page, by links that name the list
EVERY = 100  # sites between two looks at the memory


class Handler(BaseHTTPRequestHandler):
    """Every path is a page that leads to the next; the second one holds the list."""

    protocol_version = "HTTP/1.1"
    pages = 8
    trusts: tuple[Trust, ...] = ()

    def do_GET(self) -> None:
        """Answer one request."""
        number = int(self.path.rpartition("-")[2]) if self.path.rpartition("-")[2].isdigit() else 0
        known = self.path == "/" or number
        link = f'<a href="/partners-{number + 1}">Our partners</a>' if number < self.pages - 1 else ""
        names = self._names() if number == 1 else ()
        entries = "".join(f"<li>{name}</li>" for name in names)
        partners = f"<h2>Our partners</h2><ul>{entries}</ul>" if entries else ""
        title = f"<title>{self.headers['Host']} {self.path}</title>"
        body = f"<html>{title}<body>{link}{partners}{PADDING}</body></html>".encode()
        self.send_response(200 if known else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _names(self) -> tuple[str, ...]:
        host = self.headers["Host"].partition(".")[0]
        return tuple(trust.name for trust in trusts_of(int(host.rpartition("-")[2]), self.trusts))

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def serve(told: Connection, pages: int) -> None:
    """Answer until the process is ended; the port is told first."""
    Handler.pages, Handler.trusts = pages, open_trusts(Register.load())
    ThreadingHTTPServer.request_queue_size = 1_000
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.send(server.server_port)
    server.serve_forever()


def open_trusts(register: Register) -> tuple[Trust, ...]:
    """The trusts that can be listed."""
    return tuple(sorted(register.open_trusts(), key=lambda trust: trust.code))


def trusts_of(site: int, trusts: tuple[Trust, ...]) -> tuple[Trust, ...]:
    """The trusts that a site lists."""
    return tuple(trusts[(site * LISTED + place) % len(trusts)] for place in range(LISTED))


class Checking:
    """Reads the sites that are done, and notes the memory on the way."""

    def __init__(
        self, alliances: tuple[Alliance, ...], pages: int, register: Register, reading: Readers
    ) -> None:
        self.done = 0
        self.wrong: list[str] = []
        self.memory: list[int] = []
        self._reading = reading
        self._trusts = open_trusts(register)
        self._sites = {alliance.code: (number, alliance) for number, alliance in enumerate(alliances)}
        self._pages = min(DEEPEST, pages)

    async def take(self, site: SiteCrawl) -> bool:
        """One site is done; it need not be done again."""
        self.done += 1
        number, alliance = self._sites[site.alliance_code]
        if not (self._are_all_there(site, alliance) and await self._is_read(site, number, alliance)):
            self.wrong.append(site.alliance_code)
        if self.done % EVERY == 0:
            self.memory.append(peak())
        return False

    def _are_all_there(self, site: SiteCrawl, alliance: Alliance) -> bool:
        wanted = {"/", *(f"/partners-{number}" for number in range(1, self._pages))}
        titles = {page.body[:200].partition(b"<title>")[2].partition(b"</title>")[0] for page in site.pages}
        return {f"{alliance.hosts[0]} {path}".encode() for path in wanted} == titles

    async def _is_read(self, site: SiteCrawl, number: int, alliance: Alliance) -> bool:
        expected = {trust.code for trust in trusts_of(number, self._trusts)}
        reading, _ = await self._reading.read(Task(site, alliance, Expectation()))
        return members_found(reading) == expected


def peak() -> int:
    """The most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> int:
    """Print the figures; 1 if a result is wrong."""
    parser = argparse.ArgumentParser(description="A thousand sites in one run.")
    parser.add_argument("--sites", type=int, default=1_000)
    parser.add_argument("--pages", type=int, default=8)
    options = parser.parse_args()
    here, there = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(
        target=serve, args=(there, options.pages), daemon=True
    )
    server.start()
    alliances, register = _alliances(options.sites), Register.load()
    with tempfile.TemporaryDirectory() as folder, readers(register) as reading:
        reading.know({})
        checking, clock = Checking(alliances, options.pages, register, reading), time.monotonic()
        before = peak()
        address = f"127.0.0.1:{here.recv()}"
        told = CrawlOptions(archive_dir=Path(folder), test_server=address, delay=0.0, seconds=3_600)
        report = crawl(alliances, told, checking.take)
        seconds = time.monotonic() - clock
    server.terminate()
    print(f"{options.sites} sites, {checking.done} done, {checking.done - len(checking.wrong)} right results")
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    used = sum(each.ru_utime + each.ru_stime for each in (own, children))
    print(f"{seconds:.0f} s on the clock, {used:.0f} s of all processors")
    print(f"{report.records} records; most memory {peak()} MB, {before} MB of it before the crawl")
    print(f"most memory of a process beside it {children.ru_maxrss // 1024} MB")
    print(f"MB at each {EVERY} sites: {' '.join(map(str, checking.memory))}")
    return int(bool(checking.wrong) or checking.done < options.sites)


def _alliances(count: int) -> tuple[Alliance, ...]:
    return tuple(
        Alliance(f"T{number}", f"site_{number}", f"Alliance {number}", (), "", f"https://{host}", (host,), ())
        for number in range(count)
        for host in [f"site-{number}.example"]
    )


if __name__ == "__main__":
    sys.exit(main())
