"""Another spider, another matcher and another page in one week: each difference has a cause of its own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.longrun.sites import places, read, record, run, site_of, without

ROOT = Path(__file__).parents[2]
NORTHERN, PENINSULA = "N69", "N99"
PASSED_BY, MISREAD = "RXP", "RR7"  # two members of the Northern alliance, that are spared the other's fate

SPIDER = """
_read_site = read_site


def read_site(*arguments):
    reading = _read_site(*arguments)
    kept = tuple(s for s in reading.sightings if "{code}" not in s.match.current_codes)
    return type(reading)(reading.alliance_code, kept, list_places=reading.list_places, signs=reading.signs)
"""
MATCHER = """
_match = Matcher.match


def _otherwise(self, name, *page, **beside):
    found = _match(self, name, *page, **beside)
    return _match(self, "Some NHS Trust", *page, **beside) if found.ods_code == "{code}" else found


Matcher.match = _otherwise
"""


def changed_program(folder: Path) -> Path:
    """A copy of the program whose spider passes one trust by and whose matcher does not know another."""
    for package in ("alliance_spiders", "matching", "output"):
        shutil.copytree(ROOT / package, folder / package)
    for path, code in (
        ("alliance_spiders/reading/site.py", SPIDER.format(code=PASSED_BY)),
        ("matching/matcher.py", MATCHER.format(code=MISREAD)),
    ):
        with (folder / path).open("a", encoding="utf-8") as module:
            module.write(code)
    return folder


def test_each_of_three_differences_has_its_own_cause(from_published: Path, tmp_path: Path):
    data = Path(shutil.copytree(from_published, tmp_path / "data"))
    known = places(data)[PENINSULA]
    gone = sorted(known)[0]
    recording = record(tmp_path, 1, {PENINSULA: without(site_of(PENINSULA), known, [gone])})
    program = changed_program(tmp_path / "program")
    done = run(data, "--replay", recording, program=program)
    assert done.returncode == 0, done.stderr
    told = {(r["change"], r["alliance_code"], r["ods_code"], r["cause"]) for r in read(data / "changes.csv")}
    assert told == {
        ("removed", NORTHERN, PASSED_BY, "spider"),
        ("removed", NORTHERN, MISREAD, "matcher"),
        ("removed", PENINSULA, gone, "site"),
    }
    written = json.loads((data / "run.json").read_text())
    assert written["counts"]["differences_by_cause"] == {"site": 1, "matcher": 1, "spider": 1}
    halves = written["versions"]["code"].partition("+")[2].split(".")
    earlier = json.loads((from_published / "run.json").read_text())["versions"]["code"].partition("+")[2]
    assert len(halves) == 2
    assert not set(halves) & set(earlier.split("."))
