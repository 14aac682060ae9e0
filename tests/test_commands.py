"""What the smaller commands print after a run over the sample."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from alliance_spiders.alliances import all_alliances
from matching.register import Register
from tests.conftest import Command, Rows

CLOSED, HEIR = "RLT", "RJC"  # open trusts of one alliance


def table(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_members_of_an_alliance(from_published: Path, alliances: Command):
    rows = table(alliances("members", "--alliance", "swag", "--data", from_published).stdout)
    assert [row["ods_code"] for row in rows] == ["RA7", "RD1", "RH5", "RNZ", "RTE"]


def test_members_before_anything_was_known(from_published: Path, alliances: Command):
    done = alliances("members", "--as-of", "2020-01-01", "--data", from_published)
    assert (done.returncode, "Nothing is on record" in done.stderr) == (1, True)


def test_history_of_a_closed_trust(from_published: Path, alliances: Command):
    rows = table(alliances("history", "RVJ", "--data", from_published).stdout)
    assert [(row["change"], row["cause"]) for row in rows] == [("succeeded", "register")]


def test_attach_gives_closed_trusts_their_successors_alliance(
    from_published: Path, alliances: Command, tmp_path: Path
):
    given = tmp_path / "given.csv"
    given.write_text("id,trust\n1,RVJ\n2,RR8\n3,ZZZ\n4,\n")
    done = alliances("attach", given, "--column", "trust", "--data", from_published)
    assert [row["cancer_alliance_code"] for row in table(done.stdout)] == ["N48", "N63", "", ""]
    assert [row["id"] for row in table(done.stdout)] == list("1234")
    assert "4 rows; 1 of them holds a code that no trust is known by" in done.stderr


@pytest.fixture(scope="module")
def merged(from_published: Path, alliances: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a run by a register in which one more trust has merged into another."""
    data = shutil.copytree(from_published, tmp_path_factory.mktemp("merged") / "data")
    lines = ["ods_code,name,status,open_date,close_date,successor_codes"]
    for trust in Register.load().trusts.values():
        heir, status = ";".join(trust.successors), "active" if trust.is_open else "closed"
        if trust.code == CLOSED:
            heir, status = HEIR, "closed"
        closed = "2026-07-15" if trust.code == CLOSED else trust.closed or ""
        lines.append(f'{trust.code},"{trust.name}",{status},{trust.opened or ""},{closed},{heir}')
    register = data.parent / "register.csv"
    register.write_text("\n".join(lines), encoding="utf-8")
    done = alliances("run", "--sample", "--data", data, "--register", register)
    assert done.returncode == 0, done.stderr
    return data


def test_attach_goes_by_the_register_of_the_run(merged: Path, alliances: Command, tmp_path: Path):
    given, out = tmp_path / "given.csv", tmp_path / "out.csv"
    given.write_text(f"trust\n{CLOSED}\n{HEIR}\n")
    done = alliances("attach", given, "--column", "trust", "--data", merged, "--out", out)
    rows = table(out.read_text("utf-8"))
    published = {row["ods_code"]: row for row in table((merged / "mapping_all_codes.csv").read_text("utf-8"))}
    assert [row["cancer_alliance_code"] for row in rows] == ["N45", "N45"]
    assert published[CLOSED]["cancer_alliance_code"] == "N45"
    assert (done.stdout, done.stderr) == ("", "2 rows; no unknown code.\n")


def test_history_gives_the_day_of_closing_by_the_register_of_the_run(merged: Path, alliances: Command):
    rows = table(alliances("history", CLOSED, "--data", merged).stdout)
    assert [(row["change"], row["valid_from"]) for row in rows] == [("succeeded", "2026-07-15")]


def test_history_takes_another_register(merged: Path, alliances: Command):
    register = merged.parent / "register.csv"
    rows = table(alliances("history", HEIR, "--data", merged, "--register", register).stdout)
    assert CLOSED in {row["ods_code"] for row in rows}


def test_the_older_register_holds_the_next_run(merged: Path, alliances: Command, tmp_path: Path):
    data = shutil.copytree(merged, tmp_path / "data")
    done = alliances("run", "--sample", "--data", data, "--exit-code")
    assert (done.returncode, f"1 trust open again ({CLOSED})" in done.stdout) == (12, True)
    assert (data / "mapping.csv").read_bytes() == (merged / "mapping.csv").read_bytes()


def test_members_before_the_first_run_are_open_today(alliances: Command, tmp_path: Path):
    rows = table(alliances("members", "--data", tmp_path).stdout)
    codes = {row["ods_code"] for row in rows}
    assert codes <= {trust.code for trust in Register.load().open_trusts()}
    assert {"RA7", "RWW"} <= codes


def test_version(alliances: Command):
    assert alliances("--version").stdout.startswith("alliances 0.")


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ("Leeds Teaching Hospitals NHS Trust\nBarking, Havering and Redbridge\n", ["RR8", "RF4"]),
        ("name\nNorth Bristol NHS Trust\n", ["RA7"]),
        ("alliance_code;name\nN72;Queen's Hospital\n", ["RF4"]),
        ('\ufeffname,other\n"Leeds Teaching Hospitals",x\n"",y\n', ["RR8", ""]),
        ("Macmillan Cancer Support\n", [""]),
        ("Leeds Teaching Hospitals\n\nBarts Health\n", ["RR8", "", "R1H"]),
        ("name,id\nLeeds Teaching Hospitals,1\n\n,2\nBarts Health,3\n", ["RR8", "", "", "R1H"]),
    ],
)
def test_match_reads_lines_and_tables(given: str, codes: list[str], alliances: Command):
    done = alliances("match", "-", text=given)
    assert [row["current_ods_code"] for row in table(done.stdout)] == codes


def test_match_writes_a_file_whole(alliances: Command, tmp_path: Path):
    names = tmp_path / "names.csv"
    names.write_bytes(b"name\r\nGuy\x92s and St Thomas\x92 NHS Foundation Trust\r\n")
    alliances("match", names, "--out", tmp_path / "codes.csv")
    assert [row["ods_code"] for row in table((tmp_path / "codes.csv").read_text("utf-8"))] == ["RJ1"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["codes.csv", "names.csv"]


def test_register_show_tells_the_line_of_succession(alliances: Command):
    told = alliances("register", "show", "ra7").stdout
    assert "RVJ North Bristol NHS Trust" in told
    assert "University Hospitals Bristol and Weston" in told


def test_register_status_counts(alliances: Command):
    assert "England: 202 open trusts" in alliances("register", "status").stdout


def test_list_names_all_alliances(from_published: Path, alliances: Command):
    lines = alliances("list", "--data", from_published).stdout.splitlines()
    assert sum(" healthy " in line for line in lines[1:]) == len(all_alliances())


@pytest.mark.parametrize(
    "command",
    [
        "run", "match", "members", "history", "attach", "decide", "review", "verify", "list",
        "register refresh", "register show", "register status", "archive prune",
    ],
)  # fmt: skip
def test_every_command_shows_an_example(command: str, alliances: Command):
    assert f"alliances {command}" in alliances(*command.split(), "--help").stdout


def test_exit_code_tells_that_something_waits(alliances: Command, tmp_path: Path):
    done = alliances("run", "--sample", "--data", tmp_path, "--exit-code", "--only", "swag")
    assert done.returncode == 11
