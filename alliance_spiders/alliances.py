"""The 20 Cancer Alliances as data (``data/alliances.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Alliance:
    """What is known of one alliance.

    ``scope`` holds hosts, or hosts with a path prefix where the alliance is a section of a wider site,
    without scheme and without ``www.``. ``icbs`` are the codes of the boards in its area.
    """

    code: str
    slug: str
    name: str
    other_names: tuple[str, ...]
    ons_code: str
    home: str
    scope: tuple[str, ...]
    icbs: tuple[str, ...]

    @property
    def hosts(self) -> tuple[str, ...]:
        """Host names of the scope, without ``www.``, each once."""
        return tuple(dict.fromkeys(place.partition("/")[0] for place in self.scope))

    def covers(self, url: str) -> bool:
        """Whether an address lies inside the alliance's own site or section."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return False
        host = parts.hostname.lower().removeprefix("www.")
        path = parts.path.rstrip("/") + "/"
        for place in self.scope:
            place_host, _, prefix = place.partition("/")
            if host == place_host and (not prefix or path.lower().startswith(f"/{prefix}/".lower())):
                return True
        return False

    def stores(self, url: str) -> bool:
        """Whether an address is that of a document on a host of the alliance, in whatever folder.

        What is uploaded to a section of a site lies in a folder of the whole site, as a rule.
        """
        parts = urlsplit(url)
        host = (parts.hostname or "").lower().removeprefix("www.")
        is_document = parts.path.lower().endswith(".pdf")
        return parts.scheme in ("http", "https") and is_document and host in self.hosts


@cache
def all_alliances() -> tuple[Alliance, ...]:
    """Every alliance, in the order of the data file."""
    text = files("alliance_spiders").joinpath("data/alliances.toml").read_text("utf-8")
    return tuple(
        Alliance(
            code=row["code"],
            slug=row["slug"],
            name=row["name"],
            other_names=tuple(row["other_names"]),
            ons_code=row["ons_code"],
            home=row["home"],
            scope=tuple(row["scope"]),
            icbs=tuple(row["icbs"]),
        )
        for row in tomllib.loads(text)["alliance"]
    )


def find_alliance(code_or_slug: str) -> Alliance:
    """The alliance of a code, slug or name, in any case.

    Raises:
        KeyError: no alliance answers to it; the message lists the slugs.
    """
    wanted = code_or_slug.strip().casefold()
    for alliance in all_alliances():
        if wanted in (alliance.code.casefold(), alliance.slug.casefold(), alliance.name.casefold()):
            return alliance
    known = ", ".join(f"{a.slug} ({a.code})" for a in all_alliances())
    raise KeyError(f"No alliance is called “{code_or_slug}”. Known are: {known}.")
