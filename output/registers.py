"""The registers that runs were read by, as the history keeps them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from matching.register import Register
from matching.register_json import from_json
from output.members import run_known_at
from output.store import History, open_history


def last_used(data_dir: Path) -> Register | None:
    """The register of the last run; None before the first."""
    with open_history(data_dir) as history:
        last = history.last_run()
        return kept(history, last.register_version) if last else None


def published_with(data_dir: Path, as_of: date | None) -> Register | None:
    """The register of the published run that counts, of all or of those up to a day; None before the first.

    Raises:
        InputError: a day is asked for of which nothing is on record.
    """
    with open_history(data_dir) as history:
        run = run_known_at(history, as_of)
        return kept(history, run.register_version) if run else None


def kept(history: History, version: str) -> Register | None:
    """A register by its version; None where the history has not kept it."""
    text = history.register(version)
    return from_json(text, "on record in history.db") if text else None
