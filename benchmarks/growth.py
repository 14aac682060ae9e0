"""How matching grows with names and with the register: ``python -m benchmarks.growth``.

Names by the thousand to the million are matched against the real register and larger ones made of it
(``benchmarks.synthetic``), each cell in a process of its own. Right answers are known, so wrong codes and
names without an answer are counted too.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.labels import COLUMNS, Label
from benchmarks.synthetic import Labels, grown
from matching.collector import no_cycle_collection
from matching.matcher import Matcher
from matching.model import Status
from matching.register import Register

NAMES = (1_000, 10_000, 100_000, 1_000_000)
TRUSTS = (700, 10_000, 300_000)
_SAFE = (Status.MATCHED, Status.RETIRED)
_WARM = 1_000  # names after which all that is built when first needed is there


@dataclass(frozen=True, slots=True)
class Cell:
    """What it took to match so many names against a register with so many trusts.

    ``organisations`` counts the trusts and hospitals, ``known`` all names of the register. ``seconds`` are of
    processor time, the building of indexes included; ``rate`` is names a second after the first thousand.
    ``megabytes`` is the peak of the whole process.
    """

    names: int
    trusts: int
    organisations: int
    known: int
    seconds: float
    rate: float
    megabytes: float
    found: int
    unanswered: int
    wrong: int


def cells(names: Iterable[int] = NAMES, trusts: Iterable[int] = TRUSTS) -> Iterator[Cell]:
    """The cells of the table, the smallest register first."""
    with tempfile.TemporaryDirectory() as folder:
        for size in trusts:
            for count in names:
                table = Path(folder) / "names.csv"
                _child("make", count, size, table)
                yield Cell(**json.loads(_child("match", count, size, table)))


def _child(task: str, count: int, size: int, table: Path) -> str:
    command = [sys.executable, "-m", "benchmarks.growth", "--task", task]
    command += ["--names", str(count), "--trusts", str(size), "--table", str(table)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def _make(count: int, size: int, table: Path) -> None:
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for label in Labels(grown(Register.load(), size)).make(count):
            today = ";".join(sorted(label.today))
            writer.writerow([label.name, label.carried_by, today, label.group, label.sort, "synthetic"])


def _match(count: int, size: int, table: Path) -> Cell:
    register = grown(Register.load(), size)
    found = unanswered = wrong = 0
    with table.open(encoding="utf-8", newline="") as stream, no_cycle_collection():
        start = warm = time.process_time()
        matcher = Matcher(register)
        for number, label in enumerate(_labels(stream)):
            if number == min(_WARM, count // 2):
                warm = time.process_time()
            answer = matcher.match(label.name)
            code = answer.ods_code if answer.status in _SAFE else ""
            right = label.allows(code)
            found += right
            wrong += bool(code) and not right
            unanswered += not code and not right
        end = time.process_time()
    return Cell(
        names=count,
        trusts=len(register.trusts),
        organisations=len(register.trusts) + len(register.sites),
        known=_known_names(register),
        seconds=round(end - start, 2),
        rate=round((count - min(_WARM, count // 2)) / (end - warm)),
        megabytes=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        found=found,
        unanswered=unanswered,
        wrong=wrong,
    )


def _labels(stream: Iterable[str]) -> Iterator[Label]:
    for row in csv.DictReader(stream):
        today = frozenset(row["today"].split(";")) - {""}
        yield Label(row["name"], row["carried_by"], today, row["group"], row["sort"])


def _known_names(register: Register) -> int:
    former = sum(len(trust.former_names) for trust in register.trusts.values())
    return len(register.trusts) + former + len(register.sites) + len(register.aliases) + len(register.bodies)


def lines(measured: Iterable[Cell]) -> Iterator[str]:
    """The table as lines of Markdown, as they come."""
    yield "| names | trusts | known names | seconds | names a second | MB | found | no answer | wrong |"
    yield "|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    for cell in measured:
        yield (
            f"| {cell.names:,} | {cell.trusts:,} | {cell.known:,} | {cell.seconds:,.1f} | {cell.rate:,.0f} "
            f"| {cell.megabytes:,.0f} | {cell.found:,} | {cell.unanswered:,} | {cell.wrong:,} |"
        )


def main(arguments: list[str]) -> int:
    """Run the command; returns its exit status."""
    parser = argparse.ArgumentParser("python -m benchmarks.growth", description=__doc__.partition("\n")[0])
    parser.add_argument("--most-names", type=int, default=NAMES[-1], help="leave out cells with more names")
    parser.add_argument("--most-trusts", type=int, default=TRUSTS[-1], help="and with more trusts")
    parser.add_argument("--task", choices=["make", "match"], help=argparse.SUPPRESS)
    parser.add_argument("--names", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--trusts", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--table", type=Path, default=Path(), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.task == "make":
        _make(options.names, options.trusts, options.table)
    elif options.task == "match":
        print(json.dumps(asdict(_match(options.names, options.trusts, options.table))))
    else:
        names = [count for count in NAMES if count <= options.most_names]
        trusts = [size for size in TRUSTS if size <= options.most_trusts]
        for line in lines(cells(names, trusts)):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
