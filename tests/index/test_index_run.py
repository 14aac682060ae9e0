"""The index in a run: read from a recording that holds it, asked about, and never one of the sites."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from alliance_spiders.alliances import all_alliances, find_alliance
from alliance_spiders.crawling.recording import Recording
from tests.conftest import Command, Rows, read_csv
from tests.fixtures.build_sample import INDEX, SITES, FixtureResponse, load_site, write_warc
from tests.index.pages import URL

PENINSULA = find_alliance("peninsula").home.encode()


def questions(data: Path) -> Rows:
    return [row for row in read_csv(data / "review.csv") if row["question"] == "index_changed"]


def index(old: bytes = b"", new: bytes = b"", place: str = URL) -> Iterable[FixtureResponse]:
    """The fixture page with one piece of it replaced, at its own or another address."""
    (page,) = (response for response in load_site(INDEX) if response.url == URL)
    assert old in page.body
    body = page.body.replace(old, new) if old else page.body
    yield replace(page, url=place, body=body, headers=(("Content-Type", "text/html"),))


def test_the_sample_holds_the_index_and_raises_no_question(from_nothing: Path, from_published: Path):
    assert questions(from_nothing) == questions(from_published) == []
    (archive,) = (from_nothing / "archive").iterdir()
    with Recording.open(archive) as recording:
        assert recording.lookup(URL) is not None
    assert len(read_csv(from_nothing / "sites.csv")) == len(all_alliances())


def replayed(alliances: Command, tmp_path: Path, responses: Iterable[FixtureResponse], *options: str) -> Path:
    write_warc([*load_site(SITES / "peninsula"), *responses], tmp_path / "x.warc.gz")
    done = alliances("run", "--replay", tmp_path / "x.warc.gz", "--data", tmp_path / "data", *options)
    assert "Traceback" not in done.stderr
    return tmp_path / "data"


def test_a_site_that_moved_is_asked_about_and_still_read(alliances: Command, tmp_path: Path):
    data = replayed(alliances, tmp_path, index(PENINSULA, b"https://pca.example.nhs.uk/"))
    (question,) = questions(data)
    assert (question["alliance_code"], question["evidence_url"]) == ("N77", URL)
    assert "https://pca.example.nhs.uk/" in question["proposal"]
    states = {row["spider"]: row["state"] for row in read_csv(data / "sites.csv")}
    assert states["peninsula"] == "healthy"


def test_a_page_without_the_list_is_one_question(alliances: Command, tmp_path: Path):
    data = replayed(alliances, tmp_path, index(b"<ol>", b"<!--"))
    (question,) = questions(data)
    assert "could not be read" in question["proposal"]


@pytest.mark.parametrize(
    ("responses", "options"),
    [
        ([], []),
        (list(index(place=f"{URL}cancer-alliances/")), []),
        (list(index(PENINSULA, b"https://pca.example.nhs.uk/")), ["--only", "peninsula"]),
    ],
    ids=["not recorded", "at its other address", "a run of one alliance"],
)
def test_no_question(
    responses: list[FixtureResponse], options: list[str], alliances: Command, tmp_path: Path
):
    assert questions(replayed(alliances, tmp_path, responses, *options)) == []
