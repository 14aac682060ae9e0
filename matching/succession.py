"""Who serves today: successions followed to their end, and the story of one trust."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from matching.model import Kind, Trust

if TYPE_CHECKING:
    from matching.register import Register


def serving_today(
    successors: Mapping[str, tuple[str, ...]], is_open: Mapping[str, bool]
) -> dict[str, tuple[str, ...]]:
    """For each code of ``is_open`` the open codes at the end of its lines of succession, sorted.

    An open trust serves for itself. A successor missing from ``is_open`` (an old primary care trust, say)
    ends its line without an answer, and a line that comes back to itself does too.
    """
    before: dict[str, list[str]] = {}
    for code, following in successors.items():
        for successor in following:
            before.setdefault(successor, []).append(code)
    found: dict[str, list[str]] = {code: [code] if opened else [] for code, opened in is_open.items()}
    for heir in sorted(code for code, opened in is_open.items() if opened):
        for code in _closed_before(heir, before, is_open):
            found[code].append(heir)
    return {code: tuple(heirs) for code, heirs in found.items()}


def _closed_before(code: str, before: Mapping[str, list[str]], is_open: Mapping[str, bool]) -> Iterator[str]:
    """The closed trusts that lead to an open one, each once."""
    seen = {code}
    waiting = [code]
    while waiting:
        for earlier in before.get(waiting.pop(), ()):
            if earlier not in seen and not is_open.get(earlier, True):
                seen.add(earlier)
                waiting.append(earlier)
                yield earlier


def circle(successors: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Codes of which each follows the one before, and the first the last; empty where there are none such."""
    try:
        TopologicalSorter(successors).prepare()
    except CycleError as error:
        return tuple(reversed(error.args[1][1:]))
    return ()


def with_succession(trusts: Iterable[Trust]) -> dict[str, Trust]:
    """The trusts by code, with ``current`` followed and ``predecessors`` completed from the successors."""
    given = {trust.code: trust for trust in sorted(trusts, key=lambda trust: trust.code)}
    current = serving_today(
        {code: trust.successors for code, trust in given.items()},
        {code: trust.is_open for code, trust in given.items()},
    )
    came_from = {code: set(trust.predecessors) for code, trust in given.items()}
    for code, trust in given.items():
        for successor in set(trust.successors) & given.keys():
            came_from[successor].add(code)
    return {
        code: replace(trust, current=current[code], predecessors=tuple(sorted(came_from[code])))
        for code, trust in given.items()
    }


def story(register: Register, code: str) -> list[str]:
    """All that the register knows of one trust, as lines for people.

    Raises:
        KeyError: the register has no such trust.
    """
    trust = register.trusts[code]
    lines = [f"{trust.code}  {trust.name}", _life(trust), *_place(register, trust)]
    if trust.former_names:
        lines.append("Former names, with the same code:")
        lines += [f"  {old.name} ({old.source}{_until(old.until)})" for old in trust.former_names]
    if trust.predecessors:
        lines.append("Will take over:" if trust.is_to_come else "Took over:")
        lines += _line(register, code, "predecessors")
    if not (trust.is_open or trust.is_to_come):
        lines += _afterwards(register, trust)
    hospitals = [site.name for site in register.sites if code in site.trusts]
    if hospitals:
        lines.append(f"Hospitals: {'; '.join(hospitals)}.")
    return lines


def _life(trust: Trust) -> str:
    since = f" since {long_date(trust.opened)}" if trust.opened else ""
    if trust.is_open:
        return f"Open{since}."
    if trust.is_to_come:
        return f"Not open yet. It opens on {long_date(trust.opens)}."
    opened = f"Opened {long_date(trust.opened)}, closed" if trust.opened else "Closed"
    return (
        f"{opened} {long_date(trust.closed)}." if trust.closed else f"{opened}, on a day that is not known."
    )


def _place(register: Register, trust: Trust) -> Iterator[str]:
    where = [trust.postcode] if trust.postcode else []
    if trust.icb_code:
        boards = (
            body.name for body in register.bodies if body.kind is Kind.ICB and body.code == trust.icb_code
        )
        where.append(f"{next(boards, 'integrated care board')} ({trust.icb_code})")
    if trust.nation != "England":
        where.append(trust.nation)
    if where:
        yield f"Headquarters: {', '.join(where)}."


def _afterwards(register: Register, trust: Trust) -> Iterator[str]:
    if not trust.successors:
        yield "ODS knows no successor."
        return
    yield "Merged into:"
    yield from _line(register, trust.code, "successors")
    today = [f"{code} {register.trusts[code].name}" for code in trust.current]
    yield (
        f"Serving today: {'; '.join(today)}." if today else "No trust that is open today is known to follow."
    )


def _line(register: Register, code: str, direction: str) -> Iterator[str]:
    """A line of text for each trust before or after ``code``; further ones are indented deeper."""
    told = {code}
    waiting = _steps(register, code, direction, 1)
    while waiting:
        depth, here = waiting.pop()
        trust = register.trusts.get(here)
        if trust is None:
            yield f"{'  ' * depth}{here} (no NHS trust: an older kind of body)"
            continue
        yield f"{'  ' * depth}{here} {trust.name}{_ended(trust)}"
        if here not in told:
            told.add(here)
            waiting += _steps(register, here, direction, depth + 1)


def _steps(register: Register, code: str, direction: str, depth: int) -> list[tuple[int, str]]:
    """The next trusts in a direction, last first, as a stack wants them."""
    trust = register.trusts[code]
    codes = trust.successors if direction == "successors" else trust.predecessors
    return [(depth, other) for other in reversed(codes)]


def _ended(trust: Trust) -> str:
    if trust.is_open:
        return ""
    if trust.is_to_come:
        return f", opens {long_date(trust.opens)}"
    return f", closed {long_date(trust.closed)}" if trust.closed else ", closed"


def _until(day: date | None) -> str:
    return f", until {long_date(day)}" if day else ""


def long_date(day: date | None) -> str:
    """“1 April 2027”; empty where the day is not known."""
    return f"{day.day} {day:%B %Y}" if day else ""
