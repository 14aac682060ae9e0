"""Partners or mentions: the verdict on one group of siblings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cached_property

from alliance_spiders.reading.alliance_names import AllianceNames
from alliance_spiders.reading.groups import Grouper, names_something, reaches
from alliance_spiders.reading.model import Form, Group, Zone
from alliance_spiders.reading.names import is_safe, is_trust_like
from alliance_spiders.reading.pages import PageView
from alliance_spiders.reading.plain_words import says_outright, says_own_trusts
from alliance_spiders.reading.staff import staff_rule
from alliance_spiders.reading.words import (
    Lean,
    Leaning,
    announces,
    lean,
    points_on,
    refers_back,
    sentences,
    tells_of_all,
)
from alliance_spiders.reading.years import without_years_to_come
from matching.model import Kind

_HEADING_WORDS = 9
_LONG_TEXT = 2_000  # characters; no text that announces a list is longer
_FEW = 3  # trusts that make a list without introduction
_PURE = 0.6  # share of the entries that are organisations
_INTRODUCED = 0.25  # the same where words introduce the list
_LOCAL = 0.34  # share of the trusts that lie in the alliance's area
# What these rules say of a heading is not undone by a sentence under it.
_PLAINLY = re.compile(
    r"\balliance\b|\b(?:partner|member) (?:organi[sz]ations?|trusts?|hospitals?)\b", re.IGNORECASE
)
_LASTING = frozenset(
    """other_alliance history future elsewhere news network research referral visit fundraising jobs
    staff""".split()
)


class Level(IntEnum):
    """How clearly a group lists the partners."""

    MENTION = 0
    STRIP = 1  # introduced, but outside the main content
    PLAIN = 2  # a list of trusts that nothing introduces
    WEAK = 3  # words that could introduce partners
    PAGE = 4  # the page is one of partners
    DIRECT = 5  # the words over the list say so


@dataclass(frozen=True, slots=True)
class Verdict:
    """The level of a group; ``rule`` names why it is a mention."""

    level: Level
    rule: str = ""


class Judge:
    """Judges the groups of one page."""

    def __init__(self, page: PageView, grouper: Grouper, names: AllianceNames, area: frozenset[str]) -> None:
        self._page = page
        self._grouper = grouper
        self._names = names
        self._area = area
        self._groups: list[Group] = []

    def verdicts(self, groups: list[Group]) -> list[Verdict]:
        """What each group of the page is, in their order."""
        self._groups = [group for group in groups if any(names_something(item) for item in group.items)]
        pairs = self._held_to_area([(group, self.verdict(group)) for group in groups])
        families = {
            family for group, verdict in pairs if verdict.level >= Level.PAGE for family in _families(group)
        }
        return [
            Verdict(Level.PAGE) if self._joins(group, verdict, families) else verdict
            for group, verdict in pairs
        ]

    def _held_to_area(self, pairs: list[tuple[Group, Verdict]]) -> list[tuple[Group, Verdict]]:
        """The verdicts, but a list for which only the page speaks is none where it is of trusts elsewhere.

        No words tell of every list of others that a page of partners may hold beside that of its own area.
        """
        has_own = any(
            verdict.level >= Level.PAGE and _trusts(group) >= _FEW and self._is_local(group)
            for group, verdict in pairs
        )
        return [
            (group, Verdict(Level.MENTION, "elsewhere"))
            if has_own and verdict.level is Level.PAGE and _trusts(group) > 1 and not self._is_local(group)
            else (group, verdict)
            for group, verdict in pairs
        ]

    @staticmethod
    def _joins(group: Group, verdict: Verdict, families: set[tuple[object, ...]]) -> bool:
        """Whether a group that nothing introduces continues a list of partners beside it."""
        vague = verdict.level in (Level.PLAIN, Level.WEAK) or verdict.rule == "unintroduced"
        return (
            vague
            and _purity(group) >= _PURE
            and not families.isdisjoint((_family(group), _wider_family(group)))
        )

    def verdict(self, group: Group) -> Verdict:
        """What a group is."""
        trap = (
            self._page_trap(group) or staff_rule(group) or self._other_alliance(group) or _column_trap(group)
        )
        if trap:
            return Verdict(Level.MENTION, trap)
        leaning, direct = self._introduction(group)
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
        trap: str = self._page.trap
        is_said = says_own_trusts(group, self._page, self._names) and self._is_local(group)
        return "" if is_said else trap

    def trap_of_prose(self, group: Group, sentence: str = "") -> str:
        """Why a text, or a sentence of it, names no partners; empty when it may."""
        trap: str = self._page.trap
        if trap and says_outright(sentence, self._page, self._names):
            trap = ""
        trap = trap or self._other_alliance(group)
        if not trap and group.zone is not Zone.MAIN:
            return group.zone.value
        headed = self._headings_leaning(group)
        against = headed.lean is Lean.AGAINST and headed.rule in _LASTING and not headed.is_faded
        return trap or (str(headed.rule) if against else "")

    def is_titled_partners(self, group: Group) -> bool:
        """Whether the nearest heading over a text says that it is about the partners."""
        headed = self._headings_leaning(group)
        return headed.lean is Lean.STRONG and not headed.is_faded

    def _in_main(self, group: Group, leaning: Leaning, direct: bool) -> Verdict:
        if leaning.lean is Lean.STRONG and _purity(group) >= _INTRODUCED:
            return Verdict(Level.DIRECT if direct else Level.PAGE)
        if _trusts(group) < _FEW or _purity(group) < _PURE or not self._is_local(group):
            return Verdict(Level.MENTION, "unintroduced")
        return Verdict(Level.WEAK if leaning.lean is Lean.WEAK else Level.PLAIN)

    # -- words ----------------------------------------------------------------------------------

    def _introduction(self, group: Group) -> tuple[Leaning, bool]:
        """Which way the words around a group speak, and whether they stand right over it."""
        own = self._page.hints.list_words
        led = _lead_leaning(without_years_to_come(group.lead, self._page.year), own)
        headed = self._headings_leaning(group)
        if headed.lean is Lean.AGAINST and not self._overrules(group.lead, led, headed):
            return headed, True
        if led.lean is Lean.STRONG or (led.lean is Lean.AGAINST and not led.is_soft):
            return led, True
        if headed.lean is Lean.STRONG:
            return headed, True
        page = Leaning(Lean.NONE) if self._is_headline(group) else self._page.leaning
        if self._is_announced(group) or (page.lean is Lean.STRONG and group.zone is Zone.MAIN):
            return Leaning(Lean.STRONG), False
        if led.lean is Lean.AGAINST:
            return led, True
        return max(led, headed, page, key=lambda leaning: leaning.lean), False

    def _is_headline(self, group: Group) -> bool:
        """Whether a group is the headline of its page, which introduces what follows and not itself."""
        document = self._page.document
        return all(item.segment.text in (document.h1, self._page.title) for item in group.items)

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

    def _headings_leaning(self, group: Group) -> Leaning:
        """The nearest heading that speaks clearly; one that could go either way leaves it to the next."""
        best = Leaning(Lean.NONE)
        is_titled = False
        for heading in reversed(group.headings):
            if heading.level == 1:
                continue
            said = without_years_to_come(heading.text, self._page.year)
            leaning = lean(said, self._page.hints.list_words)
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
        return any(
            index < first and group.zone is zone and len(chain) < len(over) and over[: len(chain)] == chain
            for index, chain, zone in self._announcements
        )

    @cached_property
    def _announcements(self) -> tuple[tuple[int, tuple[int, ...], Zone], ...]:
        """Texts that announce lists and have none right under them: position, headings over them, zone."""
        found = []
        for segment in self._page.document.segments:
            if segment.level or segment.zone is not Zone.MAIN or len(segment.text) > _LONG_TEXT:
                continue
            if any(announces(sentence) for sentence in sentences(segment.text)):
                chain = tuple(id(heading) for heading in self._grouper.titles(segment))
                found.append((segment.index, chain, segment.zone))
        return tuple(each for each in found if not self._has_list_of_its_own(each[0], each[1]))

    def _has_list_of_its_own(self, index: int, chain: tuple[int, ...]) -> bool:
        following = next(
            (g for g in self._groups if g.items[0].segment.index > index and g.zone is Zone.MAIN), None
        )
        return following is not None and tuple(id(heading) for heading in following.headings) == chain

    # -- traps ----------------------------------------------------------------------------------

    def _other_alliance(self, group: Group) -> str:
        """Whether the words over a group, or the page's headline, are about another alliance."""
        texts = [*group.lead.split("\n")[:1], *(heading.text for heading in reversed(group.headings))]
        for text in (*texts, self._page.document.h1, self._page.title, self._page.document.title):
            if self._names.is_own(text):
                return ""
            if self._names.others(text):
                return "other_alliance"
        return ""

    def _is_local(self, group: Group) -> bool:
        codes = {code for item in group.items for name in item.names for code in name.match.current_codes}
        return not codes or not self._area or len(codes & self._area) >= len(codes) * _LOCAL

    @staticmethod
    def _all_alliances(group: Group) -> bool:
        names = [name for item in group.items for name in item.names]
        alliances = sum(name.match.kind is Kind.ALLIANCE for name in names)
        return alliances > 0 and alliances * 2 > len(names)


def _families(group: Group) -> list[tuple[object, ...]]:
    """The families that a list of partners founds.

    The wider one holds the lists under the titles beside its own; it exists where the words that
    introduce the partners stand over the first of those titles.
    """
    lines = group.lead.split("\n")
    title = group.headings[-1].text if group.headings else ""
    above = lines[lines.index(title) + 1 :] if title in lines else []
    is_over_title = (
        any(lean(line).lean is Lean.STRONG for line in above) and lean(title).lean is not Lean.STRONG
    )
    return [_family(group), _wider_family(group)] if is_over_title else [_family(group)]


def _family(group: Group) -> tuple[object, ...]:
    """What lists that continue each other share: their shape and the headings over them."""
    return group.zone, group.items[0].segment.shape, tuple(id(h) for h in group.headings if not h.is_cell)


def _wider_family(group: Group) -> tuple[object, ...]:
    """What lists under neighbouring titles share: their shape, the headings further up, the kind of title."""
    level = group.headings[-1].level if group.headings else 0
    return group.zone, group.items[0].segment.shape, tuple(id(h) for h in group.headings[:-1]), level


def _column_trap(group: Group) -> str:
    """What the head of a column says against it; no text further up speaks of that column alone."""
    head = group.headings[-1] if group.headings else None
    leaning = lean(head.text) if head is not None and head.is_cell else Leaning(Lean.NONE)
    return leaning.rule if leaning.lean is Lean.AGAINST and not leaning.is_soft else ""


def _lead_leaning(lead: str, own: tuple[str, ...]) -> Leaning:
    """Which way the texts before a group speak: the last sentence first."""
    best = Leaning(Lean.NONE)
    for distance, text in enumerate(lead.split("\n") if lead else []):
        parts = sentences(text)
        for position in range(len(parts) - 1, max(len(parts) - 3, -1), -1):
            sentence = parts[position]
            leaning = lean(sentence, own)
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


def is_pure(group: Group) -> bool:
    """Whether most entries of a group are organisations, as in a list of them without introduction."""
    return group.zone is Zone.MAIN and _purity(group) >= _PURE


def _purity(group: Group) -> float:
    filled = [item for item in group.items if item.form is not Form.NONE or len(item.segment.text) > 2]
    return sum(names_something(item) for item in filled) / len(filled) if filled else 0.0


def _trusts(group: Group) -> int:
    return len(
        {
            name.match.ods_code or name.text
            for item in group.items
            if names_something(item)
            for name in item.names
            if is_trust_like(name.match) and (is_safe(name.match) or _wordy(name.text))
        }
    )


def _wordy(text: str) -> bool:
    return bool(re.search(r"\b(?:NHS|Trust|Hospitals?|Infirmary)\b", text, re.IGNORECASE))
