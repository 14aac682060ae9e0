"""What a sound site shows or lacks and is yet no change without another look or a person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from alliance_spiders.alliances import all_alliances
from alliance_spiders.areas import trust_areas
from alliance_spiders.items import SiteResult, SiteState
from matching.register import Register
from output.causes import Cause, cause_of
from output.changes import change_id
from output.memberships import Key, Presence
from output.trace import Trace

BY_PROGRAM = frozenset({Cause.SPIDER, Cause.MATCHER})
UNREAD = (
    "An earlier version of this program read it on the site and this one does not. "
    "That is no evidence that it left, so it stays until a person decides."
)
ELSEWHERE = (
    "It lies outside the alliance's area, and the list stands in another place than before. "
    "It is added when a run finds it there again."
)


@dataclass(frozen=True)
class Doubter:
    """Knows what was known before a run, and how each site came to say what it says now."""

    register: Register
    members: Collection[Key]
    traces: Mapping[str, Trace]
    open_causes: Mapping[str, Cause]

    def about(self, result: SiteResult, shown: Presence) -> Presence:
        """What a site shows, with why a coming or going is not followed yet, by trust."""
        return replace(shown, doubts={**self._lost(shown), **self._strange(result, shown)})

    def _lost(self, shown: Presence) -> dict[str, str]:
        mine = (code for alliance, code in self.members if alliance == shown.alliance_code)
        return {
            code: UNREAD
            for code in mine
            if code not in shown.seen and self._cause(shown.alliance_code, code) in BY_PROGRAM
        }

    def _cause(self, alliance_code: str, code: str) -> Cause:
        """Why a member is not seen: as told when that was first so, for the old pages tell it only then."""
        told = self.open_causes.get(change_id("removed", alliance_code, code))
        return told or cause_of(code, self.traces.get(alliance_code), self.register)

    def _strange(self, result: SiteResult, shown: Presence) -> dict[str, str]:
        if result.state is not SiteState.HEALED:
            return {}
        area = self._area(result.alliance_code)
        return {code: ELSEWHERE for code in shown.seen if code not in area}

    def _area(self, alliance_code: str) -> Collection[str]:
        members: dict[str, Iterable[str]] = {
            alliance_code: [code for alliance, code in self.members if alliance == alliance_code]
        }
        own = [alliance for alliance in all_alliances() if alliance.code == alliance_code]
        return trust_areas(self.register, own, members)[alliance_code]
