"""A thousand sites in one run: ``python -m benchmarks.thousand_sites [--sites 1000] [--pages 8]``.

One server on this machine answers for every made-up host. Printed are the sites that came back whole, the
time, and the most memory that the crawl had at 100, 200, ... sites: it must not grow with their number.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from alliance_spiders.alliances import Alliance
from alliance_spiders.crawling.options import CrawlOptions
from alliance_spiders.crawling.runner import crawl
from alliance_spiders.items import SiteCrawl

PADDING = "<p>Some words of no account.</p>" * 1_500  # about 50 kB a page, as on real sites


class Handler(BaseHTTPRequestHandler):
    """Every path is a page that leads to the next."""

    protocol_version = "HTTP/1.1"
    pages = 8

    def do_GET(self) -> None:
        """Answer one request."""
        number = int(self.path.rpartition("-")[2]) if self.path.rpartition("-")[2].isdigit() else 0
        known = self.path == "/" or number
        link = f'<a href="/partners-{number + 1}">Our partners</a>' if number < self.pages - 1 else ""
        body = f"<html><title>{self.headers['Host']}</title><body>{link}{PADDING}</body></html>".encode()
        self.send_response(200 if known else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class Counting:
    """Counts the sites that are done, and notes the memory on the way."""

    def __init__(self) -> None:
        self.sites = 0
        self.whole = 0
        self.memory: list[int] = []

    def take(self, site: SiteCrawl) -> bool:
        """One site is done; it need not be done again."""
        self.sites += 1
        self.whole += len(site.pages) >= min(4, Handler.pages)  # three steps from home at most
        if self.sites % 100 == 0:
            self.memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
        return False


def main() -> int:
    """Print the figures; 1 if a site is not whole."""
    parser = argparse.ArgumentParser(description="A thousand sites in one run.")
    parser.add_argument("--sites", type=int, default=1_000)
    parser.add_argument("--pages", type=int, default=8)
    options = parser.parse_args()
    Handler.pages = options.pages
    ThreadingHTTPServer.request_queue_size = 1_000
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    counting, started = Counting(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        address = f"127.0.0.1:{server.server_port}"
        told = CrawlOptions(archive_dir=Path(folder), test_server=address, delay=0.0, seconds=1_800)
        report = crawl(_alliances(options.sites), told, counting.take)
    print(f"{counting.whole} of {options.sites} sites whole, {report.records} records")
    print(f"{time.monotonic() - started:.0f} s; MB at each hundred sites: {counting.memory}")
    return int(counting.whole < options.sites)


def _alliances(count: int) -> list[Alliance]:
    return [
        Alliance(f"T{number}", f"site_{number}", f"Alliance {number}", (), "", f"https://{host}", (host,), ())
        for number in range(count)
        for host in [f"site-{number}.example"]
    ]


if __name__ == "__main__":
    sys.exit(main())
