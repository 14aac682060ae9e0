"""Why a membership looks different from last time: the site, the register, the matcher, the spider, a person.

The evidence is the text on the page. Where the same text now means something else, the site did not
change: the register or the matcher did. Where the page is the same and other text was taken from it, the
spider did. Only what is left is the site's own doing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from alliance_spiders.items import Sighting
from output.decision import name_key
from output.effects import RULE as DECIDED
from output.records import Observation, SightingRow


class Cause(StrEnum):
    """Column ``cause`` of ``changes.csv``."""

    SITE = "site"
    REGISTER = "register"
    MATCHER = "matcher"
    SPIDER = "spider"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one site says in this run, and by which register and code it was read."""

    register_version: str
    code_version: str
    page_digests: Mapping[str, str]
    sightings: tuple[Sighting, ...]


def cause_of(code: str, before: Observation | None, now: Reading | None) -> Cause:
    """Why the trust ``code`` was a partner in one of two readings of a site and not in the other."""
    if now is None or before is None:
        return Cause.SITE
    then_by_name = _codes_by_name((s.name_as_written, _row_codes(s)) for s in before.sightings)
    now_by_name = _codes_by_name((s.name, s.match.current_codes if s.counts else ()) for s in now.sightings)
    naming = _naming(code, then_by_name) | _naming(code, now_by_name)
    if any(s.match.rule == DECIDED and name_key(s.name) in naming for s in now.sightings):
        return Cause.DECISION
    if any(name in then_by_name and name in now_by_name for name in naming):
        return Cause.REGISTER if before.register_version != now.register_version else Cause.MATCHER
    if before.code_version != now.code_version and _same_page(naming, before, now):
        return Cause.SPIDER
    return Cause.SITE


def _row_codes(row: SightingRow) -> tuple[str, ...]:
    return tuple(row.current_ods_code.split(";")) if row.counts and row.current_ods_code else ()


def _codes_by_name(pairs: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, set[str]]:
    by_name: dict[str, set[str]] = {}
    for name, codes in pairs:
        by_name.setdefault(name_key(name), set()).update(codes)
    return by_name


def _naming(code: str, by_name: Mapping[str, set[str]]) -> set[str]:
    return {name for name, codes in by_name.items() if code in codes}


def _same_page(naming: set[str], before: Observation, now: Reading) -> bool:
    """Whether a page that shows one of the names in either reading is, byte for byte, the same in both."""
    pages = {s.page_url: s.record_id for s in before.sightings if name_key(s.name_as_written) in naming}
    pages |= {s.place.page_url: s.place.record_id for s in now.sightings if name_key(s.name) in naming}
    records = {s.record_id for s in before.sightings} & {s.place.record_id for s in now.sightings}
    for url, record in pages.items():
        then, today = before.page_digests.get(url), now.page_digests.get(url)
        if (then == today) if then and today else record in records:
            return True
    return False
