"""What pages put beside a name so that one can reach it: telephone, e-mail, web address, postcode."""

from __future__ import annotations

import re

from matching.contacts import without_contacts

_DIGIT = re.compile(r"\d")
_MAY_REACH = re.compile(r"\d{3}|\d[A-Z]{2}\b|@|://|\bwww\.|\.(?:uk|org|com|net|info)\b", re.IGNORECASE)
_POSTCODE = re.compile(r"(?<![\w-])[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}(?![\w-])")
_WEB = re.compile(
    r"(?<![\w@.])(?:https?://|www\.)[^\s,;()\[\]|]{3,200}"
    r"|(?<![\w@.'’-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.(?:uk|org|com|net|info)\b(?:/[^\s,;()\[\]|]{0,200})?",
    re.IGNORECASE,
)
_MARK = "\x1f"  # where something was taken out; no text that is looked at holds one
_LABELS = (
    r"(?:(?:tele)?phone|tel|mob(?:ile)?|fax|call|ring|text|whatsapp|switchboard|reception|helpline|enquiries|"
    r"e-?mail|contact|web ?site|web|online|address|post ?code|number|details|visit|see|more|main|general|our|"
    r"us|on|at|is|no|or|and|[tmfew](?=\s*[:.]))"
)
_TAKEN_OUT = re.compile(
    rf"(?:[\s,;:|/·•–—-]*\b{_LABELS}\b[\s.:]*){{0,4}}[\s,;:|/·•–—-]*{_MARK}[\s{_MARK},;:|/·•–—-]*"
    rf"(?:(?:or|and|{_LABELS})\b[\s.:]*{_MARK})*",
    re.IGNORECASE,
)
_LEFT_EMPTY = re.compile(r"[(\[][\s,.;:|]*[)\]]")


def without_addresses(text: str) -> str:
    """A name without the ways to reach its bearer; the text as it is where nothing else is left of it.

    What was taken out leaves a comma, so that names before and behind it stay apart.
    """
    if "." not in text and "@" not in text and not _DIGIT.search(text):
        return text
    if not _MAY_REACH.search(text):
        return text
    marked = _POSTCODE.sub(_MARK, _WEB.sub(_MARK, without_contacts(text, _MARK)))
    if _MARK not in marked:
        return text
    left = _LEFT_EMPTY.sub(" ", _TAKEN_OUT.sub(", ", marked)).replace(_MARK, ", ").strip(" ,")
    return left if sum(map(str.isalpha, left)) > 1 else text
