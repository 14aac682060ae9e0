"""``datapackage.json``: what each table holds, as a Frictionless data package."""

from __future__ import annotations

from datetime import datetime

from output import tables

_TABLES = {
    "mapping.csv": ("Each open NHS trust of England and its one Cancer Alliance", tables.MAPPING, "ods_code"),
    "mapping_all_codes.csv": (
        "Every code of a trust, open or closed, and today's alliance",
        tables.ALL_CODES,
        "ods_code",
    ),
    "memberships.csv": ("Every trust of every alliance, second claims included", tables.MEMBERSHIPS, ""),
    "partners.csv": (
        "Every organisation that an alliance lists, as written, with its place",
        tables.PARTNERS,
        "",
    ),
    "sites.csv": ("How each alliance's site fared", tables.SITES, "alliance_code"),
    "review.csv": ("What a curator must look at", tables.REVIEW, "item_id"),
    "changes.csv": ("What differs from the run before", tables.CHANGES, "change_id"),
    "decisions.csv": ("What curators decided", tables.DECISIONS, ""),
}
_TYPES = {
    "score": "integer",
    "priority": "integer",
    "confirmations": "integer",
    "pages_fetched": "integer",
    "trusts_found": "integer",
    "fetched_at": "datetime",
    "observed_at": "datetime",
    "last_healthy": "datetime",
    "first_seen": "date",
    "last_seen": "date",
    "first_raised": "date",
}


def datapackage(run_at: datetime) -> dict[str, object]:
    """The description of the data folder's tables."""
    return {
        "name": "cancer-alliance-membership",
        "title": "NHS trusts and the Cancer Alliances they partner with",
        "created": run_at.isoformat(),
        "licenses": [
            {
                "name": "OGL-UK-3.0",
                "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
            }
        ],
        "sources": [
            {"title": "The websites of the Cancer Alliances of England"},
            {"title": "NHS Organisation Data Service (Open Government Licence v3)"},
            {"title": "OpenPrescribing Hospitals, Cancer Alliance mapping of April 2026 (MIT)"},
        ],
        "resources": [_resource(name, *about) for name, about in _TABLES.items()],
    }


def _resource(name: str, title: str, columns: tuple[str, ...], key: str) -> dict[str, object]:
    schema: dict[str, object] = {"fields": [{"name": c, "type": _TYPES.get(c, "string")} for c in columns]}
    if key:
        schema["primaryKey"] = key
    return {
        "name": name.removesuffix(".csv"),
        "path": name,
        "title": title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }
