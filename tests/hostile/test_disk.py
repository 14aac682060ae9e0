"""A full disk, a read-only folder, files of another version or half written: every command that writes.

Each ends in one sentence and a status that is not zero; nothing is lost and nothing is left half written.
"""

from __future__ import annotations

import functools
import gzip
import resource
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from alliance_spiders.crawling.recording import Recording
from alliance_spiders.new_spider.checkout import copy_of, put
from matching.errors import UserError
from tests.conftest import ALLIANCES
from tests.fixtures.build_sample import START, write_warc
from tests.hostile.test_people import answer

pytestmark = pytest.mark.long

TRUSTS = ("Salisbury NHS Foundation Trust", "Somerset NHS Foundation Trust", "North Bristol NHS Trust")
FULL = 60_000  # bytes that a file may have; less than a history, more than the small recording
IN_PLACE = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
WRITING = ["run", "merge", "decide", "attach", "match", "prune"]
OF_HISTORY = ["run", "merge", "decide", "prune"]  # these read or write the history


def called(
    *arguments: str | Path, limit: int | None = None, read_only: Path | None = None, out: int | None = None
) -> subprocess.CompletedProcess[str]:
    """The command with a limit to the size of files, a folder that takes nothing, or output elsewhere."""
    around = ["unshare", "--mount", "--map-root-user", "sh", "-c", IN_PLACE, read_only] if read_only else []
    limits = functools.partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit or 0, limit or 0))
    return subprocess.run(
        [str(part) for part in (*around, ALLIANCES, *arguments)],
        preexec_fn=None if limit is None else limits,
        stdout=subprocess.PIPE if out is None else out,
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small recording, a data folder of its run, a share, a table, names and a decision."""
    folder = tmp_path_factory.mktemp("made")
    site = [
        answer("", "<h1>SWAG Cancer Alliance</h1><a href='/our-partners/'>Our partners</a>"),
        answer("our-partners/", "<h1>Our partners</h1><ul><li>" + "<li>".join(TRUSTS) + "</ul>"),
    ]
    write_warc(site, folder / "site.warc", START)
    for name in ("data", "share"):
        done = called("run", "--replay", folder / "site.warc", "--only", "swag", "--data", folder / name)
        assert done.returncode in (0, 1), done.stderr
        assert (folder / name / "history.db").is_file()
    write_warc([answer("old/", "An old page")], folder / "old.warc", START)
    old = folder / "data" / "archive" / "20200101T000000Z.warc.gz"
    old.write_bytes(gzip.compress((folder / "old.warc").read_bytes()))
    (folder / "table.csv").write_text("code\n" + "R1H\n" * 20_000)
    (folder / "names.csv").write_text("name\n" + "Barts Health NHS Trust\n" * 2_000)
    (folder / "given.csv").write_text("alliance_code,ods_code,decision\nN48,RNZ,reject\n")
    return folder


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made / "data", tmp_path / "data"))


def command(name: str, made: Path, data: Path) -> tuple[str | Path, ...]:
    out = ("--out", data / "out.csv", "--data", data)
    return {
        "run": ("run", "--replay", made / "site.warc", "--only", "swag", "--no-curated", "--data", data),
        "merge": ("merge", made / "share", "--only", "swag", "--no-curated", "--data", data),
        "decide": ("decide", made / "given.csv", "--data", data),
        "attach": ("attach", made / "table.csv", "--column", "code", *out),
        "match": ("match", made / "names.csv", *out),
        "prune": ("archive", "prune", "--keep", "1", "--data", data),
    }[name]


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def assert_refused(done: subprocess.CompletedProcess[str], before: dict[str, bytes], data: Path) -> None:
    """One sentence, after warnings perhaps, and nothing changed but that a recording may have come whole."""
    assert done.returncode == 1, done.stdout
    warnings, mark, sentence = done.stderr.rpartition("alliances: ")
    assert mark, done.stderr
    assert sentence.count("\n") == 1, done.stderr
    assert "Traceback" not in warnings
    after = contents(data)
    assert {name: after.get(name) for name in before} == before
    for name in after.keys() - before.keys():
        with Recording.open(data / name):
            assert name.startswith("archive/")


@pytest.mark.parametrize("name", WRITING)
def test_a_full_disk(name: str, made: Path, data: Path):
    limit = 10 if name in ("decide", "prune") else FULL
    before = contents(data)
    assert_refused(called(*command(name, made, data), limit=limit), before, data)


@pytest.mark.parametrize("name", ["run", "merge", "prune"])
def test_no_room_for_a_temporary_file(name: str, made: Path, data: Path):
    before = contents(data)
    assert_refused(called(*command(name, made, data), limit=0), before, data)


@pytest.mark.parametrize("name", WRITING)
def test_a_read_only_folder(name: str, made: Path, data: Path):
    if called("--help", read_only=data).returncode:
        pytest.skip("no folder can be made read-only here")
    before = contents(data)
    assert_refused(called(*command(name, made, data), read_only=data), before, data)


@pytest.mark.parametrize("name", ["attach", "match"])
def test_a_file_in_place_of_the_folder_that_is_written_to(name: str, made: Path, data: Path):
    (data / "file").write_text("")
    before = contents(data)
    arguments = [
        data / "file" / "out.csv" if each == data / "out.csv" else each for each in command(name, made, data)
    ]
    assert_refused(called(*arguments), before, data)


def test_a_file_in_place_of_the_folder_of_a_register(data: Path):
    (data / "file").write_text("")
    before = contents(data)
    done = called(
        "register", "refresh", "--out", data / "file" / "register.json", "--base-url", "http://127.0.0.1:9"
    )
    assert_refused(done, before, data)


@pytest.mark.parametrize("name", ["attach", "match", "members", "list"])
def test_output_that_goes_to_a_full_disk(name: str, made: Path, data: Path):
    if name in ("attach", "match"):
        arguments = [each for each in command(name, made, data) if each not in ("--out", data / "out.csv")]
    else:
        arguments = [name, "--data", data]
    before = contents(data)
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        assert_refused(called(*arguments, out=full.fileno()), before, data)


def test_a_run_whose_summary_cannot_be_shown_is_whole(made: Path, data: Path):
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = called(*command("run", made, data), out=full.fileno())
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert called("verify", "--data", data).returncode == 0


@pytest.mark.parametrize("name", OF_HISTORY)
def test_a_folder_of_a_newer_version(name: str, made: Path, data: Path):
    with sqlite3.connect(data / "history.db") as database:
        database.execute("PRAGMA user_version = 99")
    before = contents(data)
    done = called(*command(name, made, data))
    assert_refused(done, before, data)
    assert "newer version" in done.stderr


@pytest.mark.parametrize("name", OF_HISTORY)
def test_a_folder_of_an_older_version(name: str, made: Path, data: Path):
    with sqlite3.connect(data / "history.db") as database:
        database.execute("PRAGMA user_version = 2")
        runs = database.execute("SELECT COUNT(*) FROM runs").fetchone()
    done = called(*command(name, made, data))
    assert "Traceback" not in done.stderr
    assert "alliances: " not in done.stderr
    with sqlite3.connect(data / "history.db") as database:
        assert database.execute("SELECT COUNT(*) FROM runs").fetchone() >= runs


@pytest.mark.parametrize("name", OF_HISTORY)
@pytest.mark.parametrize("damaged", ["history.db", "decisions.csv", "partners.csv", "archive/pruned.csv"])
def test_a_file_that_a_crash_cut_short(name: str, damaged: str, made: Path, data: Path):
    path = data / damaged
    path.write_bytes((path.read_bytes() if path.is_file() else b'"a name that never')[:40])
    before = contents(data)
    done = called(*command(name, made, data))
    assert "Traceback" not in done.stderr
    if "alliances: " in done.stderr:
        assert_refused(done, before, data)
    # What rests on the recordings may be what cannot be read: none of them goes.
    kept = {name for name in before if name.endswith(".warc.gz")}
    assert name == "prune" or kept <= contents(data).keys()
    assert damaged != "partners.csv" or kept <= contents(data).keys()


@pytest.mark.parametrize("left", [".next/0", ".next/listing.json", "archive/20200101T000000Z.warc.gz.part"])
def test_what_a_crash_left_is_no_hindrance(left: str, made: Path, data: Path):
    (data / left).parent.mkdir(exist_ok=True)
    (data / left).write_bytes(b'{"key": ')
    done = called("decide", made / "given.csv", "--data", data)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (data / ".next").exists()


def test_a_register_that_finds_no_room(ods, tmp_path: Path):
    (tmp_path / "register.json").write_text("old")
    most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (FULL, most[1]))
    try:
        with pytest.raises(UserError, match="cannot be written to"):
            ods()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    assert contents(tmp_path) == {"register.json": b"old"}


def test_no_room_for_the_copy_in_which_a_spider_is_tried_out(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match=r"cannot be copied to .* Nothing was changed"):
        copy_of(Path(__file__).parents[2], tmp_path / "file" / "copy")


def test_a_spider_that_cannot_be_written(tmp_path: Path):
    (tmp_path / "file").write_text("")
    before = contents(tmp_path)
    with pytest.raises(UserError, match="Nothing was changed"):
        put(tmp_path, {"new.py": b"new", "file/spider.py": b"new"})
    assert contents(tmp_path) == before
