"""What the terminal shows while a run goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from alliance_spiders.alliances import all_alliances
from alliance_spiders.items import SiteResult, SiteState
from alliance_spiders.run import Progress as RunProgress

_GOOD = (SiteState.HEALTHY, SiteState.HEALED)


@contextmanager
def live_progress() -> Iterator[RunProgress]:
    """A bar over the sites on standard error, with a line for each site that is not well.

    Where standard error is no terminal (a scheduled job), only those lines are written.
    """
    console = Console(stderr=True)
    names = {alliance.code: alliance.name for alliance in all_alliances()}
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Reading sites", total=None)
        pages: dict[str, int] = {}

        def on_start(sites: int) -> None:
            bar.update(task, total=sites)

        def on_page(code: str, count: int) -> None:
            pages[code] = count
            bar.update(task, description=f"Reading sites ({sum(pages.values())} pages)")

        def on_site(result: SiteResult) -> None:
            bar.advance(task)
            if result.state not in _GOOD:
                console.print(f"{names[result.alliance_code]}: {result.state}. {result.detail}", markup=False)

        def on_warning(sentence: str) -> None:
            console.print(f"Warning: {sentence}", markup=False)

        yield RunProgress(on_start=on_start, on_page=on_page, on_site=on_site, on_warning=on_warning)
