"""Making the rows of a run's ``partners.csv`` again, from its history and by reading its pages once more."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace

from alliance_spiders.alliances import all_alliances
from alliance_spiders.crawling.recording import Recording
from alliance_spiders.items import Sighting, SiteReading, SiteResult
from alliance_spiders.reread import read_again
from alliance_spiders.verifying.comparing import Wanted
from alliance_spiders.verifying.faults import Fault, shown
from alliance_spiders.verifying.kept import Kept, Site
from alliance_spiders.verifying.records import Records
from matching.matcher import Matcher
from matching.register import Register
from output.csv_input import long_cells
from output.partners import partners_table
from output.past import PageRef
from output.records import SightingRow, sighting_of, sighting_rows

# What the history does not keep: the words around a name and those of the reason.
_WORDS = ("reason", "snippet")
_NAMES = ("ods_name", "current_ods_name")
_COMPARED = ("kind", "status", "ods_code", "current_ods_code", "score", "page_url", "fetched_at")


@dataclass(slots=True)
class Again:
    """The rows made again, what the history says otherwise, and the names that were not read again."""

    results: list[SiteResult] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unread: set[tuple[str, str]] = field(default_factory=set)


def read_sites_again(
    kept: Kept, recording: Recording, records: Records, *, whole: bool
) -> dict[str, SiteReading]:
    """What the pages of each site say today to the matcher of then; sites with a faulty page are left out.

    To read all pages of a site takes long. Unless ``whole``, only those are read that rows rest on, and the
    home page, as long as these give what is on record.
    """
    matcher = Matcher(kept.register, kept.areas)
    readings: dict[str, SiteReading] = {}
    for alliance in all_alliances():
        site = kept.sites.get(alliance.code)
        if site is None or not site.sightings or not records.sound(site.pages):
            continue
        for pages in [site.pages] if whole else [_pages_of_rows(site), site.pages]:
            again = read_again(recording, alliance, pages, matcher)
            if again is not None:
                readings[alliance.code] = again.reading
            if again is not None and _gives(again.reading, site):
                break
    return readings


def _pages_of_rows(site: Site) -> tuple[PageRef, ...]:
    held = {row.record_id for row in site.sightings}
    return tuple(ref for number, ref in enumerate(site.pages) if not number or ref.record_id in held)


def _gives(reading: SiteReading, site: Site) -> bool:
    """Whether a reading gives all that is on record of a site."""
    pairs = _read_again(site, reading)
    return all(now is not None and not _differing(site, row, now) for row, now in pairs)


def made_again(kept: Kept, readings: Mapping[str, SiteReading]) -> Again:
    """The results of the run: as read again where the same name stands at the same place, else as kept."""
    again = Again()
    for site in kept.sites.values():
        sightings = tuple(_sightings(site, readings.get(site.alliance_code), kept, again))
        reading = SiteReading(site.alliance_code, sightings)
        again.results.append(kept.effects.on_result(SiteResult(site.alliance_code, site.state, "", reading)))
    return again


def rows_of(again: Again, kept: Kept) -> list[Wanted]:
    """The rows of ``partners.csv`` as the run wrote them; of names not read again, without the words."""
    with long_cells():
        text = partners_table(again.results, kept.first_seen).to_csv().decode()
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    return [_vouched(row, again, kept.register) for row in rows]


def _vouched(row: dict[str, str], again: Again, register: Register) -> Wanted:
    if (row["alliance_code"], row["name_as_written"]) not in again.unread:
        return row
    # The register has several bodies for some codes, and only the page tells which of their names it is.
    is_body = bool(row["ods_code"]) and row["ods_code"] not in register.trusts
    unknown = (*_WORDS, *_NAMES) if is_body else _WORDS
    return {column: cell for column, cell in row.items() if column not in unknown}


def _sightings(site: Site, reading: SiteReading | None, kept: Kept, again: Again) -> Iterator[Sighting]:
    for row, sighting in _read_again(site, reading):
        if sighting is None:
            again.unread.add((row.alliance_code, row.name_as_written))
            yield _named(sighting_of(row), kept.register)
        else:
            where = f"history.db run {kept.run.id}, {site.alliance_code} {shown(row.name_as_written)}"
            for column, (then, now) in _differing(site, row, sighting).items():
                again.faults.append(
                    Fault(where, column, f"it is {shown(then)}, and the page gives {shown(now)}")
                )
            yield replace(sighting, counts=bool(row.counts))


def _read_again(site: Site, reading: SiteReading | None) -> Iterator[tuple[SightingRow, Sighting | None]]:
    """Each name on record with what is read again under that name at that place, if it is."""
    sightings = reading.sightings if reading else ()
    places = _numbered((s.name, s.place.record_id, s.place.locator) for s in sightings)
    found = dict(zip(places, sightings, strict=True))
    known = _numbered((row.name_as_written, row.record_id, row.locator) for row in site.sightings)
    for row, place in zip(site.sightings, known, strict=True):
        yield row, found.get(place)


def _numbered(places: Iterable[tuple[str, str, str]]) -> Iterator[tuple[tuple[str, str, str], int]]:
    """Each place with how often it came before: one text can hold the same name twice."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for place in places:
        yield place, counts[place]
        counts[place] += 1


def _differing(site: Site, row: SightingRow, sighting: Sighting) -> dict[str, tuple[str, str]]:
    """What the history says otherwise than its own pages, by column."""
    result = SiteResult(site.alliance_code, site.state, "", SiteReading(site.alliance_code, (sighting,)))
    now = asdict(sighting_rows(result)[0])
    then = asdict(row)
    return {c: (str(then[c]), str(now[c])) for c in _COMPARED if then[c] != now[c]}


def _named(sighting: Sighting, register: Register) -> Sighting:
    """The sighting with the names that the register has for its codes."""
    match = sighting.match
    current = ";".join(_name(code, register) for code in match.current_ods_code.split(";"))
    named = match._replace(ods_name=_name(match.ods_code, register), current_ods_name=current)
    return replace(sighting, match=named)


def _name(code: str, register: Register) -> str:
    trust = register.trusts.get(code)
    return trust.name if trust else ""
