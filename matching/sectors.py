"""The trusts that are not acute: they run community and mental health services, or ambulances."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def not_acute() -> frozenset[str]:
    """Codes of the trusts of ``data/sectors.csv``, open and closed."""
    text = files("matching").joinpath("data/sectors.csv").read_text("utf-8")
    return frozenset(row["code"] for row in csv.DictReader(text.splitlines()))
