"""What is kept of a site's pages, so that they can be read again, and what reading them again gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from alliance_spiders.items import SiteReading
from matching.register import Register
from output.basis import digest


@dataclass(frozen=True, slots=True)
class PageRef:
    """One page of a crawl: its record, steps from the home page, SHA-256 of its body, and its address.

    The address is kept as a digest, because addresses of pages about persons hold their names.
    """

    record_id: str
    depth: int
    sha256: str
    address: str


@dataclass(frozen=True, slots=True)
class Past:
    """Where an earlier crawl of a site is found: the file in ``archive`` and the pages in their order."""

    archive: str
    pages: tuple[PageRef, ...]


@dataclass(frozen=True, slots=True)
class Rereading:
    """What today's program reads from the pages of an earlier crawl.

    ``linked`` are the addresses, as digests, that those pages link to, each with the SHA-256 of the pages
    that do.
    """

    reading: SiteReading
    linked: Mapping[str, frozenset[str]] = field(default_factory=dict)


Reread = Callable[[str, Past, Register], Rereading | None]
"""Reads the pages of an earlier crawl of an alliance by some register; None when they cannot be had."""


def never(_alliance_code: str, _past: Past, _register: Register) -> None:
    """For a run that keeps no recordings: nothing can be read again."""


def address_digest(url: str) -> str:
    """A name for an address that is the same whatever its scheme, ``www.`` and last slash."""
    return digest(url.partition("://")[2].removeprefix("www.").partition("#")[0].rstrip("/"))
