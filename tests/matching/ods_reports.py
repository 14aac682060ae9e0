"""Reports and records as ODS serves them, made from the bundled register."""

import csv
import io
from datetime import date

from matching.register import Register

BASE = Register.load()
TODAY = date(2026, 10, 5)
CARE_TRUSTS = ("TAD", "TAH", "TAJ")
ORD, FHIR = "/ORD/2-0-0/organisations", "/organisation-data-terminology-api/fhir/Organization"


def etr(*, only=None, leave_out=CARE_TRUSTS, **changes):
    """Rows as ODS serves them; a change is a dict from column number to text."""
    table = {}
    for trust in BASE.trusts.values():
        if (
            trust.code in leave_out
            or (only and trust.code not in only)
            or not trust.opened
            or trust.nation != "England"
        ):
            continue
        row = [""] * 27
        row[0], row[1], row[3], row[9] = trust.code, trust.name.upper(), trust.icb_code, trust.postcode
        row[10] = trust.opened.strftime("%Y%m%d")
        row[11] = trust.closed.strftime("%Y%m%d") if trust.closed else ""
        table[trust.code] = row
    for code, cells in changes.items():
        row = table.setdefault(code, [code, *[""] * 26])
        for column, value in cells.items():
            row[column] = value
    return as_csv(table.values())


def succ(*more):
    known = [
        (t.code, new, "", "20200401", "1")
        for t in BASE.trusts.values()
        for new in t.successors
        if t.code != "RYK"
    ]
    return as_csv([*known, *((old, new, "", "20261001", "1") for old, new in more)])


OWNER = {code: site for site in BASE.sites for code in site.codes}


def parent(code):
    """The trust of a site code: that of its first letters, else the one that runs the hospital."""
    return code[:3] if code[:3] in BASE.trusts else OWNER[code].trusts[0]


def ets(*, leave_out=(), **changes):
    """Rows as ODS serves them; the parent stands in the fifteenth column."""
    table = {}
    for code, site in sorted(OWNER.items()):
        if code not in leave_out:
            row = [""] * 27
            row[0], row[1], row[2], row[9] = code, site.name.upper(), "Y56", (*site.postcodes, "LS1 3EX")[0]
            row[10], row[14], row[15] = "19910401", parent(code), "19910401"
            table[code] = row
    for code, cells in changes.items():
        row = table.setdefault(code, [code, *[""] * 9, "20261001", *[""] * 16])
        for column, value in cells.items():
            row[column] = value
    return as_csv(table.values())


def moved(text, change):
    return as_csv([change(row) for row in csv.reader(io.StringIO(text))])


def as_csv(rows):
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue()


def ord_record(*, opened="1991-04-01", closed=None, successor=None, predecessor=None):
    links = [
        {"Type": kind, "Target": {"OrgId": {"extension": code}}}
        for kind, code in (("Successor", successor), ("Predecessor", predecessor))
        if code
    ]
    dates = {"Type": "Legal", "Start": opened} | ({"End": closed} if closed else {})
    return {
        "Organisation": {
            "Name": "X",
            "Status": "Active",
            "Date": [{"Type": "Operational", "Start": opened}, dates],
            "Succs": {"Succ": links},
        }
    }
