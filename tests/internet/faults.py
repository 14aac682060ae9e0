"""What can be wrong with a site, each as one word, and how it shows in an answer."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from tests.fixtures.build_sample import FixtureResponse
from tests.internet.sites import HTML

BOMB = 300 * 1024 * 1024  # bytes when unpacked
LINKS = 100_000


class Fault(StrEnum):
    """One way to be sick."""

    UNKNOWN_NAME = "unknown name"
    PRIVATE_NAME = "name of a private address"
    REFUSE = "refuses connections"
    EXPIRED = "certificate expired"
    IMPOSTOR = "certificate of another"
    ROBOTS_FORBID = "robots.txt forbids"
    ROBOTS_FAIL = "robots.txt fails"
    ROBOTS_HANG = "robots.txt hangs"
    RESET = "resets mid-answer"
    HANG = "hangs"
    TRICKLE = "trickles"
    NOT_HTTP = "speaks no HTTP"
    HUGE_HEADER = "header of 1 MB"
    BUSY_ONCE = "429, then well"
    BUSY = "429 for an hour"
    FAIL_ONCE = "500, then well"
    FAIL = "500 always"
    FORBIDDEN = "403"
    CHAIN = "redirect chain"
    LOOP = "redirect loop"
    AWAY = "redirect to another host"
    INSIDE = "redirect to a private address"
    TO_FILE = "redirect to a file"
    COOKIES = "wants cookies"
    TOO_LONG = "length too long"
    TOO_SHORT = "length too short"
    WRONG_CHARSET = "wrong charset"
    WRONG_TYPE = "wrong type"
    BROKEN_GZIP = "broken gzip"
    BOMB = "gzip bomb"
    ENDLESS = "endless page"
    PAGES = "endless pagination"
    MANY_LINKS = "100,000 links"
    EMPTY = "empty pages"
    NUL_BYTES = "NUL bytes"


NAME_FAULTS = {Fault.UNKNOWN_NAME: "", Fault.PRIVATE_NAME: "10.1.2.3", Fault.REFUSE: "127.9.9.9"}
ROBOTS_FAULTS = (Fault.ROBOTS_FORBID, Fault.ROBOTS_FAIL, Fault.ROBOTS_HANG)


@dataclass(frozen=True, slots=True)
class Sickness:
    """A fault; ``deep`` spares the home page, so that the site looks well at first."""

    fault: Fault
    deep: bool = False

    def strikes(self, path: str) -> bool:
        """Whether the answer to a path is sick."""
        if self.fault in ROBOTS_FAULTS or path == "/robots.txt":
            return self.fault in ROBOTS_FAULTS and path == "/robots.txt"
        return not self.deep or path.strip("/").count("/") > 0 or "-" in path


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: ``number`` counts those to its address from 1, ``cookie`` is what the visitor sent."""

    url: str
    path: str
    number: int
    cookie: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is sent: the bytes, then what happens to the connection (``None``: it is kept)."""

    data: bytes
    after: Callable[[asyncio.StreamWriter], Awaitable[None]] | None = None


Change = Callable[[Visit, FixtureResponse], Reply]


def healthy_reply(answer: FixtureResponse) -> Reply:
    """The answer as it should be."""
    return Reply(_head(answer.status, answer.headers, len(answer.body)) + answer.body)


def sick_reply(fault: Fault, visit: Visit, answer: FixtureResponse) -> Reply:
    """The answer as the fault makes it."""
    return _REPLIES[fault](visit, answer)


def _head(status: int, headers: tuple[tuple[str, str], ...], length: int | None = None) -> bytes:
    kept = [pair for pair in headers if pair[0].lower() != "content-length"]
    sized = [] if length is None else [("Content-Length", str(length))]
    lines = [f"HTTP/1.1 {status} Answer", *(f"{name}: {value}" for name, value in [*kept, *sized]), "", ""]
    return "\r\n".join(lines).encode("latin-1")


_ENDLESS_BLOCKS = 1_200  # of 34 kB each, twice what a site may send


async def _reset(writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def _close(writer: asyncio.StreamWriter) -> None:
    writer.close()


async def _hang(_: asyncio.StreamWriter) -> None:
    await asyncio.sleep(3_600)


async def _trickle(writer: asyncio.StreamWriter) -> None:
    while not writer.is_closing():
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.1)


async def _endless(writer: asyncio.StreamWriter) -> None:
    """Far more than anybody takes, but not for ever: over TLS a visitor who has gone goes unseen."""
    block = b"<p>and so on</p>\n" * 2_000
    for _ in range(_ENDLESS_BLOCKS):
        if writer.is_closing():
            return
        writer.write(f"{len(block):x}\r\n".encode() + block + b"\r\n")
        await writer.drain()
        await asyncio.sleep(0)  # a full buffer is drained by the loop, which needs its turn


def _status(status: int, *headers: tuple[str, str]) -> Change:
    return lambda _visit, _answer: Reply(_head(status, (*headers, *HTML), 4) + b"sick")


def _first(status: int, *headers: tuple[str, str]) -> Change:
    sick = _status(status, *headers)
    return lambda visit, answer: sick(visit, answer) if visit.number == 1 else healthy_reply(answer)


def _moved(target: Callable[[Visit], str]) -> Change:
    return lambda visit, _answer: Reply(_head(302, (("Location", target(visit)), *HTML), 0))


def _hop(visit: Visit) -> str:
    number = int(visit.path.rpartition("hop=")[2] or 0) if "hop=" in visit.path else 0
    return f"{visit.path.partition('?')[0]}?hop={number + 1}"


def _cookies(visit: Visit, answer: FixtureResponse) -> Reply:
    if visit.cookie:
        return healthy_reply(answer)
    return Reply(_head(302, (("Location", visit.url), ("Set-Cookie", "seen=1"), *HTML), 0))


def _changed(change: Callable[[bytes], bytes]) -> Change:
    return lambda _visit, answer: healthy_reply(
        FixtureResponse(answer.url, 200, HTML, change(_plain(answer)))
    )


def _with_nul_bytes(body: bytes) -> bytes:
    return b"\0".join(body[start : start + 7] for start in range(0, len(body), 7))


def _plain(answer: FixtureResponse) -> bytes:
    zipped = any(name == "Content-Encoding" for name, _ in answer.headers)
    return gzip.decompress(answer.body) if zipped else answer.body


def _html_only(
    change: Change,
) -> Change:
    """For faults of pages: redirects, which hold none, stay well."""
    return lambda visit, answer: change(visit, answer) if answer.status == 200 else healthy_reply(answer)


def _typed(kind: str) -> Change:
    return lambda _visit, answer: healthy_reply(
        FixtureResponse(answer.url, 200, (("Content-Type", kind),), _plain(answer))
    )


def _too_long(_visit: Visit, answer: FixtureResponse) -> Reply:
    return Reply(_head(200, answer.headers, len(answer.body) + 5_000) + answer.body, _close)


def _too_short(_visit: Visit, answer: FixtureResponse) -> Reply:
    return Reply(_head(200, answer.headers, len(answer.body) // 2) + answer.body, _close)


def _reset_midway(_visit: Visit, answer: FixtureResponse) -> Reply:
    return Reply(_head(200, answer.headers, len(answer.body)) + answer.body[: len(answer.body) // 2], _reset)


def _broken_gzip(_visit: Visit, answer: FixtureResponse) -> Reply:
    body = gzip.compress(_plain(answer))
    body = body[: len(body) // 2] + bytes(len(body) // 4)
    return Reply(_head(200, (("Content-Encoding", "gzip"), *HTML), len(body)) + body)


@cache
def _bomb_body() -> bytes:
    packer = zlib.compressobj(9, wbits=16 + zlib.MAX_WBITS)
    block = bytes(1024 * 1024)
    return b"".join(packer.compress(block) for _ in range(BOMB // len(block))) + packer.flush()


def _bomb(_visit: Visit, _answer: FixtureResponse) -> Reply:
    return Reply(_head(200, (("Content-Encoding", "gzip"), *HTML), len(_bomb_body())) + _bomb_body())


def _with_links(visit: Visit, answer: FixtureResponse) -> Reply:
    links = b"".join(b'<a href="/about-us/members-%d">Members %d</a>' % (n, n) for n in range(LINKS))
    return healthy_reply(_with(answer, links if visit.path.strip("/") == "" else b""))


def _with_pages(visit: Visit, answer: FixtureResponse) -> Reply:
    number = int(visit.path.rpartition("page=")[2]) if visit.path.rpartition("page=")[2].isdigit() else 0
    links = b"".join(
        b'<a href="/about/partners?page=%d">Partners, page %d</a>' % (n, n) for n in range(number, number + 9)
    )
    return healthy_reply(_with(replace(answer, status=200), links))


def _with(answer: FixtureResponse, links: bytes) -> FixtureResponse:
    body = _plain(answer).replace(b"</body>", b"<footer>" + links + b"</footer></body>")
    return FixtureResponse(answer.url, answer.status, HTML, body)


_REPLIES: dict[Fault, Change] = {
    Fault.ROBOTS_FORBID: lambda _visit, answer: healthy_reply(
        FixtureResponse(answer.url, 200, (("Content-Type", "text/plain"),), b"User-agent: *\nDisallow: /\n")
    ),
    Fault.ROBOTS_FAIL: _status(503),
    Fault.ROBOTS_HANG: lambda *_: Reply(b"", _hang),
    Fault.RESET: _html_only(_reset_midway),
    Fault.HANG: lambda *_: Reply(b"", _hang),
    Fault.TRICKLE: lambda *_: Reply(_head(200, HTML, 1_000_000), _trickle),
    Fault.NOT_HTTP: lambda *_: Reply(b"SSH-2.0-OpenSSH_9.9\r\n", _close),
    Fault.HUGE_HEADER: lambda _visit, answer: Reply(
        _head(200, (("X-Much", "x" * 1_000_000), *HTML), len(answer.body)) + answer.body
    ),
    Fault.BUSY_ONCE: _first(429, ("Retry-After", "1")),
    Fault.BUSY: _status(429, ("Retry-After", "3600")),
    Fault.FAIL_ONCE: _first(500),
    Fault.FAIL: _status(500),
    Fault.FORBIDDEN: _status(403),
    Fault.CHAIN: _moved(_hop),
    Fault.LOOP: _moved(lambda visit: visit.url),
    Fault.AWAY: _moved(lambda _: "https://elsewhere.example/welcome"),
    Fault.INSIDE: _moved(lambda _: "http://169.254.169.254/latest/meta-data/"),
    Fault.TO_FILE: _moved(lambda _: "file:///etc/passwd"),
    Fault.COOKIES: _cookies,
    Fault.TOO_LONG: _html_only(_too_long),
    Fault.TOO_SHORT: _html_only(_too_short),
    Fault.WRONG_CHARSET: _html_only(_typed("text/html; charset=utf-16")),
    Fault.WRONG_TYPE: _html_only(_typed("application/octet-stream")),
    Fault.BROKEN_GZIP: _html_only(_broken_gzip),
    Fault.BOMB: _bomb,
    Fault.ENDLESS: lambda *_: Reply(_head(200, (("Transfer-Encoding", "chunked"), *HTML)), _endless),
    Fault.PAGES: _with_pages,
    Fault.MANY_LINKS: _html_only(_with_links),
    Fault.EMPTY: _html_only(_changed(lambda body: b"")),
    Fault.NUL_BYTES: _html_only(_changed(_with_nul_bytes)),
}
