"""What an altered or broken ``history.db`` may hold in place of what was written."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from output.errors import OutputError

_OF_A_RUN = ("run.json", "sites.csv", "partners.csv", "memberships.csv")

GivenT = TypeVar("GivenT")
ReadT = TypeVar("ReadT")


def checked(table: str, read: Callable[[GivenT], ReadT], given: GivenT) -> ReadT:
    """Read something of a table.

    Raises:
        sqlite3.DatabaseError: it is not what a run wrote.
    """
    try:
        return read(given)
    except (ValueError, TypeError, KeyError, AttributeError, zlib.error) as error:
        raise sqlite3.DatabaseError(f"what its table “{table}” holds is damaged") from error


def texts(cell: str) -> list[str]:
    """A list of texts, as it stands in a cell."""
    found = json.loads(cell)
    if not isinstance(found, list):
        raise TypeError(cell)
    return [text(each) for each in found]


def text(value: object) -> str:
    """A text that is one."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def day(cell: str) -> str:
    """A date and time that is one, or nothing."""
    if cell:
        datetime.fromisoformat(cell)
    return cell


def check_not_emptied(path: Path) -> None:
    """Take an empty history for none only where no run has left its files beside it.

    Raises:
        OutputError: the history was emptied.
    """
    emptied = path.is_file() and not path.stat().st_size
    if emptied and any((path.parent / name).exists() for name in _OF_A_RUN):
        raise OutputError(
            f"“{path}” is empty, but runs were done in this folder. Restore it from a copy. Without one, "
            "delete it: the next run starts from mapping.csv and forgets what the earlier ones saw."
        )
