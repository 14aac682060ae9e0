"""Telling employers beside persons from partners: lines, rows and cards of staff."""

from __future__ import annotations

import re

from alliance_spiders.reading.elements import CELLS
from alliance_spiders.reading.groups import names_something, reaches
from alliance_spiders.reading.model import Form, Group, Segment, Source
from alliance_spiders.reading.persons import (
    CONTACT_HEADS,
    PERSON_HEADS,
    ROLE_HEADS,
    has_role,
    is_person,
    is_place,
    is_titled,
)
from alliance_spiders.reading.tree import all_tags, children, nearest, shown

_ORGANISATION_HEADS = re.compile(
    r"^\W*(?:(?:partner|member|nhs|our|acute|the) )*(?:organi[sz]ation|partner|member)s?(?: name)?\W*$|"
    r"^\W*(?:[\w/&’'-]+ ){0,3}(?:trust|hospital|provider)s?(?: name| group)?\W*$",
    re.IGNORECASE,
)

_OF_PERSONS = re.compile(
    r"^\W*(?:(?:full |first )?name|surname|person|member|who|present|attend(?:ees?|ing|ance)|"
    r"in attendance|apologies)\W*$",
    re.IGNORECASE,
)

_FEW = 3  # organisations
_NAMES = re.compile(r"^\W*names?\W*$", re.IGNORECASE)


def staff_rule(group: Group) -> str:
    """``staff`` when the organisations of a group are employers of persons, else nothing."""
    is_staff = _holds_persons(group) or _is_role_column(group) or _stands_beside_persons(group)
    return "staff" if is_staff else ""


def is_column_of_organisations(group: Group) -> bool:
    """Whether a group is a column of a table whose head speaks of organisations, or of names alone."""
    head = _column_head(group)
    return _ORGANISATION_HEADS.match(head) is not None or _NAMES.match(head) is not None


def is_column_without_head(group: Group) -> bool:
    """Whether a group is a column of a table without heads: another organisation in each row, and no job."""
    rows = [_row(item.segment) for item in group.items if names_something(item)]
    names = {name.match.ods_code or name.text for item in group.items for name in item.names}
    if len(rows) < _FEW or len(names) < len(rows) or not all(rows) or _column_head(group):
        return False
    return not any(has_role(cell) for row in rows for cell in row)


def _holds_persons(group: Group) -> bool:
    """Whether most entries begin with a person or name a job."""
    filled = sum(item.form is not Form.NONE for item in group.items)
    return sum(item.form is Form.PERSON for item in group.items) * 2 > filled


def _is_role_column(group: Group) -> bool:
    return bool(ROLE_HEADS.match(_column_head(group)))


def _stands_beside_persons(group: Group) -> bool:
    """Whether persons stand in the other cells of most rows, or over the group as its title."""
    rows = [row for item in group.items if names_something(item) and (row := _row(item.segment))]
    with_person = sum(any(is_person(cell) or has_role(cell) for cell in row) for row in rows)
    if rows and with_person * 2 > len(rows) and not (_leads_rows(group) or _has_contacts(group)):
        return True
    first = group.items[0].segment
    title = next((h.text for h in group.headings[-1:] if h.level > 1 and reaches(h, first)), "")
    return _is_employed(title, group) or (with_person > 0 and bool(PERSON_HEADS.match(title)))


def _is_employed(title: str, group: Group) -> bool:
    """Whether a title is a person, of whom a group gives the employer; nobody has several."""
    has_several = sum(map(names_something, group.items)) > 1 and not is_titled(title)
    return is_person(title) and not is_place(title) and not has_several


def _row(segment: Segment) -> list[str]:
    """The other cells of the table row that a segment stands in; a script stands in none."""
    if segment.tag is None or segment.source is Source.SCRIPT:
        return []
    cell = segment.tag if segment.tag.name in CELLS else nearest(segment.tag, CELLS)
    row = nearest(cell, ("tr",)) if cell is not None else None
    return [shown(other) for other in children(row, CELLS) if other is not cell] if row is not None else []


def _leads_rows(group: Group) -> bool:
    """Whether a group is the first column of its table under a head that speaks of organisations."""
    first = group.items[0].segment
    if "c0" not in first.shape:
        return False
    return not PERSON_HEADS.match(_column_head(group))


def _column_head(group: Group) -> str:
    """The text of the head of the table's column that a group is; empty when it has none."""
    head = next((heading.text for heading in reversed(group.headings) if heading.is_cell), "")
    return head or _head_among_cells(group)


def _head_among_cells(group: Group) -> str:
    """The head of a column whose table has its heads in cells like all others: the first, with no name."""
    first = group.items[0].segment
    if "tr" not in first.shape:
        return ""
    column = next((step for step in reversed(first.shape) if step[:1] == "c" and step[1:].isdecimal()), "")
    heads, at = (_heads(group), int(column[1:])) if column else ([], 0)
    row = nearest(first.tag, ("tr",)) if first.tag is not None else None
    cells = [shown(cell) for cell in children(row, CELLS)] if row is not None else []
    return heads[at] if at < len(heads) and heads != cells else ""


def _heads(group: Group) -> list[str]:
    """The heads of all columns of the table that a group is a column of."""
    tag = group.items[0].segment.tag
    table = nearest(tag, ("table",)) if tag is not None else None
    first = next((tag for tag in all_tags(table) if tag.name == "tr"), None) if table is not None else None
    return [shown(cell) for cell in children(first, CELLS)] if first is not None else []


def is_table_of_persons(group: Group) -> bool:
    """Whether the heads of the other columns say that each row is that of a person: “Name”, “Role”."""
    own = _column_head(group)
    return any(_OF_PERSONS.match(head) or ROLE_HEADS.match(head) for head in _heads(group) if head != own)


def _has_contacts(group: Group) -> bool:
    """Whether a group is a column of organisations in a table that gives a contact for each, and no jobs."""
    if not is_column_of_organisations(group) or group.items[0].segment.tag is None:
        return False
    heads = _heads(group)
    return any(map(CONTACT_HEADS.match, heads)) and not any(map(ROLE_HEADS.match, heads))
