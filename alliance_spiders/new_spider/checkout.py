"""The checkout that is written into: what stands there, a copy to try things in, and all or nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from matching.errors import UserError

ALLIANCES = "alliance_spiders/data/alliances.toml"
SAMPLE = "alliance_spiders/data/sample.warc.gz"
SITES = "tests/fixtures/sites"
_NEEDED = (ALLIANCES, "alliance_spiders/spiders/base.py", "tests/fixtures/build_sample.py", SITES)
_COPIED = ("alliance_spiders", "matching", "output", "tests/fixtures", "tests/__init__.py")
_PATIENCE = 300  # seconds that a step in the copy may take

Changes = Mapping[str, bytes | None]
"""Contents by path in the checkout; None removes the file."""


def require_checkout(project: Path) -> None:
    """Look whether a folder is a checkout of this project.

    Raises:
        UserError: it is none; the message says what is missing.
    """
    missing = next((path for path in _NEEDED if not (project / path).exists()), None)
    if missing:
        raise UserError(
            f"“{project}” is no checkout of this project: {missing} is missing. "
            "Name the checkout with --project."
        )


def spider_path(slug: str) -> str:
    """Where an alliance's spider stands in a checkout."""
    return f"alliance_spiders/spiders/{slug}.py"


def site_files(project: Path, slug: str) -> list[str]:
    """The files of a fixture site, as paths in the checkout."""
    folder = project / SITES / slug
    return sorted(path.relative_to(project).as_posix() for path in folder.rglob("*") if path.is_file())


def copy_of(project: Path, folder: Path) -> Path:
    """A copy of the parts that a run and the fixtures need.

    Raises:
        UserError: there is no room for it.
    """
    try:
        for name in _COPIED:
            _copy(project / name, folder / name)
    except OSError as error:
        reason = error.strerror or "not all files could be copied"
        raise UserError(
            f"The checkout cannot be copied to “{folder}”, to try it out: {reason}. Nothing was changed."
        ) from None
    return folder


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.part"))
    elif source.is_file():
        shutil.copy2(source, target)


def put(project: Path, changes: Changes) -> None:
    """Write and remove files, all or none.

    Raises:
        UserError: a file cannot be written; all are as they were.
    """
    before: dict[str, bytes | None] = {}
    done: list[str] = []
    try:
        before |= {path: _content(project / path) for path in changes}
        for path, content in changes.items():
            _set(project / path, content)
            done.append(path)
    except BaseException as error:
        for path in done:
            _set(project / path, before[path])
        if isinstance(error, OSError):
            raise UserError(
                f"“{error.filename or project}” cannot be written: {error.strerror}. Nothing was changed."
            ) from None
        raise


def python_in(folder: Path, *arguments: str) -> None:
    """Run Python over the code of a copy.

    Raises:
        UserError: it failed; the message is its own last line.
    """
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *arguments]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UserError(
            f"The new spider was tried out for {_PATIENCE} seconds without an end. Nothing was written."
        ) from None
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise UserError(f"The new spider could not be tried out: {said[-1] if said else 'no reason given'}")


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _set(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.new")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        with suppress(OSError):  # where nothing can be written, there is nothing to remove
            part.unlink(missing_ok=True)
