"""The command ``alliances`` in the small internet: ``python -m tests.internet.command run --data DIR``.

The environment variable ``SMALL_INTERNET`` says where names lead, as ``/etc/hosts`` would. The small
internet's own address passes for a public one; every other address is judged as in the real world.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Mapping
from typing import Any

from twisted.internet.posixbase import PosixReactorBase

from alliance_spiders import settings
from alliance_spiders.cli import main
from alliance_spiders.crawling import resolver
from tests.internet.server import HOME


def enter(told: dict[str, Any], timeout: float) -> None:
    """Let names and ports lead into the small internet. ``timeout`` is that of one page, in seconds."""
    names: dict[str, str] = told["names"]
    ports = {80: told["http"], 443: told["https"]}
    judge, connect = resolver.is_public, PosixReactorBase.connectTCP

    def look_up(name: str) -> str:
        if not names.get(name):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return names[name]

    def connect_inside(reactor: Any, host: str, port: int, *rest: Any, **more: Any) -> Any:
        return connect(reactor, host, ports.get(port, port) if host == HOME else port, *rest, **more)

    socket.gethostbyname = look_up
    resolver.is_public = lambda address: address == HOME or judge(address)
    PosixReactorBase.connectTCP = connect_inside
    settings.DOWNLOAD_TIMEOUT = timeout


def enter_by(environment: Mapping[str, str]) -> None:
    """Enter the small internet that the environment tells of."""
    enter(json.loads(environment["SMALL_INTERNET"]), float(environment.get("SMALL_INTERNET_TIMEOUT", "20")))


def enter_here() -> None:
    """Enter the one that this process was told of."""
    enter_by(os.environ)


if __name__ == "__main__":
    enter_by(os.environ)
    main()
