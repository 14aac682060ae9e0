"""Deciding whether a name is safely that of one trust."""

from __future__ import annotations

from matching.answers import ACCEPT_LINE, Answers
from matching.bodies import BodyFinder
from matching.decide_short import ShortDecider
from matching.doubts import Doubts, is_any_group, is_bare_place, is_board_brand
from matching.entries import Entry, Origin, Query
from matching.initials import Initials
from matching.model import Kind, Match, Status
from matching.names import Reading, core_words
from matching.notes import Notes
from matching.register import Register
from matching.sectors import not_acute
from matching.short_names import has_first_place
from matching.sites import SiteFinder
from matching.trusts import FIRST_FOUNDATION_TRUST, Grade, Ranked, TrustFinder
from matching.words import (
    BUILDINGS,
    COMMON_LETTERS,
    DIRECTIONS,
    HOSPITAL_WORDS,
    SOFT,
    WEAK,
    WORK,
    identifies,
    is_county,
    is_telling,
    telling,
)

_EXACT_SCORE = 100.0
_DOUBTED_SCORE = 90.0
_FLOORS = {Grade.SPELLING: 70.0, Grade.WORDING: ACCEPT_LINE, Grade.SHORT: ACCEPT_LINE}
_GONE_FLOOR = 85.0
_VAGUE_FLOOR = 97.0
_LEAST_TOLD = 4.5  # weight of the words that agree; a word of more than seven trusts tells less
_MARGIN = 8.0  # by which the best score leads all others
_RANKS_OF_HOSPITALS = frozenset({"teaching", "acute"})
_HOSPITAL_SAID = frozenset({"hospital", "infirmary", "acute"})
_COME_AND_GO = frozenset({"health", "care", "service"})
_CARE_SAID = WORK | {"health", "care"}
_OF_HOSPITALS = HOSPITAL_WORDS | {"university", "general"}
_NOBODYS = SOFT | WEAK
_RULES = {Grade.SPELLING: "spelling", Grade.WORDING: "wording", Grade.SHORT: "shortened"}


class TrustDecider:
    """Answers about names of trusts."""

    def __init__(
        self,
        register: Register,
        trusts: TrustFinder,
        sites: SiteFinder,
        bodies: BodyFinder,
        answers: Answers,
    ) -> None:
        self._register = register
        self._trusts = trusts
        self._notes = Notes(register, trusts, sites)
        self._bodies = bodies
        self._answers = answers
        self.doubts = Doubts(register, trusts.names, bodies)
        self.short = ShortDecider(register, trusts, self.doubts, answers)
        self._initials = Initials(register, trusts.names)

    def is_whole_name(self, reading: Reading, notes_aside: bool) -> bool:
        """Whether a name, “Trust” and all, is one that a trust carries or carried."""
        words = reading.words if notes_aside else reading.full_words
        return reading.has_suffix and bool(self._trusts.exact(reading, words))

    def exact(self, query: Query) -> Match | None:
        """The trust whose name, former name or other known name this is."""
        reading = query.reading
        known = self._trusts.names.by_key
        full, bare = reading.full_words, reading.words
        if full == bare:
            return self._of_words(query)
        # “Nottingham University Hospitals NHS Trust (Queen's Medical Centre)”: the word order tells.
        bare_first = "".join(full) not in known and "".join(bare) in known
        for words in (bare, full) if bare_first else (full, bare):
            entries = [e for e in self._trusts.exact(reading, words) if _says_enough(e, reading)]
            if entries and (words == full or self._notes.may_go(reading, entries[0])):
                return self._of_best_claim(query, entries)
            if entries and bare_first and self._notes.is_own_name(entries[0], reading):
                return self._of_note(query, entries[0])
        return None

    def _of_words(self, query: Query) -> Match | None:
        """The same for a name without words in brackets; most that are nobody's are known by one look."""
        reading, names = query.reading, self._trusts.names
        words = reading.words
        if "".join(words) not in names.by_key:
            if not self._trusts.may_be_exact(words):
                return None
            if parted := self._notes.in_brackets(reading):
                return self.exact(query.about(parted))
        entries = [e for e in self._trusts.exact(reading, words) if _says_enough(e, reading)]
        return self._of_best_claim(query, entries) if entries else None

    def _of_note(self, query: Query, entry: Entry) -> Match:
        trust = self._register.trusts[entry.code]
        reason = f"It is the name of {trust.name} ({trust.code}), but what is in brackets may mean another."
        listed = self._answers.candidates([(entry.code, _DOUBTED_SCORE)])
        return self._answers.unsafe(query.name, Status.AMBIGUOUS, Kind.TRUST, "note_of_other", reason, listed)

    def _of_best_claim(self, query: Query, entries: list[Entry]) -> Match:
        best = self._trusts.best_claims(entries, query.reading)
        if len(best) > 1 or (best[0].shortened and self._bodies.has_initials(best[0].name)):
            inside = [entry for entry in best if entry.code in query.area]
            if len(inside) != 1:
                return self._of_several(query, best)
            best = inside
        elif best[0].shortened and (other := self._other_meaning(query, best[0])):
            return other
        doubt = self.doubts.about(query, best[0])
        if doubt and (heir := self._heir(query, best[0], entries)):
            return self._named(query, heir)
        if self._trusts.closed_before_foundation(best[0].code, query.reading):
            return self._never_foundation(query, best[0])
        return self._doubted(query, best[0], doubt) if doubt else self._named(query, best[0])

    def _heir(self, query: Query, entry: Entry, entries: list[Entry]) -> Entry | None:
        """The same name as one of the trust that serves today for another that had it; none if doubted."""
        today = set(self._register.current(entry.code)) - {entry.code}
        heir = next((each for each in entries if each.code in today), None)
        return heir if heir is not None and not self.doubts.about(query, heir) else None

    def _of_several(self, query: Query, entries: list[Entry]) -> Match:
        listed = self._answers.candidates((entry.code, _EXACT_SCORE) for entry in entries)
        reason = "More than one organisation is known by this name, and nothing says which is meant."
        if len(listed) == 1:
            whose = f"{listed[0].ods_name} ({listed[0].ods_code})"
            reason = f"{whose} is known by these letters, and a cancer alliance has the same initials."
        return self._answers.unsafe(
            query.name, Status.AMBIGUOUS, Kind.TRUST, "name_of_several", reason, listed
        )

    def _other_meaning(self, query: Query, entry: Entry) -> Match | None:
        """No safe answer where letters also mean something else, or another trust's hospital: “MRI”, “RPH”.

        They do mean the trust where the alliance's area has it, or where the page names trusts.
        """
        if entry.code in query.area or query.reading.text.casefold() != entry.name.casefold():
            return None
        if query.among_trusts and not self.doubts.is_elsewhere(query, entry.code):
            return None
        others = self._initials.of_hospitals(entry.name) - {entry.code, *self._register.current(entry.code)}
        if not others and entry.name.casefold() not in COMMON_LETTERS:
            return None
        trust = self._register.trusts[entry.code]
        also = "are the initials of another trust's hospital too" if others else "mean something else too"
        reason = f"{trust.name} ({trust.code}) is known by these letters, but they {also}."
        codes = [entry.code, *sorted(others)]
        listed = self._answers.candidates((code, _DOUBTED_SCORE) for code in codes)
        return self._answers.unsafe(
            query.name, Status.AMBIGUOUS, entry.kind, "common_letters", reason, listed
        )

    def _never_foundation(self, query: Query, entry: Entry) -> Match:
        trust = self._register.trusts[entry.code]
        whose = f"{trust.name} ({trust.code})"
        reason = f"It has the name of {whose}, which closed and never was a foundation trust."
        near = self._trusts.ranked(query.reading, query.reading.words)
        opened = [r for r in near if self._register.trusts[r.code].is_open and r.score < _DOUBTED_SCORE]
        codes = [(entry.code, _DOUBTED_SCORE), *((r.code, r.score) for r in opened)]
        listed = self._answers.candidates(codes)
        return self._answers.unsafe(
            query.name, Status.AMBIGUOUS, Kind.TRUST, "never_foundation", reason, listed
        )

    def _doubted(self, query: Query, entry: Entry, doubt: str) -> Match:
        trust = self._register.trusts[entry.code]
        reason = f"It could be {trust.name} ({trust.code}), but it does not say “NHS Trust”, and {doubt}."
        listed = self._answers.candidates([(entry.code, _DOUBTED_SCORE)])
        return self._answers.unsafe(query.name, Status.AMBIGUOUS, Kind.TRUST, "bare_name", reason, listed)

    def _named(self, query: Query, entry: Entry) -> Match:
        beside = query.among_trusts and not query.reading.has_suffix
        aside = " The names beside it are those of trusts." if beside else ""
        return self._answers.of_entry(query.name, entry, aside)

    def fuzzy(self, query: Query) -> Match | None:
        """The trust whose telling words these are, when none other comes near; else what it could be."""
        reading = query.reading
        if is_board_brand(reading) or is_any_group(reading) or _NOBODYS.issuperset(reading.full_words):
            return None  # “Two NHS trusts”, “Free”: no word tells which is meant
        ranked = self._trusts.ranked(reading, reading.full_words)
        if reading.notes and not any(r.grade for r in ranked) and self._notes.may_go(reading):
            ranked = self._trusts.ranked(reading, reading.words)
        possible = [r for r in ranked if r.grade > Grade.NONE]
        if not possible:
            return None
        if reading.words[-1:] == ("alliance",):  # only in a whole name it is not a cancer alliance's
            return self._answers.undecided(query.name, [(r.code, r.score) for r in possible])
        if not (reading.has_suffix or reading.says_nhs):
            return self.short.answer(query, ranked) or self._without_suffix(query, possible)
        chosen = self._chosen(possible)
        if chosen is None or self._is_doubtful(query, chosen, possible):
            return self._answers.undecided(query.name, [(r.code, r.score) for r in possible])
        return self._fitting(query, chosen, ranked)

    def _is_doubtful(self, query: Query, chosen: Ranked, possible: list[Ranked]) -> bool:
        """Whether the name may be that of another body, or another trust may be meant."""
        reading, register = query.reading, self._register
        if self.doubts.about_wording(query, chosen.code) or self._trusts.was_never_foundation(reading):
            return True
        if chosen.code in not_acute() and _only_hospitals_said(chosen):
            return True
        gone = not register.trusts[chosen.code].is_open
        followed = {chosen.code, *register.current(chosen.code)}
        rivals = {r.code for r in possible if register.trusts[r.code].is_open} - followed
        unlike = self._trusts.closed_before_foundation(chosen.code, reading)
        unlike = unlike or (gone and self._adds_to_closed(chosen))
        return (gone and bool(rivals)) or unlike or self._is_shared_place(reading, chosen, possible)

    def _adds_to_closed(self, chosen: Ranked) -> bool:
        """Whether a closed trust's name is given words that it never had: nobody renames it any more."""
        added = set(chosen.comparison.extra) - _COME_AND_GO
        return bool(added) and (
            chosen.grade is Grade.WORDING or self.doubts.is_forgotten(chosen.code, bare=False)
        )

    def _is_shared_place(self, reading: Reading, chosen: Ranked, possible: list[Ranked]) -> bool:
        """Whether only a place agrees, and several trusts, open or closed of late, are told by that place.

        Likewise where all that is written stands in the name of another too, or where no word says that the
        smaller of them, which runs no acute hospital, is meant.
        """
        rivals = [r for r in possible if self._is_rival(r, chosen.code)]
        opened = {r.code for r in rivals if self._register.trusts[r.code].is_open}
        if not rivals or all(is_telling(word) or word in DIRECTIONS for word in chosen.comparison.same):
            return bool(rivals)
        if any(not r.comparison.extra for r in rivals):
            return True
        smaller = chosen.code in not_acute() and bool(opened - not_acute())
        return smaller and set(reading.full_words) - telling(reading.full_words) <= _OF_HOSPITALS

    def _is_rival(self, ranked: Ranked, chosen: str) -> bool:
        """Whether another trust may be meant, open or closed of late: not one that the chosen followed."""
        code = ranked.code
        if self._register.trusts[code].is_open:
            return code != chosen and ranked.grade > Grade.SHORT
        if code == chosen or set(self._register.current(code)) & {chosen, *self._register.current(chosen)}:
            return False
        return ranked.grade is Grade.SPELLING and not self.doubts.is_forgotten(code, bare=False)

    def _without_suffix(self, query: Query, possible: list[Ranked]) -> Match | None:
        """The trust, open or closed of late, whose name this is but for words that come and go."""
        top = self._chosen(possible)
        if top is None or top.grade is not Grade.SPELLING or BUILDINGS & set(query.reading.words):
            return None
        if set(top.comparison.extra) - _RANKS_OF_HOSPITALS:
            return None  # “Airedale Clinic”, “Airedale University”, “Airedale Care Group” are other bodies
        forgotten = self.doubts.is_forgotten(top.code, is_bare_place(query.reading))
        return None if forgotten else self._fitting(query, top, possible)

    def _chosen(self, possible: list[Ranked]) -> Ranked | None:
        """The one that is safe: well ahead of all others when only spelling differs, else the only one."""
        top = max(possible, key=lambda r: (r.grade, r.score))
        rivals = [r for r in possible if r.code != top.code]
        if top.score < self._floor(top) or not _supported(top):
            return None
        if top.grade is Grade.SPELLING:
            return top if all(top.score - r.score >= _MARGIN for r in rivals) else None
        return None if rivals else top

    def _floor(self, ranked: Ranked) -> float:
        """The least score to believe: higher where the words tell little or the trust is long gone."""
        trust = self._register.trusts[ranked.code]
        said = [word for word in ranked.comparison.same if is_telling(word) or word in WORK]
        gone = not trust.is_open and (trust.closed is None or trust.closed < FIRST_FOUNDATION_TRUST)
        if sum(map(self._trusts.names.weight, said)) < _LEAST_TOLD:
            return _VAGUE_FLOOR
        return _GONE_FLOOR if gone else _FLOORS[ranked.grade]

    def _fitting(self, query: Query, ranked: Ranked, others: list[Ranked]) -> Match:
        trust = self._register.trusts[ranked.code]
        return self._answers.trust(
            query.name,
            ranked.code,
            _RULES[ranked.grade],
            _explain(ranked, f"{trust.name} ({trust.code})"),
            score=ranked.score,
            others=self._answers.candidates(
                (r.code, r.score) for r in others if r.code != ranked.code and r.score <= ranked.score
            ),
        )


def _says_enough(entry: Entry, reading: Reading) -> bool:
    """“Online” or “Royal Hospital” means no trust unless it says to be one."""
    said = reading.has_suffix or reading.says_nhs or entry.origin is Origin.ALIAS
    if entry.origin is Origin.ALIAS and is_any_group(reading):
        return False
    return said or identifies(entry.words)


def _only_hospitals_said(ranked: Ranked) -> bool:
    """“Humber Hospitals”: a place of a trust without hospitals, and nothing said of its line of work."""
    compared = ranked.comparison
    return bool(_HOSPITAL_SAID & set(compared.extra)) and not _CARE_SAID & set(compared.same)


def _supported(ranked: Ranked) -> bool:
    """A county alone is no evidence; a shortened name must begin as the whole one does."""
    shared = ranked.comparison.shared_telling
    if len(shared) == 1 and is_county(shared[0]):
        return ranked.grade is Grade.SPELLING and len(ranked.comparison.same) > len(shared)
    return ranked.grade is not Grade.SHORT or has_first_place(shared, ranked)


def _explain(ranked: Ranked, whose: str) -> str:
    compared = ranked.comparison
    spelt = {stemmed: word for word in ranked.entry.name.split() for stemmed in core_words(word)}
    missing, extra, shared = (
        list(dict.fromkeys(spelt.get(word, word).strip(",") for word in words))
        for words in (compared.missing, compared.extra, compared.shared_telling)
    )
    notes = [f"without “{' '.join(missing)}”"] if missing else []
    notes += [f"with “{' '.join(extra)}” added"] if extra else []
    told = " and ".join(f"“{word}”" for word in shared[:3])
    detail = f", {' and '.join(notes)}" if notes else ""
    known = "" if ranked.entry.origin is Origin.OFFICIAL else f", once or also “{ranked.entry.name}”,"
    fit = "fit" if len(shared[:3]) > 1 else "fits"
    return f"It is {whose}{known} in other words{detail}; {told} {fit} no other trust as well."
