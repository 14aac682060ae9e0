"""What a crawl is told, and what it reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alliance_spiders.crawling.recording import Recording

ROBOT_NAME = "cancer-alliance-spiders"
VERSION = "0.1"


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """How a crawl is done.

    ``archive_dir`` is where the WARC file goes, ``None`` for none. ``replay`` answers in place of the
    network. ``contact`` is an address or a page at which the sites can reach whoever runs this.
    ``seconds`` is the time for the whole run. For tests only: ``test_server`` (``127.0.0.1:8080``) is
    asked in place of every host, without TLS; ``allow_private`` lets host names lead to private and
    loopback addresses; ``delay`` is the shortest pause between two requests to a host, in seconds.
    """

    archive_dir: Path | None = None
    replay: Recording | None = None
    contact: str = ""
    seconds: float = 540.0
    delay: float = 0.5
    test_server: str = ""
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """What a crawl did; ``date`` is that of the newest record in a replay, else that of the start (UTC)."""

    date: datetime
    archive: Path | None
    records: int
    stopped: bool
    unfinished: tuple[str, ...]
    warnings: tuple[str, ...]


def user_agent(contact: str) -> str:
    """Who asks, and whom to write to."""
    clean = " ".join(contact.split()).replace("(", "").replace(")", "")
    return f"{ROBOT_NAME}/{VERSION} (+{clean or 'contact not set'})"
