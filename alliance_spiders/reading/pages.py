"""What sort of page a page is: by its address, its title and its headline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from alliance_spiders.crawling.scoring import is_list_by_name
from alliance_spiders.reading.hints import Hints
from alliance_spiders.reading.locator import is_pdf
from alliance_spiders.reading.model import Document
from alliance_spiders.reading.obstacles import says_gone
from alliance_spiders.reading.words import Lean, Leaning, lean
from alliance_spiders.reading.years import without_years_to_come

# Pages of these kinds list no partners, but for some where words say so right over the list.
_TRAP_PATHS = (
    (
        "news",
        r"news(?:room|desk|letters?|-and-\w+|-events)?|latest(?:-news)?|blogs?|press(?:-\w+)?|"
        r"media(?:-centre)?|articles?|posts?|updates|stories|case-stud\w+|archives?|\w*cancernews|"
        r"announcements?",
    ),
    ("events", r"events?|calendar|conferences?|webinars?|whats-on|training(?:-and-events)?"),
    (
        "staff",
        r"(?:our-|meet-the-|the-|core-)?(?:team|staff|people)(?:-members)?|whos-who|"
        r"meet-the-(?!partner|member|trust|hospital|organi[sz]ation|famil)\w+|"
        r"board-members|leadership|our-board|biograph\w+",
    ),
    ("contact", r"contact(?:-us|s)?|get-in-touch|complaints|feedback"),
    ("jobs", r"jobs|vacanc\w+|careers|recruitment|work-(?:for|with)-us|current-vacancies"),
    ("privacy", r"privacy(?:-\w+)*|cookies?(?:-\w+)*|accessibility(?:-\w+)*|terms(?:-\w+)*|disclaimer|legal"),
    ("archive", r"category|categories|tags?|author|authors|search|sitemap|feed|page"),
    ("links", r"(?:useful-)?links|resources|downloads"),
    ("history", r"history|our-history|our-story|background"),
    ("research", r"research|clinical-trials|trials"),
)
_TRAPS = re.compile("|".join(rf"(?P<{rule}>{pattern})" for rule, pattern in _TRAP_PATHS))
_ENDING = re.compile(r"\.\w{2,5}$")
_THEM = r"(?:our )?(?:partners|members|(?:member|partner) (?:trusts|organi[sz]ations))"
_TOO = re.compile(rf"[\w ,’'-]{{1,40}}? (?:and|&) {_THEM}|{_THEM} (?:and|&) [\w ’'-]{{1,40}}", re.IGNORECASE)
_OF_THEM = re.compile(r"\b(?:for|from|of|by|with)\b", re.IGNORECASE)
_COUNTERS = ("page",)  # what a blog and the second page of any list have in their address
_DATED = re.compile(r"/(?:19|20)\d\d/\d{1,2}(?:/|$)|(?:^|[/-])(?:19|20)\d\d-\d\d-\d\d")
_SITE_PART = re.compile(r"\s+[|»·•‹›::–—-]+\s+")
_PARTNERS = re.compile(
    r"\b(?:partners?|members?|membership|our (?:trusts|hospitals|organisations|providers)|trusts|"
    r"hospitals|providers|(?:our|the|this) (?:partnership|alliance|network)$|alliance members|"
    r"partner organisations|member organisations|who we work with)\b",
    re.IGNORECASE,
)


@dataclass(eq=False)
class PageView:
    """A page with what is known of it as a whole."""

    document: Document
    index: int
    hints: Hints
    is_outside: bool = False  # on the alliance's host, but not in its section

    @cached_property
    def _address(self) -> SplitResult:
        try:
            return urlsplit(self.document.page.url)
        except ValueError:
            return urlsplit("")

    @cached_property
    def path(self) -> str:
        """The path of the address, decoded, without a slash at the end."""
        return unquote(self._address.path).rstrip("/")

    @cached_property
    def steps(self) -> list[str]:
        """The parts of the path, in lower case, without endings such as ``.html``."""
        return [_ENDING.sub("", step.lower()) for step in self.path.split("/") if step]

    @cached_property
    def name(self) -> str:
        """The headline, else the title without the site's name; of a PDF, what its link says."""
        return self.document.h1 or self.title or (self.document.page.link_text if self.is_pdf else "")

    @cached_property
    def is_pdf(self) -> bool:
        """Whether the page is a PDF."""
        return is_pdf(self.document.page.body, self.document.page.content_type)

    @property
    def day(self) -> date:
        """The day on which the page was had."""
        return self.document.page.fetched_at.date()

    @cached_property
    def title(self) -> str:
        """The first part of the title: the site's name comes last on most sites."""
        return _SITE_PART.split(self.document.title)[0].strip()

    @cached_property
    def is_likely(self) -> bool:
        """Whether the spider knows this address as a place of the list."""
        return any(path.rstrip("/") and self._starts(path) for path in self.hints.likely_paths)

    def _starts(self, path: str) -> bool:
        wanted = urlsplit(path).path.rstrip("/").lower()
        return bool(wanted) and self.path.lower().endswith(wanted)

    @cached_property
    def trap(self) -> str:
        """Why the page is no place for a list of partners; empty when it may be one."""
        gone = "page_gone" if says_gone(self.document) else ""
        return self.address_trap or gone or ("" if self.is_likely else self._trap_by_name())

    @cached_property
    def address_trap(self) -> str:
        """Why the address is no place for a list of partners; empty when it may be one."""
        address = self.document.page.url.lower()
        if any(part and part.lower() in address for part in self.hints.trap_paths):
            return "page_trap"
        if self.is_outside:
            return "page_outside"
        if self.is_likely:
            return ""
        if self.is_pdf:  # its folder tells when and how it was stored, and not what it is
            return self._step_trap(-1) if self.steps else ""
        if self.steps and is_list_by_name(self.steps[-1]) and is_list_by_name(self.name):
            return ""  # wherever it is filed
        dated = "page_news" if _DATED.search(self.path) else ""
        return dated or next(filter(None, map(self._step_trap, range(len(self.steps)))), "")

    def _step_trap(self, position: int) -> str:
        """Why a step of the address leads to no list of partners; empty when it may."""
        step = self.steps[position]
        trap = _trap_of(step)
        return "" if trap and step in _COUNTERS and self._counts_on(position) else trap

    def _counts_on(self, position: int) -> bool:
        """Whether a “page” in the address tells of a further one of what may be the list, and no blog's."""
        is_further = position > 0 and self.steps[position + 1 : position + 2] == [self.steps[-1]]
        return (is_further and self.steps[-1].isdigit()) or self.leaning.lean is Lean.STRONG

    def _trap_by_name(self) -> str:
        if self.depth == 0 or not self.name:
            return ""
        leaning = lean(without_years_to_come(self.name, self.day))
        is_trap = leaning.lean is Lean.AGAINST and leaning.rule in _PAGE_RULES
        if is_trap and not _is_of_partners_too(self.name):
            return f"page_{leaning.rule}"
        return ""

    @cached_property
    def leads_to_list(self) -> bool:
        """Whether address or link promise the list, whatever stands on the page."""
        promises = (self.document.page.link_text, *(step.replace("-", " ") for step in self.steps[-1:]))
        return self.is_likely or any(lean(text).lean is Lean.STRONG for text in promises if text)

    @property
    def depth(self) -> int:
        """Steps from the home page; a site may tell its pages apart by a query alone (``/?page_id=7``)."""
        is_home = not self.steps and not self.queried
        return 0 if is_home else self.document.page.depth or 1

    @cached_property
    def queried(self) -> list[str]:
        """The values in the query of the address."""
        query = self._address.query
        try:
            return [value for _, value in parse_qsl(query)] if query else []
        except ValueError:
            return []

    @property
    def texts(self) -> tuple[str, ...]:
        """What says what the page is about: headline, title, its link, its address; some may be empty."""
        address = (step.replace("-", " ") for step in (*self.steps[-2:], *self.queried))
        return self.document.h1, self.title, self.document.page.link_text, *address

    @cached_property
    def leaning(self) -> Leaning:
        """Which way headline, title and address speak."""
        if self.is_likely:
            return Leaning(Lean.STRONG)
        best = Leaning(Lean.NONE)
        for text in self.texts:
            leaning = lean(without_years_to_come(text, self.day), self.hints.list_words) if text else best
            if leaning.lean is Lean.STRONG or (is_of_partners(text) and leaning.lean is not Lean.AGAINST):
                return Leaning(Lean.STRONG)
            if leaning.lean > best.lean:
                best = leaning
        return best


@lru_cache(maxsize=4_096)  # the addresses of a site share their steps
def _trap_of(step: str) -> str:
    found = _TRAPS.fullmatch(step)
    return f"page_{found.lastgroup}" if found and not _is_of_partners_too(step.replace("-", " ")) else ""


def _is_of_partners_too(name: str) -> bool:
    """Whether a page is about the partners and something else (“News and partners”): its parts tell which."""
    return bool(_TOO.fullmatch(name)) and not _OF_THEM.search(name)


def is_of_partners(text: str) -> bool:
    """Whether the headline, the title or the address of a page has a word for partners or trusts."""
    return bool(_PARTNERS.search(text))


_PAGE_RULES = frozenset(
    "news visit jobs staff contact history other_alliance fundraising research links network".split()
)
