"""``alliances merge``: the shares of several machines joined into one run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

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
from alliance_spiders.cli.run import check_start, finish, outcome_of


def merge(
    shares: Annotated[
        list[Path], typer.Argument(help="The data folders of runs with --only.", metavar="DATA...")
    ],
    data: DataDir = DEFAULT_DATA,
    only: Only = None,
    curated: Curated = None,
    no_curated: NoCurated = False,
    register: RegisterFile = None,
    publish_anyway: PublishAnyway = False,
    exit_code: UseExitCode = False,
) -> None:
    """Join the shares of a crawl into one run, the same as one run over all of their alliances.

    Each share is the data folder of a run with --only; of several runs in one folder, the last counts. Its
    recording is read anew; mapping and decisions are those of the folder that is merged into. An alliance
    that no share holds counts as unreachable, unless --only leaves it out.

    Example: [b]alliances merge north south --data data[/b]
    """
    check_start(curated, no_curated)
    from alliance_spiders.merge import join
    from alliance_spiders.start import RunOptions, chosen, start_of
    from alliance_spiders.version import code_version

    alliances, _ = chosen(only or ())
    joined = join(shares, data, alliances, code_version())
    options = RunOptions(
        data_dir=data,
        replay=joined.recordings,
        only=tuple(only or ()),
        curated_file=curated,
        no_curated=no_curated,
        register_file=register,
        publish_anyway=publish_anyway,
        shares=joined.common,
    )
    finish(outcome_of(start_of(options), joined.warnings), exit_code)
