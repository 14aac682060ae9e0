"""One run: crawl every site, read it, judge it, and hand the results to the output."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from importlib.resources import as_file, files

from alliance_spiders.alliances import Alliance
from alliance_spiders.collection import rare_collection
from alliance_spiders.crawling import browser
from alliance_spiders.crawling.options import CrawlOptions
from alliance_spiders.crawling.recording import Recording
from alliance_spiders.crawling.runner import crawl
from alliance_spiders.health import Expectation
from alliance_spiders.items import SiteCrawl, SiteResult, SiteState
from alliance_spiders.knowledge import areas_of, register_in
from alliance_spiders.national_index.comparing import index_changes, not_recorded, was_read
from alliance_spiders.national_index.place import INDEX_CODE, index_site
from alliance_spiders.national_index.questions import index_questions
from alliance_spiders.readers import Readers, Task, readers
from alliance_spiders.reread import Rereader, page_refs
from alliance_spiders.start import RunOptions, Start
from alliance_spiders.version import code_version
from matching.errors import UserError
from matching.matcher import Matcher
from matching.register import Register
from output.curated import MappingRow
from output.history import LastKnown, last_known
from output.members import starting_mapping
from output.past import PageRef
from output.recovery import at_work
from output.run import GIVEN_MAPPING, InputDigest, RunContext, RunOutcome, publish

_NO_INDEX = (
    "No share holds NHS England's list of the alliances, so it is not compared. "
    "To have it read, add --only national_index to one share's run."
)


@dataclass(frozen=True, slots=True)
class Progress:
    """Called while a run goes on, so that the terminal can show it."""

    on_start: Callable[[int], None] = lambda sites: None
    on_page: Callable[[str, int], None] = lambda code, pages: None
    on_site: Callable[[SiteResult], None] = lambda result: None
    on_warning: Callable[[str], None] = lambda sentence: None


class Stopped(UserError):
    """The run was interrupted; nothing was published."""


@dataclass(slots=True)
class _Clock:
    """Seconds spent in each stage of a run."""

    started: float = field(default_factory=time.perf_counter)
    stages: dict[str, float] = field(default_factory=dict)

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.stages[stage] = round(now - self.started, 3)
        self.started = now


def run(start: Start, progress: Progress | None = None) -> RunOutcome:
    """Do one whole run and write the data folder.

    Raises:
        UserError: the input cannot be used or the run was stopped; the data folder is as it was.
    """
    progress = progress or Progress()
    clock = _Clock()
    options, register, alliances = start.options, start.register, start.alliances
    with ExitStack() as stack:
        reading = stack.enter_context(readers(register))
        # What was given is looked at before the folder is touched; a second run asks no site.
        recording = _recording(options, stack)
        stack.enter_context(at_work(options.data_dir))
        curated = start.given or _starting_mapping(options)
        digests = _digests(options, recording)
        known = last_known(options.data_dir, curated, register, digests)
        areas = areas_of(register, {code: last.members for code, last in known.items()})
        reading.know(areas)
        clock.lap("load")
        stack.enter_context(rare_collection())
        sites = _Sites(alliances, reading, known, areas, progress, live=recording is None)
        progress.on_start(len(alliances))
        # A replay asks nobody, and so keeps the index in its recording: a merge of shares needs it.
        asked = (*alliances, index_site()) if start.with_index or recording else alliances
        report = crawl(asked, _crawl_options(options, recording), sites.on_site, progress.on_page)
        for sentence in report.warnings:
            progress.on_warning(sentence)
        if options.shares and start.with_index and not_recorded(sites.index):
            progress.on_warning(_NO_INDEX)
        if report.stopped:
            raise Stopped("The run was stopped. Nothing was published; the last good files are in place.")
        clock.lap("crawl and read")
        matcher = Matcher(register, areas)
        rereader = stack.enter_context(Rereader(options.data_dir / "archive", areas, matcher))
        context = RunContext(
            data_dir=options.data_dir,
            register=register,
            run_at=max(report.date, options.shares.run_at) if options.shares else report.date,
            mode=_mode(options),
            curated=curated,
            only=frozenset(a.code for a in alliances) if options.only else frozenset(),
            inputs=_inputs(options, register, digests),
            timings=clock.stages,
            publish_anyway=options.publish_anyway,
            code_version=code_version(),
            archive_name=report.archive.name if report.archive else "",
            pages=sites.pages,
            reread=rereader,
            extra=index_questions(index_changes(sites.index), register) if start.with_index else (),
            index_read=start.with_index and was_read(sites.index),
        )
        return publish(sites.results(), context)


class _Sites:
    """Has each site read as soon as its crawl is done, and keeps no page."""

    def __init__(
        self,
        alliances: tuple[Alliance, ...],
        reading: Readers,
        known: Mapping[str, LastKnown],
        areas: Mapping[str, frozenset[str]],
        progress: Progress,
        *,
        live: bool,
    ) -> None:
        self._alliances = {alliance.code: alliance for alliance in alliances}
        self._reading = reading
        self._known = known
        self._areas = areas
        self._progress = progress
        self._live = live
        self._shown: set[str] = set()
        self._results: dict[str, SiteResult] = {}
        self.pages: dict[str, tuple[PageRef, ...]] = {}
        self.index = SiteCrawl(INDEX_CODE)

    async def on_site(self, site: SiteCrawl) -> bool:
        """Take one finished crawl; true if it should be done again with a browser."""
        if site.alliance_code == INDEX_CODE:
            self.index = site
            return False
        result = await self._result(site)
        self._results[site.alliance_code] = result
        self.pages[site.alliance_code] = page_refs(site.pages)
        again = self._live and result.state is SiteState.NEEDS_BROWSER and not browser.missing()
        if again and site.alliance_code not in self._shown:
            self._shown.add(site.alliance_code)
            return True
        self._progress.on_site(result)
        return False

    async def _result(self, site: SiteCrawl) -> SiteResult:
        code = site.alliance_code
        reading, verdict = await self._reading.read(Task(site, self._alliances[code], self._expected(code)))
        return SiteResult(
            alliance_code=code,
            state=verdict.state,
            detail=f"{verdict.detail} {self._about_browser(code, verdict.state)}".rstrip(),
            reading=reading,
            partner_urls=tuple(dict.fromkeys(url for url, _ in reading.list_places)),
            pages_fetched=len(site.pages),
            fetched_at=max((page.fetched_at for page in site.pages), default=None),
            failures=site.failures,
        )

    def _expected(self, code: str) -> Expectation:
        last = self._known.get(code)
        return Expectation(
            members=last.members if last else frozenset(),
            area=self._areas.get(code, frozenset()),
            areas_of_others=tuple(area for other, area in self._areas.items() if other != code),
            list_places=last.list_places if last else (),
        )

    def _about_browser(self, code: str, state: SiteState) -> str:
        """Why a site that needs a browser was not read with one; what a replay says depends on no machine."""
        if state is not SiteState.NEEDS_BROWSER or not self._live:
            return ""
        return "A browser ran them and did not help." if code in self._shown else browser.missing()

    def results(self) -> tuple[SiteResult, ...]:
        """The results in the order of the alliances, whichever site was done first."""
        return tuple(self._results[code] for code in self._alliances if code in self._results)


def _starting_mapping(options: RunOptions) -> tuple[MappingRow, ...] | None:
    """The data folder's own mapping, else the bundled one; nothing for a start from nothing."""
    return None if options.no_curated else starting_mapping(options.data_dir)


def _recording(options: RunOptions, stack: ExitStack) -> Recording | None:
    """The recording to replay, open until the run ends; nothing for a live run."""
    paths = options.replay
    if options.sample:
        sample = files("alliance_spiders").joinpath("data/sample.warc.gz")
        paths = (stack.enter_context(as_file(sample)),)
    return stack.enter_context(Recording.open(paths)) if paths else None


def _crawl_options(options: RunOptions, recording: Recording | None) -> CrawlOptions:
    return CrawlOptions(
        archive_dir=options.data_dir / "archive",
        replay=recording,
        contact=options.contact,
        test_server=options.test_server,
        allow_private=options.allow_private,
        delay=options.delay,
    )


def _mode(options: RunOptions) -> str:
    if options.shares:
        return options.shares.mode
    return "sample" if options.sample else "replay" if options.replay else "live"


def _digests(options: RunOptions, recording: Recording | None) -> tuple[str, ...]:
    """What names the evidence: the recordings replayed, of shares those that they were replays of."""
    if options.shares and options.shares.digests:
        return options.shares.digests
    return (recording.digest,) if recording else ()


def _inputs(options: RunOptions, register: Register, digests: tuple[str, ...]) -> tuple[InputDigest, ...]:
    own = register_in(options.data_dir)
    name = str(options.register_file or (own if own.is_file() else "bundled"))
    inputs = [InputDigest("register", name, register.version)]
    if options.curated_file:
        digest = hashlib.sha256(options.curated_file.read_bytes()).hexdigest()
        inputs.append(InputDigest(GIVEN_MAPPING, str(options.curated_file), digest))
    name = "bundled sample" if options.sample else ", ".join(path.name for path in options.replay)
    return (*inputs, *(InputDigest("recording", name, digest) for digest in digests))
