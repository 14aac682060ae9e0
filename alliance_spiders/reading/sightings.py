"""From chosen blocks to sightings: one for each name as written, at its best place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from alliance_spiders.items import Place, Sighting
from alliance_spiders.privacy import REMOVED, scrub, scrub_quotations
from alliance_spiders.reading.blocks import Block, Find, is_attribute
from alliance_spiders.reading.locator import path_of
from alliance_spiders.reading.model import Form, Segment, Source
from alliance_spiders.reading.names_alone import without_person
from alliance_spiders.reading.runs import place_of
from alliance_spiders.reading.tree import has_any
from matching.model import Kind

MAX_SNIPPET = 240  # characters
MAX_TITLE = 100  # characters of what introduces a list
_BEFORE = 60  # characters shown before a name
_MARGIN = 100  # characters; longer than an e-mail address
_ENOUGH_NAMED = 3  # trusts listed by name make a list of hospitals an addition to them
_RULES = {
    "dt": "definition",
    "dd": "definition",
    "caption": "table_cell",
    "figcaption": "card",
    "summary": "card",
}


def sightings_of(blocks: Sequence[Block]) -> tuple[tuple[Sighting, ...], Counter[str]]:
    """The sightings in the order of the pages, and what was left out, by rule."""
    ignored: Counter[str] = Counter()
    shown = [find for block in blocks for find in block.finds if not is_attribute(find)]
    named, trusts_named = _codes(shown), _codes(f for f in shown if f.name.match.kind is Kind.TRUST)
    by_trust_name = _named_trusts(blocks)
    best: dict[str, tuple[tuple[int, ...], Sighting]] = {}
    for block in blocks:
        instead = _lists_hospitals_instead(block, by_trust_name)
        for find in block.finds:
            codes = frozenset(find.name.match.current_codes)
            # The hospital of a trust in the text says nothing of the trust: it may count for nobody.
            said = named if find.name.match.kind is Kind.SITE else trusts_named
            if is_attribute(find) and (codes & said if codes else _is_twin(find, blocks)):
                ignored["same_organisation"] += 1
                continue
            rank = _rank(block, find)
            known = best.get(_folded(find.name.text))
            if known is None or rank < known[0]:
                best[_folded(find.name.text)] = (rank, sighting_of(block, find, instead=instead))
    found = sorted(best.values(), key=lambda pair: (pair[0][2:], pair[1].name))
    return tuple(sighting for _, sighting in found), ignored


def _rank(block: Block, find: Find) -> tuple[int, ...]:
    """Clearest block first, then text before attributes, then the order of the site."""
    whole = 0 if find.form in (Form.NAME, Form.HEAD) else 1
    return (-block.level, int(is_attribute(find)) * 2 + whole, block.page.index, find.segment.index)


def _codes(finds: Iterable[Find]) -> frozenset[str]:
    return frozenset(code for find in finds for code in find.name.match.current_codes)


def _named_trusts(blocks: Iterable[Block]) -> frozenset[str]:
    return _codes(find for block in blocks for find in block.finds if find.name.match.kind is Kind.TRUST)


def _is_twin(find: Find, blocks: Sequence[Block]) -> bool:
    """Whether the text beside a picture already says what its attribute says."""
    wanted = _folded(find.name.text)
    return any(
        _folded(other.name.text) == wanted
        for block in blocks
        for other in block.finds
        if not is_attribute(other)
    )


def _lists_hospitals_instead(block: Block, by_name: frozenset[str]) -> bool:
    """Whether hospitals in a block stand for their trusts: there is no list of the trusts themselves."""
    sites = [find for find in block.finds if find.name.match.kind is Kind.SITE]
    trusts = [find for find in block.finds if find.name.match.kind is Kind.TRUST]
    if not sites or len(trusts) * 3 > len(sites) or len(by_name) < _ENOUGH_NAMED:
        return True
    codes = _codes(sites)
    return len(codes & by_name) * 2 < len(codes)


def sighting_of(block: Block, find: Find, *, instead: bool = True) -> Sighting:
    """One name of a block as a sighting; ``instead`` says that hospitals there stand for their trusts."""
    page = block.page.document.page
    place = Place(
        page_url=page.url,
        locator=locator_of(find.segment),
        snippet=_snippet(block, find),
        fetched_at=page.fetched_at,
        record_id=page.record_id,
    )
    nested = _is_nested(block, find)
    counts = (
        not nested
        if find.name.match.kind is not Kind.SITE
        else not nested and (instead or find.parent is not None)
    )
    name, match = without_person(find.name.text), find.name.match
    if name != find.name.text:  # the reason may quote what was cut off
        match = match._replace(reason=scrub_quotations(match.reason, (name,)))
    return Sighting(name, match, place, _rule(block, find, nested), counts)


def locator_of(segment: Segment) -> str:
    """Where a segment stands."""
    if segment.place or segment.tag is None:
        return segment.place
    if segment.source.is_attribute:
        return f"{path_of(segment.tag)}/@{segment.source.value}"
    return place_of(segment.tag, segment.nodes)


def _is_nested(block: Block, find: Find) -> bool:
    """Whether a hospital stands under its trust or beside it in the same list, or a trust under itself.

    A trust under the name of its hospital (a card with the hospital as its title) is no part of that.
    """
    match = find.name.match
    if match.kind is not Kind.SITE:
        over = (n.match for n in (find.parent.names if find.parent is not None else ()))
        return bool(match.current_codes) and any(
            each.current_codes == match.current_codes and each.kind is not Kind.SITE for each in over
        )
    return find.over is not None or bool(set(match.current_codes) & _named_trusts([block]))


def _rule(block: Block, find: Find, nested: bool) -> str:
    segment = find.segment
    if block.is_prose:
        return "sentence"
    if block.page.is_pdf:
        return "pdf_line"
    by_source = {Source.OPTION: "option", Source.SCRIPT: "script_data"}
    if segment.source in by_source:
        return by_source[segment.source]
    if segment.source.is_attribute:
        return "logo_alt"
    if nested or segment.shape.count("li") > 1:
        return "nested_list"
    return _rule_of_shape(segment)


def _rule_of_shape(segment: Segment) -> str:
    if "tr" in segment.shape:
        return "table_cell"
    for step in reversed(segment.shape):
        if step in _RULES:
            return _RULES[step]
        if step == "li":
            return "list_item"
        if step[0] == "h" and step[1:].isdigit():
            return "heading"
    return "line" if segment.nodes and segment.tag is not None and has_any(segment.tag, ("br",)) else "card"


def _snippet(block: Block, find: Find) -> str:
    """The entry with the words that introduce its list, without persons."""
    title = block.lead if not block.is_prose else ""
    text = find.segment.text
    name = without_person(find.name.text)
    for whole in (find.name.text, text):
        if len(whole) <= MAX_SNIPPET and without_person(whole) == name != whole:
            text = text.replace(whole, _with_gaps(whole, name))
    if len(text) > MAX_SNIPPET // 2:
        text = _around(text, name)
    shown = f"{_title_shown(title)} › {text}" if title and name not in title else text
    return scrub(shown, (name,))[:MAX_SNIPPET]


@lru_cache(maxsize=4)  # the names of a list share its title
def _title_shown(title: str) -> str:
    return scrub(title[: 2 * MAX_TITLE])[:MAX_TITLE]


def _with_gaps(whole: str, name: str) -> str:
    """A text with nothing left of what stands around the name in it."""
    before, _, behind = whole.partition(name)
    return f"{REMOVED if before else ''} {name} {REMOVED if behind else ''}".strip()


def _around(text: str, name: str) -> str:
    """What stands around a name; scrubbed before it is cut, for half an address is not known as one."""
    start = max(text.find(name) - _BEFORE - _MARGIN, 0)
    wide = scrub(text[start : start + _BEFORE + MAX_SNIPPET + 2 * _MARGIN], (name,))
    start = max(wide.find(name) - _BEFORE, 0)
    return wide[start : start + MAX_SNIPPET]


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").replace("&", "and").split())
