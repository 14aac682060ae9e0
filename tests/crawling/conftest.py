"""A web server that answers for every host, and crawls in processes of their own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.crawling.worker import run_into
from tests.forked import FORKS


class Web:
    """Answers by host and path; notes who asked for what, and how many at a time."""

    def __init__(self):
        self.answers = {}
        self.asked = []
        self.agents = set()
        self.most_at_once = defaultdict(int)
        self._now = defaultdict(int)
        self._lock = threading.Lock()

    def put(self, url, body=b"", status=200, headers=None, wait=0.0):
        if isinstance(body, str):
            body = body.encode()
        self.answers[url] = (status, headers or {"Content-Type": "text/html; charset=utf-8"}, body, wait)

    def answer(self, url, agent):
        host = url.split("/")[2]
        with self._lock:
            self.asked.append(url)
            self.agents.add(agent)
            self._now[host] += 1
            self.most_at_once[host] = max(self.most_at_once[host], self._now[host])
        found = self.answers.get(url, (404, {"Content-Type": "text/html"}, b"gone", 0.0))
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        time.sleep(found[3])
        with self._lock:
            self._now[host] -= 1
        return found


@contextmanager
def serving():
    """A server on this machine that answers as told."""
    made = Web()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            scheme = self.headers.get("X-Forwarded-Proto", "http")
            url = f"{scheme}://{self.headers['Host']}{self.path}"
            status, headers, body, _ = made.answer(url, self.headers["User-Agent"])
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made.address = f"127.0.0.1:{server.server_port}"
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def web():
    with serving() as made:
        yield made


def start_crawl(**job):
    return subprocess.Popen(
        [
            sys.executable,
            "-W",
            "error::DeprecationWarning:alliance_spiders",
            "-m",
            "tests.crawling.worker",
            json.dumps(job),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run_crawl(**job):
    with tempfile.TemporaryDirectory() as folder:
        process = FORKS.Process(target=run_into, args=(job, folder))
        process.start()
        process.join(60)
        err = Path(folder, "err").read_text()
        assert process.exitcode == 0, err
        assert err == ""
        return json.loads(Path(folder, "out").read_text())


def html(title, *links, text=""):
    items = "".join(f'<li><a href="{address}">{words}</a></li>' for address, words in links)
    main = f"<main><h1>{title}</h1><ul>{items}</ul>{text}</main>"
    return f"<html><head><title>{title}</title></head><body>{main}</body></html>"
