"""An installed Chromium that shows pages and fetches nothing itself.

Whatever a page asks for is handed to the crawl, which fetches it like any page: within robots.txt, scope,
pauses and limits, from public addresses only, and into the recording. The browser has no network of its own.
(scrapy-playwright lets the browser fetch, follow redirects and look up names past all of these.)
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from playwright.async_api import Browser as Chromium
    from playwright.async_api import Page, Route

VARIABLE = "ALLIANCES_CHROMIUM"

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_NO_NETWORK = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)
_SMALL = ("--js-flags=--max-old-space-size=512", "--disable-gpu", "--disable-dev-shm-usage")
_NOWHERE = {"server": "http://127.0.0.1:9", "bypass": "<-loopback>"}
_PAGE_SECONDS = 60.0
_LOAD_SECONDS = 30.0
_QUIET_SECONDS = 15.0  # until nothing is fetched any more
_CLOSE_SECONDS = 3.0
_MAX_REQUESTS = 60  # of one page
_MAX_MOVES = 3  # from one address to the next by script
_MAX_PAGE = 5_000_000  # characters
_FETCHED = frozenset({"script", "xhr", "fetch"})
# Resolves when the page has not changed for a second, or after five.
_SETTLED = """() => new Promise(done => {
    let quiet = setTimeout(done, 1000);
    setTimeout(done, 5000);
    new MutationObserver(() => { clearTimeout(quiet); quiet = setTimeout(done, 1000); })
        .observe(document, {subtree: true, childList: true, characterData: true});
})"""
# What stands in shadow trees is moved where a parser finds it.
_CONTENT = """most => {
    const open = tree => tree.querySelectorAll('*').forEach(host => {
        if (!host.shadowRoot) return;
        open(host.shadowRoot);
        host.append(...host.shadowRoot.childNodes);
    });
    open(document);
    const html = document.documentElement.outerHTML;
    return html.length > most ? null : '<!DOCTYPE html>' + html;
}"""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer in the form that a browser takes: no transfer or content encoding."""

    status: int
    headers: dict[str, str]
    body: bytes


Fetch = Callable[[str, str, bool], Awaitable[Fetched | None]]
"""Called with an address, the media types wanted, and whether it is a page; None if it cannot be had."""


class BrowserError(Exception):
    """The browser did not start or could not show a page."""


def missing() -> str:
    """What must be installed before a page can be shown, in a sentence; empty if nothing."""
    if find_spec("playwright") is None:
        return "To read them, install the extra: pip install 'cancer-alliance-spiders[browser]'."
    if not installed():
        return f"To read them, install Chromium or Chrome, or name one in {VARIABLE}."
    return ""


def installed() -> str:
    """The path of the browser to use; empty if none is found."""
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return shutil.which(named) or ""
    return next((path for path in map(shutil.which, _NAMES) if path), "")


class Browser:
    """Shows one page at a time. Starts with the first page; an asynchronous context manager."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._turn = asyncio.Lock()
        self._stack = AsyncExitStack()
        self._chromium: Chromium | None = None
        self._broken = ""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        from playwright.async_api import Error

        with suppress(Error, TimeoutError):
            async with asyncio.timeout(_CLOSE_SECONDS):
                await self._stack.aclose()

    async def show(self, url: str, first: Fetched, fetch: Fetch) -> str:
        """The HTML of a page after its scripts have run.

        Args:
            url: the page's address.
            first: the answer to it.
            fetch: gets what the page asks for.

        Raises:
            BrowserError: the browser does not start, or the page does not come to rest or is too large.
        """
        from playwright.async_api import Error

        try:
            async with self._turn, asyncio.timeout(_PAGE_SECONDS):
                return await self._show(url, first, fetch)
        except TimeoutError:
            raise BrowserError("The page did not come to rest.") from None
        except Error as error:
            raise BrowserError(error.message.partition("\n")[0]) from None
        except OSError as error:
            raise BrowserError(f"The browser does not start: {error.strerror or error}.") from None

    async def _show(self, url: str, first: Fetched, fetch: Fetch) -> str:
        chromium = self._chromium or await self._start()
        context = await chromium.new_context(accept_downloads=False, service_workers="block", locale="en-GB")
        try:
            page = await context.new_page()
            await context.route("**/*", _Answers(url, first, fetch, page))
            await page.goto(url, wait_until="domcontentloaded", timeout=_LOAD_SECONDS * 1000)
            await _settle(page)
            html: str | None = await page.evaluate(_CONTENT, _MAX_PAGE)
        finally:
            with suppress(TimeoutError):
                async with asyncio.timeout(_CLOSE_SECONDS):
                    await context.close()
        if html is None:
            raise BrowserError("The page is too large.")
        return html

    async def _start(self) -> Chromium:
        from playwright.async_api import async_playwright

        if self._broken:
            raise BrowserError(self._broken)
        self._broken = "The browser does not start."  # tried once, not for each page
        playwright = await self._stack.enter_async_context(async_playwright())
        self._chromium = await playwright.chromium.launch(
            executable_path=self._path,
            args=[*_NO_NETWORK, *_SMALL],
            proxy=_NOWHERE,  # type: ignore[arg-type]
            chromium_sandbox=getattr(os, "geteuid", lambda: 1)() != 0,  # Chromium refuses it to the superuser
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
        )
        self._stack.push_async_callback(self._chromium.close)
        self._broken = ""
        return self._chromium


async def _settle(page: Page) -> None:
    """Wait until nothing is fetched and nothing changes, for as long as is bearable."""
    from playwright.async_api import Error
    from playwright.async_api import TimeoutError as Late

    for _ in range(_MAX_MOVES):
        try:
            await page.wait_for_load_state("networkidle", timeout=_QUIET_SECONDS * 1000)
            await page.evaluate(_SETTLED)
            await page.wait_for_load_state("networkidle", timeout=_QUIET_SECONDS * 1000)
        except Late:
            return
        except Error:  # the page went on to another address meanwhile
            continue
        return


class _Answers:
    """Answers what one page asks for: scripts and data by the crawl, looks with nothing, the rest not."""

    def __init__(self, url: str, first: Fetched, fetch: Fetch, page: Page) -> None:
        self._url = url
        self._first: Fetched | None = first
        self._fetch = fetch
        self._page = page
        self._left = _MAX_REQUESTS

    async def __call__(self, route: Route) -> None:
        from playwright.async_api import Error

        with suppress(Error):  # the page may be gone before its answer comes
            answer = await self._answer(route)
            if answer is None:
                await route.abort("blockedbyclient")
            else:
                await route.fulfill(status=answer.status, headers=answer.headers, body=answer.body)

    async def _answer(self, route: Route) -> Fetched | None:
        request = route.request
        is_page = request.is_navigation_request() and request.frame == self._page.main_frame
        if is_page and self._first is not None:
            first, self._first = self._first, None
            return first
        if request.resource_type == "stylesheet":
            return Fetched(200, {"content-type": "text/css"}, b"")  # some scripts wait for their looks
        self._left -= 1
        if request.method != "GET" or self._left < 0 or not (is_page or request.resource_type in _FETCHED):
            return None
        return await self._fetch(request.url, request.headers.get("accept", "*/*"), is_page)
