"""Measure the matching of names: ``python -m benchmarks.names LABELLED.csv``.

The CSV has the columns ``name, expected_code, current_code, category``; ``expected_code`` is ``NONE``
where no trust must be matched. Printed per category: names, found, wrong; the same for RapidFuzz's plain
scorers over the register's names of trusts; and ten folds without the aliases learnt from labelled names.
"""

from __future__ import annotations

import csv
import math
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from rapidfuzz import fuzz, process, utils

from matching.matcher import Matcher
from matching.register import Register

ACCEPT_LINE = 90
FOLDS = 10
CONFIDENCE = 0.95
_LEARNT = "labelled"  # in the source of an alias that was added because of labelled names
_SCORERS = {
    "WRatio": fuzz.WRatio,
    "token_sort": fuzz.token_sort_ratio,
    "token_set": fuzz.token_set_ratio,
    "ratio": fuzz.ratio,
}
_COLUMNS = {"name", "expected_code", "current_code", "category"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A name with the code that carried it (empty for no trust) and the codes of today."""

    name: str
    expected: str
    current: frozenset[str]
    category: str


@dataclass(slots=True)
class Tally:
    """What became of the names of one category; ``answered`` counts names that were given a code."""

    names: int = 0
    found: int = 0
    wrong: int = 0
    answered: int = 0

    def add(self, label: Labelled, codes: frozenset[str]) -> None:
        """Count one name and the codes it was given; none is right where no trust is meant."""
        right = bool(codes & ({label.expected} | label.current)) if label.expected else not codes
        self.names += 1
        self.answered += bool(codes)
        self.found += right
        self.wrong += bool(codes) and not right


Answerer = Callable[[str], frozenset[str]]


def read_labelled(path: Path) -> list[Labelled]:
    """The labelled names of a CSV.

    Raises:
        SystemExit: the file cannot be read or lacks a column; the message says which.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SystemExit(f"The labelled names {path} cannot be read as CSV in UTF-8: {error}.") from error
    lacking = _COLUMNS - set(rows[0] if rows else ())
    if lacking:
        raise SystemExit(f"The labelled names {path} lack the columns {', '.join(sorted(lacking))}.")
    return [
        Labelled(
            name=row["name"],
            expected=row["expected_code"].replace("NONE", ""),
            current=frozenset(filter(None, row["current_code"].split(";"))),
            category=row["category"],
        )
        for row in rows
    ]


def tally(labels: Iterable[Labelled], answer: Answerer) -> dict[str, Tally]:
    """Counts by category."""
    counts: defaultdict[str, Tally] = defaultdict(Tally)
    for label in labels:
        counts[label.category].add(label, answer(label.name))
    return dict(counts)


def total(counts: Iterable[Tally]) -> Tally:
    """The sum of counts."""
    summed = Tally()
    for each in counts:
        summed.names += each.names
        summed.found += each.found
        summed.wrong += each.wrong
        summed.answered += each.answered
    return summed


def project_answerer(register: Register) -> Answerer:
    """The project's own answers: the code a name is given, open or closed."""
    matcher = Matcher(register)

    def answer(name: str) -> frozenset[str]:
        match = matcher.match(name)
        return (
            frozenset({match.ods_code})
            if match.current_ods_code or match.status == "retired"
            else frozenset()
        )

    return answer


def plain_answerer(register: Register, scorer: Callable[..., float]) -> Answerer:
    """The best of the register's trusts by one scorer, from the accept line on."""
    names = {utils.default_process(trust.name): trust.code for trust in register.trusts.values()}
    choices = list(names)

    def answer(name: str) -> frozenset[str]:
        best = process.extractOne(
            utils.default_process(name), choices, scorer=scorer, score_cutoff=ACCEPT_LINE
        )
        return frozenset({names[best[0]]}) if best else frozenset()

    return answer


def without_learnt(register: Register) -> Register:
    """The register without the aliases and former names that were learnt from labelled names."""
    trusts = {
        code: replace(trust, former_names=tuple(f for f in trust.former_names if _LEARNT not in f.source))
        for code, trust in register.trusts.items()
    }
    aliases = tuple(alias for alias in register.aliases if _LEARNT not in alias.source)
    return replace(register, trusts=trusts, aliases=aliases)


def upper_bound(wrong: int, answered: int) -> float:
    """The highest rate of wrong answers that fits the counts with 95 % confidence (Clopper-Pearson)."""
    if answered == 0 or wrong >= answered:
        return 1.0
    low, high = wrong / answered, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(wrong, answered, middle) > 1 - CONFIDENCE else (low, middle)
    return high


def _at_most(successes: int, trials: int, rate: float) -> float:
    """Probability of at most so many successes in so many trials."""
    return math.fsum(
        math.comb(trials, k) * rate**k * (1 - rate) ** (trials - k) for k in range(successes + 1)
    )


def groups(counts: dict[str, Tally]) -> dict[str, Tally]:
    """The counts for trust names, hospital names and names of no trust."""
    kinds: defaultdict[str, list[Tally]] = defaultdict(list)
    for category, each in counts.items():
        kind = (
            "no trust"
            if category.startswith("negative")
            else "hospitals"
            if "hospital" in category
            else "trusts"
        )
        kinds[kind].append(each)
    return {kind: total(each) for kind, each in sorted(kinds.items())}


def line(label: str, each: Tally) -> str:
    """One line of the report."""
    share = each.found / each.names if each.names else 0.0
    return f"{label:45s} {each.names:5d} names {each.found:5d} found {share:7.1%} {each.wrong:4d} wrong"


def report(labels: list[Labelled], register: Register) -> Iterable[str]:
    """The whole report, line by line."""
    counts = tally(labels, project_answerer(register))
    yield from (line(category, counts[category]) for category in sorted(counts))
    yield ""
    yield from (line(kind, each) for kind, each in groups(counts).items())
    yield _summary("this project", total(counts.values()))
    for name, scorer in _SCORERS.items():
        plain = tally(labels, plain_answerer(register, scorer))
        yield _summary(f"RapidFuzz {name} at {ACCEPT_LINE}", total(plain.values()), groups(plain)["trusts"])
    yield ""
    yield from _folds(labels, without_learnt(register))


def _summary(label: str, each: Tally, trusts: Tally | None = None) -> str:
    rate = each.wrong / each.answered if each.answered else 0.0
    bound = upper_bound(each.wrong, each.answered)
    beside = f"; trust names found {trusts.found / trusts.names:.1%}" if trusts else ""
    sure = f"of {each.answered} answers ({rate:.2%}, at most {bound:.2%} with 95 % confidence)"
    return f"{line(label, each)} {sure}{beside}"


def _folds(labels: list[Labelled], register: Register) -> Iterable[str]:
    answer = project_answerer(register)
    folds: defaultdict[int, list[Labelled]] = defaultdict(list)
    for label in labels:
        folds[zlib.crc32(label.name.encode()) % FOLDS].append(label)
    parts = [total(tally(folds[number], answer).values()) for number in sorted(folds)]
    for number, each in enumerate(parts, start=1):
        yield line(f"fold {number}, without learnt aliases", each)
    yield _summary("all folds, without learnt aliases", total(parts))


def main(arguments: list[str]) -> int:
    """Run the command; returns its exit status."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("Usage: python -m benchmarks.names LABELLED.csv", file=sys.stderr)
        return 2
    for text in report(read_labelled(Path(arguments[0])), Register.load()):
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
