"""The servers of the small internet: one for HTTP, one for HTTPS, in a thread of their own."""

from __future__ import annotations

import asyncio
import json
import ssl
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from tests.fixtures.build_sample import FixtureResponse
from tests.internet.authority import Authority
from tests.internet.faults import NAME_FAULTS, Fault, Sickness, Visit, healthy_reply, sick_reply
from tests.internet.sites import answer_to, owners

HOME = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of the request log; ``at`` is in seconds of the loop's clock."""

    at: float
    url: str
    headers: Mapping[str, str]


@dataclass(slots=True)
class Log:
    """Who asked for what, and how many connections one host had at a time."""

    asked: list[Asked] = field(default_factory=list)
    most_at_once: Counter[str] = field(default_factory=Counter)
    status: Counter[int] = field(default_factory=Counter)

    def urls(self) -> list[str]:
        """The addresses asked for, in their order."""
        return [one.url for one in self.asked]


class Internet:
    """Answers for every alliance's hosts; ``sick`` holds what each slug suffers from."""

    def __init__(
        self, folder: Path, answer: Callable[[str], FixtureResponse] = answer_to, tags: bool = False
    ) -> None:
        self.sick: dict[str, Sickness] = {}
        self.log = Log()
        self.tags = tags
        self._answer = answer
        self._numbers: Counter[str] = Counter()
        self._now: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        authority = Authority(folder)
        hosts = sorted(owners())
        self.authority = authority.file
        self._contexts = {
            None: authority.context(hosts),
            Fault.EXPIRED: authority.context(hosts, expired=True),
            Fault.IMPOSTOR: authority.context(["impostor.example"]),
        }
        self._contexts[None].sni_callback = self._choose_certificate

    def __enter__(self) -> Self:
        self._thread.start()
        self.http, self.https = asyncio.run_coroutine_threadsafe(self._serve(), self._loop).result()
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def environment(self) -> dict[str, str]:
        """What ``tests.internet.command`` and a client's TLS need to know."""
        names = {host: self._address(slug) for host, slug in owners().items()}
        told = {"http": self.http, "https": self.https, "names": names}
        return {"SMALL_INTERNET": json.dumps(told), "SSL_CERT_FILE": str(self.authority)}

    def reset(self, sick: Mapping[str, Sickness] | None = None) -> None:
        """Start afresh: another state of health, an empty log."""
        self.sick = dict(sick or {})
        self.log = Log()
        self._numbers.clear()

    def _address(self, slug: str) -> str:
        sickness = self.sick.get(slug)
        return NAME_FAULTS.get(sickness.fault, HOME) if sickness else HOME

    def _choose_certificate(self, sock: ssl.SSLObject, name: str, _: ssl.SSLContext) -> None:
        sickness = self.sick.get(owners().get(name, ""))
        if sickness and sickness.fault in self._contexts:
            sock.context = self._contexts[sickness.fault]

    async def _serve(self) -> tuple[int, int]:
        plain = await asyncio.start_server(lambda r, w: self._talk(r, w, "http"), HOME, 0)
        secure = await asyncio.start_server(
            lambda r, w: self._talk(r, w, "https"), HOME, 0, ssl=self._contexts[None]
        )
        self._servers = (plain, secure)
        return tuple(server.sockets[0].getsockname()[1] for server in self._servers)  # type: ignore[return-value]

    async def _end(self) -> None:
        for server in self._servers:
            server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, scheme: str) -> None:
        gone = (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError)
        with suppress(*gone):
            while not writer.is_closing():
                await self._once(reader, writer, scheme)
        writer.close()

    async def _once(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, scheme: str) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        path = head[0].split(" ")[1]
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
        host = headers["host"].partition(":")[0]
        url = f"{headers.get('x-forwarded-proto', scheme)}://{host}{path}"
        self._numbers[url] += 1
        visit = Visit(url, path, self._numbers[url], headers.get("cookie", ""))
        self._now[host] += 1
        self.log.most_at_once[host] = max(self.log.most_at_once[host], self._now[host])
        self.log.asked.append(Asked(self._loop.time(), url, headers))
        try:
            await self._reply(visit, host, headers, writer)
        finally:
            self._now[host] -= 1

    async def _reply(
        self, visit: Visit, host: str, headers: Mapping[str, str], writer: asyncio.StreamWriter
    ) -> None:
        sickness = self.sick.get(owners().get(host, ""))
        answer = self._tagged(self._answer(visit.url), headers)
        if sickness and sickness.fault not in self._contexts and sickness.strikes(visit.path):
            reply = sick_reply(sickness.fault, visit, answer)
        else:
            reply = healthy_reply(answer)
            self.log.status[answer.status] += 1
        writer.write(reply.data)
        await writer.drain()
        if reply.after is not None:
            await reply.after(writer)

    def _tagged(self, answer: FixtureResponse, headers: Mapping[str, str]) -> FixtureResponse:
        """With an ``ETag``; 304 for a visitor who knows it."""
        if not self.tags or answer.status != 200:
            return answer
        tag = f'"{abs(hash(answer.body)):x}"'
        if headers.get("if-none-match") == tag:
            return FixtureResponse(answer.url, 304, (("ETag", tag),), b"")
        return FixtureResponse(answer.url, 200, (("ETag", tag), *answer.headers), answer.body)


def by_host(log: Log) -> dict[str, list[str]]:
    """The paths asked for, by host."""
    found: dict[str, list[str]] = defaultdict(list)
    for url in log.urls():
        _, _, host, path = url.split("/", 3)
        found[host].append(f"/{path}")
    return found
