"""Who sits on the board by organisation: “Each member organisation has one seat: Chief Executive, A Trust”.

Such a list gives a job and an employer in each entry, and no person. Where a text says that every member has
a seat, the organisations are the members, and no employers of staff.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from alliance_spiders.reading.model import TEXT, Form, Item, Segment
from alliance_spiders.reading.names import is_safe
from alliance_spiders.reading.persons import is_role
from matching.model import Kind

_BODIES = r"(?:organi[sz]ation|trust|provider|hospital|bod(?:y|ie)|partner)s?"
_KINDS = r"(?:member|partner|constituent)"
_SEATED = re.compile(
    rf"\b(?:each|every|all|one)\b[^.:]{{0,40}}\b{_KINDS}(?: {_BODIES}|s)?\b[^.:]{{0,40}}"
    r"\b(?:seats?|represented|votes?|a place)\b|"
    rf"\b(?:seats?|places)\b[^.:]{{0,40}}\b(?:by|of|for) (?:each |every )?{_KINDS} {_BODIES}|"
    r"\b(?:one|an?|two) [\w’'-]+(?: [\w’'-]+)? (?:from|of) (?:each|every one|all) of (?:its|our|the) "
    rf"(?:{_KINDS} {_BODIES}|members|partners)\b",
    re.IGNORECASE,
)
# One of these stands in whatever ``_SEATED`` fits; most texts have none, and to look for them is quick.
_OF_SEATS = ("seat", "represented", "vote", "place", "each of", "every one of", "all of")
_FAR = 20  # texts above an entry that may say so
_LONGEST = 6  # words of a job
_EDGES = " ,;:()–—-|/"


def says_seats(text: str) -> bool:
    """Whether a text says that the members have seats, so that those who hold them stand for members."""
    small = text.lower()
    return any(map(small.__contains__, _OF_SEATS)) and bool(_SEATED.search(text))


def with_seats(items: Sequence[Item]) -> list[Item]:
    """The items; a job and its organisation below such a text is an entry of the organisation."""
    jobs = [number for number, item in enumerate(items) if item.form is Form.PERSON]
    above = {at for number in jobs for at in range(max(number - _FAR, 0), number)}  # most pages have none
    told = [at for at in sorted(above) if says_seats(items[at].segment.text)]
    near = {at for number in told for at in range(number + 1, number + 1 + _FAR)}
    seats = near.intersection(jobs)
    return [_of_member(item) if number in seats else item for number, item in enumerate(items)]


def _of_member(item: Item) -> Item:
    """The entry of a member, for one that gives nothing but a job there."""
    segment = item.segment
    if segment.source is not TEXT or not _is_seat(segment, item):
        return item
    return item._replace(form=Form.HEAD)


def _is_seat(segment: Segment, item: Item) -> bool:
    trusts = [name for name in item.names if name.match.kind in (Kind.TRUST, Kind.ICB)]
    if len(trusts) != 1 or len(item.names) != 1:
        return False
    job = segment.text.replace(trusts[0].text, "").strip(_EDGES)
    is_known = is_safe(trusts[0].match) or trusts[0].match.kind is Kind.ICB
    return is_known and is_role(job) and len(job.split()) <= _LONGEST
