"""Telling employers beside persons from partners: lines, rows and cards of staff."""

from __future__ import annotations

from alliance_spiders.reading.elements import CELLS
from alliance_spiders.reading.groups import names_something
from alliance_spiders.reading.model import Form, Group, Segment
from alliance_spiders.reading.persons import PERSON_HEADS, ROLE_HEADS, has_role, is_person
from alliance_spiders.reading.tree import children, nearest, shown

_COLUMN_HEAD = 8  # level of the head of a table's column


def staff_rule(group: Group) -> str:
    """``staff`` when the organisations of a group are employers of persons, else nothing."""
    is_staff = _holds_persons(group) or _is_role_column(group) or _stands_beside_persons(group)
    return "staff" if is_staff else ""


def _holds_persons(group: Group) -> bool:
    """Whether most entries begin with a person or name a job."""
    filled = sum(item.form is not Form.NONE for item in group.items)
    return sum(item.form is Form.PERSON for item in group.items) * 2 > filled


def _is_role_column(group: Group) -> bool:
    head = next((heading.text for heading in group.headings[-1:] if heading.level == _COLUMN_HEAD), "")
    return bool(ROLE_HEADS.match(head))


def _stands_beside_persons(group: Group) -> bool:
    """Whether persons stand in the other cells of most rows, or over the group as its title."""
    rows = [row for item in group.items if names_something(item) and (row := _row(item.segment))]
    with_person = sum(any(is_person(cell) or has_role(cell) for cell in row) for row in rows)
    if rows and with_person * 2 > len(rows) and not _leads_rows(group):
        return True
    title = next((heading.text for heading in group.headings[-1:] if heading.level > 1), "")
    return is_person(title) or (with_person > 0 and bool(PERSON_HEADS.match(title)))


def _row(segment: Segment) -> list[str]:
    """The other cells of the table row that a segment stands in."""
    if segment.tag is None:
        return []
    cell = segment.tag if segment.tag.name in CELLS else nearest(segment.tag, CELLS)
    row = nearest(cell, ("tr",)) if cell is not None else None
    return [shown(other) for other in children(row, CELLS) if other is not cell] if row is not None else []


def _leads_rows(group: Group) -> bool:
    """Whether a group is the first column of its table under a head that speaks of organisations."""
    first = group.items[0].segment
    if "c0" not in first.shape:
        return False
    head = next((heading.text for heading in group.headings if heading.level == _COLUMN_HEAD), "")
    return not PERSON_HEADS.match(head)
