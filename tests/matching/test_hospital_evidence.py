"""Guests and hosts of hospitals, doubles, towns behind a name, and initials of several."""

from collections import defaultdict

import pytest

from matching.build_sites import build_sites, hospitals_abroad
from matching.entries import is_shortened
from matching.matcher import Matcher
from matching.model import Status, Trust
from matching.names import STOP_WORDS, SUFFIX_WORDS, core_words, fold
from matching.register import Register
from matching.site_names import is_hospital
from matching.succession import with_succession
from matching.towns import lies_in, towns

REGISTER = Register.load()
MATCHER = Matcher(REGISTER, {"FAR": frozenset({"RRE", "RJE"}), "NEAR": frozenset({"RJ7"})})


def trust(code, name, postcode, position):
    return Trust(code, name, True, postcode=postcode, latitude=position[0], longitude=position[1])


TRUSTS = with_succession(
    [
        trust("RR8", "The Quendon NHS Trust", "LS9 7TF", (53.81, -1.52)),
        trust("RCB", "Ouse Valley NHS Trust", "YO31 8HE", (53.97, -1.08)),
        trust("RK9", "Plym Valley NHS Trust", "PL6 8DH", (50.42, -4.11)),
    ]
)
AT_HOME = [  # each trust has places of its own around its headquarters
    {
        "site_name": f"Clinic {place}",
        "trust_code": code,
        "site_code": f"{code}{place}",
        "postcode": f"{area}{place} 1AA",
    }
    for code, area in (("RR8", "LS"), ("RCB", "YO"), ("RK9", "PL"))
    for place in range(10, 30)
]


def record(name, code, postcode="", number=""):
    return {
        "site_name": name,
        "trust_code": code,
        "site_code": f"{code}{number}" if number else "",
        "postcode": postcode,
    }


def run(*records, known=None):
    found = build_sites([*AT_HOME, *records], TRUSTS, {}, {}, known or {})
    return {hospital.site.name: hospital.site.trusts for hospital in found}


def test_one_record_far_from_all_others_of_a_trust_is_a_guests():
    assert run(record("Selby Hospital", "RK9", "YO8 9BX", "77")) == {}


def test_one_record_at_home_is_believed():
    assert run(record("Selby Hospital", "RCB", "YO8 9BX", "77")) == {"Selby Hospital": ("RCB",)}


def test_two_site_codes_make_no_guest():
    rows = [record("Selby Hospital", "RK9", "YO8 9BX", number) for number in ("77", "78")]
    assert run(*rows) == {"Selby Hospital": ("RK9",)}


def test_a_name_at_the_door_of_another_trust_is_nobodys():
    rows = [record(f"Scarcroft {kind} Hospital", "RCB", "YO24 1AA", kind) for kind in ("North", "South")]
    assert "Old Tannery Hospital" not in run(*rows, record("Old Tannery Hospital", "RK9", "YO24 1AA", "77"))


def test_what_is_known_by_hand_overrules_a_guest():
    row = record("Selby Hospital", "RK9", "YO8 9BX", "77")
    assert run(row, known={"selby hospital": ("RCB",)}) == {"Selby Hospital": ("RCB",)}


def test_a_town_in_brackets_leaves_a_known_hospital_its_trust():
    row = record("Selby Hospital (Cawood)", "RK9", "YO8 9BX", "77")
    also = record("Selby Hospital (Cawood)", "RCB", "YO8 9BX", "05")
    assert run(row, also, known={"selby hospital": ("RCB",)})["Selby Hospital (Cawood)"] == ("RCB",)


def test_a_place_called_by_a_trusts_own_name_is_that_trusts():
    rows = [record("Quendon Hospital (York)", code, "YO24 1AA", "05") for code in ("RR8", "RCB")]
    assert run(*rows) == {"Quendon Hospital (York)": ("RR8",)}


def test_two_names_of_perhaps_one_place_are_shared():
    rows = [
        record("Cross Hospital", "RR8", "LS29 8TG", "41"),
        record("Ilkley Cross Hospital", "RCB", "LS29 8TH", "42"),
        *(record("Otley Hospital", "RCB", "LS29 1AA", number) for number in ("43", "44")),
    ]
    found = run(*rows)
    assert found["Cross Hospital"] == found["Ilkley Cross Hospital"] == ("RCB", "RR8")


def test_a_name_with_another_sort_and_no_place_is_shared():
    rows = [
        record("Cross Hospital", "RR8", "", "41"),
        record("Cross District Hospital", "RCB", "YO8 1AA", "42"),
    ]
    assert run(*rows)["Cross District Hospital"] == ("RCB", "RR8")


def test_a_private_hospital_without_the_word_is_none():
    rows = [
        record("Selby Private Hospital", "RCB", "YO8 9BX", "05"),
        record("Selby Hospital", "RR8", "YO8 9BX"),
    ]
    assert run(*rows) == {}


@pytest.mark.parametrize(
    "name",
    [
        "Old Hospital Close",
        "Hospital Liason 1",
        "Tickhill Hospital 2",
        "Orthopaedic Treatment Centre",
        "Dean Hospital Road",
    ],
)
def test_streets_and_parts_are_no_hospitals(name):
    assert not is_hospital(name)


def test_hospitals_abroad_are_told_by_their_postcodes():
    rows = [record("GLAN HOSPITAL", "RR8", "LL18 5UJ"), record("Selby Hospital", "RR8", "YO8 9BX")]
    assert hospitals_abroad(rows) == ["Glan Hospital"]


@pytest.mark.parametrize(
    "name",
    [
        "Oldchurch Hospital",
        "Royal Hospital Haslar",
        "Royal Victoria Hospital",
        "Queen Victoria Infirmary",
        "Gravesend and North Kent Hospital",
        "Moreton District Hospital",
        "Ravenscourt Park Hospital",
        "Ilkley Coronation Hospital",
        "Market Harborough and District Hospital",
        "St Mary's General Hospital",
        "Droitwich Hospital",
        "Brighton Hospital",
        "Newport Hospital",
        "Queen Mary's Hospital, Kingston",
        "Moorfields Eye Hospital Road",
        "Springfield Hospital Health Centre",
        "Medway, Gillingham",
        "DGH",
        "QEH",
        "RBH",
        "WHT",
        "Pinderfields Hospital, Carlisle",
        "Whipps Cross",
    ],
)
def test_what_is_not_safe_has_no_code(name):
    assert MATCHER.match(name).ods_code == ""


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("QEQM Hospital", "RVV"),
        ("Pembury Hospital", "RWF"),
        ("Royal Marsden Hospital, Kingston", "RPY"),
        ("Royal Victoria Hospital (Folkestone)", "RVV"),
        ("Royal Berkshire Hospital, Reading", "RHW"),
        ("Medway Maritime Hospital, Gillingham", "RPA"),
        ("Medway Maritime Hospital (Gillingham)", "RPA"),
        ("Pinderfields Hospital Wakefield", "RXF"),
        ("William Harvey Hospital, Ashford", "RVV"),
        ("Kingsway Hospital, Derby", "RXM"),
        ("Penn Hospital - Wolverhampton", "TAJ"),
        ("The Christie, Manchester", "RBV"),
        ("Watford General", "RWG"),
        ("Leeds Children's Hospital", "RR8"),
        ("Yeovil Hospital", "RH5"),
        ("Nuffield Orthopaedic Centre", "RTH"),
    ],
)
def test_what_is_safe_has_one(name, code):
    match = MATCHER.match(name)
    assert (match.status, match.ods_code) == (Status.MATCHED, code)


@pytest.mark.parametrize(("alliance", "code"), [("FAR", ""), ("NEAR", "RJ7"), (None, "RJ7")])
def test_a_saints_hospital_outside_the_area_may_be_another(alliance, code):
    assert MATCHER.match("St George's Hospital", alliance).ods_code == code


def initials_of(name):
    core = [word for word in fold(name) if word not in SUFFIX_WORDS]
    told = [word for word in core if word not in STOP_WORDS]
    return {"".join(word[0] for word in words) + end for words in (core, told) for end in ("", "t", "ft")}


def test_initials_stand_for_every_trust_that_goes_by_no_others():
    own, rows = defaultdict(set), defaultdict(set)
    for alias in filter(lambda alias: is_shortened(alias.name), REGISTER.aliases):
        for code in (alias.code, *REGISTER.current(alias.code)):
            rows[alias.name.casefold()].add(code)
            own[code].add(alias.name)
    nameless = [trust for trust in REGISTER.open_trusts() if not own[trust.code]]
    assert nameless
    assert not [
        (initials, trust.code)
        for trust in nameless
        for initials in initials_of(trust.name)
        if initials in rows
    ]


def test_every_town_has_districts():
    assert all(districts and all(place[0].isalpha() for place in districts) for districts in towns().values())


@pytest.mark.parametrize(
    ("postcode", "lies"), [("LS1 3EX", True), ("LS11 3EX", True), ("YO1 3EX", False), ("", False)]
)
def test_a_postcode_lies_in_a_town_by_its_district(postcode, lies):
    assert lies_in([postcode], towns()[core_words("Leeds")]) is lies
