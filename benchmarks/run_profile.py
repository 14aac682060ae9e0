"""Where the time of a whole run goes: ``python -m benchmarks.run_profile [--times 5]``.

Runs ``alliances run --sample`` in processes of its own under Python's profiler and adds up each function's
own time by where it lives. A built-in function counts where it is called from. The profiler slows calls more
than work inside one call, so that shares are a guide, not a measure; they are medians. The sites are read in
the profiled process, as they are where no others can be started: a profiler sees only its own.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

TIMES = 5
_SHOWN = 0.005  # the least share that has a line of its own
# The first part of a file's path that fits names its place.
_PLACES = (
    ("alliance_spiders/reading/parsing", "parsing"),
    ("alliance_spiders/reading/nodes", "parsing"),
    ("alliance_spiders/reading/", "reading: lists, names and mentions"),
    ("matching/", "matching names"),
    ("alliance_spiders/crawling/", "crawling and recording"),
    ("alliance_spiders/", "the rest of alliance_spiders"),
    ("output/", "history, mapping and report"),
    ("/bs4/", "parsing"),
    ("/scrapy/", "Scrapy and Twisted"),
    ("/twisted/", "Scrapy and Twisted"),
    ("/parsel/", "Scrapy and Twisted"),
    ("/w3lib/", "Scrapy and Twisted"),
    ("/itemloaders/", "Scrapy and Twisted"),
    ("/warcio/", "reading and writing of WARC"),
    ("/jinja2/", "history, mapping and report"),
    ("/openpyxl/", "workbook"),
    ("importlib", "importing modules"),
    ("/dataclasses.py", "importing modules"),
    ("/typing.py", "importing modules"),
    ("/inspect.py", "importing modules"),
    ("/enum.py", "importing modules"),
    ("/re/", "compiling patterns"),
    ("/sre_", "compiling patterns"),
    ("/urllib/", "taking addresses apart"),
    ("/copy.py", "Scrapy and Twisted"),  # settings are copied for each spider
    ("/asyncio/", "Scrapy and Twisted"),
)
_ELSEWHERE = "other libraries and Python itself"
Function = tuple[str, int, str]


def shares(times: int = TIMES) -> dict[str, float]:
    """The share of a run's time by place, largest first; medians over ``times`` runs."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for _ in range(times):
        for place, share in _shares_of_one().items():
            found[place].append(share)
    medians = {place: statistics.median(each) for place, each in found.items()}
    return dict(sorted(medians.items(), key=lambda item: -item[1]))


def table(found: Mapping[str, float]) -> Iterator[str]:
    """Lines of a Markdown table."""
    yield "| where | share of the time |"
    yield "|---|--:|"
    for place, share in found.items():
        if share >= _SHOWN:
            yield f"| {place} | {share:.0%} |"


def _shares_of_one() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "profile"
        command = [sys.executable, "-m", "benchmarks.run_profile", "--child", str(profile), folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        stats: dict[Function, Any] = pstats.Stats(str(profile)).stats  # type: ignore[attr-defined]
    seconds: defaultdict[str, float] = defaultdict(float)
    for function, (_, _, own, _, callers) in stats.items():
        for place, spent in _spent(function, own, callers):
            seconds[place] += spent
    whole = sum(seconds.values())
    return {place: spent / whole for place, spent in seconds.items()}


def _spent(function: Function, own: float, callers: Mapping[Function, Any]) -> Iterator[tuple[str, float]]:
    """Places and seconds of one function; those of a built-in one are its callers'."""
    if function[0] != "~" or not callers:
        yield _place(function[0]), own
        return
    for caller, (_, _, spent, _) in callers.items():
        yield _place(caller[0]), spent


def _place(path: str) -> str:
    plain = path.replace("\\", "/")
    return next((place for part, place in _PLACES if part in plain), _ELSEWHERE)


def _child(profile: str, folder: str) -> None:
    """One run under the profiler, imports included."""
    profiler = cProfile.Profile()
    profiler.enable()
    from alliance_spiders import readers

    def none(*_: object, **__: object) -> None:
        raise OSError

    setattr(readers, "ProcessPoolExecutor", none)  # noqa: B010 - what runs in its place has no such type
    from alliance_spiders.cli import main as command

    sys.argv = ["alliances", "run", "--sample", "--data", f"{folder}/data"]
    try:
        command()
    except SystemExit:
        pass
    finally:
        profiler.disable()
        profiler.dump_stats(profile)


def main(arguments: Iterable[str]) -> None:
    """Print the table."""
    given = list(arguments)
    if given[:1] == ["--child"]:
        _child(*given[1:])
        return
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=TIMES, help="runs, of which the median is taken")
    print(*table(shares(parser.parse_args(given).times)), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
