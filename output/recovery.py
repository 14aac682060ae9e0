"""Taking a data folder for one process, and ending what a killed one left half done."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from output.files import finish, folder_lock
from output.store import open_history


@contextmanager
def at_work(data_dir: Path) -> Iterator[None]:
    """Keep other processes out of the folder; files of a run that is on record are put in their place.

    A run is on record before its files are moved. One that was killed in between lives on in its history,
    so the files that it had written whole must follow before anything else is read or written.

    Raises:
        OutputError: another run is at work in the folder, or the folder cannot be written.
    """
    with folder_lock(data_dir):
        finish(data_dir, lambda key: _is_on_record(data_dir, key))
        yield


def _is_on_record(data_dir: Path, key: str) -> bool:
    """Whether the newest run is the one that the files belong to; files of no run are complete."""
    if not key:
        return True
    with open_history(data_dir) as history:
        last = history.last_run()
    return last is not None and last.key == key
