"""What the documents tell people to type exists."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from alliance_spiders.alliances import all_alliances
from alliance_spiders.cli import app
from output.answers import ANSWERS
from output.decision import Verdict
from output.gate import MOST_UNREAD
from output.report_choices import ASKS

ROOT = Path(__file__).parents[2]
DOCS = ("README.md", "docs/decisions.md", "docs/operations.md", "docs/scale.md", "docs/adding-a-spider.md")


def commands(text: str) -> list[list[str]]:
    """Each call of the program: in a code block, a script, or between backticks."""
    verbs = "run|merge|match|members|history|attach|decide|review|verify|register|archive|new-spider|list"
    calls = re.findall(rf"(?:^|[\s`/])alliances ((?:{verbs})\b[^`\n|&>#]*)", text)
    return [shlex.split(call.replace('"$file"', "FILE"), posix=False) for call in calls]


@pytest.mark.parametrize("name", DOCS)
def test_every_command_and_option_in_the_documents_exists(name):
    program = get_command(app)
    found = commands((ROOT / name).read_text("utf-8"))
    assert found
    for verb, *words in found:
        command = program.commands[verb]
        if hasattr(command, "commands") and words:
            command = command.commands[words[0]]
        options = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= options, (verb, words)


def test_the_shares_of_several_machines_hold_sites_enough_to_be_published():
    text = (ROOT / "docs/operations.md").read_text("utf-8")
    shares = text[text.index("--data north") : text.index("alliances merge north south")]
    named = re.findall(r"--only (\w+)", shares)
    known = {alliance.slug for alliance in all_alliances()}
    assert len(named) == len({*named})
    assert {*named} <= known | {"national_index"}
    assert len(known - {*named}) <= len(known) * MOST_UNREAD


@pytest.mark.parametrize("word", [*ASKS, *Verdict])
def test_every_question_and_every_decision_is_explained(word):
    assert f"`{word}`" in (ROOT / "docs/decisions.md").read_text("utf-8")


def answers_in_the_table():
    """The answers that the table “What an answer does” names for each kind of question."""
    text = (ROOT / "docs/decisions.md").read_text("utf-8")
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    found, kinds = {}, []
    for question, answer, _ in (row for row in rows if len(row) == 3):
        kinds = [word for word in re.findall(r"`(\w+)`", question) if word in ASKS] or kinds
        for kind in kinds:
            found.setdefault(kind, set()).update({*re.findall(r"`(\w+)`", answer)} & {*Verdict})
    return found


def test_the_document_names_the_answers_that_each_question_takes():
    assert answers_in_the_table() == {kind: {*verdicts} for kind, verdicts in ANSWERS.items()}


@pytest.mark.parametrize("name", ["docs/decisions.md", "docs/operations.md", "docs/adding-a-spider.md"])
def test_links_and_pictures_are_there(name):
    path = ROOT / name
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", path.read_text("utf-8")):
        assert (path.parent / target).is_file(), target


def test_the_picture_is_small():
    assert (ROOT / "docs/images/report.png").stat().st_size < 200_000
