"""A text as a row of words: where each stands, and what it counts as in a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from itertools import accumulate
from typing import NamedTuple

from matching.names import STOP_WORDS, SUFFIX_WORDS, fold, stem

SUFFIX = "nhs trust"  # what a word of the legal suffix begins with; no word has a space
_WORD = re.compile(r"([^\W_]+(?:['’‘`][^\W_]+)*['’]?)")
_GLUED = re.compile(r"(?<=Trust|pital|itals|rmary)(?=[A-Z][a-z])")
_MAY_BE_GLUED = re.compile(r"[a-z][A-Z][a-z]")
_GAP = re.compile(r"[ \t\r\n\u00a0,&'’‘\"/-]{0,6}|\. ?")
_BLANK = re.compile(r"[ \t\r\n\u00a0]{0,4}")
_OPENING = (" (", "(")
_LONGEST_SUFFIX = 8  # words; without an end, a text of nothing else would be gone through for each of them
_MOST_KNOWN = 8_192  # different words


class Word(NamedTuple):
    """What a word counts as in a name."""

    words: tuple[str, ...]  # stemmed words that count; empty for small words and the legal suffix
    raw: str  # folded
    begins: str  # the first of those that count, or ``SUFFIX``

    @property
    def is_suffix(self) -> bool:
        """Whether it is a word of the legal suffix."""
        return self.begins is SUFFIX


class _Words(dict[str, Word]):
    """Words by how they are written, read when first met."""

    def __missing__(self, word: str) -> Word:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        folded = fold(word)
        words = tuple(stem(w) for w in folded if w not in STOP_WORDS and w not in SUFFIX_WORDS)
        is_suffix = bool(folded) and all(w in SUFFIX_WORDS or w == "trusts" for w in folded)
        begins = SUFFIX if is_suffix else next(iter(words), "")
        read = self[word] = Word(words, " ".join(folded), begins)
        return read


_read = _Words()


def read_word(word: str) -> Word:
    """What one word counts as."""
    return _read[word]


class TextWords:
    """The words of a text; one where names are glued (“TrustLeeds”) is several.

    ``gaps`` are the texts before each word and behind the last, ``starts`` and ``ends`` where each word does.
    """

    __slots__ = ("ends", "gaps", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        pieces = _WORD.split(text)  # gaps and words in turn
        if _MAY_BE_GLUED.search(text):
            pieces = list(_parted(pieces))
        borders = list(accumulate(map(len, pieces)))
        self.text = text
        self.words = list(map(_read.__getitem__, pieces[1::2]))
        self.gaps, self.starts, self.ends = pieces[::2], borders[::2], borders[1::2]

    def places(self, beginnings: Set[str]) -> list[int]:
        """Where words stand that begin in one of some ways."""
        return [place for place, word in enumerate(self.words) if word.begins in beginnings]

    def is_upper(self, place: int) -> bool:
        """Whether a word begins with a capital."""
        return self.text[self.starts[place]].isupper()

    def is_figure(self, place: int) -> bool:
        """Whether a word begins with a figure."""
        return self.text[self.starts[place]].isdigit()

    def is_close(self, place: int) -> bool:
        """Whether a word follows the one before it within one name."""
        gap = self.gaps[place]
        if gap == " ":  # as most
            return True
        if gap.startswith("."):
            return self.words[place - 1].raw in ("st", "n", "h", "s") and _GAP.fullmatch(gap) is not None
        return _GAP.fullmatch(gap) is not None and gap.count("\n") < 2

    def is_blank(self, place: int) -> bool:
        """Whether only spaces stand before a word."""
        return _BLANK.fullmatch(self.gaps[place]) is not None

    def suffix_end(self, first: int, *, is_behind_bracket: bool = False) -> int | None:
        """The last word of the legal suffix that starts at a word; none when there is none."""
        end, place = None, first
        most = min(first + _LONGEST_SUFFIX, len(self.words))
        while place < most and self.words[place].is_suffix:
            gap = self.gaps[place] if place and not (is_behind_bracket and place == first) else ""
            if place and not _BLANK.fullmatch(gap.replace(",", "", 1)):
                break
            if "," in gap and not self._goes_on_as_suffix(place):  # “… Care Board, NHS England”
                break
            end, place = place, place + 1
        return end

    def suffix_behind_short_name(self, place: int) -> int | None:
        """The last word of the legal suffix behind a bracket at a word: “… (BH) NHS Trust”."""
        if place + 1 >= len(self.words) or self.gaps[place + 1] != ") " or not self.is_upper(place):
            return None
        if self.gaps[place] not in _OPENING:
            return None
        end = self.suffix_end(place + 1, is_behind_bracket=True)
        return end if end is not None and self.words[end].raw.endswith("trust") else None

    def starts_suffix(self, place: int) -> bool:
        """Whether “NHS Trust”, “NHS FT” or “Foundation Trust” starts at a word."""
        if not self.words[place].is_suffix:
            return False
        end = self.suffix_end(place)
        said = " ".join(word.raw for word in self.words[place : (end if end is not None else place) + 1])
        return said.endswith("trust") and said != "trust"

    def _goes_on_as_suffix(self, place: int) -> bool:
        """Whether a word is not a lone “NHS” that begins the next name."""
        after = self.words[place + 1 : place + 2]
        return self.words[place].raw != "nhs" or (bool(after) and after[0].is_suffix)


def _parted(pieces: list[str]) -> Iterator[str]:
    """Gaps and words, with an empty gap where a word holds several."""
    for place, piece in enumerate(pieces):
        first, *others = _GLUED.split(piece) if place % 2 else (piece,)
        yield first
        for other in others:
            yield from ("", other)
