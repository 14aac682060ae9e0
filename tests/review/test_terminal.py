"""``alliances review``: one question a screen, single keys, undo; answers are taken in at the end only."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
from contextlib import suppress

import pytest
from typer.testing import CliRunner

from alliance_spiders.cli import app
from alliance_spiders.cli.review_session import Session
from output.report_waiting import waiting
from tests.review.made import HOSTILE, MENDIP, everything, folder, hostile_site, table


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    return everything(tmp_path_factory.mktemp("terminal") / "data")[0]


@pytest.fixture
def data(original, tmp_path, monkeypatch):
    """A copy of the folder, and a command that knows its small register."""
    monkeypatch.setattr("alliance_spiders.knowledge.load_register", lambda path, data: original.register)
    return shutil.copytree(original.path, tmp_path / "data")


def reviewed(data, keys):
    return CliRunner().invoke(app, ["review", "--data", str(data), "--by", "JS"], input=keys)


def decided(data):
    return [
        (row["name_as_written"] or row["ods_code"], row["decision"], row["ods_code"])
        for row in table(data, "decisions.csv")
    ]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("1qy", [("The Infirmary", "accept", "RR8")]),
        ("n4qy", [(MENDIP, "not_a_trust", "")]),
        ("3RCF\nqy", [("The Infirmary", "accept", "RCF")]),
        ("3rcf\nqy", [("The Infirmary", "accept", "RCF")]),
        ("14qy", [("The Infirmary", "accept", "RR8"), (MENDIP, "not_a_trust", "")]),
        ("14uqy", [("The Infirmary", "accept", "RR8")]),
        ("1p2qy", [("The Infirmary", "accept", "RWA")]),
        ("1p2uqy", [("The Infirmary", "accept", "RR8")]),
        ("1qx4qy", [("The Infirmary", "accept", "RR8"), (MENDIP, "not_a_trust", "")]),
    ],
)
def test_what_is_answered_is_taken_in_at_the_end(data, keys, expected):
    result = reviewed(data, keys)
    assert result.exit_code == 0
    assert decided(data) == expected
    assert {row["decided_by"] for row in table(data, "decisions.csv")} == {"JS"}
    assert f"{len(expected)} decision" in result.output


@pytest.mark.parametrize("keys", ["1qn", "q", "", "14", "1uq", "3XXX\nq"])
def test_nothing_is_taken_in_without_a_yes(data, keys):
    result = reviewed(data, keys)
    assert (result.exit_code, decided(data)) == (0, [])
    assert result.output.rstrip().endswith("Nothing was taken in.")


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("3XXX\n", "The register knows no trust “XXX”."),
        ("9", "Keys: 1 to 9 answer"),
        ("u", "There is nothing to undo."),
        ("?", "Keys: 1 to 9 answer"),
    ],
)
def test_a_wrong_key_or_code_is_told(data, keys, message):
    assert message in reviewed(data, keys).output


def test_a_screen_shows_what_the_answer_rests_on(data):
    screen = reviewed(data, "n").output.split("Question 2 of 12")[1]
    for part in (
        "Which trust is this?",
        MENDIP,
        "“We work with Mendip and Wells Hospitals and others”",
        "read on 2026-09-01",
        "likeness 80 of 100",
        "https://example.nhs.uk/partners",
        "It is no trust",
    ):
        assert part in " ".join(screen.split())


def test_what_was_answered_is_not_asked_again_even_before_the_next_run(data, original):
    before = {card.question.item_id for card in waiting(data, original.register)}
    reviewed(data, "14qy")
    after = {card.question.item_id for card in waiting(data, original.register)}
    assert len(before - after) == 2


def test_an_empty_folder_has_nothing_to_ask(tmp_path, original, data):
    (tmp_path / "empty").mkdir()
    result = reviewed(tmp_path / "empty", "")
    assert (result.exit_code, result.output) == (0, "Nothing waits for an answer.\n")


def test_hostile_names_are_harmless_text_on_the_screen(tmp_path, monkeypatch):
    made = folder(tmp_path / "data")
    made.run(hostile_site(names=(*HOSTILE, "[red]rich[/red] NHS Trust")))
    monkeypatch.setattr("alliance_spiders.knowledge.load_register", lambda path, data: made.register)
    output = reviewed(made.path, "n" * len(HOSTILE) + "n").output
    assert "[red]rich[/red] NHS Trust" in output
    assert not re.search("[\x00-\x08\x0b-\x1a\x1c-\x1f\u202a-\u202e]", output)
    assert "\x1b[31mred" not in output
    assert len(output) < 100_000


def test_a_session_stays_between_its_first_and_its_last_question(original):
    session = Session(waiting(original.path, original.register))
    session.move(-1)
    assert session.at == 0
    session.move(100)
    assert session.at == len(session.cards) - 1


def test_single_keys_are_read_from_a_real_terminal(original, tmp_path):
    data = shutil.copytree(original.path, tmp_path / "data")
    main, other = pty.openpty()
    command = [sys.executable, "-c", "from alliance_spiders.cli import main; main()", "review"]
    process = subprocess.Popen([*command, "--data", str(data)], stdin=other, stdout=other, stderr=other)
    os.close(other)
    os.write(main, b"n4qy")  # typed ahead: none may be lost
    seen = ""
    with suppress(OSError):  # the terminal is gone when the program has ended
        while select.select([main], [], [], 60)[0]:
            seen += os.read(main, 65_536).decode("utf-8", "replace")
    assert process.wait(timeout=30) == 0
    os.close(main)
    assert "1 decision taken in." in seen
    assert [row["decision"] for row in table(data, "decisions.csv")] == ["not_a_trust"]
