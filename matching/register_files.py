"""Registers read from files: the bundled one, a register JSON, a CSV of trusts, an ODS ``etr`` report."""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files
from pathlib import Path

from matching.csv_records import BrokenRecord, records
from matching.register import Register, RegisterError
from matching.register_json import from_json
from matching.register_overlay import merged, replaced
from matching.register_tables import is_etr, is_trust_table, read_etr, read_trust_table

BUNDLED = "data/register.json"
LARGEST = 10_000_000  # bytes; the bundled one has less than a tenth of it
FEWEST_TRUSTS = 100  # England alone has some two hundred open ones


@cache
def load_bundled() -> Register:
    """The register that comes with the package."""
    text = files("matching").joinpath(BUNDLED).read_text("utf-8")
    return from_json(text, "that comes with the program")


def load_file(path: Path) -> Register:
    """A register from a file of any of the known shapes.

    Raises:
        RegisterError: the file cannot be read, has another shape, or is too small to be believed.
    """
    register = parse(_read(path), f"“{path.name}”")
    open_trusts = len(register.open_trusts())
    if len(register.trusts) < FEWEST_TRUSTS or not open_trusts:
        raise RegisterError(
            f"The register “{path.name}” holds {len(register.trusts)} trusts, {open_trusts} of them open; "
            f"a whole register has at least {FEWEST_TRUSTS}. Give the complete file."
        )
    return register


def parse(text: str, where: str) -> Register:
    """The register that a file's text stands for; ``where`` names the file in errors."""
    start = text.lstrip()[:1]
    if start == "{":
        return from_json(text, where)
    if start == "<":
        raise RegisterError(f"The register {where} is a web page, not a table. Download the report again.")
    rows = _rows(text, where)
    if is_trust_table(rows):
        return replaced(load_bundled(), read_trust_table(rows, where))
    if is_etr(rows):
        return merged(load_bundled(), read_etr(rows, where))
    raise RegisterError(
        f"The register {where} has neither the columns ods_code, name, status, open_date and successor_codes "
        "nor the shape of an ODS etr report. Give a register JSON, such a CSV, or the report as downloaded."
    )


def _read(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)  # what is no file may have no end
        if len(content) > LARGEST:
            raise RegisterError(
                f"The register “{path.name}” is larger than {LARGEST // 1_000_000} MB. Is it the right file?"
            )
        text = content.decode("utf-8-sig")
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise RegisterError(
            f"The register “{path.name}” cannot be opened: {reason}. Check the path."
        ) from error
    except UnicodeDecodeError as error:
        raise RegisterError(
            f"The register “{path.name}” is not UTF-8 text. Save it as CSV in UTF-8."
        ) from error
    if "\0" in text:
        raise RegisterError(f"The register “{path.name}” is damaged: it holds zero bytes. Download it again.")
    if not text.strip():
        raise RegisterError(f"The register “{path.name}” is empty. Give a complete file.")
    return text


def _rows(text: str, where: str) -> list[list[str]]:
    try:
        found = records(io.StringIO(text, newline=""), strict=True)
        return [record.cells for record in found if any(record.cells)]
    except BrokenRecord as error:
        raise RegisterError(
            f"The register {where} is not a valid CSV at line {error.line}: {error}. "
            "Download or save it again."
        ) from error
