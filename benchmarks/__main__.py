"""All figures of speed in one table: ``python -m benchmarks [--only NAME …] [--write docs/benchmarks.md]``.

Each benchmark runs as a command of its own, one after the other, so that none is warmed or slowed by
another. Figures are medians of five runs unless a line says otherwise; ratios are of the same run, because
machines differ and ratios less so. Parts that are not run again keep the text they had in the file.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

_LIBRARIES = "scrapy beautifulsoup4 lxml rapidfuzz pandas thefuzz splink duckdb scikit-learn dask".split()
_PART = re.compile(r"^## (?P<title>.+?)\n(?P<text>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """One benchmark: ``command`` are the words behind ``python -m``."""

    name: str
    title: str
    command: tuple[str, ...]


PARTS = (
    Part("run", "A run beside a bare Scrapy crawl", ("benchmarks.run_speed",)),
    Part("profile", "Where the time of a run goes", ("benchmarks.run_profile",)),
    Part("reading", "Reading beside bare parsing", ("benchmarks.reading_speed",)),
    Part("matching", "Matching beside other ways", ("benchmarks.matching_speed",)),
    Part("growth", "More names and larger registers", ("benchmarks.growth",)),
    Part("workers", "One table on several processes", ("benchmarks.workers",)),
)


def measure(part: Part) -> str:
    """What a benchmark prints, with where and when it was measured."""
    done = subprocess.run(
        [sys.executable, "-m", *part.command], check=True, stdout=subprocess.PIPE, text=True
    )
    when = f"{datetime.now(UTC):%d %B %Y}"
    command = f"python -m {' '.join(part.command)}"
    return f"\n`{command}`, {when}, {machine()}.\n\n{done.stdout.strip()}\n\n"


def machine() -> str:
    """The machine in a few words."""
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores, {_processor()}, Python {platform.python_version()}"


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        return platform.machine()
    found = re.search(r"model name\s*:\s*(.+)", text)
    return found[1].strip() if found else platform.machine()


def versions() -> str:
    """The versions of what is measured, those that are installed."""
    found = []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return ", ".join(found)


def page(texts: Mapping[str, str]) -> str:
    """The whole file: the parts by title, in the order of ``PARTS``."""
    parts = "".join(f"## {part.title}\n{texts[part.title]}" for part in PARTS if part.title in texts)
    return (
        "# Benchmarks\n\n"
        "Made by `python -m benchmarks --write docs/benchmarks.md`. Machines differ, and shared ones from\n"
        "minute to minute, so the ratios count, which are of the same run.\n\n"
        f"Versions: {versions()}.\n\n{parts}".rstrip()
        + "\n"
    )


def read(path: Path) -> dict[str, str]:
    """The parts of an earlier file by title."""
    text = path.read_text("utf-8") if path.is_file() else ""
    return {found["title"]: found["text"] for found in _PART.finditer(text)}


def main(arguments: Iterable[str]) -> int:
    """Run the benchmarks asked for, print them and write the file; returns the exit status."""
    parser = argparse.ArgumentParser("python -m benchmarks", description="All figures of speed.")
    names = [part.name for part in PARTS]
    parser.add_argument("--only", action="append", choices=names, help="run this one only; repeatable")
    parser.add_argument("--write", type=Path, help="the file to write")
    options = parser.parse_args(list(arguments))
    texts = read(options.write) if options.write else {}
    for part in PARTS:
        if options.only and part.name not in options.only:
            continue
        texts[part.title] = measure(part)
        print(f"## {part.title}\n{texts[part.title]}", flush=True)
        if options.write:
            options.write.write_text(page(texts), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
