"""A run in numbers and in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from alliance_spiders.alliances import all_alliances
from output.answers import Unfit
from output.changes import Change, State
from output.compare import Before, Comparison
from output.register_order import notes
from output.tables import Table

if TYPE_CHECKING:
    from output.run import RunContext


def counts(found: Comparison) -> dict[str, object]:
    """What a run came to, in numbers."""
    sightings = [s for result in found.results for s in result.reading.sightings]
    return {
        "sites": count(result.state.value for result in found.results),
        "partners": count(s.match.status.value for s in sightings),
        "mentions": _total(result.reading.mentions for result in found.results),
        "ignored": _total(result.reading.ignored for result in found.results),
        "pages_fetched": sum(result.pages_fetched for result in found.results),
        "memberships": len(found.memberships),
        "mapping_rows": len(found.mapping.rows),
        "mapping_rows_in_an_alliance": sum(bool(row.cancer_alliance_code) for row in found.mapping.rows),
        "names_respelled": found.respelled,
        "differences_by_cause": dict(found.differences),
        "changes": count(f"{c.change}/{c.cause.value}/{c.state.value}" for c in found.changes),
        "questions": count(q.question for q in found.questions),
    }


def headline(found: Comparison) -> str:
    """What happened, in one sentence."""
    applied = sum(c.state is State.APPLIED for c in found.changes)
    open_ones = sum(c.state is State.PROPOSED for c in found.changes)
    if not found.gate.published:
        return f"Nothing was published: {' '.join(found.gate.reasons)}"
    read = sum(result.state.value in ("healthy", "healed") for result in found.results)
    text = f"{read} of {len(found.results)} sites were read well; {_number(applied, 'change')} applied"
    if open_ones:
        text += f", {open_ones} proposed"
    text += f"; {_number(len(found.questions), 'question')} for a curator."
    if found.gate.forced:
        text += f" It was published although the gate would have held it: {' '.join(found.gate.reasons)}"
    return text


def summary_lines(
    found: Comparison, before: Before, context: RunContext, unfit: Iterable[Unfit] = ()
) -> tuple[str, ...]:
    """What happened, in a few lines for a terminal; ``unfit`` are decisions that could not be followed."""
    states = ", ".join(
        f"{number} {state}" for state, number in count(r.state.value for r in found.results).items()
    )
    lines = [headline(found), f"Sites: {states}."]
    lines += (str(each) for each in unfit)
    lines += notes(before.register, context.register)
    return (*lines, f"Report: {context.data_dir / 'review.html'}")


def pull_request(found: Comparison, context: RunContext, sites: Table) -> str:
    """``summary.md``: the body of a pull request."""
    names = {alliance.code: alliance.name for alliance in all_alliances()}
    lines = [f"# Cancer Alliance membership, {context.run_at.date().isoformat()}", "", headline(found), ""]
    if found.changes:
        lines += ["## Changes", "", "| | trust | alliance | cause | state | |", "|---|---|---|---|---|---|"]
        lines += [_change_line(change, names) for change in found.changes]
        lines.append("")
    if found.questions:
        kinds = count(q.question for q in found.questions)
        lines += [
            "## Questions",
            "",
            *(f"- {kind.replace('_', ' ')}: {number}" for kind, number in kinds.items()),
            "",
        ]
    lines += ["## Sites", "", "| alliance | state | trusts |", "|---|---|---|"]
    lines += [
        f"| {row['alliance_name']} | {row['state'].replace('_', ' ')} | {row['trusts_found']} |"
        for row in sites.dicts()
    ]
    return "\n".join(lines) + "\n"


def _change_line(change: Change, names: Mapping[str, str]) -> str:
    cells = (
        change.change,
        f"{change.ods_name} ({change.ods_code})",
        names.get(change.alliance_code, ""),
        change.cause.value,
        change.state.value,
        change.detail,
    )
    return f"| {' | '.join(_markdown(cell) for cell in cells)} |"


def _markdown(text: str) -> str:
    """Text of a page in a table of Markdown: it may neither break the table nor become a link or a tag."""
    for mark in "\\`*_[]<>|!":
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())


def count(values: Iterable[str]) -> dict[str, int]:
    """How often each value occurs, sorted by value."""
    return dict(sorted(Counter(values).items()))


def _total(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    return dict(sorted(total.items()))


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
