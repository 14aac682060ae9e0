"""A good guest: what every site sees of a run."""

import shutil
from collections import Counter

import pytest

from alliance_spiders.alliances import all_alliances
from tests.conftest import read_csv
from tests.internet.conftest import run
from tests.internet.server import by_host


def test_every_site_is_read(well):
    data, _ = well
    assert Counter(row["state"] for row in read_csv(data / "sites.csv")) == {"healthy": len(all_alliances())}


def test_one_connection_to_a_host_at_a_time(well):
    assert set(well[1].most_at_once.values()) == {1}


def test_who_asks_and_whom_to_write_to(well):
    agents = {asked.headers["user-agent"] for asked in well[1].asked}
    assert agents == {"cancer-alliance-spiders/0.1 (+data@example.org)"}


def test_robots_txt_comes_first(well):
    assert {paths[0] for paths in by_host(well[1]).values()} == {"/robots.txt"}


def test_no_address_is_asked_twice(well):
    pages = [url for url in well[1].urls() if not url.endswith("/robots.txt")]  # one may lead to another
    assert Counter(pages).most_common(1)[0][1] == 1


def test_forty_pages_at_most(well):
    assert max(len(paths) for paths in by_host(well[1]).values()) <= 45  # with robots.txt and sitemaps


def test_no_cookies_and_nothing_but_get(well):
    assert not any("cookie" in asked.headers or "content-length" in asked.headers for asked in well[1].asked)


@pytest.mark.long
def test_an_unchanged_page_costs_a_304_and_the_new_recording_is_whole(net, well, tmp_path):
    first, _ = well
    data = shutil.copytree(first, tmp_path / "data")
    net.reset()
    assert run(net, "run", "--data", data).status == 0
    assert net.log.status[304] > 100
    assert net.log.status[200] == 0
    [_, second] = sorted((data / "archive").iterdir())
    assert run(net, "verify", "--data", data).status == 0

    replayed = tmp_path / "replayed"
    assert run(net, "run", "--replay", second, "--data", replayed).status == 0
    assert run(net, "verify", "--data", replayed).status == 0
    found = [sorted(_names(folder)) for folder in (first, data, replayed)]
    assert found[0] == found[1] == found[2]

    assert run(net, "archive", "prune", "--keep", "1", "--data", data).status == 0
    assert [path.name for path in (data / "archive").glob("*.gz")] == [second.name]
    assert "Pruned" in run(net, "verify", "--data", data).out


def _names(folder):
    return [(row["alliance_code"], row["name_as_written"]) for row in read_csv(folder / "partners.csv")]
