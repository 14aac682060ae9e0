"""What the reading of a page gives: names that were judged together, with what they stand under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from alliance_spiders.reading.model import Form, Item, Name, Segment, Source, Zone
from alliance_spiders.reading.pages import PageView
from alliance_spiders.reading.verdicts import Level


@dataclass(frozen=True, slots=True)
class Find:
    """One name at one place, with what it stands under."""

    name: Name
    segment: Segment
    form: Form
    parent: Item | None = None
    over: Name | None = None  # the trust that a hospital stands under


@dataclass(slots=True, eq=False)
class Block:
    """Names that were judged together: the entries of a group, or one sentence."""

    page: PageView
    level: Level
    finds: list[Find]
    zone: Zone
    lead: str = ""
    is_prose: bool = False
    said: str = ""  # before the names of a sentence that says nothing else

    @property
    def trusts(self) -> frozenset[str]:
        """Codes of the open trusts that stand behind the names."""
        return frozenset(code for find in self.finds for code in find.name.match.current_codes)


@dataclass(slots=True, eq=False)
class PageFindings:
    """What one page gave."""

    blocks: list[Block] = field(default_factory=list)
    mentions: Counter[str] = field(default_factory=Counter)
    ignored: Counter[str] = field(default_factory=Counter)
    scattered: list[Block] = field(default_factory=list)  # entries too few to be a list on their own
    single: list[Block] = field(default_factory=list)  # sentences that name one partner
    unsaid: list[Block] = field(default_factory=list)  # sentences that do not say whom they name
    vague: list[Block] = field(default_factory=list)  # names among other texts that nothing introduces
    unread: set[int] = field(default_factory=set)  # segments that are no entries, but may be sentences

    def take(self, single: Sequence[Block]) -> None:
        """Take sentences that name one partner in as blocks."""
        known = set(map(id, single))
        self.blocks += single
        self.single = [block for block in self.single if id(block) not in known]


def place_of_block(block: Block) -> tuple[object, ...]:
    """What the sentences of one part of a page share: their shape and the titles over them."""
    segment = block.finds[0].segment
    return segment.shape, tuple(id(heading) for heading in segment.headings)


def is_attribute(find: Find) -> bool:
    """Whether a name comes from an attribute or a script, not from text that people see."""
    return find.segment.source.is_attribute or find.segment.source is Source.SCRIPT
