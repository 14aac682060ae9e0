"""Comparing a name with one name of the register, word by word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from matching.words import is_telling


@dataclass(slots=True, eq=False)  # to make a frozen one takes three times as long
class Comparison:
    """How two names agree.

    ``extra`` words stand only in the name asked for, ``missing`` words only in the known one.
    ``score`` is 0 to 100: the weight of what agrees over the weight of all words of both names.
    """

    score: float
    same: tuple[str, ...]
    extra: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def shared_telling(self) -> tuple[str, ...]:
        """Words both names share that say which organisation is meant."""
        return tuple(word for word in self.same if is_telling(word))


def compare(asked: tuple[str, ...], known: tuple[str, ...], weight: Callable[[str], float]) -> Comparison:
    """Compare word by word, whatever their order; two words may be written as one."""
    missing = list(known)
    extra: list[str] = []
    same: list[str] = []
    for word in asked:
        if word in missing:
            missing.remove(word)
            same.append(word)
        else:
            extra.append(word)
    if extra and missing:
        same += _joined(extra, missing) + _joined(missing, extra)
    agreed = 2 * sum(map(weight, same))
    total = agreed + sum(map(weight, extra)) + sum(map(weight, missing))
    return Comparison(100 * agreed / total if total else 0.0, tuple(same), tuple(extra), tuple(missing))


def _joined(parts: list[str], wholes: list[str]) -> list[str]:
    """Pair “basset law” with “bassetlaw”; what is paired leaves both lists."""
    paired: list[str] = []
    if len(parts) < 2:
        return paired
    for first, second in pairwise(parts[:]):
        joined = first + second
        if joined in wholes and first in parts and second in parts:
            parts.remove(first)
            parts.remove(second)
            wholes.remove(joined)
            paired.append(joined)
    return paired
