"""From a recorded page to a document: decoded, parsed once, cut into segments."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from alliance_spiders.items import Page
from alliance_spiders.reading.decode import decode_body
from alliance_spiders.reading.locator import is_json, is_pdf
from alliance_spiders.reading.model import MAIN, TEXT, Document, Segment, Source, Zone
from alliance_spiders.reading.nodes import Tag
from alliance_spiders.reading.parsing import parsed_with_tags
from alliance_spiders.reading.pdf import pdf_texts
from alliance_spiders.reading.pdf.page import page_of, place_of_tag
from alliance_spiders.reading.scripts import pointed_strings, script_segments
from alliance_spiders.reading.segments import Walker
from alliance_spiders.reading.tree import shown

_HEADLINE = 250  # characters
_TAIL = 4_000  # characters at either end that show whether a page is whole


def read_document(page: Page) -> Document:
    """The segments of a page; a page of no readable type has none."""
    if is_pdf(page.body, page.content_type):
        return _pdf(page)
    text = decode_body(page.body, page.content_type, page.encoding)
    if is_json(page.content_type):
        return _json(page, text)
    if _is_feed(text):
        return Document(page=page, root=None, segments=[])
    root, tags = parsed_with_tags(text)
    walker = Walker(root, tags)
    segments = walker.segments
    shown = sum(len(s.text) for s in segments if s.source is TEXT and s.zone is MAIN)
    document = Document(
        page=page,
        root=root,
        segments=segments,
        tags=tags,
        title=_first(tags, "title"),
        h1=_first(tags, "h1"),
        text_length=shown,
        raw_tail=text[-_TAIL:],
        opens_html=_has_any(text[:_TAIL], "<html", "<body"),
        closes_html=_has_any(text[-_TAIL:], "</html", "</body"),
    )
    segments.extend(script_segments(tags.get("script", ()), len(segments), walker.over_skipped))
    return document


def _has_any(text: str, *marks: str) -> bool:
    """Whether a text has one of several marks, in letters of any size."""
    return any(mark in text for mark in marks) or any(map(text.lower().__contains__, marks))


def _is_feed(text: str) -> bool:
    """Whether a text is XML other than a page: a site map, a feed."""
    start = text[:500].lstrip().lower()
    return start.startswith("<?xml") and "<html" not in start and "<!doctype html" not in start


def _first(tags: Mapping[str, Sequence[Tag]], name: str) -> str:
    """The text of the first element of a name."""
    return shown(tags[name][0])[:_HEADLINE] if name in tags else ""


def _pdf(page: Page) -> Document:
    """A PDF, cut up like a page that is written as it is set; its places are those in the PDF."""
    root, tags = parsed_with_tags(page_of(pdf_texts(page.body)))
    segments = Walker(root, tags).segments
    for segment in segments:
        segment.place = place_of_tag(segment.tag)
    return Document(page=page, root=None, segments=segments, text_length=sum(len(s.text) for s in segments))


def _json(page: Page, text: str) -> Document:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = None
    segments = [
        Segment(index=n, text=value, source=Source.SCRIPT, zone=Zone.MAIN, shape=shape, place=pointer)
        for n, (pointer, shape, value) in enumerate(pointed_strings(data))
    ]
    return Document(page=page, root=None, segments=segments, text_length=len(text))
