"""Which names of an entry or a sentence are those of members today: none that left or is still to join."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from alliance_spiders.reading.alliance_names import AllianceNames
from alliance_spiders.reading.model import Item, Name
from alliance_spiders.reading.notes_beside import Notes
from alliance_spiders.reading.prose import Sentence
from alliance_spiders.reading.shapes import takes_back, tells_of_move
from alliance_spiders.reading.terms import is_over, is_to_come
from alliance_spiders.reading.words import Lean
from alliance_spiders.reading.years import without_years_to_come

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_FOR_NEXT = re.compile(r"^[\s,;]*(?:and|plus|with|then|followed by)\b")
_OF_ALL = re.compile(r"[(–—-]\s*(?:all|both|these)\b", re.IGNORECASE)
_PIECE = re.compile(r"[,;(\[]|\.\s")
_OF_MEMBERS = re.compile(r"\b(?:join\w*|members?|partners?|becom\w*|prospective|left)\b", re.IGNORECASE)
_LAST = re.compile(r"[,;:|]|\s[–—-]\s")
_NAME_AND_NOTE = 2
_NEAR = 200  # characters around a name in which a note may stand


class Claims:
    """What the entries and the sentences of one page claim, on the day it was had."""

    def __init__(self, notes: Notes, names: AllianceNames, day: date) -> None:
        self._names = names
        self._day = day
        self._notes = notes
        self._kept: dict[int, tuple[Item, tuple[Name, ...]]] = {}  # by identity of the entry, which is held

    def kept(self, item: Item) -> tuple[Name, ...]:
        """The names of an entry but for those that it, or a note beside it, takes back."""
        if id(item) not in self._kept:
            self._kept[id(item)] = item, self._not_taken_back(item)
        return self._kept[id(item)][1]

    def _not_taken_back(self, item: Item) -> tuple[Name, ...]:
        text = item.segment.text
        parts = list(_parts(text, item.names))
        if parts and _OF_ALL.search(parts[-1][1]) and self._takes_back(parts[-1][1]):
            return ()
        kept = tuple(
            name
            for (before, part), name in zip(parts, item.names, strict=True)
            if not (self._is_noted(before, part, name.text) or self._takes_back(part))
        )
        if not self._notes.take_back(item.segment, parts[-1][1] if parts else ""):
            return kept
        return tuple(name for name in kept if name is not item.names[-1])

    def in_sentence(self, sentence: Sentence) -> Sentence:
        """A sentence without the names that, it says, will join or have left; against where all will."""
        parts = list(_parts(sentence.text, sentence.names))
        if not parts:
            return sentence
        behind = parts[-1][1][len(sentence.names[-1].text) :].lstrip(" ,")
        if self._ends(parts[0][0]) or (behind[:1] not in "([" and self._ends(behind)):
            return replace(sentence, lean=Lean.AGAINST, rule="future")
        kept = [
            name
            for (before, part), name in zip(parts, sentence.names, strict=True)
            if not self._is_noted(before, part, name.text)
        ]
        return replace(sentence, names=tuple(kept))

    def _takes_back(self, part: str) -> bool:
        """Whether a part of an entry says that it is no member, or that it has gone to another alliance."""
        if takes_back(without_years_to_come(part, self._day)):
            return True
        return tells_of_move(part) and bool(self._names.others(part))

    def _is_noted(self, before: str, part: str, name: str) -> bool:
        """Whether a note before a name, in brackets behind it or right behind it says so."""
        return self._ends(before) or any(self._ends(note) for note in _notes_in(part, name))

    def _ends(self, note: str) -> bool:
        return bool(note.strip()) and (is_to_come(note, self._day) or is_over(note, self._day))


def _parts(text: str, names: Sequence[Name]) -> Iterator[tuple[str, str]]:
    """For each name what stands before it and is said of it, and the text from it to the next name."""
    starts = list(_starts(text, names))
    for number, (start, name) in enumerate(zip(starts, names, strict=True)):
        end = start + len(name.text)
        stop = starts[number + 1] if number + 1 < len(starts) else len(text)
        before = text[starts[number - 1] + len(names[number - 1].text) : start] if number else text[:start]
        is_own = not number or _FOR_NEXT.match(before)
        is_next = number + 1 < len(starts) and _FOR_NEXT.match(text[end:stop])
        yield (
            _FOR_NEXT.sub("", before)[-_NEAR:] if is_own else "",
            text[start : end if is_next else min(stop, end + _NEAR)],
        )


def _starts(text: str, names: Sequence[Name]) -> Iterator[int]:
    """Where each of several names begins, each behind the one before it."""
    end = 0
    for name in names:
        start = max(text.find(name.text, end), end)
        yield start
        end = min(start + len(name.text), len(text))


def _notes_in(part: str, name: str) -> Iterator[str]:
    """What may be a note in the text from a name on: each bracket, and what follows the name.

    The beginning of a longer text is one only where it speaks of membership: “from April 2027, part of
    another group” does not.
    """
    behind = part[len(name) :].lstrip(" \t\n,;:–—-|")
    pieces = _LAST.split(_BRACKETS.sub(" ", part))
    whole = [*(found[1] for found in _BRACKETS.finditer(part)), behind]
    yield from whole
    if len(pieces) == _NAME_AND_NOTE:
        yield pieces[-1]
    for note in (*whole, pieces[-1]):
        piece = _PIECE.split(note, maxsplit=1)[0]
        if _OF_MEMBERS.search(piece):
            yield piece
