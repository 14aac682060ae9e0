"""The rows of ``partners.csv`` held against the rows that the run must have written, cell by cell."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from alliance_spiders.verifying.faults import Fault, shown
from alliance_spiders.verifying.partners_file import Row

Wanted = Mapping[str, str]
"""The cells of a row by column; those that nothing on record vouches for are left out."""

_KEY = ("alliance_code", "name_as_written")
# By which a row is known again when a cell of the key itself was altered.
_KEYS = (
    _KEY,
    ("name_as_written", "warc_record_id", "locator"),
    ("alliance_code", "warc_record_id", "locator"),
    ("alliance_name", "name_as_written"),
)


def compare(rows: Sequence[Row], wanted: Iterable[Wanted]) -> Iterator[Fault]:
    """Every cell that differs, and every row that is too many or missing."""
    left, missing = list(rows), list(wanted)
    known: dict[tuple[str, ...], Row] = {}
    for key in _KEYS:
        pairs, left, missing = _paired(left, missing, key)
        for row, cells in pairs:
            known[_values(cells, _KEY)] = row
            yield from _differences(row, cells)
    for row in left:
        yield Fault.of_row(row, "", _too_many(known.get(_values(row.cells, _KEY))))
    for cells in missing:
        name = shown(cells["name_as_written"])
        yield Fault(f"partners.csv, {cells['alliance_code']} {name}", "", "the row is missing")


def _paired(
    rows: Iterable[Row], wanted: Iterable[Wanted], key: tuple[str, ...]
) -> tuple[list[tuple[Row, Wanted]], list[Row], list[Wanted]]:
    """Rows that agree in some columns, and what is left over on either side."""
    free: dict[tuple[str, ...], deque[Wanted]] = defaultdict(deque)
    for cells in wanted:
        free[_values(cells, key)].append(cells)
    pairs: list[tuple[Row, Wanted]] = []
    left: list[Row] = []
    for row in rows:
        alike = free.get(_values(row.cells, key))
        if alike:
            pairs.append((row, alike.popleft()))
        else:
            left.append(row)
    return pairs, left, [cells for group in free.values() for cells in group]


def _values(cells: Mapping[str, str], key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cells[column] for column in key)


def _differences(row: Row, wanted: Wanted) -> Iterator[Fault]:
    for column, cell in wanted.items():
        if row.cells[column] != cell:
            problem = f"it is {shown(row.cells[column])}, and the run found {shown(cell)}"
            yield Fault.of_row(row, column, problem)


def _too_many(twin: Row | None) -> str:
    return f"the row stands there already, in line {twin.line}" if twin else "the run wrote no such row"
