"""The towns of England that have hospitals, and their postcode districts."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from matching.names import core_words


@cache
def towns() -> Mapping[tuple[str, ...], frozenset[str]]:
    """Postcode districts of ``data/towns.csv`` by the words of the town's name."""
    text = files("matching").joinpath("data/towns.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {core_words(row["town"]): frozenset(row["districts"].split()) for row in rows}


def lies_in(postcodes: Iterable[str], districts: frozenset[str]) -> bool:
    """Whether one of the postcodes is of one of the districts."""
    return any(postcode.partition(" ")[0] in districts for postcode in postcodes)
