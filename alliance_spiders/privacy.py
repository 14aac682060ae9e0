"""Taking persons out of text before it leaves the recording.

Snippets show a curator where a name stands on a page. What stands beside it may be a person's name,
a telephone number or an e-mail address; none of these may reach a file, a log or a message. The rule
errs on the side of removing: two capitalised words in a row stay only when they are known to belong
to an organisation's name or are plain words of headings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from itertools import pairwise

from alliance_spiders.contacts import without_contacts

REMOVED = "[…]"

_TITLES = r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Sir|Dame|Lord|Lady|Rev|Reverend|Baroness|Cllr|Councillor)"
_UPPER = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x250)) if letter.isupper())
_WORD = rf"(?:[{_UPPER}][\w'’]*(?:-[{_UPPER}][\w'’]*)*\.?)"
_PARTICLE = r"(?:\s+(?:de|da|di|del|della|dos|du|la|le|van|von|der|den|ter|bin|ibn|al|el|ap)){1,3}"
_TITLED = re.compile(rf"\b{_TITLES}\b\.?(?:\s+{_TITLES}\b\.?)*(?:\s+{_WORD}){{1,3}}")
_TITLED_SMALL = re.compile(
    r"(?<![\w])(?:dr|prof|professor|mr|mrs)\b[.\s_-]{1,2}[^\W\d_]{2,20}[\s_-][^\W\d_]{2,20}", re.I
)
_TITLED_AFTER = re.compile(rf"{_WORD},\s+{_WORD}\s+\({_TITLES}\.?\)")
# “SMITH, Jane”: a surname in capitals, then a first name.
_SURNAME_FIRST = re.compile(rf"\b([{_UPPER}][{_UPPER}'’-]+),\s+({_WORD})(?!\w)")
# One word that can only be a person's, after words that are said of persons.
_SPEAKING = re.compile(
    r"(\b(?:said|says|added|(?:speak|talk|write) (?:to|with)|ask for|contact|e-?mail|call|ring|attn:?|"
    rf"[Ll]ead:|[Cc]hair:|[Cc]ontact:)\s)({_WORD})"
)
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

ORGANISATION_WORDS = frozenset(
    """trust trusts nhs ft hospital hospitals hospice hospices infirmary health healthcare care clinic
    centre center council university college school board icb ics icp ccg pcn alliance alliances
    partnership partnerships foundation service services ambulance charity society association
    federation network networks institute department authority group limited ltd plc cic england uk
    national royal integrated commissioning teaching cancer collaborative collaboration system
    systems support macmillan healthwatch hospitals' community district county borough city
    maternity eye dental orthopaedic children's""".split()
)
_PLAIN_WORDS = frozenset(
    """a about across acute all an and are area areas around at by contact essex events find for from get
    help home hosted how in information involved is it learn list map member members membership more
    most new news of on organisation organisations other our out over page partner partners
    partnering patient patients people provider providers public read region see site sites team the
    their these they this to together us use we website what where which who with work working you
    your north south east west mid central northern southern eastern western upper lower greater
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday""".split()
)


_KNOWN_WORDS = ORGANISATION_WORDS | _PLAIN_WORDS


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


def surnames_first(text: str) -> list[tuple[int, int]]:
    """Where “SMITH, Jane” stands: starts and ends. Enumerated places and abbreviations are no persons."""
    return [
        found.span()
        for found in _SURNAME_FIRST.finditer(text)
        if len(found[1]) > 2 and not found[2][1:].isupper() and not any(map(_is_known, found.groups()))
    ]


def _scrub_names(text: str) -> str:
    for pattern in (_TITLED_AFTER, _TITLED, _TITLED_SMALL):
        text = pattern.sub(REMOVED, text)
    for start, end in reversed(surnames_first(text)):
        text = f"{text[:start]}{REMOVED}{text[end:]}"
    if "/" in text or "." in text or "?" in text:
        text = _ADDRESS.sub(_scrub_address, text)
    text = _RUN.sub(lambda found: _scrub_run(found[0]), text)
    return _SPEAKING.sub(lambda found: found[1] + (found[2] if _is_known(found[2]) else REMOVED), text)


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
    if set(_JOINT.split(before.casefold())) & _OF_PERSONS and not any(map(_is_known, words)):
        return True
    return 2 <= len(words) <= 4 and not any(map(_is_known, words))


def _scrub_run(run: str) -> str:
    """Words with capitals in a row: what stands beside a role is judged by itself."""
    if _is_organisation(run) and not _ROLE.search(run):
        return run
    pieces = _ROLE.split(run)
    if len(pieces) == 1:
        return REMOVED
    # Every second piece is a role.
    shown = (
        piece if place % 2 or _is_harmless(piece) else f" {REMOVED} " for place, piece in enumerate(pieces)
    )
    return "".join(shown).strip()


def _is_harmless(piece: str) -> bool:
    return len(piece.split()) < 2 or _is_organisation(piece.strip())


def _cut_out(text: str, keep: Collection[str]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is one of the strings to keep."""
    if not keep:
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
    words = [_plain(word) for word in run.split()]
    if any(word in ORGANISATION_WORDS for word in words):
        return True
    pairs = _known_pairs()
    return all(
        (first in _PLAIN_WORDS and second in _PLAIN_WORDS) or (first, second) in pairs
        for first, second in pairwise(words)
    )


def _plain(word: str) -> str:
    return word.casefold().replace("’", "'").strip(".,;:'")


def _is_known(word: str) -> bool:
    """Whether a word is a plain one, or one of an organisation's name."""
    return _plain(word) in _KNOWN_WORDS or _plain(word) in _register_words()


@cache
def _register_words() -> frozenset[str]:
    return frozenset(word for pair in _known_pairs() for word in pair)


@cache
def _known_pairs() -> frozenset[tuple[str, str]]:
    """Neighbouring words in the names of the bundled register, so that “Alder Hey” is no person."""
    from matching.register import Register

    register = Register.load()
    return frozenset(
        pair for name in _names(register.trusts.values(), register.bodies) for pair in _word_pairs(name)
    )


def _names(*groups: Iterable[object]) -> Iterator[str]:
    for group in groups:
        for organisation in group:
            yield str(getattr(organisation, "name", ""))


def _word_pairs(name: str) -> Iterator[tuple[str, str]]:
    yield from pairwise(_plain(word) for word in name.replace(",", " ").split())
