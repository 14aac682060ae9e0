"""Re-reading the recordings: does every fact in ``partners.csv`` stand where it says it does?"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alliance_spiders.crawling.errors import Refused
from alliance_spiders.crawling.recording import Recording
from alliance_spiders.reading.locator import text_at
from matching.errors import UserError

_NEEDED = {"name_as_written", "locator", "warc_record_id"}


@dataclass(frozen=True, slots=True)
class Fault:
    """A row of ``partners.csv`` that its recording does not bear out."""

    line: int
    name: str
    problem: str


@dataclass(frozen=True, slots=True)
class Verification:
    """How many rows were checked, and which of them failed."""

    checked: int
    faults: tuple[Fault, ...]


def verify(data_dir: Path) -> Verification:
    """Check every row of ``partners.csv`` against the recordings in ``archive``.

    Raises:
        UserError: there is no ``partners.csv`` or no recording.
    """
    partners = data_dir / "partners.csv"
    archives = sorted((data_dir / "archive").glob("*.warc.gz"))
    if not partners.is_file():
        raise UserError(f"There is no “{partners}”. Do a run first: alliances run --data {data_dir}")
    if not archives:
        raise UserError(f"There is no recording in “{data_dir / 'archive'}”, so nothing can be checked.")
    rows = read_partners(partners)
    with Recording.open(archives) as recording:
        faults = tuple(_faults(rows, recording))
    return Verification(len(rows), faults)


def read_partners(path: Path) -> list[dict[str, str]]:
    """The rows of a ``partners.csv``.

    Raises:
        UserError: it is damaged.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            rows, header = list(reader), set(reader.fieldnames or ())
    except (OSError, UnicodeDecodeError, csv.Error):
        rows, header = [], set()
    if not header >= _NEEDED or not all(row[name] is not None for row in rows for name in _NEEDED):
        raise UserError(f"“{path}” is damaged. Do a run; it writes the file anew.")
    return rows


def _faults(rows: list[dict[str, str]], recording: Recording) -> Iterator[Fault]:
    for line, row in enumerate(rows, start=2):
        problem = _problem(row, recording)
        if problem:
            yield Fault(line, row["name_as_written"], problem)


def _problem(row: dict[str, str], recording: Recording) -> str:
    try:
        page = recording.get(row["warc_record_id"]).page()
    except KeyError:
        return f"no recording holds the record {row['warc_record_id']}"
    except Refused as error:
        return f"the recorded page cannot be read. {error.detail}"
    text = text_at(page.body, page.content_type, page.encoding, row["locator"])
    if text is None:
        return f"the recorded page has no place {row['locator']}"
    if _squeezed(row["name_as_written"]) not in _squeezed(text):
        return f"the name does not stand at {row['locator']}"
    return ""


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()
