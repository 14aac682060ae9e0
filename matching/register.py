"""The register of NHS organisations: trusts open and closed, their sites, other bodies, known aliases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from matching.errors import UserError
from matching.model import Body, Kind, Site, Trust


class RegisterError(UserError):
    """A register that cannot be used; the message is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name, short name or abbreviation of the organisation ``code``; one name may have several rows.

    ``code`` is empty where the body has none. ``source`` says where the alias is known from.
    """

    name: str
    code: str
    source: str
    kind: Kind = Kind.TRUST


@dataclass(frozen=True)
class Register:
    """What is known of NHS organisations on one day.

    ``visiting`` maps the name of a site to open trusts that list it but do not run it. ``corrections``
    maps a code to successors that ODS is known to lack. ``version`` is a short digest of the content.
    """

    trusts: Mapping[str, Trust]
    sites: tuple[Site, ...]
    bodies: tuple[Body, ...]
    aliases: tuple[Alias, ...]
    as_of: date
    version: str
    visiting: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    corrections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path | None = None) -> Register:
        """Read a register: the bundled one, a register JSON, a CSV of trusts or an ODS ``etr`` report.

        Raises:
            RegisterError: the file is missing, unreadable, of another shape, or too small to be believed.
        """
        from matching.register_files import load_bundled, load_file

        return load_bundled() if path is None else load_file(path)

    def current(self, code: str) -> tuple[str, ...]:
        """Codes of the open trusts that serve today for ``code``: none when unknown or without successor."""
        trust = self.trusts.get(code)
        return trust.current if trust else ()

    def open_trusts(self, nation: str = "England") -> tuple[Trust, ...]:
        """The open trusts of one nation, sorted by code."""
        return tuple(trust for trust in self._open if trust.nation == nation)

    @cached_property
    def _open(self) -> tuple[Trust, ...]:
        return tuple(self.trusts[code] for code in sorted(self.trusts) if self.trusts[code].is_open)
