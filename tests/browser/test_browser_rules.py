"""What a page may do in the browser: run its own scripts, and nothing else."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import pytest

from alliance_spiders.crawling import browser
from alliance_spiders.crawling.browser import Browser, BrowserError, Fetched
from tests.browser.conftest import needs_chromium

T = TypeVar("T")
HOME = "https://site.example/"
HTML = {"content-type": "text/html; charset=utf-8"}
SCRIPT = {"content-type": "text/javascript"}


class Crawl:
    """Stands for the crawl: notes what the page asks for, and has an answer to some of it."""

    def __init__(self, answers: dict[str, Fetched]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, bool]] = []

    async def fetch(self, url: str, accept: str, is_page: bool) -> Fetched | None:
        self.asked.append((url, is_page))
        return self.answers.get(url)


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """An open port on this machine, and who came."""
    came: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    server.accept()[0].close()
                except TimeoutError:
                    continue
                came.append("somebody")

        thread = threading.Thread(target=listen)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}", came
        stop.set()
        thread.join()


def finished(work: Coroutine[Any, Any, T]) -> T:
    """What a coroutine returns, on a thread of its own: another test may have left a loop on this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def show(page: str, **answers: Fetched) -> tuple[str, Crawl]:
    crawl = Crawl({HOME + path: answer for path, answer in answers.items()})

    async def main() -> str:
        async with Browser(browser.installed()) as shown:
            return await shown.show(HOME, Fetched(200, HTML, page.encode()), crawl.fetch)

    return finished(main()), crawl


@needs_chromium
def test_scripts_and_data_come_through_the_crawl():
    page = "<div id=a></div><script src=/s></script>"
    script = b"fetch('/d').then(r => r.text()).then(t => document.getElementById('a').textContent = t)"
    html, crawl = show(page, s=Fetched(200, SCRIPT, script), d=Fetched(200, {}, b"A list"))
    assert '<div id="a">A list</div>' in html
    assert crawl.asked == [(f"{HOME}s", False), (f"{HOME}d", False)]


@needs_chromium
def test_a_page_that_goes_on_to_another_address():
    html, crawl = show("<script>location = '/next'</script>", next=Fetched(200, HTML, b"<h1>Next</h1>"))
    assert "<h1>Next</h1>" in html
    assert crawl.asked == [(f"{HOME}next", True)]


@needs_chromium
def test_what_stands_in_shadow_trees_is_seen():
    page = """<x-list><b>light</b></x-list><script>customElements.define('x-list', class extends HTMLElement {
        connectedCallback() {
            this.attachShadow({mode: 'open'}).innerHTML = '<ul><li>A trust</li></ul>';
        }
    })</script>"""
    assert "<x-list><b>light</b><ul><li>A trust</li></ul></x-list>" in show(page)[0]


@needs_chromium
def test_nothing_gets_past_the_crawl(listener: tuple[str, list[str]]):
    place, came = listener
    page = f"""<img src="http://{place}/i"><iframe src="http://{place}/f"></iframe>
        <link rel=stylesheet href="/css"><link rel=preconnect href="http://{place}"><link rel=prefetch href="http://{place}/p">
        <video src="http://{place}/v"></video><embed src="http://{place}/e"><p id=done></p><script>
        fetch('http://{place}/x').catch(e => 0); fetch('/post', {{method: 'POST', body: 'x'}}).catch(e => 0);
        navigator.sendBeacon('http://{place}/b', 'x'); new EventSource('http://{place}/s');
        new WebSocket('ws://{place}/w'); window.open('http://{place}/o'); new Worker('http://{place}/k.js')
        </script><script>document.getElementById('done').textContent = 'done'</script>"""
    html, crawl = show(page)
    assert '<p id="done">done</p>' in html
    assert came == []
    assert [url for url, _ in crawl.asked if not url.endswith(("/x", "/s"))] == []


@needs_chromium
@pytest.mark.parametrize(
    "page",
    [
        "<script>while (true) {}</script>",
        "<script>document.body = document.createElement('body'); let s = 'x'.repeat(6e6);"
        "document.body.textContent = s</script>",
    ],
    ids=["endless script", "endless text"],
)
def test_a_page_without_end_is_given_up(page: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(browser, "_PAGE_SECONDS", 4.0)
    with pytest.raises(BrowserError):
        show(page)


def test_a_browser_that_does_not_start_is_an_error_of_its_own():
    pytest.importorskip("playwright")

    async def main() -> None:
        async with Browser("/bin/false") as shown:
            await shown.show(HOME, Fetched(200, HTML, b""), Crawl({}).fetch)

    with pytest.raises(BrowserError):
        finished(main())


@pytest.mark.parametrize(("named", "found"), [("/nowhere/chromium", ""), ("/bin/true", "/bin/true")])
def test_a_browser_may_be_named(named: str, found: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ALLIANCES_CHROMIUM", named)
    assert browser.installed() == found


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ALLIANCES_CHROMIUM", "/nowhere/chromium")
    assert "install" in browser.missing()
    monkeypatch.setattr(browser, "find_spec", lambda name: None)
    assert "pip install 'cancer-alliance-spiders[browser]'" in browser.missing()
