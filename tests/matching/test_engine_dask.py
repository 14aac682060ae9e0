"""Matching on a cluster of separate processes: the same bytes, also when a worker is killed."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from matching.errors import UserError
from matching.matcher import Matcher
from matching.parts import answered, in_parts
from matching.register import Register
from matching.table import Question
from tests.conftest import Command

distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install -e .[dask]")

AREAS = {"N72": frozenset({"RF4", "R1H"})}


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load()


@pytest.fixture(scope="module")
def rows(register: Register) -> list[Question]:
    """Enough distinct names for many parts, most of them exact, some that an area settles."""
    names = [trust.name for trust in register.trusts.values()] + [site.name for site in register.sites]
    made = [Question(f"{name} ({number})") for number in range(9) for name in names]
    return [*made, *(Question("Queen's Hospital", code) for code in ("N72", None, "N48"))]


@pytest.fixture(scope="module")
def cluster() -> Iterator[distributed.LocalCluster]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0"
    ) as running:
        yield running


def test_a_killed_worker_changes_no_byte(
    cluster: distributed.LocalCluster, register: Register, rows: list[Question]
):
    from matching.on_dask import dask_answers

    with (
        distributed.Client(cluster, set_as_default=False) as client,
        dask_answers(register, AREAS, cluster.scheduler_address) as run,
        closing(run(rows)) as lines,
    ):
        before = set(client.run(os.getpid).values())
        text = next(lines)
        os.kill(min(before), signal.SIGKILL)
        text += "".join(lines)
        client.wait_for_workers(2)
        after = set(client.run(os.getpid).values())
    assert text == answered(Matcher(register, AREAS), rows)
    assert min(before) not in after
    assert len(list(in_parts(rows))) > 8  # so that parts were under way when the worker was killed


def test_a_cluster_serves_another_register_next(cluster: distributed.LocalCluster, register: Register):
    from matching.on_dask import dask_answers

    renamed = Register({}, register.sites, register.bodies, (), register.as_of, "other", register.visiting)
    asked = [Question("Leeds Teaching Hospitals NHS Trust")]
    found = []
    for each in (register, renamed):
        with dask_answers(each, {}, cluster.scheduler_address) as run:
            found.append("".join(run(asked)))
    assert found == [answered(Matcher(each), asked) for each in (register, renamed)]
    assert "RR8" in found[0]
    assert "RR8" not in found[1]


def test_the_command_starts_processes_of_its_own(alliances: Command, tmp_path: Path):
    names = (
        "name,alliance_code\nQueen's Hospital,n72\n\n,N72\n“Leeds Teaching”,\n"
        + "Barts Health NHS Trust,\n" * 3_000
    )
    plain = alliances("match", "-", "--data", tmp_path, text=names)
    spread = alliances("match", "-", "--data", tmp_path, "--engine", "dask", text=names)
    assert (spread.stdout, spread.stderr, spread.returncode) == (plain.stdout, "", 0)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "smoke://signals:1"])
def test_an_unreachable_scheduler_is_one_sentence(address: str, alliances: Command, tmp_path: Path):
    out = tmp_path / "codes.csv"
    done = alliances(
        "match", "-", "--out", out, "--engine", "dask", "--scheduler", address, text="Barts Health\n"
    )
    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (1, "", [])
    assert done.stderr.startswith(f"alliances: The scheduler “{address}” cannot be reached.")
    assert done.stderr.count("\n") == 1


def test_a_scheduler_without_the_engine_is_a_mistake(alliances: Command):
    done = alliances("match", "-", "--scheduler", "tcp://127.0.0.1:1", text="Barts Health\n")
    assert done.returncode == 2
    assert "--engine dask" in done.stderr


def test_a_missing_extra_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch, register: Register):
    from alliance_spiders.cli.match import Engine, _engine

    monkeypatch.delitem(sys.modules, "matching.on_dask", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UserError, match="pip install"):
        _engine(Engine.DASK, register, None)
