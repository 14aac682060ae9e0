"""Finding the names of organisations inside running text, in one pass from left to right."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from matching.entries import trust_entries
from matching.model import Kind, Match, Span, Status
from matching.names import STOP_WORDS, SUFFIX_WORDS, core_words, fold, stem
from matching.register import Register
from matching.words import BUILDINGS, NO_PLACE, SOFT, is_telling

_RAW_WORD = re.compile(r"[^\W_]+(?:['’‘`][^\W_]+)*['’]?")
_CAPITAL = re.compile(  # a word from a capital or a figure on, and the word after it
    r"([^\W_a-z][^\W_]*(?:['’‘`][^\W_]+)*['’]?)(?=[\W_]{0,8}([^\W_]*(?:['’‘`][^\W_]+)*['’]?))"
)
_SHORT_SUFFIX = re.compile(r"f(?<!\wf)\.?\s?t\b")  # “FT”; begins with its letter, which is quick to look for
_GLUED = re.compile(r"(?<=Trust|pital|itals|rmary)(?=[A-Z][a-z])")
_GAP = re.compile(r"[ \t\r\n\u00a0,&'’‘\"/-]{0,6}|\. ?")
_BLANK = re.compile(r"[ \t\r\n\u00a0]{0,4}")
_BRACKET = re.compile(r"\s{0,2}\([A-Z][A-Za-z0-9&]{1,11}\)")
_JOINERS = STOP_WORDS - {"at", "in", "on", "to", "with", "by"} | {"upon"}
_LONGEST_UNKNOWN = 10  # words
_LONGEST_SUFFIX = 8  # words; without an end, a text of nothing else would be gone through for each of them
_LATEST = 64  # texts
_MOST_UNKNOWN = 400  # names in one text; more is no page


class Token(NamedTuple):
    """One word of the text: where it stands and what it counts as in a name."""

    start: int
    end: int
    words: tuple[str, ...]  # stemmed words that count; empty for small words and the legal suffix
    raw: str  # folded
    is_suffix: bool  # a word of the legal suffix


_new = tuple.__new__  # of a token; several times as fast as to call its class


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
            words = core_words(body.name)
            if body.name.startswith("NHS "):
                self._add(words, needs_suffix=False, root=self._after_nhs)
            if len(words) > 1:
                self._add(words, needs_suffix=False)

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
        tokens, known = _tokens(text), self._root.next
        spans: list[Span] = []
        position, free_from, unknown = 0, 0, 0
        while position < len(tokens):
            token = tokens[position]
            if not (token.is_suffix or (token.words and token.words[0] in known)):  # as most
                position += 1
                continue
            first, last = position, self._known(text, tokens, position)
            if last is None and _starts_suffix(text, tokens, position) and unknown < _MOST_UNKNOWN:
                first, last = _back(text, tokens, position, free_from), _suffix_end(text, tokens, position)
                unknown += 1
            if last is None or first > last:
                position += 1
                continue
            spans += _span(text, tokens[first].start, tokens[last].end, match)
            position = free_from = last + 1
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
            return any(token.words and token.words[0] in self._root.next for token in _tokens(word))
        node: Node | None = self._root
        for each in _read_word(word)[0]:
            node = node.next.get(each) if node is not None else None
        if node is None or node is self._root:
            return False
        following = _read_word(after)[0]
        return node.needs_suffix is not None or not following or following[0] in node.next

    def _known(self, text: str, tokens: list[Token], first: int) -> int | None:
        """The last token of the longest known name that starts at ``first``."""
        if tokens[first].raw == "nhs" and first + 1 < len(tokens) and _close(text, tokens, first + 1):
            return self._longest(text, tokens, first + 1, self._after_nhs)
        return self._longest(text, tokens, first, self._root)

    def _longest(self, text: str, tokens: list[Token], first: int, root: Node) -> int | None:
        if not tokens[first].words or (
            not text[tokens[first].start].isupper() and not text[tokens[first].start].isdigit()
        ):
            return None
        node, found, position = root, None, first
        while position < len(tokens) and (position == first or _close(text, tokens, position)):
            for word in tokens[position].words:
                following = node.next.get(word)
                if following is None:
                    return found
                node = following
            if node.needs_suffix is not None and tokens[position].words:
                end = _suffix_end(text, tokens, position + 1)
                last = end if end is not None else position
                if (end is not None or not node.needs_suffix) and not _begins_next(text, tokens, found, last):
                    found = last
            position += 1
        return found


def _stands_without_suffix(words: tuple[str, ...]) -> bool:
    """Two words that tell, or one and a word of the trade (“Barts Health”); “West London” is but a place."""
    tell = sum(is_telling(word) for word in words)
    return tell >= 2 or (tell == 1 and not NO_PLACE.isdisjoint(words))


def _tokens(text: str) -> list[Token]:
    """The words of a text; one where names are glued (“TrustLeeds”) is several."""
    tokens: list[Token] = []
    for found in _RAW_WORD.finditer(text):
        start, end = found.span()
        word = found[0]
        if word[1:].islower():  # as most
            tokens.append(_new(Token, (start, end, *_read_word(word))))
            continue
        for piece in _GLUED.split(word):
            tokens.append(Token(start, start + len(piece), *_read_word(piece)))
            start += len(piece)
    return tokens


@lru_cache(maxsize=8_192)
def _read_word(word: str) -> tuple[tuple[str, ...], str, bool]:
    folded = fold(word)
    words = tuple(stem(w) for w in folded if w not in STOP_WORDS and w not in SUFFIX_WORDS)
    is_suffix = bool(folded) and all(w in SUFFIX_WORDS or w == "trusts" for w in folded)
    return words, " ".join(folded), is_suffix


def _close(text: str, tokens: list[Token], position: int) -> bool:
    """Whether a token follows the one before it within one name."""
    gap = text[tokens[position - 1].end : tokens[position].start]
    if gap.startswith("."):
        return tokens[position - 1].raw in ("st", "n", "h", "s") and _GAP.fullmatch(gap) is not None
    return _GAP.fullmatch(gap) is not None and gap.count("\n") < 2


def _suffix_end(text: str, tokens: list[Token], position: int) -> int | None:
    """The last token of the legal suffix that starts at a token; none when there is none."""
    end = None
    most = min(position + _LONGEST_SUFFIX, len(tokens))
    while position < most and tokens[position].is_suffix:
        gap = text[tokens[position - 1].end : tokens[position].start] if position else ""
        if position and not _BLANK.fullmatch(gap.replace(",", "", 1)):
            break
        if "," in gap and not _goes_on_as_suffix(tokens, position):  # “… Care Board, NHS England”
            break
        end, position = position, position + 1
    return end


def _goes_on_as_suffix(tokens: list[Token], position: int) -> bool:
    """Whether a token is not a lone “NHS” that begins the next name."""
    after = tokens[position + 1 : position + 2]
    return tokens[position].raw != "nhs" or (bool(after) and after[0].is_suffix)


def _begins_next(text: str, tokens: list[Token], found: int | None, last: int) -> bool:
    """Whether the town behind “… NHS Trust, ” is rather the beginning of the next name in an enumeration."""
    if found is None or not tokens[found].is_suffix or last + 1 >= len(tokens):
        return False
    behind = text[tokens[found].end : tokens[found + 1].start]
    after = text[tokens[last].end : tokens[last + 1].start]
    return "," in behind and bool(_BLANK.fullmatch(after)) and text[tokens[last + 1].start].isupper()


def _starts_suffix(text: str, tokens: list[Token], position: int) -> bool:
    """Whether “NHS Trust”, “NHS FT” or “Foundation Trust” starts here."""
    if not tokens[position].is_suffix:
        return False
    end = _suffix_end(text, tokens, position)
    said = " ".join(token.raw for token in tokens[position : (end if end is not None else position) + 1])
    return said.endswith("trust") and said != "trust"


def _back(text: str, tokens: list[Token], suffix: int, free_from: int) -> int:
    """The first token of the capitalised words before a suffix; past the end when there are none."""
    first, position = suffix, suffix - 1
    while (
        position >= free_from and suffix - position <= _LONGEST_UNKNOWN and _close(text, tokens, position + 1)
    ):
        if "," in text[tokens[position].end : tokens[position + 1].start]:
            break
        if text[tokens[position].start].isupper():
            first = position
        elif (
            tokens[position].raw not in _JOINERS
            and text[tokens[position].start : tokens[position].end] != "&"
        ):
            break
        position -= 1
    while first < suffix and tokens[first].raw in STOP_WORDS:
        first += 1
    return first if first < suffix else len(tokens)


def _span(text: str, start: int, end: int, match: Callable[[str], Match]) -> list[Span]:
    bracket = _BRACKET.match(text, end)
    for stop in dict.fromkeys((bracket.end() if bracket else end, end)):
        answer = match(text[start:stop])
        if answer.status is not Status.NOT_A_TRUST or answer.kind is not Kind.OTHER:
            return [Span(start, stop, answer)]
    return []
