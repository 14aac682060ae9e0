"""Writing the data folder: each file whole or not at all, one run at a time."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from output.errors import OutputError

try:
    import fcntl
except ImportError:  # Windows has no advisory locks of this kind; there, runs are not kept apart
    fcntl = None  # type: ignore[assignment]

LOCK_NAME = ".lock"
_JOB = ".next"  # the folder in which a run's files wait until all of them are written
_LISTING = "listing.json"
_held: set[Path] = set()


def replace_all(
    folder: Path,
    contents: Mapping[str, bytes],
    before_moving: Callable[[], None] = lambda: None,
    key: str = "",
) -> None:
    """Write every file beside its place, and only when all are on disk move them there.

    A process that dies on the way leaves either nothing to do or a job that ``finish`` ends.

    Args:
        folder: the folder; it is made where it lacks.
        contents: file names, which may hold a folder, and the bytes of each.
        before_moving: the last thing that may fail; when it raises, no file is touched.
        key: a name for the job, by which ``finish`` learns whether ``before_moving`` was done.

    Raises:
        OutputError: the folder cannot be written or the disk is full; no file was touched.
    """
    job = folder / _JOB
    try:
        _drop(job)
        _lay_out(job, contents, key)
        before_moving()
    except BaseException as error:
        _drop(job)
        if isinstance(error, OSError):
            raise OutputError(_sentence(folder, error)) from error
        raise
    _move(folder, job)


def finish(folder: Path, was_done: Callable[[str], bool]) -> bool:
    """End the job of a process that died: its files are moved if ``was_done(key)``, else forgotten.

    Returns whether there were files to move.

    Raises:
        OutputError: the folder cannot be written.
    """
    job = folder / _JOB
    if not job.exists():
        return False
    listing = _listing(job)
    if listing is None or not was_done(listing.key):
        _drop(job)
        return False
    _move(folder, job)
    return True


def is_unfinished(folder: Path) -> bool:
    """Whether a process died before all files of its job were in their place."""
    return (folder / _JOB / _LISTING).is_file()


@dataclass(frozen=True, slots=True)
class _Listing:
    """The name of a job and, for each file of its folder, where it goes."""

    key: str
    targets: Mapping[str, str]


def _lay_out(job: Path, contents: Mapping[str, bytes], key: str) -> None:
    """Write the files of a job; the listing comes last, so that a job with a listing is whole."""
    job.mkdir(parents=True)
    targets = {str(number): name for number, name in enumerate(contents)}
    for number, name in targets.items():
        _write_through(job / number, contents[name])
    _write_through(job / _LISTING, json.dumps({"key": key, "targets": targets}).encode())
    _sync_folder(job)


def _listing(job: Path) -> _Listing | None:
    """The listing of a job; None when its process died before the job was whole."""
    try:
        return _Listing(**json.loads((job / _LISTING).read_bytes()))
    except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
        return None


def _move(folder: Path, job: Path) -> None:
    listing = _listing(job)
    try:
        for number, name in (listing.targets if listing else {}).items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):  # moved before the process died
                (job / number).replace(target)
        _sync_folder(folder)
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise OutputError(
            f"Files of “{folder}” cannot be replaced: {reason}. The run is on record; "
            "put that right, and the next run puts its files in place."
        ) from error
    _drop(job)


def _drop(job: Path) -> None:
    """Remove a job; the listing goes first, so that a half-removed job is no job."""
    with suppress(FileNotFoundError, NotADirectoryError):
        (job / _LISTING).unlink()
    shutil.rmtree(job, ignore_errors=True)


@contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """Keep a second process out of the folder; within one process the lock may be taken again.

    The system drops the lock when the process ends, however it ends.

    Raises:
        OutputError: another run is at work in the folder, or the folder cannot be written.
    """
    place = _made(folder).resolve()
    if place in _held or fcntl is None:
        yield
        return
    handle = _opened(place / LOCK_NAME)
    try:
        _lock(handle, folder)
        _held.add(place)
        yield
    finally:
        _held.discard(place)
        os.close(handle)


def in_use(folder: Path) -> bool:
    """Whether a process works in the folder now; the folder is left as it is."""
    if folder.resolve() in _held:
        return True
    try:
        handle = os.open(folder / LOCK_NAME, os.O_RDONLY)
    except OSError:
        return False
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _lock(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise OutputError(
            f"Another run is at work in “{folder}”. Wait for it, or give another folder with --data."
        ) from None


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(_sentence(folder, error)) from error
    return folder


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise OutputError(_sentence(path.parent, error)) from error


def _write_through(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # some file systems cannot sync a folder; the files themselves are safe
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sentence(folder: Path, error: OSError) -> str:
    reason = (error.strerror or "unknown error").lower()
    return f"The folder “{folder}” cannot be written: {reason}. Its files are as they were."
