"""What a run costs beside a bare Scrapy crawl: ``python -m benchmarks.run_speed [--times 5]``.

Every figure comes from a fresh process. The bare crawl is Scrapy with its own settings, one spider for each
host, which asks the same recording for the same addresses and throws the answers away. Beside it stand the
project's crawl of the same recording without reading, the same with reading, and the whole command. The
processes alternate, so that a busy machine slows all of them alike. The project reads in processes of its
own, on every processor there is; so both the time that passes and that of all processors are told.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import psutil

NAME = "Royal Free London NHS Foundation Trust"
_MODULE = "benchmarks.run_speed"
_LOOK = 0.01  # seconds between two looks at the memory
_COMMAND = "from alliance_spiders.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; seconds are medians, ratios those to the bare crawl.

    ``stage`` are the seconds of the work alone, without start-up and the reading in of the recording; 0 where
    it is not told. ``cpu`` are the seconds of all processors, ``memory`` the MiB of all processes together.
    """

    what: str
    wall: float
    cpu: float
    memory: float
    wall_ratio: float = 0.0
    cpu_ratio: float = 0.0
    stage: float = 0.0
    stage_ratio: float = 0.0


@dataclass(frozen=True, slots=True)
class _Cost:
    """What one command took, in seconds."""

    wall: float
    cpu: float
    stage: float


def rows(times: int = 5) -> list[Row]:
    """The crawls beside each other, then the quick commands and the loading of the register."""
    return [*crawl_rows(times), *quick_rows(times)]


def crawl_rows(times: int = 5) -> list[Row]:
    """The bare crawl, the project's crawl without and with reading, and the whole run."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "addresses.json"
        _measured(_child("addresses", str(plan)))
        kinds = {
            "bare Scrapy crawl": _child("bare", str(plan)),
            "crawl without reading": _child("crawl", folder),
            "crawl with reading": _child("read", folder),
            "alliances run --sample": _command("run", "--sample", "--data", f"{folder}/data"),
        }
        costs = _alternating(kinds, times)
        memory = {what: _memory(command) for what, command in kinds.items()}
    bare = _median(costs["bare Scrapy crawl"])
    return [_row(what, _median(each), memory[what], bare) for what, each in costs.items()]


def quick_rows(times: int = 5) -> list[Row]:
    """Commands that must answer at once, and the register."""
    with tempfile.TemporaryDirectory() as folder:
        names = Path(folder) / "names.txt"
        names.write_text(f"{NAME}\n", "utf-8")
        kinds = {
            "alliances --help": _command("--help"),
            "alliances match, one name": _command("match", str(names), "--data", folder),
            "load the register": _child("register", folder),
        }
        costs = _alternating(kinds, times)
        memory = {what: _memory(command) for what, command in kinds.items()}
    return [_row(what, _median(each), memory[what], None) for what, each in costs.items()]


def table(found: Iterable[Row]) -> Iterator[str]:
    """Lines of a Markdown table."""
    yield "| what | wall s | × bare | work alone, s | × bare | CPU s, all cores | × bare | peak MiB |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    for row in found:
        ratios = (row.wall_ratio, row.stage_ratio, row.cpu_ratio)
        wall, work, cpu = (f"{each:.2f}" if each else "" for each in ratios)
        stage = f"{row.stage:.3f}" if row.stage else ""
        yield (
            f"| {row.what} | {row.wall:.2f} | {wall} | {stage} | {work} | {row.cpu:.2f} | {cpu} "
            f"| {row.memory:.0f} |"
        )


# -- measuring ------------------------------------------------------------------------------------------


def _alternating(kinds: dict[str, list[str]], times: int) -> dict[str, list[_Cost]]:
    """The costs of each command, run one after the other ``times`` times."""
    costs: dict[str, list[_Cost]] = defaultdict(list)
    for _ in range(times):
        for what, command in kinds.items():
            costs[what].append(_measured(command))
    return costs


def _measured(command: list[str]) -> _Cost:
    """Run a command; what it and all that it started took is told by a process that only waits for it."""
    watch = [sys.executable, "-m", _MODULE, "--watch", *command]
    done = subprocess.run(watch, check=True, capture_output=True, text=True)
    return _Cost(**json.loads(done.stdout.splitlines()[-1]))


def _watch(command: list[str]) -> None:
    """Run a command and print its cost; a line ``stage …`` of its own is taken over."""
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    wall = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    stages = [line.partition(" ")[2] for line in done.stdout.splitlines() if line.startswith("stage ")]
    cost = {
        "wall": wall,
        "cpu": used.ru_utime + used.ru_stime,
        "stage": float(stages[-1]) if stages else 0.0,
    }
    print(json.dumps(cost))


def _memory(command: list[str]) -> float:
    """The most MiB that a command and all that it starts have at once; what they share counts once."""
    run = psutil.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0
    while run.poll() is None:
        most = max(most, sum(map(_share, (run, *run.children(recursive=True)))))
        time.sleep(_LOOK)
    return most / 2**20


def _share(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:  # it has ended
        return 0


def _median(costs: list[_Cost]) -> _Cost:
    def of(name: str) -> float:
        return statistics.median(getattr(cost, name) for cost in costs)

    return _Cost(of("wall"), of("cpu"), of("stage"))


def _row(what: str, cost: _Cost, memory: float, bare: _Cost | None) -> Row:
    return Row(
        what,
        cost.wall,
        cost.cpu,
        memory,
        cost.wall / bare.wall if bare else 0.0,
        cost.cpu / bare.cpu if bare else 0.0,
        cost.stage,
        cost.stage / bare.stage if bare else 0.0,
    )


def _child(task: str, argument: str) -> list[str]:
    return [sys.executable, "-m", _MODULE, "--child", task, argument]


def _command(*arguments: str) -> list[str]:
    """A command of the project, started as its console script starts it."""
    return [sys.executable, "-c", _COMMAND, *arguments]


# -- what the processes do ------------------------------------------------------------------------------


def _timed(work: Callable[[], object]) -> None:
    start = time.perf_counter()
    work()
    print(f"stage {time.perf_counter() - start}")


def _sample() -> AbstractContextManager[Path]:
    return as_file(files("alliance_spiders").joinpath("data/sample.warc.gz"))


def _addresses(path: str) -> None:
    """Write down which addresses a crawl of the sample asks for, those without an answer included."""
    from alliance_spiders.crawling.answers import Answer
    from alliance_spiders.crawling.recording import Recording

    asked: dict[str, None] = {}

    class Listening(Recording):
        def lookup(self, url: str) -> Answer | None:
            asked[url] = None
            return super().lookup(url)

    with _sample() as sample:
        _crawl(Listening.open(sample), None, read=False)
    Path(path).write_text(json.dumps(list(asked)), "utf-8")


def _crawl(recording: object, archive: Path | None, *, read: bool) -> None:
    """The project's crawl of a recording, with or without the reading of each site, as a run has them."""
    from alliance_spiders.alliances import all_alliances
    from alliance_spiders.collection import rare_collection
    from alliance_spiders.crawling.options import CrawlOptions
    from alliance_spiders.crawling.recording import Recording
    from alliance_spiders.crawling.runner import crawl
    from alliance_spiders.health import Expectation
    from alliance_spiders.items import SiteCrawl
    from alliance_spiders.knowledge import areas_of
    from alliance_spiders.national_index.place import index_site
    from alliance_spiders.readers import Readers, Task, readers
    from matching.register import Register

    assert isinstance(recording, Recording)
    known = {alliance.code: alliance for alliance in all_alliances()}
    options = CrawlOptions(archive_dir=archive, replay=recording)

    def crawl_with(reading: Readers | None) -> None:
        async def on_site(site: SiteCrawl) -> None:
            alliance = known.get(site.alliance_code)
            if alliance is not None and reading is not None:
                await reading.read(Task(site, alliance, Expectation()))

        with rare_collection():
            _timed(lambda: crawl((*known.values(), index_site()), options, on_site))

    if not read:
        crawl_with(None)
        return
    register = Register.load()
    with readers(register) as reading:
        reading.know(areas_of(register, {}))
        crawl_with(reading)


def _project(folder: str, *, read: bool) -> None:
    from alliance_spiders.crawling.recording import Recording

    with _sample() as sample, Recording.open(sample) as recording:
        _crawl(recording, Path(folder) / "archive", read=read)


def _bare(plan: str) -> None:
    """Scrapy and nothing else: the addresses of each host, asked of the recording, answers thrown away."""
    from urllib.parse import urlsplit

    from scrapy.crawler import AsyncCrawlerProcess

    from alliance_spiders.crawling.recording import Recording
    from benchmarks.bare_crawl import BareSpider

    by_host: dict[str, list[str]] = defaultdict(list)
    for url in json.loads(Path(plan).read_text("utf-8")):
        by_host[urlsplit(url).netloc].append(url)
    settings = {
        "LOG_ENABLED": False,
        "HTTPCACHE_ENABLED": True,
        "HTTPCACHE_IGNORE_MISSING": True,
        "HTTPCACHE_STORAGE": "benchmarks.bare_crawl.BareStorage",
        "REDIRECT_ENABLED": False,  # where an address leads is among the addresses
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
    }
    with _sample() as sample, Recording.open(sample) as recording:
        process = AsyncCrawlerProcess(settings)

        def work() -> None:
            for urls in by_host.values():
                process.crawl(BareSpider, urls=urls, recording=recording)
            process.start()

        _timed(work)


def _register(_folder: str) -> None:
    from matching.register import Register

    _timed(Register.load)


_TASKS: dict[str, Callable[[str], None]] = {
    "addresses": _addresses,
    "bare": _bare,
    "crawl": lambda folder: _project(folder, read=False),
    "read": lambda folder: _project(folder, read=True),
    "register": _register,
}


def main() -> None:
    """Print the table."""
    if sys.argv[1:2] == ["--watch"]:
        _watch(sys.argv[2:])
        return
    if sys.argv[1:2] == ["--child"]:
        _TASKS[sys.argv[2]](sys.argv[3])
        return
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=5, help="runs of each, of which the median is taken")
    print(*table(rows(parser.parse_args().times)), sep="\n")


if __name__ == "__main__":
    main()
