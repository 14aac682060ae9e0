"""From a name as written to the code of the trust it means, or to the reason why there is no safe one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache

from matching.answers import TO_COME, Answers
from matching.bare_hospitals import BareHospitals
from matching.bodies import BodyFinder
from matching.cleaning import MAX_LENGTH
from matching.decide_sites import SiteDecider
from matching.decide_trusts import TrustDecider
from matching.doubts import is_description
from matching.entries import Query
from matching.hospital_and_trust import CONTRADICTED, HospitalAndTrust
from matching.in_town import InTown
from matching.kinds import is_university_like, kind_by_words, looks_like_care
from matching.model import Kind, Match, Span, Status
from matching.names import core_words, read_name
from matching.register import Register
from matching.scan import Scanner
from matching.second_look import SecondLook
from matching.sites import SiteFinder
from matching.split import split_names
from matching.stated_codes import StatedCodes
from matching.trusts import TrustFinder
from matching.two_names import SEVERAL_NAMES, TwoNames
from matching.two_places import TwoPlaces
from matching.whole_names import WholeNames
from matching.with_places import WithPlaces
from matching.words import NO_PLACE, proves

Rules = tuple[Callable[[Query], Match | None], ...]
_CACHED_NAMES = 65_536
_CACHED_WORDS = 16_384
# Texts for which every index is looked into that is built when it is first needed.
_FOR_INDEXES = (
    "Leeds Teachng Hospitls",
    "St Jon's Hospital Nowhere",
    "QZXV",
    "University Hospitals Coventry and Warwic",
    "Maidstone and Tunbridge We",
    "Wantage Community Hospital",
    "St Helens Hospital",
    "RLBUHT",
    "A Place and Another",
    "Wolv. Qzxv and Another NHS Trust",
)
_NOT_A_TRUST, _OTHER = Status.NOT_A_TRUST, Kind.OTHER  # members of an enumeration are slow to look up
_NOBODY: frozenset[str] = frozenset()
# Answers that no second look may change.
_FINAL = frozenset({SEVERAL_NAMES, CONTRADICTED, TO_COME, "description"})
# What is said of names that nobody is known by.
_UNPLACED = frozenset({"unknown", "not_an_organisation", "words_university"})
# Bodies named beside a trust (“… NHS Trust (Devon ICB)”) without making it anything else.
_PARENTS = frozenset({Kind.ICB, Kind.COMMISSIONER, Kind.ALLIANCE, Kind.NATIONAL})


class _Rules:
    """Rules in their order; of those that never answer without a legal suffix, or with one, none is asked."""

    def __init__(self, rules: Rules, with_suffix: Rules = (), without: Rules = ()) -> None:
        self._all = rules
        self._plain = tuple(rule for rule in rules if rule not in with_suffix)
        self._of_trusts = tuple(rule for rule in rules if rule not in without)

    def first(self, query: Query) -> Match | None:
        """The answer of the first rule that has one."""
        reading = query.reading
        if reading.has_suffix:
            rules = self._of_trusts
        else:
            rules = self._all if reading.may_hold_suffix else self._plain
        for rule in rules:
            if (found := rule(query)) is not None:
                return found
        return None


class Matcher:
    """Answers which organisation a name means.

    ``areas`` maps the code of an alliance to the codes of the trusts in its area; they settle names
    that fit several trusts.
    """

    def __init__(self, register: Register, areas: Mapping[str, frozenset[str]] | None = None) -> None:
        self.register = register
        self._areas = areas or {}
        self._answers = Answers(register)
        finder = TrustFinder(register)
        sites = SiteFinder(register)
        self._bodies = BodyFinder(register)
        self._sites = SiteDecider(register, finder, sites, self._bodies, self._answers)
        self._trusts = TrustDecider(register, finder, sites, self._bodies, self._answers)
        self._codes = StatedCodes(register, finder, self._answers)
        self._second = SecondLook(self._decide, register, finder, self._answers)
        self._in_town = InTown(self._decide, register, sites, self._bodies, self._answers)
        self._two = TwoNames(self._decide, finder.names, self._answers)
        self._both = HospitalAndTrust(self._decide, register, finder.names, sites, self._answers)
        self._whole = WholeNames(register.trusts, finder.names, self._answers)
        self._trust_names = finder.names
        self._rules = _Rules(self._in_order(), self._with_suffix(), self._without_suffix())
        self._rules_again = _Rules(self._again(), self._with_suffix())
        self._rules_last = _Rules(self._last(finder, sites))
        self._cached = lru_cache(maxsize=_CACHED_NAMES)(self._match)
        self.knows = lru_cache(maxsize=_CACHED_WORDS)(self._knows)  # asked of each word of many a text

    def match(
        self, name: str, alliance_code: str | None = None, under: str = "", among_trusts: bool = False
    ) -> Match:
        """The answer about one name; never fails, whatever the text.

        Args:
            name: the name as written.
            alliance_code: the alliance that names it; its area settles names that fit several trusts.
            under: code of the trust, open or closed, that the page lists a hospital under.
            among_trusts: whether the names beside it on the page are those of trusts.
        """
        if len(name) > 4 * MAX_LENGTH:
            shown = name[:MAX_LENGTH]
            return self._answers.none(
                shown, Kind.OTHER, "too_long", f"A text of {len(name)} characters is no name."
            )
        return self._cached(name, alliance_code or "", under, among_trusts)

    def build_indexes(self) -> None:
        """Build what is otherwise built, and load what is otherwise loaded, when it is first needed."""
        for text in _FOR_INDEXES:
            self._match(text, "", "", False)
            self.find(text)

    def area(self, alliance_code: str) -> frozenset[str]:
        """Codes of the trusts in an alliance's area; empty when it is not known."""
        return self._areas.get(alliance_code, frozenset())

    def _match(self, name: str, alliance: str, under: str, among_trusts: bool) -> Match:
        if not under and (known := self._whole.answer(name)) is not None:
            return known
        area = self._areas.get(alliance, _NOBODY)
        above = frozenset(self.register.current(under)) if under else _NOBODY
        query = Query(name, read_name(name), area, above, among_trusts)
        answer = self._decide(query)
        if not _is_safe(answer):
            answer = self._rules_again.first(query) or answer
        if answer.rule in _UNPLACED and not answer.candidates:
            answer = self._rules_last.first(query) or answer
        answer = self._two.held_against_aside(query, self._two.held_against_parts(query, answer))
        answer = self._both.held_against_remark(query, answer)
        return self._sites.held_against_list(query, self._codes.check(query, answer))

    def _decide(self, query: Query) -> Match:
        """The answer of the first rule that has one."""
        if not query.reading.words:
            return self._answers.none(
                query.name, Kind.OTHER, "no_words", "There is no organisation's name in it."
            )
        return self._rules.first(query) or self._no_answer(query)

    def _in_order(self) -> Rules:
        """The rules; their order is that of what can be trusted most."""
        return (
            self._other_kind,
            self._area_brand,
            self._description,
            self._two.by_suffixes,
            self._both.answer,
            self._second.with_tail,
            self._sites.listed_under,
            self._sites.to_the_letter,
            self._trusts.exact,
            self._known_body,
            self._in_town.answer,
            self._sites.nearly,
            self._trusts.short.abbreviated,
            self._trusts.fuzzy,
            self._sites.perhaps,
            self._trusts.short.initials,
        )

    def _again(self) -> Rules:
        """The rules for names without a safe answer."""
        look = self._second
        return (
            look.unnumbered,
            look.once,
            look.near_names.glued,
            look.without_furniture,
            look.heads.abbreviation,
            look.heads.code_behind,
            look.respelt.spelt_out,
            look.abbreviated.answer,
            look.misspelt,
            look.respelt.slip,
            look.respelt.town_for_county,
            look.several,
            look.cut_short,
            look.near_names.near,
        )

    def _with_suffix(self) -> Rules:
        """Those of the rules that ask for “NHS Trust” or the like somewhere in the text."""
        look = self._second
        return (
            self._two.by_suffixes,
            look.with_tail,
            look.once,
            look.without_furniture,
            look.heads.code_behind,
            look.respelt.slip,
            look.near_names.near,
        )

    def _without_suffix(self) -> Rules:
        """Those of the rules that have no answer for a name that states to be a trust."""
        sites = self._sites
        return (
            self._area_brand,
            sites.listed_under,
            sites.to_the_letter,
            self._in_town.answer,
            sites.nearly,
            sites.perhaps,
        )

    def _last(self, finder: TrustFinder, sites: SiteFinder) -> Rules:
        """The rules for names that nothing at all is known of, not even what they could be."""
        doubts = self._trusts.doubts
        return (
            TwoPlaces(self.register, finder, self._bodies, doubts, self._answers).answer,
            WithPlaces(self._decide, self.register, finder, sites, self._answers).answer,
            BareHospitals(self.register, sites, self._bodies, doubts, self._answers).answer,
            self._second.heads.remark,
        )

    def _other_kind(self, query: Query) -> Match | None:
        rule = kind_by_words(query.reading)
        if rule is None or self._trusts.is_whole_name(query.reading, rule.kind in _PARENTS):
            return None
        return self._known_body(query) or self._answers.none(
            query.name, rule.kind, f"words_{rule.name}", f"No trust: {rule.why}."
        )

    def _area_brand(self, query: Query) -> Match | None:
        """“NHS Sheffield”: the short name of a board or of a commissioner, not of a trust."""
        reading = query.reading
        if reading.has_suffix or reading.text[:4].upper() != "NHS ":
            return None
        body = self._bodies.area_brand(reading)
        if body is None and not NO_PLACE.isdisjoint(reading.words):
            return None
        named = f", here {body.name}" if body else ""
        reason = f"“NHS” before a place is the short name of a board or commissioner{named}."
        return self._answers.none(
            query.name, body.kind if body else Kind.COMMISSIONER, "board_short_name", reason
        )

    def _description(self, query: Query) -> Match | None:
        if not is_description(query.reading):
            return None
        reason = "It tells what there is in a place; it is no name of an organisation."
        return self._answers.unsafe(query.name, Status.UNRESOLVED, Kind.OTHER, "description", reason)

    def _known_body(self, query: Query) -> Match | None:
        body = self._bodies.find(query.reading)
        if body is None:
            return None
        return self._answers.body(query.name, body, f"It is the name of {body.name}, which is no trust.")

    def _no_answer(self, query: Query) -> Match:
        name, reading = query.name, query.reading
        if is_university_like(reading):
            return self._answers.none(
                name, Kind.UNIVERSITY, "words_university", "No trust: it is a university or college."
            )
        if looks_like_care(reading):
            kind = Kind.TRUST if reading.has_suffix else Kind.SITE
            reason = "It reads like an NHS organisation, but it is no name that the register knows."
            return self._answers.unsafe(name, Status.UNRESOLVED, kind, "unknown", reason)
        return self._answers.none(
            name, _OTHER, "not_an_organisation", "It does not read like an NHS organisation."
        )

    def _knows(self, word: str) -> bool:
        """Whether a word as written is the place or the proper name that tells some trust from others."""
        return any(proves((each,)) and each in self._trust_names.words for each in core_words(word))

    def may_find(self, text: str) -> bool:
        """Whether ``find`` could find a name in a text: quick, and now and then true where it finds none."""
        return self._scanner.may_hold_name(text)

    def find(self, text: str, alliance_code: str | None = None) -> list[Span]:
        """Names of trusts, hospitals and other bodies inside running text, in their order."""
        return self._scanner.find(text, lambda name: self.match(name, alliance_code))

    def split(self, text: str, alliance_code: str | None = None) -> tuple[str, ...]:
        """The organisations joined in one text, where every part stands on its own; else the text itself."""
        return split_names(text, lambda name: self.match(name, alliance_code))

    @cached_property
    def _scanner(self) -> Scanner:
        return Scanner(self.register)


def _is_safe(answer: Match) -> bool:
    if answer.ods_code or answer.rule in _FINAL:
        return True
    return answer.status is _NOT_A_TRUST and answer.kind is not _OTHER
