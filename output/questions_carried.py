"""Questions that stay until they are answered or no longer true, though a run would not raise them anew.

A change of the register is seen once, and a page that could not be read raises nothing: neither must take a
question from the list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from alliance_spiders.items import SiteResult, SiteState
from matching.register import Register
from output.decision import NAME_QUESTIONS, REOPENED, Decision, name_key
from output.memberships import Key, Membership
from output.questions import Question, item_id

WELL = frozenset({SiteState.HEALTHY, SiteState.HEALED, SiteState.NO_LIST})
"""States in which a site shows all that it says, so that what it does not show is not there."""


@dataclass(frozen=True, slots=True)
class Today:
    """What tells whether a question is still true.

    ``claims`` are the alliances of each trust; ``results`` what this run made of the sites it went to;
    ``index_read`` whether it has read the index of alliances; ``decisions`` are those in force.
    """

    register: Register
    memberships: Mapping[Key, Membership]
    claims: Mapping[str, tuple[str, ...]]
    results: tuple[SiteResult, ...]
    index_read: bool
    decisions: tuple[Decision, ...]

    def shows_all(self, alliance_code: str) -> bool:
        """Whether an alliance's site was read, and well."""
        return any(r.alliance_code == alliance_code and r.state in WELL for r in self.results)

    def has_read(self, alliance_code: str) -> bool:
        """Whether an alliance's site was gone to at all."""
        return any(r.alliance_code == alliance_code for r in self.results)


def carried(earlier: Iterable[Question], today: Today) -> Iterator[Question]:
    """The questions of the run before that still hold.

    Args:
        earlier: what the run before asked.
        today: what is known now.
    """
    for question in earlier:
        holds = _name if question.question in NAME_QUESTIONS else _HOLDS.get(question.question)
        if holds is not None and holds(question, today):
            yield question


def _name(question: Question, today: Today) -> bool:
    """A name that a well-read site shows is asked about anew; one that it does not show is gone."""
    return not today.shows_all(question.alliance_code)


def _added(question: Question, today: Today) -> bool:
    key = (question.alliance_code, question.ods_code)
    return key in today.memberships or not today.shows_all(question.alliance_code)


def _removed(question: Question, today: Today) -> bool:
    return (question.alliance_code, question.ods_code) not in today.memberships


def _not_seen(question: Question, today: Today) -> bool:
    member = today.memberships.get((question.alliance_code, question.ods_code))
    return member is not None and not member.last_seen and not today.shows_all(question.alliance_code)


def _site_unhealthy(question: Question, today: Today) -> bool:
    return not today.has_read(question.alliance_code)


def _renamed(question: Question, today: Today) -> bool:
    """Whether the name that was asked about is still the register's."""
    trust = today.register.trusts.get(question.ods_code)
    return trust is not None and question.item_id == item_id(
        "renamed", f"{trust.code} {trust.name}", trust.code
    )


def _register_changed(question: Question, today: Today) -> bool:
    """Whether a new trust is still in no alliance, or the one heir of a closed one in the alliance."""
    code, heirs = question.ods_code, today.register.current(question.ods_code)
    if not question.alliance_code:
        return heirs == (code,) and not today.claims.get(code)
    closed = code not in heirs
    return closed and len(heirs) == 1 and (question.alliance_code, heirs[0]) in today.memberships


def _two_alliances(question: Question, today: Today) -> bool:
    owners = ", ".join(today.claims.get(question.ods_code, ()))
    return question.item_id == item_id("two_alliances", owners, question.ods_code)


def _index_changed(question: Question, today: Today) -> bool:
    return not today.index_read


def _reopened(question: Question, today: Today) -> bool:
    """Whether the decision still stands on its old ground, on a site that could not tell otherwise."""
    about = (question.alliance_code, name_key(question.name_as_written))
    return not today.shows_all(question.alliance_code) and any(
        decision.basis not in ("", question.basis)
        and (decision.alliance_code, name_key(decision.name_as_written)) == about
        and (bool(question.name_as_written) or decision.ods_code == question.ods_code)
        for decision in today.decisions
    )


_HOLDS: dict[str, Callable[[Question, Today], bool]] = {
    "added": _added,
    "removed": _removed,
    "not_seen": _not_seen,
    "site_unhealthy": _site_unhealthy,
    "renamed": _renamed,
    "register_changed": _register_changed,
    "two_alliances": _two_alliances,
    "index_changed": _index_changed,
    REOPENED: _reopened,
}
