"""The state of a review in the terminal: where one is, what was answered, what can be undone."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from output.report_cards import Card
from output.report_choices import Ask, Choice
from output.tables import DECISIONS


@dataclass(slots=True)
class Session:
    """Goes over the cards; ``answers`` are the choices made so far, by place of the card."""

    cards: Sequence[Card]
    answers: dict[int, Choice] = field(default_factory=dict)
    at: int = 0
    _made: list[tuple[int, Choice | None]] = field(default_factory=list)

    @property
    def card(self) -> Card:
        """The question on the screen."""
        return self.cards[self.at]

    @property
    def answer(self) -> Choice | None:
        """The answer to it so far."""
        return self.answers.get(self.at)

    def choice(self, key: str) -> Choice | None:
        """The choice that a digit stands for."""
        number = int(key) if key.isascii() and key.isdigit() else 0
        return self.card.choices[number - 1] if 0 < number <= len(self.card.choices) else None

    def choose(self, choice: Choice, code: str = "") -> None:
        """Answer the question, and go on to the next; ``code`` is what the choice asks for."""
        if choice.ask is Ask.TRUST:
            choice = replace(choice, ods_code=code)
        elif choice.ask is Ask.ALLIANCE:
            choice = replace(choice, alliance_code=code)
        self._made.append((self.at, self.answer))
        self.answers[self.at] = choice
        self.move(1)

    def move(self, step: int) -> None:
        """Go on or back; at either end it stays."""
        self.at = min(max(self.at + step, 0), len(self.cards) - 1)

    def undo(self) -> bool:
        """Take the last answer back and return to its question; false when there is none."""
        if not self._made:
            return False
        self.at, earlier = self._made.pop()
        if earlier is None:
            del self.answers[self.at]
        else:
            self.answers[self.at] = earlier
        return True

    def to_csv(self, decided_by: str) -> bytes:
        """The answers as a file of decisions, dated now: an answer given here is never an old one."""
        now = datetime.now(UTC).replace(microsecond=0).isoformat()
        stream = io.StringIO(newline="")
        writer = csv.DictWriter(stream, DECISIONS, restval="")
        writer.writeheader()
        for place, choice in sorted(self.answers.items()):
            question = self.cards[place].question
            writer.writerow(
                {
                    "decided_at": now,
                    "item_id": question.item_id,
                    "alliance_code": choice.alliance_code or question.alliance_code,
                    "ods_code": choice.ods_code or question.ods_code,
                    "decision": choice.decision.value,
                    "decided_by": decided_by,
                    "question": question.question,
                    "basis": question.basis,
                }
            )
        return stream.getvalue().encode("utf-8")
