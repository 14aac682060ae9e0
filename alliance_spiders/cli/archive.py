"""``alliances archive``: the recordings of a data folder."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_spiders.cli.options import DEFAULT_DATA, OwnDataDir

app = typer.Typer(help="The recordings of a data folder.", no_args_is_help=True, rich_markup_mode="rich")


@app.callback()
def archive() -> None:
    """The recordings of a data folder."""


@app.command()
def prune(
    data: OwnDataDir = DEFAULT_DATA,
    keep: Annotated[int, typer.Option(help="How many of the newest recordings stay.", min=1)] = 8,
) -> None:
    """Remove old recordings that nothing rests on any more; archive/pruned.csv says which, with digests.

    Example: [b]alliances archive prune --keep 8[/b]
    """
    from alliance_spiders.pruning import prune as prune_folder

    outcome = prune_folder(data, keep)
    typer.echo(f"{len(outcome.removed)} recordings removed, {outcome.bytes / 1e6:.1f} MB.")
    for name in outcome.needed:
        typer.echo(f"{name} stays, because the last known state of a site rests on it.")
