"""Pages that have not changed since the last recording: asked for by their tag, copied into the new file."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.http import Response

from alliance_spiders.crawling.archive import (
    ArchiveWriter,
    Recording,
    free_place,
    http_request,
    http_response,
    live_recordings,
    remove_unfinished,
)
from alliance_spiders.crawling.middlewares import UnchangedMiddleware
from alliance_spiders.crawling.storage import ORIGINAL, Tape

URL = "https://www.example.org/partners"
ASKED = http_request("GET", "/partners", [("Host", "www.example.org")])
TAGGED = [("Content-Type", "text/html"), ("ETag", '"1"'), ("Last-Modified", "Mon, 14 Sep 2026 06:00:00 GMT")]


def recorded(path, status=200, headers=TAGGED, body=b"<p>Partners</p>"):
    writer = ArchiveWriter(path)
    writer.store(URL, ASKED, http_response(status, headers, len(body)), body)
    return writer.finish()


def confirmed(path, old):
    """A recording in which the site said that the page of an older one still holds."""
    with Recording.open(old) as tape:
        writer = ArchiveWriter(path)
        record_id, _ = writer.store_unchanged(URL, ASKED, http_response(304, [], 0), tape.original(URL))
        return writer.finish(), record_id


def test_a_new_recording_is_whole_without_the_old_one(tmp_path):
    old = recorded(tmp_path / "a.warc.gz")
    new, record_id = confirmed(tmp_path / "b.warc.gz", old)
    old.unlink()
    with Recording.open(new) as tape:
        answer = tape.lookup(URL)
        assert (answer.record_id, answer.status, answer.raw) == (record_id, 200, b"<p>Partners</p>")
        assert answer.fetched_at == tape.date


def test_a_third_recording_holds_the_page_of_the_first(tmp_path):
    first = recorded(tmp_path / "a.warc.gz")
    second, _ = confirmed(tmp_path / "b.warc.gz", first)
    third, record_id = confirmed(tmp_path / "c.warc.gz", second)
    with Recording.open(third) as tape:
        assert tape.get(record_id).raw == b"<p>Partners</p>"


@pytest.mark.parametrize("status", [301, 404, 500])
def test_only_a_page_is_confirmed(tmp_path, status):
    with Recording.open(recorded(tmp_path / "a.warc.gz", status=status)) as tape:
        assert tape.original(URL) is None


@pytest.mark.parametrize("other", ["http://www.example.org/partners", URL + "/", URL + "?page=2"])
def test_only_exactly_the_same_address_is_confirmed(tmp_path, other):
    with Recording.open(recorded(tmp_path / "a.warc.gz")) as tape:
        assert tape.original(other) is None


@pytest.fixture
def middleware(tmp_path):
    with Recording.open(recorded(tmp_path / "a.warc.gz")) as last:
        yield UnchangedMiddleware(SimpleNamespace(spider=SimpleNamespace(tape=Tape(last=last))))


def test_a_known_page_is_asked_for_by_tag_and_date(middleware):
    request = Request(URL)
    middleware.process_request(request)
    assert request.headers["If-None-Match"] == b'"1"'
    assert request.headers["If-Modified-Since"] == b"Mon, 14 Sep 2026 06:00:00 GMT"


def test_a_redirected_request_says_nothing_of_its_old_address(middleware):
    request = Request(URL)
    middleware.process_request(request)
    moved = request.replace(url="https://www.example.org/elsewhere")
    middleware.process_request(moved)
    assert "If-None-Match" not in moved.headers
    assert ORIGINAL not in moved.meta


def test_not_modified_gives_the_page_at_hand(middleware):
    request = Request(URL)
    middleware.process_request(request)
    page = middleware.process_response(request, Response(URL, 304))
    assert (page.status, page.body) == (200, b"<p>Partners</p>")


def test_an_unasked_304_is_no_page(middleware):
    response = Response("https://www.example.org/other", 304)
    assert middleware.process_response(Request(response.url), response) is response


def test_what_a_replay_was_given_is_never_confirmed(tmp_path):
    for name in ("20260914T060000Z.warc.gz", "20260921T060000Z-0123456789ab.warc.gz", "x.warc.gz"):
        (tmp_path / name).touch()
    assert [path.name for path in live_recordings(tmp_path)] == ["20260914T060000Z.warc.gz"]


def test_no_recording_is_overwritten(tmp_path):
    start = datetime(2026, 9, 14, 6, tzinfo=UTC)
    (tmp_path / "20260914T060000Z.warc.gz").touch()
    assert free_place(tmp_path, start).name == "20260914T060001Z.warc.gz"


def test_what_a_killed_run_left_is_removed(tmp_path):
    (tmp_path / "20260914T060000Z.warc.gz").touch()
    (tmp_path / "20260914T060000Z.warc.gz.part").touch()
    remove_unfinished(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["20260914T060000Z.warc.gz"]
