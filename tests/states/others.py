"""The other alliances of an alliance, the nearest first, and the trusts that each lists."""

from __future__ import annotations

from functools import cache
from statistics import fmean

from alliance_spiders.alliances import all_alliances
from matching.register import Register
from tests.fixtures.build_sample import SITES
from tests.longrun.sites import read


@cache
def trusts_of(code: str) -> tuple[str, ...]:
    """The names of today of the trusts that an alliance's fixture site lists."""
    register = Register.load()
    return tuple(sorted(register.trusts[trust].name for trust in _codes(code)))


@cache
def neighbours(code: str) -> tuple[str, ...]:
    """The codes of the other alliances, the nearest first; those that share half of their trusts are none."""
    own = _codes(code)
    middle = _middle(code)
    others = [a.code for a in all_alliances() if len(_codes(a.code) & own) * 2 < len(_codes(a.code))]
    return tuple(sorted((o for o in others if o != code), key=lambda o: abs(_middle(o) - middle)))


@cache
def _codes(code: str) -> frozenset[str]:
    slug = next(a.slug for a in all_alliances() if a.code == code)
    rows = read(SITES / slug / "expected.csv")
    listed = {part for row in rows for part in row["current_ods_code"].split(";") if part}
    return frozenset(listed & Register.load().trusts.keys())


def _middle(code: str) -> complex:
    register = Register.load()
    trusts = [register.trusts[trust] for trust in _codes(code)]
    places = [(t.latitude, t.longitude * 0.6) for t in trusts if t.latitude and t.longitude]
    return complex(fmean(x for x, _ in places), fmean(y for _, y in places))
