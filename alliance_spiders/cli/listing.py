"""``alliances list``: the alliances and how each fared last time."""

from __future__ import annotations

from alliance_spiders.alliances import all_alliances
from alliance_spiders.cli.options import DEFAULT_DATA, DataDir

DAY = 10  # characters of a date without its time
WIDE = 220  # columns where the output goes into a file or another program


def list_alliances(data: DataDir = DEFAULT_DATA) -> None:
    """The alliances, their sites and how each fared last time.

    Example: [b]alliances list --data data[/b]
    """
    from rich.console import Console
    from rich.table import Table

    from output.history import how_sites_fared

    last = how_sites_fared(data)
    table = Table(box=None, pad_edge=False)
    for heading in ("code", "spider", "alliance", "state", "trusts", "last healthy", "home"):
        table.add_column(heading, no_wrap=heading not in ("alliance", "home"), overflow="fold")
    for alliance in all_alliances():
        fared = last.get(alliance.code)
        table.add_row(
            alliance.code,
            alliance.slug,
            alliance.name,
            fared.state if fared else "never crawled",
            str(fared.trusts_found) if fared else "",
            fared.last_healthy[:DAY] if fared else "",
            alliance.home,
        )
    console = Console()
    Console(width=None if console.is_terminal else WIDE).print(table)
