"""A register of trusts laid over the bundled one, which knows their sites, positions and other names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

from matching.model import FormerName, Kind, Site, Trust
from matching.register import Alias, Register
from matching.register_json import finished
from matching.register_tables import TrustRow
from matching.succession import with_succession


def replaced(base: Register, rows: Iterable[TrustRow]) -> Register:
    """The trusts of ``rows`` and no others; the sites and aliases of ``base`` follow them."""
    return _register(base, [_trust(row, base) for row in rows])


def merged(base: Register, rows: Iterable[TrustRow]) -> Register:
    """The trusts of ``base``, with names, openings and closures as ``rows`` say; others stay as they are."""
    trusts = {**base.trusts, **{row.code: _trust(row, base) for row in rows}}
    return _register(base, list(trusts.values()))


def with_successors(base: Register, successors: Mapping[str, tuple[str, ...]], as_of: date) -> Register:
    """``base`` with further direct successors of closed trusts, as on a day.

    What a trust that is still open will become is kept with the trust to come.
    """
    before = {
        trust.code: tuple(old for old, new in successors.items() if trust.code in new)
        for trust in base.trusts.values()
        if trust.is_to_come
    }
    trusts = [
        replace(trust, predecessors=before[trust.code])
        if trust.is_to_come
        else trust
        if trust.is_open
        else replace(trust, successors=tuple(sorted({*trust.successors, *successors.get(trust.code, ())})))
        for trust in base.trusts.values()
    ]
    return _register(base, trusts, as_of)


def newest_day(trusts: Iterable[Trust]) -> date:
    """The newest opening or closing date; today, where a table already tells of days to come."""
    newest = max((day for trust in trusts for day in (trust.opened, trust.closed) if day), default=date.min)
    return min(newest, datetime.now(UTC).date())


def _register(base: Register, trusts: list[Trust], as_of: date | None = None) -> Register:
    current = {code: trust.current for code, trust in with_succession(trusts).items()}
    sites = [site for site in (_moved_site(site, current) for site in base.sites) if site.trusts]
    visiting = {
        site.name: tuple(sorted(_today(base.visiting[site.name], current) - set(site.trusts)))
        for site in sites
        if site.name in base.visiting
    }
    return finished(
        replace(
            base,
            trusts=with_succession(trusts),
            sites=tuple(sites),
            aliases=tuple(new for alias in base.aliases for new in _moved_alias(alias, current)),
            as_of=as_of or newest_day(trusts),
            visiting={name: codes for name, codes in visiting.items() if codes},
        )
    )


def _trust(row: TrustRow, base: Register) -> Trust:
    old = base.trusts.get(row.code) or Trust(row.code, row.name, row.is_open)
    successors = old.successors if row.successors is None else row.successors
    return Trust(
        code=row.code,
        name=row.name,
        is_open=row.is_open,
        opened=row.opened or old.opened,
        closed=row.closed,
        postcode=row.postcode or old.postcode,
        icb_code=row.icb_code or old.icb_code,
        nation=row.nation or old.nation,
        successors=() if row.is_open or row.is_to_come else successors or base.corrections.get(row.code, ()),
        predecessors=row.predecessors or () if row.is_to_come else (),
        former_names=_former_names(row, old),
        latitude=old.latitude,
        longitude=old.longitude,
        is_to_come=row.is_to_come,
    )


def _former_names(row: TrustRow, old: Trust) -> tuple[FormerName, ...]:
    before, told = (
        FormerName(old.name, "the register before"),
        [FormerName(name, "ODS") for name in row.former_names],
    )
    seen = {row.name.casefold()}
    kept = []
    for former in [before, *old.former_names, *told]:
        if former.name.casefold() not in seen:
            seen.add(former.name.casefold())
            kept.append(former)
    return tuple(kept)


def _moved_site(site: Site, current: Mapping[str, tuple[str, ...]]) -> Site:
    return replace(site, trusts=tuple(sorted(_today(site.trusts, current))))


def _moved_alias(alias: Alias, current: Mapping[str, tuple[str, ...]]) -> list[Alias]:
    """A hospital goes with its trust; a trust's own name stays the name of that trust, open or closed."""
    if alias.kind is Kind.SITE:
        return [replace(alias, code=code) for code in sorted(_today((alias.code,), current))]
    return [alias] if alias.kind is not Kind.TRUST or alias.code in current else []


def _today(codes: Iterable[str], current: Mapping[str, tuple[str, ...]]) -> set[str]:
    return {serving for code in codes for serving in current.get(code, ())}
