"""Removing old recordings without taking anything away that is still needed as evidence."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from alliance_spiders.crawling.recording_error import RecordingError
from alliance_spiders.verifying.partners_file import read_partners
from matching.errors import UserError
from output.errors import OutputError
from output.files import replace_all
from output.recovery import at_work
from output.store import open_history

LIST = "archive/pruned.csv"
COLUMNS = ("file", "pruned_at", "bytes", "sha256", "records_digest")


@dataclass(frozen=True, slots=True)
class Pruning:
    """What was removed, and which older recordings stay because something still rests on them."""

    removed: tuple[str, ...]
    needed: tuple[str, ...]
    bytes: int


def prune(data_dir: Path, keep: int) -> Pruning:
    """Remove all but the newest ``keep`` recordings, and write down what they were.

    A recording stays, however old, while a row of ``partners.csv`` points into it, or while it holds the
    pages of a site's last trusted run, which tell a change of the site from one of the program.

    Raises:
        UserError: there is no recording, another run is at work, or the folder cannot be written.
    """
    with at_work(data_dir):
        recordings = sorted((data_dir / "archive").glob("*.warc.gz"))
        if not recordings:
            raise UserError(f"There is no recording in “{data_dir / 'archive'}”.")
        old = recordings[: max(0, len(recordings) - keep)]
        records, reread = _records(data_dir), _reread(data_dir)
        needed = {path for path in old if path.name in reread or _holds_any(path, records)}
        gone = [path for path in old if path not in needed]
        size = sum(path.stat().st_size for path in gone)
        if gone:
            entries = [*pruned(data_dir), *(_entry(path) for path in gone)]
            # The list first: a recording that is told as removed and is still there does no harm.
            replace_all(data_dir, {LIST: _as_csv(entries)})
        for path in gone:
            _remove(path)
    return Pruning(tuple(path.name for path in gone), tuple(sorted(path.name for path in needed)), size)


def pruned(data_dir: Path) -> list[dict[str, str]]:
    """What was removed so far, oldest first; columns ``COLUMNS``."""
    path = data_dir / LIST
    if not path.is_file():
        return []
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return [{name: row.get(name) or "" for name in COLUMNS} for row in csv.DictReader(stream)]
    except (OSError, UnicodeDecodeError, csv.Error):
        raise UserError(f"“{path}” is damaged. Restore it from a copy, or remove it.") from None


def missing(data_dir: Path) -> tuple[str, ...]:
    """The names of the recordings that were removed and are not there."""
    named = dict.fromkeys(row["file"] for row in pruned(data_dir))
    return tuple(name for name in named if not (data_dir / "archive" / Path(name).name).exists())


def _holds_any(path: Path, records: frozenset[str]) -> bool:
    from alliance_spiders.crawling.recording import Recording

    try:
        with Recording.open(path) as recording:
            return any(recording.holds(record_id) for record_id in records)
    except RecordingError:
        return False


def _records(data_dir: Path) -> frozenset[str]:
    """The records that ``partners.csv`` points to."""
    path = data_dir / "partners.csv"
    return (
        frozenset(row.cells["warc_record_id"] for row in read_partners(path))
        if path.is_file()
        else frozenset()
    )


def _reread(data_dir: Path) -> frozenset[str]:
    """The recordings from which the next run may read a site again."""
    with open_history(data_dir) as history:
        last = history.last_in_order()
        observations = history.observations(last.id) if last else {}
    return frozenset(observation.past.archive for observation in observations.values())


def _entry(path: Path) -> dict[str, str]:
    from alliance_spiders.crawling.recording import Recording

    try:
        with Recording.open(path) as recording:
            digest = recording.digest
    except RecordingError:
        digest = ""  # it is damaged; the digest of the file still names it
    return {
        "file": path.name,
        "pruned_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "bytes": str(path.stat().st_size),
        "sha256": _sha256(path),
        "records_digest": digest,
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _as_csv(entries: Iterable[dict[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(entries)
    return text.getvalue().encode()


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise OutputError(f"“{path}” cannot be removed: {error.strerror or error}.") from None
