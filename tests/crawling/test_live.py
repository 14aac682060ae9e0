"""Live crawls, of a server on this machine that answers for every host."""

import gzip
import json
import signal
import time

import pytest

from alliance_spiders.alliances import all_alliances
from alliance_spiders.crawling.archive import Recording
from tests.crawling.conftest import html, run_crawl, start_crawl

SWAG = "https://www.swagcanceralliance.nhs.uk"


def urls(result, code="N48"):
    return [page["url"] for page in result["sites"][code]["pages"]]


def failures(result, code="N48"):
    return [(url, kind) for url, kind, *_ in result["sites"][code]["failures"]]


def small_site(web, home):
    base = home.rstrip("/")
    web.put(
        home if home.endswith("/") or home.count("/") > 2 else home + "/",
        html("Home", (f"{base}/about-us", "About us")),
    )
    web.put(f"{base}/about-us", html("About", (f"{base}/about-us/partners", "Our partners")))
    web.put(f"{base}/about-us/partners", html("Partners of " + base))


def test_all_sites_are_crawled_recorded_and_replayed(web, tmp_path):
    for alliance in all_alliances():
        small_site(web, alliance.home)
    live = run_crawl(server=web.address, archive=str(tmp_path / "archive"), contact="data@example.org")
    assert len(live["sites"]) == len(all_alliances())
    for code, site in live["sites"].items():
        assert any("Partners of" in page["text"] for page in site["pages"]), code
    assert max(web.most_at_once.values()) == 1
    assert web.agents == {"cancer-alliance-spiders/0.1 (+data@example.org)"}
    assert live["warnings"] == []

    again = run_crawl(replay=[live["archive"]], archive=str(tmp_path / "again"))
    assert again["sites"] == live["sites"]
    with Recording.open(tmp_path / "again" / again["archive"].rpartition("/")[2]) as tape:
        page = live["sites"]["N48"]["pages"][0]
        assert tape.get(page["record_id"]).page().body.decode() == page["text"]


def test_what_a_site_may_answer(web, tmp_path):
    small_site(web, SWAG)
    web.put(
        f"{SWAG}/robots.txt",
        "User-agent: *\nDisallow: /about-us/secret",
        headers={"Content-Type": "text/plain"},
    )
    links = ["moved", "away", "loop", "gone", "no", "secret", "zipped", "report", "blob", "five"]
    web.put(
        f"{SWAG}/about-us", html("About", *[(f"/about-us/{each}", f"Our partners {each}") for each in links])
    )
    web.put(f"{SWAG}/about-us/moved", status=301, headers={"Location": "/about-us/new-place"})
    web.put(f"{SWAG}/about-us/new-place", html("New place"))
    web.put(f"{SWAG}/about-us/away", status=302, headers={"Location": "https://elsewhere.example/x"})
    web.put(f"{SWAG}/about-us/loop", status=302, headers={"Location": "/about-us/loop"})
    web.put(f"{SWAG}/about-us/no", "no", status=403)
    web.put(f"{SWAG}/about-us/five", "oops", status=500)
    web.put(f"{SWAG}/about-us/secret", html("Secret"))
    web.put(f"{SWAG}/about-us/blob", b"\0\1", headers={"Content-Type": "application/octet-stream"})
    web.put(f"{SWAG}/about-us/report", b"%PDF-1.4", headers={"Content-Type": "application/pdf"})
    zipped = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    web.put(f"{SWAG}/about-us/zipped", gzip.compress(html("Zipped").encode()), headers=zipped)
    result = run_crawl(server=web.address, archive=str(tmp_path), only=["swag"])

    assert f"{SWAG}/about-us/new-place" in urls(result)
    assert f"{SWAG}/about-us/report" in urls(result)
    assert "<h1>Zipped" in next(
        p["text"] for p in result["sites"]["N48"]["pages"] if p["url"].endswith("zipped")
    )
    assert set(failures(result)) == {
        (f"{SWAG}/about-us/away", "redirect"),
        (f"{SWAG}/about-us/loop", "redirect"),
        (f"{SWAG}/about-us/gone", "not_found"),
        (f"{SWAG}/about-us/no", "forbidden"),
        (f"{SWAG}/about-us/five", "http_error"),
        (f"{SWAG}/about-us/secret", "robots"),
        (f"{SWAG}/about-us/blob", "wrong_type"),
    }
    assert not any("elsewhere.example" in url or "secret" in url for url in web.asked)
    assert [web.asked.count(f"{SWAG}/about-us/{each}") for each in ("five", "no", "gone")] == [3, 1, 1]
    assert result["warnings"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (503, False), (500, False)])
def test_a_failing_robots_txt(web, status, allowed):
    small_site(web, SWAG)
    web.put(f"{SWAG}/robots.txt", "x", status=status, headers={"Retry-After": "99"})
    result = run_crawl(server=web.address, only=["swag"])
    assert bool(urls(result)) is allowed
    assert (failures(result)[:1] == [(f"{SWAG}/", "http_error")]) is not allowed


def test_an_old_home_page_that_sends_on_to_another_host_of_the_alliance(web):
    web.put(
        "https://www.canceralliancesybnd.co.uk/",
        status=301,
        headers={"Location": "https://canceralliancesyb.co.uk/"},
    )
    web.put("https://canceralliancesyb.co.uk/", html("Home", ("/about-us/who", "Who is involved")))
    web.put("https://canceralliancesyb.co.uk/about-us/who", html("Who"))
    result = run_crawl(server=web.address, only=["south_yorkshire_and_bassetlaw"])
    assert urls(result, "N80") == [
        "https://canceralliancesyb.co.uk/",
        "https://canceralliancesyb.co.uk/about-us/who",
    ]
    assert result["sites"]["N80"]["pages"][0]["requested_url"] == "https://www.canceralliancesybnd.co.uk/"


def test_another_way_in_when_the_home_page_fails(web):
    web.put("https://canceralliancesyb.co.uk/", html("Home"))
    result = run_crawl(server=web.address, only=["south_yorkshire_and_bassetlaw"])
    assert urls(result, "N80") == ["https://canceralliancesyb.co.uk/"]
    assert failures(result, "N80") == [("https://www.canceralliancesybnd.co.uk/", "not_found")]


def test_sitemaps_show_pages_without_links(web):
    web.put(f"{SWAG}/", html("Home"))
    web.put(f"{SWAG}/robots.txt", f"Sitemap: {SWAG}/index.xml\n", headers={"Content-Type": "text/plain"})
    web.put(
        f"{SWAG}/index.xml", f"<sitemapindex><sitemap><loc>{SWAG}/pages.xml</loc></sitemap></sitemapindex>"
    )
    web.put(f"{SWAG}/pages.xml", f"<urlset><url><loc>{SWAG}/x/our-partners</loc></url></urlset>")
    web.put(f"{SWAG}/x/our-partners", html("Partners"))
    result = run_crawl(server=web.address, only=["swag"])
    assert urls(result) == [f"{SWAG}/", f"{SWAG}/x/our-partners"]
    assert failures(result) == []


def test_an_endless_site_is_left_in_time(web):
    many = [(f"/about-us/members-{n}?x={n}", f"Members {n}") for n in range(3_000)]
    web.put(f"{SWAG}/", html("Home", *many))
    for address, words in many:
        web.put(SWAG + address, html(words, (f"{address}1", "Members"), ("/calendar/2024-01", "Calendar")))
    result = run_crawl(server=web.address, only=["swag"])
    assert len(urls(result)) == 40


def test_patience_when_asked_for_it(web):
    small_site(web, SWAG)
    busy = (429, {"Retry-After": "1"}, b"", 0.0)
    web.answers[f"{SWAG}/about-us"] = [busy, web.answers[f"{SWAG}/about-us"]]
    result = run_crawl(server=web.address, only=["swag"])
    assert f"{SWAG}/about-us" in urls(result)


def test_no_patience_without_end(web):
    small_site(web, SWAG)
    web.put(f"{SWAG}/about-us", status=503, headers={"Retry-After": "3600"})
    result = run_crawl(server=web.address, only=["swag"])
    assert (f"{SWAG}/about-us", "http_error") in failures(result)
    assert web.asked.count(f"{SWAG}/about-us") == 1


def test_an_error_of_the_caller_ends_the_run(web):
    small_site(web, SWAG)
    process = start_crawl(server=web.address, only=["swag"], fail_on="N48")
    _, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert err.rstrip().endswith("LookupError: N48")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_the_run_and_keeps_what_was_recorded(web, tmp_path, number):
    small_site(web, SWAG)
    web.put(f"{SWAG}/about-us", html("Slow"), wait=30)
    process = start_crawl(server=web.address, only=["swag"], archive=str(tmp_path))
    while f"{SWAG}/about-us" not in web.asked:
        time.sleep(0.05)
    process.send_signal(number)
    out, err = process.communicate(timeout=10)
    result = json.loads(out)
    assert (err, result["stopped"], result["unfinished"], result["sites"]) == ("", True, ["N48"], {})
    with Recording.open(tmp_path / result["archive"].rpartition("/")[2]) as tape:
        assert tape.lookup(f"{SWAG}/").status == 200


def test_a_killed_run_leaves_nothing_that_looks_like_a_recording(web, tmp_path):
    small_site(web, SWAG)
    web.put(f"{SWAG}/about-us", html("Slow"), wait=30)
    process = start_crawl(server=web.address, only=["swag"], archive=str(tmp_path))
    while f"{SWAG}/about-us" not in web.asked:
        time.sleep(0.05)
    process.kill()
    process.communicate()
    assert [path.suffix for path in tmp_path.iterdir()] == [".part"]


def test_the_time_for_a_run_is_limited(web):
    small_site(web, SWAG)
    web.put(f"{SWAG}/about-us", html("Slow"), wait=2)
    result = run_crawl(server=web.address, only=["swag"], seconds=1)
    assert "unfinished" in [kind for _, kind in failures(result)]


def test_a_name_on_this_machine_is_not_asked(web):
    result = run_crawl(home=f"http://localhost:{web.address.split(':')[1]}/")
    assert {kind for _, kind in failures(result, "N00")} == {"dns"}
    assert web.asked == []


def test_a_site_that_is_asked_without_any_help(web):
    home = f"http://localhost:{web.address.split(':')[1]}/"
    web.put(home, html("Home"))
    assert urls(run_crawl(home=home, allow_private=True), "N00") == [home]


@pytest.mark.parametrize(
    ("scheme", "kind"), [("https", "tls"), ("http", "connection")], ids=["no TLS there", "nothing there"]
)
def test_a_site_without_a_connection(web, scheme, kind):
    port = web.address.split(":")[1] if scheme == "https" else "1"
    result = run_crawl(home=f"{scheme}://localhost:{port}/", allow_private=True)
    assert failures(result, "N00")[0][1] == kind


def test_a_run_that_cannot_be_recorded_fails(web, tmp_path):
    small_site(web, SWAG)
    process = start_crawl(server=web.address, only=["swag"], archive="/dev/full/archive")
    _, err = process.communicate(timeout=30)
    assert "cannot be written" in err.splitlines()[-1]
