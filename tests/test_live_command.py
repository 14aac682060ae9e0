"""The real command, live: all sites of the fixtures on a server of this machine, and then the replay."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from alliance_spiders.alliances import all_alliances
from tests.conftest import ALLIANCES, Rows, call, read_csv
from tests.crawling.conftest import Web, serving
from tests.fixtures.build_sample import load_all

CONTACT = "data@example.org"
MOVES = {response.url for response in load_all() if 300 <= response.status < 400}
ZIPPED = {response.url for response in load_all() if "Content-Encoding" in dict(response.headers)}


@pytest.fixture(scope="module")
def server():
    """The fixture sites and the index, at their own addresses."""
    with serving() as made:
        for response in load_all():
            made.put(response.url, response.body, response.status, dict(response.headers))
        yield made


@pytest.fixture(scope="module")
def live(server: Web, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a live run."""
    data = tmp_path_factory.mktemp("live") / "data"
    done = subprocess.run(
        [ALLIANCES, "run", "--data", data, "--contact", CONTACT],
        env={**os.environ, "ALLIANCES_TEST_SERVER": server.address, "ALLIANCES_DELAY": "0"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return data


def facts(data: Path, table: str, *columns: str) -> Rows:
    return [{column: row[column] for column in columns} for row in read_csv(data / table)]


def test_the_mapping_is_that_of_the_replay(live: Path, from_published: Path):
    assert (live / "mapping.csv").read_bytes() == (from_published / "mapping.csv").read_bytes()


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        (
            "partners.csv",
            ("alliance_code", "name_as_written", "kind", "status", "ods_code", "page_url", "locator"),
        ),
        ("sites.csv", ("alliance_code", "state", "partner_urls", "pages_fetched", "trusts_found")),
        ("review.csv", ("item_id", "question", "proposal")),
        ("changes.csv", ("alliance_code", "ods_code", "change", "cause", "state")),
    ],
)
def test_a_table_is_that_of_the_replay(
    table: str, columns: tuple[str, ...], live: Path, from_published: Path
):
    assert facts(live, table, *columns) == facts(from_published, table, *columns)


def test_the_recording_of_a_live_run_gives_the_same_mapping(live: Path, tmp_path: Path):
    (recording,) = (live / "archive").iterdir()
    assert call("run", "--replay", recording, "--data", tmp_path).returncode == 0
    assert (tmp_path / "mapping.csv").read_bytes() == (live / "mapping.csv").read_bytes()


def test_every_fact_stands_in_the_recording(live: Path):
    assert call("verify", "--data", live).returncode == 0


def test_robots_txt_is_asked_for_first_and_once_on_every_host(live: Path, server: Web):
    first: dict[str, str] = {}
    for url in server.asked:
        first.setdefault(urlsplit(url)._replace(path="", query="").geturl(), urlsplit(url).path)
    assert set(first.values()) == {"/robots.txt"}
    assert max(Counter(url for url in server.asked if url.endswith("/robots.txt")).values()) == 1


def test_the_sites_learn_who_asks(live: Path, server: Web):
    assert [agent for agent in server.agents if not agent.endswith(f" (+{CONTACT})")] == []


def test_one_request_at_a_time_for_each_host(live: Path, server: Web):
    assert max(server.most_at_once.values()) == 1


def test_old_addresses_lead_on_and_compressed_pages_are_read(live: Path, server: Web):
    asked = set(server.asked)
    pages = {row["page_url"] for row in read_csv(live / "partners.csv")}
    assert asked & MOVES
    assert pages & ZIPPED
    assert not pages & MOVES


def test_nobody_else_is_asked(live: Path, server: Web):
    own = {host for alliance in all_alliances() for host in alliance.hosts} | {"england.nhs.uk"}
    hosts = {(urlsplit(url).hostname or "").removeprefix("www.") for url in server.asked}
    assert hosts - own == set()
