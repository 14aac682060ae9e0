"""Why a membership looks different from last time: the site, the register, the matcher, the spider, a person.

A difference belongs to the last step between then and now at which the trust came or went. What no step
explains, a person did. Within one step the text on the page tells: where the same text means something
else, the matcher (or the register) changed; where other text was taken from the same page, the spider.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise

from alliance_spiders.items import Sighting
from matching.register import Register
from output.decision import name_key
from output.past import PageRef, address_digest
from output.trace import Stage, Step, Trace, codes_seen


class Cause(StrEnum):
    """Column ``cause`` of ``changes.csv``."""

    SITE = "site"
    REGISTER = "register"
    MATCHER = "matcher"
    SPIDER = "spider"
    DECISION = "decision"


def cause_of(code: str, trace: Trace | None, register: Register) -> Cause:
    """Why the open trust ``code`` is a partner in one of two readings of a site and not in the other.

    Without a trace the site was never read before, so all that it shows is its own doing.
    """
    if trace is None:
        return Cause.SITE
    for before, after in reversed(tuple(pairwise(trace.stages))):
        if _shows(before, code, register) != _shows(after, code, register):
            return _cause_of_step(code, before, after, trace, register)
    return Cause.DECISION


def difference(trace: Trace, register: Register) -> Counter[Cause]:
    """How many trusts came or went between then and now, by cause; the counts add up to all of them."""
    changed = codes_seen(trace.first, register) ^ codes_seen(trace.last, register)
    return Counter(cause_of(code, trace, register) for code in changed)


def _cause_of_step(code: str, before: Stage, after: Stage, trace: Trace, register: Register) -> Cause:
    around = (code, before, after, trace, register)
    match after.step:
        case Step.REGISTER:
            return Cause.REGISTER
        case Step.PROGRAM:
            return _half_of_program(*around)
        case Step.PAGES:
            return Cause.SPIDER if _went_elsewhere(*around) else Cause.SITE
        case Step.ANY:
            return _by_evidence(*around)


def _half_of_program(code: str, before: Stage, after: Stage, trace: Trace, register: Register) -> Cause:
    if trace.versions.matching and trace.versions.reading:
        return Cause.MATCHER if _reads_otherwise(code, before, after, register) else Cause.SPIDER
    return Cause.MATCHER if trace.versions.matching else Cause.SPIDER


def _by_evidence(code: str, before: Stage, after: Stage, trace: Trace, register: Register) -> Cause:
    """The likeliest cause where the old pages cannot be read again: the text of both readings tells."""
    if _reads_otherwise(code, before, after, register):
        return Cause.REGISTER if trace.versions.register else Cause.MATCHER
    if trace.versions.program and _same_page(code, before, after, trace, register):
        return Cause.SPIDER
    return Cause.SITE


def _shows(stage: Stage, code: str, register: Register) -> bool:
    return code in codes_seen(stage.sightings, register)


def _naming(code: str, stage: Stage, register: Register) -> list[Sighting]:
    """The sightings that make the trust a partner."""
    return [s for s in stage.sightings if code in codes_seen([s], register)]


def _reads_otherwise(code: str, before: Stage, after: Stage, register: Register) -> bool:
    """Whether the very name that shows the trust in one stage stands in the other with another answer."""
    for one, other in ((before, after), (after, before)):
        names = {name_key(s.name): s.match.current_codes for s in _naming(code, one, register)}
        if any(
            name_key(s.name) in names and s.match.current_codes != names[name_key(s.name)]
            for s in other.sightings
        ):
            return True
    return False


def _same_page(code: str, before: Stage, after: Stage, trace: Trace, register: Register) -> bool:
    """Whether a page that names the trust in one stage is, byte for byte, a page of the other run too."""
    then, now = _digests(trace.pages_then), _digests(trace.pages_now)
    naming = [*_naming(code, before, register), *_naming(code, after, register)]
    addresses = {address_digest(sighting.place.page_url) for sighting in naming}
    return any(address in then and then[address] == now.get(address) for address in addresses)


def _went_elsewhere(code: str, before: Stage, after: Stage, trace: Trace, register: Register) -> bool:
    """Whether today's spider fetched the page that names the trust and the earlier one passed it by, or
    the other way round, although the pages that link to it have not changed."""
    if not trace.versions.reading:
        return False
    then, now = _digests(trace.pages_then), _digests(trace.pages_now)
    naming = [*_naming(code, before, register), *_naming(code, after, register)]
    for address in {address_digest(sighting.place.page_url) for sighting in naming}:
        asked_now = address in now or address in trace.failed_now
        if (address in then) != asked_now and trace.linked.get(address, frozenset()) & set(now.values()):
            return True
    return False


def _digests(pages: Iterable[PageRef]) -> dict[str, str]:
    return {page.address: page.sha256 for page in pages}
