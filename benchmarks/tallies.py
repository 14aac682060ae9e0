"""Counting right and wrong answers, and how sure the counts are."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from benchmarks.labels import Label

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Answer:
    """What a matcher said of a name: a code, or the empty text; the score and the rule it rests on."""

    code: str
    score: float = 0.0
    rule: str = ""


@dataclass(slots=True)
class Tally:
    """What became of names; ``answered`` counts those that were given a code."""

    names: int = 0
    found: int = 0
    wrong: int = 0
    answered: int = 0

    def add(self, label: Label, answer: Answer) -> None:
        """Count one name."""
        right = label.allows(answer.code)
        self.names += 1
        self.answered += bool(answer.code)
        self.found += right
        self.wrong += bool(answer.code) and not right

    @property
    def share(self) -> float:
        """The part of the names that was found."""
        return self.found / self.names if self.names else 0.0

    @property
    def bound(self) -> float:
        """The highest rate of wrong answers that the counts leave possible."""
        return upper_bound(self.wrong, self.answered)


def tally_by(pairs: Iterable[tuple[Label, Answer]], key: Callable[[Label, Answer], str]) -> dict[str, Tally]:
    """Counts by any key, in alphabetical order."""
    counts: defaultdict[str, Tally] = defaultdict(Tally)
    for label, answer in pairs:
        counts[key(label, answer)].add(label, answer)
    return dict(sorted(counts.items()))


def tally_all(pairs: Iterable[tuple[Label, Answer]]) -> Tally:
    """Counts of all names together."""
    return tally_by(pairs, lambda label, answer: "").get("", Tally())


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
