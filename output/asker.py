"""Which questions a run raises."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from alliance_spiders.alliances import all_alliances
from alliance_spiders.items import Sighting, SiteResult
from matching.model import Kind, Match, Status
from matching.register import Register
from output.basis import Basis
from output.changes import ODS_RECORD, Change, State
from output.decision import NAME_QUESTIONS, REOPENED, Decision
from output.mapping import NextMapping
from output.memberships import Event, Key, Turn
from output.questions import LATER, SOON, URGENT, Question, candidates, item_id
from output.questions_carried import WELL


@dataclass(frozen=True)
class Asker:
    """Makes questions; knows the register that their bases rest on."""

    register: Register

    def about_names(self, result: SiteResult) -> Iterator[Question]:
        """Names of partners that have no safe code, or the code of a closed trust."""
        for sighting in result.reading.sightings:
            match = sighting.match
            if match.status.value in NAME_QUESTIONS and (
                sighting.counts or match.status is not Status.RETIRED
            ):
                yield self._name(result.alliance_code, sighting)

    def about_members(
        self, events: Iterable[Event], changes: Iterable[Change], fresh: bool, homeless: Collection[str] = ()
    ) -> Iterator[Question]:
        """Additions and removals; a start from nothing does not ask about each addition.

        ``homeless`` are trusts that notes alone claim and that no alliance has.
        """
        for event in events:
            if event.turn is Turn.NOT_SEEN and event.membership.ods_code in homeless:
                yield self._member(event, "not_seen", SOON, f"{_KEEP} {_HOMELESS}")
            elif event.turn is Turn.NOT_SEEN:
                yield self._member(event, "not_seen", LATER, _KEEP)
        by_key = {(event.membership.alliance_code, event.membership.ods_code): event for event in events}
        for change in changes:
            turned = by_key.get((change.alliance_code, change.ods_code))
            if turned is None or turned.by_decision or change.state is State.WITHDRAWN:
                continue
            if change.change in ("added", "removed") and not (fresh and change.state is State.APPLIED):
                priority = SOON if change.state is State.PROPOSED else LATER
                yield self._member(turned, change.change, priority, _proposal(change))

    def about_register(self, changes: Iterable[Change], waiting: Iterable[Key]) -> Iterator[Question]:
        """Renames, and what the register says of closures and new trusts that a person must settle."""
        for change in changes:
            about = (change.alliance_code, change.ods_code)
            if change.change == "renamed":
                proposal = f"{change.detail} Take the register's name."
                # The name is part of what is asked, so that the next rename is another question.
                yield self._register(*about, "renamed", LATER, proposal, self._named(change.ods_code))
            elif change.change == "added" and not change.alliance_code:
                proposal = f"{change.detail} Say whether an alliance has it."
                yield self._register(*about, "register_changed", LATER, proposal)
            elif (
                change.change == "succeeded" and change.alliance_code and self._has_one_heir(change.ods_code)
            ):
                proposal = (
                    f"{change.detail} Its row has become that of its successor: accept, or assign another."
                )
                yield self._register(*about, "register_changed", SOON, proposal)
        for alliance_code, code in waiting:
            yield self._register(alliance_code, code, "register_changed", URGENT, self._closed(code))

    def about_claims(
        self, mapping: NextMapping, claims: Mapping[str, tuple[str, ...]], settled: Iterable[str]
    ) -> Iterator[Question]:
        """Trusts that several alliances claim and of which nobody has said whose they are."""
        names = {alliance.code: alliance.name for alliance in all_alliances()}
        known = set(settled)
        for code, owners in claims.items():
            if len(owners) < 2 or code in known or code not in mapping.choices:
                continue
            choice = mapping.choices[code]
            others = ", ".join(names[owner] for owner in owners if owner != choice.alliance_code)
            proposal = (
                f"Its one alliance is {names[choice.alliance_code]} ({choice.reason}): accept, "
                f"or assign another. Also listed by {others}."
            )
            priority = SOON if choice.doubtful else LATER
            yield self._register(
                choice.alliance_code, code, "two_alliances", priority, proposal, ", ".join(owners)
            )

    def about_site(self, result: SiteResult, members: int) -> Iterator[Question]:
        """A site that could not be read well."""
        if result.state in WELL:
            return
        alliance = next(a for a in all_alliances() if a.code == result.alliance_code)
        yield Question(
            item_id=item_id("site_unhealthy", alliance.code),
            priority=URGENT if members else SOON,
            alliance_code=alliance.code,
            ods_code="",
            name_as_written="",
            question="site_unhealthy",
            proposal=f"{result.state.value.replace('_', ' ')}: {result.detail}",
            evidence_url=next(iter(result.partner_urls), alliance.home),
            basis=str(Basis.of(result.detail, result.state, (), self.register)),
        )

    def about_decision(self, decision: Decision, why: str, now: Basis, sighting: Sighting | None) -> Question:
        """A decision whose ground is gone."""
        return Question(
            item_id=item_id(
                REOPENED,
                decision.alliance_code,
                decision.ods_code,
                decision.name_as_written,
                decision.item_id,
            ),
            priority=SOON,
            alliance_code=decision.alliance_code,
            ods_code=decision.ods_code,
            name_as_written=decision.name_as_written,
            question=REOPENED,
            proposal=f"{why} Accept to keep the decision “{decision.decision}”, reject to withdraw it.",
            candidates=candidates(sighting.match) if sighting else "",
            evidence_url=sighting.place.page_url if sighting else "",
            snippet=sighting.place.snippet if sighting else "",
            basis=str(now),
        )

    def name_basis(self, sighting: Sighting) -> Basis:
        """What a decision about this name would rest on."""
        match = sighting.match
        codes = (match.ods_code, *match.current_codes, *(c.ods_code for c in match.candidates))
        reading = f"{match.status} {match.ods_code} {match.current_ods_code} {' '.join(sorted(codes))}"
        return Basis.of(f"{sighting.name} {sighting.place.snippet}", reading, codes, self.register)

    def _name(self, alliance_code: str, sighting: Sighting) -> Question:
        match = sighting.match
        question = match.status.value
        return Question(
            item_id=item_id(question, alliance_code, match.ods_code, sighting.name),
            priority=_name_priority(sighting),
            alliance_code=alliance_code,
            ods_code=match.ods_code,
            name_as_written=sighting.name,
            question=question,
            proposal=_name_proposal(match),
            candidates=candidates(match),
            evidence_url=sighting.place.page_url,
            snippet=sighting.place.snippet,
            basis=str(self.name_basis(sighting)),
        )

    def _member(self, event: Event, question: str, priority: int, proposal: str) -> Question:
        member, sighting = event.membership, event.sighting or event.where
        return Question(
            item_id=item_id(question, member.alliance_code, member.ods_code),
            priority=priority,
            alliance_code=member.alliance_code,
            ods_code=member.ods_code,
            name_as_written=sighting.name if sighting else "",
            question=question,
            proposal=proposal,
            candidates=self._named(member.ods_code),
            evidence_url=sighting.place.page_url if sighting else member.page_url,
            snippet=sighting.place.snippet if sighting else "",
            basis=str(Basis.of("", question, (member.ods_code,), self.register)),
        )

    def _register(
        self, alliance_code: str, code: str, question: str, priority: int, proposal: str, names: str = ""
    ) -> Question:
        return Question(
            item_id=item_id(question, names or alliance_code, code),
            priority=priority,
            alliance_code=alliance_code,
            ods_code=code,
            name_as_written="",
            question=question,
            proposal=proposal,
            candidates=names or self._named(code),
            evidence_url=ODS_RECORD + code,
            basis=str(Basis.of("", proposal, (code,), self.register)),
        )

    def _has_one_heir(self, code: str) -> bool:
        return len(self.register.current(code)) == 1

    def _closed(self, code: str) -> str:
        if code not in self.register.trusts:
            return (
                f"The register knows no trust {code}, which the mapping holds. Correct the row or refresh "
                "the register; or assign the trust that is meant, or ignore to let the row go."
            )
        if opens := self.register.trusts[code].opens:
            return f"{code} opens on {opens.isoformat()}. Assign the trust that serves until then, or ignore."
        heirs = ", ".join(self._named(heir) for heir in self.register.current(code))
        if heirs:
            return f"{code} closed and was split; today: {heirs}. Assign the one that is in the alliance."
        return f"{code} closed and left no known successor. Assign the trust that goes on, or ignore."

    def _named(self, code: str) -> str:
        trust = self.register.trusts.get(code)
        return f"{code} {trust.name}" if trust else code


_KEEP = "Keep it: accept. If the trust is no partner of this alliance, reject."
_HOMELESS = (
    "No other alliance has it any more, and only a note claims it for this one: accept makes it its own."
)


def _proposal(change: Change) -> str:
    done = "was added" if change.change == "added" else "was removed"
    if change.state is State.APPLIED:
        return f"It {done}. {change.detail} Reject to undo."
    verb = "Add it" if change.change == "added" else "Remove it"
    return f"{verb}: accept. {change.detail}"


def _name_priority(sighting: Sighting) -> int:
    if sighting.match.status is Status.RETIRED:
        return LATER if sighting.match.current_codes and len(sighting.match.current_codes) == 1 else URGENT
    if sighting.match.kind in (Kind.TRUST, Kind.SITE) and sighting.counts:
        return URGENT if sighting.match.candidates else SOON
    return LATER


def _name_proposal(match: Match) -> str:
    if match.status is Status.RETIRED:
        current = match.current_codes
        if len(current) == 1:
            return f"{match.ods_code} is closed; count it as {match.current_ods_name} ({current[0]})."
        heirs = match.current_ods_code or "nobody known"
        return f"{match.ods_code} is closed; today: {heirs}. Name the right one."
    if match.candidates:
        best = match.candidates[0]
        return f"Perhaps {best.ods_name} ({best.ods_code}); no code is given. {match.reason}"
    return f"Name its code, or say not_a_trust. {match.reason}"
