"""Registers read from files."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from matching.register import Register, RegisterError
from matching.register_json import from_json, to_json
from matching.status import describe
from matching.succession import with_succession

BUNDLED = Register.load()
HEADER = ["ods_code", "name", "status", "open_date", "close_date", "successor_codes"]


def rows(**changes):
    """Every trust of the bundled register as a row, with some replaced or (None) dropped."""
    table = {
        trust.code: [
            trust.code,
            trust.name.upper(),
            "active" if trust.is_open else "closed",
            str(trust.opened or ""),
            str(trust.closed or ""),
            ";".join(trust.successors),
        ]
        for trust in BUNDLED.trusts.values()
    }
    table.update(changes)
    return [row for row in table.values() if row]


@pytest.fixture
def load(tmp_path):
    def load(table, header=HEADER):
        text = io.StringIO()
        csv.writer(text).writerows([header, *table] if header else table)
        return load_text(text.getvalue())

    def load_text(text):
        path = tmp_path / "new.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return Register.load(path)

    load.text = load_text
    return load


def test_the_same_table_gives_the_same_trusts(load):
    register = load(rows())
    assert {t.code: t.name for t in register.trusts.values()} == {
        t.code: t.name for t in BUNDLED.trusts.values()
    }
    assert register.sites == BUNDLED.sites
    assert register.version != BUNDLED.version


def test_json_round_trip():
    assert from_json(to_json(BUNDLED), "again") == BUNDLED


def test_a_table_replaces_the_trusts(load):
    register = load(rows(RJ1=None))
    assert "RJ1" not in register.trusts
    assert not any("RJ1" in site.trusts for site in register.sites)
    assert not any(alias.code == "RJ1" for alias in register.aliases)


def test_positions_and_postcodes_stay(load):
    trust = load(rows()).trusts["RJ1"]
    assert (trust.postcode, trust.latitude) == ("SE1 7EH", BUNDLED.trusts["RJ1"].latitude)


def test_a_renamed_trust_keeps_its_old_name_as_former(load):
    register = load(rows(RAE=["RAE", "WEST BRADFORD NHS TRUST", "active", "1991-04-01", "", ""]))
    trust = register.trusts["RAE"]
    assert trust.name == "West Bradford NHS Trust"
    assert trust.former_names[0].name == "Bradford Teaching Hospitals NHS Foundation Trust"


def test_another_case_is_no_new_name(load):
    former = load(rows()).trusts["RJ7"].former_names
    assert former == BUNDLED.trusts["RJ7"].former_names


def test_a_merger_moves_sites_and_follows_successions(load):
    register = load(rows(RAE=["RAE", "BRADFORD", "closed", "1991-04-01", "2026-09-30", "RCF"]))
    assert register.current("RAE") == ("RCF",)
    assert register.trusts["RCF"].predecessors[-1] == "RAE"
    assert {"RCF"} == {
        code for s in register.sites if s.name == "Bradford Royal Infirmary" for code in s.trusts
    }
    assert {a.code for a in register.aliases if a.name == "Bradford Royal Infirmary"} == {"RCF"}
    assert register.as_of == date(2026, 9, 30)


def test_a_split_leads_to_both(load):
    register = load(rows(RAE=["RAE", "BRADFORD", "closed", "1991-04-01", "2026-09-30", "RCF;RWY"]))
    assert register.current("RAE") == ("RCF", "RWY")


def test_a_circle_of_successors_in_what_ods_tells_ends():
    first, second = (
        replace(BUNDLED.trusts[code], is_open=False, successors=(other,))
        for code, other in (("RAE", "RCF"), ("RCF", "RAE"))
    )
    assert [trust.current for trust in with_succession([first, second]).values()] == [(), ()]


def test_a_new_trust_is_in_england(load):
    register = load([*rows(), ["ZZ9ZZ", "MOON NHS TRUST", "active", "2026-10-01", "", ""]])
    assert register.trusts["ZZ9ZZ"] in register.open_trusts()


def test_a_known_gap_of_ods_is_filled(load):
    assert load(rows(RYK=["RYK", "DUDLEY", "closed", "2008-10-01", "2024-09-30", ""])).current("RYK") == (
        "TAJ",
    )


def etr(**changes):
    table = {}
    for trust in BUNDLED.open_trusts():
        row = [""] * 27
        row[0], row[1], row[3], row[9] = trust.code, trust.name.upper(), trust.icb_code, trust.postcode
        row[10] = trust.opened.strftime("%Y%m%d")
        table[trust.code] = row
    for code, cells in changes.items():
        table.setdefault(code, [code, *[""] * 26])
        for column, value in cells.items():
            table[code][int(column[1:])] = value
    return list(table.values())


def test_etr_changes_names_and_closes(load):
    register = load(etr(RAE={"_1": "NEW BRADFORD NHS TRUST"}, RCF={"_11": "20260131"}), header=None)
    assert register.trusts["RAE"].name == "New Bradford NHS Trust"
    assert not register.trusts["RCF"].is_open


def test_etr_opens_and_keeps_what_it_leaves_out(load):
    table = [row for row in etr(R9Z={"_1": "NEW NHS TRUST", "_10": "20260901"}) if row[0] != "TAD"]
    register = load(table, header=None)
    assert register.trusts["R9Z"].is_open
    assert register.trusts["TAD"] == BUNDLED.trusts["TAD"]


def test_etr_closing_in_the_future_is_open(load):
    assert load(etr(RCF={"_11": "29990331"}), header=None).trusts["RCF"].is_open


BAD_ROW = "row 694 of the register “new.csv”"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (["", "A TRUST", "active", "2026-01-01", "", ""], f"“” in {BAD_ROW} is not an ODS code"),
        (["R9Z", "", "active", "2026-01-01", "", ""], f"The name is empty in {BAD_ROW}"),
        (["R9Z", "A TRUST", "asleep", "2026-01-01", "", ""], f"The status “asleep” in {BAD_ROW}"),
        (["R9Z", "A TRUST", "active", "1.1.2026", "", ""], f"“1.1.2026” in {BAD_ROW} is not a date"),
        (["RJ1", "A TRUST", "active", "2026-01-01", "", ""], "has the code RJ1 twice"),
        (["R9Z", "A TRUST", "active"], "has 3 values in row 694 where the header has 6 columns"),
    ],
)
def test_a_bad_row_is_named(load, row, says):
    with pytest.raises(RegisterError) as error:
        load([*rows(RJ6=None), row])
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("\n \n", "is empty"),
        (b"\xff\xfe\x00", "is not UTF-8 text"),
        ("<!doctype html><html></html>", "is a web page"),
        ("name,colour\nA,red\n", "has neither the columns"),
        ("ods_code,name\nRJ1,X\n", "lacks the column status, open_date and successor_codes"),
        ('ods_code,name,status,open_date,successor_codes\n"RJ1,X', "is not a valid CSV"),
        ("ods_code\0,name\n", "is damaged: it holds zero bytes"),
        ('{"format": 1}', "is not a whole register JSON"),
        ('{"format": 99}', "has format 99; this version reads 1"),
        ("{" * 5000, "is not a whole register JSON"),
        (
            "ods_code,name,status,open_date,successor_codes\nRJ1,X,active,2026-01-01,\n",
            "holds 1 trusts, 1 of them open",
        ),
    ],
)
def test_an_unusable_file_is_refused_in_a_sentence(load, text, says):
    with pytest.raises(RegisterError) as error:
        load.text(text)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_no_open_trust_is_refused(load):
    closed = {
        t.code: [t.code, t.name, "closed", "1991-04-01", "2026-01-01", ""] for t in BUNDLED.trusts.values()
    }
    with pytest.raises(RegisterError, match="0 of them open"):
        load(rows(**closed))


def test_half_an_etr_is_refused(load):
    with pytest.raises(RegisterError, match="There are 5 columns in row 202"):
        load([*etr()[:-1], ["RYY", "KENT", "", "", ""]], header=None)


def test_moved_columns_of_an_etr_are_refused(load):
    moved = [[row[0], "", *row[1:-1]] for row in etr()]
    with pytest.raises(RegisterError, match="Have its columns moved"):
        load(moved, header=None)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(RegisterError, match=r"“none\.csv” cannot be opened: No such file"):
        Register.load(tmp_path / "none.csv")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(RegisterError, match="cannot be opened: Is a directory"):
        Register.load(tmp_path)


def test_a_table_that_tells_of_days_to_come_is_as_of_today(load):
    register = load(rows(RAE=["RAE", "BRADFORD", "active", "1991-04-01", "2999-03-31", ""]))
    assert register.as_of < date(2999, 1, 1)
    assert register.trusts["RAE"].is_open


CLOSED = ["A CLOSED NHS TRUST", "closed", "2000-01-01", "2001-01-01"]
# Whoever follows whom among three closed trusts, and whether that is a circle.
SUCCESSIONS = [
    ({"R9X": "R9X"}, "R9X, R9X"),
    ({"R9X": "R9Y", "R9Y": "R9X"}, "R9X, R9Y, R9X"),
    ({"R9X": "RJ1;R9Y", "R9Y": "R9Z", "R9Z": "R9X"}, "R9X, R9Y, R9Z, R9X"),
    ({"R9X": "R9Y", "R9Y": "R9Z", "R9Z": "R9Y"}, "R9Y, R9Z, R9Y"),
    ({"R9X": "R9Y;R9Z", "R9Y": "R9Z", "R9Z": "RJ1"}, None),
    ({"R9X": "RJ1", "R9Y": "RJ1"}, None),
    ({"R9X": "5CF"}, None),
]


@pytest.mark.parametrize(("following", "told"), SUCCESSIONS)
def test_a_circle_of_successors_is_refused(load, following, told):
    table = rows(**{code: [code, *CLOSED, heirs] for code, heirs in following.items()})
    if told is None:
        assert load(table).trusts["R9X"].successors
        return
    with pytest.raises(RegisterError, match=f"in row [0-9]+ of the register “new.csv” .* circle: {told}. C"):
        load(table)


def with_nation(nation):
    header = ["ods_code", "name", "status", "open_date", "close_date", "successor_codes", "nation"]
    table = [[*row, ""] for row in rows()]
    return [*table, ["R9Z", "A NEW NHS TRUST", "active", "2026-01-01", "", "", nation]], header


@pytest.mark.parametrize(
    ("written", "nation"), [("England", "England"), ("WALES", "Wales"), ("", "England"), (" wales ", "Wales")]
)
def test_a_nation_may_be_written_in_any_case(load, written, nation):
    table, header = with_nation(written)
    assert load(table, header).trusts["R9Z"].nation == nation


@pytest.mark.parametrize("written", ["Narnia", "Engl and", "QHM", "0"])
def test_a_nation_that_is_none_is_refused_with_its_row(load, written):
    table, header = with_nation(written)
    with pytest.raises(
        RegisterError, match=f"“{written}” in row [0-9]+ of the register “new.csv” is no nation"
    ):
        load(table, header)


def test_a_successor_that_nothing_is_known_of_is_told(load):
    assert not any("successors" in line for line in describe(BUNDLED))
    [line] = [line for line in describe(load(rows(R9X=["R9X", *CLOSED, "QQ9"]))) if "successors" in line]
    assert ": QQ9. Check" in line
