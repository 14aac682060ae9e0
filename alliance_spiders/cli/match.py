"""``alliances match``: names to codes, no crawl."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alliance_spiders.cli.options import DEFAULT_DATA, DataDir, OutFile, RegisterFile
from alliance_spiders.cli.streams import STANDARD_INPUT, opened, written

if TYPE_CHECKING:
    from matching.register import Register
    from matching.table import Question

    Answering = Callable[[Iterable[Question]], Iterator[str]]


class Engine(StrEnum):
    """Where names are matched."""

    PLAIN = "plain"
    DASK = "dask"


def match(
    names: Annotated[
        str, typer.Argument(help="A CSV with a column “name”, plain lines, or - for standard input.")
    ],
    column: Annotated[
        str | None,
        typer.Option(help="The column that holds the names [default: name].", metavar="NAME"),
    ] = None,
    out: OutFile = None,
    data: DataDir = DEFAULT_DATA,
    register: RegisterFile = None,
    engine: Annotated[
        Engine,
        typer.Option(help="Match in this process, or on a Dask cluster: the answers are the same."),
    ] = Engine.PLAIN,
    scheduler: Annotated[
        str | None,
        typer.Option(
            help="With [b]--engine dask[/b]: the scheduler to use [default: one process for each core here].",
            metavar="ADDRESS",
        ),
    ] = None,
) -> None:
    """Names to codes: one answer for each row, with the reason in words; a blank row keeps its place.

    A column “alliance_code” beside the names (codes or slugs of alliances) settles those that fit several
    trusts. Text is UTF-8, UTF-16 with a mark, or Windows-1252.

    Example: [b]alliances match names.csv --out codes.csv[/b]
    """
    from alliance_spiders.knowledge import load_register
    from matching.collector import no_cycle_collection
    from matching.parts import header
    from matching.table import open_names

    if scheduler and engine is not Engine.DASK:
        raise typer.BadParameter("--scheduler needs --engine dask.")
    what = "Standard input" if names == STANDARD_INPUT else f"“{Path(names)}”"
    with opened(names) as stream:
        questions = open_names(stream, what, column, cache(_alliance_code))
        answers = _engine(engine, load_register(register, data), scheduler)
        with answers as answered, written(out) as target, no_cycle_collection():
            text = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
            text.write(header())
            text.writelines(answered(questions))
            text.detach()


def _alliance_code(written: str) -> str:
    from alliance_spiders.alliances import find_alliance

    return find_alliance(written).code


def _engine(engine: Engine, register: Register, scheduler: str | None) -> AbstractContextManager[Answering]:
    """A function from rows to lines of answers."""
    from alliance_spiders.knowledge import areas_of, load_matcher
    from matching.errors import UserError
    from matching.parts import answered

    if engine is Engine.PLAIN:
        matcher = load_matcher(register)
        return nullcontext(lambda questions: (answered(matcher, [asked]) for asked in questions))
    try:
        from matching.on_dask import dask_answers
    except ModuleNotFoundError as missing:
        raise UserError(
            f"The engine “dask” needs {missing.name}, which is not installed. "
            "Install it: pip install '.[dask]' in the folder of this program"
        ) from None
    return dask_answers(register, areas_of(register, {}), scheduler)
