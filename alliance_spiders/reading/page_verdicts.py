"""The verdicts on the groups of one page, each beside the others.

A list is read in the light of its page: whether it has a clearer one, which lists continue each other, and
what a list could be that no words introduce.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from alliance_spiders.reading.families import (
    Family,
    beside_titles,
    families,
    family,
    short_lists,
    stand_under_titles,
    wider_family,
)
from alliance_spiders.reading.judge import Judge, is_of_a_kind
from alliance_spiders.reading.measures import FEW, PURE, is_local, purity, trusts
from alliance_spiders.reading.model import Group, Zone
from alliance_spiders.reading.staff import staff_rule
from alliance_spiders.reading.subjects import is_of_another_subject, is_said
from alliance_spiders.reading.verdicts import Level, Verdict
from alliance_spiders.reading.words import Lean, points_on, refers_back

_PLACES = re.compile(
    r"\b(?:places?|areas?|localit(?:y|ies)|boroughs?|regions?|systems|footprint|districts?|count(?:y|ies)|"
    r"patch|geograph\w+|where we (?:work|are|cover))\b",
    re.IGNORECASE,
)
_UNCERTAIN = frozenset("research visit referral news".split())  # words that a sentence may use in passing
_ASIDE = frozenset("staff history other_alliance network fundraising".split())  # where it announces nothing
_NEARLY_ALL = 0.75  # share of the trusts that lie in the area
_GREETING = re.compile(r"\bmeet (?:the|our) (?!team\b|staff\b|people\b|board\b)[\w’'-]+\W*$", re.IGNORECASE)
_SENTENCE = 5  # words; what is shorter may be a label with a stop behind it


class PageVerdicts:
    """Judges the groups of one page together."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._page = judge.page
        self._area = judge.area

    def verdicts(self, groups: Sequence[Group]) -> list[Verdict]:
        """What each group of the page is, in their order."""
        alone = [(group, self._judge.verdict(group)) for group in groups]
        pairs = self._cleared(self._held_to_area(alone))
        known = {each for group, verdict in pairs if verdict.level >= Level.PAGE for each in families(group)}
        of_places = self._of_places([group for group, _ in pairs])
        return [
            Verdict(Level.PAGE)
            if self._joins(group, verdict, known)
            else self._held_to_subject(group, verdict, has_place_over=id(group) in of_places)
            for group, verdict in self._as_lists(pairs)
        ]

    def _of_places(self, groups: list[Group]) -> set[int]:
        """The lists under neighbouring titles below one that speaks of places: these are the places."""
        runs = filter(stand_under_titles, short_lists(groups, self._area))
        return {id(group) for run in runs if self._speaks_of_places(run[0]) for group in run}

    def _speaks_of_places(self, first: Group) -> bool:
        over = [heading.text for heading in first.headings[:-1]]
        return any(map(_PLACES.search, (*over, self._page.document.h1)))

    def _cleared(self, pairs: list[tuple[Group, Verdict]]) -> list[tuple[Group, Verdict]]:
        """The verdicts; where a page has no list of partners, one under such a title needs more against it.

        A sentence may use a word of studies or visits and still introduce the partners (“Here is who takes
        part”), or say something of them in passing (“Each trust has a lead nurse.”). It does where the titles
        say partners and nearly all trusts of the list are of the area.
        """
        if self._page.trap:
            return pairs
        if any(verdict.level >= Level.WEAK and len(trusts(group)) > 1 for group, verdict in pairs):
            return pairs
        return [
            (group, Verdict(Level.PAGE) if self._is_cleared(group, verdict) else verdict)
            for group, verdict in pairs
        ]

    def _is_cleared(self, group: Group, verdict: Verdict) -> bool:
        if verdict.level is not Level.MENTION or group.zone is not Zone.MAIN or len(trusts(group)) < FEW:
            return False
        if verdict.rule not in _UNCERTAIN and not (verdict.rule in _ASIDE and self._is_told_aside(group)):
            return False
        titles = [h for h in group.headings if h.level > 1 and not is_of_a_kind(h)]  # not “NHS trusts”
        headed = self._judge.headed(group) if titles else self._page.leaning
        is_titled = headed.lean is Lean.STRONG and not headed.is_faded
        return is_titled and purity([group]) >= PURE and is_local(group, self._area, _NEARLY_ALL)

    @staticmethod
    def _is_told_aside(group: Group) -> bool:
        """Whether a sentence that announces nothing stands between a list and its title, or a greeting."""
        line = group.lead.partition("\n")[0]
        if _GREETING.search(line) and not staff_rule(group):
            return True
        is_closed = line.rstrip().endswith(".") and len(line.split()) >= _SENTENCE and not points_on(line)
        return is_closed and not refers_back(line) and not staff_rule(group)

    def _held_to_subject(self, group: Group, verdict: Verdict, *, has_place_over: bool) -> Verdict:
        """The verdict, but a list that no words say to be of partners is none where they name a thing."""
        is_open = verdict.level >= Level.PLAIN and group.zone is Zone.MAIN
        if is_open and verdict.level >= Level.PAGE:
            is_of_others = verdict.level is Level.PAGE and self._is_of_others(group)
            is_open = is_of_others or not is_said(group, self._page)
        over = replace(group, headings=group.headings[:-1], lead="") if has_place_over else group
        is_other = is_open and is_of_another_subject(over, self._page)
        return Verdict(Level.MENTION, "other_subject") if is_other else verdict

    def _is_of_others(self, group: Group) -> bool:
        """Whether a group names several trusts, and none of the area."""
        codes = {code for item in group.items for name in item.names for code in name.match.current_codes}
        return bool(self._area) and len(codes) > 1 and codes.isdisjoint(self._area)

    def _held_to_area(self, pairs: list[tuple[Group, Verdict]]) -> list[tuple[Group, Verdict]]:
        """The verdicts, but a list for which only the page speaks is none where it is of trusts elsewhere.

        No words tell of every list of others that a page of partners may hold beside that of its own area.
        """
        has_own = any(
            verdict.level >= Level.PAGE and len(trusts(group)) >= FEW and is_local(group, self._area)
            for group, verdict in pairs
        )
        held = {
            id(group)
            for group, verdict in pairs
            if verdict.level is Level.PAGE and len(trusts(group)) > 1 and not is_local(group, self._area)
        }
        if not has_own or not held:
            return pairs
        held -= self._led_together([group for group, _ in pairs])
        return [
            (group, Verdict(Level.MENTION, "elsewhere") if id(group) in held else verdict)
            for group, verdict in pairs
        ]

    def _led_together(self, groups: list[Group]) -> set[int]:
        """The lists under neighbouring titles, right before the first of which a text announces partners.

        An alliance between others may group its partners so that one of the groups lies in other areas.
        """
        together: set[int] = set()
        for run in beside_titles(groups):
            led = self._judge.led_over_title(run[0])
            whole = replace(run[0], items=[item for group in run for item in group.items])
            if led.lean is Lean.STRONG and is_local(whole, self._area):
                together |= set(map(id, run))
        return together

    @staticmethod
    def _joins(group: Group, verdict: Verdict, known: set[Family]) -> bool:
        """Whether a group that nothing introduces continues a list of partners beside it."""
        is_pure = purity([group]) >= PURE
        return verdict.is_vague and is_pure and not known.isdisjoint((family(group), wider_family(group)))

    def _as_lists(self, pairs: list[tuple[Group, Verdict]]) -> list[tuple[Group, Verdict]]:
        """The verdicts; short lists that are one together are judged as one where words introduce them."""
        vague = {id(group): verdict for group, verdict in pairs if verdict.is_vague}
        levels: dict[int, Level] = {}
        for run in short_lists((group for group, _ in pairs if id(group) in vague), self._area):
            first = run[0]
            leaning = (
                self._judge.over_titles(first)
                if stand_under_titles(run)
                else self._judge.introduction(first)[0]
            )
            if leaning.lean is Lean.STRONG:
                level = Level.PAGE
            elif leaning.lean is Lean.WEAK:
                level = Level.WEAK
            else:
                continue
            levels |= {id(group): level for group in run}
        return [
            (group, Verdict(levels.get(id(group), verdict.level), verdict.rule)) for group, verdict in pairs
        ]
