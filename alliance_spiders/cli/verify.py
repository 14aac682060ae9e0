"""``alliances verify``: is every fact where it says it is?"""

from __future__ import annotations

import typer

from alliance_spiders.cli.options import DEFAULT_DATA, DataDir

SHOWN_FAULTS = 20


def verify(data: DataDir = DEFAULT_DATA) -> None:
    """Re-read the recordings and check every row of partners.csv against them.

    Example: [b]alliances verify --data data[/b]
    """
    from alliance_spiders.pruning import missing
    from alliance_spiders.verify import verify as verify_folder

    outcome = verify_folder(data)
    if gone := missing(data):
        typer.echo(f"Pruned, so no longer to be checked: {', '.join(gone)}.")
    if not outcome.faults:
        typer.echo(f"All {outcome.checked} rows of partners.csv stand in the recordings where they say.")
        return
    for fault in outcome.faults[:SHOWN_FAULTS]:
        typer.echo(f"partners.csv line {fault.line}, “{fault.name}”: {fault.problem}.", err=True)
    typer.echo(f"{len(outcome.faults)} of {outcome.checked} rows could not be confirmed.", err=True)
    raise typer.Exit(1)
