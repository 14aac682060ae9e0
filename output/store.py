"""The database behind ``history.db``: every run's observations, added to and never rewritten."""

from __future__ import annotations

import json
import sqlite3
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from output import rows
from output.damage import check_not_emptied, checked
from output.errors import OutputError
from output.memberships import Key, Membership
from output.past import Past
from output.records import Observation, Run, SightingRow, SiteRow
from output.schema import TABLES, prepare

FILE_NAME = "history.db"
_TRUSTED = "state IN ('healthy', 'healed')"
# The alliances on record, found by one leap in the index for each, however long the history is.
_CODES = (
    "WITH RECURSIVE codes (code) AS (SELECT MIN(alliance_code) FROM sites UNION ALL "
    "SELECT (SELECT MIN(alliance_code) FROM sites WHERE alliance_code > code) FROM codes "
    "WHERE code IS NOT NULL) "
)
_NEWEST = "(SELECT MAX(run) FROM sites WHERE alliance_code = code AND run <= ?)"
# For each alliance the newest of its observations, with the run that made it.
_NEWEST_SITES = (
    f"{_CODES} SELECT sites.*, run_at, register_version, code_version, archive FROM codes "
    "JOIN sites ON sites.rowid = (SELECT s.rowid FROM sites AS s WHERE s.alliance_code = code AND {which} "
    "ORDER BY s.run DESC LIMIT 1) JOIN runs ON runs.id = sites.run"
)
_HELD_AS_OLDER = (
    "published = 0 AND SUBSTR(run_at, 1, 10) < "
    "(SELECT IFNULL(SUBSTR(MAX(run_at), 1, 10), '') FROM runs AS earlier "
    "WHERE published = 1 AND earlier.id < runs.id)"
)
# What an older recording shows must not stand for what was seen of a site last.
_IN_ORDER = f"run <= ? AND run NOT IN (SELECT id FROM runs WHERE {_HELD_AS_OLDER})"


class History:
    """Read and extend one ``history.db``. Use ``open_history``."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._first: dict[int, dict[tuple[str, str], str]] = {}

    def last_run(self) -> Run | None:
        """The newest run on record."""
        return self._run("ORDER BY id DESC")

    def last_in_order(self, until: int = sys.maxsize) -> Run | None:
        """The newest run up to that one, but for those that were held because a newer one was published."""
        return self._run(f"WHERE id <= ? AND NOT ({_HELD_AS_OLDER}) ORDER BY id DESC", until)

    def newest_date(self, until: int = sys.maxsize) -> str:
        """The date of the newest published run of those up to that one; empty when there is none."""
        query = "SELECT MAX(run_at) FROM runs WHERE published = 1 AND id <= ?"
        return self._database.execute(query, [until]).fetchone()[0] or ""

    def run(self, number: int) -> Run | None:
        """The run of this number."""
        return self._run("WHERE id = ?", number)

    def first_given(self, mapping: str) -> Run | None:
        """The first run that was given this mapping, by its digest."""
        return self._run("WHERE given = ? ORDER BY id", mapping)

    def published_run(self, until: str = "9999") -> Run | None:
        """The last published run that knew of nothing dated after ``until`` (ISO date or time).

        What a person published although it was older stands on the newer ones before it.
        """
        first_later = "(SELECT MIN(id) FROM runs WHERE published = 1 AND run_at > ?)"
        clause = f"WHERE published = 1 AND id < IFNULL({first_later}, ?) ORDER BY id DESC"
        return self._run(clause, until, sys.maxsize)

    def newest_published(self, until: int = sys.maxsize) -> Run | None:
        """The published run that was done last, of those up to that one, whatever its date."""
        return self._run("WHERE published = 1 AND id <= ? ORDER BY id DESC", until)

    def site_states(self, alliance_code: str) -> Iterator[tuple[str, str, str]]:
        """Time, state and detail of one site in every run, oldest first."""
        query = (
            "SELECT run_at, state, detail FROM sites JOIN runs ON runs.id = sites.run "
            "WHERE alliance_code = ? ORDER BY run"
        )
        yield from (tuple(row) for row in self._database.execute(query, [alliance_code]))

    def memberships(self, run: int, *, waiting: bool = True) -> dict[Key, Membership]:
        """Every membership after that run, with or without those that wait for a curator."""
        found = self._rows("memberships", "run = ? AND waiting <= ?", run, waiting)
        return {
            (row["alliance_code"], row["ods_code"]): checked("memberships", rows.membership, row)
            for row in found
        }

    def sites(self, run: int) -> dict[str, SiteRow]:
        """For each alliance, the newest observation up to that run."""
        found = self._database.execute(_NEWEST_SITES.format(which="run <= ?"), [run])
        return {row["alliance_code"]: checked("sites", rows.site, row) for row in found}

    def crawled(self, run: int) -> frozenset[str]:
        """The alliances whose sites that very run asked."""
        return frozenset(row["alliance_code"] for row in self._rows("sites", "run = ?", run))

    def sightings(self, run: int, alliance_code: str) -> tuple[SightingRow, ...]:
        """What one site was seen to say in that very run, in the order of its pages."""
        found = self._rows("sightings", "run = ? AND alliance_code = ? ORDER BY rowid", run, alliance_code)
        return tuple(checked("sightings", rows.sighting, row) for row in found)

    def last_trusted(self, run: int) -> dict[str, tuple[SiteRow, str]]:
        """For each alliance, the newest healthy or healed observation up to that run and the run's time."""
        found = self._database.execute(_NEWEST_SITES.format(which=f"{_IN_ORDER} AND {_TRUSTED}"), [run])
        return {
            row["alliance_code"]: (checked("sites", rows.site, row), checked("runs", rows.run_at, row))
            for row in found
        }

    def trusts_found(self, run: int) -> dict[str, int]:
        """How many trusts each site showed in the newest run up to that one that crawled it."""
        query = (
            f"{_CODES} SELECT code, COUNT(DISTINCT current_ods_code) FROM codes "
            f"JOIN sightings ON run = {_NEWEST} AND alliance_code = code "
            "WHERE counts AND status IN ('matched', 'retired') GROUP BY code"
        )
        return dict(tuple(row) for row in self._database.execute(query, [run]))

    def observations(self, run: int) -> dict[str, Observation]:
        """For each alliance, its newest trusted observation up to that run, else its newest one."""
        queries = [_NEWEST_SITES.format(which=which) for which in (_IN_ORDER, f"{_IN_ORDER} AND {_TRUSTED}")]
        found = (row for query in queries for row in self._database.execute(query, [run]))
        newest = {row["alliance_code"]: row for row in found}
        return {
            code: Observation(
                register_version=row["register_version"],
                code_version=row["code_version"],
                past=Past(row["archive"], checked("sites", rows.pages, row)),
                sightings=self.sightings(row["run"], code),
            )
            for code, row in newest.items()
        }

    def open_changes(self, run: int) -> dict[str, str]:
        """The cause of each change that was last told as proposed or held, up to that run, by change."""
        query = f"SELECT change_id, cause, state FROM changes WHERE {_IN_ORDER} ORDER BY run"
        newest = {change: (cause, state) for change, cause, state in self._database.execute(query, [run])}
        return {change: cause for change, (cause, state) in newest.items() if state in ("proposed", "held")}

    def was_given(self, mapping: str) -> bool:
        """Whether an earlier run was given this mapping, by its digest."""
        found = self._database.execute("SELECT 1 FROM runs WHERE given = ? LIMIT 1", [mapping])
        return bool(mapping) and found.fetchone() is not None

    def register(self, version: str) -> str:
        """A register that an earlier run was read by, as text; empty when none of that version is kept."""
        query = "SELECT content FROM registers WHERE version = ?"
        row = self._database.execute(query, [version]).fetchone()
        return checked("registers", rows.register, row[0]) if row else ""

    def add_register(self, version: str, text: Callable[[], str]) -> None:
        """Keep a register, once for each version; ``text`` is asked for only then."""
        if not self.register(version):
            content = zlib.compress(text().encode(), 9)
            self._database.execute("INSERT INTO registers VALUES (?, ?)", [version, content])

    def first_sightings(self, run: int) -> dict[tuple[str, str], str]:
        """When each alliance was first seen to write each name, over all runs up to that one."""
        query = (
            "SELECT alliance_code, name_as_written, MIN(fetched_at) FROM sightings WHERE run <= ? "
            "GROUP BY alliance_code, name_as_written"
        )
        if run not in self._first:  # asked for by several files of one run, and slow in a long history
            found = self._database.execute(query, [run])
            self._first[run] = {(code, name): first for code, name, first in found}
        return self._first[run]

    def first_raised(self, run: int) -> dict[str, str]:
        """When each question was first raised, over all runs up to that one."""
        query = "SELECT item_id, MIN(first_raised) FROM questions WHERE run <= ? GROUP BY item_id"
        return dict(tuple(row) for row in self._database.execute(query, [run]))

    def questions(self, until: str = "9999") -> dict[str, dict[str, str]]:
        """The newest record of every question ever raised, up to a time, by item."""
        query = (
            "SELECT questions.*, runs.run_at AS run_at, MAX(run) FROM questions "
            "JOIN runs ON runs.id = questions.run WHERE runs.run_at <= ? GROUP BY item_id"
        )
        found = self._database.execute(query, [until])
        return {row["item_id"]: checked("questions", rows.question, row) for row in found}

    def questions_of(self, run: int) -> list[dict[str, str]]:
        """The questions that one run asked."""
        return [checked("questions", rows.question, row) for row in self._rows("questions", "run = ?", run)]

    def changes(self, where: str = "1 = 1", *values: object) -> list[dict[str, str]]:
        """Changes of all runs, oldest first, each with its run."""
        return [dict(row) for row in self._rows("changes", f"{where} ORDER BY run, rowid", *values)]

    def add_run(self, run: Run) -> int:
        """Add a run; its own ``id`` is not used. Returns the number it got."""
        cursor = self._database.execute(
            f"INSERT INTO runs VALUES ({', '.join('?' * 14)})",
            (
                None, run.run_at, run.mode, run.evidence, run.fingerprint, run.base_run, run.register_version,
                run.code_version, run.published, json.dumps(run.reasons),
                None if run.before is None else rows.dump(run.before), rows.dump(run.after), run.archive,
                run.given,
            ),
        )  # fmt: skip
        return int(cursor.lastrowid or 0)

    def add_memberships(
        self, run: int, memberships: Iterable[Membership], waiting: Iterable[Membership]
    ) -> None:
        """Add the memberships after a run."""
        for flag, group in ((0, memberships), (1, waiting)):
            self._insert(
                "memberships",
                run,
                ({**asdict(m), "missed_in": json.dumps(m.missed_in), "waiting": flag} for m in group),
            )

    def add(self, table: str, run: int, added: Iterable[Mapping[str, object]]) -> None:
        """Add rows to one of the tables ``sites``, ``sightings``, ``changes``, ``questions``."""
        self._insert(table, run, added)

    def commit(self) -> None:
        """Keep what was added; nothing may be added after."""
        self._database.execute("COMMIT")

    def _insert(self, table: str, run: int, added: Iterable[Mapping[str, object]]) -> None:
        columns = TABLES[table].split(", ")
        marks = ", ".join("?" * len(columns))
        self._database.executemany(
            f"INSERT INTO {table} VALUES ({marks})",
            ([{"run": run, **row}.get(column, "") for column in columns] for row in added),
        )

    def _run(self, clause: str, *values: object) -> Run | None:
        row = self._database.execute(f"SELECT * FROM runs {clause} LIMIT 1", values).fetchone()
        return None if row is None else checked("runs", rows.run, row)

    def _rows(self, table: str, where: str, *values: object) -> list[sqlite3.Row]:
        return self._database.execute(f"SELECT * FROM {table} WHERE {where}", values).fetchall()


@contextmanager
def open_history(data_dir: Path, *, write: bool = False) -> Iterator[History]:
    """The history of a data folder, in one transaction that is kept only by ``commit``.

    To read an empty folder makes no file.

    Raises:
        OutputError: the file is no history or a damaged one, is of a newer program, or cannot be written.
    """
    path = data_dir / FILE_NAME
    check_not_emptied(path)
    database: sqlite3.Connection | None = None
    try:
        database = sqlite3.connect(path if write or path.is_file() else ":memory:", isolation_level=None)
        database.row_factory = sqlite3.Row
        database.execute("BEGIN IMMEDIATE" if write else "BEGIN")
        prepare(database, path)
        yield History(database)
    except sqlite3.Error as error:
        raise OutputError(_sentence(path, error)) from error
    finally:
        if database:
            database.close()


def evidence_key(digests: Iterable[str]) -> str:
    """One key for a set of recordings, whatever their order."""
    return " ".join(sorted(digests))


def _sentence(path: Path, error: sqlite3.Error) -> str:
    if isinstance(error, sqlite3.OperationalError):
        return f"“{path}” cannot be written: {error}. Its content is as it was; put that right and run again."
    return f"“{path}” cannot be used: {error}. Restore it from a copy, or give another folder with --data."
