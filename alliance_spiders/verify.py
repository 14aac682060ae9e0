"""Is every fact in ``partners.csv`` what the recordings hold, and the mapping what was published?

The rows are made again: from the history of the last run, and by reading its recorded pages once more with
the register, the areas and the decisions of then. What was written is held against that, cell by cell; the
recording is held against its own digests and against those in the history. The mapping and what is made
from it are held against the history alone.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from alliance_spiders.verifying.kept import last_run
from alliance_spiders.verifying.outcome import Verification
from alliance_spiders.verifying.partners_file import read_partners
from alliance_spiders.verifying.published import check_published
from matching.errors import UserError
from output.files import is_unfinished
from output.recovery import at_work


def verify(data_dir: Path) -> Verification:
    """Check every row of ``partners.csv`` against the recording and the history of the last run.

    The mapping, that for all codes and the memberships are held against the history.

    Raises:
        UserError: there is no ``partners.csv`` or no run on record, or one of them cannot be used.
    """
    partners = data_dir / "partners.csv"
    if not partners.is_file():
        raise UserError(f"There is no “{partners}”. Do a run first: alliances run --data {data_dir}")
    if is_unfinished(data_dir):  # a run that was killed has files that belong to its history
        with at_work(data_dir):
            pass
    rows, kept = read_partners(partners), last_run(data_dir)
    # What reads pages is loaded late, so that a folder that cannot be used is told at once.
    from alliance_spiders.verifying.partners import check_partners

    outcome = check_partners(data_dir, rows, kept)
    return replace(outcome, faults=(*outcome.faults, *check_published(data_dir)))
