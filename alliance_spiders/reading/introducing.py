"""Words that introduce the names right after them: in the same text, or in the one before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from alliance_spiders.reading.enumerations import is_kind_of_some
from alliance_spiders.reading.model import Form, Group, Item, Segment
from alliance_spiders.reading.shapes import is_generic
from alliance_spiders.reading.words import Lean, against, lean

NOUNS = r"(?:partners|members|trusts|hospitals|providers|organi[sz]ations|centres|bodies)"
# Subjects that gather trusts, too, and are no alliance.
OTHER_SUBJECT = re.compile(
    r"\b(?:programme|project|(?<!cancer )network|scheme|initiative|service|hub|group|pilot|study|trial|"
    r"centre|conference|event|campaign|course|team|board|committee|forum|unit|clinic|training|research|"
    r"workshop|webinar|community of practice)\b",
    re.IGNORECASE,
)
_CARE_BOARD = re.compile(r"\b(?:integrated care|health|care) board\b", re.IGNORECASE)
_OWN_AREA = (
    r"(?:alliance|area|region|partnership|system|footprint|geography|patch|collaboration|cancer network|"
    r"count(?:y|ies)|(?:north|south|east|west)\w*)"
)
# Partners for one purpose only: “partners for the new scanner”, “members of the library”.
_FOR_ONE = re.compile(
    rf"\b{NOUNS} (?:(?:for|on|about)\b(?! cancer (?:care|services))|"
    rf"(?:in|of|to|within|across|behind) (?:the|this|that|our|an?|its)\b)(?![^.:?!]*\b{_OWN_AREA})",
    re.IGNORECASE,
)
_LED = re.compile(r"(?:[:–—?(-]|\b(?:are|include|comprise))\s*$")
# What an enumeration may say of its names besides their kinds; “sarcoma partners” are those of one work.
_SAID = re.compile(
    r"\b(?:across|in|of|from|covering|serving) [A-Z][\w’]+(?:(?:,? and|,)? [A-Z][\w’]+)*|"
    r"\b(?:are|is|include|includes|made up|make up|that|which|following|current|full|founding|core|main|key|"
    r"strategic|delivery|constituent|participating|different|various|these|here|\d+|two|three|four|five|six|"
    r"seven|eight|nine|ten|eleven|twelve|list)\b|\balliance['’]s\b",
)
_FAR = 1_000  # characters; what introduces names stands right before them
_ELSEWHERE = 0.5  # share of the trusts that lie in the alliance's area, where most lie elsewhere
_FEW = 2  # names that make an enumeration


def introduces(text: str) -> bool:
    """Whether a title, a question or a sentence says that the names after it are those of the partners.

    It is stricter than what stands over a list: a sentence says more than one thing.
    """
    text = text[-_FAR:]
    if lean(text, is_sentence=True).lean is not Lean.STRONG or _FOR_ONE.search(text):
        return False
    rule = against(text)
    is_of_alliance = rule == "network" and "alliance" in text.lower()
    return (not rule or is_of_alliance) and not OTHER_SUBJECT.search(text)


def title_over(headings: Sequence[Segment]) -> str:
    """The nearest title over a text, but for the headline of the page; empty when there is none."""
    return next((heading.text for heading in reversed(headings) if heading.level > 1), "")


def is_of_other(text: str) -> bool:
    """Whether a title, or the beginning of a sentence, is about something else than the alliance."""
    return bool(OTHER_SUBJECT.search(_CARE_BOARD.sub("", text))) or lean(text).lean is Lean.AGAINST


def with_own_leads(groups: Sequence[Group]) -> Iterator[Group]:
    """The groups; an enumeration that introduces its own names (“Our partners: …”) is a group by itself.

    The paragraphs beside it are no entries of one list with it.
    """
    for group in groups:
        leads = {id(item): lead for item in group.items if (lead := _own_lead(item))}
        rest = [item for item in group.items if id(item) not in leads]
        if leads and not is_of_other(title_over(group.headings)):
            yield from (
                Group([item], group.headings, f"{leads[id(item)]}\n{group.lead}", group.zone)
                for item in group.items
                if id(item) in leads
            )
            if rest:
                yield replace(group, items=rest)
        else:
            yield group


def held_to_area(item: Item, area: Set[str]) -> Item:
    """The item; an entry of organisations elsewhere that have something is none (“Centres with …:”)."""
    if ":" not in item.segment.text or not item.is_entry or not is_of_some(item):
        return item
    codes = {code for name in item.names for code in name.match.current_codes}
    is_elsewhere = len(codes & area) <= len(codes) * _ELSEWHERE
    return item._replace(form=Form.PROSE) if is_elsewhere else item


def is_of_some(item: Item) -> bool:
    """Whether words before the names of an item say what these have or do, or where they are."""
    text = item.segment.text
    return bool(item.names) and ":" in text and is_kind_of_some(text.partition(item.names[0].text)[0])


def _own_lead(item: Item) -> str:
    """The words before the names of an enumeration, where they say that these are the partners."""
    if item.form is not Form.LISTING or len(item.names) < _FEW:
        return ""
    lead = item.segment.text.partition(item.names[0].text)[0].strip()
    is_plain = "alliance" in lead.lower() or is_generic(_SAID.sub(" ", lead[:1].lower() + lead[1:]))
    return lead if is_plain and _LED.search(lead) and introduces(lead) else ""
