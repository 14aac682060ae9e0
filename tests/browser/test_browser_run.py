"""The real command reads a site that needs a browser, records what it saw, and reads it back without one."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from tests.browser.conftest import SITE, TRUSTS, needs_chromium, put_app, run, start
from tests.conftest import call, read_csv
from tests.crawling.conftest import Web

NO_BROWSER = {"ALLIANCES_CHROMIUM": "/nowhere/chromium"}


def site(data: Path) -> dict[str, str]:
    (row,) = read_csv(data / "sites.csv")
    return row


@pytest.fixture
def live(app: Web, tmp_path: Path) -> Path:
    done = run("--data", tmp_path / "live", "--no-curated", ALLIANCES_TEST_SERVER=app.address)
    assert done.returncode == 0, done.stderr
    return tmp_path / "live"


@needs_chromium
def test_a_list_that_a_script_builds_is_read_recorded_and_replayed(app: Web, live: Path, tmp_path: Path):
    assert site(live)["state"] == "healthy"
    assert tuple(row["name_as_written"] for row in read_csv(live / "partners.csv")) == TRUSTS
    assert call("verify", "--data", live).returncode == 0
    assert app.asked[0] == f"{SITE}/robots.txt"
    asked_for = {
        path: app.asked.count(SITE + path) for path in ("/app.js", "/looks.css", "/api/private.json")
    }
    assert asked_for == {"/app.js": 1, "/looks.css": 0, "/api/private.json": 0}
    assert len(app.agents) == 1

    (recording,) = (live / "archive").iterdir()
    asked = len(app.asked)
    done = run("--data", tmp_path / "again", "--no-curated", "--replay", recording, **NO_BROWSER)
    assert (done.returncode, len(app.asked)) == (0, asked)
    places = [
        [(row["page_url"], row["locator"], row["warc_record_id"]) for row in read_csv(data / "partners.csv")]
        for data in (live, tmp_path / "again")
    ]
    assert places[0] == places[1]


def test_without_a_browser_the_state_says_what_to_install(app: Web, tmp_path: Path):
    done = run("--data", tmp_path, ALLIANCES_TEST_SERVER=app.address, **NO_BROWSER)
    assert site(tmp_path)["state"] == "needs_browser"
    assert "install" in site(tmp_path)["detail"]
    assert "install" in done.stderr


@needs_chromium
def test_a_page_that_stays_empty_says_that_a_browser_did_not_help(web: Web, tmp_path: Path):
    put_app(web, "")
    run("--data", tmp_path, ALLIANCES_TEST_SERVER=web.address)
    assert site(tmp_path)["state"] == "needs_browser"
    assert site(tmp_path)["detail"].endswith("A browser ran them and did not help.")


@needs_chromium
def test_a_run_is_stopped_while_a_page_is_shown(web: Web, tmp_path: Path):
    put_app(web, "while (true) {}")
    started = start("--data", tmp_path, ALLIANCES_TEST_SERVER=web.address)
    while f"{SITE}/app.js" not in web.asked:
        time.sleep(0.05)
    os.killpg(started.pid, signal.SIGINT)  # as a terminal does: the browser gets it, too
    _, told = started.communicate(timeout=30)
    assert (started.returncode, "The run was stopped." in told, "Traceback" in told) == (1, True, False)
    assert [path.name for path in tmp_path.glob("*.csv")] == []
