"""The log of curators' decisions, ``decisions.csv``: read, checked, added to, never rewritten."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from alliance_spiders.alliances import all_alliances
from matching.register import Register
from output import put_aside
from output.answers import no_member, wrong_answer
from output.csv_input import Record, columns, long_cells, read_records
from output.decision import NAME_QUESTIONS, REOPENED, Decision, Verdict, in_force, name_key
from output.errors import InputError
from output.files import replace_all
from output.recovery import at_work
from output.store import History, open_history
from output.tables import DECISIONS, Table, guard, table, unguard

FILE_NAME = "decisions.csv"
_SHOWN = 20  # wrong lines named in one message


def read_log(data_dir: Path, history: History) -> tuple[Decision, ...]:
    """All decisions of a data folder, oldest first; its history tells what an item was about.

    Raises:
        InputError: the log was edited and has a wrong line.
    """
    path = data_dir / FILE_NAME
    if not path.is_file():
        return ()
    with long_cells():
        strange = [name for name in columns(path) if name and name not in DECISIONS]
    if strange:  # the log is written anew, and what stands there would be lost
        raise InputError(
            f"“{path}” has the column {strange[0][:40]} in line 1, which is none of the log's. Take it out; "
            "remarks go into the column note."
        )
    return _read(path, history.questions(), None)


def take_in(
    path: Path,
    data_dir: Path,
    register: Register | None = None,
    on_aside: Callable[[str], None] = lambda sentence: None,
) -> int:
    """Add a curator's decisions to the log; returns how many were new.

    The file is a CSV or a workbook (.xlsx). It needs a column ``decision`` and says what it is about by
    ``item_id``, or by ``alliance_code`` with ``name_as_written`` or ``ods_code``. A review file with a
    column ``decision`` added will do; rows without a decision are passed over. An answer to a question
    that has changed since is put aside, and one that was taken in before and overruled since changes
    nothing; ``on_aside`` is told so in a sentence.

    Raises:
        InputError: a line is wrong; none is taken in, and each wrong line is named.
        OutputError: the log cannot be written.
    """
    with at_work(data_dir), open_history(data_dir) as history:
        register = register or Register.load()
        log = read_log(data_dir, history)
        given = _read(path, history.questions(), register)
        if not given:
            raise InputError(f"“{path}” holds no decision. Fill the column “decision” of at least one row.")
        standing = {decision.subject: decision for decision in in_force(log)}
        moot = [d for d in given if not _stands(d, standing)]
        new = [d for d in moot if not _was_taken_in(d, log)]
        kept, aside = put_aside.sort_out(new, log, history, register)
        now = datetime.now(UTC).replace(microsecond=0).isoformat()
        stamped = [d if d.decided_at else replace(d, decided_at=now) for d in kept]
        files = {FILE_NAME: log_table((*log, *stamped)).to_csv()} if stamped else {}
        if aside:
            files[put_aside.FILE_NAME] = put_aside.with_earlier(data_dir, aside)
        replace_all(data_dir, files)
    for each in aside:
        on_aside(str(each))
    if len(moot) > len(new):
        on_aside(_given_again(len(moot) - len(new)))
    return len(stamped)


def _stands(decision: Decision, standing: Mapping[tuple[str, ...], Decision]) -> bool:
    return decision.subject in standing and standing[decision.subject].says_the_same(decision)


def _was_taken_in(decision: Decision, log: Iterable[Decision]) -> bool:
    """Whether this very answer was taken in before, so that a file given twice undoes nothing done since.

    An answer that was withdrawn because its ground was gone may be given again.
    """
    found = False
    for earlier in log:
        if earlier.withdraws(decision):
            found = False
        elif _is_that_answer(decision, earlier):
            found = True
    return found


def _is_that_answer(decision: Decision, earlier: Decision) -> bool:
    if decision.item_id != earlier.item_id:
        return False
    if decision.question == REOPENED:
        return earlier.says_the_same(decision)
    if decision.decided_at:
        return earlier.says_the_same(decision) and earlier.decided_at == decision.decided_at
    # Without a date the words alone tell: what they rest on was filled in, and may have changed since.
    alike = (earlier.note, earlier.decided_by) == (decision.note, decision.decided_by)
    return alike and earlier.says_the_same(replace(decision, basis=earlier.basis))


def _given_again(count: int) -> str:
    what = "decision was" if count == 1 else "decisions were"
    return (
        f"{count} {what} taken in before and overruled since, so nothing was changed. "
        "To decide so again, give a date in decided_at, or another note."
    )


def log_table(log: Iterable[Decision]) -> Table:
    """The log as a table; people open it in a spreadsheet, so no cell may act as a formula there."""
    rows = ({column: guard(str(cell)) for column, cell in asdict(decision).items()} for decision in log)
    return table(DECISIONS, rows)


def _read(
    path: Path, items: Mapping[str, Mapping[str, str]], register: Register | None
) -> tuple[Decision, ...]:
    optional = tuple(column for column in DECISIONS if column != "decision")
    decisions: list[Decision] = []
    lines: dict[tuple[str, ...], tuple[int, Decision]] = {}
    wrong: list[str] = []
    with long_cells():
        records = read_records(path, ("decision",), optional)
    for record in records:
        if register and not record.cells["decision"]:
            continue  # of the log no line may be passed over: it is written anew, and the line would be lost
        decision = _decision(record, items)
        problem = _problem(record, decision, items, register)
        if isinstance(decision, Decision) and not problem and register:
            problem = _contradiction(record.line, decision, lines)
        if problem:
            wrong.append(f"line {record.line}: {problem}")
        elif isinstance(decision, Decision):
            decisions.append(decision)
    if wrong:
        raise InputError(_message(path, wrong, is_log=register is None))
    return tuple(decisions)


def _decision(record: Record, items: Mapping[str, Mapping[str, str]]) -> Decision | None:
    cells = {column: unguard(cell) for column, cell in record.cells.items()}
    try:
        verdict = Verdict(re.sub(r"[\s-]+", "_", cells["decision"].casefold()))
    except ValueError:
        return None
    item = items.get(cells["item_id"]) or _asked_by_name(cells, items)
    if cells["item_id"] in items:  # what was asked is on record; the cells may have been cut or altered
        cells |= {column: item[column] for column in ("name_as_written", "question")}
    filled = {
        column: cells[column] or item.get(column, "")
        for column in ("alliance_code", "name_as_written", "ods_code", "question", "basis")
    }
    return Decision(
        decided_at=cells["decided_at"],
        decided_by=cells["decided_by"],
        item_id=cells["item_id"],
        decision=verdict,
        note=cells["note"],
        **{
            **filled,
            "alliance_code": filled["alliance_code"].upper(),
            "ods_code": filled["ods_code"].upper(),
        },
    )


def _contradiction(line: int, decision: Decision, lines: dict[tuple[str, ...], tuple[int, Decision]]) -> str:
    """What an earlier line of the same file says against this one; the line is remembered for later ones."""
    subjects = [decision.subject]
    if decision.assigns or (decision.subject[0] == "member" and decision.decision is Verdict.REJECT):
        subjects.append(("standing", decision.alliance_code, decision.ods_code))
    for subject in subjects:
        number, earlier = lines.setdefault(subject, (line, decision))
        if not earlier.says_the_same(decision):
            return f"says something else than line {number} about the same thing; keep one of them"
    return ""


def _asked_by_name(cells: Mapping[str, str], items: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    """The question about a name that is given in words; it tells what the answer rests on."""
    wanted = (cells["alliance_code"].upper(), name_key(cells["name_as_written"]))
    if cells["item_id"] or not all(wanted):
        return {}
    asked = [i for i in items.values() if (i["alliance_code"], name_key(i["name_as_written"])) == wanted]
    return next((item for item in reversed(asked) if item["question"] in NAME_QUESTIONS), {})


def _problem(
    record: Record,
    decision: Decision | None,
    items: Mapping[str, Mapping[str, str]],
    register: Register | None,
) -> str:
    if decision is None:
        return _no_decision(record.cells["decision"])
    misfit = _misfit(decision, items.get(decision.item_id), register) if register else ""
    return _unknown(decision, items) or misfit or _lacks(decision)


def _no_decision(cell: str) -> str:
    if not cell:
        return "it has no decision"
    return f"“{cell[:40]}” is no decision; use one of {', '.join(Verdict)}"


def _unknown(decision: Decision, items: Mapping[str, Mapping[str, str]]) -> str:
    if decision.decided_at and not _is_time(decision.decided_at):
        return f"decided_at “{decision.decided_at[:40]}” is no date like 2026-04-30"
    if decision.item_id and decision.item_id not in items and not decision.question:
        return f"no review item is called “{decision.item_id[:40]}”; copy the item_id from review.csv"
    known = {alliance.code for alliance in all_alliances()}
    # What was asked can be answered, also about an alliance that has since gone from the list.
    known.add(items.get(decision.item_id, {}).get("alliance_code", ""))
    if decision.alliance_code and decision.alliance_code not in known:
        return f"no alliance has the code “{decision.alliance_code[:20]}”"
    return ""


def _misfit(decision: Decision, item: Mapping[str, str] | None, register: Register) -> str:
    """Why a decision answers no question, or names a trust that it cannot."""
    names_anew = bool(decision.ods_code) and not (item and decision.ods_code == item["ods_code"])
    if names_anew and decision.ods_code not in register.trusts:
        return f"the register knows no trust “{decision.ods_code[:20]}”"
    return wrong_answer(decision, item, register) or no_member(decision, register)


def _lacks(decision: Decision) -> str:
    if decision.decision is Verdict.NOT_A_TRUST and not decision.name_as_written:
        return "not_a_trust needs name_as_written, or the item_id of a name"
    if decision.decision is Verdict.ASSIGN and not (decision.alliance_code and decision.ods_code):
        return "assign needs alliance_code and ods_code"
    if decision.decision is Verdict.ACCEPT and decision.about_name and not decision.ods_code:
        return "accept of a name needs the ods_code that it stands for"
    if decision.item_id:
        return ""
    if decision.name_as_written or (decision.alliance_code and decision.ods_code):
        return ""
    return "give an item_id, or an alliance_code with name_as_written or ods_code"


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _message(path: Path, wrong: list[str], *, is_log: bool) -> str:
    shown = "; ".join(wrong[:_SHOWN])
    more = f"; and {len(wrong) - _SHOWN} more" if len(wrong) > _SHOWN else ""
    if is_log:
        return f"“{path}” cannot be followed: {shown}{more}. Correct that, or restore the file from a copy."
    return f"“{path}” was not taken in: {shown}{more}. Nothing was changed."
