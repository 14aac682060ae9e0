"""Finding the names of organisations inside running text, in one pass from left to right."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from matching.entries import trust_entries
from matching.model import Kind, Match, Span, Status
from matching.names import STOP_WORDS, core_words
from matching.register import Register
from matching.text_words import SUFFIX, TextWords, read_word
from matching.words import BUILDINGS, NO_PLACE, SOFT, is_telling

_CAPITAL = re.compile(  # a word from a capital or a figure on, and the word after it
    r"([^\W_a-z][^\W_]*(?:['’‘`][^\W_]+)*['’]?)(?=[\W_]{0,8}([^\W_]*(?:['’‘`][^\W_]+)*['’]?))"
)
_SHORT_SUFFIX = re.compile(r"f(?<!\wf)\.?\s?t\b")  # “FT”; begins with its letter, which is quick to look for
_BRACKET = re.compile(r"\s{0,2}\([A-Z][A-Za-z0-9&]{1,11}\)")
_JOINERS = STOP_WORDS - {"at", "in", "on", "to", "with", "by"} | {"upon"}
_BOARD = ("integrated", "care", "board")
_OF_AREA = (
    ("icb",),
    ("ics",),
    ("icp",),
    ("integrated", "care", "system"),
    ("integrated", "care", "partnership"),
)
_LONGEST_UNKNOWN = 10  # words
_LATEST = 64  # texts
_MOST_UNKNOWN = 400  # names in one text; more is no page


@dataclass(slots=True)
class Node:
    """A step in the tree of known names."""

    next: dict[str, Node] = field(default_factory=dict)
    needs_suffix: bool | None = None  # None: no name ends here


class Scanner:
    """Finds names in text; made once for a register."""

    def __init__(self, register: Register) -> None:
        self.may_hold_name = lru_cache(maxsize=_LATEST)(self._may_hold_name)  # asked before ``find``, too
        self._root = Node()
        for entry in trust_entries(register):
            if not entry.shortened:
                self._add(entry.words, needs_suffix=not _stands_without_suffix(entry.words))
        hospitals = [site.name for site in register.sites if site.trusts]
        hospitals += [alias.name for alias in register.aliases if alias.kind is Kind.SITE]
        for name in hospitals:
            words = core_words(name)
            if BUILDINGS & set(words) and any(word not in SOFT for word in words):
                self._add(words, needs_suffix=False)
        self._after_nhs = Node()  # names of bodies behind “NHS”, as in “NHS England”
        for body in register.bodies:
            for words in _spellings(core_words(body.name)):
                if body.name.startswith("NHS "):
                    self._add(words, needs_suffix=False, root=self._after_nhs)
                if len(words) > 1:
                    self._add(words, needs_suffix=False)
        self._beginnings = {SUFFIX, *self._root.next}

    def _add(self, words: tuple[str, ...], *, needs_suffix: bool, root: Node | None = None) -> None:
        if not words:
            return
        node = root or self._root
        for word in words:
            node = node.next.setdefault(word, Node())
        node.needs_suffix = needs_suffix if node.needs_suffix is None else node.needs_suffix and needs_suffix

    def find(self, text: str, match: Callable[[str], Match]) -> list[Span]:
        """Known names, leftmost and longest first, and what ends like a trust's name but is not known."""
        if not self.may_hold_name(text):
            return []
        words = TextWords(text)
        spans: list[Span] = []
        free_from = unknown = 0
        for place in words.places(self._beginnings):
            if place < free_from:
                continue
            first, last = place, self._known(words, place)
            if last is None and words.starts_suffix(place) and unknown < _MOST_UNKNOWN:
                first, last = _back(words, place, free_from), words.suffix_end(place)
                unknown += 1
            if last is not None and first <= last and not _begins_with_town(words, first, last):
                spans += _span(text, words.starts[first], words.ends[last], match)
                free_from = last + 1
        return spans

    def _may_hold_name(self, text: str) -> bool:
        """Whether a text has a legal suffix, or a word with which a name begins; most texts have neither."""
        small = text.lower()
        if "nhs" in small or "trust" in small or _SHORT_SUFFIX.search(small):
            return True
        return any(itertools.starmap(self._may_begin, _CAPITAL.findall(text)))

    def _may_begin(self, word: str, after: str) -> bool:
        """Whether a name may begin with a word, given the word after it."""
        if not word[1:].islower() or not (after.islower() or after[1:].islower()):
            return any(each.words and each.words[0] in self._root.next for each in TextWords(word).words)
        node: Node | None = self._root
        for each in read_word(word).words:
            node = node.next.get(each) if node is not None else None
        if node is None or node is self._root:
            return False
        following = read_word(after).words
        return node.needs_suffix is not None or not following or following[0] in node.next

    def _known(self, words: TextWords, first: int) -> int | None:
        """The last word of the longest known name that starts at ``first``."""
        if words.words[first].raw == "nhs" and first + 1 < len(words.words) and words.is_close(first + 1):
            return _longest(words, first + 1, self._after_nhs)
        return _longest(words, first, self._root)


def _longest(words: TextWords, first: int, root: Node) -> int | None:
    """The last word of the longest name in a tree that starts at ``first``."""
    if not words.words[first].words or not (words.is_upper(first) or words.is_figure(first)):
        return None
    node, found, place = root, None, first
    while place < len(words.words) and (place == first or words.is_close(place)):
        counting = words.words[place].words
        for word in counting:
            following = node.next.get(word)
            if following is None:
                return found
            node = following
        if node.needs_suffix is not None and counting:
            end = words.suffix_end(place + 1)
            end = words.suffix_behind_short_name(place + 1) if end is None else end
            last = end if end is not None else place
            if (end is not None or not node.needs_suffix) and not _begins_next(words, found, last):
                found = last
        place += 1
    return found


def _stands_without_suffix(words: tuple[str, ...]) -> bool:
    """Two words that tell, or one and a word of the trade (“Barts Health”); “West London” is but a place."""
    tell = sum(is_telling(word) for word in words)
    return tell >= 2 or (tell == 1 and not NO_PLACE.isdisjoint(words))


def _spellings(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The words of a body's name, and those by which the board or system of an area goes, too."""
    if words[-len(_BOARD) :] != _BOARD:
        return [words]
    area = words[: -len(_BOARD)]
    return [words, *((*area, *called) for called in _OF_AREA)]


def _begins_next(words: TextWords, found: int | None, last: int) -> bool:
    """Whether the town behind “… NHS Trust, ” is rather the beginning of the next name in an enumeration."""
    if found is None or not words.words[found].is_suffix:
        return False
    following = words.words[found + 1].raw
    if following == "the" or (last > found + 1 and following == "and"):  # “… NHS Trust and Birmingham …”
        return True
    if last + 1 >= len(words.words):
        return False
    return "," in words.gaps[found + 1] and words.is_blank(last + 1) and words.is_upper(last + 1)


def _begins_with_town(words: TextWords, first: int, last: int) -> bool:
    """Whether a name was read over the comma of “in Gloucestershire, Royal United …”: that is where it is."""
    if first == 0 or words.words[first - 1].raw != "in" or words.words[last].is_suffix:
        return False
    return any("," in words.gaps[place] for place in range(first + 1, last + 1))


def _back(words: TextWords, suffix: int, free_from: int) -> int:
    """The first of the capitalised words before a suffix; past the end when there are none."""
    first, place = suffix, suffix - 1
    while place >= free_from and suffix - place <= _LONGEST_UNKNOWN and words.is_close(place + 1):
        if "," in words.gaps[place + 1]:
            break
        if words.is_upper(place):
            first = place
        elif words.words[place].raw not in _JOINERS:
            break
        place -= 1
    while first < suffix and words.words[first].raw in STOP_WORDS:
        first += 1
    return first if first < suffix else len(words.words)


def _span(text: str, start: int, end: int, match: Callable[[str], Match]) -> list[Span]:
    bracket = _BRACKET.match(text, end)
    for stop in dict.fromkeys((bracket.end() if bracket else end, end)):
        answer = match(text[start:stop])
        if answer.status is not Status.NOT_A_TRUST or answer.kind is not Kind.OTHER:
            return [Span(start, stop, answer)]
    return []
