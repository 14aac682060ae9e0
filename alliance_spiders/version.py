"""The version of this program, down to the byte of its code."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path

DISTRIBUTION = "cancer-alliance-spiders"


@cache
def code_version() -> str:
    """The version of this program, with one digest of the code that matches and one of that which reads.

    The digests tell two states of the same version apart, so that a change of the program is never
    taken for a change of a site, nor one of its two halves for the other.
    """
    halves = (_code_digest(package) for package in ("matching", "alliance_spiders"))
    return "+".join((metadata.version(DISTRIBUTION), ".".join(halves)))


def _code_digest(package: str) -> str:
    """A digest of a package's code and settings; its tables are told by the version of the register."""
    digest = hashlib.sha256()
    folder = Path(str(files(package)))
    for path in sorted(path for path in folder.rglob("*") if path.suffix in (".py", ".toml")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
