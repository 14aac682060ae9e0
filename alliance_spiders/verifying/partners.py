"""The rows of ``partners.csv``, held against the recording of the last run, else against its history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from alliance_spiders.collection import rare_collection
from alliance_spiders.crawling.recording import Recording
from alliance_spiders.crawling.recording_error import RecordingError
from alliance_spiders.items import SiteReading
from alliance_spiders.pruning import missing
from alliance_spiders.verifying.again import made_again, read_sites_again, rows_of
from alliance_spiders.verifying.comparing import compare
from alliance_spiders.verifying.faults import Fault
from alliance_spiders.verifying.kept import Kept
from alliance_spiders.verifying.outcome import Verification
from alliance_spiders.verifying.partners_file import Row
from alliance_spiders.verifying.places import Places
from alliance_spiders.verifying.records import Records, check_records
from alliance_spiders.version import code_version


def check_partners(data_dir: Path, rows: Sequence[Row], kept: Kept) -> Verification:
    """Check every row; a recording that is damaged or gone is itself a fault."""
    with ExitStack() as stack:
        try:
            recording = _recording(data_dir, kept, stack)
        except RecordingError as error:
            lacking = Fault("archive", "", str(error).rstrip("."))
            return Verification(len(rows), (lacking, *_against_history(rows, kept)), recorded=False)
        if recording is None:
            held = _against_history(rows, kept)
            return Verification(len(rows), held, (_pruned(kept, rows),), recorded=False)
        return _against_recording(rows, kept, recording)


def _recording(data_dir: Path, kept: Kept, stack: ExitStack) -> Recording | None:
    """The recording of the run; None when it was pruned, or when the run had nothing to record.

    Raises:
        RecordingError: it is missing or damaged.
    """
    name = Path(kept.run.archive).name
    if not name or name in missing(data_dir):
        return None
    return stack.enter_context(Recording.open(data_dir / "archive" / name))


def _against_history(rows: Sequence[Row], kept: Kept) -> tuple[Fault, ...]:
    return tuple(compare(rows, rows_of(made_again(kept, {}), kept)))


def _against_recording(rows: Sequence[Row], kept: Kept, recording: Recording) -> Verification:
    records = check_records(kept, recording)
    if not kept.has_register or kept.run.code_version != code_version():
        return _checked(rows, kept, Places(recording, records), None)
    with rare_collection():
        for whole in (False, True):
            readings = read_sites_again(kept, recording, records, whole=whole)
            outcome = _checked(rows, kept, Places(recording, records), readings)
            if not outcome.faults:
                break
    return outcome


def _checked(
    rows: Sequence[Row], kept: Kept, places: Places, readings: Mapping[str, SiteReading] | None
) -> Verification:
    """The rows and the recording, with the sites as read again; None where they cannot be."""
    again = made_again(kept, readings or {})
    faults = [
        *_of_records(kept, places.records),
        *again.faults,
        *compare(rows, rows_of(again, kept)),
        *places.check(rows, again.unread),
    ]
    notes = _notes(kept, len(again.unread), is_same=readings is not None)
    return Verification(len(rows), tuple(_first_of_each(faults)), tuple(notes))


def _of_records(kept: Kept, records: Records) -> Iterator[Fault]:
    for record_id, problem in records.problems.items():
        yield Fault(f"archive/{Path(kept.run.archive).name}, record {record_id}", "", problem)


def _first_of_each(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Each place that does not hold, once: a forged cell fails several checks."""
    seen: set[tuple[str, str]] = set()
    for fault in faults:
        if (fault.where, fault.column) not in seen:
            seen.add((fault.where, fault.column))
            yield fault


def _pruned(kept: Kept, rows: Sequence[Row]) -> str:
    if not kept.run.archive:
        return "The last run recorded nothing, so there is no page to look at."
    return f"{len(rows)} rows rest on a pruned recording and were held against the history alone."


def _notes(kept: Kept, unread: int, *, is_same: bool) -> Iterator[str]:
    """What could not be checked as far as it might, and why."""
    less = "held against the history, their snippets against the words of the page, their reasons not at all"
    if not is_same:
        other = "program" if kept.has_register else "register"
        yield f"The {other} is another than in the run of {kept.run.run_at[:10]}. So the rows were {less}."
    elif unread:
        names = "1 name is" if unread == 1 else f"{unread} names are"
        yield f"{names} not read again at the place on record, so what rests on it was {less}."
    if not kept.has_decisions:
        yield "The log of decisions was altered since the run; that of today was taken for that of then."
