"""Single keys from a terminal, or characters from a pipe."""

from __future__ import annotations

import os
import sys
from types import TracebackType

import typer

try:
    import termios
    import tty
except ImportError:  # Windows has other means, which typer knows
    termios = None  # type: ignore[assignment]


class Keys:
    """Reads keys without waiting for the end of a line, and loses none that are typed ahead.

    Use as a context manager; the terminal is as it was after it.
    """

    def __init__(self) -> None:
        self._terminal = sys.stdin.isatty()
        self._before = termios.tcgetattr(sys.stdin) if self._terminal and termios else None

    def __enter__(self) -> Keys:
        self._single()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._restore()

    def key(self) -> str:
        """The next key or character.

        Raises:
            EOFError: there is no more input.
        """
        if self._before:
            key = os.read(sys.stdin.fileno(), 1).decode("ascii", "replace")
        else:
            key = typer.getchar() if self._terminal else sys.stdin.read(1)
        if not key:
            raise EOFError
        return key

    def line(self, prompt: str) -> str:
        """A whole line, shown as it is typed.

        Raises:
            EOFError: there is no more input.
        """
        self._restore()
        try:
            return input(prompt)
        finally:
            self._single()

    def _single(self) -> None:
        if self._before:
            tty.setcbreak(sys.stdin, termios.TCSADRAIN)

    def _restore(self) -> None:
        if self._before:
            termios.tcsetattr(sys.stdin, termios.TCSADRAIN, self._before)
