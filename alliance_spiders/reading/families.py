"""Lists that belong together: one that goes on under the next title, and several short ones under titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from alliance_spiders.reading.introducing import is_of_other
from alliance_spiders.reading.measures import FEW, PURE, is_local, purity, trusts
from alliance_spiders.reading.model import Group, Segment, Zone
from alliance_spiders.reading.words import Lean, lean, sentences

Family = tuple[object, ...]
_DOUBLES = 0.2  # share of the trusts that may stand under several titles, as one that serves two places does
_TITLE = 9  # words
# Titles that are no places: trusts stand under them for what they do.
_OF_CARE = re.compile(
    r"\b(?:bladder|bowel|brain|breast|cervical|colon|colorectal|gastro\w*|gyna?e\w*|haemato\w*|neck|hepato\w*|"
    r"kidney|liver|lung|lymph\w*|leukaemia|melanoma|myeloma|oesoph\w*|ovarian|pancrea\w*|prostate|renal|"
    r"sarcomas?|skin|stomach|testicular|thyroid|upper gi|urolog\w*|endoscopy|genom\w*|imaging|patholog\w*|"
    r"radio\w*|chemo\w*|oncolog\w*|dermatolog\w*|surg\w*|screening|diagnos\w*|scan\w*|mri|pet|ct|ultrasound|"
    r"children|teenage\w*|palliative|therap\w*|treatments?|care|robot\w*|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def families(group: Group) -> list[Family]:
    """The families that a list of partners founds.

    The wider one holds the lists under the titles beside its own; it exists where the words that
    introduce the partners stand over the first of those titles.
    """
    lines = group.lead.split("\n")
    over = group.headings[-1] if group.headings else None
    title = over.text if over is not None else ""
    above = lines[lines.index(title) + 1 :] if title in lines else []
    if over is not None and _is_tab(over):  # tabs stand together, and what introduces them above all of them
        above = lines
    is_announced = any(lean(said).lean is Lean.STRONG for line in above for said in sentences(line))
    is_over_title = is_announced and lean(title).lean is not Lean.STRONG
    return [family(group), wider_family(group)] if is_over_title else [family(group)]


def _is_tab(title: Segment) -> bool:
    return title.is_tab or (title.tag is not None and title.tag.attrs.get("role") in ("tab", "tabpanel"))


def family(group: Group) -> Family:
    """What lists that continue each other share: their shape and the headings over them."""
    return group.zone, group.items[0].segment.shape, tuple(id(h) for h in group.headings if not h.is_cell)


def wider_family(group: Group) -> Family:
    """What lists under neighbouring titles share: their shape, the headings further up, the kind of title."""
    level = group.headings[-1].level if group.headings else 0
    return group.zone, group.items[0].segment.shape, tuple(id(h) for h in group.headings[:-1]), level


def beside_titles(groups: Iterable[Group]) -> list[list[Group]]:
    """The lists under neighbouring titles that may be those of places."""
    kin: dict[Family, list[Group]] = {}
    for group in groups:
        if group.headings and group.zone is Zone.MAIN and may_be_place(group.headings[-1].text):
            kin.setdefault(wider_family(group), []).append(group)
    return [run for run in kin.values() if stand_under_titles(run)]


def short_lists(groups: Iterable[Group], area: frozenset[str]) -> list[list[Group]]:
    """Groups that are together a list of the area's trusts: under neighbouring titles, or led by one text.

    Each trust stands in one of the groups, but for a few; so trusts under services, of which each has
    several, are none.
    """
    kin: dict[Family, list[Group]] = {}
    for group in groups:
        if group.zone is not Zone.MAIN or not is_local(group, area):
            continue
        lead = group.lead.partition("\n")[0]
        if lead:
            kin.setdefault((*family(group), lead), []).append(group)
        if group.headings:
            kin.setdefault(wider_family(group), []).append(group)
    return [run for run in kin.values() if len(run) > 1 and _is_list(run)]


def stand_under_titles(run: Sequence[Group]) -> bool:
    """Whether the groups of a run stand under several titles."""
    return len({tuple(map(id, group.headings)) for group in run}) > 1


def _is_list(run: Sequence[Group]) -> bool:
    named = [trusts(group) for group in run]
    together = frozenset[str]().union(*named)
    if len(together) < FEW or purity(run) < PURE:
        return False
    doubles = sum(map(len, named)) - len(together)
    titles = {group.headings[-1].text for group in run} if stand_under_titles(run) else set()
    return doubles <= len(together) * _DOUBLES and all(map(may_be_place, titles))


def may_be_place(title: str) -> bool:
    """Whether a title may be that of a place, and is neither about care nor about something else."""
    is_short = len(title.split()) <= _TITLE
    return is_short and not is_of_other(title) and not _OF_CARE.search(title)
