"""Bad input gives one clear sentence, a status that is not zero, and a data folder as it was."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.conftest import Command

SAMPLE = Path(__file__).parents[1] / "alliance_spiders" / "data" / "sample.warc.gz"
MAPPING_HEADER = "ods_code,ods_name,cancer_alliance_name,cancer_alliance_code,notes\n"
BAD_FILES = {
    "empty": b"",
    "nul": b"\0" * 500,
    "text": b"This is a letter, not a table.\n",
    "html": b"<!doctype html><title>Error</title><p>Not found",
    "cut_gzip": SAMPLE.read_bytes()[:5000],
    "other_gzip": gzip.compress(b"nothing of the kind"),
}
OPTIONS = ("--replay", "--register", "--curated")


def arguments(option: str, path: Path) -> list[str | Path]:
    return [option, path] if option == "--replay" else ["--sample", option, path]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("content", BAD_FILES.values(), ids=BAD_FILES)
def test_unusable_file_is_refused(
    option: str, content: bytes, from_published: Path, alliances: Command, tmp_path: Path
):
    bad = tmp_path / "given.file"
    bad.write_bytes(content)
    before = snapshot(from_published)
    done = alliances("run", "--data", from_published, *arguments(option, bad))
    assert_one_sentence(done.stderr, "given.file")
    assert done.returncode == 1
    assert snapshot(from_published) == before


@pytest.mark.parametrize("option", OPTIONS)
def test_missing_file_is_refused(option: str, from_published: Path, alliances: Command, tmp_path: Path):
    before = snapshot(from_published)
    done = alliances("run", "--data", from_published, *arguments(option, tmp_path / "none.here"))
    assert_one_sentence(done.stderr, "none.here")
    assert done.returncode == 1
    assert snapshot(from_published) == before


@pytest.mark.parametrize(
    "row",
    [
        "XX!,Some Trust,,,\n",
        "RR8,Leeds,,,\nRR8,Leeds,,,\n",
        "RR8,Leeds,Nowhere Cancer Alliance,N99X,\n",
        "RR8,Leeds,Wessex Cancer Alliance,N63,\n",
    ],
)
def test_wrong_row_of_a_mapping_is_named(row: str, alliances: Command, tmp_path: Path):
    bad = tmp_path / "mapping.csv"
    bad.write_text(MAPPING_HEADER + row)
    done = alliances("run", "--sample", "--data", tmp_path / "data", "--curated", bad)
    assert_one_sentence(done.stderr, "line")
    assert done.returncode == 1
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        ["run", "--sample", "--replay", "x.warc.gz"],
        ["run", "--sample", "--curated", "x.csv", "--no-curated"],
        ["run", "--no-such-option"],
        ["members", "--as-of", "yesterday"],
        ["no-such-command"],
        ["run", "--sample", "--only", "atlantis"],
        ["members", "--alliance", "atlantis"],
    ],
)
def test_wrong_usage_ends_with_status_2(wrong: list[str], alliances: Command):
    done = alliances(*wrong)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "asked",
    [
        ["register", "show", "ZZZ"],
        ["match", "no-such-file.csv"],
        ["verify", "--data", "no-such-folder"],
        ["attach", "no-such-file.csv", "--column", "code"],
        ["decide", "no-such-file.csv"],
    ],
)
def test_question_without_an_answer_gets_one_sentence(asked: list[str], alliances: Command, tmp_path: Path):
    folder = [] if "--data" in asked or asked[0] in ("match", "register") else ["--data", tmp_path / "data"]
    done = alliances(*asked, *folder)
    assert done.returncode == 1, done.stdout
    assert_one_sentence(done.stderr)


@pytest.mark.parametrize(
    "asked",
    [
        "members",
        "history RVJ",
        "attach t.csv --column code",
        "decide t.csv",
        "review",
        "verify",
        "archive prune",
    ],
)
def test_a_data_folder_that_is_named_must_be_there(asked: str, alliances: Command, tmp_path: Path):
    done = alliances(*asked.split(), "--data", tmp_path / "nope")
    assert (done.returncode, done.stdout) == (1, "")
    assert_one_sentence(done.stderr, "nope")
    assert list(tmp_path.iterdir()) == []


UNCLOSED = '"Leeds\nRXF,b,,,\n'


@pytest.mark.parametrize(
    ("command", "content", "line"),
    [
        ("match {file}", f"name\n{UNCLOSED}", 2),
        ("attach {file} --column code --data {data}", f"code,name\nRXF,a\nRR8,{UNCLOSED}", 3),
        ("decide {file} --data {data}", f"ods_code,alliance_code,note,decision\nRR8,N63,{UNCLOSED}", 2),
        ("run --sample --data {data} --curated {file}", f"{MAPPING_HEADER}RR8,{UNCLOSED}", 2),
        ("run --sample --data {data} --register {file}", f"ods_code,name\nRXF,a\nRR8,{UNCLOSED}", 3),
    ],
)
def test_a_quotation_mark_that_never_closes_is_one_sentence_with_its_line(
    command: str, content: str, line: int, from_published: Path, alliances: Command, tmp_path: Path
):
    file = tmp_path / "given.csv"
    file.write_text(content)
    before = snapshot(from_published)
    done = alliances(*command.format(file=file, data=from_published).split())
    assert done.returncode == 1
    assert_one_sentence(done.stderr, "given.csv")
    assert f"line {line}:" in done.stderr
    assert "quotation mark" in done.stderr
    assert snapshot(from_published) == before


def assert_one_sentence(text: str, naming: str = "") -> None:
    assert text.startswith("alliances: "), text
    assert "Traceback" not in text
    assert text.count("\n") == 1, text
    assert naming in text
