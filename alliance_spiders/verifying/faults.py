"""What does not hold, told so that a person finds it."""

from __future__ import annotations

from dataclasses import dataclass

from alliance_spiders.verifying.partners_file import Row
from output.tables import clean

_SHOWN = 80  # characters of a cell


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was recorded.

    ``where`` names the file, with line, alliance and name of a row; ``line`` is 0 where it is about no row.
    ``column`` is empty where the row or the file as a whole is meant.
    """

    where: str
    column: str
    problem: str
    line: int = 0

    @classmethod
    def of_row(cls, row: Row, column: str, problem: str) -> Fault:
        """A fault of a row of ``partners.csv``."""
        name = shown(row.cells["name_as_written"])
        where = f"partners.csv line {row.line}, {brief(row.cells['alliance_code'])} {name}"
        return cls(where, column, problem, row.line)

    def __str__(self) -> str:
        place = f"{self.where}, {self.column}" if self.column else self.where
        return f"{place}: {self.problem}."


def shown(cell: str) -> str:
    """A cell as a message shows it."""
    return f"“{brief(cell)}”" if cell else "empty"


def brief(text: str) -> str:
    """A text on one line, without control characters, and not long."""
    line = " ".join(clean(text).split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
