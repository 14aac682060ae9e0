"""Which trusts lie in which alliance's area, so that a name that fits two trusts can be settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from alliance_spiders.alliances import Alliance
from matching.model import Kind
from matching.register import Register


def trust_areas(
    register: Register, alliances: Iterable[Alliance], members: Mapping[str, Iterable[str]]
) -> dict[str, frozenset[str]]:
    """Codes of the open trusts in each alliance's area, by alliance code.

    A trust lies in the area when its board is one of the alliance's or followed one of them, or when it
    is a known member (``members``: alliance code to codes). Areas may overlap: since boards merged, some
    belong to two alliances.
    """
    heirs = {body.code: body.successors for body in register.bodies if body.kind is Kind.ICB}
    by_board: dict[str, set[str]] = {}
    for trust in register.open_trusts():
        by_board.setdefault(trust.icb_code, set()).add(trust.code)
    return {
        alliance.code: frozenset(
            code
            for codes in (
                *(
                    by_board.get(heir, ())
                    for board in alliance.icbs
                    for heir in (board, *heirs.get(board, ()))
                ),
                members.get(alliance.code, ()),
            )
            for code in codes
        )
        for alliance in alliances
    }
