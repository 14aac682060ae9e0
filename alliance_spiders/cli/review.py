"""``alliances review``: the questions in the terminal, one a screen, answered by single keys."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alliance_spiders.cli.options import DEFAULT_DATA, OwnDataDir, RegisterFile

if TYPE_CHECKING:
    from rich.console import Console

    from alliance_spiders.cli.keys import Keys
    from alliance_spiders.cli.review_session import Session
    from matching.register import Register
    from output.report_choices import Choice

STEPS = {"n": 1, "j": 1, " ": 1, "\r": 1, "\n": 1, "p": -1, "k": -1}


def review(
    data: OwnDataDir = DEFAULT_DATA,
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
    from alliance_spiders.knowledge import known_register
    from output.report_waiting import waiting

    known = known_register(register, data)
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
    from alliance_spiders.cli.review_screen import screen

    message = ""
    while True:
        console.clear()
        console.print(screen(session, message))
        key = keys.key().lower()
        if key == "q":
            verdict = _finish(session, keys)
            if verdict is not None:
                return verdict
        message = _follow(key, session, keys, register)


def _finish(session: Session, keys: Keys) -> bool | None:
    """Whether the answers are to be taken in; None to go on answering."""
    if not session.answers:
        return False
    typer.echo(f"{len(session.answers)} answered. Take them in? y yes, n no, any other key: go on")
    return {"y": True, "n": False}.get(keys.key().lower())


def _follow(key: str, session: Session, keys: Keys, register: Register) -> str:
    """Do what a key stands for; returns what to tell the curator."""
    from alliance_spiders.cli.review_screen import KEYS

    choice = session.choice(key)
    if choice:
        return _choose(session, choice, keys, register)
    if key in STEPS:
        session.move(STEPS[key])
    elif key == "u":
        return "" if session.undo() else "There is nothing to undo."
    elif key != "q":
        return f"Keys: {KEYS}."
    return ""


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


def _take_in(content: bytes, data: Path, register: Register) -> int:
    from output.decisions import take_in

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "decisions.csv"
        path.write_bytes(content)
        return take_in(path, data, register, on_aside=lambda sentence: typer.echo(sentence, err=True))
