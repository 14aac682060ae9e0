"""Questions made ready to be shown to a person: the report, the workbook and the terminal share them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from matching.register import Register
from output.curated import MappingRow
from output.memberships import Key, Membership, Source
from output.questions import Question
from output.report_choices import ASKS, Choice, alliance_name, choices, trust_name
from output.report_text import shown
from output.succession import carry_over, curated_memberships

_CANDIDATE = re.compile(r"(?P<code>[A-Z0-9]{3,6})\b.*?(?:\((?P<score>\d{1,3})(?:, closed)?\))?$")


@dataclass(frozen=True, slots=True)
class Known:
    """What was known before the run that asks.

    ``read_on`` is the day (ISO) on which a page was read, and ``written_since`` the day on which the site
    was first seen to write a name, both by alliance and name as written.
    """

    register: Register
    memberships: Mapping[Key, Membership] = field(default_factory=dict)
    rows: Mapping[str, MappingRow] = field(default_factory=dict)
    read_on: Mapping[Key, str] = field(default_factory=dict)
    written_since: Mapping[Key, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        register: Register,
        memberships: Mapping[Key, Membership],
        rows: Iterable[MappingRow],
        read_on: Mapping[Key, str],
        written_since: Mapping[Key, str],
    ) -> Known:
        """Gather it; what the mapping before claims was known too, and closed trusts give way to today's."""
        kept = tuple(rows)
        claims = carry_over({**curated_memberships(kept), **memberships}, register).memberships
        return cls(register, claims, {row.ods_code: row for row in kept}, read_on, written_since)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible answer with the reasons for and against it in words; ``score`` is 0 to 100, or None."""

    code: str
    name: str
    score: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Card:
    """One question with all that a person needs to answer it. All texts are harmless and short."""

    question: Question
    asks: str
    title: str
    alliance: str
    read_on: str
    known: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    choices: tuple[Choice, ...]


def cards(questions: Iterable[Question], known: Known) -> tuple[Card, ...]:
    """A card for each question, in their order."""
    return tuple(_card(question, known) for question in questions)


def _card(question: Question, known: Known) -> Card:
    found = tuple(_candidates(question, known))
    name = question.name_as_written
    title = name or trust_name(question.ods_code, known.register) or alliance_name(question.alliance_code)
    return Card(
        question=question,
        asks=ASKS.get(question.question, question.question.replace("_", " ").capitalize()),
        title=shown(title),
        alliance=alliance_name(question.alliance_code),
        read_on=known.read_on.get((question.alliance_code, name), ""),
        known=tuple(_known(question, known)),
        candidates=found,
        choices=choices(question, [candidate.code for candidate in found], known.register),
    )


def _candidates(question: Question, known: Known) -> Iterator[Candidate]:
    separator = ", " if question.question == "two_alliances" else "; "
    for text in filter(None, question.candidates.split(separator)):
        found = _CANDIDATE.match(text)
        if found is None:
            continue
        code, score = found["code"], found["score"]
        name = alliance_name(code) if question.question == "two_alliances" else _trust(code, known.register)
        yield Candidate(code, name, int(score) if score else None, _reason(code, question, known))


def _trust(code: str, register: Register) -> str:
    return register.trusts[code].name if code in register.trusts else code


def _reason(code: str, question: Question, known: Known) -> str:
    """What speaks for or against a candidate, as far as it is known."""
    trust = known.register.trusts.get(code)
    if trust is None:
        return "proposed" if code == question.alliance_code else "lists it too"
    if trust.opens:
        return f"not open yet; opens on {trust.opens.isoformat()}"
    if not trust.is_open:
        heirs = ", ".join(trust_name(heir, known.register) for heir in known.register.current(code))
        return f"closed; {heirs or 'nobody known'} serves today"
    owners = [owner for owner, member in known.memberships if member == code]
    if question.alliance_code in owners:
        return "open; was a partner of this alliance before this run"
    if owners:
        return f"open; a partner of {', '.join(map(alliance_name, owners))}"
    return "open; no alliance listed it before this run"


def _known(question: Question, known: Known) -> Iterator[str]:
    if question.name_as_written:
        since = known.written_since.get((question.alliance_code, question.name_as_written), "")[:10]
        yield f"The site has written this name since {since}." if since else "The site writes this name anew."
    row = known.rows.get(question.ods_code)
    if row:
        yield f"In the mapping before: {row.cancer_alliance_name or 'in no alliance'}."
    member = known.memberships.get((question.alliance_code, question.ods_code))
    if member:
        yield _membership(member)


def _membership(member: Membership) -> str:
    if member.last_seen:
        return f"A partner before: seen from {member.first_seen} to {member.last_seen}."
    if member.source is Source.DECISION:
        return "A partner before, by a curator's decision; not seen on the site."
    return "A partner before, by the curated mapping; not seen on the site."
