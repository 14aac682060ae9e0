"""The register in force, and the matcher made ready with what is known of the alliances' areas."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from alliance_spiders.alliances import all_alliances
from alliance_spiders.areas import trust_areas
from matching.matcher import Matcher
from matching.register import Register

REGISTER_FILE = "register.json"


def register_in(data_dir: Path) -> Path:
    """Where a data folder keeps the register that was fetched for it."""
    return data_dir / REGISTER_FILE


def load_register(given: Path | None, data_dir: Path) -> Register:
    """The register that was asked for, else the data folder's own, else the bundled one.

    Raises:
        UserError: the file cannot be used.
    """
    own = register_in(data_dir)
    return Register.load(given or (own if own.is_file() else None))


def known_register(given: Path | None, data_dir: Path) -> Register:
    """The register to look things up in: as for a run, but that of the last run before the bundled one.

    Raises:
        UserError: the file cannot be used.
    """
    from output.registers import last_used

    found = None if given or register_in(data_dir).is_file() else last_used(data_dir)
    return found or load_register(given, data_dir)


def published_register(given: Path | None, data_dir: Path, as_of: date | None) -> Register:
    """The register that was asked for, else that behind the mapping which counts on a day.

    Raises:
        UserError: the file cannot be used, or nothing is on record of that day.
    """
    from output.registers import published_with

    found = None if given else published_with(data_dir, as_of)
    return found or load_register(given, data_dir)


def load_matcher(register: Register) -> Matcher:
    """A matcher over a register, for use outside a run."""
    return Matcher(register, areas_of(register, {}))


def areas_of(register: Register, members: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Codes of the open trusts in each alliance's area: by board, and by known membership."""
    return trust_areas(register, all_alliances(), members)
