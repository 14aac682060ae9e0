"""Reading tables that people give: hostile or merely odd, they end in one sentence or in clean rows."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from matching.csv_records import BrokenRecord, cells_up_to, records
from matching.csv_records import Record as RawRecord
from matching.text_lines import holds_nul
from output.errors import InputError
from output.workbook_input import SIGNATURE, sheet_rows

LARGEST = 20_000_000  # bytes; the largest true table of this kind has a few hundred rows
MOST_ROWS = 100_000
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Record:
    """One row and the line of the file on which it begins."""

    line: int
    cells: dict[str, str]


def read_records(path: Path, needed: tuple[str, ...], optional: tuple[str, ...] = ()) -> tuple[Record, ...]:
    """The rows of a CSV or a workbook with at least the needed columns, cells stripped, without empty rows.

    Args:
        path: the file; a workbook (.xlsx) is known by its content, whatever its name.
        needed: columns that must be there, each once, in any order.
        optional: columns that may be there; a missing one gives empty cells. Others are ignored.

    Raises:
        InputError: the file cannot be read, or is no such table.
    """
    content = read_bytes(path)
    if content.startswith(SIGNATURE):
        return _of_workbook(path, content, needed, optional)
    with _well_formed(path):
        rows = _raw(path)
        header = _header(rows)
        _check_header(path, header, needed, optional)
        return tuple(_records(path, rows, header, (*needed, *optional)))


def columns(path: Path) -> list[str]:
    """The names of the columns of a CSV, in lower case.

    Raises:
        InputError: the file cannot be read, or is no such table.
    """
    with _well_formed(path):
        return _header(_raw(path))


def _raw(path: Path) -> Iterator[RawRecord]:
    return records(io.StringIO(decoded(path), newline=""), strict=True)


def _header(rows: Iterator[RawRecord]) -> list[str]:
    first = next(rows, None)
    return [cell.strip().casefold() for cell in first.cells] if first else []


@contextmanager
def _well_formed(path: Path) -> Iterator[None]:
    try:
        yield
    except BrokenRecord as error:
        raise InputError(
            f"“{path}” is no well-formed CSV at line {error.line}: {error}. "
            "Correct it, or save it again as “CSV UTF-8 (comma delimited)”."
        ) from error


@contextmanager
def long_cells() -> Iterator[None]:
    """Let cells be as long as files may be: a page may write a very long name, and our own files hold it."""
    with cells_up_to(LARGEST):
        yield


def _of_workbook(
    path: Path, content: bytes, needed: tuple[str, ...], optional: tuple[str, ...]
) -> tuple[Record, ...]:
    header, *rows = sheet_rows(path, content) or [[]]
    names = [cell.strip().casefold() for cell in header]
    _check_header(path, names, needed, optional)
    wanted = (*needed, *optional)
    records = []
    for line, cells in enumerate(rows, 2):
        by_name = {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
        if any(by_name.values()):
            records.append(Record(line, {column: by_name.get(column, "") for column in wanted}))
    return tuple(records)


def decoded(path: Path) -> str:
    """The text of a file that must be UTF-8, with or without a byte order mark, or UTF-16 with one.

    Raises:
        InputError: missing, unreadable, too large, another encoding, or NUL bytes.
    """
    content = read_bytes(path)
    if content.startswith(_WIDE_MARKS):
        return _wide(path, content)
    if b"\0" in content:
        line = content[: content.index(b"\0")].count(b"\n") + 1
        raise InputError(holds_nul(f"“{path}”", line))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputError(
            f"“{path}” is not UTF-8 in line {line}. Save it as “CSV UTF-8 (comma delimited)”."
        ) from error


def _wide(path: Path, content: bytes) -> str:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise InputError(f"“{path}” is cut off or damaged UTF-16. Save it as “CSV UTF-8”.") from error
    if "\0" in text:
        raise InputError(holds_nul(f"“{path}”", text[: text.index("\0")].count("\n") + 1))
    return text


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, of at most ``LARGEST`` bytes.

    Raises:
        InputError: missing, unreadable, or too large.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)  # what is no file may have no end
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise InputError(f"“{path}” cannot be read: {reason}. Check the path.") from error
    if len(content) > LARGEST:
        raise InputError(f"“{path}” is larger than {LARGEST // 1_000_000} MB and cannot be such a table.")
    return content


def _check_header(path: Path, header: list[str], needed: tuple[str, ...], optional: tuple[str, ...]) -> None:
    for separator, word in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and separator in header[0]:
            raise InputError(f"“{path}” is separated by {word}. Save it with commas between the columns.")
    missing = [column for column in needed if column not in header]
    if missing:
        raise InputError(
            f"“{path}” lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)} in line 1. "
            f"It needs: {', '.join(needed)}."
        )
    for column in (*needed, *optional):
        if header.count(column) > 1:
            raise InputError(f"“{path}” has the column {column} twice in line 1. Keep one of them.")


def _records(
    path: Path, rows: Iterable[RawRecord], header: list[str], wanted: tuple[str, ...]
) -> Iterator[Record]:
    for number, (line, _, cells) in enumerate(rows):
        if number >= MOST_ROWS:
            raise InputError(f"“{path}” has more than {MOST_ROWS:,} rows and cannot be such a table.")
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            raise InputError(
                f"“{path}”, line {line}: {len(cells)} cells under {len(header)} columns. "
                "Put quotation marks around a cell that holds a comma."
            )
        by_name = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
        yield Record(line, {column: by_name.get(column, "") for column in wanted})
