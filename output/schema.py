"""The tables of ``history.db``: added to and never rewritten."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from output.errors import OutputError

SCHEMA_VERSION = 3

TABLES = {
    "runs": "id INTEGER PRIMARY KEY, run_at, mode, evidence, fingerprint, base_run, register_version, "
    "code_version, published, reasons, before_rows, after_rows, archive, given",
    "sites": "run, alliance_code, state, detail, evidence, pages_fetched, fetched_at, list_places, pages",
    "sightings": "run, alliance_code, name_as_written, kind, status, ods_code, current_ods_code, score, "
    "rule, counts, page_url, locator, record_id, fetched_at",
    "memberships": "run, alliance_code, ods_code, source, first_seen, last_seen, misses, missed_in, "
    "page_url, waiting",
    "changes": "run, change_id, observed_at, alliance_code, ods_code, ods_name, change, cause, state, "
    "confirmations, detail, evidence_url",
    "registers": "version PRIMARY KEY, content",
    "questions": "run, item_id, priority, alliance_code, ods_code, name_as_written, question, proposal, "
    "candidates, evidence_url, snippet, first_raised, basis",
}

# What a run asks of its history must not take longer the longer that is.
_INDEXES = {
    "sightings_by_run": "sightings (run, alliance_code)",
    "sightings_by_name": "sightings (alliance_code, name_as_written, run, fetched_at)",
    "sites_by_alliance": "sites (alliance_code, run, state)",
    "memberships_by_run": "memberships (run)",
    "questions_by_run": "questions (run)",
    "questions_by_item": "questions (item_id, run, first_raised)",
}

_FROM_VERSION_1 = (
    "ALTER TABLE sites RENAME COLUMN page_digests TO pages",
    "ALTER TABLE runs ADD COLUMN archive DEFAULT ''",
    "ALTER TABLE runs ADD COLUMN given DEFAULT ''",
)


def prepare(database: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a new file, or bring those of an older program up to date.

    Raises:
        OutputError: the file is of another program, or of a newer version of this one.
    """
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise OutputError(
            f"“{path}” was written by a newer version of this program. Update it, then run again."
        )
    if version == SCHEMA_VERSION:
        return
    if version == 0:
        _create_all(database, path)
    if version == 1:
        for step in _FROM_VERSION_1:
            database.execute(step)
        _create(database, "registers")
    for name, columns in _INDEXES.items():
        database.execute(f"DROP INDEX IF EXISTS {name}")
        database.execute(f"CREATE INDEX {name} ON {columns}")
    database.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _create_all(database: sqlite3.Connection, path: Path) -> None:
    if database.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]:
        raise OutputError(f"“{path}” is the database of another program. Give another folder with --data.")
    for table in TABLES:
        _create(database, table)


def _create(database: sqlite3.Connection, table: str) -> None:
    """Make a table to which rows can be added, but whose rows cannot be touched again."""
    database.execute(f"CREATE TABLE {table} ({TABLES[table]})")
    for action in ("UPDATE", "DELETE"):
        database.execute(
            f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'history is never rewritten'); END"
        )
