"""``publish``: from the results of one run to every file of the data folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from alliance_spiders.items import SiteResult
from matching.register import Register
from output import feeds
from output.basis import digest
from output.causes import Cause
from output.changes import Change
from output.compare import Before, Comparison, Inputs, compare, site_evidence
from output.curated import MappingRow
from output.decision import Decision, in_force
from output.decisions import read_log
from output.effects import effects_of
from output.files import folder_lock, replace_all
from output.gate import Verdict
from output.questions import Question, question_of
from output.records import Run, sighting_rows, site_row
from output.store import History, evidence_key, open_history
from output.summary import counts, summary_lines


@dataclass(frozen=True, slots=True)
class InputDigest:
    """One thing that went into a run: what it is (``recording``, ``register``), its name and its digest."""

    what: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RunContext:
    """What a run is about.

    ``run_at`` is UTC; of a replay it is the date of the newest record. ``mode`` is live, replay or sample.
    ``curated`` is None to start from nothing. ``only`` holds the codes of the alliances crawled, empty for
    all. ``page_digests`` are SHA-256 by address of the pages read, as far as they are known. ``extra``
    are questions that others raise, such as about the index of alliances.
    """

    data_dir: Path
    register: Register
    run_at: datetime
    mode: str
    curated: tuple[MappingRow, ...] | None
    only: frozenset[str]
    inputs: tuple[InputDigest, ...]
    timings: Mapping[str, float]
    code_version: str
    archive_name: str
    publish_anyway: bool = False
    page_digests: Mapping[str, str] = field(default_factory=dict)
    extra: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """What a run came to. ``summary`` are lines for people; ``paths`` the files written, by name."""

    changes: tuple[Change, ...]
    questions: tuple[Question, ...]
    gate: Verdict
    counts: Mapping[str, object]
    paths: Mapping[str, Path]
    summary: tuple[str, ...]

    @property
    def published(self) -> bool:
        """Whether the mapping and the other feeds were written."""
        return self.gate.published

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the gate held, or would have held, the run."""
        return self.gate.reasons


def publish(results: Sequence[SiteResult], context: RunContext) -> RunOutcome:
    """Compare a run with what was known, and write every file of the data folder.

    Files and history are written together: a run that fails or is killed leaves neither.

    Raises:
        InputError: the log of decisions has a wrong line.
        OutputError: the data folder cannot be written, or another run is at work in it.
    """
    with folder_lock(context.data_dir), open_history(context.data_dir, write=True) as history:
        log = read_log(context.data_dir, history)
        evidence = {result.alliance_code: _evidence(result, context) for result in results}
        plan = _plan(context, history, log, evidence)
        inputs = Inputs(
            results=tuple(results),
            effects=effects_of(in_force(log), context.register),
            register=context.register,
            code_version=context.code_version,
            run_at=context.run_at,
            evidence=evidence,
            page_digests=context.page_digests,
            publish_anyway=context.publish_anyway,
            extra=context.extra,
        )
        before = _before(history, plan)
        found = compare(inputs, before)
        number = _record(history, plan, found, before, context, evidence)
        feed = feeds.Feed(found, before, context, history, number, plan.base_run, log)
        files = feeds.all_files(feed)
        replace_all(context.data_dir, files, before_moving=history.commit)
    return RunOutcome(
        changes=found.changes,
        questions=found.questions,
        gate=found.gate,
        counts=counts(found),
        paths={name: context.data_dir / name for name in files},
        summary=summary_lines(found, before, context),
    )


def _evidence(result: SiteResult, context: RunContext) -> str:
    """A name for what was fetched from a site; the same pages of another day are another crawl."""
    recordings = _recordings(context)
    if not recordings:
        return site_evidence(result)
    return digest(result.alliance_code, evidence_key(recordings), context.run_at.isoformat())


def _recordings(context: RunContext) -> list[str]:
    return [given.sha256 for given in context.inputs if given.what == "recording"]


def _plan(context: RunContext, history: History, log: Sequence[Decision], evidence: Mapping[str, str]) -> Run:
    """The run as it will stand on record, apart from its outcome.

    The same evidence, read in the same way from the same start, is no news: such a run is compared with
    what the run before it was compared with, and comes to the same.
    """
    last = history.last_run()
    run = Run(
        id=0,
        run_at=context.run_at.isoformat(),
        mode=context.mode,
        evidence=evidence_key(_recordings(context)) or digest(*sorted(evidence.items())),
        fingerprint=_fingerprint(context, log, evidence),
        base_run=last.id if last else 0,
        register_version=context.register.version,
        code_version=context.code_version,
        published=False,
        reasons=(),
        before=context.curated,
        after=(),
    )
    if last and last.fingerprint == run.fingerprint and context.curated in (last.before, last.after):
        return replace(run, base_run=last.base_run, before=last.before)
    return run


def _fingerprint(context: RunContext, log: Sequence[Decision], evidence: Mapping[str, str]) -> str:
    return digest(
        sorted(evidence.items()),
        context.curated is None,
        context.register.version,
        context.code_version,
        sorted(context.only),
        context.publish_anyway,
        [tuple(asdict(decision).values()) for decision in log],
    )


def _before(history: History, plan: Run) -> Before:
    base = history.run(plan.base_run)
    rows = plan.before if plan.before is not None else base.after if base else ()
    return Before(
        rows=rows,
        curated=plan.before or (),
        memberships=history.memberships(plan.base_run),
        observations=history.observations(plan.base_run),
        open_causes={
            row["change_id"]: Cause(row["cause"])
            for row in history.changes("run = ? AND state = 'proposed'", plan.base_run)
        },
        first_raised=history.first_raised(plan.base_run),
        last_run_at=base.run_at if base else "",
        open_questions=tuple(question_of(row) for row in history.questions_of(plan.base_run)),
    )


def _record(
    history: History,
    plan: Run,
    found: Comparison,
    before: Before,
    context: RunContext,
    evidence: Mapping[str, str],
) -> int:
    published = found.gate.published
    after = found.mapping.rows if published else before.rows
    number = history.add_run(replace(plan, published=published, reasons=found.gate.reasons, after=after))
    members = found.memberships if published else before.memberships
    history.add_memberships(number, members.values(), found.waiting.values() if published else ())
    history.add(
        "sites",
        number,
        (asdict(site_row(r, evidence[r.alliance_code], context.page_digests)) for r in found.results),
    )
    history.add("sightings", number, (asdict(row) for r in found.results for row in sighting_rows(r)))
    history.add("changes", number, map(asdict, found.changes))
    history.add("questions", number, map(asdict, found.questions))
    return number
