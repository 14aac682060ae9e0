"""What gave no answer is on record, and a replay meets the same failure."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from alliance_spiders.crawling import unanswered
from alliance_spiders.crawling.archive import ArchiveWriter, Recording, http_request, http_response
from alliance_spiders.items import FailureKind
from tests.crawling.conftest import html, run_crawl

URL = "https://www.example.org/a"
TIMEOUT = (FailureKind.TIMEOUT, "The site did not answer in time.")


def recorded(path, *events):
    """A recording in which an address failed (a kind and a detail) or answered (a body), in this order."""
    writer = ArchiveWriter(path / "a.warc.gz")
    for event in events:
        if isinstance(event, bytes):
            answer = http_response(200, [("Content-Type", "text/html")], len(event))
            writer.store(URL, http_request("GET", "/a", [("Host", "www.example.org")]), answer, event)
        else:
            writer.store_failure(URL, *event)
    return Recording.open(writer.finish())


@pytest.mark.parametrize(
    ("events", "kind"),
    [
        ([TIMEOUT], "timeout"),
        ([b"x", TIMEOUT], "timeout"),
        ([TIMEOUT, b"x"], None),
        ([b"x"], None),
        ([TIMEOUT, (FailureKind.DNS, "Gone.")], "dns"),
        ([b"x", (FailureKind.UNFINISHED, "Time was up.")], None),
    ],
)
def test_the_last_word_counts(tmp_path, events, kind):
    with recorded(tmp_path, *events) as recording:
        found = recording.failure(URL)
    assert (found[1].kind.value if found else None) == kind


def test_a_crawl_that_ended_early_is_told_beside_its_pages(tmp_path):
    with recorded(tmp_path, b"x", (FailureKind.UNFINISHED, "Time was up.")) as recording:
        assert recording.unfinished(URL)[1].detail == "Time was up."
        assert recording.lookup(URL).raw == b"x"


@pytest.mark.parametrize(
    "block", [b"", b"via: https://example.org/", b"fetchFailure: magic", b"\0" * 99, b"fetchFailure"]
)
def test_records_of_other_tools_are_left_alone(block):
    assert unanswered.read(block) is None


def test_a_detail_is_short_and_holds_no_person(tmp_path):
    told = unanswered.read(unanswered.written(FailureKind.DNS, "Write to jo@example.org. " + "x" * 9_000))
    assert "jo@example.org" not in told.detail
    assert len(told.detail) < 400


def test_a_failed_page_fails_in_the_replay_and_in_the_replay_of_that(web, tmp_path):
    home = "https://www.swagcanceralliance.nhs.uk/"
    web.put(home, html("SWAG Cancer Alliance", ("/about-us/members/", "Our members")))
    broken = {"Content-Type": "text/html", "Content-Length": "999", "Connection": "close"}
    web.put(home + "about-us/members/", b"x", headers=broken)
    live = run_crawl(server=web.address, archive=str(tmp_path / "live"), only=["swag"])
    again = run_crawl(replay=[live["archive"]], archive=str(tmp_path / "again"), only=["swag"])
    third = run_crawl(replay=[again["archive"]], only=["swag"])
    failures = [result["sites"]["N48"]["failures"] for result in (live, again, third)]
    assert failures[0] == failures[1] == failures[2]
    assert [home + "about-us/members/", "connection"] in [failure[:2] for failure in failures[0]]
    recorded = gzip.decompress(Path(live["archive"]).read_bytes())
    assert recorded.count(b"fetchFailure: ") == 1  # of three attempts, the last
