"""``alliances verify``: is every fact where it says it is, and what the run found?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from alliance_spiders.cli.options import DEFAULT_DATA, DataDir

if TYPE_CHECKING:
    from alliance_spiders.verifying.outcome import Verification


def verify(data: DataDir = DEFAULT_DATA) -> None:
    """Check every row of partners.csv against the recordings and the history of the last run.

    The recorded pages are held against their digests and read again; each cell, each row that is missing and
    each that is too many is named with its line and column. mapping.csv, mapping_all_codes.csv and
    memberships.csv are held against the history. Ends with status 1 if anything does not hold.

    Example: [b]alliances verify --data data[/b]
    """
    from alliance_spiders.verify import verify as verify_folder

    outcome = verify_folder(data)
    from alliance_spiders.pruning import missing

    if gone := missing(data):
        typer.echo(f"Pruned, so no longer to be checked: {', '.join(gone)}.")
    for note in outcome.notes:
        typer.echo(note)
    if not outcome.faults:
        typer.echo(_all_well(outcome))
        return
    for fault in outcome.faults:
        typer.echo(str(fault), err=True)
    typer.echo(_not_well(outcome), err=True)
    raise typer.Exit(1)


def _all_well(outcome: Verification) -> str:
    stand = "stand in the recordings where they say, and " if outcome.recorded else ""
    return (
        f"All {outcome.checked} rows of partners.csv {stand}are what the run found. "
        "The mapping and its memberships are those that the history has."
    )


def _not_well(outcome: Verification) -> str:
    count = len(outcome.faults)
    faults = f"{count} fault{'' if count == 1 else 's'} in all"
    if outcome.recorded:
        return f"{outcome.faulty_rows} of {outcome.checked} rows could not be confirmed; {faults}."
    return (
        f"{outcome.checked} of {outcome.checked} rows could not be held against the recording; "
        f"{outcome.faulty_rows} of them are not what the history has; {faults}."
    )
