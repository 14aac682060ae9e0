"""Options that several commands share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from matching.errors import UserError

DEFAULT_DATA = Path("data")

DataDir = Annotated[
    Path, typer.Option("--data", help="The data folder.", metavar="DIR", file_okay=False, show_default=True)
]


def _must_be_there(folder: Path) -> Path:
    if not folder.is_dir():
        raise UserError(
            f"There is no data folder “{folder}”. Check the path, or make one: alliances run --data {folder}"
        )
    return folder


def _must_be_there_if_named(context: typer.Context, param: typer.CallbackParam, folder: Path) -> Path:
    source = context.get_parameter_source(param.name or "")
    if source is not None and source.name != "DEFAULT":
        return _must_be_there(folder)
    if not folder.is_dir():
        typer.echo(
            f"There is no data folder “{folder}” yet; the mapping that comes with the program answers.",
            err=True,
        )
    return folder


OwnDataDir = Annotated[
    Path,
    typer.Option(
        "--data", help="The data folder of a run.", metavar="DIR", file_okay=False, callback=_must_be_there
    ),
]
"""For commands that make no sense without what a run left."""
KnownDataDir = Annotated[
    Path,
    typer.Option(
        "--data", help="The data folder.", metavar="DIR", file_okay=False, callback=_must_be_there_if_named
    ),
]
"""For commands that the bundled mapping can answer as well, as long as no folder is named."""
RegisterFile = Annotated[
    Path | None,
    typer.Option(
        "--register",
        help="The register to use: a file that [b]alliances register refresh[/b] wrote, a CSV of trusts, or "
        "the ODS report “etr” [default: register.json of the data folder, else the bundled one].",
        metavar="FILE",
    ),
]


def parse_date(text: str | None) -> date | None:
    """The day that an option names.

    Raises:
        typer.BadParameter: the text is no date like 2026-04-30.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"“{text}” is no date. Write it like 2026-04-30.") from None


Only = Annotated[
    list[str] | None, typer.Option(help="Only this alliance. Repeat for several.", metavar="CODE_OR_SLUG")
]
Curated = Annotated[
    Path | None,
    typer.Option(
        help="The mapping to start from [default: the data folder's mapping.csv, else the bundled].",
        metavar="FILE",
    ),
]
NoCurated = Annotated[bool, typer.Option("--no-curated", help="Start from nothing.")]
PublishAnyway = Annotated[
    bool, typer.Option("--publish-anyway", help="Publish although the gate would hold. This is recorded.")
]
UseExitCode = Annotated[
    bool, typer.Option("--exit-code", help="End with 10 (changes), 11 (questions) or 12 (held back).")
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="As known on this day, like 2026-09-30.", metavar="DATE")
]
OutFile = Annotated[
    Path | None, typer.Option("--out", help="Write here instead of to standard output.", metavar="FILE")
]
