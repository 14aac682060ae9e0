"""What the words that introduce a list say: these are partners, or these are something else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache

from alliance_spiders.reading.terms import is_to_come
from alliance_spiders.reading.words_against import AGAINST, Against, Force, any_of
from alliance_spiders.reading.years import of_last_year, without_years_to_come

_BODIES = (
    r"(?:trusts?|hospitals?|organi[sz]ations?|providers?|bodies|partners?|members?|institutions?|centres?)"
)
_OWN = (
    r"(?:our|the alliance(?:['’]s)?|its|alliance|member|partner|constituent|participating|local|provider|"
    r"founding|core)"
)


class Lean(IntEnum):
    """Which way words speak."""

    AGAINST = -1
    NONE = 0
    WEAK = 1  # could introduce partners
    STRONG = 2  # says that these are the partners


@dataclass(frozen=True, slots=True)
class Leaning:
    """The verdict on one introducing text.

    ``rule`` names what speaks against. ``is_faded`` says that the text stands in another part of the page,
    ``is_soft`` that it speaks against only where nothing speaks for.
    """

    lean: Lean
    rule: str = ""
    is_faded: bool = False
    is_soft: bool = False


STRONG = any_of(
    rf"\b{_OWN} (?:\w+[ ,]+){{0,4}}?{_BODIES}\b",
    r"\bpartners\b",
    r"\bpartner (?:organi[sz]ations?|trusts?|hospitals?|bodies|logos?)\b",
    r"\bpartnership (?:of|between|with|members?|organi[sz]ations?)\b",
    r"\bmembers(?:hip)?\b(?! of (?:the )?(?:public|team|staff|board))",
    r"\bmember (?:organi[sz]ations?|trusts?)\b",
    r"\b(?:is|are) (?:made up|formed|composed|comprised|a partnership|a collaboration|"
    r"a collaborative|an alliance)\b",
    r"\bmade up of\b",
    r"\bmak(?:e|es|ing) up (?:the|our|this)\b",
    r"\bcompris(?:es?|ing)\b",
    r"\bconsists? of\b",
    r"\b(?:brings?|bringing|has brought|have brought|joins) together\b",
    r"\bunites?\b",
    r"\bcollaborat(?:ion|ive) (?:of|between)\b",
    rf"\b{_BODIES} (?:that|which|who) (?:\w+ ){{0,3}}(?:form|make|belongs?|work|are part|sit|join)\b",
    rf"\b{_BODIES} (?:that|which|who) together are\b",
    r"\b(?:trusts|hospitals|organi[sz]ations|providers)\b[^.]{0,40}\b(?:in|across|within|of|"
    r"serving|covered by) (?:our|the) (?:\w+ ){0,3}(?:area|region|alliance|patch|footprint|"
    r"network|system|partnership|geography)\b",
    r"\bwho(?:['’]s| is) (?:involved|in (?:the|our))\b",
    r"\bwho we work with\b",
    r"\bpart of (?:the|our|this) (?:\w+ ){0,4}(?:alliance|partnership|collaboration)\b",
    r"\bpart of (?:[\w’'&,-]+ ){1,9}cancer alliance\b",
    r"\b(?:in|within|across) (?:the|our|this) (?:\w+ ){0,2}alliance\b",
    r"\bworking in partnership\b",
    r"\bbelong(?:s|ing)? to (?:the|our)\b",
    r"\bconstituents?\b",
    r"\bour collaborators\b",
)

# Rarer words that say so, by one that stands in each: most texts have none of these, and that is soon seen.
_RARELY_STRONG = (
    ("partnership", re.compile(r"^our (?:cancer )?partnership\W*$")),
    (
        "partner",
        re.compile(r"\b(?:click|tap|select|choose|press)\b[^.]{0,80}\b(?:that|each|every) partner\b"),
    ),
    ("er is", re.compile(r"\bour (?:(?:nhs|local|acute|founding|first) )?(?:partner|member) is\b")),
    (
        "joined",
        re.compile(
            r"\b(?:more|others?|another|further)(?: \w+)? (?:(?:have|has) )?(?:since )?joined"
            r"(?: (?:us|later|since|then|(?:the|our) alliance))?"
            r"(?: (?:in|since|on) (?:\w+ ){0,2}(?:19|20)\d\d)?\s*(?:[.:;,]|$)"
        ),
    ),
    ("joined", re.compile(r"\bwhich (?:trusts?|hospitals?|organi[sz]ations?|partners?|members?) joined\b")),
    (
        "joined",
        re.compile(
            r"\bjoined (?:us|(?:the|our) alliance)(?: as (?:an? )?(?:new )?(?:partner|member)| in\b|\W*$)"
        ),
    ),
    (
        " of ",
        re.compile(
            r"\b(?:every|each|all) (?:\w+ )?(?:members?|partners?) of (?:the|our) (?:\w+ )?"
            r"(?:alliance|partnership)\b"
        ),
    ),
    (
        "table",
        re.compile(
            r"\b(?:who|that) (?:sits?|come) (?:a?round|at|to) (?:our|the) table\b|"
            r"\b(?:a?round|at) (?:our|the alliance(?:['’]s)?) table (?:sit|are)\b"
        ),
    ),
    (
        " by",
        re.compile(
            r"\b(?:care|services|treatment) (?:for [\w ]{1,40}? )?(?:in|across|for) (?:our|the) (?:\w+ )?"
            r"(?:area|region|patch|footprint|alliance|population|communities) (?:is|are) "
            r"(?:provided|delivered|run|given) by\b"
        ),
    ),
    (
        "we work",
        re.compile(
            r"\b(?:trusts|hospitals|organi[sz]ations|providers) (?:(?:that|which|whom) )?"
            r"(?:with (?:which|whom) we work\b|we work (?:closely )?with"
            r"(?:\W*$| (?:are|include|across|here|in our|to (?:deliver|provide|improve|plan) (?:cancer )?"
            r"(?:services|care|treatment|outcomes))\b))"
        ),
    ),
    (
        "the following",
        re.compile(
            r"\bthe following (?:[\w’'-]+ ){0,2}(?:trusts|hospitals|organi[sz]ations|providers) "
            r"(?:\w+ ){0,3}?(?:plan|deliver|provide|run|improve|care|work)\b[^.]{0,60}"
            r"\b(?:our (?:population|area|region|patients|communities|people)|for the people)\b"
        ),
    ),
    (
        "part",
        re.compile(
            r"\b(?:signed(?: up to)?|signator(?:y|ies) (?:to|of)|part(?:y|ies) to) "
            r"(?:our|the alliance(?:['’]s)?) (?:\w+ ){0,2}partnership\b"
        ),
    ),
    (
        "sign",
        re.compile(
            r"\b(?:signed(?: up to)?|signator(?:y|ies) (?:to|of)) (?:our|the alliance(?:['’]s)?) "
            r"(?:\w+ ){0,2}(?:partnership|agreement|memorandum|compact)\b"
        ),
    ),
)

WEAK = any_of(
    r"\bwe work (?:closely )?with\b",
    r"\bwork(?:s|ing)? (?:closely )?(?:with|together)\b",
    r"\bin partnership\b",
    r"\bpartner\b",
    r"\bwho we are\b",
    r"\bwhere we (?:work|are)\b",
    r"\bwho['’]?s involved\b",
    r"\b(?:our|the) (?:areas?|regions?|geography|footprint|patch|systems?|networks?|places?|maps?|"
    r"organi[sz]ations?)\b",
    r"\barea(?:s)? (?:we|covered)\b",
    r"\bacross (?:our|the)\b",
    r"\b(?:nhs|acute|hospital|foundation|provider|local|cancer|specialist|community) (?:trusts|"
    r"hospitals|providers|centres)\b",
    r"^\W*(?:the )?(?:nhs |acute |hospital )?(?:trusts|hospitals|providers|organi[sz]ations?)\b",
    r"\b(?:find|choose|select|your) (?:your |a |local |nearest )*(?:hospital|trust)s?\b",
    r"\b(?:covers?|covering|serves?|serving|includes?|including|spans?|delivered by|provided by)\b",
    r"\bfollowing\b",
    r"\bwhat is\b",
)

_SENTENCE_END = re.compile(r"[.!?](?<!\bSt\.)(?<!\bDr\.)\s+(?=[A-Z‘“\"'(])")
_POINTS_ON = re.compile(r":\W*$|\b(?:following|below|these|listed)\b")
# One of these stands in whatever ``_POINTS_ON`` fits; most texts have none, and to look for them is quick.
_POINTING = (":", "following", "below", "these", "listed")
_STOPS = (".", "!", "?")
_ASKS = re.compile(r"(?:who|which|what)\b[^.!?]{0,150}\?\W*$", re.IGNORECASE)  # what comes is the answer
_FAR = 1_500  # characters; what introduces a list stands at the end of a text
_HEADING = 9  # words; what is longer is a sentence
_GATHERS = any_of(
    r"\b(?:is|are) (?:\w+ )?(?:made up|composed|comprised|a (?:\w+ )?partnership|a (?:\w+ )?collaboration)\b",
    r"\bcompris(?:es?|ing)\b|\bconsists? of\b|\bbrings? together\b|\bmakes? up\b",
)
_GATHERING = (
    *"composed compris partnership collaboration consist".split(),
    *("made up", "make up", "makes up", "bring together", "brings together"),
)
# Organisations, and no persons, make up a board.
_SEATS = any_of(
    r"\b(?:partners?|members?|following|these|constituent) (?:organi[sz]ations?|trusts|bodies|providers)\b"
    r"[^.:]{0,60}\b(?:represented|seats?|members? of (?:the|our))\b",
    r"\b(?:represent(?:atives?|ing|ation)|leaders?|executives?) (?:of|from) (?:each of |all (?:of )?)?"
    r"(?:our|the) (?:partners?|members?)\b(?! of)",
    r"\bmember organi[sz]ations?\b",
    r"\b(?:trusts|hospitals|organi[sz]ations|providers) on (?:our|the alliance(?:['’]s)?) (?:\w+ )?board\b",
)
_OWN_BOARD = (
    r"(?:our|the|this) (?:(?:alliance|cancer|programme|partnership|executive|own) )*board\b(?! (?:of|for)\b)"
)
_LEADERS = r"(?:chief executives?|ceos?|leaders?|chairs?|executives?|directors?|representatives?)"
_THESE = (
    r"(?:each|all|one|of|these|the|following|our|nhs|acute|member|partner|hospital|local|trusts|hospitals|"
    r"organi[sz]ations|providers|partners|members)"
)
# The organisations listed are those whose leaders make up the board of the alliance.
_VOTES = any_of(
    r"\b(?:each|every|all|both|these|following|our|member|partner)\b(?: of)?(?: [\w’'-]+){0,3} "
    r"(?:trusts?|hospitals?|organi[sz]ations?|providers?|bodies)\b[^.:]{0,40}\b(?:votes?|seats?|places?|"
    rf"represented|sits?|representatives?)\b[^.:]{{0,20}} (?:on|at|in) {_OWN_BOARD}",
    rf"\b{_OWN_BOARD}[^.:]{{0,30}}\b(?:made up|composed|comprises?|consists?|brings together|includes?|has)\b"
    rf"[^.:]{{0,30}}\b{_LEADERS}\b[^.:]{{0,20}} (?:of|from)(?: {_THESE})*\W*$",
    rf"\b{_LEADERS} (?:of|from) (?:{_THESE} )+(?:sit|make up|form|meet)\b[^.:]{{0,20}} {_OWN_BOARD}",
)
# What every trust of the alliance has, the list tells of every one.
_EVERY = re.compile(
    r"\b(?:each|every|all)(?: of)?(?: the)? (?:\w+ ){0,2}(?:trusts?|hospitals?|organi[sz]ations?|providers?|"
    r"partners?|members?) (?:in|of|across|within) (?:our|the) (?:cancer )?alliance\b"
    r"(?! (?:boards?|groups?|teams?|programmes?|projects?)\b)"
)
_BACK = re.compile(
    r"\W*(?:its?|they|their|these|those|this|that|the (?:network|group|project|programme|members?|"
    r"trusts|sites?|hospitals|partners))\b",
    re.IGNORECASE,
)
_CARE_BOARD = re.compile(r"\b(?:integrated care|health|care) boards?\b")


def lean(text: str, own_words: tuple[str, ...] = (), *, is_sentence: bool = False) -> Leaning:
    """Which way one heading or sentence speaks.

    In a heading, words against decide before words for: “News from our partners” introduces none. A
    whole sentence says more things at once, so that only what is firm decides there. ``own_words`` are
    phrases that introduce the list on this site; ``is_sentence`` says that a short text is one, too.
    """
    return _lean(text[-_FAR:], own_words, is_sentence)


def lean_on(text: str, day: date, own_words: tuple[str, ...] = (), *, title: str = "") -> Leaning:
    """Which way a heading or a sentence speaks on a day: what runs on is no history, what comes no present.

    What tells of the partners of the last year, which ``title`` may name, speaks for them weakly.
    """
    if is_to_come(text, day):
        return Leaning(Lean.AGAINST, "future")
    told = of_last_year(text, title, day)
    leaning = lean(without_years_to_come(told, day), own_words)
    return Leaning(Lean.WEAK) if told != text and leaning.lean is Lean.STRONG else leaning


@lru_cache(maxsize=16_384)
def _lean(text: str, own_words: tuple[str, ...], is_sentence: bool) -> Leaning:
    plain = _CARE_BOARD.sub(" ", text.lower())
    found = next((rule for rule in AGAINST if rule.pattern.search(plain)), None)
    if found is not None and found.force is not Force.FIRM and _is_of_all(found, plain):
        return Leaning(Lean.STRONG)
    strong = bool(STRONG.search(plain)) or _is_rarely_strong(plain) or _holds(plain, own_words)
    if found is not None and (
        not strong or _wins(found, is_title=not is_sentence and len(plain.split()) <= _HEADING)
    ):
        return Leaning(Lean.AGAINST, found.rule, is_soft=found.force is Force.SOFT)
    if strong:
        return Leaning(Lean.STRONG)
    return Leaning(Lean.WEAK) if WEAK.search(plain) else Leaning(Lean.NONE)


def _is_rarely_strong(plain: str) -> bool:
    return any(word in plain and pattern.search(plain) for word, pattern in _RARELY_STRONG)


def _is_of_all(found: Against, plain: str) -> bool:
    """Whether a text that speaks of staff tells what all partners have: a seat on the board, a manager."""
    is_seat = "board" in plain and bool(_SEATS.search(plain))
    return found.rule == "staff" and (is_seat or tells_of_all(plain))


def tells_of_all(plain: str) -> bool:
    """Whether a text, in small letters, tells what every trust of the alliance has, or who is its board."""
    if "board" in plain and _VOTES.search(_CARE_BOARD.sub(" ", plain)):
        return True
    return "alliance" in plain and bool(_EVERY.search(plain))


def against(text: str) -> str:
    """The rule of the first words that speak against, however softly; empty when none do."""
    plain = _CARE_BOARD.sub(" ", text.lower())
    return next((each.rule for each in AGAINST if each.pattern.search(plain)), "")


def _holds(text: str, phrases: tuple[str, ...]) -> bool:
    folded = text.casefold()
    return any(phrase and phrase.casefold() in folded for phrase in phrases)


def _wins(words: Against, *, is_title: bool) -> bool:
    """Whether words against win over words for in the same text."""
    return words.force is Force.FIRM or (words.force is Force.PLAIN and is_title)


def refers_back(sentence: str) -> bool:
    """Whether the subject of a sentence is that of the one before it (“Its members are …”)."""
    return bool(_BACK.match(sentence))


def sentences(text: str) -> list[str]:
    """A text cut into sentences."""
    parts, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        parts.append(text[start : end.start() + 1])
        start = end.end()
    return [part for part in (*parts, text[start:]) if part.strip()]


def points_on(text: str) -> bool:
    """Whether a text announces what follows it: “These are:”, “listed below”."""
    small = text.lower()
    return any(map(small.__contains__, _POINTING)) and bool(_POINTS_ON.search(small))


def announces_any(text: str) -> bool:
    """Whether a sentence of a text says that the lists to come, under whatever headings, are of partners."""
    is_closed = text.rstrip().endswith(_STOPS)  # and holds sentences alone, no title
    if (
        is_closed
        and not _ASKS.match(text)
        and not any(map(text.lower().__contains__, _POINTING + _GATHERING))
    ):
        return False
    return any(map(_announces, sentences(text)))


def _announces(sentence: str) -> bool:
    is_title = len(sentence.split()) <= _HEADING and not sentence.rstrip().endswith(_STOPS)
    is_title = is_title or bool(_ASKS.match(sentence))
    return (is_title or points_on(sentence) or _gathers(sentence)) and lean(sentence).lean is Lean.STRONG


def _gathers(sentence: str) -> bool:
    """Whether a sentence says what makes up the alliance."""
    small = sentence.lower()
    return any(map(small.__contains__, _GATHERING)) and bool(_GATHERS.search(small))
