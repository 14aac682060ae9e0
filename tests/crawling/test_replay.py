"""Replays, each in a process of its own."""

import pytest

from alliance_spiders.spiders.swag import SwagSpider
from tests.crawling.conftest import html, run_crawl
from tests.crawling.warcs import record, write_by_record, write_plain, write_whole

SWAG = "https://www.swagcanceralliance.nhs.uk"
SITE = [
    record(
        f"{SWAG}/",
        html("Home", ("/about-us/", "About"), ("/x", "Our partners")).encode(),
        record_id="<urn:uuid:1>",
    ),
    record(
        f"{SWAG}/about-us/", html("About").encode(), record_id="<urn:uuid:2>", date="2026-09-02T00:00:00Z"
    ),
]


def test_a_replay_gives_the_same_every_time_and_never_asks_the_network(tmp_path):
    paths = [write(tmp_path / name, *SITE) for write, name in ((write_plain, "1"), (write_whole, "2"))]
    one, two = (run_crawl(replay=[str(path)], archive=str(tmp_path / f"out{path.name}")) for path in paths)
    assert one["sites"] == two["sites"]
    assert one["archive"].rpartition("/")[2] == two["archive"].rpartition("/")[2]
    assert one["date"] == "2026-09-02T00:00:00+00:00"
    swag = one["sites"]["N48"]
    assert [(page["url"], page["record_id"]) for page in swag["pages"]] == [
        (f"{SWAG}/", "<urn:uuid:1>"),
        (f"{SWAG}/about-us/", "<urn:uuid:2>"),
    ]
    assert [failure[:2] for failure in swag["failures"]] == [[f"{SWAG}/x", "not_recorded"]]
    others = [site for code, site in one["sites"].items() if code != "N48"]
    assert all(failure[1] == "not_recorded" for site in others for failure in site["failures"])
    assert not any(site["pages"] for site in others)
    assert all(site["failures"] for site in others)


def test_recorded_robots_redirects_and_faults_count(tmp_path):
    moved = {"Location": "https://swagcanceralliance.nhs.uk/new"}
    records = [
        *SITE,
        record(
            f"{SWAG}/robots.txt",
            b"User-agent: *\nDisallow: /about-us",
            headers={"Content-Type": "text/plain"},
        ),
        record(f"{SWAG}/x", b"", status="301 Moved", headers=moved),
        record(f"{SWAG}/new", html("New", ("/bad", "About"), ("/busy", "Governance")).encode()),
        record(
            f"{SWAG}/bad", b"\x1f\x8bxxx", headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}
        ),
        record(f"{SWAG}/busy", b"", status="503 Busy", headers={"Retry-After": "5"}),
    ]
    swag = run_crawl(replay=[str(write_by_record(tmp_path / "a.warc.gz", *records))], only=["swag"])["sites"][
        "N48"
    ]
    assert [page["url"] for page in swag["pages"]] == [f"{SWAG}/", f"{SWAG}/new"]
    failed = {(url.removeprefix(SWAG), kind) for url, kind, *_ in swag["failures"]}
    guessed = {(path, "robots") for path in SwagSpider.likely_paths if path.startswith("/about-us")}
    assert guessed <= failed
    assert failed - guessed == {
        ("/about-us/", "robots"),
        ("/bad", "broken"),
        ("/busy", "http_error"),
    }


@pytest.mark.parametrize(
    "page",
    [b"", b"\0\0\0<a href=\0x>", b"<html>" + b"<div>" * 3000, b"\xff\xfe\x00", b"<a href='http://[x'>"],
)
def test_strange_pages_do_not_stop_the_others(tmp_path, page):
    records = [
        record(f"{SWAG}/", page),
        record("https://wessexcanceralliance.nhs.uk/", html("Home").encode()),
    ]
    result = run_crawl(replay=[str(write_plain(tmp_path / "a.warc", *records))], only=["swag", "wessex"])
    assert len(result["sites"]["N46"]["pages"]) == 1
    assert len(result["sites"]["N48"]["pages"]) == 1


def test_redirects_are_limited_and_lead_to_a_page_once(tmp_path):
    def hop(path, target):
        return record(f"{SWAG}/{path}", b"", status="302 Found", headers={"Location": f"{SWAG}/{target}"})

    records = [
        record(f"{SWAG}/", html("Home", ("/long1", "About"), ("/a", "Members"), ("/b", "Partners")).encode()),
        *[hop(f"long{n}", f"long{n + 1}") for n in range(1, 9)],
        hop("a", "end?visit=1"),
        hop("b", "end?utm_source=b"),
        record(f"{SWAG}/end?visit=1", b"<p>End</p>"),
        record(f"{SWAG}/end?utm_source=b", b"<p>End</p>"),
    ]
    swag = run_crawl(replay=[str(write_by_record(tmp_path / "a.warc.gz", *records))], only=["swag"])["sites"][
        "N48"
    ]
    assert len([page for page in swag["pages"] if "end" in page["url"]]) == 1
    assert [f[:3] for f in swag["failures"]] == [
        [f"{SWAG}/long1", "redirect", "The address redirects too often."]
    ]


def test_a_way_to_a_login_or_to_consent_is_a_refusal(tmp_path):
    def away(path, target):
        return record(f"{SWAG}/{path}", b"", status="302 Found", headers={"Location": target})

    records = [
        record(f"{SWAG}/", html("Home", ("/a", "Members"), ("/b", "Partners")).encode()),
        away("a", "https://login.example.com/common/oauth2/authorize"),
        away("b", "https://www.example.org/about-us/"),
    ]
    path = str(write_by_record(tmp_path / "a.warc.gz", *records))
    failures = run_crawl(replay=[path], only=["swag"])["sites"]["N48"]["failures"]
    assert sorted(failure[:2] for failure in failures) == [
        [f"{SWAG}/a", "forbidden"],
        [f"{SWAG}/b", "redirect"],
    ]
