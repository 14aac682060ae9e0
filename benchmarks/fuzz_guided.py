"""Hostile input that finds its own way: ``python -m benchmarks.fuzz_guided [--minutes 20] [--seed 1]``.

Atheris (libFuzzer for Python) watches which lines of the reader, the crawler and the matcher an input
reaches, and goes on from those inputs that reach new ones; half of the changes come from the grammar of
``benchmarks.fuzz``. The same is asked of every input: no error but a sentence for people, five seconds of
computing, 500 MB. Atheris is no dependency of the project; without it, ``benchmarks.fuzz`` runs in its place.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

INSTRUMENTED = [
    "alliance_spiders.reading",
    "alliance_spiders.crawling",
    "alliance_spiders.privacy",
    "matching.contacts",
    "matching",
]
MOST = 16_000  # bytes of an input; longer ones would only be slower
SHALLOW = 9  # where the grammar begins; pieces of it are to be small beside the page they are put into
# The first byte of an input says what it is fed to.
PAGE, TAPE, JSON, PDF, NAME = b"<", b"W", b"{", b"%", b"N"
LISTED = b'{"title":"Our partners","trusts":[{"name":"Barts Health NHS Trust"},{"name":"Guy\\u2019s"}]}'
TAGS = "ul li ol dl dt dd table tr td th h1 h2 main nav footer section img".split()
SAID = ("Our partners", "NHS Foundation Trust", "University Hospitals", " and ", "alt=", "colspan=")
FIELDS = ("WARC-Type: revisit", "Content-Encoding: gzip", "Content-Length: ")
WORDS = (*(f"<{tag}>" for tag in TAGS), *SAID, *FIELDS)


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
        from benchmarks.fuzz import Feeds, Findings, figures, grow, mutate, sample_pages

    dice = random.Random(seed)
    findings = Findings(keep)
    with tempfile.TemporaryDirectory() as folder:
        feeds = Feeds(Path(folder))
        places = _laid_down(Path(folder))
        feeds.page(sample_pages()[0])  # what is loaded once is no growth
        targets: dict[bytes, tuple[str, Callable[[bytes], object]]] = {
            TAPE: ("recording", feeds.recording),
            NAME: ("name", feeds.name),
            JSON: ("json", partial(feeds.page, content_type="application/json")),
            PDF: ("pdf", partial(feeds.page, content_type="application/pdf")),
        }
        until = time.monotonic() + 60 * minutes

        def one(data: bytes) -> None:
            target, feed = targets.get(data[:1], ("page", feeds.page))
            if data:
                findings.check(target, feed, data[1:])
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
                rest = rest[:place] + grow(dice, SHALLOW).encode("utf-8", "replace") + rest[place:]
            return (kind + mutate(dice, rest))[:most]

        options = (f"-max_len={MOST}", f"-seed={seed}", "-timeout=120", "-rss_limit_mb=4096")
        atheris.Setup([sys.argv[0], *options, *places], one, custom_mutator=change)
        atheris.Fuzz()
    return 0


def _laid_down(folder: Path) -> tuple[str, str]:
    """Where the inputs to start from and the list of words are laid down, as libFuzzer takes them."""
    seeds = folder / "seeds"
    seeds.mkdir()
    for number, data in enumerate(_seeds()):
        (seeds / str(number)).write_bytes(data[:MOST])
    words = folder / "words"
    words.write_text("".join(f"{json.dumps(word)}\n" for word in WORDS))
    return f"-dict={words}", str(seeds)


def _seeds() -> Iterator[bytes]:
    """Every page of the fixtures, every layout, records of all kinds, a document of each, and names."""
    from benchmarks.fuzz import laid_out_pages, sample_pages, sample_tape
    from matching.register import Register
    from tests.reading.test_pdf import pdf

    for page in (*laid_out_pages(), *sample_pages()):
        yield PAGE + page
    tape = sample_tape()
    for start in range(0, len(tape), MOST):
        begin = tape.find(b"WARC/1", start)
        yield TAPE + tape[begin : begin + MOST - 1]
    yield JSON + LISTED
    yield PDF + pdf("Our partners", "Barts Health NHS Trust", "Homerton Healthcare NHS Foundation Trust")
    for trust in list(Register.load().trusts.values())[::10]:
        yield NAME + trust.name.encode()


if __name__ == "__main__":
    sys.exit(main())
