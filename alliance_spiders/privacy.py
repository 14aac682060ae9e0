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

REMOVED = "[…]"

# Every repetition starts at a word's beginning and is bounded, so that no text makes them slow.
_AT = r"(?:@|＠|%40|&#0{0,3}64;|&commat;|[\[({<]\s?at\s?[\])}>])"
_DOT = r"(?:\.|[\[({<]\s?dot\s?[\])}>])"
_EMAIL = re.compile(
    rf"(?:mailto:)?(?<![\w.+'’-])[\w.+'’-]++(?:\s?[\[({{<]\s?dot\s?[\])}}>]\s?[\w.+'’-]++){{0,3}}\s?{_AT}\s?"
    rf"[\w-]+(?:\s?{_DOT}\s?[\w-]+)+",
    re.I,
)
_SPOKEN_EMAIL = re.compile(r"(?<![\w.+'’-])[\w.+'’-]++ at [\w-]++(?: dot [\w-]++)+", re.I)
_PHONE = re.compile(
    r"(?<![\w.])(?:\+|[0０]{2}|[(（]?[0０])\s?[\d()][\d\s().\-–/]{6,24}\d(?:\s*(?:x|ext\.?)\s*\d+)?", re.I
)
_EXTENSION = re.compile(
    r"\b(?:extn?|extension|bleep|pager|tel|telephone|phone|mobile|fax)\b[.:]{0,2}\s{0,3}\d[\d ()-]{1,9}\d",
    re.I,
)
_TITLES = r"(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Sir|Dame|Lord|Lady|Rev|Reverend|Baroness|Cllr|Councillor)"
_UPPER = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x250)) if letter.isupper())
_WORD = rf"(?:[{_UPPER}][\w'’]*(?:-[{_UPPER}][\w'’]*)*\.?)"
_PARTICLE = r"(?:\s+(?:de|da|di|del|della|dos|du|la|le|van|von|der|den|ter|bin|ibn|al|el|ap)){1,3}"
_TITLED = re.compile(rf"\b{_TITLES}\b\.?(?:\s+{_TITLES}\b\.?)*(?:\s+{_WORD}){{1,3}}")
_TITLED_SMALL = re.compile(
    r"(?<![\w])(?:dr|prof|professor|mr|mrs)\b[.\s_-]{1,2}[^\W\d_]{2,20}[\s_-][^\W\d_]{2,20}", re.I
)
_TITLED_AFTER = re.compile(rf"{_WORD},\s+{_WORD}\s+\({_TITLES}\.?\)")
_SPEAKING = re.compile(rf"(?<=\bsaid )({_WORD})|(?<=\bsays )({_WORD})|(?<=\badded )({_WORD})")
_RUN = re.compile(rf"{_WORD}(?:(?:{_PARTICLE})?\s+{_WORD})+")
# Where a person's name begins or ends in a row of words with capitals.
_ROLE = re.compile(
    r"(\b(?:Nurse|Manager|Lead|Director|Consultant|Surgeon|Chair|Officer|Coordinator|Oncologist|Radiologist|"
    r"Practitioner|Administrator|Sister|Matron|Physician|Radiographer|Secretary|Editor|Governor)\b)"
)

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
    for pattern in (_EMAIL, _SPOKEN_EMAIL, _PHONE, _EXTENSION):
        text = pattern.sub(REMOVED, text)
    return "".join(
        piece if kept else _scrub_names(piece) for piece, kept in _cut_out(text, [k for k in keep if k])
    )


def holds_person(text: str) -> bool:
    """Whether ``scrub`` would take anything out of the text."""
    return scrub(text) != text


def _scrub_names(text: str) -> str:
    for pattern in (_TITLED_AFTER, _TITLED, _TITLED_SMALL):
        text = pattern.sub(REMOVED, text)
    text = _RUN.sub(lambda found: _scrub_run(found[0]), text)
    return _SPEAKING.sub(lambda found: found[0] if _plain(found[0]) in _KNOWN_WORDS else REMOVED, text)


def _scrub_run(run: str) -> str:
    """Words with capitals in a row: what stands beside a role is judged by itself."""
    if _is_organisation(run) and not _ROLE.search(run):
        return run
    pieces = _ROLE.split(run)
    if len(pieces) == 1:
        return REMOVED
    return "".join(piece if _is_harmless(piece) else f" {REMOVED} " for piece in pieces).strip()


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
