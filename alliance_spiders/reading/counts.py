"""What a text beside a list says of the list's length: “Showing 1 to 6 of 8”, “and 2 more”, “our 8 trusts”.

What is quoted are numbers and words of the patterns here, so nothing else of a page gets out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty".split()
)
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_WORDS[2:])})"
_THINGS = r"trusts?|partners?|members?|providers?|organi[sz]ations?|hospitals?"
_ROWS = r"entries|results?|items?|records?|rows"
_KIND = r"(?:(?:nhs|acute|foundation|hospital|partner|member|provider|main|core|local|statutory) ){0,3}"
_SHORT = 60  # characters of an entry or a control
_MOST_WORDS = 20  # of a text that says how much of a list is shown

_SHOWN = re.compile(
    rf"\b(?:(?:showing|displaying|viewing|viewed|listing)(?: (?:{_ROWS}|{_THINGS}))?|{_ROWS}):? "
    r"(?:(?P<first>\d{1,4}) ?(?:to|through|[-–—]) ?)?(?P<last>\d{1,4}) (?:of|out of|from|/) "
    r"(?:a total of |all |about )?(?P<total>\d{1,4})\b(?P<after>(?: [a-z]+){0,4})"
    r"|\b(?:(?P<first2>\d{1,4}) ?(?:to|[-–—]) ?)?(?P<last2>\d{1,4}) (?:of|out of) (?P<total2>\d{1,4})"
    rf" (?:(?:{_KIND}(?:{_THINGS}|{_ROWS}) )?(?:are )?(?:shown|displayed|loaded|listed|visible)"
    rf"|(?:{_ROWS})\b)",
    re.IGNORECASE,
)
_FILTERED = re.compile(r"filtered from (?:a total of )?(?P<total>\d{1,4})", re.IGNORECASE)
_LENGTHLESS = frozenset("in on by at for per sorted total altogether below here so".split())
_THING_WORD = re.compile(rf"(?:{_THINGS}|{_ROWS})", re.IGNORECASE)
_PAGE = re.compile(
    r"^\W*(?:(?:first|previous|prev)\W+){0,2}(?P<words>(?:(?:showing|viewing|displaying) )?"
    r"page (?P<last>\d{1,3}) (?:of|/) (?P<total>\d{1,3}))(?:\W+(?:next|last|previous|prev)){0,3}\W*$",
    re.IGNORECASE,
)
_MORE = re.compile(
    rf"\W*(?:(?:and|plus) )?\W*{_NUMBER} (?:more|others?|further)(?: {_KIND}(?:{_THINGS}))?\W*"
    rf"|\W*(?:and|plus) (?:many |several |some |a few )?(?:more|others?)(?: {_KIND}(?:{_THINGS}))?\W*",
    re.IGNORECASE,
)
_UNSHOWN = re.compile(
    rf"\+ ?\d{{1,2}}|\W*{_NUMBER} (?:more|others?|further)(?: {_KIND}(?:{_THINGS}))? (?:are )?"
    r"(?:not shown|hidden)\W*"
    rf"|\W*loading more(?: {_KIND}(?:{_THINGS}|{_ROWS}))?\W*"
    rf"|\W*(?:showing|displaying) (?:only )?the first {_NUMBER}(?: {_KIND}(?:{_THINGS}|{_ROWS}))?\W*"
    r"|\W*(?:please )?(?:note:? )?(?:that )?this (?:list )?is "
    r"(?:incomplete|unfinished|partial|not (?:yet )?(?:an? |the )?(?:complete|full|exhaustive)(?: list)?)\W*",
    re.IGNORECASE,
)
_MORE_AT_END = re.compile(
    rf"\b(?:and|plus) (?:{_NUMBER} (?:more|others?|(?:more|other|further) {_KIND}(?:trusts|partners|members))"
    rf"|(?:many|several|some|a few) (?:more|other|further) {_KIND}trusts)\W*$",
    re.IGNORECASE,
)
_CONTROL = re.compile(
    r"\W*(?:(?:log|sign) ?-?in to )?(?:load|show|see|view|display|reveal|browse) (?:the |our )?"
    r"(?:(?:full|complete|whole|entire) list(?: of)?|all|more|remaining|rest|next"
    rf"|(?:another )?{_NUMBER} more)"
    rf"(?: (?:of )?(?:the|our|these))?(?: (?P<total>{_NUMBER}))?(?: {_KIND}(?:{_THINGS}|{_ROWS}))?"
    rf"\W*(?P<total2>\d{{1,3}})?\W*",
    re.IGNORECASE,
)
_COUNTED = (
    r"trusts|partners|providers|(?:partner|member) organi[sz]ations|"
    r"members(?! of (?:staff|the (?:public|team|board)))"
)
# One of these stands in whatever states a number; most texts have none, and to look for them is quick.
_OF_COUNTED = ("trusts", "partners", "providers", "organi", "members")
_STATED = re.compile(
    rf"(?<![\w.,£-])(?P<total>{_NUMBER}) (?:different |separate |of our )?{_KIND}(?P<thing>{_COUNTED})\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(
    r"\b(?P<thing>trusts|partners|members|providers) \((?P<total>\d{1,2})\)\W*$", re.IGNORECASE
)
# What goes before a number that is a part of a whole, or is not meant exactly.
_INEXACT = re.compile(
    rf"\b(?:(?:{_NUMBER}|one|some|most|many|several|few|half|any|each|none|all but \w+) of (?:\w+ )?"
    r"|(?:up to|about|around|nearly|almost|approximately|roughly|some|fewer than|less than|other|for) )$",
    re.IGNORECASE,
)
# What tells of another time than today.
_NOT_NOW = re.compile(
    r"\b(?:had|was|were|became|become|merged|signed|joined|left|before|until|originally|formerly|used to|will"
    r"|would|proposed|planned|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?](?=\s)")
_LEAST, _LARGEST = 2, 60


@dataclass(frozen=True, slots=True)
class Length:
    """What a text says of a list's length.

    ``words`` are its own words, to be quoted; ``total`` is how many there are, 0 when it does not say;
    ``first`` and ``last`` are what is shown of them, 0 when it does not say.
    """

    words: str
    total: int = 0
    first: int = 0
    last: int = 0
    is_of_trusts: bool = False


def shown_of(text: str) -> Length | None:
    """What a text says is shown of a list, such as “Showing 1 to 6 of 8 entries”."""
    if len(text.split()) > _MOST_WORDS:
        return None
    found = _SHOWN.search(text)
    if found is None or not _is_of_list(found["after"] or ""):
        return None
    last, total = int(found["last"] or found["last2"]), int(found["total"] or found["total2"])
    first = int(found["first"] or found["first2"] or 1)
    all_rows = _FILTERED.search(text)
    whole = max(total, int(all_rows["total"])) if all_rows else total
    return Length(_quoted(found[0], found["after"] or ""), whole, first, last)


def _is_of_list(after: str) -> bool:
    """Whether what follows the numbers may be the entries of any list, and not slides or news."""
    words = after.lower().split()
    return not words or words[0] in _LENGTHLESS or any(_THING_WORD.fullmatch(word) for word in words)


def _quoted(words: str, after: str) -> str:
    """The words without those after the numbers that are not known here."""
    plain = words[: len(words) - len(after)] if after else words
    return " ".join([plain, *takewhile(_THING_WORD.fullmatch, after.split())])


def page_of(text: str) -> Length | None:
    """What a text says of the page's number, such as “Page 1 of 2”."""
    found = _PAGE.match(text) if len(text) < _SHORT else None
    return Length(found["words"], int(found["total"]), 0, int(found["last"])) if found else None


def says_more(text: str) -> Length | None:
    """Whether an entry of a list, or what stands under it, is “and 2 more…”."""
    if len(text) >= _SHORT or not (_MORE.fullmatch(text) or _UNSHOWN.fullmatch(text)):
        return None
    return Length(text.strip())


def ends_with_more(text: str) -> Length | None:
    """Whether a sentence with names ends with “and two more trusts”."""
    found = _MORE_AT_END.search(text[-80:])
    return Length(found[0].strip(" .")) if found else None


def offers_more(text: str) -> Length | None:
    """Whether the text of a control offers the rest of a list, such as “Load more” and “Show all 8”."""
    found = _CONTROL.fullmatch(text) if len(text) < _SHORT else None
    if found is None:
        return None
    return Length(text.strip(), _number(found["total"] or found["total2"] or ""))


def stated(text: str) -> Length | None:
    """How many a title or an introduction says there are, such as “Our 8 partner trusts are:”."""
    small = text.lower()
    may_be = any(map(small.__contains__, _OF_COUNTED))
    found = (_IN_BRACKETS.search(text) or _STATED.search(text)) if may_be else None
    if found is None or _INEXACT.search(text[: found.start()]):
        return None
    total = _number(found["total"])
    sentence = _SENTENCE.split(text[: found.start()])[-1] + _SENTENCE.split(text[found.start() :])[0]
    if _NOT_NOW.search(sentence):
        return None
    if not _LEAST <= total <= _LARGEST:
        return None
    return Length(found[0], total, is_of_trusts=found["thing"].lower() == "trusts")


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _WORDS.index(text.lower()) if text else 0
