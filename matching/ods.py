"""The Organisation Data Service as served today: reports as CSV, single organisations as JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote

from matching.ods_fetch import API_KEY, Fetcher, OdsError, Patience

ORD_PATH = "/ORD/2-0-0/organisations"
FHIR_PATH = "/organisation-data-terminology-api/fhir/Organization"
Json = dict[str, Any]
TYPED_PERIOD = "https://fhir.nhs.uk/England/StructureDefinition/Extension-England-TypedPeriod"


@dataclass(frozen=True, slots=True)
class OdsService:
    """Where ODS is, and how it is asked; ``pause`` between requests and ``timeout`` are seconds.

    With an ``api_key`` single organisations come from FHIR, otherwise from the ORD service, which is to be
    withdrawn. Both allow fewer than five requests a second.
    """

    reports: str = "https://www.odsdatasearchandexport.nhs.uk"
    ord: str = "https://directory.spineservices.nhs.uk"
    fhir: str = "https://api.service.nhs.uk"
    api_key: str = field(default="", repr=False)
    pause: float = 0.25
    timeout: float = 60.0
    patience: Patience = field(default_factory=Patience)

    @classmethod
    def from_environment(cls, base_url: str = "") -> OdsService:
        """The public service, or all of it at one base URL; the key is that of ``ODS_API_KEY``."""
        key = os.environ.get(API_KEY, "").strip()
        base = base_url.rstrip("/")
        return cls(reports=base, ord=base, fhir=base, api_key=key) if base else cls(api_key=key)


@dataclass(frozen=True, slots=True)
class Details:
    """What ODS says of one organisation: legal dates and direct successions, where it says any."""

    opened: date | None = None
    closed: date | None = None
    successors: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()


class OdsClient:
    """Asks ODS, never faster than the service allows."""

    def __init__(self, service: OdsService) -> None:
        self.service = service
        self._fetcher = Fetcher(service.pause, service.timeout, service.patience)

    def report(self, name: str) -> str:
        """A report as CSV text.

        Raises:
            OdsError: no answer, an error, a web page instead of a table, or half a file.
        """
        text = self._get(f"{self.service.reports}/api/getReport?report={name}", f"report “{name}”", {})
        if text.lstrip()[:1] == "<":
            raise OdsError(f"ODS sent a web page instead of the report “{name}”. Try again later.")
        if not text.strip():
            raise OdsError(f"ODS sent an empty report “{name}”. Try again later.")
        return text

    def details(self, code: str) -> Details:
        """The legal dates and successions of one organisation.

        Raises:
            OdsError: no answer, an error, or an answer of another shape.
        """
        what = f"record of {code}"
        if self.service.api_key:
            path = f"{self.service.fhir}{FHIR_PATH}/{quote(code, safe='')}"
            text = self._get(path, what, {"apikey": self.service.api_key, "Accept": "application/fhir+json"})
            read = read_fhir
        else:
            path = f"{self.service.ord}{ORD_PATH}/{quote(code, safe='')}"
            text = self._get(path, what, {"Accept": "application/json"})
            read = read_ord
        try:
            return read(json.loads(text))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise OdsError(f"ODS sent a {what} of an unknown shape. Nothing was changed.") from error

    def _get(self, url: str, what: str, headers: Mapping[str, str]) -> str:
        body = self._fetcher.get(url, what, headers)
        try:
            return body.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise OdsError(f"ODS sent a {what} that is not UTF-8 text. Nothing was changed.") from error


def read_ord(data: Json) -> Details:
    """An organisation as the ORD service describes it."""
    organisation = data["Organisation"]
    opened, closed = _legal_dates(_list(organisation["Date"]))
    linked: dict[str, list[str]] = {"Successor": [], "Predecessor": []}
    for link in _list((organisation.get("Succs") or {}).get("Succ")):
        linked[link["Type"]].append(link["Target"]["OrgId"]["extension"])
    return Details(opened, closed, tuple(sorted(linked["Successor"])), tuple(sorted(linked["Predecessor"])))


def read_fhir(data: Json) -> Details:
    """An organisation as the FHIR service describes it; it names no successions."""
    if data["resourceType"] != "Organization":
        raise ValueError("no organisation")
    for extension in _extensions(data.get("extension", [])):
        parts = {part["url"]: part for part in extension["extension"]}
        if parts["dateType"]["valueCoding"]["code"] == "Legal":
            period = parts["period"]["valuePeriod"]
            return Details(_day(period.get("start")), _day(period.get("end")))
    return Details(closed=None)


def _legal_dates(dates: list[Json]) -> tuple[date | None, date | None]:
    """The legal dates: a merged trust may stay in operation, and in status “Active”, after its legal end."""
    by_type = {entry["Type"]: entry for entry in dates}
    entry = by_type.get("Legal") or by_type.get("Operational") or {}
    return _day(entry.get("Start")), _day(entry.get("End"))


def _extensions(extensions: list[Json]) -> Iterator[Json]:
    """Periods of the organisation itself first, then those of its roles."""
    for extension in extensions:
        if extension["url"] == TYPED_PERIOD:
            yield extension
    for extension in extensions:
        if extension["url"] != TYPED_PERIOD:
            yield from (part for part in extension.get("extension", []) if part["url"] == TYPED_PERIOD)


def _list(value: object) -> list[Json]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
