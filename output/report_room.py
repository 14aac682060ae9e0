"""Which questions the report shows, so that one site that floods it leaves room for all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from output.questions import Question
from output.report_cards import Card
from output.report_choices import alliance_name

MOST_SHOWN = 2_000  # questions of all alliances
MOST_OF_ONE = 200  # questions that an alliance may ask without being a flood
MOST_BYTES_OF_ONE = 300_000  # and bytes of their cards
FLOOD_BYTES = 36_000  # of the cards of an alliance that asks more; 20 of them leave a report below 1 MB
_FRAME = 700  # bytes of a card besides its texts
_CHOICE = 230  # bytes of a choice, with its label


@dataclass(frozen=True, slots=True)
class Withheld:
    """How many questions of one alliance are not shown."""

    alliance: str
    shown: int
    asked: int


def considered(questions: Iterable[Question]) -> Iterator[Question]:
    """The questions that may be shown, in their order; of a flood no more than any other alliance may ask."""
    taken: Counter[str] = Counter()
    for question in questions:
        taken[question.alliance_code] += 1
        if taken[question.alliance_code] <= MOST_OF_ONE and sum(taken.values()) <= MOST_SHOWN * 2:
            yield question


def shown_cards(cards: Sequence[Card], questions: Sequence[Question]) -> tuple[Card, ...]:
    """The cards that are shown: all, but of an alliance that floods the report only the first few."""
    asked = Counter(question.alliance_code for question in questions)
    whole, taken = Counter[str](), Counter[str]()
    weights = [_weight(card) for card in cards]
    for card, weight in zip(cards, weights, strict=True):
        whole[card.question.alliance_code] += weight
    kept: list[Card] = []
    for card, weight in zip(cards, weights, strict=True):
        code = card.question.alliance_code
        taken[code] += weight
        is_flood = asked[code] > MOST_OF_ONE or whole[code] > MOST_BYTES_OF_ONE
        if not is_flood or taken[code] <= FLOOD_BYTES:
            kept.append(card)
    return tuple(kept[:MOST_SHOWN])


def withheld(shown: Iterable[Card], questions: Iterable[Question]) -> tuple[Withheld, ...]:
    """The alliances of which not all questions are shown."""
    there = Counter(card.question.alliance_code for card in shown)
    asked = Counter(question.alliance_code for question in questions)
    return tuple(
        Withheld(alliance_name(code) or "No alliance in particular", there[code], count)
        for code, count in asked.items()
        if there[code] < count
    )


def _weight(card: Card) -> int:
    """About how many bytes a card takes in the page."""
    from markupsafe import escape

    question = card.question
    texts = (card.title, card.title, question.evidence_url, question.snippet[:500], question.proposal[:600])
    others = (*card.known, *(f"{c.name} {c.reason}" for c in card.candidates))
    size = sum(len(str(escape(text)).encode("utf-8", "replace")) for text in (*texts, *others))
    return size + _FRAME + _CHOICE * len(card.choices)
