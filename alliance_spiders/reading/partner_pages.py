"""Sites that give every partner a page of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from alliance_spiders.reading.found import Block, Find
from alliance_spiders.reading.judge import Level
from alliance_spiders.reading.model import Form, Segment
from alliance_spiders.reading.names import Namer, is_safe
from alliance_spiders.reading.pages import PageView
from alliance_spiders.reading.words import Lean, lean


def partner_page_blocks(pages: Sequence[PageView], namer: Namer) -> list[Block]:
    """A block for each page whose headline is a trust and which lies below a page of partners."""
    found = [(page, segment) for page in pages for segment in _headline(page)]
    blocks: list[Block] = []
    for page, segment in found:
        item = namer.item(segment)
        finds = [
            Find(name, segment, item.form) for name in item.names[:1] if item.form in (Form.NAME, Form.HEAD)
        ]
        if finds and is_safe(finds[0].name.match):
            blocks.append(Block(page, Level.PAGE, finds, segment.zone))
    return blocks


def _headline(page: PageView) -> Iterator[Segment]:
    """The headline of a page that lies below one of partners."""
    if page.trap or len(page.steps) < 2 or not _speaks_of_partners(page.steps[-2]):
        return
    for segment in page.document.segments:
        if segment.level == 1:
            yield segment
            return


def _speaks_of_partners(step: str) -> bool:
    words = step.replace("-", " ").replace("_", " ")
    return lean(f"our {words}").lean is Lean.STRONG or lean(words).lean is Lean.STRONG
