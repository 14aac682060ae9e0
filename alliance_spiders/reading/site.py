"""One site, read: its partners, and the signs by which its health is judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from urllib.parse import urlsplit

from alliance_spiders.alliances import Alliance
from alliance_spiders.items import Page, Sighting, SiteCrawl, SiteReading
from alliance_spiders.reading.alliance_names import AllianceNames
from alliance_spiders.reading.beside_own import beside_own
from alliance_spiders.reading.blocks import Block
from alliance_spiders.reading.choose import choose
from alliance_spiders.reading.documents import read_document
from alliance_spiders.reading.found import PageReader
from alliance_spiders.reading.hidden_copies import hidden_copies
from alliance_spiders.reading.hints import Hints
from alliance_spiders.reading.incomplete import says_incomplete
from alliance_spiders.reading.locator import path_of
from alliance_spiders.reading.model import MAIN, Document, Zone
from alliance_spiders.reading.names import Namer
from alliance_spiders.reading.national import national_lists
from alliance_spiders.reading.pages import PageView
from alliance_spiders.reading.partner_pages import partner_page_blocks, without_asides
from alliance_spiders.reading.scattered import gathered
from alliance_spiders.reading.sightings import sightings_of
from alliance_spiders.reading.signs import Sign
from alliance_spiders.reading.site_signs import identity_signs, in_place_of_content, signs_of
from alliance_spiders.reading.standing import standing as find_standing
from alliance_spiders.reading.standing import with_standing
from alliance_spiders.reading.verdicts import Level
from alliance_spiders.reading.words import Lean
from matching.matcher import Matcher

MAX_BYTES = 10_000_000  # of all pages of a site; what comes after is not read
_MOST = 0.5  # share of the pages on which a text stands that belongs to the frame of the site
_LIST_OF_ANOTHER = 2  # names under another alliance's that make a list of them
_PAGES_FOR_FRAME = 4  # fewer pages show no frame


def read_site(
    crawl: SiteCrawl,
    alliance: Alliance,
    matcher: Matcher,
    hints: Hints | None = None,
    members: Collection[str] = (),
) -> SiteReading:
    """What a site says about the alliance's partners. Never fails on what a page holds.

    Args:
        crawl: the pages of the site.
        alliance: whose site it is.
        matcher: answers what a name stands for.
        hints: what the spider knows of the site.
        members: open codes of the last known members, whose names are looked for where no entry is theirs.
    """
    names = AllianceNames(alliance)
    namer = Namer(matcher, alliance)
    pages = _pages(crawl.pages, alliance, hints or Hints())
    found = _read_pages(pages, namer, names, matcher.area(alliance.code))
    blocks, pieces, mentions = found.blocks, found.pieces, found.mentions
    identity = identity_signs(pages, names)
    if Sign.OTHER_ALLIANCE_NAMED in identity and Sign.ALLIANCE_NAMED not in identity:
        mentions["other_alliance_site"] += sum(len(block.finds) for block in blocks)
        blocks, pieces = [], []  # whatever stands here are the partners of another alliance
    chosen, left = choose(blocks)
    mentions["vague_list"] += sum(len(block.finds) for block in left)
    area = matcher.area(alliance.code) | frozenset(members)
    national = national_lists(chosen, area)
    chosen = _without(chosen, national, "national", mentions)
    chosen = _without(chosen, hidden_copies(chosen), "hidden", mentions)
    chosen = _without(chosen, beside_own(chosen, area), "elsewhere", mentions)
    sightings, doubles = sightings_of(chosen)
    signs = identity | found.signs | signs_of(pages, sightings, chosen)
    signs |= {Sign.NATIONAL_LISTED} if national else frozenset()
    own = tuple(sighting for sighting in sightings if not in_place_of_content(sighting, signs))
    mentions["no_content"] += len(sightings) - len(own)
    left_over = frozenset(members) - _codes(own)
    places = _list_pages(pages, chosen, found.of_one) if own else []
    standing = find_standing(left_over, places, namer, names, matcher.register)
    reading = SiteReading(
        alliance_code=alliance.code,
        sightings=with_standing(own, standing),
        standing={each.code: each.sighting for each in standing if not each.is_entry},
        mentions=dict(sorted((+mentions).items())),
        ignored=dict(sorted((found.ignored + doubles).items())),
        list_places=_list_places(chosen),
        trusts_by_page=_trusts_by_page(chosen),
        pieces_by_page=_trusts_by_page(block for block in pieces if block not in chosen),
        vague=_vague(chosen),
        signs=signs,
        says_incomplete=says_incomplete(pages, chosen),
    )
    for page in pages:
        page.document.release()
    return reading


def _without(
    blocks: Sequence[Block], left_out: Iterable[Block], rule: str, mentions: Counter[str]
) -> list[Block]:
    """The blocks but some, whose names are counted as mentions by a rule."""
    out = {id(block): len(block.finds) for block in left_out}
    mentions[rule] += sum(out.values())
    return [block for block in blocks if id(block) not in out]


def _codes(sightings: Iterable[Sighting]) -> frozenset[str]:
    return frozenset(code for s in sightings if s.counts for code in s.match.current_codes)


def _list_pages(pages: Sequence[PageView], chosen: Iterable[Block], of_one: set[int]) -> list[PageView]:
    """The pages on which partners are listed, and those that are said to list them.

    The page of one partner (``of_one``, by identity) tells of that partner only.
    """
    listing = {id(block.page) for block in chosen if block.trusts} - of_one
    said = (page for page in pages if page.depth and not page.trap and page.leaning.lean is Lean.STRONG)
    wanted = listing | {id(page) for page in said} - of_one
    return [page for page in pages if id(page) in wanted]


def _pages(pages: Iterable[Page], alliance: Alliance, hints: Hints) -> list[PageView]:
    is_section = any("/" in place for place in alliance.scope)
    views = [
        PageView(document, position, hints, is_section and _is_outside(document.page.url, alliance))
        for position, document in enumerate(_documents(pages))
    ]
    _mark_frame([view.document for view in views])
    return views


@dataclass(slots=True)
class _Found:
    """What the pages hold: blocks of names, pieces too short for one, counts of mentions and of ignored.

    ``of_one`` are the pages that tell of one partner, by identity.
    """

    blocks: list[Block] = field(default_factory=list)
    pieces: list[Block] = field(default_factory=list)
    mentions: Counter[str] = field(default_factory=Counter)
    ignored: Counter[str] = field(default_factory=Counter)
    signs: set[str] = field(default_factory=set)
    of_one: set[int] = field(default_factory=set)


def _read_pages(
    pages: Sequence[PageView], namer: Namer, names: AllianceNames, area: frozenset[str]
) -> _Found:
    reader = PageReader(namer, names, area)
    found = _Found()
    scattered: list[Block] = []
    for page in pages:
        findings = reader.read(page)
        found.blocks += findings.blocks
        scattered += findings.scattered
        found.pieces += [*findings.single, *findings.vague]
        found.mentions.update(findings.mentions)
        found.ignored.update(findings.ignored)
        if findings.mentions["other_alliance"] >= _LIST_OF_ANOTHER:
            found.signs.add(Sign.OTHER_ALLIANCE_LISTED.on_page(page.document.page.url))
            if page.leads_to_list and not page.trap and _names_trusts(page, namer):
                found.signs.add(Sign.OTHER_ALLIANCE_LISTED)
    blocks, unlisted = gathered(found.blocks, scattered, pages, area)
    found.mentions += unlisted
    headlines = partner_page_blocks(pages, namer, area)
    found.blocks = without_asides(blocks, headlines, found.mentions) + headlines
    found.pieces += scattered
    found.of_one = {id(block.page) for block in headlines}
    return found


def _names_trusts(page: PageView, namer: Namer) -> bool:
    """Whether enough trusts for a list are named in the content of a page."""
    shown = (segment for segment in page.document.segments if segment.zone is Zone.MAIN)
    named = (code for each in shown for name in namer.item(each).names for code in name.match.current_codes)
    return len(frozenset(named)) >= _LIST_OF_ANOTHER


def _documents(pages: Iterable[Page]) -> Iterable[Document]:
    """The pages, each content once, as long as the site keeps within bounds."""
    seen: set[bytes] = set()
    total = 0
    for page in pages:
        total += len(page.body)
        if page.body in seen or not page.body or total > MAX_BYTES + len(page.body):
            continue
        seen.add(page.body)
        yield read_document(page)


def _is_outside(url: str, alliance: Alliance) -> bool:
    """Whether a page is another part of the wider site that the alliance is a section of.

    A document lies where all are stored; it was fetched because a page of the alliance links to it.
    """
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return host in alliance.hosts and not (alliance.covers(url) or alliance.stores(url))


def _mark_frame(documents: Sequence[Document]) -> None:
    """Give what stands on most pages a zone of its own: menus and footers, whatever they are made of."""
    read = [document for document in documents if document.root is not None]
    if len(read) < _PAGES_FOR_FRAME:
        return
    most = len(read) * _MOST
    often = Counter(text for document in read for text in {segment.text for segment in document.segments})
    repeated = {text for text, count in often.items() if count > most}
    counts: Counter[tuple[str, tuple[str, ...]]] = Counter()
    for document in read:
        counts.update({(s.text, s.shape) for s in document.segments if s.text in repeated})
    for segment in chain.from_iterable(document.segments for document in read):
        is_content = segment.zone is MAIN and segment.text in repeated
        if is_content and counts[segment.text, segment.shape] > most:
            segment.zone = Zone.REPEATED


def _list_places(blocks: Iterable[Block]) -> tuple[tuple[str, str], ...]:
    """Page and container of every block with trusts, each once, in the order of the site."""
    places: dict[tuple[str, str], None] = {}
    for block in sorted(blocks, key=lambda b: (b.page.index, b.finds[0].segment.index)):
        if block.trusts:
            places[block.page.document.page.url, _container(block)] = None
    return tuple(places)


def _trusts_by_page(blocks: Iterable[Block]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for block in blocks:
        url = block.page.document.page.url
        if block.trusts:
            found[url] = found.get(url, frozenset()) | block.trusts
    return dict(sorted(found.items()))


def _vague(blocks: Iterable[Block]) -> frozenset[str]:
    """The trusts that stand only in lists of which nothing says that they are of partners."""
    trusts: dict[bool, frozenset[str]] = {True: frozenset(), False: frozenset()}
    for block in blocks:
        trusts[block.level in (Level.PLAIN, Level.WEAK)] |= block.trusts
    return trusts[True] - trusts[False]


def _container(block: Block) -> str:
    """The innermost element that holds all names of a block."""
    tags = [find.segment.tag for find in block.finds if find.segment.tag is not None]
    if not tags or block.page.is_pdf:
        return "/" + block.finds[0].segment.place.strip("/").split("/")[0]
    common = [tags[0], *tags[0].parents]
    for tag in tags[1:]:
        around = {id(tag), *(id(parent) for parent in tag.parents)}
        common = [each for each in common if id(each) in around]
    return path_of(common[0]) if common and common[0].name != "[document]" else "/html"
