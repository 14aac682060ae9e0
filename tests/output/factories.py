"""Small results made by hand, so that a test says only what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from alliance_spiders.alliances import all_alliances
from alliance_spiders.items import Place, Sighting, SiteReading, SiteResult, SiteState
from matching.model import Candidate, Kind, Match, Status, Trust
from matching.register import Register
from output.curated import MappingRow
from output.past import Past
from output.records import Observation, sighting_rows
from output.run import InputDigest, RunContext, RunOutcome, publish

DAY = datetime(2026, 9, 1, 10, tzinfo=UTC)
LEEDS, MID_YORKS, AIREDALE = MEMBERS = "RR8", "RXF", "RCF"
WEST_YORKSHIRE, HUMBER, NORTHERN = "N63", "N70", "N69"


def trust(code: str, name: str, **about) -> Trust:
    about.setdefault("is_open", True)
    about.setdefault("current", (code,) if about["is_open"] else ())
    return Trust(code=code, name=name, **about)


BASE_TRUSTS = (
    trust(
        LEEDS,
        "Leeds Teaching Hospitals NHS Trust",
        postcode="LS9 7TF",
        icb_code="QWO",
        latitude=53.8,
        longitude=-1.5,
    ),
    trust(
        MID_YORKS,
        "Mid Yorkshire Teaching NHS Trust",
        postcode="WF1 4DG",
        icb_code="QWO",
        latitude=53.7,
        longitude=-1.5,
    ),
    trust(
        AIREDALE,
        "Airedale NHS Foundation Trust",
        postcode="BD20 6TD",
        icb_code="QWO",
        latitude=53.9,
        longitude=-2.0,
    ),
    trust(
        "RCD",
        "Harrogate and District NHS Foundation Trust",
        postcode="HG2 7SX",
        icb_code="QOQ",
        latitude=54.0,
        longitude=-1.5,
    ),
    trust(
        "RWA",
        "Hull University Teaching Hospitals NHS Trust",
        postcode="HU3 2JZ",
        icb_code="QOQ",
        latitude=53.7,
        longitude=-0.4,
    ),
)


def register(*trusts: Trust, version: str = "r1", drop: tuple[str, ...] = ()) -> Register:
    """The base trusts, with some replaced, added or dropped."""
    by_code = {t.code: t for t in (*BASE_TRUSTS, *trusts) if t.code not in drop}
    return Register(trusts=by_code, sites=(), bodies=(), aliases=(), as_of=date(2026, 7, 1), version=version)


def closed(reg: Register, code: str, *heirs: str, version: str = "r2", **more) -> Register:
    return register(
        replace(reg.trusts[code], is_open=False, successors=heirs, current=heirs), version=version, **more
    )


def sighting(
    name: str,
    match: Match,
    *,
    page: str = "https://example.nhs.uk/partners",
    record: str = "urn:1",
    counts=True,
    snippet: str = "",
) -> Sighting:
    place = Place(page, "/html/body/ul/li", snippet or f"Our partners: {name}", DAY, record)
    return Sighting(name, match, place, "list", counts)


def matched(reg: Register, code: str, name: str = "", **more) -> Sighting:
    """A sighting of the trust ``code``; a closed one is retired and leads to today's."""
    found = reg.trusts[code]
    name = name or found.name
    match = Match(
        name=name,
        status=Status.MATCHED if found.is_open else Status.RETIRED,
        kind=Kind.TRUST,
        reason="The name is the register's.",
        rule="exact",
        score=100.0,
        ods_code=code,
        ods_name=found.name,
        current_ods_code=";".join(found.current),
        current_ods_name="; ".join(reg.trusts[c].name for c in found.current),
    )
    return sighting(name, match, **more)


def unresolved(name: str, *candidates: str, status: Status = Status.UNRESOLVED, **more) -> Sighting:
    best = tuple(Candidate(code, f"Trust {code}", 80.0, True) for code in candidates)
    match = Match(name, status, Kind.TRUST, "No safe answer.", "none", 50.0, candidates=best)
    return sighting(name, match, **more)


def site(
    alliance: str, *sightings: Sighting, state: SiteState = SiteState.HEALTHY, detail: str = "All is well."
) -> SiteResult:
    return SiteResult(
        alliance_code=alliance,
        state=state,
        detail=detail,
        reading=SiteReading(
            alliance, tuple(sightings), list_places=(("https://example.nhs.uk/partners", "/html/body/ul"),)
        ),
        partner_urls=("https://example.nhs.uk/partners",),
        pages_fetched=3,
        fetched_at=DAY,
    )


def rows(reg: Register, **alliances: str) -> tuple[MappingRow, ...]:
    """A curated mapping of all open trusts; ``RR8="N63"`` puts one into an alliance."""
    names = {a.code: a.name for a in all_alliances()}
    return tuple(
        MappingRow(t.code, t.name, names.get(alliances.get(t.code, ""), ""), alliances.get(t.code, ""))
        for t in reg.open_trusts()
    )


def observation(*sightings: Sighting, code: str = "c1", version: str = "r1") -> Observation:
    """What a site was believed to say, by which program and register."""
    kept = tuple(sighting_rows(site("N63", *sightings)))
    return Observation(version, code, Past("x.warc.gz", ()), kept)


class Folder:
    """A data folder in which runs follow each other, each with another recording a day later."""

    def __init__(
        self, path: Path, reg: Register | None = None, curated: tuple[MappingRow, ...] | None = None
    ):
        self.path = path
        self.register = reg or register()
        self.curated = curated
        self.count = 0

    def run(self, *results: SiteResult, recording: str = "", **more) -> RunOutcome:
        from output.curated import read_mapping

        self.count += 1
        day = DAY.replace(day=self.count)
        own = self.path / "mapping.csv"
        context = RunContext(
            data_dir=self.path,
            register=self.register,
            run_at=day,
            mode="replay",
            curated=read_mapping(own) if own.is_file() and self.curated is not None else self.curated,
            only=frozenset(r.alliance_code for r in results),
            inputs=(InputDigest("recording", "x", recording or f"digest-{self.count}"),),
            timings={},
            code_version="c1",
            archive_name="archive/x.warc.gz",
        )
        dated = [replace(r, fetched_at=day) for r in results]
        return publish(dated, replace(context, **more))

    def mapping(self) -> dict[str, MappingRow]:
        from output.curated import read_mapping

        return {row.ods_code: row for row in read_mapping(self.path / "mapping.csv")}


def west_yorkshire(path: Path) -> Folder:
    """A folder in whose mapping West Yorkshire has the members ``MEMBERS``."""
    reg = register()
    return Folder(path, reg, rows(reg, RR8="N63", RXF="N63", RCF="N63"))


def listing(folder: Folder, *codes: str, alliance: str = WEST_YORKSHIRE, **more) -> SiteResult:
    """What a run found on a site that lists these trusts of the folder's register."""
    return site(alliance, *(matched(folder.register, code) for code in codes), **more)


def told(outcome: RunOutcome) -> list[tuple[str, str, str, str, str, int]]:
    return [
        (c.change, c.alliance_code, c.ods_code, c.cause.value, c.state.value, c.confirmations)
        for c in outcome.changes
    ]


def asked(outcome: RunOutcome) -> list[tuple[str, str, str]]:
    return [(q.question, q.alliance_code, q.ods_code or q.name_as_written) for q in outcome.questions]
