"""Undoing what pages do to names: entities, broken encodings, numbering, “logo”, file names."""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import unquote

from matching.addresses import without_addresses

MAX_LENGTH = 300  # characters; nothing longer is a name
_ABBREVIATION_LENGTH = 6  # a file called “uhbw-logo.png” means UHBW

# Letters and what stands between them, with brackets not before the sixth character, and a full stop: most
# names and sentences are so, and have no characters to repair, no address, no numbering, no footnote.
_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z' ,-]{4}[A-Za-z' ,()-]*)?(?:(?<![Ww])\.)?")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffd]")
# All that most names need of the repair of characters, which is slow to load and to use.
_STRAIGHT = str.maketrans("‘’“”\u00a0", "''\"\" ")
_ACCENTS = str.maketrans("\u02bc´`′ʹ＇", "''''''")  # that stand for an apostrophe
# What a character is read as whose bytes were taken for others: two signs or more, or one before a space.
_BROKEN = re.compile("[^\x00-\x7f]{2}|[\x80-\x9f\u00c2\u00c3]|&\\w+;")
_COUNTRY = re.compile(
    r"(\b(?:Trust|FT)|\w\w \w+ \w+)(?: ?[,(] ?(?:England|UK|United Kingdom|Great Britain|GB)\b[.)]*)+$",
    re.IGNORECASE,
)
_COUNTRIES = ("england", "uk", "kingdom", "britain", "gb")
_COUNTRY_ENDS = frozenset("bdkmnBDKMN .)")
_LONGEST_COUNTRY = 10  # characters of the last word, with what closes it
_LOST_APOSTROPHE = re.compile(r"(?<=[^\W\d_]{3}) s(?= [^\W\d_])")  # “St Peter s Hospital”
_PERCENT = re.compile(r"%[0-7][0-9A-F]", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_FILE = re.compile(r"^[^\s]*?([^/\\\s]+)\.(?:png|jpe?g|svg|gif|webp|avif|pdf|docx?|pptx?)$", re.IGNORECASE)
_FILE_NOISE = re.compile(
    r"\b(?:\d{2,4}x\d{2,4}|scaled|rgb|cmyk|colou?r|\d+px|v\d+|final|white|blue|web)\b", re.IGNORECASE
)
_NUMBERING = re.compile(
    r"^\s*(?:[•·▪●◦‣*»>–—-]+\s*|\(?\d{1,2}[a-z]?[.):]\s*|\(?(?:[a-z]|[ivx]{2,4})\)\s+)+", re.IGNORECASE
)
# Marks of footnotes: raised letters and figures behind any word, plain ones behind the legal suffix only.
_RAISED = re.compile("(?<=[a-zA-Z])[¹²³⁰ⁱ⁴-⁹ªᵃ-ᵛ†‡§¶]+(?:, ?[¹²³⁰⁴-⁹ªᵃ-ᵛ†‡§¶]+)*")
_FOOTNOTE = re.compile(
    r"(\bTrust|\b(?:NHS ?)?FT)"
    r"(?: ?\[\w{1,2}\]|[*#]+| ?\d{1,2}(?:[, ]+\d{1,2})*$|\d{1,2}(?:,\d{1,2})*\b|[a-d]\b)",
    re.IGNORECASE,
)
_MARK = re.compile(r"[0-9*#\[]")  # what the second has, but for letters
EDGES = ' ,;:|-–—•·*"/'  # what may stand around a name and is none of it
_LETTERS = frozenset("abcd")
_NOISE_STARTS = ("link to", "visit", "go to", "image of", "c/o", "care of")
_NOISE = re.compile(
    r"\(?\b(?:opens|open|opening) (?:in )?(?:an? )?new (?:window|tab)\b\)?"
    r"|\(?\bexternal (?:link|site|website)\b\)?"
    r"|^(?:link to|visit|go to|image of|logo of|logo for|c/o|care of)\b(?: the\b)?(?: website of)?"
    r"|'?s? (?:official )?(?:home ?page|web ?site)\b"
    r"|\b(?:official )?(?:logo|logotype|crest|web ?site)s?\b",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """The name as a person would write it: one line, straight quotes, no page furniture."""
    # Most names need none of the repairs; each is asked for by what must be there for it to do anything.
    text = text[: 4 * MAX_LENGTH]
    if _PLAIN.fullmatch(text):
        text = " ".join(text.split())
        if not (
            " s " in text or text[-1:] in _LETTERS or _may_have_noise(text) or _may_end_with_country(text)
        ):
            return text.strip(EDGES)[:MAX_LENGTH]
    else:
        text = " ".join(_repaired(text).split())
    if " s " in text:
        text = _LOST_APOSTROPHE.sub("'s", text)
    if not text[:1].isalpha() or ")" in text[1:5]:
        text = _NUMBERING.sub("", text, count=1)
    if text[-1:] in _LETTERS or _MARK.search(text):
        text = _FOOTNOTE.sub(r"\1", text)
    if _may_have_noise(text):
        text = _NOISE.sub(" ", text)
    if _may_end_with_country(text):
        text = _COUNTRY.sub(r"\1", text)
    return " ".join(text.split()).strip(EDGES)[:MAX_LENGTH]


def _repaired(text: str) -> str:
    """A text with its characters as they were meant, and without what is not of the name."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if not text.isprintable():
        text = _CONTROL.sub(" ", text)
    if not text.isascii():
        text = _INVISIBLE.sub("", _mend(text))
    if "%" in text and _PERCENT.search(text):
        text = unquote(text)
    return without_addresses(_unfile(" ".join(text.split())))


def _may_have_noise(text: str) -> bool:
    """Whether there can be page furniture in a text."""
    lowered = text.lower()
    if not text.isascii() or lowered.startswith(_NOISE_STARTS):
        return True
    # Written out, as it is asked of every name: a loop takes four times as long.
    return (
        "open" in lowered
        or "external" in lowered
        or "page" in lowered
        or "site" in lowered
        or "logo" in lowered
        or "crest" in lowered
    )


def _may_end_with_country(text: str) -> bool:
    return text[-1:] in _COUNTRY_ENDS and text[-_LONGEST_COUNTRY:].lower().rstrip(" .)").endswith(_COUNTRIES)


def _mend(text: str) -> str:
    mended = text.translate(_STRAIGHT)
    if _BROKEN.search(mended):
        from ftfy import fix_text

        mended = fix_text(text)
    if not mended.isascii():
        straight = mended.translate(_ACCENTS)  # before they become a space and a floating accent
        mended = unicodedata.normalize("NFKC", _RAISED.sub("", straight)).translate(_STRAIGHT)
    return mended.translate(_ACCENTS)


def _unfile(text: str) -> str:
    """Turn a file name such as “uhbw-logo_300x200.png” into words; other text stays."""
    found = _FILE.match(text) if "." in text else None
    if not found:
        return text
    words = _FILE_NOISE.sub(" ", re.sub(r"[-_+]|%20", " ", found[1]))
    words = re.sub(r"\blogo\b", " ", words, flags=re.IGNORECASE).strip()
    return words.upper() if len(words) <= _ABBREVIATION_LENGTH and words.isalpha() else words
