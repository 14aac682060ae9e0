"""One run held against what was known before it: memberships, mapping, changes and questions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from alliance_spiders.items import Sighting, SiteResult
from matching.register import Register
from output import changes as differences
from output import questions as asking
from output import register_order, run_order
from output.asker import Asker
from output.basis import Basis, digest
from output.causes import Cause, cause_of, difference
from output.changes import Change
from output.closures import told_once, unsettled
from output.curated import MappingRow
from output.decision import LASTING, Decision, name_key
from output.doubts import Doubter
from output.effects import Effects
from output.gate import Verdict, broken_contract, judge, too_many_changes, unread_sites
from output.mapping import NextMapping, build
from output.memberships import TRUSTED, Event, Key, Membership, Presence, Step, presence, step, unconfirmed
from output.questions import Question
from output.questions_carried import Today, carried
from output.records import Observation
from output.succession import carry_over, curated_memberships
from output.trace import Trace


@dataclass(frozen=True, slots=True)
class Before:
    """What was known before a run.

    ``rows`` is the mapping to be measured against, empty for a start from nothing; ``curated`` the one
    to start from. ``observations`` are what was last believed of each site. ``open_causes`` are the causes
    of the changes that earlier runs left open, by change; ``open_questions`` what the run before asked.
    ``ours`` says whether ``rows`` are those that a run published; ``register`` is that of the last such run,
    ``published`` its mapping, ``published_at`` the date of the newest one.
    """

    rows: tuple[MappingRow, ...]
    curated: tuple[MappingRow, ...]
    memberships: Mapping[Key, Membership]
    observations: Mapping[str, Observation]
    open_causes: Mapping[str, Cause]
    first_raised: Mapping[str, str]
    open_questions: tuple[Question, ...] = ()
    ours: bool = False
    register: Register | None = None
    published_at: str = ""
    published: tuple[MappingRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a run brings: its results as read, the decisions in force, and how it is to be dated.

    ``evidence`` names the recording of each alliance's site; ``traces`` are the readings that lead from
    what was last believed of it to this run's.
    """

    results: tuple[SiteResult, ...]
    effects: Effects
    register: Register
    run_at: datetime
    evidence: Mapping[str, str]
    traces: Mapping[str, Trace]
    publish_anyway: bool = False
    extra: tuple[Question, ...] = ()
    index_read: bool = True


@dataclass(frozen=True, slots=True)
class Comparison:
    """The outcome. Where the gate holds, ``memberships`` and ``rows`` are those from before."""

    results: tuple[SiteResult, ...]
    presences: Mapping[str, Presence]
    memberships: Mapping[Key, Membership]
    waiting: Mapping[Key, Membership]
    mapping: NextMapping
    changes: tuple[Change, ...]
    questions: tuple[Question, ...]
    gate: Verdict
    respelled: int
    differences: Mapping[str, int] = field(default_factory=dict)


def compare(inputs: Inputs, before: Before) -> Comparison:
    """Hold a run against what was known; the heart of the output, without a file or a clock."""
    register = inputs.register
    results = tuple(inputs.effects.on_result(result) for result in inputs.results)
    base = carry_over({**curated_memberships(before.curated), **before.memberships}, register)
    doubter = Doubter(register, base.memberships.keys(), inputs.traces, before.open_causes)
    presences = {
        r.alliance_code: doubter.about(r, presence(r, register, inputs.evidence[r.alliance_code]))
        for r in results
    }
    rulings = inputs.effects.rulings(base.memberships)
    stepped = step(base.memberships, presences.values(), rulings)
    mapping = build(
        register,
        stepped.memberships,
        before.rows or before.curated,
        inputs.effects.assigned(),
        unconfirmed(stepped.memberships, rulings),
    )
    found = _changes(inputs, before, stepped, mapping)
    by_person = _by_person(inputs.effects, found, base.waiting, register)
    gate = judge(
        [
            *unread_sites(results),
            *register_order.goes_back(before.register, register),
            *run_order.goes_back(before.published_at, inputs.run_at),
            *too_many_changes(before.rows, mapping.rows, by_person, ours=before.ours),
            *broken_contract(before.rows, mapping.rows, register, by_person),
        ],
        inputs.publish_anyway,
    )
    comparison = Comparison(
        results=results,
        presences=presences,
        memberships=stepped.memberships,
        waiting=base.waiting,
        mapping=mapping,
        changes=found if gate.published else differences.held(found),
        questions=(),
        gate=gate,
        respelled=differences.respelled(before.rows, register),
        differences=_by_cause(inputs, results),
    )
    return replace(comparison, questions=_questions(inputs, before, comparison, stepped.events))


def _by_cause(inputs: Inputs, results: Iterable[SiteResult]) -> dict[str, int]:
    """How many trusts came or went on the sites that are believed, by cause."""
    total: Counter[Cause] = Counter()
    for result in results:
        if result.state in TRUSTED and result.alliance_code in inputs.traces:
            total += difference(inputs.traces[result.alliance_code], inputs.register)
    return {cause.value: total[cause] for cause in Cause if total[cause]}


def site_evidence(result: SiteResult) -> str:
    """A name for what was fetched from one site: the same for the same records."""
    records = sorted({(s.place.page_url, s.place.record_id) for s in result.reading.sightings})
    fetched = result.fetched_at.isoformat() if result.fetched_at else ""
    return digest(result.alliance_code, fetched, json.dumps(records), result.pages_fetched)


def _by_person(
    effects: Effects, changes: Sequence[Change], waiting: Mapping[Key, Membership], register: Register
) -> set[str]:
    """The trusts whose rows change as people decided, or in a way that they were asked about and accepted."""
    decided = {change.ods_code for change in changes if change.cause is Cause.DECISION}
    asked = Asker(register).about_register(changes, ())
    accepted = {question.ods_code for question in asked if effects.answers(question.item_id)}
    open_ones = unsettled(waiting, effects, register)
    settled = {key[1] for key in waiting if key not in open_ones}
    return decided | accepted | settled | set(effects.assigned())


def _changes(inputs: Inputs, before: Before, stepped: Step, mapping: NextMapping) -> tuple[Change, ...]:
    observed_at = inputs.run_at.isoformat()

    def cause(event: Event) -> Cause:
        member = event.membership
        change, _ = differences.TURNS[event.turn]
        known = before.open_causes.get(differences.change_id(change, *member.key))
        found = known or cause_of(member.ods_code, inputs.traces.get(member.alliance_code), inputs.register)
        # A member that was kept while a name was in question was lost by its site in an earlier run.
        is_decided = found is not Cause.DECISION or inputs.effects.decides_names(member.alliance_code)
        return found if is_decided else Cause.SITE

    members = tuple(differences.membership_changes(stepped.events, observed_at, inputs.register, cause))
    causes = {(change.alliance_code, change.ods_code): change.cause for change in members}
    assigned = inputs.effects.assigned()

    def cause_of_move(code: str, old: str, new: str) -> Cause:
        if code in assigned:
            return Cause.DECISION
        if not old:
            return Cause.SITE if stepped.memberships[new, code].last_seen else Cause.DECISION
        return causes.get((old, code), Cause.REGISTER)

    joined = {code for _, code in stepped.memberships}
    added = {(c.alliance_code, c.ods_code) for c in members if c.change == "added"}
    by_register = differences.register_changes(before.rows, inputs.register, observed_at)
    return differences.ordered(
        (
            *members,
            # A new trust that a site lists already is told once, by its membership.
            *(c for c in by_register if c.change != "added" or c.ods_code not in joined),
            *differences.moves(before.rows, mapping, inputs.register, observed_at, cause_of_move, added),
            *differences.moves(
                _moved_by_hand(before, mapping),
                mapping,
                inputs.register,
                observed_at,
                lambda *_: Cause.DECISION,
            ),
        )
    )


def _moved_by_hand(before: Before, mapping: NextMapping) -> tuple[MappingRow, ...]:
    """The rows published last whose trust has another alliance because people gave another mapping."""
    given = {row.ods_code: row.cancer_alliance_code for row in before.rows}
    now = {row.ods_code: row.cancer_alliance_code for row in mapping.rows}
    return tuple(
        row
        for row in before.published
        if row.cancer_alliance_code != given.get(row.ods_code, row.cancer_alliance_code)
        and given[row.ods_code] == now.get(row.ods_code)
    )


def _questions(
    inputs: Inputs, before: Before, found: Comparison, events: Sequence[Event]
) -> tuple[Question, ...]:
    asker = Asker(inputs.register)
    claims: dict[str, tuple[str, ...]] = {}
    for alliance_code, code in sorted(found.memberships):
        claims[code] = (*claims.get(code, ()), alliance_code)
    live = [
        *(q for result in found.results for q in asker.about_names(result)),
        *asker.about_members(events, found.changes, fresh=not before.rows, homeless=_homeless(found, claims)),
        *asker.about_register(found.changes, unsettled(found.waiting, inputs.effects, inputs.register)),
        *asker.about_claims(found.mapping, claims, _settled(found, claims, before, inputs)),
        *(q for r in found.results for q in asker.about_site(r, _member_count(found, r.alliance_code))),
        *inputs.extra,
        *carried(before.open_questions, _today(inputs, found, claims)),
    ]
    reopened = _reopened(inputs, asker, {q.item_id: q for q in live})
    today = inputs.run_at.date().isoformat()
    once = told_once(live, found.waiting, inputs.register)
    open_ones = asking.undecided(once, inputs.effects)
    return asking.dated((*open_ones, *reopened), before.first_raised, today)


def _today(inputs: Inputs, found: Comparison, claims: Mapping[str, tuple[str, ...]]) -> Today:
    return Today(
        register=inputs.register,
        memberships=found.memberships,
        claims=claims,
        results=found.results,
        index_read=inputs.index_read,
        decisions=inputs.effects.decisions,
    )


def _settled(
    found: Comparison, claims: Mapping[str, tuple[str, ...]], before: Before, inputs: Inputs
) -> set[str]:
    """Trusts whose several claims all stand in the mapping before, or that a person assigned."""
    known = carry_over(curated_memberships(before.rows), inputs.register).memberships
    return {c for c, owners in claims.items() if all((o, c) in known for o in owners)} | set(
        inputs.effects.assigned()
    )


def _homeless(found: Comparison, claims: Iterable[str]) -> frozenset[str]:
    """Trusts that alliances claim and that yet are in none."""
    choices = found.mapping.choices
    return frozenset(code for code in claims if code in choices and not choices[code].alliance_code)


def _member_count(found: Comparison, alliance_code: str) -> int:
    return sum(alliance == alliance_code for alliance, _ in found.memberships)


def _reopened(inputs: Inputs, asker: Asker, live: Mapping[str, Question]) -> list[Question]:
    questions = []
    for decision in inputs.effects.decisions:
        then = Basis.parse(decision.basis)
        if then is None or decision.question not in LASTING:
            continue
        sighting = _sighting(inputs.results, decision) if decision.about_name else None
        if decision.about_name and sighting is None:
            continue
        asked = live.get(decision.item_id)
        now = asker.name_basis(sighting) if sighting else Basis.parse(asked.basis if asked else "") or then
        why = then.why_reopened(now, inputs.register)
        if why:
            fresh = Basis.of("", "", now.codes, inputs.register)
            basis = replace(now, facts=fresh.facts, register_version=fresh.register_version)
            questions.append(asker.about_decision(decision, why, basis, sighting))
    return questions


def _sighting(results: Sequence[SiteResult], decision: Decision) -> Sighting | None:
    wanted = name_key(decision.name_as_written)
    for result in results:
        if decision.alliance_code in ("", result.alliance_code):
            for sighting in result.reading.sightings:
                if name_key(sighting.name) == wanted:
                    return sighting
    return None
