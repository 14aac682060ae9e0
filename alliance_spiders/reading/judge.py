"""Partners or mentions: the verdict on one group of siblings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from alliance_spiders.reading.alliance_names import AllianceNames
from alliance_spiders.reading.elements import LABEL
from alliance_spiders.reading.groups import Grouper, names_something, reaches
from alliance_spiders.reading.measures import FEW, PURE, is_local, purity, trusts
from alliance_spiders.reading.model import Group, Segment, Zone
from alliance_spiders.reading.other_parts import FAR, has_part_of_its_own
from alliance_spiders.reading.pages import PageView
from alliance_spiders.reading.plain_words import is_of_a_year, says_outright, says_own_trusts
from alliance_spiders.reading.seats import says_seats
from alliance_spiders.reading.shapes import is_generic
from alliance_spiders.reading.staff import (
    is_column_of_organisations,
    is_column_without_head,
    is_table_of_persons,
    staff_rule,
)
from alliance_spiders.reading.verdicts import Level, Verdict
from alliance_spiders.reading.words import (
    Lean,
    Leaning,
    announces_any,
    lean,
    lean_on,
    points_on,
    refers_back,
    sentences,
    tells_of_all,
)
from matching.model import Kind

_HEADING_WORDS = 9
_LONG_TEXT = 2_000  # characters; no text that announces a list is longer
_INTRODUCED = 0.25  # share of the entries that are organisations, where words introduce the list
# What these rules say of a heading is not undone by a sentence under it.
_PLAINLY = re.compile(
    r"\balliance\b|\b(?:partner|member) (?:organi[sz]ations?|trusts?|hospitals?)\b", re.IGNORECASE
)
_ORGANISATIONS = re.compile(r"\b(?:trusts?|hospitals?|organi[sz]ations?|providers?)\b", re.IGNORECASE)
_OURS = re.compile(r"\b(?:our|we|us)\b", re.IGNORECASE)
_LISTED = frozenset({"li", "dd", "tr"})  # steps in the shape of an entry
_FEW_ENTRIES = 2  # of a list that a title is over
_LASTING = frozenset(
    """other_alliance history future elsewhere news network research referral visit fundraising jobs
    staff""".split()
)


class Judge:
    """Judges the groups of one page."""

    def __init__(
        self,
        page: PageView,
        grouper: Grouper,
        names: AllianceNames,
        area: frozenset[str],
        groups: Sequence[Group],
    ) -> None:
        self.page = page
        self.area = area
        self._grouper = grouper
        self._names = names
        self._groups = [group for group in groups if any(map(names_something, group.items))]

    def verdict(self, group: Group) -> Verdict:
        """What a group is."""
        trap = self._page_trap(group) or self._staff_trap(group) or self._other_alliance(group)
        trap = trap or _column_trap(group, self.page.day)
        if trap:
            return Verdict(Level.MENTION, trap)
        leaning, direct = self.introduction(group)
        if leaning.lean is Lean.AGAINST:
            return Verdict(Level.MENTION, leaning.rule)
        if self._all_alliances(group):
            return Verdict(Level.MENTION, "alliances")
        if group.zone is not Zone.MAIN:
            return (
                Verdict(Level.STRIP)
                if leaning.lean is Lean.STRONG and direct
                else Verdict(Level.MENTION, group.zone.value)
            )
        return self._in_main(group, leaning, direct)

    def _page_trap(self, group: Group) -> str:
        """Why a page lists no partners; one of another kind does where words say so right over the list."""
        trap: str = self.page.trap
        is_said = bool(trap) and says_own_trusts(group, self.page, self._names, self.area)
        return "" if is_said else trap

    def _staff_trap(self, group: Group) -> str:
        """Why a group holds the employers of persons; a column of partners may have their leads beside it."""
        rule = "" if says_seats(group.lead.partition("\n")[0]) else staff_rule(group)
        has_head = bool(rule) and is_column_of_organisations(group)
        if not rule or not (has_head or is_column_without_head(group)):
            return rule
        line = group.lead.partition("\n")[0]
        is_led = _lead_leaning(group.lead, self.page.hints.list_words, self.page).lean is Lean.STRONG
        if not has_head:
            is_page = not group.lead and self.page.leaning.lean is Lean.STRONG
            is_page = is_page and not any(
                1 < h.level < LABEL and not is_generic(h.text) for h in group.headings
            )
            said = line if is_led else self.page.document.h1 if is_page else ""
            return "" if _ORGANISATIONS.search(said) else rule
        titled = replace(group, headings=tuple(h for h in group.headings if not h.is_cell))
        is_titled = self.is_titled_partners(titled)
        titles = (h for h in titled.headings if 1 < h.level < LABEL and not is_of_a_kind(h))
        if not any(titles):  # right under the headline, or under “NHS trusts”
            is_titled = is_titled or self.page.leaning.lean is Lean.STRONG
        if not is_table_of_persons(group):
            return "" if is_led or is_titled else rule
        says_trusts = is_led and _ORGANISATIONS.search(line)  # “our members” may be persons
        return "" if says_trusts and (is_titled or tells_of_all(line.lower())) else rule

    def trap_of_prose(self, group: Group, sentence: str = "") -> str:
        """Why a text, or a sentence of it, names no partners; empty when it may."""
        trap: str = self.page.trap
        if trap and not is_of_a_year(group, self.page) and says_outright(sentence, self.page, self._names):
            trap = ""
        trap = trap or self._other_alliance(group)
        if not trap and group.zone is not Zone.MAIN:
            return group.zone.value
        headed = self.headed(group)
        against = headed.lean is Lean.AGAINST and headed.rule in _LASTING and not headed.is_faded
        against = against and not (headed.rule == "staff" and says_seats(sentence))
        return trap or (str(headed.rule) if against else "")

    def is_titled_partners(self, group: Group) -> bool:
        """Whether the nearest heading over a text says that it is about the partners."""
        headed = self.headed(group)
        return headed.lean is Lean.STRONG and not headed.is_faded

    def _in_main(self, group: Group, leaning: Leaning, direct: bool) -> Verdict:
        if leaning.lean is Lean.STRONG and purity([group]) >= _INTRODUCED:
            return Verdict(Level.DIRECT if direct else Level.PAGE)
        if len(trusts(group)) < FEW or purity([group]) < PURE or not is_local(group, self.area):
            return Verdict(Level.MENTION, "unintroduced")
        return Verdict(Level.WEAK if leaning.lean is Lean.WEAK else Level.PLAIN)

    # -- words ----------------------------------------------------------------------------------

    def introduction(self, group: Group) -> tuple[Leaning, bool]:
        """Which way the words around a group speak, and whether they stand right over it."""
        own = self.page.hints.list_words
        led = _lead_leaning(group.lead, own, self.page)
        headed = self.headed(group)
        is_overruled = self._overrules(group.lead, led, headed) or self._begins_anew(group)
        is_overruled = is_overruled or (headed.is_faded and has_part_of_its_own(group, self.page))
        if headed.lean is Lean.AGAINST and not is_overruled:
            return headed, True
        if led.lean is Lean.STRONG or (led.lean is Lean.AGAINST and not led.is_soft):
            return led, True
        if headed.lean is Lean.STRONG:
            return headed, True
        page = Leaning(Lean.NONE) if self._is_headline(group) else self.page.leaning
        if (page.lean is Lean.STRONG and group.zone is Zone.MAIN) or self._is_announced(group):
            return Leaning(Lean.STRONG), False
        if led.lean is Lean.AGAINST:
            return led, True
        return max(led, headed, page, key=lambda leaning: leaning.lean), False

    def _is_headline(self, group: Group) -> bool:
        """Whether a group is the headline of its page, which introduces what follows and not itself."""
        document = self.page.document
        return all(item.segment.text in (document.h1, self.page.title) for item in group.items)

    @staticmethod
    def _overrules(lead: str, led: Leaning, headed: Leaning) -> bool:
        """Whether the text right before a list is clearer than the heading over it, which speaks against."""
        if led.lean is not Lean.STRONG:
            return False
        if headed.rule not in _LASTING or headed.is_faded:
            return True
        line = lead.partition("\n")[0]
        is_plain = bool(_PLAINLY.search(line)) or tells_of_all(line.lower())
        return is_plain and headed.rule not in ("other_alliance", "network")

    def _begins_anew(self, group: Group) -> bool:
        """Whether words of the alliance itself introduce a list behind the one that the title is over.

        “Our partners are:” behind a list of former members has to do with that title no longer.
        """
        titles = [heading for heading in group.headings if 1 < heading.level < LABEL]
        bold = next((heading.text for heading in group.headings[-1:] if heading.level > LABEL), "")
        line = bold or group.lead.partition("\n")[0]
        is_own = (_OURS.search(line) or self._names.is_own(line)) and not self._names.others(line)
        if not is_own or refers_back(line) or not titles:
            return False
        start, end = titles[-1].index, group.items[0].segment.index
        between = self.page.document.segments[start + 1 : min(end, start + FAR)]
        if sum(not _LISTED.isdisjoint(each.shape) for each in between) < _FEW_ENTRIES:
            return False
        return _lead_leaning(line, self.page.hints.list_words, self.page).lean is Lean.STRONG

    def over_titles(self, first: Group) -> Leaning:
        """Which way the texts right before the title of a group speak, or else the page."""
        led = self.led_over_title(first)
        if led.lean is not Lean.NONE:
            return led
        headed = self.headed(replace(first, headings=first.headings[:-1]))
        return headed if headed.lean is not Lean.NONE else self.page.leaning

    def led_over_title(self, group: Group) -> Leaning:
        """Which way the texts right before the title of a group speak."""
        return _lead_leaning(self._grouper.before_title(group), self.page.hints.list_words, self.page)

    def headed(self, group: Group) -> Leaning:
        """The nearest heading that speaks clearly; one that could go either way leaves it to the next."""
        best = Leaning(Lean.NONE)
        is_titled = False
        for heading in reversed(group.headings):
            if heading.level == 1 or (heading.zone is Zone.MAIN and group.zone is Zone.ASIDE):
                continue
            leaning = lean_on(heading.text, self.page.day, self.page.hints.list_words)
            is_faded = not reaches(heading, group.items[0].segment)
            if leaning.lean is Lean.STRONG or (leaning.lean is Lean.AGAINST and not (is_faded and is_titled)):
                return replace(leaning, is_faded=is_faded)
            if leaning.lean is Lean.WEAK:
                best = leaning
            is_titled = is_titled or not is_faded
        return best

    def _is_announced(self, group: Group) -> bool:
        """Whether a text further up announces the lists under the headings that follow it."""
        over = tuple(id(heading) for heading in group.headings)
        first = group.items[0].segment.index
        return bool(over) and any(
            index < first and group.zone is zone and len(chain) < len(over) and over[: len(chain)] == chain
            for index, chain, zone in self._announcements
        )

    @cached_property
    def _announcements(self) -> tuple[tuple[int, tuple[int, ...], Zone], ...]:
        """Texts that announce lists and have none right under them: position, headings over them, zone."""
        found = []
        for segment in self.page.document.segments:
            if 0 < segment.level <= LABEL or segment.zone is not Zone.MAIN or len(segment.text) > _LONG_TEXT:
                continue
            if announces_any(segment.text):
                chain = tuple(id(heading) for heading in self._titles_over(segment))
                found.append((segment.index, chain, segment.zone))
        return tuple(each for each in found if not self._has_list_of_its_own(each[0], each[1]))

    def _titles_over(self, announcing: Segment) -> tuple[Segment, ...]:
        """The titles over a text that announces lists: right before a title, it announces what is below."""
        segments = self.page.document.segments
        following = segments[announcing.index + 1] if announcing.index + 1 < len(segments) else None
        own = self._grouper.titles(announcing)
        if following is None or not 0 < following.level < LABEL or following.zone is not announcing.zone:
            return own
        over = self._grouper.titles(following)
        return over if len(over) < len(own) else own

    def _has_list_of_its_own(self, index: int, chain: tuple[int, ...]) -> bool:
        following = next(
            (g for g in self._groups if g.items[0].segment.index > index and g.zone is Zone.MAIN), None
        )
        return following is not None and tuple(id(heading) for heading in following.headings) == chain

    # -- traps ----------------------------------------------------------------------------------

    def _other_alliance(self, group: Group) -> str:
        """Whether the words over a group, or the page's headline, are about another alliance."""
        over = [] if self._begins_anew(group) else [heading.text for heading in reversed(group.headings)]
        texts = [*group.lead.split("\n")[:1], *over]
        for text in (*texts, self.page.document.h1, self.page.title, self.page.document.title):
            if self._names.is_own(text):
                return ""
            if self._names.others(text):
                return "other_alliance"
        return ""

    @staticmethod
    def _all_alliances(group: Group) -> bool:
        names = [name for item in group.items for name in item.names]
        alliances = sum(name.match.kind is Kind.ALLIANCE for name in names)
        return alliances > 0 and alliances * 2 > len(names)


def is_of_a_kind(title: Segment) -> bool:
    """Whether a title names a kind of organisations alone, and leaves it to the page whose (“NHS trusts”)."""
    return is_generic(title.text) and lean(title.text).lean is not Lean.STRONG


def _column_trap(group: Group, day: date) -> str:
    """What the head of a column says against it; no text further up speaks of that column alone."""
    head = group.headings[-1] if group.headings else None
    leaning = lean_on(head.text, day) if head is not None and head.is_cell else Leaning(Lean.NONE)
    return leaning.rule if leaning.lean is Lean.AGAINST and not leaning.is_soft else ""


def _lead_leaning(lead: str, own: tuple[str, ...], page: PageView) -> Leaning:
    """Which way the texts before a group speak: the last sentence first."""
    best = Leaning(Lean.NONE)
    for distance, text in enumerate(lead.split("\n") if lead else []):
        parts = sentences(text)
        for position in range(len(parts) - 1, max(len(parts) - 3, -1), -1):
            sentence = parts[position]
            leaning = lean_on(sentence, page.day, own, title=page.name)
            if leaning.lean is Lean.STRONG:
                subject = (
                    lean(parts[position - 1], is_sentence=True)
                    if position and refers_back(sentence)
                    else best
                )
                return subject if subject.lean is Lean.AGAINST and subject.rule in _LASTING else leaning
            is_title = distance == 0 and len(sentence.split()) <= _HEADING_WORDS
            if leaning.lean is Lean.AGAINST and distance == 0 and (is_title or points_on(sentence)):
                return leaning
            if leaning.lean is Lean.WEAK:
                best = leaning
    return best
