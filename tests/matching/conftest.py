"""A stand-in for ODS on the loopback."""

import pytest
from werkzeug import Response

from matching.ods import OdsService
from matching.ods_fetch import Patience
from matching.refresh import refresh
from tests.matching.ods_reports import BASE, CARE_TRUSTS, TODAY, etr, ets, succ


@pytest.fixture
def ods(httpserver, tmp_path):
    """Serve the reports and records of a day, refresh from them, and give the result."""
    return served(httpserver, tmp_path)


@pytest.fixture(scope="module")
def ods_once(make_httpserver, tmp_path_factory):
    """The same, for a result that all tests of a file look at."""
    make_httpserver.clear()
    return served(make_httpserver, tmp_path_factory.mktemp("ods"))


def served(httpserver, folder):
    def ods(*, records=(), key="", out="register.json", **reports):
        served = {
            "etr": etr(),
            "ect": etr(only=CARE_TRUSTS, leave_out=()),
            "succ": succ(),
            "ets": ets(),
        } | reports
        for name, body in served.items():
            request = httpserver.expect_request("/api/getReport", query_string=f"report={name}")
            if isinstance(body, Response):
                request.respond_with_response(body)
            else:
                request.respond_with_data(body, content_type="text/csv")
        for path, record in dict(records).items():
            httpserver.expect_request(path).respond_with_json(record)
        base = httpserver.url_for("").rstrip("/")
        once = Patience(attempts=1)
        service = OdsService(base, base, base, api_key=key, pause=0, timeout=5, patience=once)
        return refresh(BASE, folder / out, service, TODAY)

    return ods
