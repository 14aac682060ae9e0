"""The register fetched from a stand-in for ODS on the loopback."""

import csv
import io
import socket
import threading
from datetime import date

import pytest
from werkzeug import Response

from matching.errors import UserError
from matching.model import Kind
from matching.ods import OdsClient, OdsError, OdsService, read_fhir, read_ord
from matching.refresh import ChangeKind, compare, refresh
from matching.register import Register
from matching.site_names import site_key

BASE = Register.load()
TODAY = date(2026, 10, 5)
CARE_TRUSTS = ("TAD", "TAH", "TAJ")
ORD, FHIR = "/ORD/2-0-0/organisations", "/organisation-data-terminology-api/fhir/Organization"


def etr(*, only=None, leave_out=CARE_TRUSTS, **changes):
    """Rows as ODS serves them; a change is a dict from column number to text."""
    table = {}
    for trust in BASE.trusts.values():
        if (
            trust.code in leave_out
            or (only and trust.code not in only)
            or not trust.opened
            or trust.nation != "England"
        ):
            continue
        row = [""] * 27
        row[0], row[1], row[3], row[9] = trust.code, trust.name.upper(), trust.icb_code, trust.postcode
        row[10] = trust.opened.strftime("%Y%m%d")
        row[11] = trust.closed.strftime("%Y%m%d") if trust.closed else ""
        table[trust.code] = row
    for code, cells in changes.items():
        row = table.setdefault(code, [code, *[""] * 26])
        for column, value in cells.items():
            row[column] = value
    return as_csv(table.values())


def succ(*more):
    known = [
        (t.code, new, "", "20200401", "1")
        for t in BASE.trusts.values()
        for new in t.successors
        if t.code != "RYK"
    ]
    return as_csv([*known, *((old, new, "", "20261001", "1") for old, new in more)])


OWNER = {code: site for site in BASE.sites for code in site.codes}


def parent(code):
    """The trust of a site code: that of its first letters, else the one that runs the hospital."""
    return code[:3] if code[:3] in BASE.trusts else OWNER[code].trusts[0]


def ets(*, leave_out=(), **changes):
    """Rows as ODS serves them; the parent stands in the fifteenth column."""
    table = {}
    for code, site in sorted(OWNER.items()):
        if code not in leave_out:
            row = [""] * 27
            row[0], row[1], row[2], row[9] = code, site.name.upper(), "Y56", (*site.postcodes, "LS1 3EX")[0]
            row[10], row[14], row[15] = "19910401", parent(code), "19910401"
            table[code] = row
    for code, cells in changes.items():
        row = table.setdefault(code, [code, *[""] * 9, "20261001", *[""] * 16])
        for column, value in cells.items():
            row[column] = value
    return as_csv(table.values())


def moved(text, change):
    return as_csv([change(row) for row in csv.reader(io.StringIO(text))])


def as_csv(rows):
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue()


def ord_record(*, opened="1991-04-01", closed=None, successor=None, predecessor=None):
    links = [
        {"Type": kind, "Target": {"OrgId": {"extension": code}}}
        for kind, code in (("Successor", successor), ("Predecessor", predecessor))
        if code
    ]
    dates = {"Type": "Legal", "Start": opened} | ({"End": closed} if closed else {})
    return {
        "Organisation": {
            "Name": "X",
            "Status": "Active",
            "Date": [{"Type": "Operational", "Start": opened}, dates],
            "Succs": {"Succ": links},
        }
    }


@pytest.fixture
def ods(httpserver, tmp_path):
    """Serve the reports and records of a day, refresh from them, and give the result."""

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
        service = OdsService(reports=base, ord=base, fhir=base, api_key=key, pause=0, timeout=5)
        return refresh(BASE, tmp_path / out, service, TODAY)

    return ods


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
        OdsClient(OdsService(reports=cut_off_server, pause=0, timeout=5)).report("etr")


def test_no_server(tmp_path):
    service = OdsService(reports="http://127.0.0.1:9", pause=0, timeout=2)
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


def hospital(found, name):
    return next((site.trusts for site in found.register.sites if site.name == name), ())


ONE = next(  # a hospital with one code and one trust, and no row kept by hand
    site
    for site in BASE.sites
    if len(site.codes) == 1
    and site.trusts == (site.codes[0][:3],)
    and site.postcodes
    and not any(site_key(alias.name) == site_key(site.name) for alias in BASE.aliases)
)
CODE, HOME = ONE.codes[0], ONE.trusts[0]
AWAY = "RAE" if HOME != "RAE" else "RCF"


def test_the_same_sites_change_nothing(ods):
    assert ods().register.sites == BASE.sites


def test_the_parent_is_found_wherever_its_column_stands(ods):
    swapped = moved(ets(), lambda r: [*r[:14], "", r[14], *r[16:]])
    assert ods(ets=swapped).register.sites == BASE.sites


def test_a_hospital_follows_its_new_parent(ods):
    found = ods(ets=ets(**{CODE: {14: AWAY}}))
    assert hospital(found, ONE.name) == (AWAY,)
    assert found.lines()[-1] == "Hospitals: 0 new, 0 gone, 1 with another trust."


@pytest.fixture
def visited():
    """A hospital with the code of a trust that does not run it, and that trust."""
    kept = {site_key(alias.name) for alias in BASE.aliases}
    sites = [site for site in BASE.sites if len(site.codes) == 1 and site_key(site.name) not in kept]
    lists = [(site, BASE.current(site.codes[0][:3])) for site in sites]
    return next((site, codes) for site, codes in lists if codes and not set(site.trusts) & set(codes))


def test_a_visitor_that_lists_a_hospital_does_not_get_it(ods, visited):
    site, _ = visited
    assert hospital(ods(), site.name) == site.trusts


def test_a_hospital_that_joined_its_parent_since_follows_it(ods, visited):
    site, visitor = visited
    assert hospital(ods(ets=ets(**{site.codes[0]: {15: "20261001"}})), site.name) == visitor


def test_a_closed_hospital_goes(ods):
    found = ods(ets=ets(**{CODE: {11: "20260930"}}))
    assert hospital(found, ONE.name) == ()
    assert found.lines()[-1] == "Hospitals: 0 new, 1 gone, 0 with another trust."


def test_a_hospital_that_closes_later_is_still_there(ods):
    assert hospital(ods(ets=ets(**{CODE: {11: "20261231"}})), ONE.name) == (HOME,)


def test_a_hospital_closed_under_one_trust_and_opened_under_another_moves(ods):
    new = {1: ONE.name, 9: ONE.postcodes[0], 14: AWAY}
    found = ods(ets=ets(**{CODE: {11: "20260930"}, f"{AWAY}9X": new}))
    assert AWAY in hospital(found, ONE.name)


def test_a_hospital_the_report_lacks_stays(ods):
    assert hospital(ods(ets=ets(leave_out=(CODE,))), ONE.name) == (HOME,)


def test_a_site_that_ended_with_its_trust_lives_on_with_the_successor(ods):
    sites = {code: {11: "20260930"} for code in OWNER if parent(code) == "RAE"}
    found = ods(
        etr=etr(RAE={11: "20260930"}),
        succ=succ(("RAE", "RCF")),
        ets=ets(**sites),
        records={f"{ORD}/RAE": ord_record(closed="2026-09-30")},
    )
    kept = {site_key(alias.name) for alias in BASE.aliases}
    names = [s.name for s in BASE.sites if s.trusts == ("RAE",) and s.codes and site_key(s.name) not in kept]
    assert names and [hospital(found, name) for name in names] == [("RCF",)] * len(names)


@pytest.mark.parametrize(
    ("name", "postcode", "lists", "runs"),
    [
        ("ZEDHAM COMMUNITY HOSPITAL", "BD9 6RJ", "RAE", [("RAE",)]),
        ("ZEDHAM COMMUNITY HOSPITAL", "BT12 6BA", "RAE", []),  # not in England
        ("ZEDHAM HOUSE", "BD9 6RJ", "RAE", []),  # no hospital
        ("ZEDHAM HOSPITAL OUTREACH CLINIC", "BD9 6RJ", "RAE", []),  # part of one
        ("SPIRE ZEDHAM HOSPITAL", "BD9 6RJ", "RAE", []),  # private
        ("ZEDHAM COMMUNITY HOSPITAL", "PL6 8BX", "RW1", []),  # a visitor from far away
    ],
)
def test_a_new_site_is_judged_as_in_the_build(ods, name, postcode, lists, runs):
    found = ods(ets=ets(Z9Z1A={1: name, 9: postcode, 14: lists}))
    assert [site.trusts for site in found.register.sites if "Zedham" in site.name] == runs


def test_a_new_hospital_of_a_known_name_makes_the_name_that_of_both(ods):
    home = BASE.trusts[AWAY].postcode
    found = ods(ets=ets(Z9Z1A={1: ONE.name.upper(), 9: home, 14: AWAY}))
    assert hospital(found, ONE.name) == tuple(sorted((HOME, AWAY)))


def test_a_row_kept_by_hand_stays_in_force(ods):
    kept = {(site_key(alias.name), alias.code) for alias in BASE.aliases if alias.kind is Kind.SITE}
    site = next(
        s for s in BASE.sites if len(s.trusts) == 1 and s.codes and (site_key(s.name), s.trusts[0]) in kept
    )
    other = "RAE" if site.trusts != ("RAE",) else "RCF"
    for change in ({14: other}, {11: "20260930"}):
        found = ods(ets=ets(**dict.fromkeys(site.codes, change)))
        assert site.trusts[0] in hospital(found, site.name)
        assert found.register.aliases == BASE.aliases


def test_the_hospitals_of_a_trust_that_closes_stay_with_its_successor(ods):
    found = ods(
        etr=etr(RAE={11: "20260930"}),
        succ=succ(("RAE", "RCF")),
        records={f"{ORD}/RAE": ord_record(closed="2026-09-30")},
    )
    assert hospital(found, "Shipley Hospital") == ("RCF",)
    kept = {alias.name for alias in BASE.aliases if alias.code == "RAE" and alias.kind is Kind.SITE}
    assert kept and kept <= {alias.name for alias in found.register.aliases if alias.code == "RCF"}


def test_care_trusts_have_a_report_of_their_own(ods):
    found = ods(ect=etr(only=CARE_TRUSTS, leave_out=(), TAD={1: "BRADFORD CARE NHS TRUST"}))
    assert [(change.kind, change.code) for change in found.changes] == [(ChangeKind.RENAMED, "TAD")]


def test_a_refreshed_register_refreshes_to_itself(ods, tmp_path):
    found = ods(ets=ets(**{CODE: {14: AWAY}}))
    assert Register.load(tmp_path / "register.json") == found.register
