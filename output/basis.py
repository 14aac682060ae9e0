"""What a decision rested on, so that it is asked again only when that is gone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from matching.register import Register


def digest(*parts: object, size: int = 12) -> str:
    """A short name for a list of values: the same for the same values, on any machine."""
    text = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:size]


@dataclass(frozen=True, slots=True)
class Basis:
    """Digests of the text on the page, of what was read from it, and of what the register said then.

    ``codes`` are the trusts concerned and ``facts`` what the register said of them.
    """

    source: str
    reading: str
    register_version: str
    codes: tuple[str, ...]
    facts: str

    @classmethod
    def of(cls, source: str, reading: str, codes: tuple[str, ...], register: Register) -> Basis:
        """The basis as things are now."""
        known = tuple(sorted({code for code in codes if code}))
        squeezed = " ".join(source.split())
        return cls(
            digest(squeezed), digest(reading), register.version, known, register_facts(known, register)
        )

    @classmethod
    def parse(cls, text: str) -> Basis | None:
        """Read what ``str`` wrote; None for anything else."""
        parts = text.split(" ")
        if len(parts) != 5:
            return None
        return cls(parts[0], parts[1], parts[2], tuple(filter(None, parts[3].split(";"))), parts[4])

    def __str__(self) -> str:
        return " ".join((self.source, self.reading, self.register_version, ";".join(self.codes), self.facts))

    def why_reopened(self, now: Basis, register: Register) -> str:
        """Why a decision on this basis must be asked again; empty when it stands."""
        if register_facts(self.codes, register) != self.facts:
            return "The register says something else about the trust than when this was decided."
        if now.reading == self.reading:
            return ""
        if now.source != self.source:
            return "Both the page's text and what was read from it have changed since this was decided."
        if now.register_version != self.register_version:
            return "A newer register reads the same text differently than when this was decided."
        return ""


def register_facts(codes: tuple[str, ...], register: Register) -> str:
    """One digest of what the register says about some trusts."""
    facts: list[object] = []
    for code in codes:
        trust = register.trusts.get(code)
        facts.append((code, trust.name.casefold(), trust.is_open, trust.current) if trust else (code,))
    return digest(*facts)
