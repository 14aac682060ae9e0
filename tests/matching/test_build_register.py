"""The build: reading case, sites, and the whole from small tables."""

import csv
from datetime import date

import pytest

from matching.build import DATA, compile_register, main
from matching.build_sites import build_sites
from matching.model import Trust
from matching.reading_case import reading_case
from matching.register import Register
from matching.register_json import from_json, to_json
from matching.site_names import is_hospital, site_key
from matching.succession import with_succession


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("KING'S COLLEGE HOSPITAL NHS TRUST", "King's College Hospital NHS Trust"),
        ("UNIVERSITY HOSPITALS OF NORTH MIDLANDS", "University Hospitals of North Midlands"),
        ("THE NEWCASTLE UPON TYNE HOSPITALS", "The Newcastle upon Tyne Hospitals"),
        ("STOKE-ON-TRENT", "Stoke-on-Trent"),
        ("CHESTER-LE-STREET HOSPITAL", "Chester-le-Street Hospital"),
        ("GUY'S AND ST THOMAS' NHS FOUNDATION TRUST", "Guy's and St Thomas' NHS Foundation Trust"),
        ("PILGRIM HOSPITAL - THE WARD", "Pilgrim Hospital - The Ward"),
        ("SPIRE HEALTHCARE LTD", "Spire Healthcare Ltd"),
        ("St George'S Hospital", "St George's Hospital"),
        ("Great Ormond Street Hospital For Children", "Great Ormond Street Hospital for Children"),
        ("O'NEILL HOUSE", "O'Neill House"),
        ("MCINDOE CENTRE", "McIndoe Centre"),
        ("  TWO   SPACES ", "Two Spaces"),
        ("", ""),
    ],
)
def test_reading_case(name, read):
    assert reading_case(name) == read


def test_reading_case_leaves_its_own_work_alone():
    names = [trust.name for trust in Register.load().trusts.values()]
    assert [reading_case(name) for name in names] == names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. James's Hospital", "St James's  hospital"),
        ("The York Hospital", "York Hospital"),
        ("Dewsbury & District Hospital", "Dewsbury and District Hospital"),
        ("Saint Mary's Hospital", "ST MARYS HOSPITAL"),
        ("Diana, Princess of Wales Hospital", "Diana Princess Of Wales Hospital"),
    ],
)
def test_spellings_of_one_hospital_share_a_key(one, other):
    assert site_key(one) == site_key(other)


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Frenchay Hospital", True),
        ("Leeds General Infirmary", True),
        ("Weston Park Cancer Centre", True),
        ("Nuffield Orthopaedic Centre", True),
        ("Nuffield Hospital Leicester", False),
        ("Spire Norwich Hospital", False),
        ("Gstt @ Frimley Park Hospital", False),
        ("Moorfields Clinic at Croydon University Hospital", False),
        ("Poole Hospital (Oncology)", False),
        ("Community Hospital", False),
        ("Ashton House", False),
        ("Pilgrims Hospice", False),
    ],
)
def test_what_counts_as_a_hospital(name, is_one):
    assert is_hospital(name) is is_one


def trust(code, postcode, position, **more):
    return Trust(
        code,
        f"{code} NHS Trust",
        True,
        postcode=postcode,
        latitude=position[0],
        longitude=position[1],
        **more,
    )


LEEDS = trust("RR8", "LS9 7TF", (53.81, -1.52))
YORK = trust("RCB", "YO31 8HE", (53.97, -1.08))
PLYMOUTH = trust("RK9", "PL6 8DH", (50.42, -4.11))
TRUSTS = with_succession([LEEDS, YORK, PLYMOUTH])


def record(name, code, postcode="", number=""):
    return {
        "site_name": name,
        "trust_code": code,
        "site_code": f"{code}{number}" if number else "",
        "postcode": postcode,
    }


def hospitals(*records, private=(), known=(), sectors=()):
    found = build_sites(records, TRUSTS, dict(sectors), dict(private), dict(known))
    return {hospital.site.name: (hospital.site.trusts, hospital.visiting) for hospital in found}


def test_a_hospital_at_headquarters_is_the_trusts_whoever_lists_it():
    assert hospitals(record("YORK TEACHING HOSPITAL", "RR8", "YO31 8HE")) == {
        "York Teaching Hospital": (("RCB",), ("RR8",))
    }


def test_the_near_trust_with_two_records_leads_the_visitor():
    found = hospitals(
        record("Seacroft Hospital", "RR8", "LS14 6UH", "14"),
        record("Seacroft Hospital", "RR8", "LS14 6UH"),
        record("SEACROFT HOSPITAL", "RK9", "LS14 6UH", "77"),
    )
    assert found == {"Seacroft Hospital": (("RR8",), ("RK9",))}


def test_equal_claims_are_left_to_both():
    found = hospitals(
        record("Selby Hospital", "RR8", "ZZ1 1ZZ", "20"), record("Selby Hospital", "RCB", "ZZ1 1ZZ", "20")
    )
    assert found["Selby Hospital"][0] == ("RCB", "RR8")


def test_hospitals_of_one_name_in_two_places_belong_to_both():
    found = hospitals(
        record("St Mary's Hospital", "RR8", "LS9 1AA", "05"),
        record("St Marys Hospital", "RK9", "PL6 1AA", "05"),
    )
    assert [trusts for trusts, _ in found.values()] == [("RK9", "RR8")]


def test_what_is_known_settles_it():
    records = (
        record("Selby Hospital", "RR8", "ZZ1 1ZZ", "20"),
        record("Selby Hospital", "RCB", "ZZ1 1ZZ", "20"),
    )
    assert hospitals(*records, known={"selby hospital": ("RCB",)})["Selby Hospital"] == (("RCB",), ("RR8",))


def test_a_private_hospital_is_dropped_only_where_it_stands():
    records = (
        record("Manor Hospital", "RR8", "LS9 1AA", "05"),
        record("Manor Hospital", "RK9", "PL6 1AA", "05"),
    )
    found = hospitals(*records, private={"manor hospital": frozenset({"PL6"})})
    assert found == {"Manor Hospital": (("RR8",), ())}


def test_an_ambulance_trust_runs_no_hospital():
    records = (
        record("Selby Hospital", "RR8", "ZZ1 1ZZ", "20"),
        record("Selby Hospital", "RCB", "ZZ1 1ZZ", "20"),
    )
    assert hospitals(*records, sectors={"RR8": "ambulance"})["Selby Hospital"][0] == ("RCB",)


@pytest.mark.parametrize(
    "postcode", ["LL13 7TD", "BT12 6BA", "JE1 3UH", "GY4 6UU", "IM4 4RJ", "EH16 4SA", "G4 0SF", "TD6 9BS"]
)
def test_hospitals_outside_england_are_left_out(postcode):
    assert hospitals(record("Maelor Hospital", "RR8", postcode, "20")) == {}


@pytest.mark.parametrize("postcode", ["TD15 1LT", "GL1 3NN", "DN15 7BH", "B15 2TH", "CH2 1UL", "PL6 8DH"])
def test_hospitals_near_the_border_stay(postcode):
    assert "Maelor Hospital" in hospitals(record("Maelor Hospital", "RR8", postcode, "20"))


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("facts")
    tables = {
        "trusts": [
            "ods_code,name,status,open_date,close_date,postcode,successor_codes,predecessor_codes,former_names,icb_code,nation",
            "RR8,LEEDS TEACHING HOSPITALS NHS TRUST,active,1998-04-01,,LS9 7TF,,,OLD NHS TRUST,QWO,England",
            "RQS,ST JAMES'S NHS TRUST,closed,1991-04-01,1998-03-31,,RR8,,,,England",
        ],
        "sites": ["site_code,site_name,trust_code,postcode", "RR801,LEEDS GENERAL INFIRMARY,RR8,LS1 3EX"],
        "positions": ["ods_code,latitude,longitude", "RR8,53.81,-1.52"],
        "icbs": [
            "ods_code,name,status,successor_codes",
            "QWO,NHS West Yorkshire Integrated Care Board,active,",
        ],
        "ccgs": ["ods_code,name,status,icb_code", "02N,NHS AIREDALE CCG,closed,QWO"],
        "welsh_health_boards": [
            "ods_code,name,type",
            "7A1,Betsi Health Board,local health board",
            "RQF,V,Welsh NHS trust",
        ],
        "cancer_alliances": ["ods_code,name", "N63,West Yorkshire Cancer Alliance"],
    }
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def register(facts):
    return compile_register(facts)


def test_compiled_trust(register):
    trust = register.trusts["RR8"]
    assert (trust.name, trust.latitude, trust.icb_code) == (
        "Leeds Teaching Hospitals NHS Trust",
        53.81,
        "QWO",
    )
    assert [old.name for old in trust.former_names] == ["Old NHS Trust"]
    assert trust.predecessors == ("RQS",)


def test_compiled_bodies_and_sites(register):
    names = {body.name for body in register.bodies}
    assert {"NHS Airedale CCG", "Betsi Health Board", "West Yorkshire Cancer Alliance"} <= names
    assert "V" not in names
    assert [(site.name, site.trusts) for site in register.sites] == [("Leeds General Infirmary", ("RR8",))]


def test_compiled_date_is_the_newest_in_the_facts(register):
    assert register.as_of == date(1998, 4, 1)


def test_the_build_gives_the_same_bytes_and_reads_back(facts, register):
    text = to_json(register)
    assert to_json(compile_register(facts)) == text
    assert from_json(text, "again") == register


@pytest.mark.parametrize("table", ["former_names", "aliases", "bodies", "corrections", "sectors"])
def test_every_kept_row_has_a_source_and_stands_once(table):
    rows = list(csv.DictReader((DATA / f"{table}.csv").open(encoding="utf-8", newline="")))
    assert rows
    assert all(row["source"] for row in rows)
    keys = [tuple(value for column, value in row.items() if column != "source") for row in rows]
    assert len(set(keys)) == len(keys)


def test_a_folder_without_tables_is_told(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["build", str(tmp_path)])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 1
    assert "cannot be opened: No such file" in capsys.readouterr().err


def test_main_writes_the_register(facts, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["build", str(facts), "--out", str(tmp_path / "new.json")])
    main()
    assert capsys.readouterr().out.startswith(str(tmp_path / "new.json: 2 trusts, 1 sites"))
    assert (tmp_path / "new.json").read_text("utf-8") == to_json(compile_register(facts))
