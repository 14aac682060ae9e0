"""What ``alliances review`` shows of one question; text of pages is never taken for a command or a colour."""

from __future__ import annotations

from rich.text import Text

from alliance_spiders.cli.review_session import Session
from output.report_cards import Card
from output.report_text import around, shown

KEYS = "1 to 9 answer, n next, p previous, u undo, q finish"


def screen(session: Session, message: str) -> Text:
    """One question with its evidence and its answers; below them the message, else the keys."""
    place = f"Question {session.at + 1} of {len(session.cards)}, {len(session.answers)} answered"
    parts = (
        Text(place, style="dim"),
        _heading(session.card),
        _evidence(session.card),
        _answers(session),
        Text(message or KEYS, style="dim"),
    )
    return Text("\n\n").join(parts)


def _heading(card: Card) -> Text:
    read_on = f"read on {card.read_on}" if card.read_on else ""
    where = " · ".join(filter(None, (card.alliance, read_on, shown(card.question.evidence_url))))
    return Text.assemble(card.asks, "\n", (card.title, "bold"), "\n", (where, "dim"))


def _evidence(card: Card) -> Text:
    parts = [Text(shown(card.question.proposal, 600))]
    if card.question.snippet:
        before, name, after = around(card.question.snippet, card.question.name_as_written)
        parts.insert(0, Text.assemble("“", before, (name, "reverse"), after, "”\n"))
    for candidate in card.candidates:
        score = f", likeness {candidate.score} of 100" if candidate.score is not None else ""
        parts.append(Text(f"  {candidate.code} {candidate.name}{score}; {candidate.reason}"))
    if card.known:
        parts.append(Text(" ".join(card.known), style="dim"))
    return Text("\n").join(parts)


def _answers(session: Session) -> Text:
    given = session.answer
    lines = []
    for number, choice in enumerate(session.card.choices, 1):
        chosen = given is not None and (given.decision, given.label) == (choice.decision, choice.label)
        lines.append(f"{'→' if chosen else ' '} {number}  {choice.label}")
    return Text("\n".join(lines))
