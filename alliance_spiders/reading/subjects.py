"""What a list is about where nothing says that it is of partners: a title or a column that names a thing.

A list that no words introduce may be that of the partners only where all that stands over it is about the
alliance, its area and its organisations. Whatever a site offers has a list of the same trusts: of forms, of
helplines, of places to park. No words tell of all these things; what is left is that they are named.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from alliance_spiders.alliances import all_alliances
from alliance_spiders.reading.alliance_names import folded
from alliance_spiders.reading.groups import reaches
from alliance_spiders.reading.model import Group
from alliance_spiders.reading.nodes import Tag
from alliance_spiders.reading.pages import PageView, is_of_partners
from alliance_spiders.reading.prose import Sentence
from alliance_spiders.reading.tree import children, nearest, shown
from alliance_spiders.reading.words import Lean, lean, points_on, sentences
from matching.towns import place_words
from matching.words import DIRECTIONS, is_county

_TITLE = 9  # words
_HEADS = 60  # characters of the head of a column
_THINGS = frozenset({"form", "forms"})  # verbs that are things where they begin or end a text
# What the columns beside the names of organisations say of an organisation as a whole.
_OF_ORGANISATIONS = frozenset(
    """abbreviation address beds ceo chair chairs chief city clinical code codes contact contacts date
    description details director directors email enquiries established executive executives formed founded
    head headquarters hq href image joined kind lead link links location logo manager managers medical name
    names no notes number nurse nurses ods officer opened operator phone post postcode representative role
    roles secretary since size sort staff status switchboard tel telephone town type types url web website
    websites www""".split()
)
_PARTNERS = re.compile(r"\b(?:partners|members)\b", re.IGNORECASE)
# Words that say who makes up the alliance, whatever else stands beside them.
_SPEAKING = re.compile(
    r"\b(?:partner\w*|members?|membership|alliance|made up|mak(?:e|es|ing) up|compris\w+|consists?|together|"
    r"unites?|collaborat\w+|belong\w*|part of|constituents?|represent\w*|seats?|sits?|votes?|we work with)\b",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\b(?:our|its|local|the alliance['’]s) (?:[\w’'-]+,? ){0,4}?"
    r"(?:trusts|hospitals|organi[sz]ations|providers)\b",
    re.IGNORECASE,
)
_ALLIANCE = re.compile(r"\balliance\b", re.IGNORECASE)
_NAMED = re.compile(r"(?<=\w |, )[A-Z][\w’'-]*")  # what is written large within a sentence is a name
_WORDS = re.compile(r"[^\W\d_][\w’']*")


def is_of_another_subject(group: Group, page: PageView) -> bool:
    """Whether a page, a title, the text right over a list or a column beside it names a thing.

    Words over the list that speak of partners, or plainly of the alliance, stand above the page.
    """
    if any(map(_is_thing, _heads(group))):
        return True
    titles = _titles(group)
    if any(map(_PARTNERS.search, titles)):
        return False
    if any(map(names_thing, titles)):
        return True
    return _is_of_thing(page) and not any(map(_ALLIANCE.search, titles))


def is_said(group: Group, page: PageView) -> bool:
    """Whether a text that introduces a list tells of the partners, and not of what they offer.

    “Parking at our hospitals” tells of places to park, “Hospitals” of what its page or table is about.
    """
    own = page.hints.list_words
    texts = [text for text in (*_titles(group), *page.texts) if text]
    strong = [text for text in texts if lean(text, own).lean is Lean.STRONG or is_of_partners(text)]
    return page.is_likely or not strong or any(_counts(text, group, page) for text in strong)


def _counts(text: str, group: Group, page: PageView) -> bool:
    if _SPEAKING.search(text) or any(words in text.casefold() for words in page.hints.list_words):
        return True
    ours = _OURS.sub(" ", text)
    if names_thing(ours):
        return False
    return ours != text or not (_is_of_thing(page) or any(map(_is_thing, _heads(group))))


def is_prose_of_another_subject(sentence: Sentence, page: PageView) -> bool:
    """Whether a sentence that says vaguely where its names belong, or its page, tells of a thing."""
    is_vague = sentence.lean is Lean.WEAK and not sentence.is_of_area
    lead = sentence.text.partition(sentence.names[0].text)[0] if sentence.names else ""
    said = _NAMED.sub(" ", lead)
    return is_vague and (names_thing(said) or _is_of_thing(page))


def names_thing(text: str) -> bool:
    """Whether a text is about more than organisations, their work as a whole, and where they are."""
    return _names_thing(text)


@cache
def _plain_words() -> frozenset[str]:
    """Words of ``data/plain_words.txt``: those that join others, and those for an alliance and its work."""
    lines = files("alliance_spiders").joinpath("data/plain_words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=4_096)
def _names_thing(text: str) -> bool:
    words = _WORDS.findall(text)
    ends = {words[0].lower(), words[-1].lower()} if len(words) > 1 else set()
    return not ends.isdisjoint(_THINGS) or any(not _is_plain(word) for word in words)


def _is_plain(word: str) -> bool:
    small = word.lower().replace("’", "'").partition("'")[0]  # “we're”, “alliance's”
    if small in _plain_words() or small in DIRECTIONS or is_county(small):
        return True
    return not word[0].islower() and _is_place(small)


def _is_place(word: str) -> bool:
    return word in place_words() or word in _alliance_words()


@cache
def _alliance_words() -> frozenset[str]:
    names = [name for each in all_alliances() for name in (each.name, each.slug, *each.other_names)]
    return frozenset(word for name in names for word in folded(name).split())


def _is_of_thing(page: PageView) -> bool:
    """Whether a page has a subject of its own; the home page of a site is about all that it does.

    It is named by headline, title or address, the first of them that does not only name the alliance.
    """
    if page.depth == 0:
        return False
    address = page.steps[-1].replace("-", " ").title() if page.steps else ""
    named = (text for text in (page.document.h1, page.title, address) if not _only_names_alliance(text))
    return names_thing(next(named, ""))


def _only_names_alliance(text: str) -> bool:
    return _alliance_words().issuperset(folded(text).split())


def _titles(group: Group) -> list[str]:
    """The titles over a group, and the sentence or the title right before it."""
    first = group.items[0].segment
    own = {item.segment.text for item in group.items}  # the label of a part may say what its title says
    over = [h for h in group.headings if h.level != 1 and not h.is_cell and h.text not in own]
    titles = [h.text for h in over if reaches(h, first)]
    line = group.lead.partition("\n")[0]
    said = sentences(line)[-1:]
    is_short = len(line.split()) <= _TITLE and not line.endswith((".", "!", "…"))
    return titles + [text for text in said if is_short or points_on(text)]


def _is_thing(head: str) -> bool:
    """Whether the head of a column names a thing that every organisation of a table has."""
    is_thing = len(head) <= _HEADS and any(map(_names_thing_in_head, _WORDS.findall(head)))
    return is_thing or bool(re.search(r"\d", head))


def _names_thing_in_head(word: str) -> bool:
    small = word.lower()
    return small in _THINGS or (small not in _OF_ORGANISATIONS and not _is_plain(word))


def _heads(group: Group) -> list[str]:
    """The heads of the columns beside that of a group; none where its table has no head."""
    head = group.headings[-1] if group.headings else None
    row = nearest(head.tag, ("tr",)) if head is not None and head.is_cell and head.tag is not None else None
    cells: list[Tag] = children(row, ("th", "td")) if row is not None else []
    return [shown(cell) for cell in cells]
