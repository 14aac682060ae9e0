"""``alliances verify``: is every fact where it says it is, and what the run found?"""

from __future__ import annotations

import typer

from alliance_spiders.cli.options import DEFAULT_DATA, DataDir


def verify(data: DataDir = DEFAULT_DATA) -> None:
    """Check every row of partners.csv against the recordings and the history of the last run.

    The recorded pages are held against their digests and read again; each cell, each row that is missing and
    each that is too many is named with its line and column. Ends with status 1 if anything does not hold.

    Example: [b]alliances verify --data data[/b]
    """
    from alliance_spiders.pruning import missing
    from alliance_spiders.verify import verify as verify_folder

    outcome = verify_folder(data)
    if gone := missing(data):
        typer.echo(f"Pruned, so no longer to be checked: {', '.join(gone)}.")
    for note in outcome.notes:
        typer.echo(note)
    if not outcome.faults:
        typer.echo(
            f"All {outcome.checked} rows of partners.csv stand in the recordings where they say, "
            "and are what the run found."
        )
        return
    for fault in outcome.faults:
        typer.echo(str(fault), err=True)
    noun = "fault" if len(outcome.faults) == 1 else "faults"
    typer.echo(
        f"{outcome.faulty_rows} of {outcome.checked} rows could not be confirmed; "
        f"{len(outcome.faults)} {noun} in all.",
        err=True,
    )
    raise typer.Exit(1)
