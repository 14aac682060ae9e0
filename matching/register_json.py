"""The register as one JSON file: a record a line, so that a diff shows which organisation changed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date
from typing import Any

from matching.model import Body, FormerName, Kind, Site, Trust
from matching.register import Alias, Register, RegisterError
from matching.succession import with_succession

FORMAT = 1


def finished(register: Register) -> Register:
    """The register with its version, the digest of its content."""
    return replace(register, version=digest(to_json(register)))


def digest(text: str) -> str:
    """Twelve hexadecimal digits that change with any byte of the text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def to_json(register: Register) -> str:
    """The register as text; the same register gives the same bytes."""
    tables: dict[str, list[Any]] = {
        "trusts": [_trust_row(register.trusts[code]) for code in sorted(register.trusts)],
        "sites": [
            [
                site.name,
                *map(list, (site.trusts, site.codes, site.postcodes)),
                list(register.visiting.get(site.name, ())),
            ]
            for site in register.sites
        ],
        "bodies": [
            [body.name, body.kind.value, body.code, body.is_open, list(body.successors)]
            for body in register.bodies
        ],
        "aliases": [[alias.name, alias.code, alias.source, alias.kind.value] for alias in register.aliases],
        "corrections": [[code, list(register.corrections[code])] for code in sorted(register.corrections)],
    }
    lines = [f'{{"format": {FORMAT}, "as_of": "{register.as_of.isoformat()}"']
    for name, rows in tables.items():
        body = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        lines.append(f',"{name}": [\n{body}\n]')
    return "\n".join(lines) + "\n}\n"


def from_json(text: str, where: str) -> Register:
    """Read what ``to_json`` wrote; ``where`` names the file in errors.

    Raises:
        RegisterError: the text is no such register.
    """
    try:
        data = json.loads(text)
        found = data["format"]
        register = _register(data, digest(text)) if found == FORMAT else None
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise RegisterError(
            f"The register {where} is not a whole register JSON. Build it again or take another file."
        ) from error
    if register is None:
        raise RegisterError(f"The register {where} has format {found!r:.20}; this version reads {FORMAT}.")
    return register


def _register(data: dict[str, Any], version: str) -> Register:
    sites = data["sites"]
    return Register(
        trusts=with_succession(_trust(row) for row in data["trusts"]),
        sites=tuple(Site(row[0], tuple(row[1]), tuple(row[2]), tuple(row[3])) for row in sites),
        bodies=tuple(Body(row[0], Kind(row[1]), row[2], row[3], tuple(row[4])) for row in data["bodies"]),
        aliases=tuple(Alias(row[0], row[1], row[2], Kind(row[3])) for row in data["aliases"]),
        as_of=date.fromisoformat(data["as_of"]),
        version=version,
        visiting={row[0]: tuple(row[4]) for row in sites if row[4]},
        corrections={code: tuple(codes) for code, codes in data["corrections"]},
    )


def _trust_row(trust: Trust) -> dict[str, Any]:
    row = {
        "code": trust.code,
        "name": trust.name,
        "open": trust.is_open,
        "opened": trust.opened and trust.opened.isoformat(),
        "closed": trust.closed and trust.closed.isoformat(),
        "postcode": trust.postcode,
        "icb": trust.icb_code,
        "nation": trust.nation,
        "successors": list(trust.successors),
        "predecessors": list(trust.predecessors),
        "former": [[old.name, old.source, old.until and old.until.isoformat()] for old in trust.former_names],
        "latitude": trust.latitude,
        "longitude": trust.longitude,
        "to_come": trust.is_to_come or None,
    }
    return {key: value for key, value in row.items() if value not in (None, "", [])}


def _trust(row: dict[str, Any]) -> Trust:
    return Trust(
        code=row["code"],
        name=row["name"],
        is_open=row["open"],
        opened=_day(row.get("opened")),
        closed=_day(row.get("closed")),
        postcode=row.get("postcode", ""),
        icb_code=row.get("icb", ""),
        nation=row.get("nation", "England"),
        successors=tuple(row.get("successors", ())),
        predecessors=tuple(row.get("predecessors", ())),
        former_names=tuple(
            FormerName(name, source, _day(until)) for name, source, until in row.get("former", ())
        ),
        latitude=row.get("latitude"),
        longitude=row.get("longitude"),
        is_to_come=row.get("to_come", False),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
