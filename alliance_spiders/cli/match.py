"""``alliances match``: names to codes, no crawl."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Annotated

import typer

from alliance_spiders.cli.options import DEFAULT_DATA, DataDir, OutFile, RegisterFile
from alliance_spiders.cli.streams import STANDARD_INPUT, opened, written


def match(
    names: Annotated[
        str, typer.Argument(help="A CSV with a column “name”, plain lines, or - for standard input.")
    ],
    out: OutFile = None,
    data: DataDir = DEFAULT_DATA,
    register: RegisterFile = None,
) -> None:
    """Names to codes: one answer for each name, with the reason in words.

    A column “alliance_code” beside the names settles those that fit several trusts.

    Example: [b]alliances match names.csv --out codes.csv[/b]
    """
    from alliance_spiders.knowledge import load_matcher, load_register
    from matching.table import open_names, write_answers

    what = "Standard input" if names == STANDARD_INPUT else f"“{Path(names)}”"
    with opened(names) as stream:
        questions = open_names(stream, what)
        matcher = load_matcher(load_register(register, data))
        with written(out) as target:
            text = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
            write_answers(matcher, questions, text)
            text.detach()
