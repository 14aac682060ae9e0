"""A small world of sites, a register and a program, in which each can change and all is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from alliance_spiders.items import SiteReading, SiteResult, SiteState
from matching.register import Register
from output.basis import digest
from output.curated import MappingRow, read_mapping
from output.past import PageRef, Past, Rereading, address_digest
from output.run import InputDigest, RunContext, RunOutcome, publish
from output.store import open_history
from tests.output.factories import DAY, matched, site, unresolved

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Program:
    """What reads the pages: lines with a star only since the spider learnt to, other names by alias."""

    reads_stars: bool = False
    aliases: Mapping[str, str] = field(default_factory=dict)

    @property
    def version(self) -> str:
        return f"1.0+{digest(sorted(self.aliases.items()))}.{digest(self.reads_stars)}"

    def read(self, alliance: str, lines: Lines, register: Register) -> SiteReading:
        by_name = {trust.name: code for code, trust in register.trusts.items()} | dict(self.aliases)
        sightings = []
        for line in lines:
            name = line.removeprefix("* ")
            if name == line or self.reads_stars:
                code = by_name.get(name)
                known = code in register.trusts
                sightings.append(matched(register, code, name) if known else unresolved(name))
        return site(alliance, *sightings).reading


@dataclass
class World:
    """Weekly runs over sites that a test edits in between."""

    folder: Path
    register: Register
    curated: tuple[MappingRow, ...]
    pages: dict[str, Lines]
    program: Program = field(default_factory=Program)
    keeps_recordings: bool = True
    week: int = 0
    outcomes: list[RunOutcome] = field(default_factory=list)
    _archive: dict[str, dict[str, Lines]] = field(default_factory=dict)

    def run(self, **sick: SiteState) -> RunOutcome:
        """One run; ``N63=SiteState.BLOCKED`` makes a site sick."""
        self.week += 1
        archive = f"week{self.week}.warc.gz"
        self._archive[archive] = dict(self.pages)
        own = self.folder / "mapping.csv"
        day = DAY + timedelta(weeks=self.week)
        context = RunContext(
            data_dir=self.folder,
            register=self.register,
            run_at=day,
            mode="replay",
            curated=read_mapping(own) if own.is_file() else self.curated,
            only=frozenset(),
            inputs=(InputDigest("recording", "x", archive),),
            timings={},
            code_version=self.program.version,
            archive_name=archive,
            pages={alliance: _refs(alliance, lines) for alliance, lines in self.pages.items()},
            reread=self._reread,
        )
        results = [replace(self._result(a, sick.get(a)), fetched_at=day) for a in self.pages]
        self.outcomes.append(publish(results, context))
        return self.outcomes[-1]

    def edit(self, alliance: str, *, add: tuple[str, ...] = (), drop: tuple[str, ...] = ()) -> None:
        """Change a site's page."""
        self.pages[alliance] = (*(line for line in self.pages[alliance] if line not in drop), *add)

    def log(self) -> list[tuple[int, str, str, str, str, str]]:
        """All changes on record: run, change, alliance, trust, cause, state."""
        columns = ("run", "change", "alliance_code", "ods_code", "cause", "state")
        with open_history(self.folder) as history:
            return [tuple(row[column] for column in columns) for row in history.changes()]

    def _result(self, alliance: str, state: SiteState | None) -> SiteResult:
        if state:
            return site(alliance, state=state)
        reading = self.program.read(alliance, self.pages[alliance], self.register)
        return replace(site(alliance), reading=reading)

    def _reread(self, alliance: str, past: Past, register: Register) -> Rereading | None:
        if not self.keeps_recordings:
            return None
        return Rereading(self.program.read(alliance, self._archive[past.archive][alliance], register))


def _refs(alliance: str, lines: Lines) -> tuple[PageRef, ...]:
    page = "https://example.nhs.uk/partners"
    return (PageRef(f"urn:{alliance}", 1, digest(lines), address_digest(page)),)
