"""Words written short: “Uni Hosps B'ham”, “Sth London & Maudsley”, “Wolv. Healthcare”."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice, product

from matching.entries import Query, TrustNames
from matching.model import Kind, Match, Status
from matching.names import Reading, fold, read_name

_SCORE = 88.0
_MOST_WAYS = 24  # to read one name
_MOST_WORDS = 12  # that one short form can stand for
_WHOLE_NAMES = frozenset({"exact", "former_name", "known_name"})
# What short forms stand for; with several meanings, or in a name that none fits, they stay what they are.
_MEANINGS = {
    "uni": ("university",),
    "comm": ("community",),
    "cmty": ("community",),
    "nth": ("north", "northern"),
    "sth": ("south", "southern"),
    "nthn": ("northern",),
    "sthn": ("southern",),
    "n": ("north", "and"),
    "s": ("south", "st"),
    "r": ("royal",),
    "gtr": ("greater",),
    "cent": ("central",),
    "ldn": ("london",),
    "lond": ("london",),
    "mcr": ("manchester",),
    "manc": ("manchester",),
    "nottm": ("nottingham",),
    "bham": ("birmingham",),
    "brum": ("birmingham",),
    "soton": ("southampton",),
    "lpool": ("liverpool",),
    "bpool": ("blackpool",),
    "sheff": ("sheffield",),
    "middx": ("middlesex",),
    "ches": ("cheshire", "chester"),
    "derbs": ("derbyshire",),
    "northumb": ("northumberland", "northumbria"),
    "amb": ("ambulance",),
    "svc": ("service", "services"),
    "serv": ("service", "services"),
    "servs": ("services",),
    "pship": ("partnership",),
    "ptnshp": ("partnership",),
    "hc": ("health care", "healthcare"),
    "mh": ("mental health",),
    "th": ("teaching hospitals", "teaching hospital"),
    "gh": ("general hospital",),
    "dgh": ("district general hospital",),
    "chs": ("community health services",),
    "hs": ("health services",),
    "hsc": ("health and social care",),
    "sc": ("social care",),
    "ctr": ("centre",),
    "grp": ("group",),
    "inst": ("institute",),
    "orth": ("orthopaedic",),
    "ortho": ("orthopaedic",),
    "spec": ("specialist", "specialised"),
    "hsp": ("hospital",),
    "hosptl": ("hospital",),
    "hsptl": ("hospital",),
}
_H_AND = re.compile(r"\bH ?(?:&|and)")
_AFTER_LETTERS = "~"
_JOINED_LETTERS = re.compile(r"\bH ?(?:&|and) ?(S?)C\b")  # “H&C”, “H&SC”
_CONTRACTION = re.compile(r"\b([a-z]{1,5})['’]([a-rt-z][a-z]{1,7}|s[a-z]{2,7})\b", re.IGNORECASE)
_WITH_DOT = re.compile(r"\b([a-z]{3,10})\.(?=[\s,)]|$)", re.IGNORECASE)


class Abbreviated:
    """Answers about names with words written short, where just one trust is called by the long ones."""

    def __init__(self, decide: Callable[[Query], Match], names: TrustNames) -> None:
        self._decide = decide
        self._names = names

    def answer(self, query: Query) -> Match | None:
        """The one trust whose whole name a way to spell the words out is."""
        reading = query.reading
        is_short = not _MEANINGS.keys().isdisjoint(reading.words) or _may_be_short(reading.bare)
        cut_off = not reading.has_suffix and len("".join(reading.words[-1:])) < 2  # what is left of a word
        if reading.notes or cut_off or not is_short:
            return None
        found: dict[str, Match] = {}
        for words in self._ways(reading):
            spelt = read_name(" ".join(words))
            spelt = replace(spelt, codes=reading.codes, short_forms=reading.short_forms)
            answer = self._decide(query.about(spelt))
            known = answer.status in (Status.MATCHED, Status.RETIRED) and answer.kind is Kind.TRUST
            if known and answer.rule in _WHOLE_NAMES:
                found.setdefault(answer.ods_code, answer._replace(reason=f"Spelt out: {answer.reason}"))
        if len(found) != 1:
            return None
        answer = next(iter(found.values()))
        return answer._replace(score=min(answer.score, _SCORE), rule=f"spelt_out_{answer.rule}")

    def _ways(self, reading: Reading) -> Iterator[list[str]]:
        """The ways to spell a name out, each a list of words; none where nothing in it is short."""
        text = reading.bare
        if "H" in text:
            text = _JOINED_LETTERS.sub(lambda said: f"health and {'social ' * bool(said[1])}care", text)
        words = fold(text)
        short = {**self._contracted(text), **self._dotted(text)}
        if text == reading.bare and not any(short.values()) and _MEANINGS.keys().isdisjoint(words):
            return
        choices = [short.get(word) or _MEANINGS.get(word) or (word,) for word in words]
        if text == reading.bare and all(
            len(ways) == 1 and ways[0] == w for ways, w in zip(choices, words, strict=True)
        ):
            return
        yield from map(list, islice(product(*choices), _MOST_WAYS))

    def _contracted(self, text: str) -> dict[str, tuple[str, ...]]:
        """What “B'ham” can be: the words of trusts' names that begin and end so."""
        if "'" not in text and "’" not in text:
            return {}
        return {
            f"{said[1]}{said[2]}".casefold(): self._like(said[1].casefold(), said[2].casefold())
            for said in _CONTRACTION.finditer(text)
        }

    def _dotted(self, text: str) -> dict[str, tuple[str, ...]]:
        """What “Wolv.” can be: the words of trusts' names that begin so."""
        if "." not in text:
            return {}
        said = {found[1].casefold() for found in _WITH_DOT.finditer(text)}
        return {
            word: self._like(word, "") for word in said if word not in _MEANINGS and word not in self._words
        }

    def _like(self, start: str, end: str) -> tuple[str, ...]:
        longer, known = len(start) + len(end), self._sorted
        begun = known[bisect_left(known, start) : bisect_left(known, f"{start}{_AFTER_LETTERS}")]
        like = tuple([word for word in begun if len(word) > longer and word.endswith(end)])
        return like if len(like) <= _MOST_WORDS else ()

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._words)

    @cached_property
    def _words(self) -> frozenset[str]:
        """Every word of the names of trusts as it is written, without accents and apostrophes."""
        return frozenset(
            word for entry in self._names.entries if not entry.shortened for word in fold(entry.name)
        )


def _may_be_short(text: str) -> bool:
    """Whether there is an apostrophe, a point or “H&C” in a text."""
    return "." in text or "'" in text or "’" in text or ("H" in text and _H_AND.search(text) is not None)
