"""Ways to reach a person, as pages write them: e-mail addresses, telephone numbers, names on social media."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Every repetition starts at a word's beginning and is bounded, so that no text makes them slow.
_AT = r"(?:@|＠|%40|&#0{0,3}64;|&commat;|[\[({<]\s?at\s?[\])}>])"
_DOT = r"(?:\.|[\[({<]\s?dot\s?[\])}>])"
_EMAIL = re.compile(
    rf"(?:mailto:)?(?<![\w.+'’-])[\w.+'’-]++(?:\s?[\[({{<]\s?dot\s?[\])}}>]\s?[\w.+'’-]++){{0,3}}\s?{_AT}\s?"
    rf"[\w-]+(?:\s?{_DOT}\s?[\w-]+)+",
    re.I,
)
_SPOKEN_EMAIL = re.compile(
    r"(?<![\w.+'’-])[\w.+'’-]++ at (?:[\w-]++(?: dot [\w-]++)+)"  # amira at example dot org
    r"|(?<![\w.+'’-])\w{1,40}+[._]\w[\w.'’-]{0,60}+ at [\w-]++(?:\.[\w-]++)+",  # amira.osei at example.org
    re.I,
)
_HANDLE = re.compile(r"(?<![\w@.])@\w{3,30}\b")
_INNER = r"(?:\s*(?:x|extn?\.?|extension)\s*\d{1,6})?"  # the number of a desk behind that of a house
_PHONE = re.compile(
    r"(?<![\w.])(?:\+|[0０]{2}|[(（]?[0０])\s?[\d()][\d\s().\-–/]{6,24}\d" + _INNER,
    re.I,
)
_WHOM = r"[.:]{0,2}\s{0,3}(?:(?:us|me|on|at|no|number|is)\b[.:]{0,2}\s{0,3}){0,3}"
_LABELLED = re.compile(
    r"\b(?:extn?|extension|bleep|pager|tel|telephone|phone|mobile|mob|fax|switchboard|whatsapp)\b"
    rf"{_WHOM}\(?\d[\d ()-]{{1,20}}\d{_INNER}"
    rf"|\b(?:call|ring|dial|text)\b{_WHOM}\(?\d[\d ()-]{{3,20}}\d{_INNER}"  # not “dial 999”
    rf"|(?<![\w'’])[tmfd]\s?[:.]\s{{0,3}}\+?\d[\d ()-]{{4,18}}\d{_INNER}"
    r"|\b(?:extn?\b\.?|extension):?\s{0,2}\d{2,6}\b|\bx\d{3,6}\b",
    re.I,
)
# “7946 0123”, a number without its area; of two years, or of anything with a year behind, it is none.
_LOCAL = re.compile(
    rf"(?<![\w.,£$€/\]-])\d{{3,4}}[ -](?!(?:19|20)\d\d\b)\d{{4}}(?![\w/]|[.,-]\d){_INNER}", re.I
)
_AS_NUMBER = (_PHONE, _LABELLED, _LOCAL)
_DIGIT = re.compile(r"\d")
_EMAIL_SIGN = re.compile(_AT, re.I)


def without_contacts(text: str, instead: str) -> str:
    """The text with something else in place of each way to reach a person."""
    for pattern in _patterns(text):
        text = pattern.sub(instead, text)
    return text


def contacts_in(text: str) -> list[tuple[int, int]]:
    """Beginning and end of each way to reach a person, in the order of the text; they may overlap."""
    return sorted(found.span() for pattern in _patterns(text) for found in pattern.finditer(text))


def _patterns(text: str) -> Iterator[re.Pattern[str]]:
    """Those that can find anything; most texts hold no digit and none of the signs of an address."""
    if _EMAIL_SIGN.search(text):
        yield _EMAIL
    if " at " in text.lower():
        yield _SPOKEN_EMAIL
    if _DIGIT.search(text):
        yield from _AS_NUMBER
    if "@" in text:
        yield _HANDLE
