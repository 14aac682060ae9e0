"""Whether a body is text, and whether a text is language: one fact a line."""

from __future__ import annotations

import codecs
import gzip

import pytest

from alliance_spiders.reading.legible import is_garbled, is_text
from tests.states.kinds import PNG

HTML = "<!doctype html><title>Our partners</title><p>Torbay’s trust is one of them.</p>" * 9
ENGLISH = (
    "our partners plan cancer care together. the board meets every second month, and each of the trusts "
    "sends a director to it. the chair changes with the seasons, and so does the place. "
    "people who have had cancer sit on it too, and they have a vote like everybody else."
)
LATIN = (
    "lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor in ut labore et dolore. "
)
TRUSTS = (
    "barts health nhs trust\nhomerton healthcare nhs foundation trust\nbarking, havering and redbridge "
    "university hospitals nhs trust\ncroydon health services nhs trust\nwhittington health nhs trust\n"
    "moorfields eye hospital nhs foundation trust"
)
KINDS = (
    "acute hospitals\nhospices\nuniversities\nintegrated boards\nlocal authorities\ncharities\nprimary care\n"
)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        HTML.encode(),
        HTML.encode("cp1252"),
        HTML.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + HTML.encode("utf-16-be"),
        HTML.replace(" ", "\x00").encode(),
        HTML.replace("<p>", "\x0c<p>\t\r\n").encode(),
        HTML.encode() + b"\x01",
    ],
)
def test_text_in_any_code_is_text(body: bytes):
    assert is_text(body)


@pytest.mark.parametrize(
    "body",
    [
        PNG,
        bytes(range(256)) * 4,
        gzip.compress(bytes(range(256)) * 9 + HTML.encode(), 0),
        b"\xff\xd8\x01\x02\x03",
    ],
)
def test_another_file_is_no_text(body: bytes):
    assert not is_text(body)


@pytest.mark.parametrize(
    "text",
    [
        LATIN * 3,
        LATIN,
        f"our partners\n{LATIN}\npartner name 1\npartner name 2",
        "".join("�" if letter in "aeiou" else letter for letter in ENGLISH),
        codecs.encode(ENGLISH, "rot13"),
        ENGLISH[::-1],
        ENGLISH.replace(" ", ""),
        "".join(" " if letter == " " else "?" for letter in ENGLISH),
        ENGLISH.encode("utf-16-le").decode("utf-16-be"),
        ENGLISH.translate({ord("e"): "е", ord("a"): "а", ord("o"): "о", ord("i"): "і", ord("u"): "ц"}),
    ],
)
def test_text_without_words_is_garbled(text: str):
    assert is_garbled(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ENGLISH,
        TRUSTS,
        KINDS * 3,
        ENGLISH.replace("’", "â€™"),
        ENGLISH + LATIN * 2,
        "somerset, wiltshire, avon, gloucestershire, bath, bristol, swindon, yeovil",
    ],
)
def test_short_text_english_text_and_names_are_not(text: str):
    assert not is_garbled(text)
