"""A site's readings from last time to now, one step at a time, so that each step has one cause.

What was read then differs from what is read now because the program, the register or the pages changed.
Between the two stand the old pages, read again by today's program: first with the register of then, if
that is another one, then with today's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from alliance_spiders.items import Sighting, SiteResult
from matching.register import Register
from matching.register_json import from_json
from output.effects import Effects
from output.past import PageRef, Reread, address_digest
from output.records import Observation, sighting_of
from output.store import History


class Step(StrEnum):
    """What was changed between one reading of a site and the next."""

    PROGRAM = "program"
    REGISTER = "register"
    PAGES = "pages"
    ANY = "any"  # the old pages cannot be read again


@dataclass(frozen=True, slots=True)
class Stage:
    """One reading of a site, and the step that led to it from the reading before."""

    sightings: tuple[Sighting, ...]
    step: Step


@dataclass(frozen=True, slots=True)
class Versions:
    """What differs between the run that read the site last and this one."""

    register: bool = False
    matching: bool = False
    reading: bool = False

    @property
    def program(self) -> bool:
        """Whether either half of the program does."""
        return self.matching or self.reading


@dataclass(frozen=True, slots=True)
class Trace:
    """All readings of one site, the oldest first.

    ``linked`` are the addresses that the old pages link to, each with the digests of those pages;
    ``pages_then`` and ``pages_now`` what was fetched, ``failed_now`` the addresses that gave nothing.
    """

    stages: tuple[Stage, ...]
    versions: Versions = field(default_factory=Versions)
    linked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    pages_then: tuple[PageRef, ...] = ()
    pages_now: tuple[PageRef, ...] = ()
    failed_now: frozenset[str] = frozenset()

    @property
    def first(self) -> tuple[Sighting, ...]:
        """What was read last time."""
        return self.stages[0].sightings

    @property
    def last(self) -> tuple[Sighting, ...]:
        """What is read now."""
        return self.stages[-1].sightings


@dataclass(frozen=True, slots=True)
class Tracer:
    """Makes the traces of a run. ``pages`` are what was fetched now, by alliance."""

    history: History
    register: Register
    code_version: str
    effects: Effects
    pages: Mapping[str, tuple[PageRef, ...]]
    reread: Reread

    def trace(self, result: SiteResult, before: Observation) -> Trace:
        """The readings of one site from its last believed one to this run's, all as curators decided."""
        code = result.alliance_code
        versions = versions_of(before, self.register.version, self.code_version)
        then = self._decided(code, map(sighting_of, before.sightings))
        now = self._decided(code, result.reading.sightings)
        is_new = versions.program or versions.register
        # To read old pages again takes as long as to read new ones, so it is done only for a difference.
        differs = codes_seen(then, self.register) != codes_seen(now, self.register)
        between, linked = self._between(code, before, versions) if is_new and differs else ([], {})
        return Trace(
            stages=(
                Stage(then, Step.ANY),
                *(Stage(self._decided(code, stage.sightings), stage.step) for stage in between),
                Stage(now, Step.PAGES if between or not is_new else Step.ANY),
            ),
            versions=versions,
            linked=linked,
            pages_then=before.past.pages,
            pages_now=self.pages.get(code, ()),
            failed_now=frozenset(address_digest(failure.url) for failure in result.failures),
        )

    def _between(
        self, code: str, before: Observation, versions: Versions
    ) -> tuple[list[Stage], Mapping[str, frozenset[str]]]:
        """The readings of the old pages by another program or register; none where they are gone."""
        today = self.reread(code, before.past, self.register) if before.past.pages else None
        if today is None:
            return [], {}
        if not versions.program:
            return [Stage(today.reading.sightings, Step.REGISTER)], today.linked
        if not versions.register:
            return [Stage(today.reading.sightings, Step.PROGRAM)], today.linked
        older = self._register_of(before.register_version)
        with_older = self.reread(code, before.past, older) if older else None
        if with_older is None:
            return [Stage(today.reading.sightings, Step.ANY)], today.linked
        return [
            Stage(with_older.reading.sightings, Step.PROGRAM),
            Stage(today.reading.sightings, Step.REGISTER),
        ], today.linked

    def _register_of(self, version: str) -> Register | None:
        text = self.history.register(version)
        return from_json(text, f"of version {version}") if text else None

    def _decided(self, alliance_code: str, sightings: Iterable[Sighting]) -> tuple[Sighting, ...]:
        return tuple(self.effects.on_sighting(alliance_code, sighting) for sighting in sightings)


def versions_of(before: Observation, register_version: str, code_version: str) -> Versions:
    """What differs between two runs; a version of the program holds the digests of its two halves."""
    then, now = _halves(before.code_version), _halves(code_version)
    return Versions(
        register=before.register_version != register_version,
        matching=then[0] != now[0],
        reading=then[1] != now[1],
    )


def _halves(code_version: str) -> tuple[str, str]:
    """Of “0.1.0+a1.b2” the halves a1 and b2; of any other form the whole for both."""
    halves = code_version.rpartition("+")[2].split(".")
    return (
        (halves[0], halves[1]) if "+" in code_version and len(halves) == 2 else (code_version, code_version)
    )


def codes_seen(sightings: Iterable[Sighting], register: Register) -> frozenset[str]:
    """The open trusts of today that a reading shows as partners."""
    shown = (s.match.current_codes for s in sightings if s.counts)
    today = (register.current(codes[0]) for codes in shown if len(codes) == 1)
    return frozenset(current[0] for current in today if len(current) == 1)
