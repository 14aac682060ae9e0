"""Cutting a name, as it is written, out of the text of one entry."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BEFORE = re.compile(
    r"^(?:[\s•·▪●◦‣*»>→✓✔–—-]+|\(?\d{1,2}[a-z]?[.):]\s*(?=\D)|\(?\d{1,2}[a-z]?\)?\s+(?=[A-Z])|"
    r"\d{1,2}[a-z]?(?=[A-Z][a-z])|"
    r"\(?(?:[a-z]|[ivx]{2,5})[.)]\s+|(?:and|or|plus|&)\s+(?=[A-Z]))+"
)
_NUMBER_BETWEEN = re.compile(r"(?:^|\s)\(?(\d{1,2})[.)]?\s+(?=[A-Z])")
_NUMBER = re.compile(r"^\W*(\d{1,2})([a-z]?)\b|^\W*(\d{1,2})([a-z]?)(?=[A-Z])")
# At most four such words at a time: there are many ways to part them, and each more multiplies the ways.
_TAIL = re.compile(
    r"(?:[\s,;:.|·/–—-]*(?:\(?(?:opens|opening|will open)? ?in (?:a )?new (?:window|tab)\)?|"
    r"\(external (?:link|website)\)|"
    r"(?:['’]s )?(?:web ?site|web ?page|logo)(?: link)?|(?:[|·–—:/-]|\s-)\s*(?:(?:visit|view|"
    r"go to|our|the|trust|their|its) )*"
    r"(?:website|web|services?|home ?page|map|directions|contact(?: us)?|profile|jobs|news|more|"
    r"twitter|facebook|find out more|"
    r"read more|learn more|cancer services|link|details|more information))\s*){1,4}$|[\s,;:|"
    r"·–—-]+(?:and|or)?$|[.\s]+$|[\s*†‡§¹²³⁰⁴-⁹]+$",
    re.IGNORECASE,
)
# What every text that ``_TAIL`` fits ends with; the latter only behind one of the signs.
_ENDINGS = (*",;:|·–—-)*†‡§¹²³⁰⁴⁵⁶⁷⁸⁹", *"window tab site page logo link and or".split())
_BEHIND_SIGN = (
    *"web service services map directions contact us profile jobs news more twitter facebook".split(),
    *("details", "information"),
)
_SIGN = re.compile(r"[|·–—:/-]")
_LONGEST_ENDING = 16  # characters
_STOPS = "." + "".join(filter(str.isspace, map(chr, range(0x3001))))
_WINDOW = 80  # characters
_CUT = re.compile(  # each way begins with a sign or with one space, so that most places are passed at once
    r"\s(?:/\s|\s*(?:[–—-]\s*|[|:;(]\s*|(?:is|are|which|who|provides?|runs?|serves?|covers?|has|in|based)\b))|"
    r"[|:;(]\s*|,\s+"
)
_STRONG_CUT = re.compile(r"\s[/–—-]\s|\s*[|:;]\s")
MAX_CUTS = 5
_MOST_WORDS = 24  # that are looked through; no name has so many


def as_written(text: str) -> str:
    """The text without numbering, bullets, “website” and the like at its ends; always a part of it."""
    before = _BEFORE.match(text) if not text[:1].isupper() else None
    text = text[before.end() :] if before else text
    for _ in range(4):
        start = _tail_start(text)
        if not 0 < start < len(text):
            break
        text = text[:start]
    return text.strip()


def numbered_parts(text: str) -> list[str]:
    """The entries of one line that rising numbers part: “1. A 2. B 3. C”; the first may lack its own."""
    if "2" not in text or not any(map(text.__contains__, (" 2. ", " 2 ", " 2) ", "(2) "))):
        return []
    pieces = _NUMBER_BETWEEN.split(text)
    numbers = [int(number) for number in pieces[1::2]]
    entries = [piece.strip(" ,;") for piece in pieces[::2]]
    first = 2 if entries[0] else 1
    is_rising = bool(numbers) and numbers == list(range(first, first + len(numbers)))
    return [entry for entry in entries if entry] if is_rising else []


def _tail_start(text: str) -> int:
    """Where the end begins that says nothing of a name; the length of the text when it has no such end."""
    shown = text.rstrip()
    if shown.endswith("."):  # as most sentences do
        return len(shown.rstrip(_STOPS))
    # The search is costly, and the end is short; only one that fills the window may begin before it.
    window = max(0, len(text) - _WINDOW)
    if len(shown) == len(text) and not _may_have_tail(text, window):
        return len(text)
    tail = _TAIL.search(text, window)
    if tail and window and tail.start() < window + _WINDOW // 2:
        tail = _TAIL.search(text)
    return tail.start() if tail else len(text)


def _may_have_tail(text: str, window: int) -> bool:
    end = text[-_LONGEST_ENDING:].casefold()
    return end.endswith(_ENDINGS) or (end.endswith(_BEHIND_SIGN) and _SIGN.search(text, window) is not None)


def numbering(text: str) -> tuple[str, str]:
    """The number and the letter that an entry begins with: ``("3", "a")``; empty when there is none."""
    found = _NUMBER.match(text)
    if not found:
        return "", ""
    return found[1] or found[3], (found[2] or found[4] or "")


def heads(text: str) -> Iterator[str]:
    """The beginnings of a text that could be a name followed by something else, shortest first."""
    text = " ".join(text.split(" ", _MOST_WORDS)[:_MOST_WORDS])
    for count, cut in enumerate(_CUT.finditer(text)):
        if count >= MAX_CUTS:
            return
        head = text[: cut.start()]
        if len(head) > 3 and head.count("(") == head.count(")"):
            yield head


def before_cut(text: str) -> str:
    """A text up to the first dash, bar or colon that parts a beginning from the rest."""
    cut = next((cut for cut in _CUT.finditer(text) if _STRONG_CUT.match(text, cut.start())), None)
    return text[: cut.start()] if cut else text


def is_cut_hard(text: str, head: str) -> bool:
    """Whether a dash, bar or colon parts a beginning from the rest."""
    return bool(_STRONG_CUT.match(text, len(head)))
