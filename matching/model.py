"""What travels out of ``matching``: organisations of the register and answers about names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What sort of body a name belongs to (column ``kind`` of the feeds)."""

    TRUST = "trust"
    SITE = "site"
    ICB = "icb"
    COMMISSIONER = "commissioner"
    COUNCIL = "council"
    CHARITY = "charity"
    HOSPICE = "hospice"
    INDEPENDENT = "independent"
    UNIVERSITY = "university"
    ALLIANCE = "alliance"
    NATIONAL = "national"
    OTHER = "other"


class Status(StrEnum):
    """How safely a name was resolved (column ``status`` of the feeds)."""

    MATCHED = "matched"
    RETIRED = "retired"
    AMBIGUOUS = "ambiguous"
    UNRESOLVED = "unresolved"
    NOT_A_TRUST = "not_a_trust"


_SAFE = (Status.MATCHED, Status.RETIRED)  # here, as members of an enumeration are slow to look up


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a trust carried before; the code stayed the same."""

    name: str
    source: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Trust:
    """An NHS trust: open, closed, or one whose day of opening has not come (``is_to_come``).

    ``successors`` are the direct ones, ``current`` the open trusts that serve today: the trust itself
    while it is open, nothing when ODS knows no successor, several when it was split.
    """

    code: str
    name: str
    is_open: bool
    opened: date | None = None
    closed: date | None = None
    postcode: str = ""
    icb_code: str = ""
    nation: str = "England"
    successors: tuple[str, ...] = ()
    current: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    is_to_come: bool = False

    @property
    def opens(self) -> date | None:
        """The day from which it is open, where that day has not come."""
        return self.opened if self.is_to_come else None


@dataclass(frozen=True, slots=True)
class Site:
    """A hospital or other place: its name and the open trusts that run one of that name today."""

    name: str
    trusts: tuple[str, ...]
    codes: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that is no trust: an ICB, a former CCG, a council, a charity, an alliance."""

    name: str
    kind: Kind
    code: str = ""
    is_open: bool = True
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the next best answers for a name; ``score`` is 0 to 100, ``opens`` a day that has not come."""

    ods_code: str
    ods_name: str
    score: float
    is_open: bool
    opens: date | None = None

    @property
    def note(self) -> str:
        """What is to be known of it where it is not open; empty where it is."""
        if self.opens:
            return f"opens {self.opens.isoformat()}"
        return "" if self.is_open else "closed"


class Match(NamedTuple):
    """The answer about one name; a tuple, for one is made of every name of a table.

    ``ods_code`` is empty unless the status is matched or retired (or a body's own code for
    ``not_a_trust``). ``current_ods_code`` joins the codes with ``;`` where a trust was split.
    ``rule`` is the short name of the rule that decided; ``reason`` says the same in words.
    """

    name: str
    status: Status
    kind: Kind
    reason: str
    rule: str
    score: float = 0.0
    ods_code: str = ""
    ods_name: str = ""
    current_ods_code: str = ""
    current_ods_name: str = ""
    candidates: tuple[Candidate, ...] = ()

    @property
    def current_codes(self) -> tuple[str, ...]:
        """The open trusts that the name stands for; empty when there is no safe answer."""
        if not self.current_ods_code or self.status not in _SAFE:
            return ()
        return tuple(self.current_ods_code.split(";"))


@dataclass(frozen=True, slots=True)
class Span:
    """A name found inside running text: ``text[start:end]`` is the name as written."""

    start: int
    end: int
    match: Match
