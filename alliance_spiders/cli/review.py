"""``alliances review``: the questions in the terminal, one a screen, answered by single keys."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alliance_spiders.cli.options import DEFAULT_DATA, DataDir, RegisterFile

if TYPE_CHECKING:
    from rich.console import Console

    from alliance_spiders.cli.keys import Keys
    from alliance_spiders.cli.review_session import Session
    from matching.register import Register
    from output.report_choices import Choice

KEYS = "1 to 9 answer, n next, p previous, u undo, q finish"


def review(
    data: DataDir = DEFAULT_DATA,
    decided_by: Annotated[
        str, typer.Option("--by", help="Your name or initials, for the log of decisions.", metavar="NAME")
    ] = "",
    register: RegisterFile = None,
) -> None:
    """Answer the questions of the last run in the terminal; nothing is taken in before the end.

    Example: [b]alliances review --data data --by JS[/b]
    """
    from rich.console import Console

    from alliance_spiders.cli.keys import Keys
    from alliance_spiders.cli.review_session import Session
    from alliance_spiders.knowledge import load_register
    from output.report_waiting import waiting

    known = load_register(register, data)
    session = Session(waiting(data, known))
    if not session.cards:
        typer.echo("Nothing waits for an answer.")
        return
    console = Console(highlight=False)
    try:
        with Keys() as keys:
            wanted = _ask_all(session, console, keys, known)
    except (KeyboardInterrupt, EOFError):
        wanted = False
    if not wanted:
        typer.echo("Nothing was taken in.")
        return
    count = _take_in(session.to_csv(decided_by), data, known)
    typer.echo(f"{count} decision{'' if count == 1 else 's'} taken in. The next run follows them.")


def _ask_all(session: Session, console: Console, keys: Keys, register: Register) -> bool:
    """Go over the questions until the curator has done; returns whether the answers are to be taken in."""
    message = ""
    while True:
        _show(session, console, message)
        message = ""
        key = keys.key().lower()
        choice = session.choice(key)
        if choice:
            message = _choose(session, choice, keys, register)
        elif key in ("n", "j", "\r", "\n", " "):
            session.move(1)
        elif key in ("p", "k"):
            session.move(-1)
        elif key == "u":
            message = "" if session.undo() else "There is nothing to undo."
        elif key == "q":
            if not session.answers:
                return False
            typer.echo(f"\n{len(session.answers)} answered. Take them in? y yes, n no, any other key: go on")
            verdict = keys.key().lower()
            if verdict in ("y", "n"):
                return verdict == "y"
        else:
            message = f"Keys: {KEYS}."


def _choose(session: Session, choice: Choice, keys: Keys, register: Register) -> str:
    """Take an answer, with the code that it asks for; returns what is wrong with it."""
    from alliance_spiders.alliances import find_alliance
    from output.report_choices import Ask

    if choice.ask is Ask.NOTHING:
        session.choose(choice)
        return ""
    code = keys.line(f"Code of the {choice.ask}: ").strip()[:20]
    if choice.ask is Ask.TRUST:
        code = code.upper()
        if code not in register.trusts:
            return f"The register knows no trust “{code}”."
    else:
        try:
            code = find_alliance(code).code
        except KeyError:
            return f"There is no alliance “{code}”. See: alliances list."
    session.choose(choice, code)
    return ""


def _show(session: Session, console: Console, message: str) -> None:
    from rich.text import Text

    from output.report_text import around, shown

    card, question = session.card, session.card.question
    console.clear()
    place = f"Question {session.at + 1} of {len(session.cards)}, {len(session.answers)} answered"
    console.print(Text(place, style="dim"))
    console.print(Text.assemble("\n", card.asks, "\n", (card.title, "bold")))
    where = (card.alliance, f"read on {card.read_on}" if card.read_on else "", shown(question.evidence_url))
    console.print(Text(" · ".join(filter(None, where)), style="dim"))
    if question.snippet:
        before, name, after = around(question.snippet, question.name_as_written)
        console.print(Text.assemble("\n“", before, (name, "reverse"), after, "”"))
    console.print(Text(f"\n{shown(question.proposal, 600)}"))
    for candidate in card.candidates:
        score = f", likeness {candidate.score} of 100" if candidate.score is not None else ""
        console.print(Text(f"  {candidate.code} {candidate.name}{score}; {candidate.reason}"))
    if card.known:
        console.print(Text(" ".join(card.known), style="dim"))
    console.print()
    for number, choice in enumerate(card.choices, 1):
        given = session.answer
        chosen = given is not None and (given.decision, given.label) == (choice.decision, choice.label)
        console.print(Text(f"{'→' if chosen else ' '} {number}  {choice.label}"))
    console.print(Text(f"\n{message or KEYS}", style="dim"))


def _take_in(content: bytes, data: Path, register: Register) -> int:
    from output.decisions import take_in

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "decisions.csv"
        path.write_bytes(content)
        return take_in(path, data, register, on_aside=lambda sentence: typer.echo(sentence, err=True))
