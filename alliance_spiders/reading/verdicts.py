"""What a group of siblings is found to be: how clearly it lists partners, or why it is a mention."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How clearly a group lists the partners."""

    MENTION = 0
    STRIP = 1  # introduced, but outside the main content
    PLAIN = 2  # a list of trusts that nothing introduces
    WEAK = 3  # words that could introduce partners
    PAGE = 4  # the page is one of partners
    DIRECT = 5  # the words over the list say so


@dataclass(frozen=True, slots=True)
class Verdict:
    """The level of a group; ``rule`` names why it is a mention."""

    level: Level
    rule: str = ""

    @property
    def is_vague(self) -> bool:
        """Whether nothing speaks for or against a group."""
        return self.level in (Level.PLAIN, Level.WEAK) or self.rule == "unintroduced"
