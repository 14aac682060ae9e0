"""What the decisions in force do to names, to memberships and to the one alliance of a trust."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from alliance_spiders.items import Sighting, SiteResult
from matching.model import Kind, Match, Status
from matching.register import Register
from output.decision import MEMBER_QUESTIONS, NAME_QUESTIONS, Decision, Verdict, name_key
from output.memberships import DECIDED, Key, Membership, Ruling


@dataclass(frozen=True)
class Effects:
    """The decisions in force, ready to be asked."""

    decisions: tuple[Decision, ...]
    register: Register

    def on_result(self, result: SiteResult) -> SiteResult:
        """The result with every name read as curators decided."""
        sightings = tuple(self.on_sighting(result.alliance_code, s) for s in result.reading.sightings)
        return replace(result, reading=replace(result.reading, sightings=sightings))

    def on_sighting(self, alliance_code: str, sighting: Sighting) -> Sighting:
        """The sighting as curators decided to read its name."""
        decision = self.about_name(alliance_code, sighting.name)
        if decision is None or decision.decision is Verdict.IGNORE:
            return sighting
        if decision.decision is Verdict.ACCEPT:
            return replace(sighting, match=_accepted(sighting.match, decision, self.register))
        if decision.decision is Verdict.NOT_A_TRUST:
            return replace(sighting, match=_not_a_trust(sighting.match, decision))
        return _refused(sighting, decision)

    def about_name(self, alliance_code: str, name: str) -> Decision | None:
        """The decision on a name as an alliance writes it; one for all alliances gives way to it."""
        found = [self._names.get((code, name_key(name))) for code in (alliance_code, "")]
        return next((decision for decision in found if decision), None)

    def decides_names(self, alliance_code: str) -> bool:
        """Whether a decision says how a name that an alliance writes is to be read."""
        return any(d.about_name and d.alliance_code in ("", alliance_code) for d in self.decisions)

    def rulings(self, base: Mapping[Key, Membership]) -> dict[Key, Ruling]:
        """What was decided about memberships; a trust's departure counts until it is listed again."""
        rulings: dict[Key, Ruling] = {}
        for decision in self.decisions:
            ruling = _ruling(decision)
            current = self.register.current(decision.ods_code)
            if ruling is None or len(current) != 1:
                continue
            # What was said of a trust that has since merged does not hold for all of the merged one.
            if current[0] != decision.ods_code and ruling is not Ruling.MEMBER:
                continue
            key = (decision.alliance_code, current[0])
            if ruling is Ruling.LEFT and _seen_since(base.get(key), decision):
                continue
            rulings[key] = ruling
        return rulings

    def assigned(self) -> dict[str, str]:
        """Code of the one alliance by code of the trust, where a curator said so."""
        assigned: dict[str, str] = {}
        for decision in self.decisions:
            current = self.register.current(decision.ods_code)
            if decision.assigns and len(current) == 1:
                assigned[current[0]] = decision.alliance_code
        rulings = self.rulings({})
        return {code: a for code, a in assigned.items() if rulings.get((a, code)) is Ruling.MEMBER}

    def answers(self, item_id: str) -> bool:
        """Whether a decision in force is the answer to this very item."""
        return item_id in self._items

    def settles(self, question: str, item_id: str, alliance_code: str, ods_code: str, name: str) -> bool:
        """Whether a decision answers a question, by its item or by what it is about."""
        if item_id in self._items:
            return True
        if question in NAME_QUESTIONS:
            decision = self.about_name(alliance_code, name)
            return decision is not None and not decision.item_id
        subject = ("assign", ods_code) if question == "two_alliances" else ("member", alliance_code, ods_code)
        return question in ("two_alliances", *MEMBER_QUESTIONS) and subject in self._subjects

    @cached_property
    def _names(self) -> dict[tuple[str, str], Decision]:
        return {(d.alliance_code, name_key(d.name_as_written)): d for d in self.decisions if d.about_name}

    @cached_property
    def _items(self) -> frozenset[str]:
        return frozenset(d.item_id for d in self.decisions if d.item_id)

    @cached_property
    def _subjects(self) -> frozenset[tuple[str, ...]]:
        return frozenset(d.subject for d in self.decisions if not d.item_id)


def effects_of(decisions: Iterable[Decision], register: Register) -> Effects:
    """The effects of the decisions in force."""
    return Effects(tuple(decisions), register)


_RULINGS = {
    ("added", Verdict.ACCEPT): Ruling.MEMBER,
    ("added", Verdict.REJECT): Ruling.NO_MEMBER,
    ("removed", Verdict.ACCEPT): Ruling.LEFT,
    ("removed", Verdict.REJECT): Ruling.MEMBER,
    ("not_seen", Verdict.ACCEPT): Ruling.MEMBER,
    ("not_seen", Verdict.REJECT): Ruling.NO_MEMBER,
    ("", Verdict.ACCEPT): Ruling.MEMBER,
    ("", Verdict.REJECT): Ruling.NO_MEMBER,
}


def _ruling(decision: Decision) -> Ruling | None:
    if decision.about_name or not decision.ods_code or not decision.alliance_code:
        return None
    return Ruling.MEMBER if decision.assigns else _RULINGS.get((decision.question, decision.decision))


def _seen_since(membership: Membership | None, decision: Decision) -> bool:
    return membership is not None and membership.last_seen > decision.decided_at[:10]


def _said(decision: Decision) -> str:
    return f"A curator decided on {decision.decided_at[:10]}" if decision.decided_at else "A curator decided"


def _accepted(match: Match, decision: Decision, register: Register) -> Match:
    trust = register.trusts.get(decision.ods_code)
    current = register.current(decision.ods_code)
    if trust is None or not current:
        return _without_code(match)._replace(
            reason=f"{_said(decision)} on {decision.ods_code}, which nobody serves today.",
        )
    return Match(
        name=match.name,
        status=Status.MATCHED if trust.is_open else Status.RETIRED,
        kind=match.kind if match.kind in (Kind.TRUST, Kind.SITE) else Kind.TRUST,
        reason=f"{_said(decision)}: this is {trust.name} ({trust.code}).",
        rule=DECIDED,
        score=100.0,
        ods_code=trust.code,
        ods_name=trust.name,
        current_ods_code=";".join(current),
        current_ods_name="; ".join(register.trusts[code].name for code in current),
    )


def _not_a_trust(match: Match, decision: Decision) -> Match:
    kind = Kind.OTHER if match.kind in (Kind.TRUST, Kind.SITE) else match.kind
    reason = f"{_said(decision)}: this is no trust."
    return _without_code(match)._replace(status=Status.NOT_A_TRUST, kind=kind, candidates=(), reason=reason)


def _refused(sighting: Sighting, decision: Decision) -> Sighting:
    codes = {sighting.match.ods_code, *sighting.match.current_codes}
    if decision.ods_code and decision.ods_code not in codes:
        others = tuple(c for c in sighting.match.candidates if c.ods_code != decision.ods_code)
        return replace(sighting, match=sighting.match._replace(candidates=others))
    reason = (
        f"{_said(decision)}: this is not {decision.ods_code}."
        if decision.ods_code
        else f"{_said(decision)} to refuse this name."
    )
    return replace(sighting, match=_without_code(sighting.match)._replace(reason=reason))


def _without_code(match: Match) -> Match:
    return match._replace(
        status=Status.UNRESOLVED,
        rule=DECIDED,
        score=0.0,
        ods_code="",
        ods_name="",
        current_ods_code="",
        current_ods_name="",
    )
