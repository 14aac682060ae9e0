"""The command in a copy of the checkout: what it writes passes its tests, and fails without its fixture."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import read_csv
from tests.fixtures.build_sample import SAMPLE
from tests.new_spider.sites import CODE, HOME, NAME, PAGES, PEOPLE, SLUG, TRUSTS, recording

ROOT = Path(__file__).parents[2]
COPIED = ("alliance_spiders", "matching", "output", "tests", "pyproject.toml", "scrapy.cfg")
KNOWN, NEW = "wessex", SLUG
SITES = "tests/fixtures/sites"


def python(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Python over the code of the copy, whichever checkout is installed."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def new_spider(folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    program = "from alliance_spiders.cli import main; main()"
    return python(folder, "-c", program, "new-spider", *arguments)


def pytest_in(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    plain = ("-p", "no:xdist", "-p", "no:cacheprovider", "-o", "addopts=")
    return python(folder, "-m", "pytest", *plain, *arguments)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout, from which one site and its spider have been taken."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    shutil.rmtree(folder / SITES / KNOWN)
    (folder / f"alliance_spiders/spiders/{KNOWN}.py").unlink()
    return folder


@pytest.fixture(scope="module")
def written(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The checkout with a known and a new alliance written into it, and what the command said."""
    recorded = recording(tmp_path_factory.mktemp("new") / "x.warc.gz", PAGES)
    known = new_spider(checkout, "--alliance", KNOWN, "--replay", SAMPLE)
    new = new_spider(checkout, "--alliance", CODE, "--name", NAME, "--home", HOME, "--replay", recorded)
    assert (known.returncode, new.returncode) == (0, 0), known.stderr + new.stderr
    return checkout, [known.stdout, new.stdout]


@pytest.mark.long
def test_what_is_written_passes_its_tests(written):
    wanted = f"{KNOWN} or {NEW} or bundled"
    done = pytest_in(written[0], "tests/test_sample_sites.py", "tests/fixtures", "-k", wanted)
    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout


@pytest.mark.parametrize("slug", [KNOWN, NEW])
def test_without_its_fixture_the_spiders_test_fails(written, slug, tmp_path):
    folder = written[0] / SITES / slug
    shutil.move(folder, tmp_path / slug)
    try:
        done = pytest_in(written[0], "tests/test_sample_sites.py", "-k", f"{slug} and has_a_fixture")
    finally:
        shutil.move(tmp_path / slug, folder)
    assert done.returncode == 1
    assert "1 failed" in done.stdout


def test_a_known_site_keeps_the_partners_that_it_had(written):
    mine = read_csv(written[0] / SITES / KNOWN / "expected.csv")
    known = read_csv(ROOT / SITES / KNOWN / "expected.csv")
    assert sorted(map(str, mine)) == sorted(map(str, known))


def test_the_spider_says_what_was_found(written):
    text = (written[0] / f"alliance_spiders/spiders/{NEW}.py").read_text("utf-8")
    assert f'name = "{NEW}"\n    likely_paths = ("/who",)\n' in text
    assert 'list_words = ("Trusts in our alliance",)' in text
    assert "the list stood at /html/body/main/ul" in text


def test_the_command_tells_what_to_check_and_how_to_test(written):
    for trust in TRUSTS:
        assert f"{trust}  trust  R" in written[1][1]
    assert written[1][1].rstrip().endswith(f"-k {NEW}")


def test_no_person_and_no_sentence_of_the_recording_is_in_the_fixture(written):
    files = [*(written[0] / SITES / NEW).iterdir(), written[0] / f"alliance_spiders/spiders/{NEW}.py"]
    text = " ".join(path.read_text("utf-8") for path in files).lower()
    assert [word for word in PEOPLE if word.lower() in text] == []
    assert "make a real difference" not in text
    assert TRUSTS[0].lower() in text


def test_it_replaces_nothing_unless_told_to(written):
    before = (written[0] / SITES / NEW / "expected.csv").read_bytes()
    done = new_spider(written[0], "--alliance", "swag", "--replay", SAMPLE)
    assert done.returncode == 1
    assert "With --force these would be replaced: alliance_spiders/spiders/swag.py and" in done.stderr
    assert (written[0] / SITES / NEW / "expected.csv").read_bytes() == before
