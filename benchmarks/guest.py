"""What one site sees of two polite runs in a row: ``python -m benchmarks.guest [swag]``."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from alliance_spiders.alliances import all_alliances
from tests.internet.server import Internet, Log


def lines(log: Log) -> Iterator[str]:
    """The requests of one run: seconds since the first, address, and what is particular about each."""
    if log.asked:
        yield f"User-Agent: {log.asked[0].headers['user-agent']}"
    for asked in log.asked:
        known = " (If-None-Match)" if "if-none-match" in asked.headers else ""
        yield f"{asked.at - log.asked[0].at:6.1f} s  GET {asked.url}{known}"
    answers = ", ".join(f"{count} times {status}" for status, count in sorted(log.status.items()))
    yield f"Answers: {answers}. Connections at a time: {max(log.most_at_once.values(), default=0)}."


def main() -> int:
    """Print the log; the status is that of the second run."""
    parser = argparse.ArgumentParser(description="What one site sees of two polite runs in a row.")
    parser.add_argument("slug", nargs="?", default="swag", choices=[a.slug for a in all_alliances()])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Internet(Path(folder), tags=True) as net:
        arguments = [
            "run",
            "--only",
            options.slug,
            "--data",
            f"{folder}/data",
            "--contact",
            "data@example.org",
        ]
        for turn in ("first", "second"):
            net.reset()
            done = subprocess.run(
                [sys.executable, "-m", "tests.internet.command", *arguments],
                env={**os.environ, **net.environment()},
                capture_output=True,
                check=False,
            )
            print(f"The {turn} run:", *lines(net.log), sep="\n")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
