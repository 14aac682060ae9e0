"""The sites of the report ``ets`` laid over those of a register."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from importlib.resources import files

from matching.build_sites import Hospital, build_sites
from matching.model import Kind, Site
from matching.register import Register
from matching.register_json import finished
from matching.site_names import site_key
from matching.site_report import SiteRow

Codes = Mapping[str, frozenset[str]]


def with_sites(register: Register, rows: Sequence[SiteRow], base: Register) -> Register:
    """``register`` with its hospitals as ``rows`` have them; ``base`` is the register before.

    A hospital follows the parent of its site codes and goes when all of them are closed. It stays as it is
    where the report does not hold it. What an alias kept by hand says of it stays in force. Who opens one
    that closed under another trust takes it over. A new hospital is judged as in the build.
    """
    by_code = {row.code: row for row in rows}
    known = _known(register)
    laid = [_laid(site, by_code, known, register, base.as_of) for site in register.sites]
    kept = {site_key(site.name): site for site in laid if site}
    newcomers = _newcomers(rows, base, register)
    gone = {site_key(site.name) for site in register.sites} - kept.keys()
    taken_over = {key: codes for key, codes in newcomers.items() if key in gone}
    judged = _judged(register, rows, {**taken_over, **known})
    joined = (
        _joined(kept.get(key), judged.get(key), register, newcomers.get(key, frozenset()))
        for key in kept.keys() | judged.keys()
    )
    hospitals = sorted(filter(None, joined), key=lambda hospital: hospital.site.name)
    return finished(
        replace(
            register,
            sites=tuple(hospital.site for hospital in hospitals),
            visiting={hospital.site.name: hospital.visiting for hospital in hospitals if hospital.visiting},
        )
    )


def _laid(
    site: Site, rows: Mapping[str, SiteRow], known: Codes, register: Register, since: date
) -> Site | None:
    """A hospital with the trusts that its site codes belong to now; nothing once all of them are closed.

    A trust is lost when none of its codes is left to it; the trust that got one of them comes in its place.
    """
    before = set(site.trusts)
    moves = []
    for code in [code for code in site.codes if code in rows]:
        was, now = _owners(code, before, register), _parents(rows[code], register)
        stays = now and not _has_moved(rows[code], now, register, since)
        moves.append((was, now | was if stays else now))
    supported = {trust for _, now in moves for trust in now}
    fixed = known.get(site_key(site.name), frozenset())
    lost = {trust for was, _ in moves for trust in was} - supported - fixed
    gained = {trust for was, now in moves if was & lost for trust in now}
    trusts = (before - lost) | gained
    return replace(site, trusts=tuple(sorted(trusts))) if trusts else None


def _owners(code: str, trusts: set[str], register: Register) -> set[str]:
    """Which of the trusts a site code stands for: the only one, or the one whose code it starts with."""
    return trusts if len(trusts) == 1 else trusts & set(register.current(code[:3]))


def _has_moved(row: SiteRow, now: set[str], register: Register, since: date) -> bool:
    """Whether a site came to its parent from another trust.

    That the parent does not run the hospital says nothing yet: the build saw the same row, and may have had
    evidence that its trust is a visitor there. Older codes start with the code of the trust that they had
    at first, newer ones with no trust's.
    """
    if row.joined and row.joined > since:
        return True
    first = set(register.current(row.code[:3]))
    return first != now if first else row.joined is None


def _parents(row: SiteRow, register: Register) -> set[str]:
    """The trusts that a site belongs to today.

    One that was closed on the day of its trust lives on with the successor: only the trust ended.
    """
    ended_with_trust = row.closed is not None and row.closed == register.trusts[row.parent].closed
    return set(register.current(row.parent)) if row.is_open or ended_with_trust else set()


def _judged(register: Register, rows: Sequence[SiteRow], known: Codes) -> dict[str, Hospital]:
    """The hospitals of the report by key, decided by the evidence of the build."""
    listed = (
        {
            "site_name": row.name,
            "trust_code": row.parent,
            "site_code": row.code,
            "postcode": row.postcode,
        }
        for row in rows
        if row.is_open
    )
    found = build_sites(
        listed,
        register.trusts,
        sectors={row["code"]: row["sector"] for row in _kept("sectors.csv")},
        private={
            site_key(row["name"]): frozenset(row["postcode_areas"].split(";")) - {""}
            for row in _kept("bodies.csv")
            if row["kind"] == "independent"
        },
        known={key: tuple(sorted(codes)) for key, codes in known.items()},
    )
    return {site_key(hospital.site.name): hospital for hospital in found}


def _newcomers(rows: Sequence[SiteRow], base: Register, register: Register) -> Codes:
    """By key of a hospital the trusts that opened a site of that name since the register before."""
    old = {code for site in base.sites for code in site.codes}
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.is_open and row.code not in old and row.opened and row.opened > base.as_of:
            found[site_key(row.name)].update(register.current(row.parent))
    return {key: frozenset(codes) for key, codes in found.items()}


def _joined(
    kept: Site | None, judged: Hospital | None, register: Register, newcomers: frozenset[str]
) -> Hospital | None:
    """What was known of a name, with the trusts that opened a hospital of that name and run it."""
    if kept is None:
        return judged
    guests = set(register.visiting.get(kept.name, ()))
    more = set(judged.site.trusts) & newcomers - guests if judged else set()
    site = _widened(kept, judged.site, more) if judged and more else kept
    return Hospital(site, tuple(sorted(guests - set(site.trusts))))


def _widened(site: Site, other: Site, trusts: set[str]) -> Site:
    return Site(
        site.name,
        trusts=tuple(sorted({*site.trusts, *trusts})),
        codes=tuple(sorted({*site.codes, *other.codes})),
        postcodes=tuple(sorted({*site.postcodes, *other.postcodes})),
    )


def _known(register: Register) -> Codes:
    """The trusts of hospitals by key, as kept by hand."""
    found: dict[str, set[str]] = defaultdict(set)
    for alias in register.aliases:
        if alias.kind is Kind.SITE:
            found[site_key(alias.name)].add(alias.code)
    return {key: frozenset(codes) for key, codes in found.items()}


def _kept(table: str) -> Iterator[dict[str, str]]:
    text = files("matching").joinpath("data", table).read_text("utf-8")
    return iter(csv.DictReader(text.splitlines()))
