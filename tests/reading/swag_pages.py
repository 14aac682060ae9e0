"""Pages of the SWAG site that name three of its trusts, or three of others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from alliance_spiders.items import Page
from tests.reading.helpers import page

G, S, A = (
    "Gloucestershire Hospitals NHS Foundation Trust",
    "Somerset NHS Foundation Trust",
    "Salisbury NHS Foundation Trust",
)
L, H, B = (
    "Leeds Teaching Hospitals NHS Trust",
    "Hull University Teaching Hospitals NHS Trust",
    "Barnsley Hospital NHS Foundation Trust",
)
T3 = {"RTE", "RH5", "RNZ"}
ns = "https://www.swagcanceralliance.nhs.uk"


def ul(*items: str) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def pg(body: str, url: str = f"{ns}/about-us", title: str = "About us") -> Page:
    return page(
        f"<!doctype html><html><head><title>{title} | SWAG Cancer Alliance</title></head>"
        f"<body>{body}</body></html>",
        url,
    )


REAL = f"<h2>Our partners</h2>{ul(G, S, A)}"


def each_page(cases: Sequence[tuple[Any, ...]]) -> pytest.MarkDecorator:
    """A test for each case: its name, its pages, the codes to be found, and the alliance if it is another."""
    return pytest.mark.parametrize(
        ("pages", "expected", "alliance"),
        [(case[1], case[2], case[3] if len(case) > 3 else "swag") for case in cases],
        ids=[case[0] for case in cases],
    )
