"""Reading an organisation's name: from what stands on a page to the words that count.

``read_name`` parts a name into the words that tell organisations apart, what stands in brackets, and
what the legal suffix states.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from matching.cleaning import clean
from matching.suffix import LEGAL_WORDS, is_broken, mend_suffix

_CACHED_NAMES = 16_384
_CACHED_WORDS = 32_768  # the names of a country share few words
STOP_WORDS = frozenset(["the", "and", "of", "for", "at", "in", "on", "upon", "to", "with", "by"])
_SPELLINGS: dict[str, tuple[str, ...]] = {
    "hosp": ("hospital",),
    "hosps": ("hospital",),
    "univ": ("university",),
    "gen": ("general",),
    "dist": ("district",),
    "saint": ("st",),
    "center": ("centre",),
    "orthopedic": ("orthopaedic",),
    "homeopathic": ("homoeopathic",),
    "healthcare": ("health", "care"),
    "uh": ("university", "hospital"),
    "beds": ("bedfordshire",),
    "berks": ("berkshire",),
    "bucks": ("buckinghamshire",),
    "cambs": ("cambridgeshire",),
    "glos": ("gloucestershire",),
    "hants": ("hampshire",),
    "herts": ("hertfordshire",),
    "lancs": ("lancashire",),
    "leics": ("leicestershire",),
    "lincs": ("lincolnshire",),
    "northants": ("northamptonshire",),
    "notts": ("nottinghamshire",),
    "oxon": ("oxfordshire",),
    "staffs": ("staffordshire",),
    "wilts": ("wiltshire",),
    "derbys": ("derbyshire",),
    "gloucs": ("gloucestershire",),
    "salop": ("shropshire",),
    "shrops": ("shropshire",),
    "warks": ("warwickshire",),
    "worcs": ("worcestershire",),
    "yorks": ("yorkshire",),
    "nhsft": ("nhs", "foundation", "trust"),
    "nhst": ("nhs", "trust"),
    "ft": ("foundation", "trust"),
    "fdn": ("foundation",),
    "fndn": ("foundation",),
    "foundn": ("foundation",),
    "tchg": ("teaching",),
    "infy": ("infirmary",),
    "svcs": ("services",),
    "natl": ("national",),
    "hlth": ("health",),
    "hlthcare": ("health", "care"),
    "ptnrship": ("partnership",),
    "foundationtrust": ("foundation", "trust"),
    "nhsfoundation": ("nhs", "foundation"),
    "nhstrust": ("nhs", "trust"),
    "nsh": ("nhs",),
    "hns": ("nhs",),
}
SUFFIX_WORDS = LEGAL_WORDS
_LEFT_OUT = SUFFIX_WORDS | STOP_WORDS
# With a footnote's letter “Trusta” is “Trust”, but only where a text ends, as a part of it does.
_STATES_TRUST = frozenset(
    {"foundation", "trust", *(word + mark for word in ("trust", "ft", "nhsft") for mark in "abcd")}
)
_NO_BRACKETS: tuple[tuple[str, ...], ...] = ((), (), ())
_Words = tuple[list[str], tuple[str, ...]]  # all words of a text, and those that count

_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
_ANY_BRACKET = re.compile(r"[()\[\]]")
_ASIDE_WORDS = (
    "formerly|previously|formally|until recently|now part of|now known as|now called|part of|known as"
    "|also known as|trading as|hosted by|host of|run by|managed by"
)
_ASIDE = re.compile(rf"[\s,;:–—(-]+(?:{_ASIDE_WORDS})\b(.*)$", re.IGNORECASE)
# What is a part of a trust, and who houses it, is said behind its whole name only.
_WITHIN = r"(?:which )?(?:incorporat(?:ing|es)|includ(?:ing|es))|incl?\b\.?"
_WITHIN_WHOLE = re.compile(rf"(?:(?<=trust)|(?<=\bft))[\s,;:–—-]+(?:{_WITHIN}) +(.+)$", re.IGNORECASE)
_HOSTED = re.compile(r"\b(?:trust|ft)[\s,;:–—(\[-]+(?:hosted by|host of)\b", re.IGNORECASE)
# What one of these two can begin with, in a piece of text.
_BEGINS_REMARK = re.compile(
    r"(?:^|[,;:–—(-])(?:form|previously|until|now|part|known|also|trading|host|run|managed|which|inc)",
    re.IGNORECASE,
)
_ASIDE_SIGNS = (
    "form",
    "viously",
    "recently",
    "part of",
    "known as",
    "called",
    "trading",
    "host",
    " by",
    "incorp",
    "includ",
    " inc",
)
_ASIDE_IN_BRACKETS = re.compile(rf"(?:{_ASIDE_WORDS}|was|now|{_WITHIN})\b", re.IGNORECASE)
_SPACED_NHS = re.compile(r"\bN\.?\s?H\.?\s?S\b\.?|\bnational health service\b", re.IGNORECASE)
_SPACED_FT = re.compile(r"\bF\.?\s?T\b\.?", re.IGNORECASE)
# The end of a piece of text that one of these two may begin in.
_BEGINS_SPACED = re.compile(r"\b(?:N\.?(?:H\.?)?|F\.?|national)$", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[a-z])(?=(?:NHS|Foundation|Trust|Hospital|Infirmary)\b)")
_POSSESSIVE = re.compile(r"'s\b|(?<=\bhosp)\.s\b")
_PLURAL_INITIALS = re.compile(r"\b([A-Z]{2})s\b")  # “UHs”
_WORD = re.compile(r"[a-z0-9]+")
_CODE_BESIDE = re.compile(
    r"^(R[0-9][A-Z0-9]|[RT][A-Z][0-9])\b[\s:,–-]*|[\s:,–-]+(R[0-9][A-Z0-9]|[RT][A-Z][0-9])$"
)
_PLAIN = str.maketrans({"‘": "'", "’": "'", "‛": "'", "´": "'", "`": "'", "–": " ", "—": " ", "&": " and "})
_CODE = re.compile(r"^(?:[A-Z]{1,2}[0-9A-Z]{1,2}|[A-Z0-9]{5})$")
_ABBREVIATION = re.compile(r"^[A-Z][A-Za-z&]{0,10}[A-Z]s?$")


@dataclass(slots=True, eq=False)  # one for each name: to make a frozen one takes three times as long
class Reading:
    """A name taken apart.

    ``words`` are the words that count, stemmed, in order, without small words, brackets and the legal
    suffix; ``full_words`` the same with the words in brackets; ``folded`` all words as read. ``codes``
    are bracketed tokens that could be ODS codes, ``short_forms`` bracketed abbreviations, ``asides`` what
    remarks such as “part of …” name, ``notes`` all other brackets; ``bare`` is the text without these.
    ``has_suffix`` says that the name states to be a trust (“NHS Trust”, “NHS FT”, “Foundation Trust”),
    ``may_hold_suffix`` that a part of the text could, read by itself.
    """

    text: str
    words: tuple[str, ...]
    full_words: tuple[str, ...] = ()
    folded: str = ""
    says_nhs: bool = False
    says_foundation: bool = False
    says_trust: bool = False
    has_suffix: bool = False
    may_hold_suffix: bool = True
    codes: tuple[str, ...] = ()
    short_forms: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    bare: str = ""


@lru_cache(maxsize=_CACHED_NAMES)
def read_name(text: str) -> Reading:
    """Take a name apart. Never fails; a text without words gives a reading without words."""
    whole = clean(text)
    bare, brackets = _take_brackets(whole)
    bare, beside = _take_code(bare)
    aside: tuple[str, ...] = ()
    if not (plain := _read_plain(bare)):
        bare, aside = _take_aside(bare)
    words, core = plain or _read_mended(bare)
    codes, short_forms, notes = _sort_brackets(brackets) if brackets else _NO_BRACKETS
    asides = (*aside, *_asides_in(brackets)) if brackets else aside
    everything = words if bare == whole else fold(whole)
    says_foundation = "foundation" in words and core != ("foundation",)
    says_trust = "trust" in words
    return Reading(
        text=whole,
        words=core,
        full_words=(_read_plain(whole) or _read_mended(whole))[1] if notes else core,
        folded=" ".join(everything),
        says_nhs="nhs" in words,
        says_foundation=says_foundation,
        says_trust=says_trust,
        has_suffix=says_trust or says_foundation,
        may_hold_suffix=plain is None or bare != whole or _may_hold_suffix(words, whole),
        codes=beside + codes,
        short_forms=short_forms,
        notes=notes,
        asides=asides if asides and not _HOSTED.search(whole) else (),
        bare=bare,
    )


@lru_cache(maxsize=_CACHED_NAMES)
def core_words(name: str) -> tuple[str, ...]:
    """The words that count of a name that is written as it should be; quicker than ``read_name``."""
    return _core(fold(name))


def _read_plain(text: str) -> _Words | None:
    """The words of a text; nothing where pieces of it may belong together, or be a remark: few are so."""
    words: list[str] = []
    core: list[str] = []
    for piece in text.split():
        folded, counting, is_plain, _ = _PIECES[piece]
        if not is_plain:
            return None
        words += folded
        core += counting
    return words, tuple(core) if core else _core(words)


def _read_mended(text: str) -> _Words:
    words = mend_suffix(fold(text))
    return words, _core(words)


def _core(words: list[str]) -> tuple[str, ...]:
    core = tuple(_counting(words))
    if not core and words[-4:] == ["the", "foundation", "nhs", "trust"]:
        return ("foundation",)  # The Foundation NHS Trust, 1993 to 2001
    return core


def _counting(words: Iterable[str]) -> list[str]:
    return [stem(word) for word in words if word not in _LEFT_OUT]


def _may_hold_suffix(words: list[str], text: str) -> bool:
    """Whether a part of a text with these words can state to be a trust.

    It has no word that the whole has not, unless it has signs that would be undone once more.
    """
    return not _STATES_TRUST.isdisjoint(words) or "&" in text or "%" in text


def _take_brackets(text: str) -> tuple[str, tuple[str, ...]]:
    if "(" not in text and "[" not in text:
        return text.strip(), ()
    brackets = tuple(found.strip() for found in _BRACKET.findall(text))
    bare, inner = " ".join(_BRACKET.sub(" ", text).split()), text.strip("()[] ")
    if not any(map(str.isalnum, bare)) and " " in inner and not _ANY_BRACKET.search(inner):
        return inner, ()  # nothing but a name in brackets
    return bare, brackets


def _take_code(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without the ODS code it starts or ends with; only codes with a digit are told from words."""
    may_have = text[:1] in "RT" or text[-3:-2] in "RT"
    found = _CODE_BESIDE.search(text) if may_have else None
    if not found:
        return text, ()
    return text[: found.start()] + text[found.end() :], (found[1] or found[2],)


def _take_aside(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without a remark such as “, formerly …” at its end, and what the remark names."""
    if text.isascii() and not any(map(text.lower().__contains__, _ASIDE_SIGNS)):
        return text, ()
    found = _ASIDE.search(text) or _WITHIN_WHOLE.search(text)
    if not found or not found.start():
        return text, ()
    return text[: found.start()], (found[1].strip(),)


def _asides_in(brackets: tuple[str, ...]) -> tuple[str, ...]:
    found = map(_ASIDE_IN_BRACKETS.match, brackets)
    return tuple(content[said.end() :].strip() for content, said in zip(brackets, found, strict=True) if said)


def _sort_brackets(brackets: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    codes, short_forms, notes = [], [], []
    for content in brackets:
        if _CODE.match(content):
            codes.append(content)
        if _ABBREVIATION.match(content):
            short_forms.append(content)
        elif content and not codes and content.lower() != "the" and not _ASIDE_IN_BRACKETS.match(content):
            notes.append(content)
    return tuple(codes), tuple(short_forms), tuple(notes)


def fold(text: str) -> list[str]:
    """All words of a text in lower case without accents and apostrophes, common spellings unified."""
    words: list[str] = []
    for piece in text.split():
        folded, _, _, may_go_on = _PIECES[piece]
        if may_go_on:
            return list(_fold(text))
        words += folded
    return words


class _Piece(NamedTuple):
    """What a text without spaces holds: its words, those that count, and what it may be the beginning of.

    ``is_plain`` says that they are the same whatever stands beside it, and no remark begins with it;
    ``may_go_on`` that “N H S” may begin at its end.
    """

    words: tuple[str, ...]
    counting: tuple[str, ...]
    is_plain: bool
    may_go_on: bool


class _Pieces(dict[str, _Piece]):
    """Pieces come again and again; a look into a dictionary is all that most of them cost."""

    def __missing__(self, text: str) -> _Piece:
        if len(self) >= _CACHED_WORDS:
            self.clear()
        words, may_go_on = _fold(text), _BEGINS_SPACED.search(text) is not None
        is_plain = not (may_go_on or _BEGINS_REMARK.search(text) or any(map(is_broken, words)))
        piece = self[text] = _Piece(words, tuple(_counting(words)), is_plain, may_go_on)
        return piece


_PIECES = _Pieces()


def _fold(text: str) -> tuple[str, ...]:
    text = _SPACED_FT.sub(" FT ", _SPACED_NHS.sub(" NHS ", _GLUED.sub(" ", text)))
    text = _PLURAL_INITIALS.sub(r"\1", text).casefold().translate(_PLAIN)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    text = _POSSESSIVE.sub("", text).replace("'", "")
    words: list[str] = []
    for word in _WORD.findall(text):
        words.extend(_SPELLINGS.get(word, (word,)))
    return tuple(words)


def are_initials(token: str, name: str) -> bool:
    """Whether a token in capitals is made of the initials of a name, in their order."""
    initials = iter(word[0] for word in fold(name))
    return token.isalpha() and token.isupper() and all(letter in initials for letter in token.casefold())


@lru_cache(maxsize=_CACHED_WORDS)
def stem(word: str) -> str:
    """A word without the plural or possessive “s”."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
