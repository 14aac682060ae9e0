"""Entries that are a name and a sentence of it: “Barts Health treats …”, “… NHS Trust. It has …”."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from alliance_spiders.reading.as_written import as_written
from alliance_spiders.reading.model import Form, Item, Name, Segment
from alliance_spiders.reading.names import MAX_ENTRY, Namer, is_safe
from alliance_spiders.reading.persons import has_role
from alliance_spiders.reading.shapes import takes_back, tells_of_move

_FEW = 2  # entries of one sort; a single sentence is prose
_SEVERAL = 3  # entries under titles of their own
_NEAR = 60  # characters behind a name in which a job would be its holder's
_NAMED = (Form.NAME, Form.HEAD)
# “Further south, the”: nothing, or where it is.
_LEAD = re.compile(r"(?:(?:In|To|On|At|Further|Across|Around)\b[^,.;:\d]{0,50},\s+)?(?:[Tt]he\s+)?")
# What stands before a name and says nothing of it but that more can be had there, or whose a place is.
_POINTER = re.compile(
    r"(?:part of|(?:run|managed|operated|provided) by|belongs to|(?:(?:find out|read|learn) )?more about|"
    r"about|visit|website of|information (?:about|on|from)|"
    r"cancer (?:services|care|treatment) (?:at|in|from|by)):?\s+(?:the\s+)?",
    re.IGNORECASE,
)
# The end of a sentence, a dash before what the trust does, or a small word that joins the name to nothing.
_SAID = re.compile(
    r"(?:\s\([^()]{1,60}\))?"
    r"(?:\.\s+[A-Z]|\s[–—-]\s[a-z]|\s+(?!(?:and|or|of|at|for|in|with|to|by|on|from|the|our|as|plus|via|near)\b)[a-z])"
)
_GONE = re.compile(
    r"\b(?:left|withdrew|closed|dissolved|merged|moved|(?:was|were) (?:a|part|our|formerly|once)|used to|"
    r"no longer|not (?:a |an )?(?:partner|member|part)|hosts?|hosted|"
    r"employs? (?:the|our) (?:alliance|team))\b",
    re.IGNORECASE,
)

Place = tuple[object, ...]


def with_told(items: Sequence[Item], namer: Namer) -> list[Item]:
    """The items; sentences that each tell of one organisation are entries where several stand together."""
    told = {id(item): name for item in items if item.names and (name := _told(item, namer))}
    if not told:
        return list(items)
    alike = Counter(_place(item.segment) for item in items if id(item) in told or item.form in _NAMED)
    pointing = [item for item in items if id(item) in told and _POINTER.match(as_written(item.segment.text))]
    pointed = Counter(_wider_place(item.segment) for item in pointing)
    return [
        Item(item.segment, Form.HEAD, (told[id(item)],))
        if id(item) in told
        and (alike[_place(item.segment)] >= _FEW or pointed[_wider_place(item.segment)] >= _SEVERAL)
        else item
        for item in items
    ]


def _told(item: Item, namer: Namer) -> Name | None:
    """The name with which a sentence begins that tells of it; none when it tells that it is gone."""
    text = item.segment.text
    is_open = item.form is Form.PROSE or (item.form in _NAMED and not is_safe(item.names[0].match))
    if not is_open or len(text) > MAX_ENTRY or item.segment.level:
        return None
    core = as_written(text)
    first = next(iter(namer.spans(core)), None)
    if first is None or not is_safe(first.match):
        return None
    lead, rest = core[: first.start], core[first.end :]
    if _POINTER.fullmatch(lead) and not rest.strip(" ."):
        return Name(core[first.start : first.end], first.match)
    if not _LEAD.fullmatch(lead):
        return None
    sentence = rest.partition(". ")[0]
    is_said = _SAID.match(rest) and not _GONE.search(sentence) and not has_role(rest[:_NEAR])
    if not is_said or takes_back(text) or tells_of_move(text):
        return None
    return Name(core[first.start : first.end], first.match)


def _wider_place(segment: Segment) -> Place:
    """The place of a text under a title of its own: what it shares with the texts under those beside it."""
    return segment.shape, tuple(id(heading) for heading in segment.headings[:-1])


def _place(segment: Segment) -> Place:
    parent = segment.tag.parent if segment.tag is not None else None
    return id(parent), segment.shape, tuple(id(heading) for heading in segment.headings)
