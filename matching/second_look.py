"""A second look at names that the rules could not place: misspelt, followed by an address, several in one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from rapidfuzz.distance import OSA

from matching.abbreviated import Abbreviated
from matching.answers import Answers
from matching.cut_names import CutNames
from matching.doubts import is_bare_place
from matching.entries import Query
from matching.heads import Heads
from matching.model import Kind, Match, Status
from matching.names import Reading, are_initials, read_name
from matching.near_names import NearNames
from matching.register import Register
from matching.respelt import Respelt
from matching.spelling import Slips, Speller
from matching.split import may_have_parts, parts_of
from matching.towns import place_words
from matching.trusts import TrustFinder
from matching.two_names import SEVERAL_NAMES, WHOLE_NAMES
from matching.words import WEAK, is_telling

_WHOLE_SCORE = 95.0  # from here on nothing but the misspelt words differs
_MISSPELT_SCORE = 90.0
_CUT_SCORE = 90.0
_SHORTEST_ALONE = 7  # letters of the only word that tells, where it is misspelt
_LONGEST_QUOTE = 40  # characters
_NUMBERED = re.compile(r"^\d{1,2}[a-z]? (.+)$", re.IGNORECASE)
_ONCE = re.compile(
    r"^(?:the |our |a )?(?:former(?:ly)?|previous(?:ly)?|ex|old|erstwhile)[ -](?:the )?(.+)$", re.IGNORECASE
)
_TAIL_MARK = re.compile(r"[,:;|–—-]")
_HEAD_AND_TAIL = re.compile(
    r"^(.+?\b(?:NHS (?:Foundation )?Trust|NHS FT|Foundation Trust))(?: ?[,:;|] ?| [–—-]+ )(.+)$",
    re.IGNORECASE,
)
# The same with an address that no sign parts from the name: “… NHS Trust Parkhurst Road Newport”.
_STREETS = frozenset("road street lane avenue drive way square terrace crescent".split())
_HEAD_AND_STREET = re.compile(
    r"^(.+?\b(?:NHS (?:Foundation )?Trust|NHS FT|Foundation Trust)) "
    r"((?!.*\b(?:hospitals?|infirmary|NHS|trust|centre|clinic|and|with)\b)(?:\d{1,4}[a-z]?,? )?"
    r"(?:[\w'.-]+ ){1,3}(?:Road|Street|Lane|Avenue|Drive|Way|Square|Terrace|Crescent)\b.*)$",
    re.IGNORECASE,
)


# What a page says of itself, or a list of its members, beside a name.
_FURNITURE = re.compile(
    r"^(?:(?:our )?(?:partners?|members?|providers?|trusts?|hospitals?|organisations?|acute(?: trusts?)?|lead"
    r"|name|employer) ?[:|–—-]+ ?)?(.+?)(?: ?[|:–—-]+ ?(?:home(?: ?page)?|welcome|about us|contact us)"
    r"|,? (?:HQ|headquarters|head office))?$",
    re.IGNORECASE,
)


class SecondLook:
    """Asks the same rules again about a name with something mended, left out or taken apart."""

    def __init__(
        self, decide: Callable[[Query], Match], register: Register, trusts: TrustFinder, answers: Answers
    ) -> None:
        self._decide = decide
        self._register = register
        self._names = trusts.names
        self._answers = answers

        self.heads = Heads(decide, register, trusts, answers)
        self.respelt = Respelt(decide, register, trusts, answers)
        self.abbreviated = Abbreviated(decide, trusts.names)
        self.near_names = NearNames(decide, register, trusts.names)

    @cached_property
    def _cut(self) -> CutNames:
        return CutNames(self._register, self._names)

    @cached_property
    def _speller(self) -> Speller:
        return Speller(self._names.vocabulary | place_words())

    def misspelt(self, query: Query) -> Match | None:
        """The answer after mending words that are none, if every way to mend them leads to the same one."""
        found: dict[str, Match] = {}
        for words, slips in self._speller.mendings(query.reading.full_words):
            reading = replace(query.reading, words=words, full_words=words)
            answer = self._decide(query.about(reading))
            if has_code(answer) and _is_believable(answer, query.reading, words, slips):
                found.setdefault(answer.ods_code, _as_misspelt(answer, slips))
        return next(iter(found.values())) if len(found) == 1 else None

    def unnumbered(self, query: Query) -> Match | None:
        """“3a Airedale NHS Foundation Trust” without its number; “5 Boroughs …” keeps its own."""
        found = _NUMBERED.match(query.reading.text)
        answer = self._of_part(query, found[1]) if found else None
        return answer if answer and has_code(answer) else None

    def once(self, query: Query) -> Match | None:
        """“former Bolton Hospitals NHS Trust”: the whole name of a trust that is no longer called so.

        One that is open under just this name is not former; then nobody knows what is meant.
        """
        found = _ONCE.match(query.reading.text)
        if not found or not read_name(found[1]).has_suffix:
            return None
        answer = self._of_part(query, found[1])
        gone = answer.status is Status.RETIRED or answer.rule == "former_name"
        if not has_code(answer) or answer.rule not in WHOLE_NAMES or not gone:
            return None
        return answer._replace(rule="said_to_be_former")

    def without_furniture(self, query: Query) -> Match | None:
        """“Partner: Bolton NHS Foundation Trust”, “… Trust HQ”: a whole name and what is put beside one."""
        text = query.reading.text
        found = _FURNITURE.match(text)
        if not found or found[1] == text or not read_name(found[1]).has_suffix:
            return None
        answer = self._of_part(query, found[1])
        if not has_code(answer) or answer.rule not in WHOLE_NAMES:
            return None
        return answer._replace(reason=f"{answer.reason} The rest of the text is no part of a name.")

    def with_tail(self, query: Query) -> Match | None:
        """“Airedale NHS Foundation Trust, Keighley”: what follows a whole name may only not contradict it."""
        text = query.reading.text
        found = _HEAD_AND_TAIL.match(text) if _TAIL_MARK.search(text) else None
        if found is None and not _STREETS.isdisjoint(query.reading.folded.split()):
            found = _HEAD_AND_STREET.match(text)
        if not found:
            return None
        head, tail = self._of_part(query, found[1]), self._of_part(query, found[2])
        if head.ods_code and are_initials(found[2], found[1]):
            return head
        if found[2] in self._register.trusts:
            return self.heads.code_behind(query)
        nothing = tail.status is Status.NOT_A_TRUST and tail.kind is Kind.OTHER
        address = not tail.current_codes and is_bare_place(read_name(found[2]))
        if not has_code(head) or not (nothing or address):
            return None
        return head._replace(
            reason=f"{head.reason} “{found[2][:_LONGEST_QUOTE]}” after it does not contradict."
        )

    def cut_short(self, query: Query) -> Match | None:
        """“University Hospitals Coventry and Warwic”: a name cut off in a word, as one trust only goes on."""
        found = self._cut.whole(query.reading.text)
        if found is None:
            return None
        trust = self._register.trusts[found.code]
        reason = f"It is cut short; only {found.name} ({trust.code}) begins so."
        return self._answers.trust(query.name, trust.code, "cut_short", reason, score=_CUT_SCORE)

    def several(self, query: Query) -> Match | None:
        """Several names in one: safe when all mean the same trust (“Airedale General, Airedale NHS FT”)."""
        if not may_have_parts(query.reading.text):
            return None
        known: dict[str, Match] = {}

        def answer_of(part: str) -> Match:
            return known.get(part) or known.setdefault(part, self._of_part(query, part))

        parts = parts_of(query.reading.text, answer_of)
        answers = [answer_of(part) for part in parts]
        if not answers or not all(answer.current_codes for answer in answers):
            return None
        if len({answer.current_codes for answer in answers}) == 1:
            best = next((answer for answer in answers if answer.kind is Kind.TRUST), answers[0])
            return best._replace(rule="agreeing_parts", reason=f"{best.reason} The rest of the text agrees.")
        listed = self._answers.candidates((answer.ods_code, answer.score) for answer in answers)
        told = " and ".join(f"“{part}”" for part in parts)
        reason = f"It names {len(parts)} organisations: {told}."
        last = read_name(parts[-1])
        if len(parts) == 2 and len(last.words) == 1 and is_bare_place(last):
            reason = f"{told} may be 2 organisations, or one and where it is."
        return self._answers.unsafe(query.name, Status.AMBIGUOUS, Kind.TRUST, SEVERAL_NAMES, reason, listed)

    def _of_part(self, query: Query, part: str) -> Match:
        return self._decide(query.about(read_name(part)))


def has_code(answer: Match) -> bool:
    """Whether an answer is the code of a trust, even of one that closed and was followed by none."""
    return answer.status in (Status.MATCHED, Status.RETIRED)


def _is_believable(answer: Match, reading: Reading, words: tuple[str, ...], slips: Slips) -> bool:
    """Whether slips leave enough: one slip beside another telling word, or a name whole but for the slips.

    Where only one word tells, it has one slip, and not in its first letter; a short one may be another
    place's name, unless the text says to be a trust's.
    """
    told = [(wrong, right) for wrong, right in slips if is_telling(right)]
    mended = {right for _, right in told}
    twice = any(OSA.distance(wrong, right) > 1 for wrong, right in told)
    whole = answer.score >= _WHOLE_SCORE and answer.kind is Kind.TRUST
    if any(is_telling(word) and word not in WEAK | mended for word in words):
        return whole or not twice
    if not reading.has_suffix and any(len(right) < _SHORTEST_ALONE for _, right in told):
        return False
    return whole and not twice and all(wrong[0] == right[0] for wrong, right in told)


def _as_misspelt(answer: Match, slips: Slips) -> Match:
    read = " and ".join(f"“{wrong}” read as “{right}”" for wrong, right in slips)
    score = min(answer.score, _MISSPELT_SCORE)
    return answer._replace(
        rule=f"misspelt_{answer.rule}", score=score, reason=f"With {read}: {answer.reason}"
    )
