"""Taking persons out of text before it leaves the recording.

Snippets show a curator where a name stands on a page. What stands beside it may be a person's name,
a telephone number or an e-mail address; none of these may reach a file, a log or a message. The rule
errs on the side of removing: two capitalised words in a row stay only when they are known to belong
to an organisation's name or are plain words of headings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import pairwise

from alliance_spiders.lexicon import (
    ORGANISATION_WORDS,
    PLAIN_WORDS,
    is_first_name,
    is_known,
    is_of_names,
    is_persons_alone,
    known_pairs,
    plain,
)
from alliance_spiders.person_forms import UPPER, other_persons
from matching.contacts import without_contacts

REMOVED = "[…]"

_TITLES = r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Sir|Dame|Lord|Lady|Rev|Reverend|Baroness|Cllr|Councillor)"
# A hyphen at the end of a line breaks a word in two (“Quen- nell”); “Mid- and South Essex” is no such word.
_BROKEN = r"-\s{1,2}(?!(?:and|or|to)\b)[a-z]"
_WORD = rf"(?:[{UPPER}][\w'’]*(?:(?:-[{UPPER}]|{_BROKEN})[\w'’]*){{0,5}}\.?)"
_PARTICLE = r"(?:\s+(?:de|da|di|del|della|dos|du|la|le|van|von|der|den|ter|bin|ibn|al|el|ap)){1,3}"
_TITLED = re.compile(rf"\b{_TITLES}\b\.?(?:\s+{_TITLES}\b\.?)*(?:\s+{_WORD}){{1,3}}")
_TITLED_SMALL = re.compile(
    r"(?<![\w])(?:dr|prof|professor|mr|mrs)\b[.\s_-]{1,2}[^\W\d_]{2,20}[\s_-][^\W\d_]{2,20}", re.I
)
_TITLED_AFTER = re.compile(rf"{_WORD},\s+{_WORD}\s+\({_TITLES}\.?\)")
# One word that can only be a person's, after words that are said of persons.
_SPEAKING = re.compile(
    r"(\b(?:said|says|added|(?:speak|talk|write) (?:to|with)|ask for|contact|e-?mail|call|ring|attn:?|"
    rf"[Ll]ead:|[Cc]hair:|[Cc]ontact:)\s)({_WORD})"
)
# The name of a trust with what stands behind it; a trust has a place before “NHS”.
_WHOLE = re.compile(r"(.*?\bTrust)((?:[\s-].*)?)", re.S)
_FEWEST = 4  # words of a person and of the shortest name of a trust
_RUN = re.compile(rf"{_WORD}(?:(?:{_PARTICLE})?\s+{_WORD})+")
# Where a person's name begins or ends in a row of words with capitals; what is before the role belongs to it.
_ROLE = re.compile(
    r"(\b(?:(?:Cancer|Clinical|Care|Health|Macmillan|Medical|Nursing|Community|Services?|Support|Network|"
    r"Programme|Project|Primary|System|National|Deputy|Assistant|Associate|Senior|Chief|Joint|Executive|"
    r"Managing|Patient|Research|Alliance|Lead|Nurse)\s+){0,4}"
    r"(?:Nurse|Manager|Lead|Director|Consultant|Surgeon|Chair|Officer|Coordinator|Oncologist|Radiologist|"
    r"Practitioner|Administrator|Sister|Matron|Physician|Radiographer|Secretary|Editor|Governor)\b)"
)
# In addresses: what stands below such a folder, or is given under such a name, is a person.
_OF_PERSONS = frozenset(
    """team teams staff people person persons profile profiles author authors user users bio bios contact
    contacts consultant consultants clinician clinicians doctor doctors""".split()
)
# Words of addresses that say nothing of who is meant.
_OF_FILES = frozenset(
    """wp content uploads upload files file assets media images image img pics photo photos picture portrait
    headshot thumbnail logo logos icon banner map chart page index small large web final copy edited crop
    cropped scaled rgb""".split()
)
_SUFFIX = r"\.(?:jpe?g|png|gif|svg|webp|avif|pdf|docx?|vcf|html?|aspx?|php)\b"
_ADDRESS = re.compile(
    r"(?<![\w/])(?:https?://|www\.|[/?])[^\s<>\"“”]{1,2000}"
    rf"|(?<![\w/.+~%-])[\w.+~%-]{{1,200}}{_SUFFIX}",
    re.I,
)
_HOST = re.compile(r"(?:https?://|www\.)[^/?#]*", re.I)
_PIECE = re.compile(r"[^/?&=#;]+")
_ENDING = re.compile(rf"(?:[-_]?\d+(?:x\d+)?)?(?:{_SUFFIX})?\W*$", re.I)
_JOINT = re.compile(r"[-_+.~]|%20")
_QUOTED = re.compile(r"“([^”]*)”")


def scrub(text: str, keep: Collection[str] = ()) -> str:
    """The text without persons, telephone numbers and e-mail addresses.

    Args:
        text: any text of a page.
        keep: strings known to be organisations (the name that the snippet shows); they stay as they are.
    """
    text = without_contacts(text, REMOVED)
    return "".join(
        piece if kept else _scrub_names(piece) for piece, kept in _cut_out(text, [k for k in keep if k])
    )


def scrub_quotations(text: str, keep: Collection[str] = ()) -> str:
    """A sentence of this program, with what it quotes of a page as ``scrub`` leaves it."""
    return _QUOTED.sub(lambda found: f"“{scrub(found[1], keep)}”", text)


def holds_person(text: str) -> bool:
    """Whether ``scrub`` would take anything out of the text."""
    return scrub(text) != text


@lru_cache(maxsize=64)  # the entries of a list share what stands before their names
def _scrub_names(text: str) -> str:
    if not text or text.isspace():
        return text
    if "(" in text:
        text = _TITLED_AFTER.sub(REMOVED, text)
    for pattern in (_TITLED, _TITLED_SMALL):
        text = pattern.sub(REMOVED, text)
    for start, end in sorted(other_persons(text), reverse=True):
        text = f"{text[:start]}{REMOVED}{text[end:]}"
    if "/" in text or "." in text or "?" in text:
        text = _ADDRESS.sub(_scrub_address, text)
    text = _RUN.sub(lambda found: _scrub_run(found[0]), text)
    return _SPEAKING.sub(lambda found: found[1] + (found[2] if is_known(found[2]) else REMOVED), text)


def _scrub_address(found: re.Match[str]) -> str:
    """An address without the parts of its path and its query that are a person's name; the host stays."""
    address = found[0]
    host = _HOST.match(address)
    kept = host[0] if host else ""
    before = ""

    def piece(each: re.Match[str]) -> str:
        nonlocal before
        is_person, before = _is_person_piece(each[0], before), each[0]
        return REMOVED if is_person else each[0]

    return kept + _PIECE.sub(piece, address[len(kept) :])


def _is_person_piece(piece: str, before: str) -> bool:
    """Whether a part of an address is a person: two to four words of no organisation, or any below “team”."""
    said = (
        word for word in _JOINT.split(_ENDING.sub("", piece)) if word and word.casefold() not in _OF_FILES
    )
    words = [word for word in said if not word.isdigit()]
    if not words or not all(word.isalpha() for word in words):
        return False
    if set(_JOINT.split(before.casefold())) & _OF_PERSONS and not any(map(is_known, words)):
        return True
    return 2 <= len(words) <= 4 and not any(map(is_known, words))


def _scrub_run(run: str) -> str:
    """Words with capitals in a row: what stands beside a role is judged by itself."""
    if _is_organisation(run) and not _ROLE.search(run):
        return _scrub_ends(run)
    pieces = _ROLE.split(run)
    if len(pieces) == 1:
        return REMOVED
    # Every second piece is a role.
    shown = (
        piece if place % 2 or _is_harmless(piece) else f" {REMOVED} " for place, piece in enumerate(pieces)
    )
    return "".join(shown).strip()


def _scrub_ends(run: str) -> str:
    """The name of a trust without the person before or behind it in the same row of words."""
    whole = _WHOLE.fullmatch(run)
    if not whole:
        return run
    name, behind = whole.groups()
    words = name.removeprefix("The ").split()
    if len(words) > _FEWEST and is_persons_alone(words[0]) and plain(words[1]) not in ORGANISATION_WORDS:
        name = " ".join((REMOVED, *words[2:]))
    added = [word.removesuffix("’s").removesuffix("'s") for word in behind.strip("- \n").split()]
    is_place = bool(added) and not is_first_name(added[0]) and all(map(is_of_names, added))
    is_person = len(behind.split()) > 1 and not is_place and not _is_organisation(behind.strip())
    return name + (f" {REMOVED}" if is_person else behind)


def _is_harmless(piece: str) -> bool:
    return len(piece.split()) < 2 or _is_organisation(piece.strip())


def _cut_out(text: str, keep: Collection[str]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is one of the strings to keep."""
    if len(keep) < 2:  # a pattern costs more than all the rest
        for kept in keep:
            *before, text = text.split(kept)
            yield from (
                (piece, is_kept) for each in before for piece, is_kept in ((each, False), (kept, True))
            )
        yield text, False
        return
    pattern = re.compile("|".join(re.escape(k) for k in sorted(keep, key=len, reverse=True)))
    end = 0
    for found in pattern.finditer(text):
        yield text[end : found.start()], False
        yield found[0], True
        end = found.end()
    yield text[end:], False


def _is_organisation(run: str) -> bool:
    words = [plain(word) for word in run.split()]
    if any(word in ORGANISATION_WORDS for word in words):
        return True
    pairs = known_pairs()
    return all(
        (first in PLAIN_WORDS and second in PLAIN_WORDS) or (first, second) in pairs
        for first, second in pairwise(words)
    )
