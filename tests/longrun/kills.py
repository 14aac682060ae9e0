"""Killing a run with signal 9, and looking at what it leaves."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from tests.longrun.sites import ALLIANCES, read

FEEDS = (
    "mapping.csv",
    "mapping_all_codes.csv",
    "memberships.csv",
    "changes.csv",
    "partners.csv",
    "sites.csv",
)


def started(data: Path, recording: Path, *options: str) -> subprocess.Popen[bytes]:
    """A run in a process of its own."""
    command = [ALLIANCES, "run", "--data", str(data), "--replay", str(recording), *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_when(process: subprocess.Popen[bytes], moment: Callable[[], bool]) -> bool:
    """Kill a run as soon as something is so; false when it ended first."""
    while process.poll() is None:
        if moment():
            process.kill()
            process.wait()
            return True
        time.sleep(0.0005)
    return False


def tables(data: Path) -> dict[str, bytes]:
    """The bytes of each table."""
    return {name: (data / name).read_bytes() for name in FEEDS}


def faults(data: Path, good: list[dict[str, bytes]]) -> list[str]:
    """What is wrong with a folder whose run was killed.

    Args:
        data: the folder.
        good: the tables before the run and those of a run that nobody disturbed.
    """
    found = [name for name, content in tables(data).items() if content not in [g[name] for g in good]]
    wrong = [f"{name} is neither the old nor the new file" for name in found]
    with sqlite3.connect(data / "history.db") as database:
        if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            wrong.append("history.db is damaged")
    return wrong


def after(data: Path, good: dict[str, bytes]) -> list[str]:
    """What is wrong after the run was done again: lost, doubled or left over."""
    wrong = [f"{name} differs" for name, content in tables(data).items() if content != good[name]]
    if (data / ".next").exists():
        wrong.append("files were left over")
    changes = [row["change_id"] for row in read(data / "changes.csv")]
    if len(changes) != len(set(changes)):
        wrong.append("a change is told twice")
    return wrong


def journal_exists(data: Path) -> Callable[[], bool]:
    """The moment at which the history is being written."""
    return lambda: os.path.exists(data / "history.db-journal")  # noqa: PTH110 - asked a thousand times a second


def files_wait(data: Path) -> Callable[[], bool]:
    """The moment at which all new files are written and none is in its place."""
    return lambda: os.path.exists(data / ".next" / "listing.json")  # noqa: PTH110
