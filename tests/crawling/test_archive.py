from pathlib import Path

import pytest

from alliance_spiders.crawling.archive import (
    ArchiveWriter,
    Recording,
    RecordingError,
    http_request,
    http_response,
)

URL = "https://www.example.org/a?b=1"


def store(writer, url=URL, body=b"<p>x</p>", headers=(("Content-Type", "text/html"),)):
    response = http_response(200, headers, len(body))
    return writer.store(url, http_request("GET", "/a?b=1", [("Host", "www.example.org")]), response, body)


def test_what_is_stored_can_be_read_back(tmp_path):
    writer = ArchiveWriter(tmp_path / "new" / "a.warc.gz", {"software": "x/1"})
    record_id, date = store(writer, body=b"<p>Guy\xe2\x80\x99s</p>")
    path = writer.finish()
    with Recording.open(path) as tape:
        page = tape.get(record_id).page()
    assert (page.url, page.body) == (URL, b"<p>Guy\xe2\x80\x99s</p>")
    assert page.fetched_at.isoformat()[:19] == date[:19]


@pytest.mark.parametrize("name", ["Transfer-Encoding", "content-length", "Connection"])
def test_headers_of_the_connection_are_not_kept(tmp_path, name):
    writer = ArchiveWriter(tmp_path / "a.warc.gz")
    record_id, _ = store(writer, headers=[(name, "chunked"), ("X-Note", "caf\u00e9")])
    with Recording.open(writer.finish()) as tape:
        answer = tape.get(record_id)
    assert answer.raw == b"<p>x</p>"
    assert "chunked" not in dict(answer.headers).values()


def test_every_record_is_on_disk_at_once_and_under_another_name(tmp_path):
    writer = ArchiveWriter(tmp_path / "a.warc.gz")
    store(writer)
    [part] = tmp_path.iterdir()
    assert part.name == "a.warc.gz.part"
    with Recording.open(part) as tape:
        assert tape.lookup(URL) is not None


def test_nothing_received_leaves_no_file(tmp_path):
    assert ArchiveWriter(tmp_path / "a.warc.gz", {"software": "x/1"}).finish() is None
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(RecordingError, match="cannot be written"):
        ArchiveWriter(tmp_path / "file" / "a.warc.gz")


def test_a_disk_that_is_full_is_said(tmp_path):
    writer = ArchiveWriter(tmp_path / "a.warc.gz")
    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(RecordingError, match="written"):
        writer._writer.out = full
        store(writer)
    assert writer.failed
