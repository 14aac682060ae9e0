"""Known members that no entry was read as, though their name still stands where the partners are listed.

A footnote mark or a word before a name can keep it from being read. That is no sign that the trust left.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from alliance_spiders.items import Sighting
from alliance_spiders.reading.alliance_names import AllianceNames
from alliance_spiders.reading.blocks import Block, Find
from alliance_spiders.reading.groups import Grouper, names_something
from alliance_spiders.reading.judge import Judge
from alliance_spiders.reading.literal import (
    Hit,
    OwnName,
    Word,
    hits,
    is_short_for,
    longer,
    own_names,
    words_of,
)
from alliance_spiders.reading.model import Form, Group, Item, Name, Segment, Source
from alliance_spiders.reading.names import Namer, is_safe
from alliance_spiders.reading.nesting import is_trust
from alliance_spiders.reading.page_verdicts import PageVerdicts
from alliance_spiders.reading.pages import PageView
from alliance_spiders.reading.sightings import sighting_of
from alliance_spiders.reading.verdicts import Level, Verdict
from alliance_spiders.reading.words import Lean, against, lean, sentences
from matching.model import Candidate, Kind, Match, Status
from matching.register import Register

RULE = "known_member"
LIKENESS = 90.0  # score of a known member whose name stands in a text
_LONGEST = 20_000  # characters of one text that are searched
_MOST = 500  # names on one page that are looked at closely; a page with more shows nobody gone
_ELSEWHERE = ("history", "other_alliance")  # what is said of those that are no partners any more
_FORMER_NAME = re.compile(
    r"\b(?:formerly|previously|until recently)\b(?! (?:an?|in|part|partners?|members?)\b)[^.;)\]]*",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\b(?:withdr[ae]w\w*|departed|ceased|transferred|(?:has|have) (?:moved|joined|gone))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a known member's name stands: in an entry of the list, or elsewhere on its page."""

    code: str
    sighting: Sighting
    is_entry: bool


def standing(
    members: Collection[str],
    pages: Iterable[PageView],
    namer: Namer,
    names: AllianceNames,
    register: Register,
) -> tuple[Standing, ...]:
    """One place for each known member whose name still stands on one of the pages, entries first.

    Args:
        members: open codes of the members that no sighting shows.
        pages: those on which partners are listed.
        namer: reads names for this alliance.
        names: what this alliance and the others are called.
        register: what the members are and were called.
    """
    own = {code: own_names(code, register) for code in sorted(members)}
    best: dict[str, Standing] = {}
    for page in pages if own else ():
        for each in _Seeker(page, namer, names, register).found(own):
            known = best.get(each.code)
            if known is None or (each.is_entry and not known.is_entry):
                best[each.code] = each
    return tuple(best.values())


def with_standing(sightings: Sequence[Sighting], found: Iterable[Standing]) -> tuple[Sighting, ...]:
    """The sightings with what stands in entries of the list: as a question that names the known member."""
    result = list(sightings)
    for each in (each for each in found if each.is_entry):
        at = next((n for n, s in enumerate(result) if _is_open_question(s, each.sighting)), None)
        if at is None:
            result.append(each.sighting)
        else:
            result[at] = replace(result[at], match=_with_candidate(result[at].match, each.sighting.match))
    return tuple(result)


def _is_open_question(known: Sighting, new: Sighting) -> bool:
    """Whether a sighting without a code is the text in which the name was found."""
    at, here = (known.place.page_url, known.place.locator), (new.place.page_url, new.place.locator)
    is_open = known.match.status in (Status.UNRESOLVED, Status.AMBIGUOUS)
    return is_open and at == here and new.name in known.name


def _with_candidate(match: Match, new: Match) -> Match:
    codes = {candidate.ods_code for candidate in new.candidates}
    others = (candidate for candidate in match.candidates if candidate.ods_code not in codes)
    return match._replace(candidates=(*new.candidates, *others), reason=f"{match.reason} {new.reason}")


class _Seeker:
    """Looks for members' names on one page; its lists are judged only when a name stands there at all."""

    def __init__(self, page: PageView, namer: Namer, names: AllianceNames, register: Register) -> None:
        self._page = page
        self._namer = namer
        self._names = names
        self._register = register
        self._looked_at = 0
        self._told: set[tuple[str, bool]] = set()

    @cached_property
    def _lists(self) -> _Lists:
        return _Lists(self._page, self._namer, self._names)

    def found(self, own: Mapping[str, tuple[OwnName, ...]]) -> Iterator[Standing]:
        """The places where names of these members stand, each by code."""
        for segment in self._page.document.segments:
            words = words_of(segment.text[:_LONGEST])
            for code, known in own.items():
                standing = (self._standing(segment, words, hit, code) for hit in hits(words, known))
                whole = next(filter(None, standing), None)
                if whole:
                    yield whole
                elif is_short_for(words, known):
                    short = self._standing(segment, words, Hit(0, len(words)), code, is_short=True)
                    yield from [short] if short else []

    def _standing(
        self, segment: Segment, words: Sequence[Word], hit: Hit, code: str, *, is_short: bool = False
    ) -> Standing | None:
        """What a hit shows first of its sort; nothing when it speaks of another or of one that is no partner.

        A short name shows something only as an entry of a list.
        """
        self._looked_at += 1
        if self._looked_at <= _MOST and self._is_anothers(segment.text, words, hit, code):
            return None
        start, end = words[hit.first].start, words[hit.last - 1].end
        is_entry = self._lists.is_entry(segment, start)
        if (code, is_entry) in self._told or (is_short and not is_entry):
            return None
        if not is_entry and not self._lists.may_be_mentioned(segment, start):
            return None
        self._told.add((code, is_entry))
        match = _match(segment.text[start:end], code, self._register)
        return Standing(code, _sighting(self._page, segment, match), is_entry)

    def _is_anothers(self, text: str, words: Sequence[Word], hit: Hit, code: str) -> bool:
        """Whether a name is part of that of another trust or of a body of another kind."""
        match = self._namer.match(longer(text, words, hit))
        is_other_body = match.status is Status.NOT_A_TRUST and match.kind is not Kind.OTHER
        return is_other_body or (is_safe(match) and code not in match.current_codes)


def _match(name: str, code: str, register: Register) -> Match:
    trust = register.trusts[code]
    reason = (
        f"The name of a known member, {trust.name} ({code}), stands here. It is kept until this is settled."
    )
    known = Candidate(code, trust.name, LIKENESS, is_open=True)
    return Match(name, Status.UNRESOLVED, Kind.TRUST, reason, RULE, candidates=(known,))


def _sighting(page: PageView, segment: Segment, match: Match) -> Sighting:
    heading = segment.headings[-1].text if segment.headings else ""
    find = Find(Name(match.name, match), segment, Form.HEAD)
    block = Block(page, Level.PLAIN, [find], segment.zone, heading)
    return replace(sighting_of(block, find), counts=True)


class _Lists:
    """What the lists of one page are, and what the words around a text say of it."""

    def __init__(self, page: PageView, namer: Namer, names: AllianceNames) -> None:
        items = [namer.item(segment) for segment in page.document.segments]
        grouper = Grouper(items)
        self._names = names
        groups = grouper.groups()
        self._judge = Judge(page, grouper, names, frozenset(), groups)
        self._verdicts: dict[int, tuple[Group, Verdict]] = {
            id(item.segment): (group, verdict)
            for group, verdict in zip(groups, PageVerdicts(self._judge).verdicts(groups), strict=True)
            if any(names_something(item) for item in group.items)
            for item in (*group.before, *group.items)
        }

    def is_entry(self, segment: Segment, at: int) -> bool:
        """Whether a text is an entry among the trusts of a list of partners."""
        group, verdict = self._verdicts.get(id(segment), (None, None))
        if (
            group is None
            or verdict is None
            or verdict.level is Level.MENTION
            or segment.source is Source.FILE
        ):
            return False
        others = [i for i in group.items if i.segment is not segment and any(map(is_trust, i.names))]
        return bool(others) and not self._is_gone(_sentence(segment.text, at))

    def may_be_mentioned(self, segment: Segment, at: int) -> bool:
        """Whether a text outside the lists may speak of a partner: nothing around it says otherwise."""
        _, verdict = self._verdicts.get(id(segment), (None, None))
        if verdict is not None and verdict.level is Level.MENTION and verdict.rule != "unintroduced":
            return False
        if self._judge.trap_of_prose(Group([Item(segment, Form.NONE)], segment.headings, "", segment.zone)):
            return False
        sentence = _sentence(segment.text, at)
        leaning = lean(sentence, is_sentence=True)
        is_against = leaning.lean is Lean.AGAINST and not leaning.is_soft
        return not is_against and not self._is_gone(sentence)

    def _is_gone(self, sentence: str) -> bool:
        """Whether a sentence tells of those that are no partners, or no more."""
        plain = _FORMER_NAME.sub(" ", sentence)
        is_elsewhere = against(plain) in _ELSEWHERE or bool(self._names.others(plain))
        return is_elsewhere or _GONE.search(plain) is not None


def _sentence(text: str, at: int) -> str:
    """The sentence in which a character of a text stands."""
    end = 0
    for sentence in sentences(text):
        end = text.find(sentence, end) + len(sentence)
        if at < end:
            return sentence
    return text
