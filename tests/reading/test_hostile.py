"""Pages that are damaged, huge or hostile are read as far as they go, and never raise."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance_spiders.reading.decode import MAX_BODY, decode_body
from alliance_spiders.reading.documents import read_document
from matching.text_words import TextWords
from tests.reading.helpers import codes, html, matcher, page, read

GH, SF = "Gloucestershire Hospitals NHS Foundation Trust", "Somerset NHS Foundation Trust"
LIST = f"<h2>Our partners</h2><ul><li>{GH}</li><li>{SF}</li></ul>"
FOUND = {"RTE", "RH5"}


def test_deep_nesting() -> None:
    assert codes(read("<div>" * 3000 + "x" + "</div>" * 3000 + LIST)) == FOUND


def test_deep_nested_lists() -> None:
    assert codes(read("<ul><li>" * 2000 + "</li></ul>" * 2000 + LIST)) == FOUND


def test_list_inside_deep_nesting() -> None:
    assert codes(read("<div>" * 1500 + LIST + "</div>" * 1500)) == FOUND


def test_what_is_kept_of_a_text_does_not_grow_with_its_depth() -> None:
    document = read_document(page("/", f"{'<div>' * 5_000}{GH}{'</div>' * 5_000}"))
    assert max(len(segment.shape) for segment in document.segments) <= 201


@pytest.mark.parametrize(
    "junk",
    [
        "\x00",
        "\x00\x01\x02",
        "\ufffd",
        "<![CDATA[x]]>",
        "<!-- <ul> -->",
        "<?php echo ?>",
        "</p></div></ul>",
        "<li>",
        "<table><tr>",
    ],
)
def test_junk_before_the_list(junk: str) -> None:
    assert codes(read(f"<p>{junk}</p>{LIST}")) == FOUND


@pytest.mark.parametrize(
    "body",
    [
        "",
        " ",
        "<",
        "<html",
        "\x00" * 100,
        "{",
        "%PDF-1.4 broken",
        "<?xml version='1.0'?><a/>",
        "<ul><li>" * 50,
    ],
)
@pytest.mark.parametrize("kind", ["text/html", "application/pdf", "application/json", "text/xml", ""])
def test_broken_body_gives_nothing(body: str, kind: str) -> None:
    assert read(page(body, content_type=kind)).sightings == ()


def test_huge_page_is_read() -> None:
    assert codes(read(page(html(LIST) + "<!--" + "x" * 2 * MAX_BODY))) == FOUND


def test_no_more_than_the_limit_is_read() -> None:
    assert len(decode_body(b"x" * (MAX_BODY + 10))) == MAX_BODY


def test_endless_text_without_tags() -> None:
    assert codes(read(page(html(LIST + "<p>" + "trust hospital and " * 100_000 + "</p>")))) == FOUND


@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "utf-16", "nonsense", "", "rot13", "ascii"])
def test_wrong_charset_is_seen_through(declared: str) -> None:
    name = "Guy’s and St Thomas’ NHS Foundation Trust"
    body = html(f"<h2>Our partners</h2><ul><li>{name}</li><li>{SF}</li></ul>").encode()
    assert name in [
        s.name
        for s in read(page(body, content_type=f"text/html; charset={declared}", encoding=declared)).sightings
    ]


@pytest.mark.parametrize("charset", ["cp1252", "utf-16", "utf-8-sig"])
def test_other_charsets_are_decoded(charset: str) -> None:
    assert "Guy’s" in decode_body("<p>Guy’s</p>".encode(charset), f"text/html; charset={charset}")


def test_some_damage_leaves_utf8() -> None:
    assert "Guy’s" in decode_body("<p>Guy’s and more text to go on with here</p>".encode() + b"\xff")


@given(st.binary(max_size=400))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_read_without_error(body: bytes) -> None:
    read(page(body))


@given(
    st.lists(
        st.sampled_from(
            [
                "<ul>",
                "<li>",
                GH,
                "</ul>",
                "<table>",
                "<tr>",
                "<td>",
                "<h2>",
                "Our partners",
                "</div>",
                "<div>",
                "<select>",
                "<option>",
                "<a>",
                "<br>",
                "<p>",
                ", ",
                "<script>",
                "{",
            ]
        ),
        max_size=30,
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_soup_of_tags_is_read_without_error(pieces: list[str]) -> None:
    read(page("".join(pieces)))


def test_endless_legal_suffix_is_gone_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    gone_through = 0
    whole = TextWords.suffix_end

    def counted(words: TextWords, place: int) -> int | None:
        nonlocal gone_through
        end = whole(words, place)
        gone_through += 1 if end is None else end - place + 1
        return end

    monkeypatch.setattr(TextWords, "suffix_end", counted)
    matcher().find("NHS " * 2_000)
    assert gone_through < 2_000 * 20
