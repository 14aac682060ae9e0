"""Writing the data folder: each file whole or not at all, one run at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from output.errors import OutputError

try:
    import fcntl
except ImportError:  # Windows has no advisory locks of this kind; there, runs are not kept apart
    fcntl = None  # type: ignore[assignment]

LOCK_NAME = ".lock"
_TEMPORARY = ".part"
_held: set[Path] = set()


def replace_all(
    folder: Path, contents: Mapping[str, bytes], before_moving: Callable[[], None] = lambda: None
) -> None:
    """Write every file beside its place, and only when all are on disk move them there.

    Args:
        folder: the folder; it is made where it lacks.
        contents: file names, which may hold a folder, and the bytes of each.
        before_moving: the last thing that may fail; when it raises, no file is touched.

    Raises:
        OutputError: the folder cannot be written or the disk is full; no file was touched.
    """
    written: dict[Path, Path] = {}
    try:
        for name, content in contents.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary = target.with_name(f".{target.name}{_TEMPORARY}")
            written[temporary] = target
            _write_through(temporary, content)
        before_moving()
        for temporary, target in written.items():
            temporary.replace(target)
        _sync_folder(folder)
    except OSError as error:
        raise OutputError(_sentence(folder, error)) from error
    finally:
        for temporary in written:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


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
