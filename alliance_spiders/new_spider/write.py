"""All steps: from a recording to files in a checkout."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from html import escape
from pathlib import Path

from alliance_spiders.alliances import Alliance, all_alliances
from alliance_spiders.areas import trust_areas
from alliance_spiders.crawling.recording import Recording
from alliance_spiders.new_spider.checkout import (
    ALLIANCES,
    SAMPLE,
    SITES,
    Changes,
    copy_of,
    put,
    spider_path,
)
from alliance_spiders.new_spider.finding import Found, find_list
from alliance_spiders.new_spider.fixture import make_fixture
from alliance_spiders.new_spider.order import Order, Plan
from alliance_spiders.new_spider.recorded import RecordedSite, site_in
from alliance_spiders.new_spider.spider_file import (
    Said,
    dropped,
    place_of,
    said_in,
    said_of,
    spider_source,
)
from alliance_spiders.new_spider.subject import Subject
from alliance_spiders.new_spider.trial import Rows, answer_sheet, differences, try_out
from alliance_spiders.reading.hints import Hints
from matching.matcher import Matcher
from matching.register import Register

INDEX = "tests/fixtures/index/index.html"


@dataclass(frozen=True, slots=True)
class Written:
    """What was done.

    ``dropped`` are paths and words that the spider no longer names; ``missed`` are names that the fixture
    lacks, ``extra`` those that only it has.
    """

    slug: str
    name: str
    files: tuple[str, ...]
    removed: tuple[str, ...]
    replaced: tuple[str, ...]
    said: Said
    dropped: tuple[str, ...]
    place: str
    pages_read: int
    rows: Rows
    missed: tuple[str, ...]
    extra: tuple[str, ...]
    test_command: str


def write_spider(plan: Plan, register: Register) -> Written:
    """Write spider, fixture and expected partners of one site, all or nothing.

    Raises:
        UserError: the recording or the checkout is not fit for it; nothing was changed.
    """
    order, subject = plan.order, plan.subject
    areas = trust_areas(register, _alliances(subject), {})
    matcher = Matcher(register, areas)
    with Recording.open(order.recordings) as recording:
        site = site_in(recording, subject.alliance)
        day = recording.date.date().isoformat()
    said_before = _said_before(order, subject)
    known = Hints(said_before.likely_paths, said_before.list_words, said_before.trap_paths)
    found = find_list(site, matcher, known)
    said = said_of(site, found, said_before)
    place = place_of(found, day)
    changes: dict[str, bytes | None] = {path: None for path in plan.standing if path.startswith(SITES)}
    changes |= _new_files(order, subject, site, found, matcher, register)
    changes[spider_path(subject.alliance.slug)] = spider_source(subject.alliance, said, place).encode("utf-8")
    with tempfile.TemporaryDirectory(prefix="new-spider-") as folder:
        copy = copy_of(order.project, Path(folder))
        put(copy, changes)
        trial = try_out(copy, subject.alliance.slug, subject.alliance.code, found.reading)
        changes[SAMPLE] = (copy / SAMPLE).read_bytes()
    changes[f"{SITES}/{subject.alliance.slug}/expected.csv"] = answer_sheet(trial.rows)
    put(order.project, changes)
    missed, extra = differences(trial.rows, found.reading)
    return Written(
        slug=subject.alliance.slug,
        name=subject.alliance.name,
        files=tuple(sorted(path for path, content in changes.items() if content is not None)),
        removed=tuple(sorted(path for path, content in changes.items() if content is None)),
        replaced=plan.standing,
        said=said,
        dropped=dropped(said_before, said),
        place=place,
        pages_read=len(site.pages),
        rows=trial.rows,
        missed=missed,
        extra=extra,
        test_command=f"pytest -n 0 tests/test_sample_sites.py tests/fixtures -k {subject.alliance.slug}",
    )


def _alliances(subject: Subject) -> tuple[Alliance, ...]:
    return (*all_alliances(), subject.alliance) if subject.is_new else all_alliances()


def _said_before(order: Order, subject: Subject) -> Said:
    path = order.project / spider_path(subject.alliance.slug)
    return said_in(path.read_text("utf-8", "replace")) if path.is_file() else Said()


def _new_files(
    order: Order, subject: Subject, site: RecordedSite, found: Found, matcher: Matcher, register: Register
) -> Changes:
    fixture = make_fixture(site, found, matcher, register)
    folder = f"{SITES}/{subject.alliance.slug}"
    files: dict[str, bytes | None] = {f"{folder}/{name}": body for name, body in fixture.files.items()}
    if subject.is_new:
        known = (order.project / ALLIANCES).read_text("utf-8")
        files[ALLIANCES] = (known.rstrip("\n") + "\n" + subject.entry).encode("utf-8")
        files |= _on_the_index(order.project, subject)
    return files


def _on_the_index(project: Path, subject: Subject) -> dict[str, bytes]:
    """The fixture of NHS England's index with the new alliance in it, so that it is not called gone."""
    path = project / INDEX
    if not path.is_file():
        return {}
    text = path.read_text("utf-8")
    entry = f'<li><a href="{escape(subject.alliance.home)}">{escape(subject.alliance.name)}</a></li>'
    found = re.search(r"\n(\s*)</ol>", text)
    if found is None:
        return {}
    return {INDEX: f"{text[: found.start()]}\n{found[1]}  {entry}{text[found.start() :]}".encode()}
