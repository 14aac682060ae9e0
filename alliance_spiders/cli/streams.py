"""Where commands read from and write to: standard streams, or files that appear whole."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from matching.errors import UserError
from matching.out_file import out_file

STANDARD_INPUT = "-"


@contextmanager
def opened(name: str) -> Iterator[IO[bytes]]:
    """The bytes of a file, or of standard input for ``-``.

    Raises:
        UserError: the file cannot be read.
    """
    if name == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115 - closed below; only opening it may fail here
    except FileNotFoundError:
        raise UserError(f"There is no file “{name}”. Check the path.") from None
    except OSError as error:
        raise UserError(f"“{name}” cannot be read: {error.strerror}.") from None
    with stream:
        yield stream


@contextmanager
def written(out: Path | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that is in place only when all of it is written.

    Raises:
        UserError: the file cannot be written.
    """
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with out_file(out) as target:
            yield target
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UserError(f"“{out}” cannot be written: {error.strerror}.") from None
