"""Names as pages, spreadsheets and note-takers write them, and what must get no code: one fact a line."""

from __future__ import annotations

import pytest

from matching import near_names
from matching.addresses import without_addresses
from matching.matcher import Matcher
from matching.model import Status
from matching.register import Register

MATCHER = Matcher(Register.load())


@pytest.mark.parametrize(
    "added",
    [
        " Tel 01632 960123",
        " (Tel: 01632 960123)",
        " – Telephone: 01632 960123, Email: info@example.nhs.uk",
        " 01632960123 ext 1234",
        " +44 (0)1632 960123",
        " call us on 01632 960123",
        " Switchboard 01632 960123 or visit www.example.nhs.uk",
        " info@example.nhs.uk",
        " www.example.nhs.uk",
        " https://www.example.nhs.uk/about",
        " [example.nhs.uk]",
        " BD20 6TD",
        " Skipton Road Steeton Keighley BD20 6TD Tel 01632 960123",
        ", Skipton Road, Keighley BD20 6TD",
        " Leeds Road",
        ", England",
        " (UK)",
        " RCF",
        " - RCF",
    ],
)
def test_what_stands_behind_a_whole_name_hides_no_trust(added):
    assert MATCHER.match(f"Airedale NHS Foundation Trust{added}").ods_code == "RCF"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("T: 01632 960123 E: a@example.org Airedale NHS FT", "Airedale NHS FT"),
        ("Airedale NHS FT Tel 01632 960123 Bolton NHS FT", "Airedale NHS FT, Bolton NHS FT"),
        ("5 Boroughs Partnership", "5 Boroughs Partnership"),
        ("01632 960123", "01632 960123"),
        ("www.example.nhs.uk", "www.example.nhs.uk"),
    ],
)
def test_addresses_are_taken_out_and_names_stay(text, left):
    assert without_addresses(text) == left


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("LeedsTeachingHospitalsNHSTrust", "RR8"),
        ("leedsteachinghospitalsnhstrust", "RR8"),
        ("leedsteachinghospitals", "RR8"),
        ("www.leedsteachinghospitalsnhstrust.nhs.uk", "RR8"),
        ("Leeds%20Teaching%20Hospitals%20NHS%20Trust", "RR8"),
        ("Barking,HaveringandRedbridgeUniversityHospitalsNHSTrust", "RF4"),
        ("TheWalton Centre NHS Foundation Trust", "RET"),
        ("Harrogateand District NHS Foundation Trust", "RCD"),
        ("Barnsley Hosp ital NHS Foundation Trust", "RFF"),
        ("The Shrewsbury and Telford Hos", "RXW"),
        ("RLQ Wye Valley NHS Trust", "RLQ"),
        ("former Nottingham City Hospital NHS Trust", "RCS"),
        ("Airedale NHS Foundation Trust (hosted by Bolton NHS Foundation Trust)", "RCF"),
        ("Airedale NHS Foundation Trust, hosted by Bolton NHS Foundation Trust", "RCF"),
        ("University Hospitals of Derby and Burton NHS FT incorporating Burton Hospitals NHS FT", "RTG"),
        ("Barts Health NHS Trust, including Newham", "R1H"),
        ("Birmingham Women s and Children s NHS Foundation Trust", "RQ3"),
        ("Portsmouth Hosp.s University NHS Trust", "RHU"),
        ("UHs Plymouth NHS Trust", "RK9"),
        ("Bolton NHS F Trust", "RMC"),
        ("Parkside NHS Trust - Trust HQ", "RDA"),  # closed, and followed by none that is known
    ],
)
def test_ways_to_write_a_whole_name(name, code):
    assert MATCHER.match(name).ods_code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Oxford Uni Hospitals NHS FT", "RTH"),
        ("Nottm University Hospitals", "RX1"),
        ("Mcr University NHS FT", "R0A"),
        ("Ldn Ambulance Service NHS Trust", "RRU"),
        ("Yorks Amb Svc NHS Trust", "RX8"),
        ("Leics P'ship NHS Trust", "RT5"),
        ("Uni Hosps B'ham NHS FT", "RRK"),
        ("Royal Wolv. NHS Trust", "RL4"),
        ("R. Cornwall Hospitals NHS Trust", "REF"),
        ("Barking, Havering n Redbridge University Hospitals NHS Trust", "RF4"),
        ("Gloucestershire H&C NHS FT", "RTQ"),
        ("Buckinghamshire HC NHS Trust", "RXQ"),
        ("Birmingham & Solihull MH NHS Foundation Trust", "RXT"),
        ("Leeds TH NHS Trust", "RR8"),
    ],
)
def test_short_words_are_spelt_out(name, code):
    assert MATCHER.match(name).ods_code == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Leeds Community Helathcaer NHS Trust", "RY6"),
        ("South London adn Mauxdsley NHS Foundation Trust", "RV5"),
        ("Noth Cumbria Integrated Care NHS Foundation Trust", "RNN"),
        ("Tshe Hillingdon Hospitals NHS Foundation Trust", "RAS"),
        ("Maidstone Priority Ccre NHS Trust", "RDN"),
    ],
)
def test_a_letter_or_two_wrong_in_a_whole_name(name, code):
    assert MATCHER.match(name).ods_code == code


@pytest.mark.parametrize(
    "name",
    [
        "East Kent NHS and Social Care Trust",  # there was one of West Kent
        "Wst Essex NHS Trust",  # west or east
        "Mid Nottinghamshire Healthcare NHS Trust",
        "Norton Bristol NHS Trust",
        "Northam West Ambulance Service NHS Trust",
        "Belford Hospitals NHS Foundation Trust",
        "Kington and Richmond NHS Foundation Trust",
        "Hendon Ambulance Service NHS Trust",
        "Avon and Wiltshire Kendal Health Partnership NHS Trust",
        "leedsteachinghospitalscharity",
        "northlondon",
        "northwestlondon.nhs.uk",
        "maidstoneandtunbridgewells.nhs.uk",
        "papworthtrust",
        "Airedale Foundation",
        "Countess of Chestre Foundation",
        "Nottingham Uni",
        "Uni of Leeds",
        "Leeds Comm. NHS Trust",
        "Barking n Dagenham NHS Trust",
        "RLT Wye Valley NHS Trust",
        "Wye Valley NHS Trust RLT",
        "Wye Valley NHS Trust – RLT",
        "former Leeds Teaching Hospitals NHS Trust",
        "Airedale NHS Foundation Trust Tel 01632 960123 Bolton NHS Foundation Trust",
        "Airedale NHS Foundation Trust, including Bolton NHS Foundation Trust",
        "Airedale NHS Foundation Trust Leeds General Infirmary Great George Street",
        "Airedale NHS Foundation Trust Charity Tel 01632 960123",
    ],
)
def test_what_looks_alike_gets_no_code(name):
    answer = MATCHER.match(name)
    assert answer.status not in (Status.MATCHED, Status.RETIRED), answer.reason


def test_a_large_register_is_not_gone_through_for_each_slip(monkeypatch):
    looked_at = []
    whole = near_names.process.extract

    def counted(text, choices, **options):
        looked_at.append(len(choices))
        return whole(text, choices, **options)

    monkeypatch.setattr(near_names, "_MOST_CHOICES", 1_000)
    monkeypatch.setattr(near_names.process, "extract", counted)
    matcher = Matcher(Register.load())
    assert matcher.match("Maidstone and Tunbrdige Welsl NHS Trust").ods_code == "RWF"
    assert not matcher.match("Qzxvoury and Wells Teaching NHS Trust").ods_code
    assert looked_at
    assert max(looked_at) < 1_000
