"""The towns of England: those that have hospitals, with their postcode districts, and the names of others."""

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


@cache
def written_words() -> frozenset[str]:
    """The words of the names of towns, with and without an “s” that counts for nothing."""
    words = {word for town in towns() for word in town}
    return frozenset(words | {f"{word}s" for word in words})


@cache
def place_words() -> frozenset[str]:
    """The words of the names of towns, also of those without a hospital (``data/places.txt``)."""
    text = files("matching").joinpath("data/places.txt").read_text("utf-8")
    places = (core_words(line) for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for words in (*towns(), *places) for word in words)


def lies_in(postcodes: Iterable[str], districts: frozenset[str]) -> bool:
    """Whether one of the postcodes is of one of the districts."""
    return any(postcode.partition(" ")[0] in districts for postcode in postcodes)
