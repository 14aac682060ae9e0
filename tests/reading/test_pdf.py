"""Lists in PDF files."""

from __future__ import annotations

from alliance_spiders.reading.locator import text_at
from tests.reading.helpers import codes, page, read

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
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 6\n0000000000 65535 f \n{table}{trailer}".encode()


LIST = page(pdf("Our partners", GH, SF, "Dr Orla Quill, chair"), "/files/members.pdf", "application/pdf")


def test_lines_under_a_title_are_partners() -> None:
    assert codes(read(LIST)) == {"RTE", "RH5"}


def test_lines_are_found_again() -> None:
    for sighting in read(LIST).sightings:
        assert text_at(LIST.body, LIST.content_type, "", sighting.place.locator) == sighting.name


def test_report_that_mentions_trusts_is_no_list() -> None:
    report = page(pdf("Annual report", f"In May {GH} opened a ward."), "/files/report.pdf", "application/pdf")
    assert codes(read(report)) == set()
