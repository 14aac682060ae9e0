"""What a run is asked to do, and a look over all that it is given.

This comes before Scrapy and the reader are loaded, which takes longer than all of it: so a wrong file or
option is told at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alliance_spiders.alliances import Alliance, all_alliances, find_alliance
from alliance_spiders.knowledge import load_register
from alliance_spiders.national_index.place import INDEX_CODE, index_site
from matching.errors import UserError, WrongUsage
from matching.register import Register
from output.curated import MappingRow, read_mapping


@dataclass(frozen=True, slots=True)
class Shares:
    """What the runs that are joined have in common.

    ``run_at`` is the date of the newest, ``mode`` that of a run over all. ``digests`` are those of the
    recordings that all of them were replays of; empty where one was not.
    """

    run_at: datetime
    mode: str
    digests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What the command line asks for; see ``alliances run --help``.

    ``test_server`` and ``allow_private`` are for tests only: they point the crawl at this machine.
    ``delay`` is in seconds. ``shares`` is set for a run that joins shares.
    """

    data_dir: Path
    replay: tuple[Path, ...] = ()
    sample: bool = False
    only: tuple[str, ...] = ()
    curated_file: Path | None = None
    no_curated: bool = False
    register_file: Path | None = None
    publish_anyway: bool = False
    contact: str = ""
    test_server: str = ""
    allow_private: bool = False
    delay: float = 0.5
    shares: Shares | None = None


@dataclass(frozen=True, slots=True)
class Start:
    """What a run was asked for and starts from, all of it fit for use.

    ``given`` is the mapping of ``curated_file``, none without one. ``with_index`` says whether the index of
    alliances is read, too.
    """

    options: RunOptions
    register: Register
    alliances: tuple[Alliance, ...]
    with_index: bool
    given: tuple[MappingRow, ...] | None


def start_of(options: RunOptions) -> Start:
    """Look over what a run is given; the data folder is left alone.

    Raises:
        UserError: the register, an alliance, the mapping or a recording cannot be used.
    """
    register = load_register(options.register_file, options.data_dir)
    alliances, with_index = chosen(options.only)
    given = read_mapping(options.curated_file) if options.curated_file else None
    look_over(options.replay)
    return Start(options, register, alliances, with_index, given)


def look_over(recordings: Sequence[Path]) -> None:
    """Go over WARC files once, without loading what their pages are read with.

    Raises:
        UserError: one is missing, empty, no WARC, damaged or cut off.
    """
    if recordings:
        from alliance_spiders.crawling.framing import read_records

        for path in recordings:
            for _ in read_records(path):
                pass


def chosen(only: Sequence[str]) -> tuple[tuple[Alliance, ...], bool]:
    """The alliances to read, and whether the index of alliances is read with them.

    Raises:
        UserError: a name is the code or slug of none of them, or only the index is named.
    """
    if not only:
        return all_alliances(), True
    names = [name for name in only if name.lower() not in (INDEX_CODE.lower(), index_site().slug)]
    if not names:
        raise UserError(f"The index is read along with sites. Name an alliance beside --only {only[0]}.")
    try:
        wanted = {find_alliance(name).code for name in names}
    except KeyError as error:
        raise WrongUsage(error.args[0]) from None
    alliances = tuple(alliance for alliance in all_alliances() if alliance.code in wanted)
    return alliances, len(names) < len(only)
