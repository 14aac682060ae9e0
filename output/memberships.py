"""Who is a member of what, and how one run's sightings change it.

Absence is not removal: a member is seen, missed or not known. Only a healthy or healed site can miss a
member; a run in which the site was sick says nothing, and neither counts nor breaks the count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from alliance_spiders.items import Sighting, SiteResult, SiteState
from matching.model import Status
from matching.register import Register

TRUSTED = frozenset({SiteState.HEALTHY, SiteState.HEALED})
MISSES_TO_REMOVE = 2
LIKELY = 70.0  # score from which an unresolved name may well be the trust it comes nearest to
DECIDED = "decision"  # rule of a name that a curator decided on
PERHAPS = (
    "A name on the page that has no safe code may be this trust, so the run counts neither for nor "
    "against it. Answer the question about that name."
)
STANDS = (
    "No entry of the list names it now, but “{name}” still stands on the page, so the run counts neither for "
    "nor against it. It stays until a person decides."
)

Key = tuple[str, str]
"""Code of the alliance, code of the trust."""


class Source(StrEnum):
    """What a membership rests on."""

    CURATED = "curated"
    SITE = "site"
    DECISION = "decision"


class Ruling(StrEnum):
    """What a curator decided about one membership."""

    MEMBER = "member"  # is one, whatever the site says
    NO_MEMBER = "no_member"  # is none, whatever the site says
    LEFT = "left"  # may go as soon as the site does not list it


@dataclass(frozen=True, slots=True)
class Membership:
    """One trust in one alliance. Dates are ISO days; ``last_seen`` is empty while no site has listed it.

    ``misses`` counts the trusted runs in a row that did not see it; ``missed_in`` are the recordings
    they read, so that one recording never counts twice.
    """

    alliance_code: str
    ods_code: str
    source: Source
    first_seen: str = ""
    last_seen: str = ""
    misses: int = 0
    missed_in: tuple[str, ...] = ()
    page_url: str = ""

    @property
    def key(self) -> Key:
        """What tells one membership from another."""
        return self.alliance_code, self.ods_code


def unconfirmed(memberships: Mapping[Key, Membership], rulings: Mapping[Key, Ruling]) -> frozenset[Key]:
    """The memberships that rest on the curated mapping alone: no site listed them, and nobody decided so."""
    return frozenset(
        key
        for key, member in memberships.items()
        if member.source is Source.CURATED and not member.last_seen and rulings.get(key) is not Ruling.MEMBER
    )


@dataclass(frozen=True, slots=True)
class Presence:
    """What one site shows in one run: the best sighting of each open trust it counts as a partner.

    ``perhaps`` are trusts that a name without a safe code could mean, ``standing`` those whose name stands
    on a page of partners, in no entry of a list; of both the site shows neither that they are there nor that
    they are gone. ``doubts`` say of a trust why its coming or going is only proposed.
    """

    alliance_code: str
    trusted: bool
    seen: Mapping[str, Sighting]
    evidence: str
    day: str
    perhaps: frozenset[str] = frozenset()
    standing: Mapping[str, Sighting] = field(default_factory=dict)
    doubts: Mapping[str, str] = field(default_factory=dict)


class Turn(StrEnum):
    """What became of one membership in one run."""

    ADDED = "added"
    ADD_PROPOSED = "add_proposed"
    REMOVED = "removed"
    REMOVE_PROPOSED = "remove_proposed"
    REMOVE_WITHDRAWN = "remove_withdrawn"
    NOT_SEEN = "not_seen"


@dataclass(frozen=True, slots=True)
class Event:
    """One turn of one membership; ``by_decision`` when a curator, not the site, brought it about.

    ``doubt`` is why no more than a proposal came of what a sound site shows; ``where`` the place of a name
    that is the reason.
    """

    turn: Turn
    membership: Membership
    sighting: Sighting | None = None
    by_decision: bool = False
    doubt: str = ""
    where: Sighting | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """The memberships after a run and what happened to them on the way."""

    memberships: Mapping[Key, Membership]
    events: tuple[Event, ...] = field(default=())


def presence(result: SiteResult, register: Register, evidence: str) -> Presence:
    """What a site shows, each trust by the sighting that names it most surely."""
    seen: dict[str, Sighting] = {}
    for sighting in result.reading.sightings:
        codes = sighting.match.current_codes
        if not sighting.counts or len(codes) != 1 or not _is_open(register, codes[0]):
            continue
        known = seen.get(codes[0])
        if known is None or sighting.match.score > known.match.score:
            seen[codes[0]] = sighting
    day = result.fetched_at.date().isoformat() if result.fetched_at else ""
    return Presence(
        alliance_code=result.alliance_code,
        trusted=result.state in TRUSTED,
        seen=seen,
        evidence=evidence,
        day=day,
        perhaps=_perhaps(result, register),
        standing=result.reading.standing,
    )


def _perhaps(result: SiteResult, register: Register) -> frozenset[str]:
    return frozenset(
        code
        for sighting in result.reading.sightings
        if sighting.counts and sighting.match.rule != DECIDED
        for candidate in sighting.match.candidates
        if sighting.match.status is Status.AMBIGUOUS
        or (sighting.match.status is Status.UNRESOLVED and candidate.score >= LIKELY)
        for code in register.current(candidate.ods_code)
    )


def step(
    base: Mapping[Key, Membership], presences: Iterable[Presence], rulings: Mapping[Key, Ruling]
) -> Step:
    """Apply one run to the memberships before it.

    Args:
        base: the memberships before, of open trusts.
        presences: what each crawled site shows; alliances that were not crawled keep what they have.
        rulings: what curators decided.
    """
    crawled = {shown.alliance_code: shown for shown in presences}
    keys = {
        *base,
        *rulings,
        *((shown.alliance_code, code) for shown in crawled.values() for code in shown.seen),
    }
    after: dict[Key, Membership] = {}
    events: list[Event] = []
    for key in sorted(keys):
        shown = crawled.get(key[0])
        membership, event = _next(key, base.get(key), shown, rulings.get(key))
        if membership:
            after[key] = membership
        if event:
            events.append(event)
    return Step(after, tuple(events))


_Outcome = tuple[Membership | None, Event | None]


def _next(key: Key, before: Membership | None, shown: Presence | None, ruling: Ruling | None) -> _Outcome:
    sighting = shown.seen.get(key[1]) if shown else None
    if before and (ruling is Ruling.NO_MEMBER or (ruling is Ruling.LEFT and not sighting)):
        return None, Event(Turn.REMOVED, before, sighting, by_decision=True)
    if ruling is Ruling.NO_MEMBER:
        return None, None
    if shown and sighting:
        return _when_seen(key, before, shown, sighting, ruling)
    if before is None:
        return _by_decision(key) if ruling is Ruling.MEMBER else (None, None)
    return _when_unseen(before, shown, ruling)


def _when_seen(
    key: Key, before: Membership | None, shown: Presence, sighting: Sighting, ruling: Ruling | None
) -> _Outcome:
    day, page = shown.day, sighting.place.page_url
    if before is None:
        source = Source.DECISION if ruling is Ruling.MEMBER else Source.SITE
        new = Membership(*key, source, first_seen=day, last_seen=day, page_url=page)
        doubt = shown.doubts.get(key[1], "")
        if source is Source.SITE and (doubt or not shown.trusted):
            return None, Event(Turn.ADD_PROPOSED, new, sighting, doubt=doubt)
        return new, Event(Turn.ADDED, new, sighting, by_decision=source is Source.DECISION)
    if _is_older(shown, before):  # it tells nothing of what was missed since
        known = replace(before, first_seen=min(before.first_seen, day))
        return known, Event(Turn.REMOVE_PROPOSED, known) if before.misses else None
    after = replace(
        before,
        first_seen=before.first_seen or day,
        last_seen=max(before.last_seen, day),
        misses=0,
        missed_in=(),
        page_url=page,
    )
    return after, Event(Turn.REMOVE_WITHDRAWN, after, sighting) if before.misses else None


def _when_unseen(before: Membership, shown: Presence | None, ruling: Ruling | None) -> _Outcome:
    if ruling is Ruling.MEMBER:
        kept = replace(before, misses=0, missed_in=())
        return kept, Event(Turn.REMOVE_WITHDRAWN, kept, by_decision=True) if before.misses else None
    doubt = shown.doubts.get(before.ods_code, "") if shown else ""
    if shown is None or not shown.trusted or shown.evidence in before.missed_in or _is_older(shown, before):
        return before, Event(Turn.REMOVE_PROPOSED, before, doubt=doubt) if before.misses else None
    return _when_missed(before, shown, doubt)


def _is_older(shown: Presence, before: Membership) -> bool:
    """Whether a site was read before the member was last seen, so that it can show no absence."""
    return bool(shown.day) and shown.day < before.last_seen


def _when_missed(before: Membership, shown: Presence, doubt: str) -> _Outcome:
    """What comes of a sound site on which no entry is a member's; ``doubt`` keeps it in any case."""
    if not doubt and before.ods_code in shown.perhaps:
        return before, Event(Turn.REMOVE_PROPOSED, before, doubt=PERHAPS) if before.misses else None
    if not before.last_seen:
        return before, Event(Turn.NOT_SEEN, before)
    where = None if doubt else shown.standing.get(before.ods_code)
    if where:
        return before, Event(Turn.REMOVE_PROPOSED, before, doubt=STANDS.format(name=where.name), where=where)
    missed = replace(before, misses=before.misses + 1, missed_in=(*before.missed_in, shown.evidence))
    if missed.misses >= MISSES_TO_REMOVE and not doubt:
        return None, Event(Turn.REMOVED, missed)
    return missed, Event(Turn.REMOVE_PROPOSED, missed, doubt=doubt)


def _by_decision(key: Key) -> _Outcome:
    new = Membership(*key, Source.DECISION)
    return new, Event(Turn.ADDED, new, by_decision=True)


def _is_open(register: Register, code: str) -> bool:
    trust = register.trusts.get(code)
    return trust is not None and trust.is_open
