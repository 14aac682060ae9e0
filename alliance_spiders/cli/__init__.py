"""The command line ``alliances``, which joins crawl, matching and output."""

from __future__ import annotations

import errno
import os
import sys
from typing import Annotated

import typer

from alliance_spiders.cli import (
    archive,
    data,
    listing,
    match,
    merge,
    new_spider,
    register,
    review,
    run,
    verify,
)
from matching.errors import UserError, WrongUsage

_DISK_FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO)
app = typer.Typer(
    name="alliances",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


def _tell_version(wanted: bool) -> None:
    if wanted:
        from alliance_spiders.version import code_version

        typer.echo(f"alliances {code_version()}")
        raise typer.Exit


@app.callback()
def alliances(
    version: Annotated[
        bool,
        typer.Option("--version", help="Tell the version and end.", callback=_tell_version, is_eager=True),
    ] = False,
) -> None:
    """Which NHS trust partners with which Cancer Alliance, read from the alliances' own websites."""


app.command("run")(run.run)
app.command("merge")(merge.merge)
app.command("match")(match.match)
app.command("members")(data.members)
app.command("history")(data.history)
app.command("attach")(data.attach)
app.command("decide")(data.decide)
app.command("review")(review.review)
app.command("verify")(verify.verify)
app.add_typer(register.app, name="register")
app.add_typer(archive.app, name="archive")
app.command("new-spider")(new_spider.new_spider)
app.command("list")(listing.list_alliances)


def main() -> None:
    """Run the command line; a mistake of the user ends in one sentence and status 1 or 2."""
    try:
        app()
    except WrongUsage as error:
        print(f"alliances: {error}", file=sys.stderr)
        sys.exit(2)
    except UserError as error:
        print(f"alliances: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        # The reader of a pipe (`alliances members | head`) has had enough; that is no failure.
        _let_go_of_output()
    except OSError as error:
        if error.errno not in _DISK_FULL:
            raise
        _let_go_of_output()
        print(f"alliances: The output cannot be written: {error.strerror}.", file=sys.stderr)
        sys.exit(1)


def _let_go_of_output() -> None:
    """Nothing more is written; else Python would try once more in the end, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
