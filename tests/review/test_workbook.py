"""The workbook: what stands in it, that it is harmless, and that it comes back."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from output.csv_input import read_records
from output.decisions import take_in
from output.errors import InputError
from output.report_cards import Known, cards
from output.workbook import WIDTHS, workbook
from output.workbook_input import LARGEST_UNPACKED
from tests.output.factories import DAY
from tests.review.made import HOSTILE, MENDIP, asked, everything, folder, hostile_site


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return everything(tmp_path_factory.mktemp("book") / "data")


def sheet_of(path):
    return load_workbook(path)["Questions"]


def column(name):
    return list(WIDTHS).index(name) + 1


def row_of(sheet, kind):
    return next(n for n in range(2, sheet.max_row + 1) if sheet.cell(n, column("question")).value == kind)


def answered(path, **answers):
    """The workbook of a folder with a decision, and a code, for some kinds of question."""
    book = load_workbook(path / "review.xlsx")
    for kind, (decision, code) in answers.items():
        number = row_of(book["Questions"], kind)
        book["Questions"].cell(number, column("decision")).value = decision
        if code:
            book["Questions"].cell(number, column("ods_code")).value = code
    target = path.parent / "filled.xlsx"
    book.save(target)
    return target


def test_it_asks_what_the_run_asked(made):
    sheet = sheet_of(made[0].path / "review.xlsx")
    items = [sheet.cell(n, column("item_id")).value for n in range(2, sheet.max_row + 1)]
    assert items == [question.item_id for question in made[2].questions]


def test_headings_are_frozen_and_can_be_filtered(made):
    sheet = sheet_of(made[0].path / "review.xlsx")
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert [cell.value for cell in sheet[1]] == list(WIDTHS)


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("unresolved", "decision", '"accept,not_a_trust,ignore"'),
        ("unresolved", "ods_code", '"RR8,RXF"'),
        ("removed", "decision", '"accept,reject,ignore"'),
        ("two_alliances", "decision", '"accept,assign,ignore"'),
    ],
)
def test_each_row_has_a_drop_down_of_its_own_answers(made, kind, name, expected):
    sheet = sheet_of(made[0].path / "review.xlsx")
    place = sheet.cell(row_of(sheet, kind), column(name)).coordinate
    (rule,) = [r for r in sheet.data_validations.dataValidation if place in r.sqref]
    assert (rule.type, rule.formula1) == ("list", expected)


def test_the_same_questions_give_the_same_bytes(made):
    shown = cards(made[2].questions, Known(made[0].register))
    assert workbook(shown, DAY) == workbook(shown, DAY)
    with zipfile.ZipFile(io.BytesIO(workbook(shown, DAY))) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert b"2026-09-01T10:00:00Z</dcterms:modified>" in archive.read("docProps/core.xml")


def test_answers_come_back_and_are_not_asked_again(made, tmp_path):
    folder_of, sites, _ = made
    path = tmp_path / "data"
    shutil.copytree(folder_of.path, path)
    filled = answered(path, unresolved=("accept", "RCF"), removed=("reject", ""), renamed=("accept", ""))
    assert take_in(filled, path, folder_of.register) == 3
    again = type(folder_of)(path, folder_of.register, folder_of.curated)
    again.count = folder_of.count
    kinds = {question.question for question in again.run(*sites).questions}
    assert not kinds & {"unresolved", "removed", "renamed"}
    assert "ambiguous" in kinds


def test_a_wrong_answer_refuses_the_whole_workbook_with_its_row(made, tmp_path):
    path = tmp_path / "data"
    shutil.copytree(made[0].path, path)
    filled = answered(path, unresolved=("perhaps", ""), removed=("reject", ""))
    with pytest.raises(InputError, match=r"line \d+: “perhaps” is no decision.* Nothing was changed"):
        take_in(filled, path, made[0].register)
    assert (path / "decisions.csv").read_bytes() == (made[0].path / "decisions.csv").read_bytes()


def test_hostile_names_are_text_in_it(tmp_path):
    made = folder(tmp_path / "data")
    made.run(hostile_site())
    sheet = sheet_of(made.path / "review.xlsx")
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]
    assert max(len(cell.value) for cell in cells) < 32_768
    formulas = [cell for cell in cells if cell.value[0] in "=+-@"]
    assert len(formulas) == 4
    assert all(cell.quotePrefix for cell in formulas)


def test_hostile_names_come_back_as_they_were(tmp_path):
    made = folder(tmp_path / "data")
    made.run(hostile_site())
    book = load_workbook(made.path / "review.xlsx")
    for number in range(2, book["Questions"].max_row + 1):
        if book["Questions"].cell(number, column("question")).value == "unresolved":
            book["Questions"].cell(number, column("decision")).value = "not_a_trust"
    book.save(tmp_path / "filled.xlsx")
    assert take_in(tmp_path / "filled.xlsx", made.path, made.register) == len(HOSTILE)
    made.run(hostile_site())
    assert "unresolved" not in {row["question"] for row in asked(made.path).values()}


def written(path, rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_numbers_and_dates_are_read_as_text(tmp_path):
    path = written(
        tmp_path / "t.xlsx", [["Decision", "Item_ID", "note", None], ["accept", 12, DAY.replace(tzinfo=None)]]
    )
    (record,) = read_records(path, ("decision",), ("item_id", "note"))
    assert (record.line, record.cells) == (
        2,
        {"decision": "accept", "item_id": "12", "note": "2026-09-01T10:00:00"},
    )


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["note"], ["x"]], "lacks the column decision in line 1"),
        ([["decision", "decision"]], "has the column decision twice"),
        ([], "lacks the column decision"),
    ],
)
def test_a_workbook_of_another_kind_is_refused(tmp_path, rows, message):
    with pytest.raises(InputError, match=message):
        read_records(written(tmp_path / "t.xlsx", rows), ("decision",))


def archive(**members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        lambda: b"PK\x03\x04 and then nothing",
        lambda: archive(readme="no workbook"),
        lambda: archive(xl__workbook_xml=b"<workbook", _rels__x="y"),
        lambda: archive(big=b"\0" * (LARGEST_UNPACKED + 1)),
    ],
    ids=["cut off", "other archive", "broken", "bomb"],
)
def test_a_broken_or_hostile_workbook_ends_in_a_sentence(tmp_path, content):
    (tmp_path / "t.xlsx").write_bytes(content())
    with pytest.raises(InputError, match=r"no workbook that can be read|unpacks to more than"):
        read_records(tmp_path / "t.xlsx", ("decision",))


ENTITIES = "".join(
    f'<!ENTITY {name} "{f"&{chr(ord(name) - 1)};" * 10}">' for name in "bcdefghijklmnopqrstuvwxyz"
)
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>&z;</t></is></c></row></sheetData></worksheet>'
)
LAUGHS = f'<!DOCTYPE x [<!ENTITY a "hahahahahahahahahahaha">{ENTITIES}]>{SHEET}'


def with_sheet(path, sheet):
    """A workbook whose first sheet is this XML."""
    whole = written(path, [["decision"], ["accept"]])
    stream = io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename, sheet if entry.filename.endswith("sheet1.xml") else old.read(entry))
    path.write_bytes(stream.getvalue())
    return path


def test_entities_that_multiply_are_not_followed(tmp_path):
    with pytest.raises(InputError, match=r"no workbook that can be read|lacks the column"):
        read_records(with_sheet(tmp_path / "t.xlsx", LAUGHS), ("decision",))


def test_a_row_far_below_does_not_fill_the_memory(tmp_path):
    sheet = SHEET.replace('r="1"', 'r="1048576"').replace("&z;", "x")
    with pytest.raises(InputError, match="lacks the column decision"):
        read_records(with_sheet(tmp_path / "t.xlsx", sheet), ("decision",))


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice is installed")
def test_it_opens_in_libreoffice_and_comes_back(tmp_path):
    made = folder(tmp_path / "data")
    made.run(hostile_site(names=(MENDIP, *HOSTILE)))
    book = load_workbook(made.path / "review.xlsx")
    for number in range(2, book["Questions"].max_row + 1):
        if book["Questions"].cell(number, column("question")).value == "unresolved":
            book["Questions"].cell(number, column("decision")).value = "not_a_trust"
    book.save(tmp_path / "filled.xlsx")
    profile, out = (tmp_path / "profile").as_uri(), tmp_path / "out"
    converted = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out)]
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            *converted,
            str(tmp_path / "filled.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    cells = [cell for row in sheet_of(out / "filled.xlsx").iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {MENDIP, "+44 NHS Trust"} <= {cell.value for cell in cells}
    assert take_in(out / "filled.xlsx", made.path, made.register) == len(HOSTILE) + 1
