"""Asking ODS again: what is asked again, how long is waited for it, and when it ends."""

import socket
import ssl
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from threading import Thread
from urllib.error import URLError
from urllib.request import install_opener

import pytest
from werkzeug import Response

from matching.ods import OdsService
from matching.ods_fetch import Fetcher, OdsError, Patience
from matching.refresh import refresh
from tests.matching.ods_reports import BASE, CARE_TRUSTS, TODAY, etr, ets, succ

GOOD = Response("as asked", 200)
SOON = Patience(first=0.001)


def serve(httpserver, *answers):
    """Give the answers in their order, then a good one; the list grows with each request."""
    asked = []

    def answer(request):
        asked.append(request)
        return answers[len(asked) - 1] if len(asked) <= len(answers) else GOOD

    httpserver.expect_request("/x").respond_with_handler(answer)
    return asked


def fetch(httpserver, patience=SOON, sleep=time.sleep):
    return Fetcher(0, 5, patience, sleep).get(httpserver.url_for("/x"), "report “x”", {}).decode()


def refused(status, after=None):
    return Response("no", status, headers={"Retry-After": after} if after is not None else {})


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 599])
def test_what_passes_is_asked_again(httpserver, status):
    asked = serve(httpserver, *[refused(status)] * 3)
    assert fetch(httpserver) == "as asked"
    assert len(asked) == 4


@pytest.mark.parametrize("status", [400, 401, 403, 404, 407, 410])
def test_what_will_not_pass_is_asked_once(httpserver, status):
    asked = serve(httpserver, refused(status))
    with pytest.raises(OdsError, match=f"status {status}"):
        fetch(httpserver)
    assert len(asked) == 1


@pytest.mark.parametrize("status", [429, 500])
def test_patience_ends(httpserver, status):
    asked = serve(httpserver, *[refused(status)] * 9)
    with pytest.raises(OdsError, match=rf"status {status}.*report “x”, asked 4 times.*\. Try again in|later"):
        fetch(httpserver)
    assert len(asked) == 4


@pytest.mark.parametrize(
    ("after", "waited"),
    [(None, [2, 4, 8]), ("1", [2, 4, 8]), ("5", [5, 5, 8]), ("60", [60, 60, 60]), ("soon", [2, 4, 8])],
)
def test_waits_grow_and_are_as_long_as_the_service_asks(httpserver, after, waited):
    serve(httpserver, *[refused(429, after)] * 3)
    waits = []
    assert fetch(httpserver, Patience(), waits.append) == "as asked"
    assert waits == waited


def test_a_moment_to_wait_for(httpserver):
    serve(httpserver, refused(503, format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)))
    waits = []
    assert fetch(httpserver, Patience(), waits.append) == "as asked"
    assert 20 < waits[0] <= 30


@pytest.mark.parametrize(
    ("after", "when"),
    [("61", "in 2 minutes"), ("3600", "in 60 minutes"), ("9" * 5000, "in 16666667 minutes")],
)
def test_what_asks_for_too_long_a_wait_is_not_asked_again(httpserver, after, when):
    asked = serve(httpserver, refused(429, after))
    with pytest.raises(OdsError, match=rf"fewer requests \(status 429, report “x”\)\. Try again {when}\."):
        fetch(httpserver)
    assert len(asked) == 1


@pytest.mark.parametrize("after", ["-5", "²", "Wed, 21 Oct 99999 07:28:00 GMT", "Mon, 1 Jan 2001 00:00:00"])
def test_a_wait_that_is_none_counts_as_not_said(httpserver, after):
    serve(httpserver, refused(429, after))
    waits = []
    assert fetch(httpserver, Patience(), waits.append) == "as asked"
    assert waits == [2]


def test_all_waits_of_a_refresh_are_bounded_together(httpserver):
    asked = serve(httpserver, *[refused(429, "50")] * 9)
    fetcher = Fetcher(0, 5, Patience(attempts=3, total=120), lambda _: None)
    with suppress(OdsError):
        fetcher.get(httpserver.url_for("/x"), "x", {})
    with pytest.raises(OdsError):
        fetcher.get(httpserver.url_for("/x"), "x", {})
    assert len(asked) == 3 + 1


def test_each_answer_has_its_attempts(httpserver):
    serve(httpserver, refused(500), refused(500), GOOD, refused(500), refused(500))
    fetcher = Fetcher(0, 5, Patience(attempts=3, first=0.001))
    for _ in range(2):
        assert fetcher.get(httpserver.url_for("/x"), "x", {}) == b"as asked"


@contextmanager
def connections(*replies):
    """A server that gives each connection its bytes and closes it; the list grows with each connection."""
    listener, seen = socket.create_server(("127.0.0.1", 0)), []

    def answer():
        for reply in replies:
            connection, _ = listener.accept()
            with connection:
                seen.append(connection.recv(4096))
                connection.sendall(reply)

    thread = Thread(target=answer, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}", seen
    listener.close()
    thread.join(5)


WHOLE = b"HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nwhole"


@pytest.mark.parametrize(
    "broken", [b"", b"HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nwh", b"nonsense\r\n\r\n"]
)
def test_a_connection_that_breaks_is_made_again(broken):
    with connections(broken, WHOLE) as (url, seen):
        assert Fetcher(0, 5, SOON).get(url, "x", {}) == b"whole"
    assert len(seen) == 2


def test_a_place_where_nothing_answers_is_asked_again():
    waits = []
    with pytest.raises(OdsError, match="did not answer for the x, asked 4 times: Connection refused"):
        Fetcher(0, 5, Patience(), waits.append).get("http://127.0.0.1:9", "x", {})
    assert waits == [2, 4, 8]


@pytest.mark.parametrize(
    ("reason", "again"),
    [
        (socket.gaierror(socket.EAI_AGAIN, "try again"), True),
        (socket.gaierror(socket.EAI_NONAME, "unknown"), False),
        (ssl.SSLCertVerificationError("expired"), False),
        (ssl.SSLEOFError("cut"), True),
        (TimeoutError(), True),
        ("no host given", False),
    ],
)
def test_only_a_cause_that_may_pass_is_worth_a_wait(reason, again):
    assert (Patience().wait(URLError(reason), 1, 0) is not None) is again


@pytest.mark.parametrize("url", ["http://127.0.0.1:x/", "http://a b/", "http:///x"])
def test_an_address_that_is_none_is_not_asked_again(url):
    waits = []
    with pytest.raises(OdsError, match="did not answer for the x: "):
        Fetcher(0, 5, Patience(), waits.append).get(url, "x", {})
    assert waits == []


def test_the_key_goes_with_each_attempt(httpserver):
    asked = serve(httpserver, refused(500))
    Fetcher(0, 5, SOON).get(httpserver.url_for("/x"), "x", {"apikey": "k3y"})
    assert [request.headers["apikey"] for request in asked] == ["k3y", "k3y"]


@pytest.fixture
def proxy(httpserver, monkeypatch):
    """The server as the proxy that the environment names; urllib asks the environment once and remembers."""
    monkeypatch.setenv("http_proxy", httpserver.url_for(""))
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    install_opener(None)
    yield httpserver
    install_opener(None)


def test_a_proxy_is_used_again(proxy):
    asked = serve(proxy, refused(500))
    assert Fetcher(0, 5, SOON).get("http://mirror.example.org/x", "x", {}) == b"as asked"
    assert [request.host for request in asked] == ["mirror.example.org"] * 2


def test_a_refresh_goes_on_after_faults_that_pass(httpserver, tmp_path):
    reports = {"etr": etr(), "ect": etr(only=CARE_TRUSTS, leave_out=()), "succ": succ(), "ets": ets()}
    seen = set()

    def answer(request):
        name = request.args["report"]
        fault = name not in seen
        seen.add(name)
        return refused(503, "0") if fault else Response(reports[name], 200)

    httpserver.expect_request("/api/getReport").respond_with_handler(answer)
    base = httpserver.url_for("").rstrip("/")
    found = refresh(
        BASE, tmp_path / "r.json", OdsService(base, base, base, pause=0, patience=SOON), today=TODAY
    )
    assert found.lines()[-1] == "Nothing changed."
    assert (tmp_path / "r.json").exists()
