"""What stands in the files: the contract's columns, the report, the feeds."""

from __future__ import annotations

import csv
import json
import sqlite3
from dataclasses import replace

import pytest

from alliance_spiders.items import SiteState
from matching.model import Kind, Match, Status
from output.errors import OutputError
from output.history import last_known
from output.run import InputDigest
from tests.output.factories import DAY, Folder, matched, register, rows, sighting, site, unresolved

COLUMNS = {
    "mapping.csv": "ods_code,ods_name,cancer_alliance_name,cancer_alliance_code,notes",
    "partners.csv": "alliance_code,alliance_name,name_as_written,kind,status,ods_code,ods_name,"
    "current_ods_code,current_ods_name,score,reason,page_url,locator,snippet,fetched_at,warc_record_id,first_seen,last_seen",
    "review.csv": "item_id,priority,alliance_code,ods_code,name_as_written,question,proposal,candidates,"
    "evidence_url,snippet,first_raised",
    "changes.csv": "change_id,observed_at,alliance_code,ods_code,ods_name,change,cause,state,confirmations,"
    "detail,evidence_url",
    "sites.csv": "alliance_code,alliance_name,spider,state,detail,home_url,partner_urls,pages_fetched,"
    "trusts_found,last_healthy",
    "decisions.csv": "decided_at,decided_by,item_id,alliance_code,name_as_written,ods_code,decision,note",
}
HOSTILE = "=cmd|'/c calc'!A1 <script>alert(1)</script> NHS Trust"


def read(path, name):
    with (path / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two runs: on the second day Leeds is listed still, with odd company."""
    reg = register()
    folder = Folder(tmp_path_factory.mktemp("data"), reg, rows(reg, RR8="N63"))
    folder.run(site("N63", matched(reg, "RR8")))
    board = Match(
        "West Yorkshire ICB",
        Status.NOT_A_TRUST,
        Kind.ICB,
        "An ICB.",
        "body",
        100.0,
        "QWO",
        "West Yorkshire ICB",
    )
    odd = unresolved(HOSTILE, "RR8", page="javascript:alert(1)", snippet=f"-2+3 with {HOSTILE} in it")
    listed = replace(
        matched(reg, "RR8"), place=replace(matched(reg, "RR8").place, fetched_at=DAY.replace(day=2))
    )
    folder.run(site("N63", listed, sighting(board.name, board), odd), site("N70", state=SiteState.NO_LIST))
    return folder


@pytest.mark.parametrize("name", COLUMNS)
def test_each_file_has_the_columns_of_the_contract_in_their_order(folder, name):
    header = (folder.path / name).read_text("utf-8").splitlines()[0]
    assert header.removesuffix(",question,basis") == COLUMNS[name]


def test_a_partner_row_tells_where_it_stands_and_since_when(folder):
    row = next(r for r in read(folder.path, "partners.csv") if r["ods_code"] == "RR8")
    assert (row["status"], row["kind"], row["current_ods_code"], row["score"]) == (
        "matched",
        "trust",
        "RR8",
        "100",
    )
    assert (row["first_seen"], row["last_seen"]) == ("2026-09-01", "2026-09-02")
    assert row["locator"] == "/html/body/ul/li"


def test_a_body_that_is_no_trust_keeps_its_own_code(folder):
    row = next(r for r in read(folder.path, "partners.csv") if r["kind"] == "icb")
    assert (row["status"], row["ods_code"]) == ("not_a_trust", "QWO")


def test_names_stand_as_written_in_partners_and_guarded_in_review(folder):
    assert HOSTILE in {r["name_as_written"] for r in read(folder.path, "partners.csv")}
    row = next(r for r in read(folder.path, "review.csv") if r["question"] == "unresolved")
    assert row["name_as_written"] == f"'{HOSTILE}"
    assert row["snippet"].startswith("'-2+3")


def test_sites_tell_state_and_when_last_healthy(folder):
    by_code = {r["alliance_code"]: r for r in read(folder.path, "sites.csv")}
    assert list(by_code) == ["N63", "N70"]
    assert (by_code["N63"]["state"], by_code["N63"]["trusts_found"], by_code["N63"]["spider"]) == (
        "healthy", "1", "west_yorkshire_and_harrogate",
    )  # fmt: skip
    assert by_code["N63"]["last_healthy"] == "2026-09-02T10:00:00+00:00"
    assert by_code["N70"]["last_healthy"] == ""


def test_the_run_record_holds_counts_versions_and_inputs(folder):
    record = json.loads((folder.path / "run.json").read_text("utf-8"))
    assert record["counts"]["sites"] == {"healthy": 1, "no_list": 1}
    assert record["counts"]["partners"] == {"matched": 1, "not_a_trust": 1, "unresolved": 1}
    assert record["versions"]["register"] == "r1"
    assert record["inputs"] == [{"what": "recording", "name": "x", "sha256": "digest-2"}]


def test_every_table_is_described(folder):
    package = json.loads((folder.path / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        header = (folder.path / resource["path"]).read_text("utf-8").splitlines()[0]
        assert header.split(",") == [field["name"] for field in resource["schema"]["fields"]]


def test_the_feed_tells_each_change_once(tmp_path):
    folder = Folder(tmp_path)
    for _ in range(2):
        folder.count = 0
        folder.run(site("N63", matched(folder.register, "RR8")), recording="same")
    feed = json.loads((tmp_path / "feed.json").read_text("utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in feed["items"]] == [
        "Leeds Teaching Hospitals NHS Trust (RR8): added, West Yorkshire and Harrogate Cancer Alliance"
    ]


def test_closed_codes_stand_in_the_mapping_of_all_codes(tmp_path):
    reg = register(replace(register().trusts["RCF"], is_open=False, current=("RR8",)))
    Folder(tmp_path, reg).run(site("N63", matched(reg, "RR8")))
    row = next(r for r in read(tmp_path, "mapping_all_codes.csv") if r["ods_code"] == "RCF")
    assert (row["status"], row["current_ods_code"], row["cancer_alliance_code"]) == ("closed", "RR8", "N63")


def test_what_was_known_of_an_alliance_is_told_to_the_next_run(folder):
    known = last_known(folder.path, None, folder.register)
    assert known["N63"].members == {"RR8"}
    assert known["N63"].list_places == (("https://example.nhs.uk/partners", "/html/body/ul"),)
    assert known["N63"].last_healthy == DAY.replace(day=2)
    assert (known["N70"].seen_before, known["N69"].seen_before) == (True, False)


def test_before_the_first_run_the_curated_mapping_is_what_is_known(tmp_path):
    reg = register(replace(register().trusts["RCF"], is_open=False, current=("RR8",)))
    curated = (
        replace(
            rows(reg)[0],
            ods_code="RCF",
            cancer_alliance_code="N63",
            notes="Also partners with Wessex Cancer Alliance",
        ),
    )
    known = last_known(tmp_path / "none", curated, reg)
    assert (known["N63"].members, known["N46"].members, known["N63"].seen_before) == ({"RR8"}, {"RR8"}, False)
    assert not (tmp_path / "none").exists()


def test_the_same_recording_is_told_what_was_known_before_it(tmp_path):
    reg = register()
    folder = Folder(tmp_path, reg, rows(reg, RR8="N63", RXF="N63"))
    folder.run(site("N63", matched(reg, "RR8")), recording="same")
    assert last_known(tmp_path, folder.curated, reg)["N63"].members == {"RR8"}
    assert last_known(tmp_path, folder.curated, reg, ["same"])["N63"].members == {"RR8", "RXF"}


def test_history_is_never_rewritten(folder):
    database = sqlite3.connect(folder.path / "history.db")
    for statement in ("DELETE FROM runs", "UPDATE sightings SET name_as_written = ''"):
        with pytest.raises(sqlite3.IntegrityError, match="never rewritten"):
            database.execute(statement)
    database.close()


def test_a_history_of_a_newer_program_is_refused(tmp_path):
    database = sqlite3.connect(tmp_path / "history.db")
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(OutputError, match="newer version of this program"):
        Folder(tmp_path).run(site("N63"))


@pytest.mark.parametrize("content", [b"not a database" * 100, b"\0" * 4096])
def test_a_broken_history_is_refused_in_a_sentence(tmp_path, content):
    (tmp_path / "history.db").write_bytes(content)
    with pytest.raises(OutputError, match="cannot be used"):
        Folder(tmp_path).run(site("N63"))
    assert not (tmp_path / "mapping.csv").exists()


def test_the_database_of_another_program_is_left_alone(tmp_path):
    database = sqlite3.connect(tmp_path / "history.db")
    database.execute("CREATE TABLE other (x)")
    database.close()
    with pytest.raises(OutputError, match="another program"):
        Folder(tmp_path).run(site("N63"))


def test_no_recording_digest_falls_back_on_what_was_read(tmp_path):
    folder = Folder(tmp_path)
    page = site("N63", matched(folder.register, "RR8"))
    outcomes = [folder.run(page, inputs=(InputDigest("register", "bundled", "r1"),)) for _ in range(2)]
    assert [len(o.changes) for o in outcomes] == [1, 0]
