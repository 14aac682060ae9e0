"""Names a second beside other ways to match: ``python -m benchmarks.matching_speed [--runs N]``.

All are given the same names and the same choices, every name that the project knows of, in one run. Speed is
of processor time and includes what each has to prepare; the project starts each time without any index.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from rapidfuzz import fuzz, process, utils

from benchmarks.invented import invented
from benchmarks.labels import LABELLED, Label, read_labels
from benchmarks.peers import COSINE, LINE, PROBABILITY, Answering, Known, all_names, nearest, splink, tf_idf
from benchmarks.tallies import Answer, tally_all
from matching.collector import no_cycle_collection
from matching.matcher import Matcher
from matching.model import Status
from matching.names import read_name
from matching.register import Register

RUNS = 5
BASE = "RapidFuzz extractOne, WRatio"
_EACH = 750  # names of each sort
_SAFE = (Status.MATCHED, Status.RETIRED)


@dataclass(frozen=True, slots=True)
class Speed:
    """How one way did: names a second (median, lowest, highest), how often right and wrong.

    ``ratio`` is the median, over the turns, of that to RapidFuzz's ``extractOne``. ``failure`` says why
    there is none.
    """

    way: str
    rate: float = 0.0
    lowest: float = 0.0
    highest: float = 0.0
    ratio: float = 0.0
    right: float = 0.0
    wrong: float = 0.0
    failure: str = ""


def mixed(register: Register) -> list[Label]:
    """Names as sites write them, as registered, altered, and of bodies that are no trusts; all different."""
    made = list(invented(register))
    sorts = (
        read_labels(LABELLED),
        [label for label in made if label.sort == "as registered"],
        [label for label in made if label.carried_by and label.sort != "as registered"],
        [label for label in made if not label.carried_by],
    )
    chance = random.Random(1)
    names = {label.name: label for sort in sorts for label in chance.sample(sort, min(_EACH, len(sort)))}
    return chance.sample(list(names.values()), len(names))


def speeds(runs: int = RUNS) -> list[Speed]:
    """A row for each way, this project first. All run once in each turn, and are compared within it."""
    register = Register.load()
    labels, known = mixed(register), all_names(register)
    trials = [_Trial(way, ready) for way, ready in _ways(register)]
    for _ in range(runs):
        for trial in trials:
            trial.run([label.name for label in labels], known)
    base = next(trial for trial in trials if trial.way == BASE)
    return [trial.speed(labels, base) for trial in trials]


@dataclass(slots=True)
class _Trial:
    """The runs of one way: names a second of each, and the last answers."""

    way: str
    ready: Callable[[], Answering]
    rates: list[float] = field(default_factory=list)
    given: list[Answer] = field(default_factory=list)
    failure: str = ""

    def run(self, names: Sequence[str], known: Known) -> None:
        """Time it once more, unless it has failed."""
        if self.failure:
            return
        try:
            answer = self.ready()
            gc.collect()  # of what the run before left; else this one would have to be given new memory
            with no_cycle_collection():  # as the command matches a table; all ways alike
                start = time.process_time()
                self.given = answer(names, known)
                self.rates.append(len(names) / (time.process_time() - start))
        except ModuleNotFoundError as missing:
            self.failure = f"not installed: {missing.name}; pip install -e .[bench]"

    def speed(self, labels: Sequence[Label], base: _Trial) -> Speed:
        """What came of it, beside another way."""
        if self.failure:
            return Speed(self.way, failure=self.failure)
        ratio = median(own / other for own, other in zip(self.rates, base.rates, strict=True))
        tally = tally_all(zip(labels, self.given, strict=True))
        right, wrong = tally.share, tally.wrong / tally.names
        return Speed(self.way, median(self.rates), min(self.rates), max(self.rates), ratio, right, wrong)


def _ways(register: Register) -> Iterator[tuple[str, Callable[[], Answering]]]:
    """Each way, and what makes it ready outside the measured time."""
    yield "this project", lambda: _project(register, is_ready=False)
    yield "this project, its indexes built", lambda: _project(register, is_ready=True)
    yield BASE, lambda: nearest("WRatio")
    yield "RapidFuzz cdist, WRatio", lambda: _cdist
    yield "thefuzz extractOne, WRatio", lambda: _thefuzz
    yield f"TF-IDF of three letters at {COSINE}", lambda: tf_idf
    yield f"Splink on DuckDB at {PROBABILITY}", lambda: splink


def _project(register: Register, *, is_ready: bool) -> Answering:
    read_name.cache_clear()
    matcher = Matcher(register)
    if is_ready:
        matcher.build_indexes()

    def answer(names: Sequence[str], known: Known) -> list[Answer]:
        found = [matcher.match(name) for name in names]
        return [Answer(each.ods_code if each.status in _SAFE else "", each.score) for each in found]

    return answer


def _cdist(names: Sequence[str], known: Known) -> list[Answer]:
    choices = [utils.default_process(name) for name, _ in known]
    asked = [utils.default_process(name) for name in names]
    scores = process.cdist(asked, choices, scorer=fuzz.WRatio, score_cutoff=LINE)
    best = scores.argmax(axis=1)
    return [
        Answer(known[at][1], row[at]) if row[at] >= LINE else Answer("")
        for at, row in zip(best, scores, strict=True)
    ]


def _thefuzz(names: Sequence[str], known: Known) -> list[Answer]:
    from thefuzz import process as other

    codes = dict(reversed(known))
    found = (other.extractOne(name, codes.keys(), score_cutoff=LINE) for name in names)
    return [Answer(codes[best[0]], best[1]) if best else Answer("") for best in found]


def lines(measured: Iterable[Speed]) -> Iterator[str]:
    """The rows as lines of Markdown."""
    yield "| way | names a second | lowest–highest | beside extractOne | right | wrong |"
    yield "|---|--:|--:|--:|--:|--:|"
    for speed in measured:
        if speed.failure:
            yield f"| {speed.way} | {speed.failure} | | | | |"
            continue
        yield (
            f"| {speed.way} | {speed.rate:,.0f} | {speed.lowest:,.0f}–{speed.highest:,.0f} "
            f"| {speed.ratio:.1f} × | {speed.right:.1%} | {speed.wrong:.2%} |"
        )


def main(arguments: list[str]) -> int:
    """Run the command; returns its exit status."""
    parser = argparse.ArgumentParser("python -m benchmarks.matching_speed", description="Names a second.")
    parser.add_argument("--runs", type=int, default=RUNS, help="how often each way runs")
    for line in lines(speeds(parser.parse_args(arguments).runs)):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
