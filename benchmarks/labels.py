"""Names whose right answer is known: the project's own table, further tables, curators' decisions.

``python -m benchmarks.labels FACTS.csv`` makes the project's table from a table of facts with the columns
``name, expected_code, current_code, category``, where ``NONE`` means that no trust must be matched.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

LABELLED = Path(__file__).parent / "data" / "labelled_names.csv"
COLUMNS = ("name", "carried_by", "today", "group", "sort", "source")
_FACTS = {"name", "expected_code", "current_code", "category"}
_DECISIONS = {"name_as_written", "ods_code", "decision"}
_NAME_QUESTIONS = frozenset({"", "unresolved", "ambiguous", "retired"})
_NO_TRUST, _HOSPITAL, _TRUST = "no trust", "hospital", "trust"
_SOURCE = "real spelling, labelled by hand"


@dataclass(frozen=True, slots=True)
class Label:
    """A name and its right answer.

    ``carried_by`` is the code of the trust that carries or carried the name, empty where no trust is meant;
    ``today`` the codes that serve today; ``never`` codes that a curator refused. ``group`` is one of trust,
    hospital and no trust, ``sort`` says what is particular about the spelling.
    """

    name: str
    carried_by: str
    today: frozenset[str]
    group: str
    sort: str
    never: frozenset[str] = frozenset()

    def allows(self, code: str) -> bool:
        """Whether a code, or none for the empty text, is a right answer."""
        if self.never:
            return code not in self.never
        return code in {self.carried_by, *self.today} if self.carried_by else not code


def read_labels(path: Path) -> list[Label]:
    """The labels of a table in any of the three shapes: the project's own, of facts, or ``decisions.csv``.

    Raises:
        SystemExit: the file cannot be read or has none of these shapes; the message says what it needs.
    """
    rows = _read(path)
    columns = set(rows[0]) if rows else set()
    if set(COLUMNS) <= columns:
        return [_own(row) for row in rows]
    if columns >= _FACTS:
        return [_own(_from_facts(row)) for row in rows]
    if columns >= _DECISIONS:
        return list(_decided(rows))
    needed = ", ".join(COLUMNS)
    raise SystemExit(f"The labelled names {path} need the columns {needed}, or those of decisions.csv.")


def _read(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [{key: value or "" for key, value in row.items() if key} for row in csv.DictReader(file)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SystemExit(f"The labelled names {path} cannot be read as CSV in UTF-8: {error}.") from error


def _own(row: Mapping[str, str]) -> Label:
    today = frozenset(filter(None, row["today"].split(";")))
    return Label(row["name"], row["carried_by"], today, row["group"], row["sort"])


def _from_facts(row: Mapping[str, str]) -> dict[str, str]:
    carried_by = row["expected_code"].replace("NONE", "")
    sort = row["category"].removeprefix("negative:").replace("_", " ")
    group = _TRUST if carried_by else _NO_TRUST
    return {
        "name": row["name"],
        "carried_by": carried_by,
        "today": row["current_code"] if carried_by else "",
        "group": _HOSPITAL if carried_by and "hospital" in row["category"] else group,
        "sort": sort,
        "source": _SOURCE,
    }


def _decided(rows: Iterable[Mapping[str, str]]) -> Iterable[Label]:
    """What curators said of names, not of memberships; the last word on a name counts."""
    about_names = (row for row in rows if row.get("question", "") in _NAME_QUESTIONS)
    last = {row["name_as_written"]: row for row in about_names if row["name_as_written"]}
    for name, row in last.items():
        code, decision = row["ods_code"], row["decision"]
        if decision == "accept" and code:
            yield Label(name, code, frozenset(), _TRUST, "accepted by a curator")
        elif decision == "not_a_trust":
            yield Label(name, "", frozenset(), _NO_TRUST, "no trust, said a curator")
        elif decision == "reject" and code:
            yield Label(name, "", frozenset(), _NO_TRUST, "rejected by a curator", frozenset({code}))


def write_labels(facts: Path, target: Path = LABELLED) -> int:
    """Make the project's table of labelled names from a table of facts; returns how many names it has."""
    rows = _read(facts)
    if not rows or not set(rows[0]) >= _FACTS:
        raise SystemExit(f"The facts {facts} need the columns {', '.join(sorted(_FACTS))}.")
    made = [tuple(_from_facts(row)[column] for column in COLUMNS) for row in rows]
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(sorted(set(made), key=lambda row: row[3:5] + row[:1]))
    return len(set(made))


def main(arguments: list[str]) -> int:
    """Run the command; returns its exit status."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("Usage: python -m benchmarks.labels FACTS.csv", file=sys.stderr)
        return 2
    print(f"{write_labels(Path(arguments[0]))} labelled names written to {LABELLED.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
