"""``publish``: from the results of one run to every file of the data folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from alliance_spiders.items import SiteResult
from matching.register import Register
from matching.register_json import to_json
from output import feeds
from output.answers import part, unanswered
from output.basis import digest
from output.causes import Cause
from output.changes import Change
from output.compare import Before, Comparison, Inputs, compare, site_evidence
from output.curated import MappingRow
from output.damage import checked
from output.decision import Decision, in_force
from output.decisions import read_log
from output.effects import Effects, effects_of
from output.files import replace_all
from output.fingerprint import Asked, fingerprint, log_digests
from output.gate import Verdict
from output.past import PageRef, Reread, never
from output.questions import Question, question_of
from output.records import Run, sighting_rows, site_row
from output.recovery import at_work
from output.registers import kept
from output.store import History, evidence_key, open_history
from output.summary import counts, summary_lines
from output.trace import Trace, Tracer

GIVEN_MAPPING = "curated mapping"
"""What an ``InputDigest`` calls a mapping that was given by hand."""


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
    all. ``pages`` are the pages read, by alliance, and ``reread`` reads those of an earlier run again.
    ``extra`` are questions that others raise, such as about the index of alliances; ``index_read`` says
    whether that was read, so that what it no longer raises is settled.
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
    pages: Mapping[str, tuple[PageRef, ...]] = field(default_factory=dict)
    reread: Reread = never
    extra: tuple[Question, ...] = ()
    index_read: bool = True


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
    with at_work(context.data_dir), open_history(context.data_dir, write=True) as history:
        log = read_log(context.data_dir, history)
        items = history.questions()
        fit, unfit = part(log, items, context.register)
        evidence = {result.alliance_code: _evidence(result, context) for result in results}
        plan = _plan(context, history, log, evidence)
        before = _before(history, plan, unanswered(unfit, items))
        effects = effects_of(in_force(fit), context.register)
        inputs = Inputs(
            results=tuple(results),
            effects=effects,
            register=context.register,
            run_at=context.run_at,
            evidence=evidence,
            traces=_traces(history, before, results, context, effects),
            publish_anyway=context.publish_anyway,
            extra=context.extra,
            index_read=context.index_read,
        )
        found = compare(inputs, before)
        done = _record(history, plan, found, before, inputs, context)
        feed = feeds.Feed(found, before, context, history, done.id, plan.base_run, log)
        files = feeds.all_files(feed)
        replace_all(context.data_dir, files, before_moving=history.commit, key=done.key)
    return RunOutcome(
        changes=found.changes,
        questions=found.questions,
        gate=found.gate,
        counts=counts(found),
        paths={name: context.data_dir / name for name in files},
        summary=summary_lines(found, before, context, unfit),
    )


def _traces(
    history: History, before: Before, results: Sequence[SiteResult], context: RunContext, effects: Effects
) -> dict[str, Trace]:
    """How each site that was read before came to say what it says now."""
    tracer = Tracer(history, context.register, context.code_version, effects, context.pages, context.reread)
    return {
        result.alliance_code: tracer.trace(result, before.observations[result.alliance_code])
        for result in results
        if result.alliance_code in before.observations
    }


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
    last = history.last_in_order()
    run = Run(
        id=0,
        run_at=context.run_at.isoformat(),
        mode=context.mode,
        evidence=evidence_key(_recordings(context)) or digest(*sorted(evidence.items())),
        fingerprint=fingerprint(
            evidence,
            context.register.version,
            context.code_version,
            Asked(context.curated is None, context.only, context.publish_anyway),
            log_digests(log)[-1],
        ),
        base_run=last.id if last else 0,
        register_version=context.register.version,
        code_version=context.code_version,
        published=False,
        reasons=(),
        before=context.curated,
        after=(),
        archive=context.archive_name,
        given=_given(context),
    )
    if last and last.fingerprint == run.fingerprint and _starts_alike(run, last, context):
        return replace(run, base_run=last.base_run, before=last.before)
    if last and history.was_given(run.given):
        # A mapping given anew with every run is where the first of them started; the rest go on from it.
        return replace(run, before=last.after)
    return run


def _starts_alike(run: Run, last: Run, context: RunContext) -> bool:
    return context.curated in (last.before, last.after) or bool(run.given and run.given == last.given)


def _given(context: RunContext) -> str:
    """The digest of a mapping that was given by hand; empty where the data folder's own is used."""
    if not any(given.what == GIVEN_MAPPING for given in context.inputs):
        return ""
    return digest(*(astuple(row) for row in context.curated or ()))


def _before(history: History, plan: Run, reopened: Iterable[Mapping[str, str]]) -> Before:
    """What was known before a run; ``reopened`` are questions whose answers could not be followed."""
    base = history.run(plan.base_run)
    rows = plan.before if plan.before is not None else base.after if base else ()
    published = history.newest_published(plan.base_run)
    return Before(
        rows=rows,
        curated=plan.before or (),
        memberships=history.memberships(plan.base_run),
        observations=history.observations(plan.base_run),
        open_causes=_open_causes(history, plan.base_run),
        first_raised=history.first_raised(plan.base_run),
        open_questions=tuple(map(question_of, (*history.questions_of(plan.base_run), *reopened))),
        ours=published is not None and rows == published.after,
        register=kept(history, published.register_version) if published else None,
        published=published.after if published else (),
        published_at=history.newest_date(plan.base_run),
    )


def _open_causes(history: History, run: int) -> dict[str, Cause]:
    told = history.open_changes(run)
    return {change: checked("changes", Cause, cause) for change, cause in told.items()}


def _record(
    history: History, plan: Run, found: Comparison, before: Before, inputs: Inputs, context: RunContext
) -> Run:
    """Add the run to the history; it is kept when the history is committed."""
    published = found.gate.published
    after = found.mapping.rows if published else before.rows
    run = replace(plan, published=published, reasons=found.gate.reasons, after=after)
    run = replace(run, id=history.add_run(run))
    members = found.memberships if published else before.memberships
    history.add_memberships(run.id, members.values(), found.waiting.values() if published else ())
    sites = (
        site_row(r, inputs.evidence[r.alliance_code], context.pages.get(r.alliance_code, ()))
        for r in found.results
    )
    history.add("sites", run.id, map(asdict, sites))
    # As read, not as decided, so that what a person decided is never taken for what a site says.
    history.add("sightings", run.id, (asdict(row) for r in inputs.results for row in sighting_rows(r)))
    history.add("changes", run.id, map(asdict, found.changes))
    history.add("questions", run.id, map(asdict, found.questions))
    history.add_register(context.register.version, lambda: to_json(context.register))
    return run
