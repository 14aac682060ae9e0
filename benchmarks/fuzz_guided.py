"""Hostile input that finds its own way: ``python -m benchmarks.fuzz_guided [--minutes 20] [--seed 1]``.

Atheris (libFuzzer for Python) watches which lines of the reader, the crawler and the matcher an input
reaches, and goes on from those inputs that reach new ones; half of the changes come from the grammar of
``benchmarks.fuzz``. The same is asked of every input: no error but a sentence for people, five seconds of
computing, 500 MB. Atheris is no dependency of the project; without it, ``benchmarks.fuzz`` runs in its place.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

INSTRUMENTED = [
    "alliance_spiders.reading",
    "alliance_spiders.crawling",
    "alliance_spiders.privacy",
    "matching",
]
MOST = 16_000  # bytes of an input; longer ones would only be slower
SEEDS = 40  # fixture pages to start from
PAGE, TAPE = b"<", b"W"  # the first byte of an input says what it is fed to


def main() -> int:
    """Print the figures; 1 if something failed."""
    parser = argparse.ArgumentParser(description="Hostile input, guided by coverage.")
    parser.add_argument("--minutes", type=float, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    options = parser.parse_args()
    if find_spec("atheris") is None:
        print("Atheris is not installed (pip install atheris); the grammar alone is used.", file=sys.stderr)
        from benchmarks import fuzz

        return fuzz.main()
    return guided(options.minutes, options.seed, options.keep)


def guided(minutes: float, seed: int, keep: Path) -> int:
    """Let Atheris lead; ends the process when the time is up."""
    import atheris

    with atheris.instrument_imports(include=INSTRUMENTED):
        from benchmarks.fuzz import Feeds, Findings, figures, grow, mutate, sample_pages, sample_tape

    dice = random.Random(seed)
    findings = Findings(keep)
    with tempfile.TemporaryDirectory() as folder:
        feeds = Feeds(Path(folder))
        seeds = Path(folder) / "seeds"
        seeds.mkdir()
        for number, page in enumerate(sample_pages()[:SEEDS]):
            (seeds / f"page-{number}").write_bytes(PAGE + page[: MOST - 1])
        tape = sample_tape()
        for number, start in enumerate(range(0, len(tape), MOST)):
            begin = tape.find(b"WARC/1", start)
            (seeds / f"tape-{number}").write_bytes(TAPE + tape[begin : begin + MOST - 1])
        feeds.page(sample_pages()[0])  # what is loaded once is no growth
        until = time.monotonic() + 60 * minutes

        def one(data: bytes) -> None:
            if data[:1] == TAPE:
                findings.check("recording", feeds.recording, data[1:])
            elif data:
                findings.check("page", feeds.page, data[1:])
            if time.monotonic() > until:
                print("\n".join(figures(findings)), flush=True)
                os._exit(bool(findings.failed))  # libFuzzer would end with a status of its own

        def change(data: bytes, most: int, number: int) -> bytes:
            dice.seed(number)
            kind, rest = (data[:1] or PAGE), data[1:]
            if dice.random() < 0.5:
                return kind + atheris.Mutate(rest, most - 1)
            if kind == PAGE and dice.random() < 0.5:
                place = dice.randrange(len(rest) + 1)
                rest = rest[:place] + grow(dice).encode("utf-8", "replace") + rest[place:]
            return (kind + mutate(dice, rest))[:most]

        arguments = [sys.argv[0], f"-max_len={MOST}", f"-seed={seed}", "-timeout=120", "-rss_limit_mb=4096"]
        atheris.Setup([*arguments, str(seeds)], one, custom_mutator=change)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
