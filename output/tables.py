"""CSV as RFC 4180 has it: the columns of every feed, and writing and reading them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

MAPPING = ("ods_code", "ods_name", "cancer_alliance_name", "cancer_alliance_code", "notes")
PARTNERS = (
    "alliance_code", "alliance_name", "name_as_written", "kind", "status", "ods_code", "ods_name",
    "current_ods_code", "current_ods_name", "score", "reason", "page_url", "locator", "snippet",
    "fetched_at", "warc_record_id", "first_seen", "last_seen",
)  # fmt: skip
REVIEW = (
    "item_id", "priority", "alliance_code", "ods_code", "name_as_written", "question", "proposal",
    "candidates", "evidence_url", "snippet", "first_raised",
)  # fmt: skip
CHANGES = (
    "change_id", "observed_at", "alliance_code", "ods_code", "ods_name", "change", "cause", "state",
    "confirmations", "detail", "evidence_url",
)  # fmt: skip
SITES = (
    "alliance_code", "alliance_name", "spider", "state", "detail", "home_url", "partner_urls",
    "pages_fetched", "trusts_found", "last_healthy",
)  # fmt: skip
DECISIONS = (
    "decided_at", "decided_by", "item_id", "alliance_code", "name_as_written", "ods_code", "decision", "note",
    "question", "basis",
)  # fmt: skip
MEMBERSHIPS = (
    "alliance_code", "alliance_name", "ods_code", "ods_name", "is_primary", "primary_reason", "source",
    "confirmed", "first_seen", "last_seen",
)  # fmt: skip
ALL_CODES = (
    "ods_code",
    "ods_name",
    "status",
    "current_ods_code",
    "cancer_alliance_code",
    "cancer_alliance_name",
)

# No page needs these in a name, and a NUL ends the cell in many programs that read CSV.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FORMULA = re.compile(r"^[=+\-@\t\r]")
_GUARDED = re.compile(r"^'(?=[=+\-@\t\r])")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; every row has one cell a column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def to_csv(self) -> bytes:
        """The table as UTF-8 CSV with a header."""
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(self.columns)
        writer.writerows([clean(cell) for cell in row] for row in self.rows)
        return stream.getvalue().encode("utf-8")

    def dicts(self) -> Iterator[dict[str, str]]:
        """Each row by column name."""
        for row in self.rows:
            yield dict(zip(self.columns, row, strict=True))


def table(columns: tuple[str, ...], rows: Iterable[Mapping[str, object]]) -> Table:
    """A table of records; what a record lacks is an empty cell."""
    return Table(columns, tuple(tuple(str(row.get(column, "")) for column in columns) for row in rows))


def clean(cell: str) -> str:
    """The cell without control characters and lone surrogates, which CSV and UTF-8 cannot carry."""
    return _CONTROLS.sub("", cell).encode("utf-8", "ignore").decode("utf-8")


def guard(cell: str) -> str:
    """The cell so that a spreadsheet shows it as text and never runs it as a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """The cell as it was before ``guard``."""
    return _GUARDED.sub("", cell)
