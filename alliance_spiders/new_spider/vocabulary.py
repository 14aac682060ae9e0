"""Which words of a recorded page may stay: those of organisations, and plain ones in headings and labels."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from enum import Enum

from alliance_spiders.alliances import all_alliances
from alliance_spiders.lexicon import ORGANISATION_WORDS
from alliance_spiders.privacy import REMOVED, scrub
from alliance_spiders.reading.model import Document
from alliance_spiders.reading.shapes import is_generic
from alliance_spiders.reading.words import Lean, lean, sentences
from matching.register import Register

LABEL = 3  # words of a link or a label that may stay
CATEGORIES = 12  # words of a text that only names kinds of organisations
HEADING = 14  # words of a heading; what is longer is a sentence
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_JOINING = re.compile(
    r"(?:[\W\d_]|\b(?:and|or|the|of|for|in|with|as well as|together with)\b)*", re.IGNORECASE
)
_OPENING, _CLOSING = re.compile(r"^[^\w(\[]*"), re.compile(r"[^\w)\].!?:]*$")
_BESIDE = re.compile(r"\s*[(\[,;:|]|\s+[–—-]\s")  # what may part a name from a person's
_LONG_NUMBER = re.compile(r"\d{5,}")

# The project's own words, by what they say of a list; those for AGAINST, by the rule.
_ALONE = {Lean.STRONG: "These are our partners", Lean.WEAK: "We work together", Lean.NONE: "Text of the page"}
_BEFORE = {Lean.STRONG: "Our partners are", Lean.WEAK: "We work with", Lean.NONE: "More is said here about"}
_AFTER = {Lean.STRONG: "are our partners", Lean.WEAK: "work together", Lean.NONE: "is named here"}
_AGAINST = {
    "other_alliance": "Neighbouring alliances",
    "history": "Former members",
    "network": "The radiotherapy network",
    "host": "The alliance is hosted by",
    "research": "A research study with",
    "visit": "Visitors came from",
    "fundraising": "Money was donated to",
    "news": "News about",
    "jobs": "Vacancies at",
    "staff": "The project team",
    "links": "Useful links",
    "contact": "To complain, write to",
}
_NO_MORE = " – text of the page"  # the dash parts it from the name before it
FILLER = "Text of the page."


class Vocabulary:
    """Knows the words of organisations, and the plain words of one site."""

    def __init__(self, register: Register, documents: Iterable[Document]) -> None:
        names = [t.name for t in register.trusts.values()] + [body.name for body in register.bodies]
        names += [name for a in all_alliances() for name in (a.name, *a.other_names)]
        self._names = {name.casefold() for name in names}
        self._names |= {site.name.casefold() for site in register.sites}
        self._names |= {alias.name.casefold() for alias in register.aliases}
        self._known = {word.casefold() for name in names for word in _WORD.findall(name)} | ORGANISATION_WORDS
        # A word that the site also writes in small letters is hardly somebody's name.
        for document in documents:
            for segment in document.segments:
                self._known.update(word for word in _WORD.findall(segment.text) if word[0].islower())

    def name(self, text: str) -> str:
        """A name of an organisation without a person beside it; empty when nothing is left that is sure."""
        for candidate in (text, _BESIDE.split(text)[0]):
            if candidate.casefold() in self._names or scrub(candidate) == candidate:
                return candidate
        return ""

    def heading(self, text: str, names: Collection[str]) -> str:
        """A heading without persons and without words that may be names of persons."""
        if len(text.split()) > HEADING:
            return own_words(text)
        plain = scrub(text, names).replace(REMOVED, "a person")
        kept = " ".join(token for token in plain.split() if self._may_stay(token, names))
        return _LONG_NUMBER.sub("", kept) or "Heading"

    def words(self, text: str, place: Place) -> str:
        """What stands around names, in the project's own words unless it is a mere label."""
        core = " ".join(text.split())
        if place is Place.AFTER and not self._is_label(core) and lean(core).lean <= Lean.NONE:
            return text if _JOINING.fullmatch(core) else _NO_MORE
        if _JOINING.fullmatch(core) and not _LONG_NUMBER.search(core):
            return text
        if self._is_label(core):
            return text
        opening, closing = _OPENING.match(text), _CLOSING.search(text)
        signs = (opening[0] if opening else "", closing[0] if closing else "")
        return f"{signs[0]}{own_words(core, place)}{signs[1]}"

    def is_list(self, text: str, names: Collection[str]) -> bool:
        """Whether a text says nothing but names and kinds of organisations."""
        tokens = text.split()
        return (
            len(tokens) <= CATEGORIES * 3
            and scrub(text, names) == text
            and all(self._may_stay(token, names) for token in tokens)
        )

    def holds_only_plain_words(self, text: str) -> bool:
        """Whether each word is of an organisation's name, or one that the site writes in small letters."""
        return all(word.casefold() in self._known for word in _WORD.findall(text.replace("_", " ")))

    def _is_label(self, text: str) -> bool:
        count = len(text.split())
        if scrub(text) != text or _LONG_NUMBER.search(text):
            return False
        is_category = count <= CATEGORIES and is_generic(text.strip(" .,;:"))
        return is_category or (count <= LABEL and all(self._may_stay(token, ()) for token in text.split()))

    def _may_stay(self, token: str, names: Collection[str]) -> bool:
        words = _WORD.findall(token)
        return all(self._is_plain(word) or any(word in name for name in names) for word in words)

    def _is_plain(self, word: str) -> bool:
        stem = re.sub(r"['’]s?$", "", word.casefold())
        if word[0].islower() or stem in self._known or (word.isupper() and 1 < len(word) <= 6):
            return True
        # Beside a plain word another one is no name: what takes persons out of text knows both kinds.
        beside = f"About {word}"
        return is_generic(word) or scrub(beside) == beside


class Place(Enum):
    """Where a piece of text stands among the names of its segment."""

    ALONE = "alone"
    BEFORE = "before"
    AFTER = "after"
    BETWEEN = "between"


_SAID = {Place.ALONE: _ALONE, Place.BEFORE: _BEFORE, Place.AFTER: _AFTER}


def own_words(text: str, place: Place = Place.ALONE) -> str:
    """Words of the project's own that speak of a list of partners as the text beside it does."""
    parts = sentences(text) or [text]
    if place is Place.BETWEEN:
        introduces = lean(parts[-1]).lean is Lean.STRONG
        return f". {_BEFORE[Lean.STRONG]}" if introduces else own_words(text, Place.AFTER)
    leaning = lean({Place.BEFORE: parts[-1], Place.AFTER: parts[0]}.get(place, text))
    colon = ":" if text.rstrip().endswith(":") else ""
    if leaning.lean is Lean.AGAINST and place is Place.BEFORE:
        said = _AGAINST.get(leaning.rule, "Something else")
    else:  # what speaks against only in passing would do so louder in few words
        said = _SAID[place][max(leaning.lean, Lean.NONE)]
    return said + (colon or ("." if text.rstrip().endswith((".", "!", "?")) else ""))
