"""Shares of a crawl, and what can be compared of two data folders."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from alliance_spiders.alliances import all_alliances

SLUGS = [alliance.slug for alliance in all_alliances()]
KEPT_BY_VERSION = ("run.json", "history.db")
"""Files that hold times of this machine; of these, the content is compared."""


def parts(count: int) -> list[list[str]]:
    """The alliances in so many shares."""
    return [SLUGS[start::count] for start in range(count)]


def only(slugs: Sequence[str]) -> list[str]:
    """The options that name some alliances."""
    return [word for slug in slugs for word in ("--only", slug)]


def files(data: Path) -> dict[str, bytes]:
    """Every file of a data folder but those with times of this machine in them."""
    found = (path for path in data.rglob("*") if path.is_file())
    return {
        str(path.relative_to(data)): path.read_bytes()
        for path in found
        if path.name not in (*KEPT_BY_VERSION, ".lock")
    }


def history(data: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of the history."""
    with sqlite3.connect(data / "history.db") as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: list(database.execute(f"SELECT * FROM {table}")) for table in tables}


def record(data: Path) -> dict[str, object]:
    """``run.json`` without its timings."""
    written: dict[str, object] = json.loads((data / "run.json").read_text("utf-8"))
    del written["timings_seconds"]
    return written


def dated(data: Path, run_at: str) -> None:
    """Let a folder's last run be of another day."""
    with sqlite3.connect(data / "history.db") as database:
        database.execute("DROP TRIGGER runs_no_update")
        database.execute("UPDATE runs SET run_at = ?", [run_at])
