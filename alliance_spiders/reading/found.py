"""Findings of one page: groups and sentences with their verdicts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from alliance_spiders.privacy import holds_person
from alliance_spiders.reading.alliance_names import AllianceNames
from alliance_spiders.reading.area_sentences import says_whose
from alliance_spiders.reading.as_written import as_written, before_cut
from alliance_spiders.reading.blocks import Block, Find, PageFindings, place_of_block
from alliance_spiders.reading.claims import Claims
from alliance_spiders.reading.groups import Grouper, names_something
from alliance_spiders.reading.introducing import (
    OTHER_SUBJECT,
    held_to_area,
    is_of_some,
    title_over,
    with_own_leads,
)
from alliance_spiders.reading.judge import Judge
from alliance_spiders.reading.measures import OF_AREA, are_of_area, is_pure
from alliance_spiders.reading.model import MAIN, NONE, Form, Group, Item, Name, Segment
from alliance_spiders.reading.names import MAX_NAME, Namer, is_safe, is_trust_like
from alliance_spiders.reading.nesting import Rows, column_heads, is_trust, numbered_over, trust_in
from alliance_spiders.reading.notes_beside import Notes
from alliance_spiders.reading.owned import with_owners
from alliance_spiders.reading.page_verdicts import PageVerdicts
from alliance_spiders.reading.pages import PageView
from alliance_spiders.reading.parallel import complete, continues, lead_of_names
from alliance_spiders.reading.postal import address_lines, without_addresses
from alliance_spiders.reading.profiles import take_profiles
from alliance_spiders.reading.prose import Sentence, as_sentence, read_prose
from alliance_spiders.reading.seats import with_seats
from alliance_spiders.reading.shapes import is_generic, is_name_shaped, looks_named
from alliance_spiders.reading.short_names import with_short_names
from alliance_spiders.reading.single_sentences import singles_to_take
from alliance_spiders.reading.subjects import is_prose_of_another_subject
from alliance_spiders.reading.told import with_told
from alliance_spiders.reading.verdicts import Level, Verdict
from alliance_spiders.reading.words import Lean
from alliance_spiders.reading.years import of_last_year
from matching.model import Kind
from matching.names import core_words
from matching.towns import place_words
from matching.words import is_county

_OPEN = (Form.HEAD, Form.LISTING)
_PROSE = Form.PROSE
_FULL = re.compile(r"\b(?:NHS\w*|Trust|FT)\b", re.IGNORECASE)
_SHORT_ENTRY = 6  # words
_WE = r"(?:we|our alliance|the (?:\w+ )?alliance|(?:[\w’'-]+[ ,]+){0,8}cancer alliance)"
_WE_WITH = re.compile(
    rf"^\W*{_WE} (?:\w+ ){{0,3}}(?:work(?:s|ing)? (?:\w+ ){{0,2}}with|partner(?:s|ed)? with)\b", re.IGNORECASE
)
# “Together with A, B and C, we plan …”, “As an alliance we support A, B and C”.
_ALL_WITH = re.compile(
    rf"^\W*(?:(?:together|along|in partnership|working) with|alongside|working across|"
    rf"(?:as an alliance,? )?{_WE} (?:\w+ ){{0,2}}supports?) (?:the )?(?-i:[A-Z])",
    re.IGNORECASE,
)
_TELLS_OF = re.compile(  # what parts a trust from its own hospitals in one entry
    r"[–—:(\[|]|\s-\s|,?\s(?:which|that|who|with|including|incorporating|comprising|runs|running)\b",
    re.IGNORECASE,
)
_FEW = 2  # trusts among the entries that make short names likely
_HALF = 0.5  # share of a sentence's trusts in the area, on a page of partners
_SEVERAL = 3  # trusts in one sentence of a page of partners
_SMALL_WORD = 3  # letters, as in “St”
_STYLE = 0.4  # share of the entries that shows how the list is written


@dataclass(frozen=True, slots=True)
class _Around:
    """What a group of a page is read with."""

    page: PageView
    grouper: Grouper
    rows: Rows
    claims: Claims
    addresses: frozenset[int]  # segments that are lines of postal addresses


class PageReader:
    """Reads pages of one site."""

    def __init__(self, namer: Namer, names: AllianceNames, area: frozenset[str]) -> None:
        self._namer = namer
        self._names = names
        self._area = area

    def read(self, page: PageView) -> PageFindings:
        """The findings of one page."""
        findings = PageFindings()
        read = (as_sentence(self._namer.item(segment), self._namer) for segment in page.document.segments)
        held = [held_to_area(item, self._area) for item in read]
        items = with_seats(with_owners(with_told(held, self._namer), self._namer))
        items = with_short_names(items, self._namer, self._area)
        if all(item.form is NONE for item in items):  # nobody is named, as on many a page
            findings.ignored.update(self._ignored(items))
            return findings
        addresses = address_lines(items)
        items = without_addresses(items, addresses) if addresses else items
        findings.ignored.update(self._ignored(items))
        grouper = Grouper(items)
        groups = list(with_own_leads(grouper.groups()))
        judge = Judge(page, grouper, self._names, self._area, groups)
        notes = Notes(items, grouper.notes, page.day, has_raised="sup" in page.document.tags)
        rows, claims = Rows(items), Claims(notes, self._names, page.day)
        for group, verdict in zip(groups, PageVerdicts(judge).verdicts(groups), strict=True):
            self._read_group(group, verdict, findings, _Around(page, grouper, rows, claims, addresses))
        sentences = [i for i in items if i.form is _PROSE or id(i.segment) in findings.unread]
        for item in sentences:
            self._read_prose(item, _text_above(item.segment, page), page, judge, findings, claims)
        findings.take(singles_to_take(findings, self._area))
        findings.blocks += self._continued(findings)
        findings.blocks += self._of_area_together(findings)
        take_profiles(items, page, judge, findings, self._area)
        findings.mentions["prose"] += sum(len(block.finds) for block in findings.unsaid)
        findings.mentions["prose"] += sum(len(block.finds) for block in findings.single)
        return findings

    def _continued(self, findings: PageFindings) -> list[Block]:
        """The sentences of the pattern of one beside them that introduces partners, and of further trusts.

        They are taken out of ``unsaid``; those that are blocks already are raised to the level of that one.
        """
        prose = [block for block in findings.blocks if block.is_prose]
        told = [block for block in prose if block.said and block.level is Level.DIRECT]
        for block in [*findings.unsaid, *prose] if told else ():
            beside = [
                b
                for b in told
                if place_of_block(b) == place_of_block(block) and continues(block.said, b.said)
            ]
            known = frozenset(code for b in beside for code in b.trusts)
            if block not in told and beside and complete(block.trusts, known, self._area):
                block.level = Level.DIRECT
                told.append(block)
        taken = [block for block in findings.unsaid if block in told]
        findings.unsaid = [block for block in findings.unsaid if block not in taken]
        return taken

    def _of_area_together(self, findings: PageFindings) -> list[Block]:
        """The sentences that say whose they are as others beside them do, where all of them are of the area.

        An area may have a part of which most trusts lie in the next one. They are taken out of ``unsaid``.
        """
        plain = [b for b in findings.blocks if b.is_prose and b.level is Level.PLAIN and says_whose(b.said)]
        beside: dict[object, list[Block]] = {place_of_block(block): [] for block in plain}
        for block in findings.unsaid if plain else ():
            if place_of_block(block) in beside and says_whose(block.said):
                beside[place_of_block(block)].append(block)
        for block in plain:
            beside[place_of_block(block)].append(block)
        taken: set[int] = set()
        for blocks in beside.values():
            if are_of_area([find.name for block in blocks for find in block.finds], self._area):
                taken |= set(map(id, blocks))
        more = [block for block in findings.unsaid if id(block) in taken]
        findings.unsaid = [block for block in findings.unsaid if id(block) not in taken]
        for block in more:
            block.level = Level.PLAIN
        return more

    def _ignored(self, items: list[Item]) -> Iterator[str]:
        """Why texts of the main content that could be organisations are none."""
        for item in items:
            if item.form is NONE and item.segment.zone is MAIN:
                if self._namer.is_own(item.segment.text):
                    yield "own_name"
                elif is_generic(item.segment.text) and looks_named(item.segment.text):
                    yield "category"

    def _read_group(self, group: Group, verdict: Verdict, findings: PageFindings, around: _Around) -> None:
        named = [item for item in group.items if names_something(item)]
        persons = [item for item in group.items if item.form is Form.PERSON]
        findings.mentions["staff"] += sum(len(item.names) for item in persons)
        if not named:
            return
        if verdict.level is Level.MENTION:
            ended = (item for item in named if item.form in _OPEN and item.segment.text.endswith("."))
            sentences = [item for item in ended if not is_of_some(item)]
            findings.unread |= {id(item.segment) for item in sentences if verdict.rule == "unintroduced"}
            if verdict.rule == "unintroduced" and not sentences and is_pure(group):
                findings.scattered += self._block(group, Level.PLAIN, around)
                return
            if verdict.rule == "unintroduced":
                finds = [Find(name, item.segment, item.form) for item in named for name in item.names]
                findings.vague.append(Block(around.page, Level.MENTION, finds, group.zone))
            findings.mentions[verdict.rule] += sum(
                len(i.names) for i in named if id(i.segment) not in findings.unread
            )
            return
        findings.mentions["taken_back"] += sum(len(i.names) - len(around.claims.kept(i)) for i in named)
        findings.blocks += self._block(group, verdict.level, around)

    def _block(self, group: Group, level: Level, around: _Around) -> list[Block]:
        """The names of a group as one block; none when it has none."""
        finds = [
            Find(name, item.segment, item.form, around.grouper.parent(item.segment))
            for item in self._entries(group, level, around.addresses)
            for name in around.claims.kept(item)
        ]
        finds = [self._placed(find, finds, around.rows) for find in finds]
        block = Block(around.page, level, finds, group.zone, group.lead.split("\n")[0] or _nearest(group))
        return [block] if finds else []

    def _placed(self, find: Find, siblings: list[Find], rows: Rows) -> Find:
        """The find with the trust that it stands under; that trust decides whose a hospital is."""
        is_short_trust = is_trust(find.name) and not _FULL.search(find.name.text)
        if find.name.match.kind is not Kind.SITE and not is_short_trust:
            return find
        numbered = numbered_over(find.segment, ((other.segment, other.name) for other in siblings))
        over = (
            _leading_trust(find, siblings)
            or trust_in(_parent_of(find))
            or numbered
            or rows.over(find.segment)
        )
        if over is None or over.match.current_codes == find.name.match.current_codes:
            return find if is_short_trust else replace(find, over=over)
        under = self._namer.under(find.name, over)
        among = {each.name.match.ods_code for each in siblings if each.segment is find.segment}
        if is_safe(find.name.match) and not is_safe(under.match) and len(among) > _SEVERAL:
            return find  # one of several that stand side by side: “A | B Hospital | C”
        return replace(find, name=under, over=over)

    def _entries(self, group: Group, level: Level, addresses: frozenset[int]) -> list[Item]:
        """The entries with names, with those that only their siblings show to be names."""
        named = [item for item in group.items if names_something(item)]
        no_names = addresses | column_heads(named)
        rest, above = (
            [item for item in items if item.form is Form.NONE and id(item.segment) not in no_names]
            for items in (group.items, group.before)
        )
        trusts = sum(is_trust_like(n.match) for item in named for n in item.names)
        bare = self._bare([*above, *rest]) if trusts else []
        if trusts < _FEW and (level < Level.PAGE or len(bare) < _FEW):
            bare = [item for item in bare if level >= Level.PAGE and not _holds_place(item)]
        if sum(is_trust(n) and is_safe(n.match) for item in (*named, *bare) for n in item.names) >= _FEW:
            named = [self._namer.among_trusts(item) for item in named]
        short = sum(_is_short_trust(item) for item in named)
        if len(bare) + short < _STYLE * (len(bare) + len(named)):
            # One place among full names is a place, but for one that is known here as the name of a trust.
            bare = [item for item in bare if level >= Level.PAGE and self._is_trust_here(item)]
        known = {id(item.segment) for item in bare}
        others = (
            [self._unknown(item) for item in rest if id(item.segment) not in known]
            if level >= Level.PAGE
            else []
        )
        if len(named) <= len(group.items) * _STYLE:
            others = []
        return sorted([*named, *bare, *filter(None, others)], key=lambda item: item.segment.index)

    def _bare(self, items: list[Item]) -> list[Item]:
        """Short entries without a word of an organisation that are safe all the same (“Homerton”)."""
        texts = ((item, before_cut(as_written(item.segment.text))) for item in items)
        short = [item for item, text in texts if len(text.split()) <= _SHORT_ENTRY]
        found = [self._namer.among_trusts(self._namer.item(item.segment, bare=True)) for item in short]
        return [
            item
            for item in found
            if names_something(item) and all(is_safe(name.match) for name in item.names)
        ]

    def _is_trust_here(self, item: Item) -> bool:
        """Whether an entry is the name of a trust of the alliance's area, and not that of a county."""
        return all(
            is_trust(name)
            and self._area.issuperset(name.match.current_codes)
            and not all(map(is_county, core_words(name.text)))
            for name in item.names
        )

    def _unknown(self, item: Item) -> Item | None:
        """An entry that is written like the name of an organisation, though none of that name is known."""
        core = as_written(item.segment.text)
        if item.segment.level or not 2 < len(core) < MAX_NAME or not is_name_shaped(core) or is_generic(core):
            return None
        if (
            self._namer.is_own(core)
            or holds_person(core)
            or not (looks_named(core) or " - " in core or " – " in core)
        ):
            return None
        return Item(item.segment, Form.NAME, (Name(core, self._namer.match(core)),))

    def _read_prose(
        self, item: Item, above: str, page: PageView, judge: Judge, findings: PageFindings, claims: Claims
    ) -> None:
        segment = item.segment
        group = Group([item], segment.headings, "", segment.zone)
        text = of_last_year(segment.text, page.name, page.day)
        told: list[Block] = []
        for found in read_prose(text, self._namer, above, title_over(segment.headings)):
            sentence = claims.in_sentence(found)
            if text != segment.text and sentence.lean is Lean.STRONG:
                sentence = replace(sentence, lean=Lean.WEAK, is_of_area=True)
            if sentence.rule == "prose":
                sentence = _under_title(sentence, group, page, judge)
            is_single = len(sentence.names) < 2
            is_told_of_area = sentence.is_of_area and not is_single
            is_likely = not page.trap and page.leaning.lean is Lean.STRONG  # a page of partners
            share = _HALF if is_likely else OF_AREA
            if (is_told_of_area or page.trap) and not are_of_area(sentence.names, self._area, share):
                sentence = replace(sentence, lean=Lean.AGAINST, rule="prose")
            if is_prose_of_another_subject(sentence, page):
                sentence = replace(sentence, lean=Lean.AGAINST, rule="other_subject")
            trap = judge.trap_of_prose(group, sentence.text)
            finds = [Find(name, segment, Form.PROSE) for name in sentence.names]
            said = lead_of_names(sentence.text, sentence.names)
            if finds and not trap and sentence.lean is Lean.AGAINST and sentence.rule == "prose":
                unsaid = Block(page, Level.MENTION, finds, segment.zone, is_prose=True, said=said)
                findings.unsaid.append(unsaid)
                continue
            is_vague = is_single and sentence.lean is not Lean.STRONG and not sentence.is_of_area
            if trap or sentence.lean is Lean.AGAINST or is_vague:
                findings.mentions[trap or sentence.rule or "prose"] += len(sentence.names)
                continue
            level = Level.DIRECT if sentence.lean is Lean.STRONG else Level.PLAIN
            block = Block(page, level, finds, segment.zone, is_prose=True, said=said)
            (findings.single if is_single else findings.blocks).append(block)
            told.append(block)
        if any(block.level is Level.DIRECT for block in told):  # one paragraph, one list
            for block in told:
                block.level = Level.DIRECT


def _under_title(sentence: Sentence, group: Group, page: PageView, judge: Judge) -> Sentence:
    """A sentence of which no words say whom it names, read with the title over it and that of the page.

    What it names are partners under a title that says so, where the alliance works with them. Vaguely it
    also speaks of several trusts of the area with which the alliance works, or which it enumerates on a page
    of partners, if it is about nothing else.
    """
    is_with = _WE_WITH.match(sentence.text) is not None
    is_titled = judge.is_titled_partners(group)
    if is_with and is_titled:
        return replace(sentence, lean=Lean.STRONG)
    is_of_partners = is_titled or page.leaning.lean is Lean.STRONG
    is_of_other = OTHER_SUBJECT.search(_without_names(sentence)) is not None
    are_several = sum(map(is_trust, sentence.names)) >= _SEVERAL and not is_of_other
    if are_several and (is_of_partners or is_with or _ALL_WITH.match(sentence.text)):
        return replace(sentence, lean=Lean.WEAK, is_of_area=True)
    return sentence


def _without_names(sentence: Sentence) -> str:
    """A sentence without its names, of which a “Centre” or a “Service” is but a part."""
    text = sentence.text
    for name in sentence.names:
        text = text.replace(name.text, "¤")
    return text


def _text_above(segment: Segment, page: PageView) -> str:
    """The title or the paragraph right before a text, if it is one that this text could answer."""
    above = page.document.segments[segment.index - 1] if segment.index else None
    if above is None or above.zone is not segment.zone or above.source is not segment.source:
        return ""
    is_title = above in segment.headings
    is_sibling = not above.level and above.shape == segment.shape and above.headings == segment.headings
    return above.text if is_title or is_sibling else ""


def _is_short_trust(item: Item) -> bool:
    """Whether an entry is a trust's name without “NHS Trust”."""
    return any(is_trust(name) for name in item.names) and not _FULL.search(item.segment.text)


def _parent_of(find: Find) -> Item | None:
    """The entry that a name stands under; one of its own kind (heads of one column) stands beside it."""
    is_beside = find.parent is not None and find.parent.segment.shape == find.segment.shape
    return None if is_beside else find.parent


def _leading_trust(find: Find, siblings: list[Find]) -> Name | None:
    """The trust before a hospital in one entry, when what follows tells of it (“Trust – its hospitals”)."""
    text = find.segment.text
    over: Name | None = None
    for other in siblings:
        if other is find:
            break
        if other.segment is find.segment and is_trust(other.name):
            over = other.name
    if over is None or _are_side_by_side(find, siblings):
        return None
    between = text[max(text.find(over.text), 0) : max(text.find(find.name.text), 0)]
    return over if _TELLS_OF.search(between) else None


def _are_side_by_side(find: Find, siblings: list[Find]) -> bool:
    """Whether one sign parts all names of an entry, several of them trusts (“A – B Hospital – C – D”)."""
    text, end, signs = find.segment.text, 0, set()
    trusts = 0
    for each in (other for other in siblings if other.segment is find.segment):
        start = text.find(each.name.text, end)
        if start < 0:
            return False
        if end:
            signs.add(text[end:start].strip())
        end = start + len(each.name.text)
        trusts += is_trust(each.name)
    return trusts >= _SEVERAL and len(signs) == 1


def _holds_place(item: Item) -> bool:
    """Whether a word of an entry is that of a place, which need not mean the trust called after it."""
    words = item.segment.text.lower().split()
    return not place_words().isdisjoint(word for word in words if len(word) > _SMALL_WORD)


def _nearest(group: Group) -> str:
    return group.headings[-1].text if group.headings else ""
