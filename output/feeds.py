"""Every file of the data folder, as bytes."""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from output.compare import Before, Comparison
from output.curated import mapping_table
from output.datapackage import datapackage
from output.decision import Decision
from output.decisions import log_table
from output.derived import all_codes, memberships_table
from output.json_feed import json_feed
from output.partners import partners_table, sites_table
from output.questions import review_table
from output.report import known_before, report
from output.report_cards import cards
from output.store import History
from output.summary import count, counts, pull_request
from output.tables import CHANGES, table
from output.workbook import workbook

if TYPE_CHECKING:
    from output.run import RunContext

FORMAT = 1
"""Version of the data folder's layout, in ``run.json``."""


@dataclass(frozen=True, slots=True)
class Feed:
    """All that the files are written from. ``run`` and ``base_run`` number this run and the one before."""

    found: Comparison
    before: Before
    context: RunContext
    history: History
    run: int
    base_run: int
    log: Sequence[Decision]


def all_files(feed: Feed) -> dict[str, bytes]:
    """The files to write, by name; those that a held run leaves untouched are left out."""
    found, context = feed.found, feed.context
    sites = sites_table(found.results, found.presences, _last_healthy(feed))
    files = {
        "partners.csv": partners_table(found.results, feed.history.first_sightings(feed.base_run)).to_csv(),
        "sites.csv": sites.to_csv(),
        "review.csv": review_table(found.questions).to_csv(),
        "changes.csv": table(CHANGES, map(asdict, found.changes)).to_csv(),
        "decisions.csv": log_table(feed.log).to_csv(),
        "run.json": _json(run_record(feed)),
        "summary.md": pull_request(found, context, sites).encode("utf-8"),
        "review.html": report(feed, sites).encode("utf-8"),
        "review.xlsx": workbook(cards(found.questions, known_before(feed)), context.run_at),
    }
    if found.gate.published:
        members = memberships_table(found.memberships.values(), found.mapping, context.register)
        files |= {
            "mapping.csv": mapping_table(found.mapping.rows).to_csv(),
            "mapping_all_codes.csv": all_codes(context.register, found.mapping.rows).to_csv(),
            "memberships.csv": members.to_csv(),
            "datapackage.json": _json(datapackage(context.run_at)),
            "feed.json": _json(json_feed(feed.history.changes())),
        }
    return files


def run_record(feed: Feed) -> dict[str, object]:
    """``run.json``: what went in, what came out, and by which versions."""
    context, found = feed.context, feed.found
    return {
        "format": FORMAT,
        "run_at": context.run_at.isoformat(),
        "mode": context.mode,
        "only": sorted(context.only),
        "published": found.gate.published,
        "published_anyway": found.gate.forced,
        "reasons": list(found.gate.reasons),
        "archive": context.archive_name,
        "inputs": [asdict(given) for given in context.inputs],
        "versions": {
            "code": context.code_version,
            "python": platform.python_version(),
            "register": context.register.version,
            "register_as_of": context.register.as_of.isoformat(),
        },
        "counts": counts(found),
        "failures": count(f.kind.value for result in found.results for f in result.failures),
        "timings_seconds": dict(context.timings),
    }


def _last_healthy(feed: Feed) -> dict[str, str]:
    trusted = feed.history.last_trusted(feed.run)
    return {code: row.fetched_at or run_at for code, (row, run_at) in trusted.items()}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
