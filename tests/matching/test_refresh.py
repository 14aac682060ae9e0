"""The register fetched from a stand-in for ODS: trusts, successions, and what stops a refresh."""

import csv
import io
import socket
import threading
from datetime import date

import pytest
from werkzeug import Response

from matching.errors import UserError
from matching.ods import OdsClient, OdsService, read_fhir, read_ord
from matching.ods_fetch import OdsError, Patience
from matching.refresh import ChangeKind, compare, refresh
from matching.register import Register
from tests.matching.ods_reports import (
    BASE,
    CARE_TRUSTS,
    FHIR,
    ORD,
    TODAY,
    as_csv,
    etr,
    ets,
    moved,
    ord_record,
    succ,
)

ONCE = Patience(attempts=1)


def test_nothing_new(ods, tmp_path):
    found = ods()
    assert found.changes == ()
    assert found.lines()[-1] == "Nothing changed."
    assert found.register.as_of == TODAY
    assert Register.load(tmp_path / "register.json") == found.register


def test_renamed(ods):
    found = ods(etr=etr(RAE={1: "WEST BRADFORD NHS TRUST"}))
    assert [(change.kind, change.code) for change in found.changes] == [(ChangeKind.RENAMED, "RAE")]
    assert (
        found.register.trusts["RAE"].former_names[0].name
        == "Bradford Teaching Hospitals NHS Foundation Trust"
    )


def test_merged(ods):
    found = ods(
        etr=etr(RAE={11: "20260930"}),
        succ=succ(("RAE", "RCF")),
        records={f"{ORD}/RAE": ord_record(closed="2026-09-30")},
    )
    assert found.register.current("RAE") == ("RCF",)
    assert found.lines()[1:-1] == [
        "Closed: RAE Bradford Teaching Hospitals NHS Foundation Trust; RCF Airedale NHS Foundation Trust."
    ]
    assert found.lines()[-1].startswith("Hospitals: 0 new, 0 gone, ")


def test_a_successor_only_the_record_knows(ods):
    found = ods(
        etr=etr(RAE={11: "20260930"}),
        records={f"{ORD}/RAE": ord_record(closed="2026-09-30", successor="RCF")},
    )
    assert found.register.current("RAE") == ("RCF",)


def test_a_new_trust_names_its_predecessors(ods):
    found = ods(
        etr=etr(R9Z={1: "NEW WEST NHS TRUST", 10: "20261001"}, RAE={11: "20260930"}),
        records={
            f"{ORD}/RAE": ord_record(closed="2026-09-30"),
            f"{ORD}/R9Z": ord_record(opened="2026-10-01", predecessor="RAE"),
        },
    )
    assert found.register.current("RAE") == ("R9Z",)
    assert {change.kind for change in found.changes} == {ChangeKind.OPENED, ChangeKind.CLOSED}


def test_a_trust_that_ended_legally_is_closed_whatever_its_status(ods):
    found = ods(succ=succ(("RAE", "RCF")), records={f"{ORD}/RAE": ord_record(closed="2026-09-30")})
    assert not found.register.trusts["RAE"].is_open
    assert found.register.current("RAE") == ("RCF",)


def test_an_end_to_come_is_not_there_yet(ods):
    found = ods(succ=succ(("RAE", "RCF")), records={f"{ORD}/RAE": ord_record(closed="2026-12-31")})
    assert found.register.current("RAE") == ("RAE",)


def test_a_trust_gone_from_the_reports_is_asked_for(ods):
    found = ods(etr=etr(leave_out=(*CARE_TRUSTS, "RAE")), records={f"{ORD}/RAE": ord_record()})
    assert found.register.trusts["RAE"].is_open


def test_the_key_asks_fhir(ods, httpserver):
    period = {
        "url": "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-TypedPeriod",
        "extension": [
            {"url": "dateType", "valueCoding": {"code": "Legal"}},
            {"url": "period", "valuePeriod": {"start": "1991-04-01", "end": "2026-09-30"}},
        ],
    }
    httpserver.expect_request(f"{FHIR}/RAE", headers={"apikey": "k3y"}).respond_with_json(
        {"resourceType": "Organization", "extension": [period]}
    )
    found = ods(etr=etr(RAE={11: "20260930"}), succ=succ(("RAE", "RCF")), key="k3y")
    assert found.register.trusts["RAE"].closed == date(2026, 9, 30)


def test_the_known_gap_of_ods_stays_filled(ods):
    assert ods().register.current("RYK") == ("TAJ",)


@pytest.mark.parametrize(
    ("reports", "says"),
    [
        ({"etr": "<html>Maintenance</html>"}, "web page instead of the report “etr”"),
        ({"succ": "<!doctype html>"}, "web page instead of the report “succ”"),
        ({"ect": " "}, "empty report “ect”"),
        ({"etr": Response("slow down", 429)}, "fewer requests (status 429"),
        ({"etr": Response("oops", 500)}, "status 500 for the report “etr”"),
        ({"etr": Response("no", 403)}, "refused the report “etr”"),
        ({"etr": etr().replace('"RJ1"', '"RJ1","x"')}, "There are 28 columns in row"),
        (
            {"etr": as_csv([[r[0], "", *r[1:-1]] for r in csv.reader(io.StringIO(etr()))])},
            "Have its columns moved?",
        ),
        ({"etr": etr(only=("RJ1", "RJ2"))}, "differ from the register in"),
        (
            {"etr": etr(**{t.code: {11: "20260930"} for t in BASE.open_trusts()[:70]})},
            "differ from the register in 70 trusts",
        ),
        ({"etr": etr()[:-9]}, "no whole table"),
        ({"succ": '"RAE"\n'}, "has other columns than it had"),
        ({"succ": '"RAE","RCF","","20261001","1"\n'}, "lacks most of the successions it had"),
        ({"etr": Response(b"\xff\xfe", 200)}, "not UTF-8 text"),
        ({"ets": "<html>Maintenance</html>"}, "web page instead of the report “ets”"),
        ({"ets": Response("oops", 500)}, "status 500 for the report “ets”"),
        ({"ets": ets()[:-9]}, "no whole table"),
        ({"ets": "".join(ets().splitlines(True)[:700])}, "lacks many of the sites it had"),
        ({"ets": "".join(ets().splitlines(True)[::2])}, "lacks many of the sites it had"),
        ({"ets": ets(RR801={26: "x,y"}).replace('"x,y"', '"x","y"')}, "There are 28 columns in row"),
        ({"ets": moved(ets(), lambda r: [r[0], "", *r[1:-1]])}, "is not a date like 20260701"),
        ({"ets": moved(ets(), lambda r: [*r[:14], "", *r[15:]])}, "names no trust for most sites"),
        ({"ets": moved(ets(), lambda r: [*r[:14], *r[15:], r[14]])}, "names no trust for most sites"),
        ({"ets": moved(ets(), lambda r: [*r[:4], *r[5:10], "", *r[10:]])}, "has other columns than it had"),
        ({"ets": moved(ets(), lambda r: [r[0], "SITE", *r[2:]])}, "gives other names to most sites"),
        ({"ets": moved(ets(), lambda r: [*r[:11], "20260901", *r[12:]])}, "has most sites closed"),
        ({"ets": ets() + ets().splitlines(True)[5]}, "holds the site"),
    ],
)
def test_all_or_nothing(ods, tmp_path, reports, says):
    old = tmp_path / "register.json"
    old.write_text("the old register")
    with pytest.raises(UserError) as error:
        ods(**reports)
    assert says in str(error.value)
    assert old.read_text() == "the old register"
    assert [path.name for path in tmp_path.iterdir()] == ["register.json"]


@pytest.mark.parametrize(
    "record", [{}, [], {"Organisation": {}}, {"Organisation": {"Date": [{"Type": "Legal", "End": "soon"}]}}]
)
def test_a_record_of_another_shape_stops_all(ods, record):
    with pytest.raises(OdsError, match="record of RAE of an unknown shape"):
        ods(etr=etr(RAE={11: "20260930"}), records={f"{ORD}/RAE": record})


def test_a_missing_record_stops_all(ods):
    with pytest.raises(OdsError, match="for the record of RAE"):
        ods(etr=etr(RAE={11: "20260930"}))


@pytest.fixture
def cut_off_server():
    """A server that promises more than it sends."""
    listener = socket.create_server(("127.0.0.1", 0))

    def answer():
        connection, _ = listener.accept()
        with connection:
            connection.recv(4096)
            connection.sendall(b'HTTP/1.0 200 OK\r\nContent-Length: 500\r\n\r\n"RJ1","GUY')

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    thread.join(5)
    listener.close()


def test_half_a_file_is_refused(cut_off_server):
    with pytest.raises(OdsError, match="sent only half of the report “etr”"):
        OdsClient(OdsService(cut_off_server, pause=0, timeout=5, patience=ONCE)).report("etr")


def test_no_server(tmp_path):
    service = OdsService(reports="http://127.0.0.1:9", pause=0, timeout=2, patience=ONCE)
    with pytest.raises(OdsError, match="did not answer for the report “etr”"):
        refresh(BASE, tmp_path / "r.json", service, TODAY)


def test_only_the_web(tmp_path):
    with pytest.raises(OdsError, match="is no web address"):
        refresh(BASE, tmp_path / "r.json", OdsService(reports="file:///etc"), TODAY)


def test_a_place_that_cannot_be_written(ods):
    with pytest.raises(OdsError, match="cannot be written"):
        ods(out="missing/register.json")


def test_the_key_is_not_shown():
    assert "s3cret" not in repr(OdsService(api_key="s3cret"))


def test_the_environment_sets_the_key_and_one_address_all_services(monkeypatch):
    monkeypatch.setenv("ODS_API_KEY", "k3y")
    assert OdsService.from_environment("http://localhost:1/") == OdsService(
        "http://localhost:1", "http://localhost:1", "http://localhost:1", "k3y"
    )


def test_the_pace_stays_below_five_a_second():
    assert OdsService().pause > 1 / 5


def test_legal_dates_count_before_operational_ones():
    record = ord_record(closed="2026-09-30")
    assert read_ord(record).closed == date(2026, 9, 30)


def test_a_fhir_record_without_dates():
    assert read_fhir({"resourceType": "Organization"}).closed is None


def test_a_single_succession_may_stand_without_a_list():
    record = ord_record(successor="RCF")
    record["Organisation"]["Succs"]["Succ"] = record["Organisation"]["Succs"]["Succ"][0]
    assert read_ord(record).successors == ("RCF",)


def test_no_change_between_a_register_and_itself():
    assert list(compare(BASE, BASE)) == []


def test_care_trusts_have_a_report_of_their_own(ods):
    found = ods(ect=etr(only=CARE_TRUSTS, leave_out=(), TAD={1: "BRADFORD CARE NHS TRUST"}))
    assert [(change.kind, change.code) for change in found.changes] == [(ChangeKind.RENAMED, "TAD")]
