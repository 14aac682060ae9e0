"""Whose spider is to be written: a known alliance, or a new one."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from alliance_spiders.alliances import Alliance, all_alliances, find_alliance
from alliance_spiders.crawling.urls import host_of, normalise
from matching.errors import UserError

_CODE = re.compile(r"(?=.*\d)[A-Z0-9]{3,6}", re.IGNORECASE)
_SLUG = re.compile(r"[a-z][a-z0-9_]{1,60}")
_NAME = re.compile(r"[^\x00-\x1f\x7f\"\\]{3,120}")
_LEFT_OUT = re.compile(r"\b(?:nhs|cancer|alliances?|the)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class About:
    """What the command line says of the alliance; ``name`` and ``home`` only of a new one."""

    alliance: str
    name: str = ""
    home: str = ""
    code: str = ""
    boards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """The alliance; ``entry`` is what ``alliances.toml`` gains for it, empty for a known one."""

    alliance: Alliance
    entry: str = ""

    @property
    def is_new(self) -> bool:
        """Whether nobody knew it before."""
        return bool(self.entry)


def subject_of(about: About) -> Subject:
    """The alliance that is meant.

    Raises:
        UserError: there is none, or a new one lacks something.
    """
    try:
        known = find_alliance(about.alliance)
    except KeyError:
        if about.name or about.home:
            return _new(about)
        slugs = ", ".join(alliance.slug for alliance in all_alliances())
        raise UserError(
            f"No alliance is called “{about.alliance[:60]}”. Known are: {slugs}. "
            "For a new one give --name and --home."
        ) from None
    if about.name or about.home or about.code:
        raise UserError(
            f"{known.name} is known already, so --name, --home and --code are not taken. If its site has "
            "moved, correct its entry in alliance_spiders/data/alliances.toml first."
        )
    return Subject(known)


def slug_of(name: str) -> str:
    """The spider's name: that of ``Wessex & Dorset Cancer Alliance`` is ``wessex_and_dorset``."""
    words = re.findall(r"[a-z0-9]+", _LEFT_OUT.sub(" ", name.replace("&", " and ")).lower())
    return "_".join(words)


def _new(about: About) -> Subject:
    if not about.name or not about.home:
        raise UserError(f"No alliance is called “{about.alliance[:60]}”. A new one needs --name and --home.")
    is_code = bool(_CODE.fullmatch(about.alliance))
    code = (about.code or (about.alliance if is_code else "")).upper()
    slug = slug_of(about.name) if is_code else about.alliance
    home = normalise(about.home)
    _check(code, slug, about.name, home)
    # A section of a wider site is an alliance's own from its path on.
    path = urlsplit(home).path.strip("/")
    scope = f"{host_of(home)}/{path}" if path else host_of(home)
    boards = tuple(board.upper() for board in about.boards)
    alliance = Alliance(code, slug, about.name.strip(), (), "", home, (scope,), boards)
    return Subject(alliance, _entry(alliance))


def _check(code: str, slug: str, name: str, home: str) -> None:
    if not _CODE.fullmatch(code):
        raise UserError("A new alliance needs its ODS code: give it as --alliance, or with --code.")
    if not _SLUG.fullmatch(slug) or not _NAME.fullmatch(name):
        raise UserError(
            f"“{slug[:60]}” cannot be the name of a spider. Give --alliance a name in small letters with _ "
            "between words, and --code."
        )
    if not home:
        raise UserError("--home is no web address. Give it like https://www.example.nhs.uk/.")
    for known in all_alliances():
        if code == known.code or slug == known.slug or name.strip().casefold() == known.name.casefold():
            raise UserError(
                f"{known.name} ({known.code}, {known.slug}) is known already. Name it in --alliance."
            )


def _entry(alliance: Alliance) -> str:
    rows = {
        "code": alliance.code,
        "slug": alliance.slug,
        "name": alliance.name,
        "other_names": list(alliance.other_names),
        "ons_code": alliance.ons_code,
        "home": alliance.home,
        "scope": list(alliance.scope),
        "icbs": list(alliance.icbs),
    }
    # JSON strings and lists of these values are TOML, too.
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in rows.items())
    return "\n".join(("", "[[alliance]]", *lines, ""))
