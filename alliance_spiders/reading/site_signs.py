"""Signs: what the pages together say about whether the site can be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from alliance_spiders.items import Sighting
from alliance_spiders.reading.alliance_names import AllianceNames
from alliance_spiders.reading.blocks import Block
from alliance_spiders.reading.elements import attribute
from alliance_spiders.reading.model import Document, Segment, Source, Zone
from alliance_spiders.reading.nodes import Tag
from alliance_spiders.reading.obstacles import notices, obstacle
from alliance_spiders.reading.pages import PageView
from alliance_spiders.reading.shapes import is_generic
from alliance_spiders.reading.signs import Sign
from alliance_spiders.reading.truncation import breaks_off, ends_within, is_truncated
from alliance_spiders.reading.words import Lean, lean
from matching.model import Kind, Match

_MOST = 0.5  # share of the pages that makes an obstacle one of the site
_TITLE_WORDS = 10
_LIST_TITLE = re.compile(
    r"\b(?:partners|members|(?:partner|member) (?:organi[sz]ations|trusts|hospitals)|provider trusts|"
    r"our (?:trusts|hospitals|organi[sz]ations|providers)|who we work with|who is involved|made up of)\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?)(?:[?#]|$)", re.IGNORECASE)
_ENUMERATED = re.compile(r"[,;:.]|\band\b")
_SEVERAL = 3  # kinds of organisations in a sentence that names no organisation
_AFTER_TITLE = ("img", "h1", "h2", "h3", "ul", "table", "footer")
_FIRST = 6  # links that are looked at
_NEXT = 200  # nodes after a title that are looked at
_OF_PAGES = frozenset({Sign.SOFT_404, Sign.NOT_TEXT, Sign.GARBLED})  # a site may have one such page
_NOT_ITS_OWN = (Sign.PARKED, Sign.SUSPENDED, Sign.CLOSED, Sign.NOT_TEXT, Sign.GARBLED)
_FRAME = (Zone.HEADER, Zone.FOOTER, Zone.REPEATED)
_OFTEN = 2  # times a name stands in running text when it is the site's own


def identity_signs(pages: Sequence[PageView], names: AllianceNames) -> frozenset[str]:
    """Whose site it is: the alliance's own, another's, or neither."""
    return frozenset(str(sign) for sign in _names_of(pages, names))


def signs_of(
    pages: Sequence[PageView], sightings: Sequence[Sighting], chosen: Iterable[Block]
) -> frozenset[str]:
    """Whether the site can be read (see ``Sign``)."""
    listed = {id(block.page) for block in chosen if block.trusts}
    is_empty = not any(sighting.counts and _is_member(sighting.match) for sighting in sightings)
    found: set[str] = set(_obstacles(pages)) if is_empty else set()
    if _is_cut(pages, listed):
        found.add(Sign.TRUNCATED)
    if is_empty:
        for page in (page for page in pages if not page.trap):
            url = page.document.page.url
            found |= {each for sign in _about_list(page) for each in (sign, sign.on_page(url))}
    return frozenset(str(sign) for sign in found)


def in_place_of_content(sighting: Sighting, signs: frozenset[str]) -> bool:
    """Whether a name stands on a page that is not the alliance's, such as one with links of an advertiser."""
    return any(sign.on_page(sighting.place.page_url) in signs for sign in _NOT_ITS_OWN)


def _is_member(match: Match) -> bool:
    """Whether a name is that of a trust, or of a hospital whose trust is known."""
    return match.kind is Kind.TRUST or bool(match.current_codes)


# -- whose site ---------------------------------------------------------------------------------------


def _names_of(pages: Sequence[PageView], names: AllianceNames) -> Iterable[str]:
    own = False
    others: Counter[str] = Counter()
    for page in pages:
        texts = list(_headlines(page.document))
        named = any(names.is_own(text) for text in texts)
        own = own or named or _is_often(page.document, names)
        if not named and not page.trap.startswith("page_other"):
            others.update({code for text in texts[:3] for code in names.others(text)})
    if own:
        yield Sign.ALLIANCE_NAMED
    for code, count in sorted(others.items()):
        if not own or count > len(pages) * _MOST:
            yield Sign.OTHER_ALLIANCE_NAMED
            yield f"{Sign.OTHER_ALLIANCE_NAMED}:{code}"


def _headlines(document: Document) -> Iterable[str]:
    """The texts that say whose page it is: title, headline, site name, what stands in the page's head."""
    yield document.title
    yield document.h1
    yield _site_name(document)
    for segment in document.segments[:12]:
        yield segment.text
    for segment in document.segments:
        if segment.zone in _FRAME:
            yield segment.text


def _site_name(document: Document) -> str:
    metas = document.tags.get("meta", ())
    return next(
        (attribute(meta, "content") for meta in metas if attribute(meta, "property") == "og:site_name"), ""
    )


def _is_often(document: Document, names: AllianceNames) -> bool:
    count = 0
    for segment in document.segments:
        if segment.zone is Zone.MAIN and names.is_own(segment.text) and not names.others(segment.text):
            count += 1
            if count >= _OFTEN:
                return True
    return False


# -- what stands in the way ---------------------------------------------------------------------------


def _obstacles(pages: Sequence[PageView]) -> set[str]:
    """What stands in the way where no list was found: of the site, and of each page by its address.

    One page says nothing of the site, unless it is its home page or one that should hold the list. A missing
    page is told by its address in any case, another one where it could hold the list.
    """
    usual = frozenset(text for page in pages for text in notices(page.document))
    found = [(page, sign) for page in pages if (sign := obstacle(page.document, usual)) is not None]
    counts = Counter(sign for _, sign in found)
    told: set[str] = {
        sign
        for page, sign in found
        if page.leads_to_list
        or (page.depth == 0 and sign not in _OF_PAGES)
        or counts[sign] > len(pages) * _MOST
    }
    of_pages = [(p.document.page.url, s) for p, s in found if s is Sign.SOFT_404 or not p.address_trap]
    return told | {sign.on_page(url) for url, sign in of_pages}


def _is_cut(pages: Sequence[PageView], listed: set[int]) -> bool:
    """Whether a page with the list is cut off, or one that could hold a part of it."""
    documents = [page.document for page in pages]
    cut = [p for p in pages if is_truncated(p.document) or ends_within(p.document, documents)]
    whole = sum(page.document.root is not None for page in pages)
    if len(cut) > whole * _MOST and whole > 2:  # the site hardly ever closes its pages
        cut = [page for page in cut if breaks_off(page.document)]
    return any(id(page) in listed or page.is_likely or not page.trap for page in cut)


# -- a list that is none ------------------------------------------------------------------------------


def _about_list(page: PageView) -> Iterable[Sign]:
    """What stands under a title that promises partners, where no trust was found."""
    segments = page.document.segments
    if page.document.root is None and not segments and page.leads_to_list:
        yield Sign.LIST_IN_DOCUMENT
    for position, segment in enumerate(segments):
        if segment.zone is not Zone.MAIN or not _promises(segment):
            continue
        under = _under(segments, position)
        texts = [each.text for each in under if each.source is Source.TEXT]
        if sum(map(_kinds_named, texts)) >= 2:
            yield Sign.CATEGORIES_ONLY
        elif any(each.source.is_attribute for each in under) or _has_picture(segment):
            yield Sign.LIST_IN_IMAGE
        elif _links_document(segment):
            yield Sign.LIST_IN_DOCUMENT
        elif len("".join(texts)) < 40:
            yield Sign.EMPTY_LIST


def _kinds_named(text: str) -> int:
    """How many kinds of organisations a text is made of: an entry, or a sentence of three and more."""
    if is_generic(text.strip(" .,;:")):
        return 1
    kinds = sum(is_generic(part) for part in _ENUMERATED.split(text))
    return kinds if kinds >= _SEVERAL else 0


def _promises(segment: Segment) -> bool:
    if segment.source is not Source.TEXT or len(segment.text.split()) > 40:
        return False
    if segment.level:
        return len(segment.text.split()) <= _TITLE_WORDS and _speaks(segment.text)
    return segment.text.rstrip().endswith(":") and _speaks(segment.text)


def _speaks(text: str) -> bool:
    return bool(_LIST_TITLE.search(text)) and lean(text).lean is not Lean.AGAINST


def _under(segments: Sequence[Segment], position: int) -> list[Segment]:
    title = segments[position]
    under: list[Segment] = []
    for segment in segments[position + 1 : position + 60]:
        if segment.zone is not Zone.MAIN or (
            segment.level and (not title.level or segment.level <= title.level)
        ):
            break
        under.append(segment)
    return under


def _has_picture(segment: Segment) -> bool:
    return next((tag.name == "img" for tag in _following(segment) if tag.name in _AFTER_TITLE), False)


def _links_document(segment: Segment) -> bool:
    links = (tag for tag in _following(segment) if tag.name in ("a", *_AFTER_TITLE))
    for link in islice(links, _FIRST):
        if link.name != "a":
            return False
        if _DOCUMENT.search(attribute(link, "href")):
            return True
    return False


def _following(segment: Segment) -> Iterator[Tag]:
    """The elements after a title, in the order of the page."""
    nodes = islice(segment.tag.next_elements, _NEXT) if segment.tag is not None else ()
    return (node for node in nodes if isinstance(node, Tag))
