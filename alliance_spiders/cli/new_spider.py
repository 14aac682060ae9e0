"""``alliances new-spider``: write spider, fixture and test of a site from its recorded pages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alliance_spiders.cli.options import RegisterFile

if TYPE_CHECKING:
    from alliance_spiders.new_spider.write import Written

_HERE = Path()


def new_spider(
    alliance: Annotated[
        str,
        typer.Option(help="The alliance: code or slug; of a new one its ODS code.", metavar="CODE_OR_SLUG"),
    ],
    replay: Annotated[
        list[Path],
        typer.Option(help="A WARC file that holds the site. Repeat for several.", metavar="FILE"),
    ],
    project: Annotated[
        Path, typer.Option(help="The checkout to write into.", metavar="DIR", file_okay=False)
    ] = _HERE,
    name: Annotated[str, typer.Option(help="Of a new alliance: its whole name.")] = "",
    home: Annotated[str, typer.Option(help="Of a new alliance: its home page.", metavar="ADDRESS")] = "",
    code: Annotated[
        str, typer.Option(help="Of a new alliance: its ODS code, where --alliance gives a slug.")
    ] = "",
    board: Annotated[
        list[str] | None,
        typer.Option(
            help="Of a new alliance: code of an integrated care board in its area. Repeat for several."
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the spider and fixture that are there.")
    ] = False,
    register: RegisterFile = None,
) -> None:
    """Write a site's spider, fixture and expected partners from a recording, into a checkout of this project.

    Example: [b]alliances new-spider --alliance swag --replay data/archive/NAME.warc.gz --force[/b]
    """
    from alliance_spiders.knowledge import load_register
    from alliance_spiders.new_spider.order import Order, plan_of
    from alliance_spiders.new_spider.subject import About

    about = About(alliance, name.strip(), home.strip(), code.strip(), tuple(board or ()))
    known = load_register(register, project)
    plan = plan_of(Order(about, tuple(replay), project, force))
    from alliance_spiders.new_spider.write import write_spider

    done = write_spider(plan, known)
    _tell(done, project)


def _tell(done: Written, project: Path) -> None:
    """What was written, what to check, and how to test it."""
    for path in done.files:
        typer.echo(f"{'replaced' if path in done.replaced else 'written'}  {path}")
    for path in done.removed:
        typer.echo(f"removed  {path}")
    typer.echo(f"\n{done.name}: {done.pages_read} recorded pages read. {done.place}")
    typer.echo(f"Likely paths: {', '.join(done.said.likely_paths) or 'the home page'}.")
    if done.dropped:
        typer.echo(f"No longer named, for the recording has no use for them: {', '.join(done.dropped)}.")
    introductions = ", ".join(f"“{words}”" for words in done.said.list_words)
    typer.echo(f"Introduced by: {introductions or 'nothing in particular'}.")
    typer.echo(f"\nCheck these {len(done.rows)} partners against the site, and correct expected.csv:")
    for row in done.rows:
        answer = row["ods_code"] or row["status"].replace("_", " ")
        below = "" if row["counts"] == "yes" else " (below its trust)"
        typer.echo(f"  {row['name_as_written']}  {row['kind']}  {answer}{below}")
    for names, why in (
        (done.missed, "on the recorded pages, not in"),
        (done.extra, "not on the recorded pages, in"),
    ):
        if names:
            typer.echo(f"Listed {why} the fixture: {'; '.join(names)}. Correct the fixture's page by hand.")
    where = "" if project == _HERE else f"cd {project} && "
    typer.echo(f"\nThen run its tests: {where}{done.test_command}")
