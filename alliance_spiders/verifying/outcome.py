"""What a verification came to."""

from __future__ import annotations

from dataclasses import dataclass

from alliance_spiders.verifying.faults import Fault


@dataclass(frozen=True, slots=True)
class Verification:
    """How many rows were checked, what does not hold, and sentences on what could not be checked.

    ``recorded`` says whether there was a recording to hold the rows against.
    """

    checked: int
    faults: tuple[Fault, ...]
    notes: tuple[str, ...] = ()
    recorded: bool = True

    @property
    def faulty_rows(self) -> int:
        """How many rows have a fault."""
        return len({fault.line for fault in self.faults if fault.line})
