"""A site that is empty until its script runs, and the real command that reads it."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

from alliance_spiders.crawling import browser
from tests.conftest import ALLIANCES
from tests.crawling.conftest import Web, web
from tests.forked import Forked

__all__ = ["web"]

SITE = "https://www.swagcanceralliance.nhs.uk"
TRUSTS = (
    "Gloucestershire Hospitals NHS Foundation Trust",
    "Great Western Hospitals NHS Foundation Trust",
    "Royal United Hospitals Bath NHS Foundation Trust",
    "Salisbury NHS Foundation Trust",
    "Somerset NHS Foundation Trust",
)
SHELL = """<!DOCTYPE html><html><head><title>SWAG Cancer Alliance</title>
<link rel="stylesheet" href="/looks.css"><script src="/app.js" defer></script></head>
<body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>
</body></html>"""
ROBOTS = "User-agent: *\nDisallow: /api/private"
APP = """
const heads = {'/': 'SWAG Cancer Alliance', '/about-us/our-partners': 'Our partners'};
const get = async path => (await fetch(path)).json();
get('/api/private.json').catch(() => 0);
async function show() {
    const list = location.pathname.includes('partners') ? await get('/api/partners.json') : [];
    document.getElementById('root').innerHTML = `<nav><a href="/about-us/our-partners">Our partners</a></nav>
        <main><h1>${heads[location.pathname]}</h1><p>Somerset, Wiltshire, Avon and Gloucestershire Cancer
        Alliance brings its partners together.</p><h2>The trusts in our alliance are</h2>
        <ul>${list.map(name => `<li>${name}</li>`).join('')}</ul></main>`;
}
setTimeout(show, 300);
"""

needs_chromium = pytest.mark.skipif(
    bool(browser.missing()), reason=f"no page can be shown: {browser.missing()}"
)


def put_app(web: Web, app: str = APP) -> None:
    for path in ("/", "/about-us/our-partners"):
        web.put(SITE + path, SHELL)
    web.put(f"{SITE}/app.js", app, headers={"Content-Type": "text/javascript"})
    web.put(f"{SITE}/robots.txt", ROBOTS, headers={"Content-Type": "text/plain"})
    web.put(f"{SITE}/looks.css", "body {}", headers={"Content-Type": "text/css"})
    web.put(f"{SITE}/api/partners.json", json.dumps(TRUSTS), headers={"Content-Type": "application/json"})


def start(*arguments: object, **environment: str) -> subprocess.Popen[str]:
    """The real command on the one site, in a process group of its own."""
    return subprocess.Popen(
        [ALLIANCES, "run", "--only", "swag", *map(str, arguments)],
        env={**os.environ, "ALLIANCES_DELAY": "0", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command on the one site, from beginning to end, without loading the program anew."""
    settings = {"ALLIANCES_DELAY": "0", **environment}
    return Forked("run", "--only", "swag", *arguments, environment=settings).wait()


@pytest.fixture
def app(web: Web) -> Web:
    put_app(web)
    return web
