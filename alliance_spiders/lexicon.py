"""Words that tell organisations from persons: those of the register, of headings, and first names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

ORGANISATION_WORDS = frozenset(
    """trust trusts nhs ft hospital hospitals hospice hospices infirmary health healthcare care clinic
    centre center council university college school board icb ics icp ccg pcn alliance alliances
    partnership partnerships foundation service services ambulance charity society association
    federation network networks institute department authority group limited ltd plc cic england uk
    national royal integrated commissioning teaching cancer collaborative collaboration system
    systems support macmillan healthwatch hospitals' community district county borough city
    maternity eye dental orthopaedic children's nhsft nhst hosp hosps univ uni gen infirm""".split()
)
PLAIN_WORDS = frozenset(
    """a about across acute all an and are area areas around at by contact essex events find for from get
    help home hosted how in information involved is it learn list map member members membership more
    most new news of on organisation organisations other our out over page partner partners
    partnering patient patients people provider providers public read region see site sites team the
    their these they this to together us use we website what where which who with work working you
    your north south east west mid central northern southern eastern western upper lower greater
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday""".split()
)
_KNOWN_WORDS = ORGANISATION_WORDS | PLAIN_WORDS
_WORD = re.compile(r"[^\W\d_][\w'’]*")


def plain(word: str) -> str:
    """A word in small letters, without the signs at its ends."""
    return word.casefold().replace("’", "'").strip(".,;:'-")


def is_plain(word: str) -> bool:
    """Whether a word is one of headings, or one for a kind of organisation."""
    return plain(word) in _KNOWN_WORDS


def is_known(word: str) -> bool:
    """Whether a word is a plain one, or one in the name of a trust or of another body."""
    return plain(word) in _KNOWN_WORDS or plain(word) in _register_words()


def is_of_names(word: str) -> bool:
    """Whether a word is known, or stands in any name of the register, an alias, a hospital or a town."""
    return plain(word) in _words_of_names()


def is_first_name(word: str) -> bool:
    """Whether a word is a common first name; in small letters it may be a plain word as well."""
    word = plain(word)
    return any(word in names for names in _first_names())


def is_only_first_name(word: str) -> bool:
    """Whether a word is a common first name and no word of daily use."""
    return plain(word) in _first_names()[0]


def may_hold_first_name(words: Iterable[str]) -> bool:
    """Whether one of these words is a common first name in small letters and no word of daily use."""
    return not _first_names()[0].isdisjoint(words)


def is_persons_alone(word: str) -> bool:
    """Whether a word is a common first name that no organisation or place is known by."""
    return plain(word) in _persons_alone()


@cache
def _persons_alone() -> frozenset[str]:
    return frozenset(word for word in _first_names()[0] if not is_of_names(word))


@cache
def known_pairs() -> frozenset[tuple[str, str]]:
    """Neighbouring words in the names of trusts and other bodies, so that “Alder Hey” is no person."""
    from matching.register import Register

    register = Register.load()
    return frozenset(
        pair for name in _names(register.trusts.values(), register.bodies) for pair in _word_pairs(name)
    )


@cache
def _register_words() -> frozenset[str]:
    return frozenset(word for pair in known_pairs() for word in pair)


@cache
def _words_of_names() -> frozenset[str]:
    from matching.register import Register
    from matching.towns import towns

    register = Register.load()
    names = _names(register.trusts.values(), register.bodies, register.sites, register.aliases)
    different = " ".join(set(" ".join(names).split()))  # words stand in many names
    words = {plain(word) for word in _WORD.findall(different)}
    return frozenset(words.union(_KNOWN_WORDS, _register_words(), *towns()))


@cache
def _first_names() -> tuple[frozenset[str], frozenset[str]]:
    """First names, and those that are words of daily use as well."""
    table = tomllib.loads(files("alliance_spiders").joinpath("data/first_names.toml").read_text("utf-8"))
    return frozenset(table["names"].split()), frozenset(table["also_words"].split())


def _names(*groups: Iterable[object]) -> Iterator[str]:
    for group in groups:
        for organisation in group:
            yield str(getattr(organisation, "name", ""))


def _word_pairs(name: str) -> Iterator[tuple[str, str]]:
    yield from pairwise(plain(word) for word in name.replace(",", " ").split())
