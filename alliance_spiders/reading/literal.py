"""A trust's own names, found word for word in a text, however they are run together or marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matching.model import Kind
from matching.names import STOP_WORDS, SUFFIX_WORDS, fold, stem
from matching.register import Register
from matching.words import DIRECTIONS, is_telling, proves

_MARKS = "¹²³⁰⁴-⁹₀-₉"  # footnote marks, which are letters to Python
_LETTER = rf"[^\W\d_{_MARKS}]"
_TOKEN = re.compile(rf"\b[Nn] [Hh] [Ss]\b|(?:{_LETTER}\.){{2,}}|{_LETTER}+(?:['’]{_LETTER}+)*|\d+|&")
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")  # where two links were run together
_PLAIN_GAP = re.compile(r"\s+|\s*[-‐‑]\s*")
_NO_SIGN = frozenset(["university"])  # beside a place it may be the university itself
_FARTHEST = 8  # words that a name goes on for
_JOINING = STOP_WORDS | {"&"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it counts, and where it stands: ``text[start:end]``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OwnName:
    """A name of a trust without its legal suffix: “South Tees Hospitals”, “Bolton”.

    ``is_body`` says that its words are those of an organisation; the others are also those of a place.
    """

    words: tuple[str, ...]
    is_body: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found: from the first to before the last of the words, suffix included."""

    first: int
    last: int


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text in their order, folded, without “the” and footnote marks."""
    found: list[Word] = []
    for token in _TOKEN.finditer(text):
        start = token.start()
        for piece in _CAPITAL.split(token[0]):
            found += [Word(stem(w), start, start + len(piece)) for w in fold(piece) if w != "the"]
            start += len(piece)
    return tuple(found)


def own_names(code: str, register: Register) -> tuple[OwnName, ...]:
    """The names of an open trust and of those it took over: official, former, others in use."""
    trusts = [trust for trust in register.trusts.values() if trust.current == (code,)]
    line = {trust.code for trust in trusts}
    names = [name for t in trusts for name in (t.name, *(former.name for former in t.former_names))]
    names += [a.name for a in register.aliases if a.code in line and a.kind is Kind.TRUST]
    bare = dict.fromkeys(_without_suffix(name) for name in names)
    return tuple(OwnName(words, _is_body(words)) for words in bare if proves(words))


def _without_suffix(name: str) -> tuple[str, ...]:
    words = [word.text for word in words_of(name)]
    while words and words[-1] in SUFFIX_WORDS:
        words.pop()
    return tuple(words)


def _is_body(words: Sequence[str]) -> bool:
    ordinary = STOP_WORDS | DIRECTIONS | _NO_SIGN
    return len(words) > 1 and any(not is_telling(word) and word not in ordinary for word in words)


def hits(words: Sequence[Word], names: Sequence[OwnName]) -> Iterator[Hit]:
    """Where one of the names stands whole; one that could be a place's only with its suffix."""
    texts = tuple(word.text for word in words)
    for name in names:
        size = len(name.words)
        for first in range(len(texts) - size + 1):
            if texts[first] == name.words[0] and texts[first : first + size] == name.words:
                last = _past_suffix(texts, first + size)
                if name.is_body or last > first + size:
                    yield Hit(first, last)


def is_short_for(words: Sequence[Word], names: Sequence[OwnName]) -> bool:
    """Whether a whole text is some of the words of one of the names, and a proper name among them."""
    said = {word.text for word in words if not word.text.isdigit()}
    return proves(said) and any(said <= set(name.words) for name in names)


def longer(text: str, words: Sequence[Word], hit: Hit) -> str:
    """The name that a hit is a part of, as far as capitals and plain spaces tell: “Leeds … Charity”."""
    first, last = hit.first, hit.last
    while first > max(hit.first - _FARTHEST, 0) and _goes_on(
        text, words[first - 1], words[first], words[first - 1]
    ):
        first -= 1
    while last < min(hit.last + _FARTHEST, len(words)) and _goes_on(
        text, words[last - 1], words[last], words[last]
    ):
        last += 1
    while first < hit.first and words[first].text in _JOINING:
        first += 1
    while last > hit.last and words[last - 1].text in _JOINING:
        last -= 1
    return text[words[first].start : words[last - 1].end]


def _goes_on(text: str, one: Word, other: Word, new: Word) -> bool:
    """Whether a new word belongs to the name that its neighbour belongs to."""
    if one.end == other.end:  # two words written as one
        return True
    is_near = _PLAIN_GAP.fullmatch(text[one.end : other.start].replace(" the ", " ").replace(" The ", " "))
    is_part = text[new.start].isupper() or new.text in _JOINING
    return bool(is_near) and is_part and new.text not in SUFFIX_WORDS


def _past_suffix(texts: Sequence[str], at: int) -> int:
    while at < len(texts) and texts[at] in SUFFIX_WORDS:
        at += 1
    return at
