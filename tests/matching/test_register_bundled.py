"""Facts about the register that comes with the program."""

import re
from datetime import date

import pytest

from matching.model import Kind
from matching.register import Register

REGISTER = Register.load()


def test_size():
    assert len(REGISTER.trusts) == 693
    assert len(REGISTER.open_trusts()) == 202
    assert [trust.code for trust in REGISTER.open_trusts("Wales")] == ["RQF", "RT4", "RYT"]


def test_open_trusts_come_sorted_by_code():
    codes = [trust.code for trust in REGISTER.open_trusts()]
    assert codes == sorted(codes)


def test_date_is_that_of_the_newest_change_it_holds():
    assert REGISTER.as_of == date(2026, 7, 1)


def test_version_is_a_short_digest():
    assert re.fullmatch(r"[0-9a-f]{12}", REGISTER.version)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("RJ1", "Guy's and St Thomas' NHS Foundation Trust"),
        ("RJZ", "King's College Hospital NHS Foundation Trust"),
        ("RTD", "The Newcastle upon Tyne Hospitals NHS Foundation Trust"),
        ("RCX", "The Queen Elizabeth Hospital, King's Lynn, NHS Foundation Trust"),
        ("RP4", "Great Ormond Street Hospital for Children NHS Foundation Trust"),
        ("RW5", "Lancashire & South Cumbria NHS Foundation Trust"),
        ("RF4", "Barking, Havering and Redbridge University Hospitals NHS Trust"),
        ("RJE", "University Hospitals of North Midlands NHS Trust"),
        ("RKT", "Carmarthen and District NHS Trust"),
    ],
)
def test_names_are_in_reading_case(code, name):
    assert REGISTER.trusts[code].name == name


def test_no_name_shouts():
    loud = [
        trust.name
        for trust in REGISTER.trusts.values()
        if set(re.findall(r"[A-Z]{3,}", trust.name)) - {"NHS"}
    ]
    assert loud == []


@pytest.mark.parametrize(
    ("code", "current"),
    [
        ("RA7", ("RA7",)),
        ("RVJ", ("RA7",)),
        ("RM4", ("R0A",)),  # through RW3
        ("RW6", ("R0A", "RM3")),  # split
        ("RYK", ("TAJ",)),  # ODS holds no link
        ("RV7", ("R1L",)),  # through RWN
        ("RYQ", ()),  # dissolved, no successor in ODS
        ("RR2", ()),  # into a primary care trust
        ("XXX", ()),
    ],
)
def test_current(code, current):
    assert REGISTER.current(code) == current


def test_every_current_code_is_open():
    assert all(REGISTER.trusts[code].is_open for trust in REGISTER.trusts.values() for code in trust.current)


def test_predecessors_mirror_successors():
    for trust in REGISTER.trusts.values():
        for successor in set(trust.successors) & REGISTER.trusts.keys():
            assert trust.code in REGISTER.trusts[successor].predecessors


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Mid Yorkshire Hospitals NHS Trust", "RXF"),
        ("Warrington and Halton Hospitals NHS Foundation Trust", "RWW"),
        ("Cumbria Partnership NHS Foundation Trust", "RNN"),
        ("2gether NHS Foundation Trust", "RTQ"),
        ("Royal Devon and Exeter NHS Foundation Trust", "RH8"),
        ("Dudley Group of Hospitals NHS Foundation Trust", "RNA"),
        ("United Bristol Healthcare NHS Trust", "RA7"),
        ("Royal Liverpool Children's NHS Trust", "RBS"),
        ("Derby Teaching Hospitals NHS Foundation Trust", "RTG"),
        ("Norfolk Community Health and Care NHS Trust", "RY3"),
    ],
)
def test_former_names_keep_the_code(name, code):
    assert [t.code for t in REGISTER.trusts.values() for old in t.former_names if old.name == name] == [code]


def test_no_former_name_is_todays_name_of_another_open_trust():
    today = {trust.name.casefold(): trust.code for trust in REGISTER.open_trusts()}
    taken = [
        (trust.code, old.name)
        for trust in REGISTER.trusts.values()
        for old in trust.former_names
        if today.get(old.name.casefold(), trust.code) != trust.code
    ]
    assert taken == []


def test_every_alias_leads_to_a_known_body_and_says_whence():
    known = REGISTER.trusts.keys() | {body.code for body in REGISTER.bodies if body.code}
    assert [alias for alias in REGISTER.aliases if alias.code not in known or not alias.source] == []


@pytest.mark.parametrize(
    ("name", "codes"),
    [("UCLH", {"RRV"}), ("NCA", {"RM3", "N69"}), ("UHB", {"RRK", "RA7"}), ("Barts", {"R1H"})],
)
def test_an_abbreviation_that_fits_two_has_two_rows(name, codes):
    assert {alias.code for alias in REGISTER.aliases if alias.name == name} == codes


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Kind.ICB, "NHS Surrey and Sussex Integrated Care Board"),
        (Kind.COMMISSIONER, "NHS Darlington CCG"),
        (Kind.ALLIANCE, "Wessex Cancer Alliance"),
        (Kind.NATIONAL, "NHS England"),
        (Kind.CHARITY, "Macmillan Cancer Support"),
        (Kind.UNIVERSITY, "University of Leeds"),
        (Kind.INDEPENDENT, "Spire Healthcare"),
        (Kind.OTHER, "Betsi Cadwaladr University Health Board"),
    ],
)
def test_other_bodies(kind, name):
    assert [body.kind for body in REGISTER.bodies if body.name == name] == [kind]


def test_a_closed_icb_knows_its_successors():
    frimley = next(body for body in REGISTER.bodies if body.code == "QNQ")
    assert (frimley.is_open, frimley.successors) == (False, ("S0E4D", "S9B9J"))


def _runs(name):
    return {code for site in REGISTER.sites if site.name == name for code in site.trusts}


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Birmingham Children's Hospital", {"RQ3"}),
        ("Frenchay Hospital", {"RA7"}),
        ("Guy's Hospital", {"RJ1"}),
        ("Princess Royal Hospital", {"RWA", "RXW", "RYR"}),
    ],
)
def test_a_hospital_belongs_to_the_trusts_that_run_it(name, codes):
    assert _runs(name) == codes


@pytest.mark.parametrize(
    "name", ["Spire Leicester Hospital", "Blackheath Hospital", "Clementine Churchill Hospital"]
)
def test_private_hospitals_are_no_sites(name):
    assert _runs(name) == set()


def test_hospitals_lie_in_england():
    abroad = re.compile(r"(BT|JE|GY|IM|LL|CF)[0-9]")
    assert [site.name for site in REGISTER.sites if any(map(abroad.match, site.postcodes))] == []


def test_visitors_are_kept_apart():
    assert "R1A" in REGISTER.visiting["Birmingham Children's Hospital"]


def test_sites_belong_to_open_trusts_and_have_each_a_name_of_their_own():
    assert all(REGISTER.trusts[code].is_open for site in REGISTER.sites for code in site.trusts)
    assert len({site.name for site in REGISTER.sites}) == len(REGISTER.sites)


def test_positions_lie_in_england_and_wales():
    placed = [trust for trust in REGISTER.trusts.values() if trust.latitude is not None]
    assert len(placed) > 400
    assert all(49.8 < t.latitude < 55.9 and -6.5 < t.longitude < 1.9 for t in placed)
