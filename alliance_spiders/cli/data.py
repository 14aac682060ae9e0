"""Commands that read or extend the data folder: members, history, attach, decide."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from alliance_spiders.cli.options import (
    DEFAULT_DATA,
    AsOf,
    KnownDataDir,
    OutFile,
    OwnDataDir,
    RegisterFile,
    parse_date,
)
from alliance_spiders.cli.streams import STANDARD_INPUT, written
from matching.errors import UserError, WrongUsage
from matching.out_file import appears_whole

_IN_MEMORY = 32_000_000  # bytes of a table


def members(
    alliance: Annotated[
        str | None, typer.Option("--alliance", help="Only this alliance, by code or slug.", metavar="CODE")
    ] = None,
    as_of: AsOf = None,
    data: KnownDataDir = DEFAULT_DATA,
) -> None:
    """Who is a member, today or as known on a date. Writes CSV to standard output.

    Example: [b]alliances members --alliance N48 --as-of 2026-09-30[/b]
    """
    from alliance_spiders.alliances import find_alliance
    from alliance_spiders.knowledge import load_register
    from output.members import members as list_members

    day = parse_date(as_of)
    try:
        code = find_alliance(alliance).code if alliance else None
    except KeyError as error:
        raise WrongUsage(error.args[0]) from None
    _emit(list_members(data, code, day, load_register(None, data)).to_csv())


def history(
    code: Annotated[str, typer.Argument(help="The code of a trust or of an alliance.")],
    data: KnownDataDir = DEFAULT_DATA,
    register: RegisterFile = None,
) -> None:
    """All that happened to one trust or one alliance. Writes CSV to standard output.

    Example: [b]alliances history RVJ[/b]
    """
    from alliance_spiders.knowledge import known_register
    from output.members import history as list_history

    _emit(list_history(data, code, known_register(register, data)).to_csv())


def attach(
    table: Annotated[
        str, typer.Argument(help="Any CSV that holds ODS trust codes, or - for standard input.")
    ],
    column: Annotated[str, typer.Option("--column", help="The column that holds the codes.", metavar="NAME")],
    as_of: AsOf = None,
    out: OutFile = None,
    data: KnownDataDir = DEFAULT_DATA,
    register: RegisterFile = None,
) -> None:
    """Add the alliance to any table of trusts; closed trusts take their successor's.

    Example: [b]alliances attach prescribing.csv --column trust_code --out with_alliance.csv[/b]
    """
    from alliance_spiders.knowledge import published_register
    from output.attach import Tally
    from output.attach import attach as attach_alliances

    day, tally = parse_date(as_of), Tally()
    known = published_register(register, data, day)
    given = sys.stdin.buffer if table == STANDARD_INPUT else Path(table)
    _emit_whole(attach_alliances(given, column, data, day, known, tally), out)
    typer.echo(str(tally), err=True)


def decide(
    decisions: Annotated[
        Path, typer.Argument(help="The decisions.csv saved from the report, or review.xlsx filled in.")
    ],
    data: OwnDataDir = DEFAULT_DATA,
) -> None:
    """Take in a curator's decisions: all of them, or none with each wrong line named.

    Example: [b]alliances decide decisions.csv[/b]
    """
    from alliance_spiders.knowledge import known_register
    from output.decisions import take_in

    count = take_in(
        decisions, data, known_register(None, data), on_aside=lambda sentence: typer.echo(sentence, err=True)
    )
    typer.echo(f"{count} decision{'' if count == 1 else 's'} taken in. The next run follows them.")


def _emit(content: bytes, out: Path | None = None) -> None:
    with written(out) as target:
        target.write(content)


def _emit_whole(pieces: Iterator[bytes], out: Path | None) -> None:
    """Write all pieces or none: what cannot be taken back waits in a temporary file until all have come."""
    waits = out is None or not appears_whole(out)
    try:
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool, written(out) as target:
            place = spool if waits else target
            for piece in pieces:
                place.write(piece)
            if waits:
                spool.seek(0)
                shutil.copyfileobj(spool, target)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UserError(
            f"The table cannot be written: {error.strerror or error}. Is the disk full?"
        ) from None
