"""What stands before a trust's name: its abbreviation, its code, or words that make it doubtful."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from matching.answers import Answers
from matching.entries import Entry, Query, is_shortened
from matching.kinds import looks_like_care
from matching.model import Candidate, Kind, Match, Status
from matching.names import Reading, are_initials, read_name
from matching.register import Register
from matching.trusts import TrustFinder
from matching.two_names import names_with_suffix
from matching.words import is_telling, proves

_HEAD = re.compile(r"^([\w&]{2,10})(?:\s*[:|=–—-]\s*|(\s))(?!(?:and|with|plus)\b|[&/+])(.+)$", re.IGNORECASE)
_CODE_BEHIND = re.compile(r"^(.+\b(?:[Tt]rust|TRUST|FT))[\s,:|–—-]+([A-Z]{3})$")
_WHOLE_SCORE = 95.0  # of a name that is a trust's but for the spelling
_TAIL_SCORE = 80.0  # of a trust whose whole name ends a longer text
_OTHER_SCORE = 50.0
_MOST_BEFORE = 8  # words


class Heads:
    """Answers about names that have something before them."""

    def __init__(
        self, decide: Callable[[Query], Match], register: Register, trusts: TrustFinder, answers: Answers
    ) -> None:
        self._decide = decide
        self._register = register
        self._trusts = trusts
        self._answers = answers

    def abbreviation(self, query: Query) -> Match | None:
        """“BTH – Bradford Teaching Hospitals NHS FT”: the name decides, if the letters can be short for it.

        They may also be unknown; the abbreviation or code of another trust makes it ambiguous.
        """
        found = _HEAD.match(query.reading.text)
        if not found or not is_shortened(found[1]):
            return None
        short, space, name = found.groups()
        fits = are_initials(short.replace("&", "").upper(), name)
        if space and not fits and short not in self._register.trusts:
            return None
        answer = self._whole(query, name)
        if answer is None:
            return None
        known = self._known(query, short)
        if known is None or fits or not known or known & {answer.ods_code, *answer.current_codes}:
            why = f"“{short}” before it does not contradict."
            return None if known is None else answer._replace(reason=f"{answer.reason} {why}")
        return self._of_another(query, answer, short, known)

    def code_behind(self, query: Query) -> Match | None:
        """“Wye Valley NHS Trust RLQ”: a code of letters alone, which only the register tells from a word."""
        found = _CODE_BEHIND.match(query.reading.text)
        if not found or found[2] not in self._register.trusts:
            return None
        answer = self._whole(query, found[1])
        if answer is None:
            return None
        known = self._known(query, found[2]) or frozenset()
        if known & {answer.ods_code, *answer.current_codes}:
            return answer._replace(reason=f"{answer.reason} The code “{found[2]}” behind it is its own.")
        return self._of_another(query, answer, found[2], known)

    def _whole(self, query: Query, name: str) -> Match | None:
        """The answer about what stands behind, if that is a trust's whole name."""
        reading = read_name(name)
        answer = self._decide(query.about(reading))
        whole = reading.has_suffix or answer.score >= _WHOLE_SCORE
        known = answer.kind is Kind.TRUST and answer.status in (Status.MATCHED, Status.RETIRED)
        return answer if known and whole else None

    def _known(self, query: Query, short: str) -> frozenset[str] | None:
        """The trusts that letters are short for, or whose code they are; none where another body's."""
        if short in self._register.trusts:
            return frozenset((short, *self._register.current(short)))
        answer = self._decide(query.about(read_name(short)))
        if answer.status is Status.NOT_A_TRUST and answer.kind is not Kind.OTHER:
            return None
        return frozenset((*answer.current_codes, *(each.ods_code for each in answer.candidates)))

    def _of_another(self, query: Query, answer: Match, short: str, known: frozenset[str]) -> Match:
        reason = (
            f"The name is that of {answer.ods_name} ({answer.ods_code}), but “{short}” is another trust's."
        )
        codes = [(answer.ods_code, answer.score), *((code, _OTHER_SCORE) for code in sorted(known))]
        listed = self._answers.candidates(codes)
        return self._answers.unsafe(
            query.name, Status.AMBIGUOUS, Kind.TRUST, "short_form_contradicts", reason, listed
        )

    def remark(self, query: Query) -> Match | None:
        """“Part of Bolton NHS Foundation Trust”: not the trust, but a sign that it is still there."""
        reading = query.reading
        care = looks_like_care(reading)
        listed = self._ending(reading) if care else ()
        told = "ends with the name of {}, but what stands before makes it doubtful."
        if care and not listed:
            listed = self._beginning(reading)
            told = "begins with the name of {}, but what follows makes it doubtful."
        if not listed:
            return None
        reason = f"It {told.format(f'{listed[0].ods_name} ({listed[0].ods_code})')}"
        kind = Kind.TRUST if reading.has_suffix else Kind.SITE
        return self._answers.unsafe(query.name, Status.UNRESOLVED, kind, "remark_before", reason, listed)

    def _beginning(self, reading: Reading) -> tuple[Candidate, ...]:
        """The open trusts whose whole name begins a text that goes on with no place: “Bolton Care”."""
        named = names_with_suffix(reading.bare)
        if named and reading.bare.startswith(named[0]):  # “… NHS Trust and partners”
            head = read_name(named[0])
            return self._listed(self._trusts.exact(head, head.words))
        words = reading.words
        for end in range(len(words) - 1, 0, -1):
            if is_telling(words[end]) or not proves(words[:end]):
                return ()
            entries = self._trusts.exact(reading, words[:end])
            known = [entry for entry in entries if self._register.trusts[entry.code].is_open]
            if listed := self._listed(known):
                return listed
        return ()

    def _listed(self, entries: Iterable[Entry]) -> tuple[Candidate, ...]:
        return self._answers.candidates((e.code, _TAIL_SCORE) for e in entries if not e.shortened)

    def _ending(self, reading: Reading) -> tuple[Candidate, ...]:
        """The trusts whose whole name ends a text: “From April 2027 Frimley Health NHS Foundation Trust”."""
        words = reading.words
        for start in range(1, min(len(words), _MOST_BEFORE + 1)):
            tail = words[start:]
            if not proves(tail) or not (reading.has_suffix or len(tail) > 1):
                return ()
            entries = [entry for entry in self._trusts.exact(reading, tail) if not entry.shortened]
            if entries:
                another = words[start - 1] in self._trusts.names.words  # “North Leeds …” is not Leeds
                best = self._trusts.best_claims(entries, reading)
                return () if another else self._answers.candidates((e.code, _TAIL_SCORE) for e in best)
        return ()
