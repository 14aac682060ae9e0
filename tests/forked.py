"""The command in a process of its own that need not load the program: a copy of one that has loaded it.

Loading takes longer than most commands do. What only the installed command can show (that it starts, what it
loads, what it does at its end) stands in ``test_installed_command.py``.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from subprocess import CompletedProcess

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(
    [
        "tests.internet.command",
        "tests.crawling.worker",
        "alliance_spiders.run",
        "alliance_spiders.merge",
        "alliance_spiders.cli.progress",
        "alliance_spiders.verify",
        "alliance_spiders.verifying.partners",
        "matching.table",
        "matching.register_files",
        "output.attach",
        "output.registers",
        "rich.table",
        "typer.rich_utils",
        "pandas",
        "pydantic.type_adapter",  # what typer reads its options with
        "openpyxl",
        "jinja2",
    ]
)
# A copy is only safe of a process without threads, and this library of pandas' starts one for each core.
os.environ["OPENBLAS_NUM_THREADS"] = "1"


class Forked:
    """A command that is under way; ``before`` is called first in its process."""

    def __init__(
        self,
        *arguments: object,
        text: str | None = None,
        environment: Mapping[str, str] | None = None,
        before: Callable[[], None] | None = None,
    ) -> None:
        self._folder = Path(tempfile.mkdtemp())
        self._arguments = [str(each) for each in arguments]
        (self._folder / "in").write_text(text or "", "utf-8")
        told = {**os.environ, **(environment or {})}
        job = (told, self._arguments, self._folder, Path.cwd(), before)
        self.process = FORKS.Process(target=_command, args=job)
        self.process.start()

    def wait(self, seconds: float = 120) -> CompletedProcess[str]:
        """How it ended.

        Raises:
            AssertionError: it did not.
        """
        self.process.join(seconds)
        status = self.process.exitcode
        if status is None:
            self.process.kill()
        assert status is not None, f"The command hangs: {self._arguments}"
        out, err = ((self._folder / name).read_text("utf-8") for name in ("out", "err"))
        shutil.rmtree(self._folder)
        return CompletedProcess(self._arguments, status, out, err)


def _command(
    environment: Mapping[str, str],
    arguments: list[str],
    folder: Path,
    place: Path,
    before: Callable[[], None] | None,
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(place)
    with (folder / "in").open("rb") as given:
        os.dup2(given.fileno(), 0)
    for number, name in ((1, "out"), (2, "err")):
        with (folder / name).open("wb") as stream:
            os.dup2(stream.fileno(), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as it is in a new process
    sys.argv = ["alliances", *arguments]
    if before:
        before()
    from alliance_spiders.cli import main

    main()
