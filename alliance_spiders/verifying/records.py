"""The recording of a run: is each page that was read still there, and as it was?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from alliance_spiders.crawling.errors import Refused
from alliance_spiders.crawling.recording import Recording
from alliance_spiders.crawling.urls import normalise
from alliance_spiders.items import Page
from alliance_spiders.verifying.digests import misfit
from alliance_spiders.verifying.kept import Kept
from output.past import PageRef, address_digest


@dataclass(frozen=True, slots=True)
class Records:
    """The pages that the run read, by record and alliance, and what is wrong with them, by record."""

    owners: dict[str, list[str]]
    problems: dict[str, str]

    def sound(self, refs: tuple[PageRef, ...]) -> bool:
        """Whether nothing is wrong with any of these pages."""
        return not any(ref.record_id in self.problems for ref in refs)


def check_records(kept: Kept, recording: Recording) -> Records:
    """Look at every page that the run read."""
    owners: dict[str, list[str]] = {}
    problems: dict[str, str] = {}
    for site in kept.sites.values():
        dates = {row.record_id: row.fetched_at for row in site.sightings}
        for ref in site.pages:
            owners.setdefault(ref.record_id, []).append(site.alliance_code)
            if problem := _problem(ref, dates.get(ref.record_id), recording):
                problems[ref.record_id] = problem
    return Records(owners, problems)


def page_of(recording: Recording, record_id: str) -> Page | None:
    """The page that a record holds, under its address in one spelling; None when there is no such page."""
    try:
        return recording.get(record_id).page()
    except (KeyError, Refused):
        return None


def _problem(ref: PageRef, fetched_at: str | None, recording: Recording) -> str:
    if not recording.holds(ref.record_id):
        return "the record is missing from the recording"
    page = page_of(recording, ref.record_id)
    altered = "no page can be read from it" if page is None else _alteration(ref, fetched_at, page, recording)
    return f"the record was altered: {altered}" if altered else ""


def _alteration(ref: PageRef, fetched_at: str | None, page: Page, recording: Recording) -> str:
    for header in _misfits(ref.record_id, recording, page.body):
        return f"its content does not fit its {header}"
    if hashlib.sha256(page.body).hexdigest() != ref.sha256:
        return "its content is not what the run read"
    if address_digest(normalise(page.url)) != ref.address:
        return "it is of another address than the page that the run read"
    if fetched_at not in (None, page.fetched_at.isoformat()):
        return "it is of another date than the page that the run read"
    return ""


def _misfits(record_id: str, recording: Recording, body: bytes) -> Iterator[str]:
    for each in recording.needed_by(record_id):
        if header := misfit(recording.raw(each), body):
            yield header
