import gzip
from datetime import UTC, datetime

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alliance_spiders.crawling import entries, framing, recording
from alliance_spiders.crawling.archive import Recording, RecordingError, copy_records
from alliance_spiders.crawling.errors import Refused
from alliance_spiders.items import FailureKind
from tests.crawling.warcs import (
    chunked,
    raw_record,
    record,
    write_by_record,
    write_plain,
    write_whole,
)

HOME = "https://www.example.org/"
PAGE = b"<html><body>Our partners</body></html>"
INFO = raw_record(
    ["WARC-Type: warcinfo", "WARC-Date: 2026-09-01T10:00:00Z", "WARC-Record-ID: <urn:x:1>"], b"a: b\r\n"
)


def body_of(path, url=HOME):
    with Recording.open(path) as tape:
        answer = tape.lookup(url)
        return None if answer is None else answer.page().body


@pytest.mark.parametrize("write", [write_plain, write_by_record, write_whole])
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_every_packing_and_version(tmp_path, write, version):
    path = write(
        tmp_path / "a.warc", INFO, record(HOME, PAGE, version=version), record(HOME + "b", version=version)
    )
    assert body_of(path) == PAGE


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Content-Encoding": "gzip"}, gzip.compress(PAGE, mtime=0)),
        ({"Content-Encoding": "br"}, brotli.compress(PAGE)),
        ({"Transfer-Encoding": "chunked"}, chunked(PAGE)),
        ({"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}, chunked(gzip.compress(PAGE, mtime=0))),
        ({"Transfer-Encoding": "chunked"}, PAGE),
        ({"Content-Encoding": "gzip", "Content-Length": "9999"}, PAGE),
        ({}, PAGE),
    ],
    ids=["gzip", "br", "chunked", "chunked gzip", "falsely chunked", "undone by the tool", "no headers"],
)
def test_every_body(tmp_path, headers, body):
    with Recording.open(write_plain(tmp_path / "a.warc", record(HOME, body, headers=headers))) as tape:
        page = tape.lookup(HOME).page()
    assert (page.body, page.truncated) == (PAGE, False)


def test_a_page_knows_its_record(tmp_path):
    made = record(HOME, PAGE, record_id="<urn:uuid:1>", headers={"Content-Type": "text/html; charset=cp1252"})
    with Recording.open(write_by_record(tmp_path / "a.warc.gz", made)) as tape:
        page = tape.get("<urn:uuid:1>").page()
    assert (page.record_id, page.url, page.status) == ("<urn:uuid:1>", HOME, 200)
    assert (page.content_type, page.encoding) == ("text/html", "cp1252")
    assert page.fetched_at == datetime(2026, 9, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "content_type", "encoding"),
    [
        (b"\xef\xbb\xbf<p>x</p>", "text/html", "utf-8"),
        (b"<p>x</p>", "text/html; charset=ISO-8859-1", "cp1252"),
        (b'<meta charset="utf-8"><p>x</p>', "text/html", "utf-8"),
        (b"<p>Guy\x92s</p>", "text/html", ""),
        (b"%PDF-1.7", "application/pdf", ""),
    ],
)
def test_only_a_declared_encoding_is_told(tmp_path, body, content_type, encoding):
    with Recording.open(
        write_plain(tmp_path / "a", record(HOME, body, headers={"Content-Type": content_type}))
    ) as tape:
        assert tape.lookup(HOME).page().encoding == encoding


def test_wget_writes_its_addresses_in_brackets(tmp_path):
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    headers = ["WARC-Type: response", f"WARC-Target-URI: <{HOME}>", "WARC-Date: 2026-09-01T10:00:00Z"]
    assert body_of(write_plain(tmp_path / "a.warc", raw_record(headers, block))) == PAGE


def test_a_record_without_an_id_gets_one_that_stays(tmp_path):
    block = b"HTTP/1.1 200 OK\r\n\r\n" + PAGE
    headers = ["WARC-Type: response", f"WARC-Target-URI: {HOME}", "WARC-Date: 2026-09-01T10:00:00Z"]
    path = write_plain(tmp_path / "a.warc", raw_record(headers, block))
    with Recording.open(path) as one, Recording.open(path) as two:
        record_id = one.lookup(HOME).record_id
        assert record_id.startswith("<urn:sha1:")
        assert two.get(record_id).raw == PAGE


def test_two_records_of_one_id_are_kept_apart(tmp_path):
    one = record(HOME, b"<p>one</p>", record_id="<urn:uuid:1>")
    two = record(HOME + "b", b"<p>two</p>", record_id="<urn:uuid:1>")
    with Recording.open(write_plain(tmp_path / "a.warc", one, two)) as tape:
        assert tape.get(tape.lookup(HOME).record_id).raw == b"<p>one</p>"
        assert tape.get(tape.lookup(HOME + "b").record_id).raw == b"<p>two</p>"


def test_a_resource_is_a_page(tmp_path):
    with Recording.open(write_plain(tmp_path / "a.warc", record(HOME, PAGE, rec_type="resource"))) as tape:
        page = tape.lookup(HOME).page()
    assert (page.status, page.content_type, page.body) == (200, "text/html", PAGE)


REVISITS = {
    "by id": {"WARC-Refers-To": "<urn:uuid:1>"},
    "by address": {"WARC-Refers-To-Target-URI": HOME},
    "by digest": {"WARC-Payload-Digest": "sha1:ABC"},
}


@pytest.mark.parametrize("extra", REVISITS.values(), ids=REVISITS)
def test_a_revisit_is_resolved(tmp_path, extra):
    first = record(HOME, PAGE, record_id="<urn:uuid:1>", extra={"WARC-Payload-Digest": "sha1:ABC"})
    again = record(HOME + "again", b"", rec_type="revisit", extra=extra, date="2026-09-02T10:00:00Z")
    path = write_by_record(tmp_path / "a.warc.gz", again, first)
    with Recording.open(path) as tape:
        page = tape.lookup(HOME + "again").page()
        assert (page.body, page.fetched_at.day) == (PAGE, 2)
        assert "<urn:uuid:1>" in tape.needed_by(page.record_id)


def test_a_revisit_of_nothing_is_no_answer(tmp_path):
    lost = record(HOME + "lost", b"", rec_type="revisit", extra={"WARC-Refers-To": "<urn:uuid:9>"})
    assert body_of(write_plain(tmp_path / "a.warc", record(HOME), lost), HOME + "lost") is None


@pytest.mark.parametrize("order", [1, -1])
def test_the_newest_record_wins(tmp_path, order):
    old = record(HOME, b"<p>old</p>", date="2025-01-01T00:00:00Z")
    new = record(HOME, b"<p>new</p>", date="2026-01-01T00:00:00.5Z")
    assert body_of(write_plain(tmp_path / "a.warc", *[old, new][::order])) == b"<p>new</p>"


def test_several_files_are_one_recording(tmp_path):
    one = write_plain(tmp_path / "1.warc", record(HOME, PAGE))
    two = write_whole(tmp_path / "2.warc.gz", record(HOME + "b", b"<p>b</p>", date="2026-10-02T00:00:00Z"))
    with Recording.open([one, two]) as tape:
        assert tape.lookup(HOME).raw == PAGE
        assert tape.date == datetime(2026, 10, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "asked",
    [
        "http://www.example.org/partners",
        "https://example.org/partners/",
        "https://www.example.org:443/partners#list",
        "https://www.example.org/partners?utm_campaign=x",
    ],
)
def test_look_up_forgives_spelling(tmp_path, asked):
    assert body_of(write_plain(tmp_path / "a.warc", record(HOME + "partners", PAGE)), asked) == PAGE


def test_an_exact_spelling_goes_first(tmp_path):
    newer = record("https://example.org/partners", b"<p>other</p>", date="2026-12-01T00:00:00Z")
    path = write_plain(tmp_path / "a.warc", record(HOME + "partners", PAGE), newer)
    assert body_of(path, HOME + "partners") == PAGE


def test_a_redirect_to_another_spelling_does_not_answer_for_it(tmp_path):
    hop = record(
        "http://example.org/a", b"", status="301 Moved", headers={"Location": "https://example.org/a"}
    )
    assert body_of(write_plain(tmp_path / "a.warc", hop), "https://example.org/a") is None


def test_answers_to_other_methods_are_no_pages(tmp_path):
    posted = record(HOME, b"<p>posted</p>", record_id="<urn:uuid:1>", date="2026-12-01T00:00:00Z")
    asked = raw_record(
        [
            "WARC-Type: request",
            f"WARC-Target-URI: {HOME}",
            "WARC-Date: 2026-12-01T00:00:00Z",
            "WARC-Concurrent-To: <urn:uuid:1>",
        ],
        b"POST / HTTP/1.1\r\n\r\n",
    )
    assert body_of(write_plain(tmp_path / "a.warc", record(HOME, PAGE), posted, asked)) == PAGE


def test_not_modified_is_no_page(tmp_path):
    later = record(HOME, b"", status="304 Not Modified", date="2026-12-01T00:00:00Z")
    assert body_of(write_plain(tmp_path / "a.warc", record(HOME, PAGE), later)) == PAGE


@pytest.mark.parametrize(
    "junk",
    [
        b"\r\n\r\n\r\n",
        b"some words\r\n",
        b"\0\0\0\xff\n",
        raw_record(["WARC-Type: metadata", f"WARC-Target-URI: {HOME}"], b"x: y"),
        raw_record(["WARC-Type: response", "WARC-Target-URI: dns:example.org"], b"1.2.3.4"),
        raw_record(
            ["WARC-Type: response", f"WARC-Target-URI: {HOME}", "WARC-Date: soon"],
            b"HTTP/1.1 200 OK\r\n\r\nx",
        ),
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: many\r\n\r\n",
        b"WARC/1.0\r\nno colon\r\n\r\n",
    ],
)
def test_junk_between_records_is_skipped(tmp_path, junk):
    path = write_plain(tmp_path / "a.warc", junk, record(HOME, PAGE), junk, record(HOME + "b"), junk)
    assert body_of(path) == PAGE
    assert body_of(path, HOME + "b")


def test_truncation_is_noted(tmp_path):
    short = record(HOME, PAGE[:9], headers={"Content-Length": "5000"})
    said = record(HOME + "b", PAGE, extra={"WARC-Truncated": "length"})
    with Recording.open(write_plain(tmp_path / "a.warc", short, said)) as tape:
        assert tape.lookup(HOME).page().truncated
        assert tape.lookup(HOME + "b").page().truncated


def test_a_huge_record_is_too_large_and_costs_the_others_nothing(tmp_path, monkeypatch):
    for module in (framing, recording):
        monkeypatch.setattr(module, "MAX_BLOCK", 10_000)
    path = write_whole(tmp_path / "a.warc.gz", record(HOME, b"x" * 50_000), record(HOME + "b", PAGE))
    assert body_of(path, HOME + "b") == PAGE
    with Recording.open(path) as tape, pytest.raises(Refused) as caught:
        tape.lookup(HOME)
    assert caught.value.kind is FailureKind.TOO_LARGE


def test_no_http_in_a_response_is_broken(tmp_path):
    headers = ["WARC-Type: response", f"WARC-Target-URI: {HOME}", "WARC-Date: 2026-09-01T10:00:00Z"]
    path = write_plain(tmp_path / "a.warc", raw_record(headers, b"\0\0 no http"))
    with Recording.open(path) as tape, pytest.raises(Refused) as caught:
        tape.lookup(HOME)
    assert caught.value.kind is FailureKind.BROKEN


GOOD = record(HOME, PAGE)
BAD_FILES = {
    "empty": (b"", "is empty"),
    "text": (b"just a text\n", "no WARC record"),
    "gzipped text": (gzip.compress(b"just a text\n", mtime=0), "no WARC record"),
    "wacz": (b"PK\x03\x04rest", "WACZ"),
    "zstd": (b"\x28\xb5\x2f\xfdrest", "Zstandard"),
    "arc": (b"filedesc://x 0.0.0.0 2026 text/plain 5\n", "ARC file"),
    "no answers": (INFO, "no answer of a website"),
    "cut in the second block": (GOOD + GOOD[:-20], "breaks off after 1 whole"),
    "cut in the second header": (GOOD + GOOD[:30], "breaks off after 1 whole"),
    "cut gzip": (gzip.compress(GOOD, mtime=0) + gzip.compress(GOOD, mtime=0)[:-12], "after 1 whole"),
    "damaged gzip": (
        gzip.compress(GOOD, mtime=0) + b"\x1f\x8b\x08\0\0\0\0\0\0\x03" + b"\xff" * 40,
        "is damaged after 1 whole",
    ),
}


@pytest.mark.parametrize(("content", "says"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_refused_in_one_sentence(tmp_path, content, says):
    path = tmp_path / "bad.warc.gz"
    path.write_bytes(content)
    with pytest.raises(RecordingError, match=says) as caught:
        Recording.open(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path in (tmp_path / "none.warc.gz", tmp_path):
        with pytest.raises(RecordingError, match="cannot be read"):
            Recording.open(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-09-01T10:00:00Z", datetime(2026, 9, 1, 10, tzinfo=UTC)),
        ("2026-09-01T10:00:00.123456789Z", datetime(2026, 9, 1, 10, 0, 0, 123456, UTC)),
        ("2026-09-01T10:00Z", datetime(2026, 9, 1, 10, tzinfo=UTC)),
        ("2026-09-01", datetime(2026, 9, 1, tzinfo=UTC)),
        ("2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("2026-13-01", None),
        ("1 September 2026", None),
        ("", None),
    ],
)
def test_dates(text, expected):
    assert entries.parse_date(text) == expected


def test_the_digest_is_of_the_evidence_not_of_its_packing(tmp_path):
    one, two = record(HOME, PAGE), record(HOME + "b", PAGE)
    packed = [write_plain(tmp_path / "1", one, two), write_by_record(tmp_path / "2", two, one)]
    other = write_plain(tmp_path / "3", one)
    digests = []
    for path in (*packed, other):
        with Recording.open(path) as tape:
            digests.append(tape.digest)
    assert digests[0] == digests[1] != digests[2]


def test_copies_keep_their_ids_and_are_the_same_every_time(tmp_path):
    first = record(HOME, PAGE, record_id="<urn:uuid:1>")
    again = record(
        HOME + "b",
        b"",
        rec_type="revisit",
        extra={"WARC-Refers-To": "<urn:uuid:1>"},
        record_id="<urn:uuid:2>",
    )
    unused = record(HOME + "unused", record_id="<urn:uuid:3>")
    with Recording.open(write_whole(tmp_path / "a.warc.gz", first, again, unused)) as tape:
        one = copy_records(tape, ["<urn:uuid:2>"], tmp_path / "one")
        two = copy_records(tape, ["<urn:uuid:2>"], tmp_path / "two")
    assert one.name == two.name
    assert one.read_bytes() == two.read_bytes()
    with Recording.open(one) as copy:
        assert copy.get("<urn:uuid:2>").page().body == PAGE
        assert len(copy) == 2


@settings(max_examples=40, deadline=None)
@given(
    body=st.binary(max_size=300),
    value=st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30),
    write=st.sampled_from([write_plain, write_by_record, write_whole]),
)
def test_round_trip_of_bodies_and_headers(tmp_path_factory, body, value, write):
    path = write(tmp_path_factory.mktemp("w") / "a.warc", record(HOME, body, headers={"X-Note": value}))
    with Recording.open(path) as tape:
        answer = tape.lookup(HOME)
    assert answer.raw == body
    assert answer.header("x-note").strip() == value.strip()


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_any_bytes_in_a_file_are_read_or_refused(tmp_path_factory, junk, cut):
    path = tmp_path_factory.mktemp("w") / "a.warc"
    path.write_bytes(GOOD[:cut] + junk + GOOD)
    try:
        with Recording.open(path) as tape:
            tape.lookup(HOME)
    except (RecordingError, Refused):
        pass
