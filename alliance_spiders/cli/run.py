"""``alliances run``: crawl, match, compare, write."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from alliance_spiders.cli.options import (
    DEFAULT_DATA,
    Curated,
    DataDir,
    NoCurated,
    Only,
    PublishAnyway,
    RegisterFile,
    UseExitCode,
)

if TYPE_CHECKING:
    from alliance_spiders.start import Start
    from output.run import RunOutcome


CRAWL_DELAY = 0.5  # seconds between two requests to a site, at least; slow sites are given longer


class ExitCode(IntEnum):
    """What ``--exit-code`` ends with; the highest that applies."""

    CHANGES = 10
    QUESTIONS = 11
    HELD = 12


def run(
    data: DataDir = DEFAULT_DATA,
    replay: Annotated[
        list[Path] | None,
        typer.Option(
            help="Read recorded pages from a WARC file; no network. Repeat for several.", metavar="FILE"
        ),
    ] = None,
    sample: Annotated[bool, typer.Option("--sample", help="Read the bundled recording; no network.")] = False,
    only: Only = None,
    curated: Curated = None,
    no_curated: NoCurated = False,
    register: RegisterFile = None,
    publish_anyway: PublishAnyway = False,
    contact: Annotated[
        str,
        typer.Option(
            envvar="ALLIANCES_CONTACT", help="An address that site owners can complain to.", metavar="ADDRESS"
        ),
    ] = "",
    test_server: Annotated[str, typer.Option(envvar="ALLIANCES_TEST_SERVER", hidden=True)] = "",
    allow_private: Annotated[bool, typer.Option(envvar="ALLIANCES_ALLOW_PRIVATE", hidden=True)] = False,
    delay: Annotated[float, typer.Option(envvar="ALLIANCES_DELAY", hidden=True, min=0.0)] = CRAWL_DELAY,
    exit_code: UseExitCode = False,
) -> None:
    """Crawl every alliance, match, compare, and write all outputs into the data folder.

    Example: [b]alliances run --sample --data data[/b]
    """
    if sample and replay:
        raise typer.BadParameter("Give --sample or --replay, not both.")
    check_start(curated, no_curated)
    from alliance_spiders.start import RunOptions, start_of

    options = RunOptions(
        data_dir=data,
        replay=tuple(replay or ()),
        sample=sample,
        only=tuple(only or ()),
        curated_file=curated,
        no_curated=no_curated,
        register_file=register,
        publish_anyway=publish_anyway,
        contact=contact,
        test_server=test_server,
        allow_private=allow_private,
        delay=delay,
    )
    finish(outcome_of(start_of(options)), exit_code)


def outcome_of(start: Start, warnings: Iterable[str] = ()) -> RunOutcome:
    """Do a run and show how it goes on; only here is all loaded that it takes."""
    from alliance_spiders.cli.progress import live_progress
    from alliance_spiders.run import run as do_run

    with live_progress() as progress:
        for sentence in warnings:
            progress.on_warning(sentence)
        return do_run(start, progress)


def check_start(curated: Path | None, no_curated: bool) -> None:
    """Refuse two mappings to start from."""
    if curated and no_curated:
        raise typer.BadParameter("Give --curated or --no-curated, not both.")


def finish(outcome: RunOutcome, exit_code: bool) -> NoReturn:
    """Say what the run came to, and end with its status."""
    for line in outcome.summary:
        typer.echo(line)
    sys.exit(_status(outcome, exit_code))


def _status(outcome: RunOutcome, wanted: bool) -> int:
    if not outcome.published:
        return ExitCode.HELD if wanted else 1
    if not wanted:
        return 0
    if outcome.questions:
        return ExitCode.QUESTIONS
    return ExitCode.CHANGES if outcome.changes else 0
