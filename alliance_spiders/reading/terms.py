"""What a note says of the time of a membership: “from April 2027”, “joining soon”, “left in 2024”.

A note is a short text that says this and no more. So all of its words are held against those that such
notes are made of: “from April 2027” is one, “part of another group from April 2027” is none.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from alliance_spiders.reading.words_against import any_of
from alliance_spiders.reading.years import DATE, periods

_LONGEST = 16  # words of a note
_FAR = 200  # characters
_EDGES = " \t\n.,;:!()[]*†‡=|•–—-"
_AROUND = frozenset(
    """a an the and this these that which who it its we us our they is are be been has have will as of for in
    on at by also then now only both one two three four all new newly full associate affiliate founding
    alliance alliance's alliances cancer partnership network board nhs trust trusts hospital hospitals
    organisation organisations provider providers member members membership partner partners formally
    formal officially official fully status date dates onwards onward subject approval agreement year
    quarter spring summer autumn winter month part make up form following others family known""".split()
)
_TO_COME = frozenset(
    """prospective future joining join joins joined become becomes becoming applicant applicants application
    applications applied apply applying pending awaiting proposed not yet candidate candidates potential soon
    shortly later next planned expected incoming starting starts start commencing commences effect
    effective due from with to coming welcoming welcome look forward when into course tbc waiting near
    membership entry entering enter come being provisional provisionally intended intends anticipated likely
    until till once after delighted pleased looking""".split()
)
_OVER = frozenset(
    """left leave leaver leavers ended end ceased stopped resigned withdrew withdrawn departed former formerly
    past previous previously ex until till to from no not longer inactive lapsed expired dissolved non
    was were had observer observers stepped down between since gone went out never""".split()
)
# What tells of the time to come without a date.
_AWAITED = any_of(
    r"\b(?:prospective|future|candidate|potential|proposed|planned|incoming|provisional|intended|applicants?)\b",
    r"\bappl(?:ied|y|ying|ications?)\b",
    r"\b(?:pending|awaiting|waiting|not yet|to be)\b",
    r"\bjoining\b(?! (?:up|together)\b)",
    r"\b(?:join\w*|com(?:es?|ing)|members?|partners?)\b.*\b(?:soon|shortly|later|next)\b",
    r"\b(?:soon|shortly|next)\b.*\b(?:join\w*|members?|partners?)\b",
    r"\b(?:to|will|will be) (?:join|joining|joined|become)\b",
    r"\bbecoming\b|\bcoming on board\b|\b(?:in due course|near future)\b",
)
_BEGINS = any_of(  # what may begin on a date; a date alone may be that of anything
    r"\b(?:from|start\w*|commenc\w*|effect\w*|as of|due|expected|planned|new (?:in|for)|next)\b",
    r"\b(?:join\w*|becom\w*|will|to be|members?|membership|partners?)\b",
)
_GONE = any_of(
    r"\b(?:left|ended|ceased|resigned|withdrew|withdrawn|departed|leavers?|lapsed|expired|dissolved|gone|"
    r"stepped down)\b",
    r"\b(?:former|formerly|past|previous|previously|ex|no longer|inactive|non[ -](?:members?|partners?))\b",
    r"\bnot (?:a |an |our )?(?:full )?(?:members?|partners?|part)\b|\bobservers?\b",
    r"\b(?:was|were) (?:a |an |our |the )?(?:full |associate )?(?:members?|partners?|part)\b",
)
_WISH = re.compile(
    r"\b(?:is|are|has|have)? ?(?:plans?|planning|hop(?:es?|ing)|due|set|about|going|ready|waiting|wants?|"
    r"wish(?:es)?|intends?|aims?|invited|agreed|preparing|scheduled|expect(?:s|ed)?) to (?=join|become|be\b)"
)
_AN_END = re.compile(rf"(?:\b(?:to|until|till|up to|by)\b|[-–—])\s*(?:the end of\s+)?(?={DATE})")
_DATE = re.compile(DATE)
_WORD = re.compile(r"[a-z][a-z’']*")
_SAID_OF_COMING = (
    r"20\d\d|join|prospective|future|pending|awaiting|soon|shortly|appli|not yet|to be\b|propos|becom|"
    r"potential|candidate|planned|incoming|next|provisional"
)
_SAID_OF_ENDING = (
    r"left|ended|ceased|resigned|withdr|depart|leaver|former|past|previous|longer|inactive|lapsed|expired|"
    r"dissolved|gone|stepped|\bnot\b|\bnon\b|observer|\bex\b|20\d\d|19\d\d|w[ae]s|were"
)
_OF_DATES_AND_WISHES = frozenset(
    """jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august
    september october november december early mid late st nd rd th q plan plans hope hopes hoping set about
    going ready want wants wish wishes intend aim aims invited agreed preparing scheduled expect
    expects""".split()
)
_FIRST = _AROUND | _TO_COME | _OVER | _OF_DATES_AND_WISHES  # what the first word of a note may be
_BEGINNING = 40  # characters
_TOLD_SO = re.compile(_SAID_OF_COMING)
_ENDED_SO = re.compile(_SAID_OF_ENDING)
_EITHER = re.compile(f"{_SAID_OF_COMING}|{_SAID_OF_ENDING}")


@lru_cache(maxsize=16_384)
def is_to_come(note: str, day: date) -> bool:
    """Whether a note says that a membership begins after a day, or is only sought."""
    plain = _plain(note)
    if not plain or not _TOLD_SO.search(plain):
        return False
    begins = _AN_END.split(plain)[0] if _AN_END.search(plain) else plain
    if not _holds_only(plain, _TO_COME):
        return False
    dated = periods(begins)
    if dated:
        is_bare = not _WORD.search(_DATE.sub(" ", begins))
        return dated[0].first > day and (is_bare or bool(_BEGINS.search(begins)))
    return bool(_AWAITED.search(begins))


@lru_cache(maxsize=16_384)
def is_over(note: str, day: date) -> bool:
    """Whether a note says that a membership has ended, or that there is none."""
    plain = _plain(note)
    if not plain or not _ENDED_SO.search(plain) or not _holds_only(plain, _OVER):
        return False
    ends = _AN_END.split(plain)[1:]
    if ends:
        dated = periods(ends[-1])
        return bool(dated) and dated[-1].last < day
    return bool(_GONE.search(plain))


@lru_cache(maxsize=16_384)
def tells_of_time(text: str) -> bool:
    """Whether a text says of some time that a membership begins or ends then, whatever day it is today.

    A date alone does not: it may be that of anything.
    """
    plain = _plain(text)
    if not plain or not _EITHER.search(plain):  # as most
        return False
    is_said = bool(_WORD.search(_DATE.sub(" ", text[:_FAR].lower())))
    return is_said and (is_to_come(text, date.min) or is_over(text, date.max))


def _plain(note: str) -> str:
    """A note in small letters without marks at its ends; empty where its length or first word fits none."""
    first = _WORD.search(note[:_BEGINNING].lower())
    if first is not None and first.end() < _BEGINNING and not _may_begin(first[0].replace("’", "'")):
        return ""
    text = " ".join(note[:_FAR].lower().split()).strip(_EDGES)
    return text.replace("’", "'") if text.count(" ") < _LONGEST else ""


def _may_begin(word: str) -> bool:
    return word in _FIRST or word.removesuffix("'s") in _AROUND


def _holds_only(plain: str, words: frozenset[str]) -> bool:
    """Whether a note is made of dates and of words that such notes are made of."""
    said = _WISH.sub(" to ", _DATE.sub(" ", plain))
    return all(
        word in _AROUND or word in words or word.removesuffix("'s") in _AROUND for word in _WORD.findall(said)
    ) and not any(char.isdigit() for char in said)
