"""Whatever is altered in ``partners.csv`` is named with its row and its column."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from alliance_spiders.verify import verify
from matching.errors import UserError
from output.tables import PARTNERS
from tests.conftest import Rows, call, read_csv
from tests.verify.conftest import alter

Change = Callable[[Rows], object]


def line_of(data: Path, **cells: str) -> int:
    """The line of the first row with these cells."""
    rows = read_csv(data / "partners.csv")
    return next(line for line, row in enumerate(rows, 2) if row.items() >= cells.items())


def found(data: Path) -> set[tuple[int, str]]:
    return {(fault.line, fault.column) for fault in verify(data).faults}


def cells(line: int, **new: str) -> Change:
    return lambda rows: rows[line - 2].update(new)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("ods_code", "RXA"),
        ("current_ods_code", "RXA"),
        ("status", "unresolved"),
        ("kind", "site"),
        ("score", "99"),
        ("ods_name", "Another NHS Trust"),
        ("current_ods_name", "Another NHS Trust"),
        ("reason", "It is the name of another trust."),
        ("fetched_at", "2026-09-13T06:05:29+00:00"),
        ("first_seen", "2020-01-01"),
        ("last_seen", "2026-09-15"),
        ("page_url", "https://www.northerncanceralliance.nhs.uk/"),
        ("alliance_code", "N46"),
        ("alliance_code", "N60"),
        ("alliance_name", "Another Cancer Alliance"),
        ("snippet", "Partners are the trusts of the region."),
        ("name_as_written", "NHS"),
        ("name_as_written", "County Durham & Darlington NHS Foundation"),
        ("locator", "/html/body/main"),
        ("warc_record_id", "<urn:uuid:00000000-0000-0000-0000-000000000000>"),
    ],
)
def test_one_cell(column: str, cell: str, data: Path):
    line = line_of(data, ods_code="RXP")
    alter(data, cells(line, **{column: cell}))
    assert (line, column) in found(data)


@pytest.mark.parametrize("column", PARTNERS)
def test_any_cell(column: str, data: Path):
    line = line_of(data, status="not_a_trust")
    alter(data, lambda rows: rows[line - 2].update({column: rows[line - 2][column] + "x"}))
    assert (line, column) in found(data)


def test_nothing_but_the_altered_cell_is_named(data: Path):
    line = line_of(data, ods_code="RXP")
    alter(data, cells(line, score="99"))
    assert found(data) == {(line, "score")}


def test_both_codes(data: Path):
    line = line_of(data, ods_code="RXP")
    alter(data, cells(line, ods_code="RXA", current_ods_code="RXA"))
    assert found(data) == {(line, "ods_code"), (line, "current_ods_code")}


def test_a_council_made_a_trust(data: Path):
    line = line_of(data, kind="council")
    alter(
        data,
        cells(line, kind="trust", status="matched", ods_code="RXA", current_ods_code="RXA", score="100"),
    )
    columns = {"kind", "status", "ods_code", "current_ods_code", "score"}
    assert found(data) == {(line, column) for column in columns}


def test_the_record_of_another_site(data: Path):
    other = next(row for row in read_csv(data / "partners.csv") if row["alliance_code"] != "N69")
    line = line_of(data, ods_code="RXP")
    alter(data, cells(line, warc_record_id=other["warc_record_id"]))
    assert {(line, "warc_record_id"), (line, "alliance_code")} <= found(data)


def test_a_deleted_row(data: Path):
    alter(data, lambda rows: rows.pop(0))
    [fault] = verify(data).faults
    assert str(fault) == (
        "partners.csv, N69 “County Durham & Darlington NHS FoundationTrust”: the row is missing."
    )


def test_a_doubled_row(data: Path):
    alter(data, lambda rows: rows.append(dict(rows[0])))
    [fault] = verify(data).faults
    assert (fault.line, fault.problem) == (
        len(read_csv(data / "partners.csv")) + 1,
        "the row stands there already, in line 2",
    )


def test_an_added_row(data: Path):
    """Its name stands on the page, but the run took it for no partner."""
    alter(data, lambda rows: rows.append({**rows[0], "name_as_written": "Tees Valley NHS Trust"}))
    line = len(read_csv(data / "partners.csv")) + 1
    assert (line, "") in found(data)


def test_all_rows_gone(data: Path):
    count = len(read_csv(data / "partners.csv"))
    alter(data, lambda rows: rows.clear())
    outcome = verify(data)
    assert (outcome.checked, len(outcome.faults)) == (0, count)


def test_rows_in_another_order_are_the_same_facts(data: Path):
    alter(data, lambda rows: rows.reverse())
    assert verify(data).faults == ()


def test_the_command_names_line_alliance_name_and_column(data: Path):
    line = line_of(data, ods_code="RXP")
    alter(data, cells(line, ods_code="RXA"))
    done = call("verify", "--data", data)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"partners.csv line {line}, N69 “County Durham & Darlington NHS FoundationTrust”, ods_code: "
        "it is “RXA”, and the run found “RXP”.",
        f"1 of {len(read_csv(data / 'partners.csv'))} rows could not be confirmed; 1 fault in all.",
    ]


def test_a_forged_cell_cannot_write_to_the_terminal(data: Path):
    alter(data, cells(2, name_as_written="\x1b[2J" + "NHS\n" * 500))
    [line, *_] = call("verify", "--data", data).stderr.splitlines()
    assert "\x1b" not in line
    assert len(line) < 400


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text.replace("score,", "", 1), "lacks the column score"),
        (lambda text: text.replace("score,", "score,score,", 1), "a column that no run writes"),
        (lambda text: text + "N69,x\r\n", "has 2 cells under 18 columns"),
        (lambda text: text[:40], "lacks the column"),
        (lambda text: "", "lacks the column"),
    ],
)
def test_a_file_of_another_form(change: Callable[[str], str], told: str, data: Path):
    path = data / "partners.csv"
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    with pytest.raises(UserError, match=told):
        verify(data)
