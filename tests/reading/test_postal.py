"""Addresses beside names: what stands in them is no entry."""

# One fact a line, however long.
# ruff: noqa: E501
from __future__ import annotations

import pytest

from tests.reading.helpers import codes, names, read

GH, SF, SAL = (
    "Gloucestershire Hospitals NHS Foundation Trust",
    "Somerset NHS Foundation Trust",
    "Salisbury NHS Foundation Trust",
)


@pytest.mark.parametrize(
    "card",
    [
        "<li>{}<br>Green Road<br>Bath<br>BA1 3NG</li>", "<li>{}<br>12 Green Street<br>Bath</li>", "<li>{}<br>Bath<br>BA1 3NG</li>", "<li>{}<br>Green Lane, Bath BA1 3NG</li>",
        "<p>{}<br>Combe Park<br>Bath<br>BA1 3NG</p>", "<p>{}</p><p>Green Road<br>Bath<br>BA1 3NG</p>", "<p>{}</p><p>Infirmary Road, Bath BA1 3NG</p>",
        "<p>{}</p><p>College Road</p><p>Bath</p>", "<div><h3>{}</h3><p>Hospital Way<br>Bath<br>BA1 3NG.</p></div>", "<div><p>{}</p><p>Green Road,<br>Bath,<br>BA1 3NG</p></div>",
    ],
)  # fmt: skip
def test_the_town_and_the_street_of_an_address_are_no_partners(card: str) -> None:
    reading = read("<h2>Our partner trusts</h2>" + "".join(card.format(name) for name in (GH, SAL, SF)))
    assert codes(reading) == {"RTE", "RH5", "RNZ"} and names(reading) == [GH, SAL, SF]


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ("Riverside Hospital, Green Road", "Riverside Hospital"), ("Riverside Hospital, Bath BA1 3NG", "Riverside Hospital"),
        ("NHS Gloucestershire ICB<br>Green Road<br>Gloucester GL1 2TG", "NHS Gloucestershire ICB"),
        ("Riverside Hospital<br>Green Road<br>Bath<br>BA1 3NG", "Riverside Hospital"), ("Royal United Hospital, Green Road, Bath BA1 3NG", "Royal United Hospital"),
    ],
)  # fmt: skip
def test_an_organisation_with_its_address_stays(entry: str, name: str) -> None:
    found = names(read(f"<h2>Our partners</h2><ul><li>{GH}</li><li>{SF}</li><li>{entry}</li></ul>"))
    assert found[:2] == [GH, SF] and found[2].startswith(name)


def test_short_names_in_a_list_stay() -> None:
    assert codes(read("<h2>Our partners</h2><p>Gloucestershire Hospitals<br>Salisbury<br>Somerset<br>Bath</p>")) == {"RTE", "RNZ", "RH5", "RD1"}  # fmt: skip
