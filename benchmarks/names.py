"""Measure the matching of names: ``python -m benchmarks.names [FILE ...] [--write docs/accuracy.md]``.

Without files the project's own labelled names are used. A file may also be a data folder's ``decisions.csv``:
what curators decided about names counts as labels. Beside the project stand RapidFuzz's scorers, TF-IDF and
Splink (``pip install -e .[bench]``); ``--no-peers`` leaves them out.
"""

from __future__ import annotations

import argparse
import platform
import resource
import sys
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.accuracy import Measured, Pairs, PeerResult, document
from benchmarks.invented import invented
from benchmarks.labels import LABELLED, Label, read_labels
from benchmarks.peers import Peer, peers
from benchmarks.tallies import Answer
from benchmarks.unaided import unaided
from matching.matcher import Matcher
from matching.model import Status
from matching.register import Register

PARTS = 10
_SPEED_NAMES = 10_000


def answers(register: Register, labels: Iterable[Label]) -> Pairs:
    """The project's own answers; only a trust's code counts as an answer."""
    matcher = Matcher(register)
    given = ((label, matcher.match(label.name)) for label in labels)
    safe = (Status.MATCHED, Status.RETIRED)
    return [(label, Answer(m.ods_code if m.status in safe else "", m.score, m.rule)) for label, m in given]


def measure(labels: Sequence[Label], register: Register) -> Measured:
    """All that depends on nothing but the register and the names."""
    parts: list[list[Label]] = [[] for _ in range(PARTS)]
    for label in labels:
        parts[zlib.crc32(label.name.encode()) % PARTS].append(label)
    return Measured(
        register,
        labelled=answers(register, labels),
        unaided=[answers(unaided(register, part), part) for part in parts],
        invented=answers(register, invented(register)),
    )


def measure_peers(labels: Sequence[Label], register: Register) -> Iterator[PeerResult]:
    """The answers of every peer, or the reason why it has none."""
    for peer in peers(register):
        yield _of_peer(peer, labels)


def _of_peer(peer: Peer, labels: Sequence[Label]) -> PeerResult:
    try:
        given = peer.answer([label.name for label in labels], peer.known)
    except ModuleNotFoundError as missing:
        failure = f"not installed: {missing.name}; pip install -e .[bench]"
        return PeerResult(peer.name, peer.against, failure=failure)
    return PeerResult(peer.name, peer.against, list(zip(labels, given, strict=True)))


def speed(labels: Sequence[Label], register: Register) -> Iterator[str]:
    """Names a second and memory, on this machine."""
    names = [labels[i % len(labels)].name + " " * (i // len(labels)) for i in range(_SPEED_NAMES)]
    matcher = Matcher(register)
    start = time.process_time()
    for name in names:
        matcher.match(name)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield from (
        "## Speed",
        "",
        f"On {platform.machine()} with Python {platform.python_version()}, one core: "
        f"{_SPEED_NAMES / seconds:,.0f} names a second of processor time, first use included;",
        f"{peak:,.0f} MB at most for the whole process, register and all.",
    )


def main(arguments: list[str]) -> int:
    """Run the command; returns its exit status."""
    parser = argparse.ArgumentParser("python -m benchmarks.names", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "files", nargs="*", type=Path, default=[LABELLED], help="labelled names, decisions.csv"
    )
    parser.add_argument("--write", type=Path, help="write the document there rather than print it")
    parser.add_argument("--no-peers", action="store_true", help="only this project: a few seconds")
    options = parser.parse_args(arguments)
    labels = [label for file in options.files for label in read_labels(file)]
    if not labels:
        raise SystemExit("There are no labelled names in these files.")
    register = Register.load()
    measured = measure(labels, register)
    timed = list(speed(labels, register))
    beside = () if options.no_peers else measure_peers(labels, register)
    text = document(measured, beside, timed)
    if options.write:
        options.write.write_text(text, "utf-8")
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
