"""Lists that several pages hold together, and pieces of a name or an entry."""

# One fact a line, however long.
# ruff: noqa: E501
from __future__ import annotations

import pytest

from tests.reading.helpers import codes, html, names, page, read

GH, SF, SAL, BATH = (
    "Gloucestershire Hospitals NHS Foundation Trust",
    "Somerset NHS Foundation Trust",
    "Salisbury NHS Foundation Trust",
    "Royal United Hospitals Bath NHS Foundation Trust",
)
OURS = {"RTE", "RH5", "RNZ"}


def _pages(folder: str, contents: dict[str, str], top: str = "Our network") -> list[object]:
    over = page(html(f"<h1>{top}</h1><p>Choose a page.</p>", title=top), folder)
    return [
        over,
        *(page(html(body, title=name), f"{folder}/{name}", depth=2) for name, body in contents.items()),
    ]


LETTERS = {
    "g": f"<h1>Our network: G</h1><ul><li>{GH}</li></ul>",
    "s": f"<h1>Our network: S</h1><ul><li>{SF}</li><li>{SAL}</li></ul>",
}


def test_a_page_for_each_letter():
    assert codes(read(*_pages("/node/7", LETTERS))) == OURS


def test_a_page_for_each_area():
    areas = {
        "north": f"<h1>North</h1><ul><li>{GH}</li></ul>",
        "south": f"<h1>South</h1><ul><li>{SF}</li><li>{SAL}</li></ul>",
    }
    assert codes(read(*_pages("/areas", areas, top="Where we work"))) == OURS


def test_pages_that_nothing_says_are_of_partners_are_none():
    topics = {
        "lung": f"<h1>Lung</h1><ul><li>{GH}</li></ul>",
        "bowel": f"<h1>Bowel</h1><ul><li>{SF}</li><li>{SAL}</li></ul>",
    }
    assert codes(read(*_pages("/our-work", topics, top="Our work"))) == set()


PARTNER_PAGES = {
    "a": f"<h1>{GH}</h1><p>Its hospitals are Cheltenham General Hospital and Gloucestershire Royal Hospital.</p>",
    "b": f"<h1>{SF}</h1><p>Its hospitals are Musgrove Park Hospital and Yeovil District Hospital.</p>",
    "c": f"<h2>{SAL}</h2><p>Patients also go to Leeds Teaching Hospitals NHS Trust and Hull University Teaching Hospitals NHS Trust.</p>",
}


@pytest.mark.parametrize(
    ("folder", "top"), [("/partners", "Partners"), ("/x7", "Our partners"), ("/x7", "Choose")]
)
def test_a_page_for_each_partner(folder, top):
    assert codes(read(*_pages(folder, PARTNER_PAGES, top=top))) == OURS


def test_what_stands_on_a_partner_s_page_is_a_mention():
    reading = read(*_pages("/partners", PARTNER_PAGES))
    assert sorted(names(reading)) == sorted([GH, SF, SAL])


def test_pages_of_trusts_elsewhere_are_no_partners():
    elsewhere = {
        n: f"<h1>{t}</h1><p>About it.</p>"
        for n, t in (
            ("a", "Leeds Teaching Hospitals NHS Trust"),
            ("b", "Barnsley Hospital NHS Foundation Trust"),
            ("c", "Hull University Teaching Hospitals NHS Trust"),
        )
    }
    assert codes(read(*_pages("/x7", elsewhere, top="Choose"))) == set()


CARD = (
    "<a class='card' href='#'><span class='t'>{}</span>{}<span class='s'>Acute and community trust</span></a>"
)
ENTRIES = {
    "spans without a space": "".join(CARD.format(name, "") for name in (GH, SF, SAL)),
    "styled spans": "".join(f"<p>{CARD.format(name, ' ')}</p>" for name in (GH, SF, SAL)),
    "a name in two spans": "".join(
        f"<li><span class='a'>{name.partition(' NHS')[0]}</span> <span class='b'>NHS{name.partition(' NHS')[2]}</span></li>"
        for name in (GH, SF, SAL)
    ),
    "cells of one row": f"<table><tr><td>{GH}</td><td>{SF}</td><td>{SAL}</td></tr></table>",
    "rows of a script": f"<script>var map = [['{GH}', 51.1, -2.1], ['{SF}', 51.2, -2.2], ['{SAL}', 51.3, -2.3]];</script>",
    "short names in the rows of a script": '<script>var map = [["Gloucestershire Hospitals", 51.1], ["Somerset Foundation Trust", 51.2], ["Salisbury NHS FT", 51.3]];</script>',
    "a sentence for one of them": f"<p>In the north our partners are {GH} and {SF}.</p><p>In the south our partners are {SAL}.</p>",
}


@pytest.mark.parametrize("entries", ENTRIES.values(), ids=ENTRIES)
def test_entries(entries):
    assert codes(read(f"<h2>Our partners</h2>{entries}")) == OURS


TAILS = [" – {}", ": {}", " ({})", ", which runs {}", ", including {}"]


@pytest.mark.parametrize("tail", TAILS)
def test_a_hospital_in_the_entry_of_a_trust_is_that_trust_s_or_nobody_s(tail):
    entry = BATH + tail.format("York Hospital")
    assert codes(
        read(f"<h2>Our partners</h2><ul><li>{GH}</li><li>{SF}</li><li>{SAL}</li><li>{entry}</li></ul>")
    ) <= {*OURS, "RD1"}


def test_file_names_with_a_possessive():
    logos = "".join(
        f"<img src='/l/{name}.png' alt=''>"
        for name in (
            "king-s-college-hospital-nhs-foundation-trust",
            "guy-s-and-st-thomas-nhs-foundation-trust-logo",
            "lewisham-and-greenwich-nhs-trust",
        )
    )
    assert codes(
        read(
            page(html(f"<h1>Our partners</h1>{logos}", site="South East London Cancer Alliance")),
            alliance="south_east_london",
        )
    ) == {"RJZ", "RJ1", "RJ2"}


def test_a_list_in_a_query_is_no_home_page():
    assert (
        codes(
            read(
                page(html(f"<h1>Our partnership</h1><p>{GH}<br>{SF}<br>{SAL}</p>"), "/?page_id=118", depth=2)
            )
        )
        == OURS
    )


def test_the_second_page_of_a_list():
    first = page(
        html(f"<h1>Our partners</h1><ul><li>{GH}</li><li>{SF}</li></ul>", title="Our partners"), "/partners"
    )
    second = page(
        html(f"<h1>Our partners</h1><ul><li>{SAL}</li><li>{BATH}</li></ul>", title="Our partners"),
        "/partners/page/2",
        depth=1,
    )
    assert codes(read(first, second)) == {*OURS, "RD1"}


def test_the_second_page_of_a_list_whose_page_is_not_called_so():
    first = page(
        html(
            f"<h1>How we work</h1><h2>Our partners</h2><div><h3>{GH}</h3><h3>{SF}</h3><h3>{BATH}</h3></div>"
        ),
        "/how-we-work",
    )
    second = page(
        html(f"<h1>How we work</h1><h2>Our partners</h2><div><h3>{SAL}</h3></div>"),
        "/how-we-work/page/2",
        depth=2,
    )
    assert codes(read(first, second)) == OURS | {"RD1"}
