"""Data folders to be verified: a run over the sample, of a few sites."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from output.tables import PARTNERS
from tests.conftest import Rows, call, read_csv

SITES = ("--only", "N69", "--only", "swag")


@pytest.fixture(scope="session")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a run over two sites of the sample."""
    data = tmp_path_factory.mktemp("verify") / "data"
    run(data)
    return data


@pytest.fixture
def data(ran: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(ran, tmp_path / "data"))


def run(data: Path, *options: str | Path) -> None:
    done = call("run", *(options or ("--sample", *SITES)), "--data", data)
    assert done.returncode in (0, 1), done.stderr
    assert (data / "partners.csv").is_file()


def alter(data: Path, change: Callable[[Rows], object]) -> None:
    """Change the rows of ``partners.csv`` in place."""
    rows = read_csv(data / "partners.csv")
    change(rows)
    with (data / "partners.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, PARTNERS)
        writer.writeheader()
        writer.writerows(rows)
