"""Names of several organisations in one text: never the code of one of them, nor that of a third."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from matching.answers import Answers
from matching.doubts import is_bare_place
from matching.entries import Query, TrustNames
from matching.model import Kind, Match, Status
from matching.names import Reading, core_words, read_name
from matching.split import PART_SIGN
from matching.words import BUILDINGS

SEVERAL_NAMES = "several_names"  # the rule of an answer about a text that names more than one
WHOLE_NAMES = frozenset({"exact", "former_name", "known_name"})
_TO_THE_LETTER = WHOLE_NAMES | {"site_exact", "code", SEVERAL_NAMES, "hospital_of_trust"}
_LOOSE = frozenset({"abbreviated", "name_with_place"})  # where a place in the text may be a trust's name
_WHOLE_PART = WHOLE_NAMES | {"site_exact"}
_MOST_SIGNS = 6  # between the parts of a name; a text with more is a list
_SUFFIX_END = re.compile(r"\b(?:trusts?|(?:nhs ?)?f\.? ?t|nhst)\b\.?", re.IGNORECASE)
_BEFORE_NAME = re.compile(r"^(?:[\s,;:.|/&+•·–—-]|(?:and|with|or|plus|now)\b)+", re.IGNORECASE)
_ASIDE_SCORE = 90.0


class TwoNames:
    """Answers about texts in which more than one organisation is named whole."""

    def __init__(self, decide: Callable[[Query], Match], names: TrustNames, answers: Answers) -> None:
        self._decide = decide
        self._names = names
        self._answers = answers

    def by_suffixes(self, query: Query) -> Match | None:
        """Two or more names that each say “NHS Trust”: safe only when all mean the same trust."""
        twice = query.reading.folded.count("trust") > 1
        names = names_with_suffix(query.reading.bare) if twice else []
        if len(names) < 2:
            return None
        answers = [self._of(query, name) for name in names]
        first = answers[0]
        if first.current_codes and all(each.current_codes == first.current_codes for each in answers):
            return first._replace(
                rule="agreeing_parts", reason=f"{first.reason} The rest of the text agrees."
            )
        return self._several(query, names, answers)

    def held_against_parts(self, query: Query, answer: Match) -> Match:
        """The answer, or no safe one where a part of the text is to the letter the name of another trust."""
        if answer.rule in _TO_THE_LETTER or not answer.current_codes:
            return answer
        other = self._other_name(query, answer)
        if other is None:
            return answer
        reason = (
            f"It holds the whole name of {other.ods_name} ({other.ods_code}), "
            f"so it does not mean {answer.ods_name} ({answer.ods_code}) alone."
        )
        listed = self._answers.candidates([(other.ods_code, other.score), (answer.ods_code, answer.score)])
        return self._answers.unsafe(query.name, Status.AMBIGUOUS, Kind.TRUST, SEVERAL_NAMES, reason, listed)

    def held_against_aside(self, query: Query, answer: Match) -> Match:
        """The answer, or no safe one where “(now …)” or “(part of …)” names another open trust."""
        if not query.reading.asides or not answer.current_codes:
            return answer
        for aside in query.reading.asides:
            other = self._of(query, aside)
            named = other.status is Status.MATCHED and other.rule in WHOLE_NAMES
            if named and self._says_more(aside) and not {other.ods_code} & set(answer.current_codes):
                return self._of_two(query, answer, other)
        return answer

    def _of_two(self, query: Query, answer: Match, other: Match) -> Match:
        reason = (
            f"The name is that of {answer.ods_name} ({answer.ods_code}), but the remark with it names "
            f"{other.ods_name} ({other.ods_code})."
        )
        listed = self._answers.candidates(
            [(answer.ods_code, answer.score), (other.ods_code, min(other.score, _ASIDE_SCORE))]
        )
        return self._answers.unsafe(
            query.name, Status.AMBIGUOUS, answer.kind, "remark_names_other", reason, listed
        )

    def _several(self, query: Query, names: list[str], answers: list[Match]) -> Match:
        told = " and ".join(f"“{name}”" for name in names)
        codes = {answer.ods_code: answer.score for answer in answers if answer.current_codes}
        reason = f"It names {len(names)} organisations: {told}."
        return self._answers.unsafe(
            query.name,
            Status.AMBIGUOUS,
            Kind.TRUST,
            SEVERAL_NAMES,
            reason,
            self._answers.candidates(codes.items()),
        )

    def _other_name(self, query: Query, answer: Match) -> Match | None:
        for part in filter(self._may_be_whole, (*_parts(query.reading.text), *self._glued(query.reading))):
            other = self._of(query, part)
            whole = other.rule in _WHOLE_PART and bool(other.current_codes)
            told = self._says_more(part) or (answer.rule in _LOOSE and other.status is Status.MATCHED)
            if whole and told and not set(other.current_codes) & set(answer.current_codes):
                return other
        return None

    def _glued(self, reading: Reading) -> tuple[str, ...]:
        """Two whole names that nothing parts: “Sheffield Teaching Hospitals Sheffield Children's”."""
        words, known = reading.words, self._names.by_key
        for at in range(2, len(words) - 1):
            if "".join(words[:at]) in known and "".join(words[at:]) in known:
                return " ".join(words[:at]), " ".join(words[at:])
        return ()

    def _may_be_whole(self, part: str) -> bool:
        """Whether a part can be a whole name; most are told so by a look into the index."""
        words = core_words(part)
        return bool(BUILDINGS & set(words)) or "".join(words) in self._names.by_key

    @staticmethod
    def _says_more(part: str) -> bool:
        """Whether a part says more than the name of a place."""
        return not is_bare_place(read_name(part))

    def _of(self, query: Query, part: str) -> Match:
        return self._decide(query.about(read_name(part)))


def names_with_suffix(text: str) -> list[str]:
    """The parts of a text that have a name and a legal suffix; what follows the last of them is left out."""
    names: list[str] = []
    start = 0
    for end in (found.end() for found in _SUFFIX_END.finditer(text)):
        name = _BEFORE_NAME.sub("", text[start:end])
        reading = read_name(name)
        if reading.words and reading.has_suffix:
            names.append(name)
        start = end
    return names


def _parts(text: str) -> Iterator[str]:
    """Every run of neighbouring pieces of a text but the whole, the longest first."""
    signs = [found.span() for found in PART_SIGN.finditer(text)]
    if len(signs) > _MOST_SIGNS:
        return
    starts, ends = [0, *(end for _, end in signs)], [*(start for start, _ in signs), len(text)]
    for length in range(len(starts) - 1, 0, -1):
        for first in range(len(starts) - length + 1):
            yield text[starts[first] : ends[first + length - 1]].strip()
