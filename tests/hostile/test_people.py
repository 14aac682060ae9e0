"""A site that writes persons wherever it can: none of them reaches a file, the terminal or the history."""

from __future__ import annotations

import re
import sqlite3
import zipfile
from pathlib import Path

import pytest

from matching.register import Register
from tests.conftest import call, read_csv
from tests.fixtures.build_sample import START, FixtureResponse, write_warc

HOME = "https://www.swagcanceralliance.nhs.uk/"
HTML = (("Content-Type", "text/html; charset=utf-8"),)
PERSON = re.compile(r"amira|quennell|7946.?0123|960.?123|zzmail", re.IGNORECASE)
FORMS = [
    "{} T: 7946 0123",
    "{} call 7946 0123 ext 4",
    "{} amira.quennell (at) zzmail.net",
    "Lead: Amira Quennell – {}",
    "{} Lead: Amira Quennell",
    "{} contact Amira Quennell",
    "{}, Amira Quennell",
    "{} 01632 960123",
    "{} (Cancer lead: Amira Quennell)",
    "{} / Amira Quennell",
    "<a href='/team/amira-quennell.jpg'>{}</a>",
    "<img src='/team/amira-quennell.jpg' alt='{}, Amira Quennell'>",
    "{} /team/amira-quennell.jpg",
    "{} <span>Amira Quennell</span>",
    "{}<br>Amira Quennell<br>7946 0123",
    "<b>{}</b> Amira Quennell, Cancer Lead",
    "{}; Amira.Quennell@zzmail.net",
]
LEADING = (
    "<h1>SWAG Cancer Alliance</h1><a href='/our-partners/'>Our partners"
    "</a><a href='/people/amira-quennell'>Our partners: Amira Quennell</a>"
    "<a href='/partners?contact=amira-quennell'>Partner organisations</a>"
)


def answer(path: str, body: str, status: int = 200, *headers: tuple[str, str]) -> FixtureResponse:
    page = f"<html><head><title>SWAG Cancer Alliance</title></head><body>{body}</body></html>"
    return FixtureResponse(HOME + path, status, (*headers, *HTML), page.encode())


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The data folder of a run over such a site, and what it said."""
    folder = tmp_path_factory.mktemp("people")
    trusts = [trust.name for trust in Register.load().open_trusts()]
    # Every second entry is a plain one, so that the list is one of organisations.
    entries = (f"<li>{plain}</li><li>{form}</li>" for plain, form in zip(trusts, FORMS, strict=False))
    named = "".join(entries)
    for trust in trusts[len(FORMS) :][: len(FORMS)]:
        named = named.replace("{}", trust, 1)
    away = ("Location", f"{HOME[:-1]}:8443/team/amira-quennell")
    site = [
        answer("", LEADING),
        answer(
            "our-partners/", f"<h1>Our partners</h1><p>Our partners, says Amira Quennell</p><ul>{named}</ul>"
        ),
        answer("people/amira-quennell", "Amira Quennell, 7946 0123", 500),
        answer("partners?contact=amira-quennell", "", 302, away),
    ]
    write_warc(site, folder / "site.warc", START)
    done = call("run", "--replay", folder / "site.warc", "--data", folder / "data", "--only", "swag")
    return folder / "data", done.stdout + done.stderr


def written(path: Path) -> str:
    """All text of a file, of a workbook and of the history too."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    if path.suffix == ".db":
        with sqlite3.connect(path) as database:
            return "\n".join(line for line in database.iterdump() if '"registers"' not in line)
    return path.read_text("utf-8", "replace")


def test_the_list_is_read(ran: tuple[Path, str]):
    assert len(read_csv(ran[0] / "partners.csv")) > len(FORMS)


def test_no_person_is_written_anywhere(ran: tuple[Path, str]):
    data, said = ran
    files = [path for path in data.rglob("*") if path.is_file() and path.parent.name != "archive"]
    found = {path.name: PERSON.findall(written(path)) for path in files} | {"terminal": PERSON.findall(said)}
    assert len(files) > 10
    assert {name: persons for name, persons in found.items() if persons} == {}


def test_every_name_still_stands_on_the_page(ran: tuple[Path, str]):
    assert call("verify", "--data", ran[0]).returncode == 0
