"""Sites that give every partner a page of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from alliance_spiders.reading.blocks import Block, Find
from alliance_spiders.reading.model import Form, Segment, Zone
from alliance_spiders.reading.names import Namer, is_safe
from alliance_spiders.reading.pages import PageView
from alliance_spiders.reading.verdicts import Level
from alliance_spiders.reading.words import Lean, lean

_FAMILY = 3  # pages of trusts in one folder
_LOCAL = 0.5  # share of them that lie in the alliance's area
_HEADLINES = range(1, 4)  # levels of headings that can be a page's headline


def partner_page_blocks(pages: Sequence[PageView], namer: Namer, area: frozenset[str]) -> list[Block]:
    """A block for each page whose headline is a trust and which lies below a page of partners.

    A folder is one of partners by its name, by the page at its top, or because it holds pages of
    several trusts of the area.
    """
    found = [block for page in pages for block in _headed_by_trust(page, namer)]
    folders: dict[tuple[str, ...], list[Block]] = {}
    for block in found:
        folders.setdefault(_folder(block.page), []).append(block)
    tops = {tuple(page.steps): page for page in pages}
    return [
        block
        for folder, blocks in folders.items()
        if folder and (_is_of_partners(folder, tops) or _is_family(blocks, area))
        for block in blocks
    ]


def without_asides(
    blocks: Sequence[Block], headlines: Sequence[Block], mentions: Counter[str]
) -> list[Block]:
    """The blocks of other pages: what stands under a partner's headline tells of that partner."""
    own = {id(block.page) for block in headlines}
    mentions["partner_page"] += sum(len(block.finds) for block in blocks if id(block.page) in own)
    return [block for block in blocks if id(block.page) not in own]


def _headed_by_trust(page: PageView, namer: Namer) -> list[Block]:
    """The headline of a page as a block, when it is a safe name."""
    segment = None if page.trap or len(page.steps) < 2 else _headline(page, namer)
    if segment is None:
        return []
    item = namer.item(segment)
    if item.form not in (Form.NAME, Form.HEAD) or not is_safe(item.names[0].match):
        return []
    return [Block(page, Level.PAGE, [Find(item.names[0], segment, item.form)], segment.zone)]


def _headline(page: PageView, namer: Namer) -> Segment | None:
    """The first heading of a page that is not the site's own name."""
    headings = (s for s in page.document.segments if s.level in _HEADLINES and s.zone is Zone.MAIN)
    return next((segment for segment in headings if not namer.is_own(segment.text)), None)


def _folder(page: PageView) -> tuple[str, ...]:
    return tuple(page.steps[:-1])


def _is_of_partners(folder: tuple[str, ...], tops: Mapping[tuple[str, ...], PageView]) -> bool:
    words = folder[-1].replace("-", " ").replace("_", " ")
    if lean(f"our {words}").lean is Lean.STRONG or lean(words).lean is Lean.STRONG:
        return True
    top = tops.get(folder)
    return top is not None and not top.trap and top.leaning.lean is Lean.STRONG


def _is_family(blocks: Sequence[Block], area: frozenset[str]) -> bool:
    trusts = frozenset(code for block in blocks for code in block.trusts)
    return len(trusts) >= _FAMILY and len(trusts & area) >= _LOCAL * len(trusts)
