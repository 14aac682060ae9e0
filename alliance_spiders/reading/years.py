"""Dates in what a page says: what is over by the day the page was had, and what is still to come."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_QUARTERS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12, "q1": 1, "q2": 4, "q3": 7, "q4": 10}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DATE = (
    r"(?:\b(?:early|mid|late)[ -])?(?:"
    r"\b(?:20|19)\d\d-\d\d-\d\d\b|"
    r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d\d\b|"
    rf"(?:\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? )?{_MONTH}\.?,? (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?|"
    r"\b(?:spring|summer|autumn|winter|q[1-4]) (?:of )?|\b)(?:20|19)\d\d(?:/(?:20)?\d\d)?\b)"
)
_WRITTEN = re.compile(
    r"(?:(?P<iso>\d{4}-\d\d-\d\d)|(?P<slashed>\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d\d)|"
    rf"(?:(?:(?P<day>\d{{1,2}})\D{{0,6}} )?(?P<month>{_MONTH})\b\D{{0,4}}(?:(?P<behind>\d{{1,2}})\D{{1,4}})?|"
    r"(?P<quarter>spring|summer|autumn|winter|q[1-4]) (?:of )?)?"
    r"(?P<year>(?:19|20)\d\d)(?P<financial>/\d+)?)$"
)
_DATES = re.compile(DATE)
_SPAN = re.compile(
    r"\b(?:between\s+|from\s+)?((?:19|20)\d\d)\s*(?:-|–|—|/|to|until|and)\s*((?:19|20)?\d\d)\b(?![-–—/]\d)",
    re.IGNORECASE,
)
_WERE = re.compile(r"\bwere\b")
_THE_YEAR = re.compile(r"\b(?:throughout|during|in|over) (?:the|this) (?:\w+ )?year\b", re.IGNORECASE)
_YEAR = timedelta(days=366)
_UNTIL = re.compile(rf"\b(?:before|until|till|prior to|up to|by)\s+(?:the end of\s+)?({DATE})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a date may mean: “2027” is a year, “April 2027” a month; both ends included."""

    first: date
    last: date


def period(text: str) -> Period | None:
    """The days that a date in small letters means, as ``DATE`` finds it; nothing for “31 February 2027”."""
    found = _WRITTEN.search(text)
    if found is None:
        return None
    try:
        return _period(found)
    except ValueError:
        return None


def _period(found: re.Match[str]) -> Period:
    if found["iso"]:
        return _one_day(date.fromisoformat(found["iso"]))
    if found["slashed"]:
        day, month, year = (int(part) for part in re.split(r"[/.-]", found["slashed"]))
        return _one_day(date(year if year > 99 else 2000 + year, month, day))
    year = int(found["year"])
    if found["month"]:
        return _of_month(year, _MONTHS.index(found["month"][:3]) + 1, found["day"] or found["behind"])
    if found["quarter"]:
        month = _QUARTERS[found["quarter"]]
        return Period(date(year, month, 1), date(year, min(month + 2, 12), 28))
    if found["financial"]:
        return Period(date(year, 4, 1), date(year + 1, 3, 31))
    return Period(date(year, 1, 1), date(year, 12, 31))


def _one_day(day: date) -> Period:
    return Period(day, day)


def _of_month(year: int, month: int, day: str | None) -> Period:
    if day:
        return _one_day(date(year, month, int(day)))
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def periods(text: str) -> list[Period]:
    """What the dates in a text, in small letters, mean."""
    return [known for each in _DATES.findall(text) if (known := period(each)) is not None]


def without_years_to_come(text: str, day: date) -> str:
    """A text without the spans of years that reach to ``day`` or beyond it, so that no history is left."""
    if "20" not in text:
        return text
    shorter = _SPAN.sub(lambda found: " " if _end(found) >= day.year else found[0], text)
    return _UNTIL.sub(lambda found: " " if _is_after(found[1], day) else found[0], shorter)


def _is_after(written: str, day: date) -> bool:
    """Whether the last day that a date may mean is not over."""
    meant = period(written.lower())
    return meant is not None and meant.last >= day


def _end(span: re.Match[str]) -> int:
    """The last year of a span; “2026-27” ends in 2027."""
    first, last = span[1], span[2]
    return int(first[: 4 - len(last)] + last)


def of_last_year(text: str, title: str, day: date) -> str:
    """A text that tells of the last full year, in the present tense; any other as it is.

    “The partners in 2025/26 were …”, and “throughout the year” under a ``title`` that names that year.
    """
    if not _WERE.search(text):
        return text
    told = periods(text.lower()) or (periods(title.lower()) if _THE_YEAR.search(text) else [])
    is_last = bool(told) and all(day - _YEAR <= each.last < day for each in told)
    return _WERE.sub("are", text) if is_last else text
