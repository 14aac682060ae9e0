"""Lists in PDF files."""

from __future__ import annotations

import re

import pytest

from alliance_spiders.reading.locator import text_at
from alliance_spiders.reading.pdf import MAX_TEXTS, pdf_places, pdf_texts
from alliance_spiders.reading.pdf.letters import legible
from alliance_spiders.reading.pdf.page import page_of
from tests.reading.helpers import codes, page, read

FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
GH, SF = "Gloucestershire Hospitals NHS Foundation Trust", "Somerset NHS Foundation Trust"


def pdf(*lines: str) -> bytes:
    """A PDF of one page, written by hand."""
    text = "BT /F1 12 Tf 14 TL 50 750 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    return assembled(objects)


def assembled(objects: list[str]) -> bytes:
    """The file of numbered objects, the first of which is the catalogue."""
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode()


LIST = page(pdf("Our partners", GH, SF, "Dr Orla Quill, chair"), "/files/members.pdf", "application/pdf")


def test_lines_under_a_title_are_partners() -> None:
    assert codes(read(LIST)) == {"RTE", "RH5"}


def test_lines_are_found_again() -> None:
    for sighting in read(LIST).sightings:
        assert text_at(LIST.body, LIST.content_type, "", sighting.place.locator) == sighting.name


def test_report_that_mentions_trusts_is_no_list() -> None:
    report = page(pdf("Annual report", f"In May {GH} opened a ward."), "/files/report.pdf", "application/pdf")
    assert codes(read(report)) == set()


# -- set in columns, tables and wrapped lines --

RP = "Royal Papworth Hospital NHS Foundation Trust"
Piece = tuple[int, int, int, str]  # left, base, size, text


def drawn(*pages: list[Piece]) -> bytes:
    """A PDF in which every piece of text is drawn at its own place."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", FONT]
    for pieces in pages:
        text = "\n".join(f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({t}) Tj ET" for x, y, size, t in pieces)
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects) + 2} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>",
            f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
        ]
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"
    return assembled(objects)


def texts(body: bytes) -> list[str]:
    return [text.block.text for text in pdf_texts(body) if not text.is_margin]


def down(left: int, top: int, *lines: str, size: int = 10, step: int = 13) -> list[Piece]:
    return [(left, top - step * n, size, line) for n, line in enumerate(lines)]


def test_columns_are_read_one_after_the_other() -> None:
    left, right = down(50, 700, "Alpha Trust", "Beta Trust"), down(310, 700, "Gamma Trust", "Delta Trust")
    interleaved = [piece for pair in zip(left, right, strict=True) for piece in pair]
    body = drawn([(50, 780, 14, "Our partners"), *interleaved])
    assert texts(body) == ["Our partners", "Alpha Trust", "Beta Trust", "Gamma Trust", "Delta Trust"]


def test_what_follows_columns_is_read_after_them() -> None:
    columns = [*down(50, 700, "Alpha Trust", "Beta Trust"), *down(310, 700, "Gamma Trust", "Delta Trust")]
    assert texts(drawn([*columns, (50, 640, 14, "Our team")]))[-1] == "Our team"


def test_a_box_beside_a_list_does_not_part_it() -> None:
    entries = down(
        50, 700, *(f"Trust number {n} which has a name that is long enough NHS Trust" for n in "ABCDEF")
    )
    short = [(x, y, size, t if y < 660 else t[:14]) for x, y, size, t in entries]
    found = texts(drawn([*short, *down(310, 700, "Other alliances", "We met them.")]))
    assert found[-2:] == ["Other alliances", "We met them."]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("Lincolnshire Hospi-", "tals NHS Trust"), "Lincolnshire Hospitals NHS Trust"),
        (("Royal Papworth Hospital", "NHS Foundation Trust"), RP),
        (
            ("University Hospitals of", "North Midlands NHS Trust"),
            "University Hospitals of North Midlands NHS Trust",
        ),
        (("Barking, Havering", "and Redbridge Trust"), "Barking, Havering and Redbridge Trust"),
        (("Hospitals of Stoke-", "on-Trent"), "Hospitals of Stoke-on-Trent"),
        (("Hospitals of Stoke-on-", "Trent"), "Hospitals of Stoke-on-Trent"),
    ],
)
def test_a_wrapped_name_is_joined(lines: tuple[str, str], whole: str) -> None:
    assert texts(drawn(down(50, 700, *lines))) == [whole]


@pytest.mark.parametrize(
    "lines",
    [
        ("Barts Health NHS Trust", "Homerton Healthcare NHS Foundation Trust"),
        ("Royal Free Hospital", "Barnet Hospital"),
        ("Somerset NHS Foundation Trust", "University Hospitals Plymouth NHS Trust"),
        ("Our partners are few.", "They are three."),
    ],
)
def test_two_entries_stay_two(lines: tuple[str, str]) -> None:
    assert texts(drawn(down(50, 700, *lines))) == list(lines)


def test_a_bullet_begins_an_entry_and_what_is_set_in_goes_on() -> None:
    entries = [
        (60, 700, 10, "- Great Ormond Street Hospital for"),
        (68, 687, 10, "Children NHS Foundation Trust"),
    ]
    entries += [(60, 674, 10, "- Whittington Health")]
    whole = "Great Ormond Street Hospital for Children NHS Foundation Trust"
    assert texts(drawn(entries)) == [whole, "Whittington Health"]


def test_a_name_is_joined_over_the_break_of_a_page() -> None:
    first, second = down(60, 100, GH, "Royal Papworth Hospital"), down(60, 780, "NHS Foundation Trust", SF)
    assert texts(drawn(first, second)) == [GH, RP, SF]


def test_running_titles_are_no_entries() -> None:
    foot = [[(60, 30, 8, "www.example.nhs.uk"), (500, 30, 8, f"Page {n}")] for n in (1, 2, 3)]
    pages = [[*margin, *down(60, 700, name)] for margin, name in zip(foot, (GH, SF, RP), strict=True)]
    assert texts(drawn(*pages)) == [GH, SF, RP]


def test_a_table_is_read_by_rows() -> None:
    names, places = down(60, 700, GH, SF, step=30), down(350, 700, "Cheltenham", "Taunton", step=30)
    shown = page_of(pdf_texts(drawn([*names, *places])))
    assert re.sub(r' id="[^"]*"', "", shown).count(f"<tr><td>{GH}</td><td>Cheltenham</td></tr>") == 1


def test_ligatures_are_letters() -> None:
    assert legible("Moorﬁelds\x00 Eye") == "Moorfields Eye"


def test_each_text_is_found_again_and_so_are_plain_lines() -> None:
    body = drawn(down(60, 700, "Royal Papworth Hospital", "NHS Foundation Trust"))
    assert text_at(body, "application/pdf", "", "/page[1]/block[1]") == RP
    assert text_at(body, "application/pdf", "", "/page[1]/line[2]") == "NHS Foundation Trust"


def test_wrapped_partners_in_two_columns_are_found() -> None:
    left = down(50, 700, "Gloucestershire Hospitals", "NHS Foundation Trust")
    right = down(310, 700, "Somerset NHS", "Foundation Trust")
    both = [piece for pair in zip(left, right, strict=True) for piece in pair]
    found = read(page(drawn([(50, 780, 14, "Our partners"), *both]), "/members.pdf", "application/pdf"))
    assert codes(found) == {"RTE", "RH5"}
    assert {sighting.rule for sighting in found.sightings} == {"pdf_line"}


@pytest.mark.parametrize(
    "pieces",
    [
        [(50, 700, 10, "a")] * 5_000,  # over each other
        [(n % 90 * 6, 800 - n // 90 * 7, 5, "ab") for n in range(5_000)],
        [(50, 700, 10, "a" * 80_000)],
        [(0, 0, 0, "a"), (10**9, 0, 10, "b"), (0, 0, 10**9, "c")],
    ],
)
def test_a_hostile_page_is_bounded(pieces: list[Piece]) -> None:
    assert len(pdf_texts(drawn(*[pieces] * 2))) <= MAX_TEXTS


def test_a_page_with_too_much_does_not_end_the_document() -> None:
    assert texts(drawn([(50, 700, 10, "a" * 80_000)], down(60, 700, GH))) == [GH]


def test_an_unknown_filter_gives_nothing() -> None:
    odd = drawn(down(60, 700, GH)).replace(b"/Length", b"/Filter /Odd /Length", 1)
    assert texts(odd) == []
    assert pdf_places(odd) == {}


def test_lines_in_capitals_end_with_a_trust_too() -> None:
    lines = (
        "Our partners",
        "- MEDWAY NHS FOUNDATION TRUST",
        "DARTFORD AND GRAVESHAM NHS TRUST",
        "- EAST KENT HOSPITALS UNIVERSITY NHS FOUNDATION TRUST",
    )
    stored = page(pdf(*lines), "https://www.kentandmedway.icb.nhs.uk/media/partners.pdf", "application/pdf")
    assert codes(read(stored, alliance="kent_and_medway")) == {"RPA", "RN7", "RVV"}


def test_a_document_of_a_section_is_read_where_its_host_stores_it() -> None:
    kent = pdf("Member trusts", "Medway NHS Foundation Trust", "Dartford and Gravesham NHS Trust")
    where = "https://www.kentandmedway.icb.nhs.uk/media/member-trusts.{}"
    stored = page(kent, where.format("pdf"), "application/pdf")
    assert codes(read(stored, alliance="kent_and_medway")) == {"RPA", "RN7"}


def test_names_that_run_on_over_the_lines_are_one_text() -> None:
    lines = (
        "The members of the alliance are Alpha NHS Foundation Trust;",
        "Beta NHS Foundation Trust; Gamma Hospitals NHS",
        "Trust; Delta Teaching",
        "Hospitals NHS Trust; and Epsilon NHS Foundation Trust.",
    )
    assert texts(drawn(down(60, 700, *lines, "3. Meetings"))) == [" ".join(lines), "3. Meetings"]


def test_entries_that_end_with_a_semicolon_stay_apart() -> None:
    entries = ("Alpha NHS Foundation Trust;", "Beta NHS Foundation Trust;", "Gamma NHS Trust.")
    assert texts(drawn(down(60, 700, *entries))) == list(entries)


def test_names_with_commas_that_run_on_over_the_lines_are_one_text() -> None:
    lines = (
        "The alliance is a partnership of ALPHA CHILDREN'S",
        "NHS FOUNDATION TRUST, BETA HOSPITALS NHS",
        "TRUST (RKB), GAMMA NHS",
        "TRUST, and others.",
    )
    assert texts(drawn(down(60, 700, *lines))) == [" ".join(lines)]
    assert texts(drawn(down(60, 700, "Our member trusts", "Alpha NHS Trust, Beta NHS Trust"))) == [
        "Our member trusts",
        "Alpha NHS Trust, Beta NHS Trust",
    ]
