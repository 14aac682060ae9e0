"""Writing the file that a person names: a file appears whole, a device or a pipe is written to as it is."""

from __future__ import annotations

import os
import re
import stat
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO

_STREAMS = {"stdout": 1, "stderr": 2}
_STREAM = re.compile(r"/dev/(?:(stdout|stderr)|fd/([0-9]{1,9}))")
_NEW = 0o644


def appears_whole(path: Path) -> bool:
    """Whether an ordinary file stands at the path, or none yet; anything else takes what cannot be undone."""
    if _stream(path) is not None:
        return False
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        return True
    except OSError:
        return False  # opening it will tell why


def out_file(path: Path) -> AbstractContextManager[IO[bytes]]:
    """A stream of bytes into a path, as a shell would lead it there.

    A file is replaced when all is written, and stays as it was when an error ends the writing; a link is
    followed and kept. A device, a pipe or a stream such as ``/dev/stdout`` is written to.

    Raises:
        OSError: on entering or leaving, when it cannot be written.
    """
    return _replaced(Path(os.path.realpath(path))) if appears_whole(path) else _written_to(path)


def _stream(path: Path) -> int | None:
    """The number of the open stream that a path stands for."""
    found = _STREAM.fullmatch(str(path))
    if found is None:
        return None
    return _STREAMS[found[1]] if found[1] else int(found[2])


@contextmanager
def _written_to(path: Path) -> Iterator[IO[bytes]]:
    stream = _stream(path)
    # A copy of an open stream goes on where that stands; to open it anew would cut off a file behind it.
    with path.open("wb") if stream is None else os.fdopen(os.dup(stream), "wb") as target:
        yield target


@contextmanager
def _replaced(path: Path) -> Iterator[IO[bytes]]:
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else _NEW
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as target:
        part = Path(target.name)
        try:
            yield target
            target.close()
            part.chmod(mode)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)  # of a full disk: half of it would only keep the disk full
