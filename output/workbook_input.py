"""Reading a workbook that a person filled in: its first sheet as rows of text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import ParseError

from output.errors import InputError

SIGNATURE = b"PK\x03\x04"
LARGEST_UNPACKED = 200_000_000  # bytes; a small file can unpack to more than any memory holds
MOST_ROWS, MOST_COLUMNS = 100_000, 100


def sheet_rows(path: Path, content: bytes) -> list[list[str]]:
    """The cells of the first sheet as text, row by row; formulas are read as nothing.

    Raises:
        InputError: no workbook of this kind, or too large.
    """
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                raise InputError(f"“{path}” unpacks to more than {LARGEST_UNPACKED // 1_000_000} MB.")
        return list(_rows(content))
    except (
        zipfile.BadZipFile, InvalidFileException, ParseError, SyntaxError, KeyError, ValueError, TypeError,
        IndexError, AttributeError, EOFError, NotImplementedError, RuntimeError,
    ) as error:  # what openpyxl and zipfile raise for broken, foreign or encrypted archives  # fmt: skip
        raise InputError(
            f"“{path}” is no workbook that can be read. Save it again as .xlsx, or as “CSV UTF-8”."
        ) from error


def _rows(content: bytes) -> Iterator[list[str]]:
    from openpyxl import load_workbook

    # Formulas are never calculated: data_only gives what the spreadsheet program last stored, if anything.
    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        sheet = book.worksheets[0]
        # The sheet's own word on its size may be wrong, or made to fill the memory.
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True):
            yield [_text(value) for value in row]
    finally:
        book.close()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    if isinstance(value, date):  # also a datetime
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
