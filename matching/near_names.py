"""Whole names that a text has but for its spaces, or but for a letter or two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from matching.entries import Entry, Query, TrustNames, grouped
from matching.model import Kind, Match, Status
from matching.names import STOP_WORDS, core_words, fold, read_name, stem
from matching.register import Register
from matching.towns import place_words
from matching.words import DIRECTIONS, SOFT, WEAK, WORK, is_telling, telling

_GLUED_SCORE = 98.0
_SCORE = 86.0
_SHORTEST = (6, 9, 12, 20)  # letters of a name with none, one, two and three of them wrong
_MARGIN = 1  # letters by which every other name is at least further away, and one more
_MOST_CHOICES = 20_000  # names that are all looked at; the NHS has a quarter of that
_MOST_OF_WORD = 1_000  # names with one word that are looked at in a larger register
_SHORT_WORD = 3  # letters; of these one may be wrong, of others two
_LONG_WORD = 8  # letters; of one that tells nothing, three may be wrong
_SHORTEST_ALONE = 5  # letters of the only word that tells, where it is misspelt
_NO_PLACES = SOFT | WORK | DIRECTIONS | STOP_WORDS
_MOST_TOLD = 2  # words that tell, all of them misspelt
_LEFT_OUT = frozenset({"nhs", "foundation", "trust", "the"})
_SHORTEST_GLUED = 12  # letters of a name without spaces that does not say to be a trust
_SUFFIX = re.compile(
    r"(?:nationalhealthservice|nhs)?(?:(?:foundation|fdn)(?:nhs)?trust|trust|ft)$|(?:nationalhealthservice|nhs)$"
)
_NO_LETTERS = bytes(code for code in range(128) if not re.match("[a-z0-9]", chr(code)))
_NO_LETTERS_IN_LINES = _NO_LETTERS.replace(b"\n", b"")
_TRUST = Kind.TRUST  # members of an enumeration are slow to look up
_WEB = re.compile(r"^(?:https?://)?(?:www\.)?([\w-]+)\.nhs\.uk/?$", re.IGNORECASE)
_LEGAL = re.compile(r",?\s+(?:NHS\s+)?(?:Foundation\s+)?(?:NHS\s+)?Trust$", re.IGNORECASE)


class NearNames:
    """Answers about names that are to the letter, or nearly so, those of one trust."""

    def __init__(self, decide: Callable[[Query], Match], register: Register, names: TrustNames) -> None:
        self._decide = decide
        self._register = register
        self._names = names

    def glued(self, query: Query) -> Match | None:
        """“northlondonnhsfoundationtrust”, “LeedsTeachingHospitals”: a name without spaces."""
        text = query.reading.text
        if " " in text:
            return None
        web = _WEB.match(text)
        letters = _letters(web[1] if web else text)
        said = _SUFFIX.search(letters)
        core = letters[: said.start()] if said else letters
        if query.reading.notes or len(core) < (_SHORTEST[0] if said else _SHORTEST_GLUED):
            return None
        entries = self._of_letters(core) or self._of_letters(core.removeprefix("the"))
        if not said and (
            web or any(set(entry.words) <= telling(entry.words) | DIRECTIONS for entry in entries)
        ):
            return None  # of a council, a board or a town as well
        return self._answer(query, entries, said[0] if said else "", "Read as “{}”: ", _GLUED_SCORE)

    def near(self, query: Query) -> Match | None:
        """The one trust whose whole name this is but for a few letters, where no other name is as near.

        A word that the register knows is no slip: “West Kent” is never East Kent.
        """
        reading = query.reading
        if not reading.says_trust or reading.notes or " " not in reading.bare:
            return None
        text = self._without_article(reading.bare)
        letters = _letters(text)
        said = _SUFFIX.search(letters)
        core = (letters[: said.start()] if said else _joined(reading.words)).removeprefix("the")
        found = self._nearest(core, reading.words)
        if found is None:
            return None
        wrong, entries = found
        if wrong and not all(self._is_slip(text, entry) for entry in entries):
            return None
        suffix = f"{'nhs' * reading.says_nhs}{'foundation' * reading.says_foundation}trust"
        if not wrong:
            return self._answer(query, entries, suffix, "Read as “{}”: ", _GLUED_SCORE)
        told = "one letter" if wrong == 1 else f"{wrong} letters"
        return self._answer(query, entries, suffix, f"Read as “{{}}”, which differs in {told}: ", _SCORE)

    def _without_article(self, text: str) -> str:
        """A text without “The” at its beginning, even if that is misspelt."""
        first, _, rest = text.partition(" ")
        word = first.casefold()
        is_article = len(word) <= _SHORT_WORD + 1 and OSA.distance(word, "the") <= 1
        return rest if is_article and rest and stem(word) not in self._vocabulary else text

    def _answer(
        self, query: Query, entries: Iterable[Entry], suffix: str, why: str, score: float
    ) -> Match | None:
        answers: dict[str, Match] = {}
        for entry in entries:
            name = _with_suffix(entry.name, suffix)
            answer = self._decide(query.about(read_name(name)))
            if answer.kind is not Kind.TRUST or answer.status not in (Status.MATCHED, Status.RETIRED):
                return None
            rule = f"misspelt_{answer.rule}" if score == _SCORE else answer.rule
            reason = f"{why.format(name)}{answer.reason}"
            answers[answer.ods_code] = answer._replace(
                rule=rule, score=min(answer.score, score), reason=reason
            )
        return next(iter(answers.values())) if len(answers) == 1 else None

    def _nearest(self, core: str, words: Iterable[str]) -> tuple[int, list[Entry]] | None:
        """The names nearest to these letters, and how many are wrong; none where another is as near."""
        most = sum(len(core) >= letters for letters in _SHORTEST) - 1
        furthest = most + _MARGIN
        choices = self._choices(words, range(len(core) - furthest, len(core) + furthest + 1))
        found = process.extract(core, choices, scorer=OSA.distance, score_cutoff=furthest, limit=None)
        wrong = min((distance for _, distance, _ in found), default=most + 1)
        if most < 0 or wrong > most:
            return None
        near = [name for name, distance, _ in found if distance <= wrong + _MARGIN]
        codes = {code for name in near for code in self._owners(name)}
        nearest = [name for name, distance, _ in found if distance == wrong]
        entries = [entry for name in nearest for entry in self._of_letters(name)]
        own = {entry.code for entry in entries}
        return (int(wrong), entries) if entries and codes <= own else None

    def _choices(self, words: Iterable[str], lengths: Iterable[int]) -> Sequence[str]:
        """All names of these lengths; in a far larger register those that share one of the rarer words."""
        if len(self._known) <= _MOST_CHOICES:
            fitting = chain.from_iterable(self._by_length.get(length, ()) for length in lengths)
            return [self._known[at] for at in sorted(fitting)]
        return sorted({name for word in words for name in self._by_word.get(word, ())})

    def _is_slip(self, text: str, entry: Entry) -> bool:
        """Whether words that are none stand where a name has its own, and a place is left that agrees."""
        asked = [word for word in fold(text) if word not in _LEFT_OUT]
        known = [word for word in fold(_LEGAL.sub("", entry.name)) if word not in _LEFT_OUT]
        lost, put = _only_in(known, asked), _only_in(asked, known)
        if "".join(lost) == "".join(put):
            return True
        if len(put) != len(lost) or not all(map(self._is_slip_of, put, lost)):
            return False
        told = [(a, b) for a, b in zip(put, lost, strict=True) if is_telling(stem(b))]
        kept = [word for word in known if word not in lost and len(word) > _SHORT_WORD]
        if any(is_telling(stem(word)) and stem(word) not in WEAK for word in kept):
            return True
        each_once = all(
            OSA.distance(a, b) == 1 and a[0] == b[0] and len(b) >= _SHORTEST_ALONE for a, b in told
        )
        return each_once and len(told) <= _MOST_TOLD

    def _is_slip_of(self, put: str, lost: str) -> bool:
        """Whether a word that is none is another but for a letter or two, and no point of the compass."""
        told = is_telling(stem(lost))
        if stem(put) in (self._vocabulary if told else self._known_words):
            return False
        wrong = OSA.distance(put, lost)
        if wrong > self._most_wrong(lost, told):
            return False
        others = DIRECTIONS - {lost} if lost in DIRECTIONS else ()
        return all(OSA.distance(put, other) > wrong for other in others)

    @staticmethod
    def _most_wrong(word: str, is_told: bool) -> int:
        """The letters of a word that may be wrong; in the name of a place two are soon another place's."""
        if word in DIRECTIONS or len(word) <= _SHORT_WORD + 1:
            return 1
        if is_told:
            return 2 if len(word) > _LONG_WORD else 1
        return 3 if len(word) >= _LONG_WORD else 2

    def _of_letters(self, letters: str) -> Sequence[Entry]:
        """The names of these letters, of each trust once."""
        return _each_once(self._by_letters.get(letters, ()))

    def _owners(self, letters: str) -> set[str]:
        """Whose a name of these letters is: trusts and other bodies."""
        codes = {entry.code for entry in self._by_letters.get(letters, ())}
        return codes.union(self._bodies_by_letters.get(letters, ()))

    @cached_property
    def _by_letters(self) -> Mapping[str, Sequence[Entry]]:
        whole = [entry for entry in self._names.entries if not entry.shortened and entry.kind is _TRUST]
        letters = _letters_of_all([entry.name for entry in whole])
        return grouped(
            (_core_letters(entry.name, own), entry) for entry, own in zip(whole, letters, strict=True)
        )

    @cached_property
    def _bodies_by_letters(self) -> Mapping[str, Sequence[str]]:
        names = [body.name for body in self._register.bodies]
        return grouped(zip(_letters_of_all(names), names, strict=True))

    @cached_property
    def _known(self) -> Sequence[str]:
        """The letters of every name."""
        return list(dict.fromkeys([*self._by_letters, *self._bodies_by_letters]))

    @cached_property
    def _by_length(self) -> Mapping[int, Sequence[int]]:
        """Where the names of each length stand among all."""
        return grouped((len(name), at) for at, name in enumerate(self._known))

    @cached_property
    def _by_word(self) -> Mapping[str, tuple[str, ...]]:
        """Names, by their letters, under each of their words that is not one of too many."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for letters, entries in self._by_letters.items():
            for word in {word for entry in entries for word in entry.words}:
                found[word].append(letters)
        for body in self._register.bodies:
            for word in set(core_words(body.name)):
                found[word].append(_letters(body.name))
        return {word: tuple(names) for word, names in found.items() if len(names) <= _MOST_OF_WORD}

    @cached_property
    def _known_words(self) -> frozenset[str]:
        """What is in names of trusts; in those of hospitals and clinics stand misspelt words, too."""
        return frozenset(self._names.words) | _NO_PLACES | place_words()

    @cached_property
    def _vocabulary(self) -> frozenset[str]:
        return self._names.vocabulary | place_words()


def _each_once(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The first of the entries of one trust that have the same letters."""
    if len(entries) < 2:  # as most
        return entries
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        found.setdefault((entry.code, _letters(entry.name)), entry)
    return tuple(found.values())


def _letters(text: str) -> str:
    return _left_of(text, _NO_LETTERS)


def _letters_of_all(names: Sequence[str]) -> list[str]:
    """The letters of each of many names: all in one go takes a fraction of the time."""
    lines = "\n".join([name.replace("\n", " ") for name in names])
    return _left_of(lines, _NO_LETTERS_IN_LINES).split("\n") if names else []


def _left_of(text: str, signs: bytes) -> str:
    plain = text.casefold().replace("&", "and").replace("+", "and")
    return plain.encode("ascii", "ignore").translate(None, signs).decode()


def _core_letters(name: str, letters: str) -> str:
    """The letters of a name of the register without “The” and the legal suffix."""
    letters = letters.removeprefix("the")
    core = letters.removesuffix("trust")
    if core == letters or " " not in name:
        return letters
    return core.removesuffix("nhs").removesuffix("foundation").removesuffix("nhs")


def _joined(words: Iterable[str]) -> str:
    return "".join(words)


def _only_in(words: list[str], others: list[str]) -> list[str]:
    rest = list(others)
    left: list[str] = []
    for word in words:
        if word in rest:
            rest.remove(word)
        else:
            left.append(word)
    return left


def _with_suffix(name: str, said: str) -> str:
    """A name with as much of the legal suffix as was said: “Papworth Trust” is a charity."""
    said = said.replace("nationalhealthservice", "nhs")
    parts = ["NHS"] if "nhs" in said else []
    parts += ["Foundation"] if "foundation" in said or said.endswith("ft") else []
    parts += ["Trust"] if said.endswith(("trust", "ft")) else []
    return " ".join([_LEGAL.sub("", name), *parts])
