"""Words right over a list that say outright: these are the trusts of the alliance itself.

They hold on a page of another kind, too: a page of contacts, of the board, of research.
"""

from __future__ import annotations

import re

from alliance_spiders.reading.alliance_names import AllianceNames, folded
from alliance_spiders.reading.groups import reaches
from alliance_spiders.reading.measures import LOCAL, is_local
from alliance_spiders.reading.model import Group
from alliance_spiders.reading.pages import PageView
from alliance_spiders.reading.words import Lean, against, lean, refers_back, sentences, tells_of_all
from alliance_spiders.reading.words_against import any_of
from alliance_spiders.reading.years import without_years_to_come

_KINDS_OF_PAGE = frozenset(
    "page_staff page_contact page_network page_research page_links page_history page_jobs".split()
)
_PAST = "page_history"
_BEFORE_NOW = re.compile(
    r"\b(?:(?:19|20)\d\d|former(?:ly)?|past|previous(?:ly)?|predecessors?)\b", re.IGNORECASE
)
_MOSTLY = frozenset((_PAST, "page_jobs"))  # which name any trusts, so that the words over them are not enough
_OF_WORK = frozenset(("page_research", "page_network"))  # which has partners of its own

_PARTS = r"(?:boards?|groups?|teams?|staff|networks?|programmes?|projects?|stud(?:y|ies)|trials?|public)"
_ALLIANCE = rf"(?:our|the|this) (?:(?:whole|wider|local|cancer) )*alliance\b(?! (?:s )?(?:\w+ )?{_PARTS}\b)"
_KINDS = r"(?:(?:nhs|acute|hospital|local|cancer|provider|foundation|member|partner|constituent|\d+) )*"
_BODIES = r"(?:trusts?|hospitals?|organisations?|providers?|bodies|partners?|members?|constituents?)"
_OF = (
    r"(?:of|in|within|across|from|for|form|forming|making up|makes? up|part of|belong(?:ing)? to|join|"
    r"comprise|covered by|represented in)"
)
_OF_ALLIANCE = any_of(
    rf"(?<!board )(?<!team )(?<!staff )(?<!group )(?<!project )\b{_BODIES} "
    rf"(?:(?!(?:not|no|never|outside|{_PARTS})\b)\w+ ){{0,3}}?{_OF} {_ALLIANCE}",
    rf"\b(?:our|the|this) (?:cancer )?alliance (?:s )?{_KINDS}{_BODIES}\b",
    rf"{_ALLIANCE} (?:is|are) (?:made up|formed|composed|comprised)\b",
    rf"{_ALLIANCE} is an? (?:\w+ )?(?:partnership|collaborati\w+)\b",
    rf"{_ALLIANCE} (?:comprises|consists of|brings together|includes|covers|unites|has {_KINDS}{_BODIES})\b",
)
_OF_SOMETHING = r"(?! (?:of|in|on|for|to|at|from|who|taking|involved|within|across)\b)"
_OWN_PARTNERS = any_of(
    rf"\b(?:our|alliance) {_KINDS}(?:member|partner|constituent) "
    rf"(?:trusts|hospitals|organisations|providers)\b{_OF_SOMETHING}",
    r"^(?:our|alliance|our alliance) members$",
    r"^(?:nhs )?member (?:trusts|hospitals|organisations|providers)$",
)
_NEARLY_ALL = 0.75  # share of the trusts that lie in the area
_THE = re.compile(r"\b(?:(?:our|the|this) )?the alliance\b")
_ASIDE = frozenset(("", "contact", "network", "links"))  # what such a page says of any list on it


def says_own_trusts(group: Group, page: PageView, names: AllianceNames, area: frozenset[str]) -> bool:
    """Whether the sentence right over a list, or its title, says that it is of the alliance's own trusts."""
    if page.trap not in _KINDS_OF_PAGE or is_of_a_year(group, page):
        return False
    if not is_local(group, area, _NEARLY_ALL if page.trap in _MOSTLY else LOCAL):
        return False
    titles = [each for each in group.headings if each.level > 1 and not each.is_cell]
    texts = sentences(group.lead.partition("\n")[0])[-1:]
    has_own = any(text.endswith(":") and not refers_back(text) for text in texts)
    if titles and not has_own and reaches(titles[-1], group.items[0].segment):
        texts.append(titles[-1].text)
    is_of_group = any(lean(title.text).lean is Lean.AGAINST for title in titles[:-1])
    return not is_of_group and any(says_outright(text, page, names) for text in texts)


def is_of_a_year(group: Group, page: PageView) -> bool:
    """Whether a text on a page of history, under a year or of former members, need not hold today."""
    titles = (page.name, *(title.text for title in group.headings))
    return page.trap == _PAST and any(_BEFORE_NOW.search(title) for title in titles)


def says_outright(text: str, page: PageView, names: AllianceNames) -> bool:
    """Whether a text on a page of another kind says that what follows are the trusts of the alliance.

    “Our partner trusts” are its own but where the page tells of work that has partners of its own.
    """
    if page.trap not in _KINDS_OF_PAGE:
        return False
    plain = _with_alliance(without_years_to_come(text, page.day), names)
    if lean(plain).lean is not Lean.STRONG:
        return False
    if tells_of_all(plain):
        return True
    is_own = _OF_ALLIANCE.search(plain) or (page.trap not in _OF_WORK and _OWN_PARTNERS.search(plain))
    is_plain = page.trap == _PAST and plain == "our partners"
    return bool(is_own or is_plain) and against(plain) in _ASIDE


def _with_alliance(text: str, names: AllianceNames) -> str:
    """A text in small letters and without marks, in which the alliance is called “the alliance”."""
    plain = f" {folded(text)} ".replace("organization", "organisation")
    for name in names.own if names.is_own(text) else ():
        plain = plain.replace(f" {name} ", " the alliance ")
    return _THE.sub("the alliance", plain).strip()
