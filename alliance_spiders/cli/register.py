"""``alliances register``: refresh, show, status."""

from __future__ import annotations

from typing import Annotated

import typer

from alliance_spiders.cli.options import DEFAULT_DATA, DataDir, OutFile, RegisterFile
from matching.errors import UserError

app = typer.Typer(
    help="The register of NHS trusts: refresh it, show a trust, tell its age.", no_args_is_help=True
)


@app.command()
def show(
    code: Annotated[str, typer.Argument(help="The code of a trust, open or closed.")],
    data: DataDir = DEFAULT_DATA,
    register: RegisterFile = None,
) -> None:
    """One trust with its whole line of succession.

    Example: [b]alliances register show RA7[/b]
    """
    from alliance_spiders.knowledge import load_register
    from matching.succession import story

    known = load_register(register, data)
    wanted = code.strip().upper()
    if wanted not in known.trusts:
        raise UserError(f"The register knows no trust with the code “{code}”. Codes look like RA7.")
    for line in story(known, wanted):
        typer.echo(line)


@app.command()
def status(data: DataDir = DEFAULT_DATA, register: RegisterFile = None) -> None:
    """How old the register is and what it holds.

    Example: [b]alliances register status[/b]
    """
    from alliance_spiders.knowledge import load_register
    from matching.status import describe

    for line in describe(load_register(register, data)):
        typer.echo(line)


@app.command()
def refresh(
    data: DataDir = DEFAULT_DATA,
    out: OutFile = None,
    base_url: Annotated[
        str,
        typer.Option(
            help="Ask this address instead of ODS, for a mirror.", metavar="URL", show_default=False
        ),
    ] = "",
) -> None:
    """Fetch the register from ODS, all of it or nothing, and say what changed.

    It is written to register.json in the data folder, where the next run finds it. With a key in the
    environment variable ODS_API_KEY single trusts are asked for by FHIR.

    Example: [b]alliances register refresh --data data[/b]
    """
    from alliance_spiders.knowledge import load_register, register_in
    from matching.ods import OdsService
    from matching.refresh import refresh as refresh_register

    target = out or register_in(data)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            f"“{target.parent}” cannot be made: {error.strerror}. Choose another place."
        ) from None
    outcome = refresh_register(load_register(None, data), target, OdsService.from_environment(base_url))
    for line in outcome.lines():
        typer.echo(line)
    typer.echo(f"Written to {target}.")
