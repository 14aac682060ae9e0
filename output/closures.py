"""Closed trusts of which a person must say who goes on."""

from __future__ import annotations

from collections.abc import Mapping

from matching.register import Register
from output.effects import Effects
from output.memberships import Key, Membership
from output.questions import item_id


def unsettled(
    waiting: Mapping[Key, Membership], effects: Effects, register: Register
) -> dict[Key, Membership]:
    """The memberships of closed trusts, with several heirs or none, that no decision is about yet."""
    return {key: held for key, held in waiting.items() if not _is_settled(key, effects, register)}


def _is_settled(key: Key, effects: Effects, register: Register) -> bool:
    alliance, code = key
    if effects.answers(item_id("register_changed", alliance, code)):
        return True
    line = {code, *register.current(code)}
    return any(
        decision.alliance_code == alliance and decision.ods_code in line
        for decision in effects.decisions
        if not decision.about_name and not decision.item_id
    )
